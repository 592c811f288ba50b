"""What anything but the eye could learn of a mark: texts, names, sizes, places, focus, titles, pixels afterwards."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.ui.booth import Booth
from desktop.ui.booth.parts import Option

from .test_booth import Later, begin, named, paper, press, settle

CASTS = ([1, 1, 1], [2, 0, 4], [0, 0, 0], [4, 3, 2])


@pytest.fixture
def later() -> Later:
    return Later()


@pytest.fixture
def booth(qapp: object, later: Later) -> Iterator[Booth]:
    made = Booth(paper(3), after=later)
    begin(made)
    yield made
    made.leave()


def outside(booth: Booth) -> list[tuple[object, ...]]:
    """What a program that asks the windowing or the screen reader's interface is told of every widget."""
    settle()
    focus = QApplication.focusWidget()
    return [
        (
            type(w).__name__,
            w.objectName(),
            w.text() if isinstance(w, QAbstractButton) else "",
            w.accessibleName(),
            w.accessibleDescription(),
            w.toolTip(),
            w.windowTitle(),
            w.geometry().getRect(),
            w.sizeHint().toTuple(),
            w.isVisible(),
            w.isEnabled(),
            w is focus,
        )
        for w in [booth, *booth.findChildren(QWidget)]
    ]


@pytest.mark.parametrize("size", range(4))
@pytest.mark.parametrize("grid", [False, True])
def test_which_option_was_chosen_moves_and_renames_nothing(booth: Booth, size: int, grid: bool) -> None:
    for _ in range(size):
        booth._larger()
    if grid:
        booth._other_mode()
    seen = []
    for choice in range(1, 5):
        booth._marks.put(0, choice)
        booth._contest._area.to_top()
        seen.append(outside(booth))
    assert all(one == seen[0] for one in seen)


def test_control_a_mark_in_the_text_of_an_option_is_seen(booth: Booth) -> None:
    before = outside(booth)
    option = next(o for o in booth.findChildren(Option) if o.isVisible())
    option.setText(f"{option.text()}   ✓")
    assert outside(booth) != before


def test_the_mouse_leaves_the_focus_where_it_was(booth: Booth) -> None:
    """A moved focus is told to a screen reader, and with it what was pressed."""
    focused = booth.focusWidget()
    QTest.mouseClick(named(booth, "Phím 3: Hoàn thành nhiệm vụ"), Qt.MouseButton.LeftButton)
    assert booth._marks[0] == 3
    assert booth.focusWidget() is focused


def test_the_mark_is_there_for_the_eye(booth: Booth) -> None:
    option = named(booth, "Phím 3: Hoàn thành nhiệm vụ")
    before = option.grab().toImage()
    press(booth, "3")
    assert option.grab().toImage() != before


def one_turn(booth: Booth, later: Later, choices: list[int]) -> tuple[QImage, QImage, QImage, QImage]:
    """The screens from the moment of the cast to the next voter's first person."""
    begin(booth)
    for place, choice in enumerate(choices):
        booth._to_contest(place)
        booth._marks.put(place, choice)
    booth._to_review()
    later.pass_()
    booth._cast()
    booth.show_done()
    done = picture(booth)
    later.pass_()
    waiting = picture(booth)
    booth.invite("Trần Đình Bảo")
    invited = picture(booth)
    booth._begin()
    return done, waiting, invited, picture(booth)


def picture(booth: Booth) -> QImage:
    settle()
    return booth.grab().toImage()


def test_every_screen_after_a_cast_is_the_same_whatever_was_cast(booth: Booth, later: Later) -> None:
    first = one_turn(booth, later, CASTS[0])
    for choices in CASTS[1:]:
        assert one_turn(booth, later, choices) == first


def test_control_a_mark_left_on_the_screen_is_seen(booth: Booth, later: Later) -> None:
    first = one_turn(booth, later, CASTS[0])
    press(booth, "2")
    assert picture(booth) != first[-1]


def test_no_title_of_a_window_names_the_voter_or_a_choice(booth: Booth) -> None:
    booth.invite("Trần Đình Bảo")
    titles = [w.windowTitle() for w in QApplication.topLevelWidgets() if w.isVisible()]
    booth._begin()
    press(booth, "2")
    booth._to_review()
    titles += [w.windowTitle() for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert titles
    assert not [title for title in titles if "Bảo" in title or "nhiệm vụ" in title]
