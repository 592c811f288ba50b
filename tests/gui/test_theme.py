"""The tokens are readable, and the style sheet follows the text size."""

import re
from itertools import product

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from desktop.ui.theme import (
    DARK,
    LIGHT,
    SCALES,
    Colours,
    Theme,
    apply_theme,
    best_family,
    colours_of,
    contrast,
    set_role,
)
from desktop.ui.theme.stylesheet import stylesheet

READABLE = 4.5
SEEN = 3.0


def pairs(c: Colours) -> list[tuple[str, str]]:
    grounds = (c.window, c.surface)
    words = (c.text, c.muted, c.accent, c.info, c.warning, c.error, c.done)
    soft = [(c.text, g) for g in (c.info_soft, c.warning_soft, c.error_soft, c.accent_soft, c.selection)]
    return [
        *product(words, grounds),
        *soft,
        (c.info, c.info_soft),
        (c.warning, c.warning_soft),
        (c.error, c.error_soft),
        (c.accent, c.accent_soft),
        (c.on_accent, c.accent),
        (c.on_selection, c.selection),
        (c.on_blank, c.blank),
        *zip(c.on_levels, c.levels, strict=True),
    ]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_is_readable_and_every_border_is_seen(colours: Colours) -> None:
    assert [pair for pair in pairs(colours) if contrast(*pair) < READABLE] == []
    borders = product((colours.line, colours.focus), (colours.window, colours.surface))
    assert [pair for pair in borders if contrast(*pair) < SEEN] == []


def test_contrast_knows_black_white_and_itself() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
    assert contrast("#999999", "#FFFFFF") < READABLE


def test_text_sizes_are_points_never_pixels() -> None:
    for colours, scale in product((LIGHT, DARK), SCALES):
        sheet = stylesheet(colours, scale)
        assert not re.search(r"font[^;]*px", sheet)
        assert sheet.count("{") == sheet.count("}")


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_rule_that_sets_text_and_ground_is_readable(colours: Colours) -> None:
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", stylesheet(colours, 1.0))
    found = 0
    for name, rule in rules:
        text = re.search(r"(?<!-)\bcolor: (#\w{6})", rule)
        ground = re.search(r"(?<!selection-)background(?:-color)?: (#\w{6})", rule)
        if text and ground:
            found += 1
            assert contrast(text[1], ground[1]) >= READABLE, name
    assert found > 10


@pytest.mark.parametrize(
    "kind",
    ["QLineEdit", "QPlainTextEdit", "QComboBox", "QAbstractSpinBox", "QCheckBox", "QRadioButton", "QTabBar"],
)
def test_every_kind_of_control_shows_its_focus_and_that_it_is_off(kind: str) -> None:
    sheet = stylesheet(LIGHT, 1.0)
    assert re.search(rf"{kind}:focus[^{{}}]*\{{[^}}]*{LIGHT.focus}", sheet)
    assert re.search(rf"{kind}(::tab)?:disabled[^{{}}]*\{{[^}}]*{LIGHT.muted}", sheet)


def test_menus_and_tool_tips_wear_the_tokens() -> None:
    for kind in ("QMenu", "QToolTip"):
        rule = re.search(rf"\n{kind} \{{([^}}]*)\}}", stylesheet(DARK, 1.0))
        assert rule is not None
        assert DARK.surface in rule[1]
        assert DARK.text in rule[1]


def test_doubling_the_text_size_doubles_labels_and_buttons(qapp: QApplication) -> None:
    heights = []
    for scale in (1.0, 2.0):
        apply_theme(qapp, Theme(scale=scale))
        title, button = QLabel("Kiểm điểm"), QPushButton("Mở hòm phiếu")
        set_role(title, "title")
        button.ensurePolished()
        heights.append((title.sizeHint().height(), button.sizeHint().height()))
    assert heights[1][0] > 1.8 * heights[0][0]
    assert heights[1][1] > 1.7 * heights[0][1]


def test_dark_widgets_take_dark_tokens(qapp: QApplication) -> None:
    assert colours_of(QLabel()) is LIGHT
    apply_theme(qapp, Theme(DARK))
    assert colours_of(QLabel()) is DARK


def test_a_see_through_widget_takes_the_tokens_of_what_is_behind_it(qapp: QApplication) -> None:
    for colours in (LIGHT, DARK):
        apply_theme(qapp, Theme(colours))
        for sheet in ("background: transparent", "background-color: rgba(0, 0, 0, 20)"):
            alone = QLabel()
            alone.setStyleSheet(sheet)
            alone.ensurePolished()
            assert alone.palette().color(QPalette.ColorRole.Window).lightness() < 128
            assert colours_of(alone) is colours
            for ground, wanted in (("#101010", DARK), ("#F0F0F0", LIGHT)):
                page = QWidget()
                page.setStyleSheet(f".QWidget {{ background-color: {ground} }}")
                middle, inner = QLabel(page), QLabel()
                inner.setParent(middle)
                for widget in (middle, inner):
                    widget.setStyleSheet(sheet)
                for widget in (page, middle, inner):
                    widget.ensurePolished()
                assert colours_of(inner) is wanted


def test_a_family_with_all_vietnamese_letters_is_found(qapp: QApplication) -> None:
    assert best_family()
