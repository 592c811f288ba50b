"""Every page of the booth at its four text sizes and four contrasts on 1366 by 768: nothing cut or out of reach."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QPushButton, QScrollArea

from desktop.ui.booth import Booth
from desktop.ui.booth.booth import STILL_THERE
from desktop.ui.booth.look import CONTRASTS, TEXT_SIZES
from desktop.ui.pages.ballot.two_tellers import TwoTellers
from meeting.ballot import BallotPaper
from tests.gui.conftest import Picture
from tests.gui.sight import faults, settle

from .test_booth import BARRED, begin, named, paper, press, read_out

LONG = "Nguyễn Hoàng Trường Giang"
TELLERS = [LONG, "Trương Nguyễn Minh Khuê", "Huỳnh Thị Thanh Phượng"]
NOTES = (
    "Tự nhận: Hoàn thành tốt nhiệm vụ",
    "Tổ đảng đề nghị: Hoàn thành xuất sắc nhiệm vụ",
    "Chi ủy đề nghị: Hoàn thành tốt nhiệm vụ",
)


def long_paper() -> BallotPaper:
    rows = tuple(
        replace(
            row, title=f"{LONG} {n}", caption="Chi ủy viên, Phó Trưởng phòng", notes=NOTES, bars=(BARRED,)
        )
        for n, row in enumerate(paper(24).contests, 1)
    )
    return replace(paper(24), contests=rows, title="Phiếu xếp loại chất lượng đảng viên năm 2026", round=2)


@pytest.fixture
def booth(qapp: object) -> Iterator[Booth]:
    made = Booth(long_paper(), after=lambda _milliseconds, _then: None)
    yield made
    made.leave()


class Look:
    """Looks at one page after another in one text size and contrast."""

    def __init__(self, booth: Booth, picture: Picture, size: int, contrast: int) -> None:
        self.booth, self.picture, self.name = booth, picture, f"{size}-{contrast}"
        self.size, self.contrast = size, contrast
        self.wrong: list[str] = []

    def dress(self) -> None:
        for _ in range(self.size - self.booth._look.size):
            self.booth._larger()
        for _ in range(self.contrast - self.booth._look.contrast):
            self.booth._next_contrast()

    def look(self, page: str) -> None:
        settle()
        self.picture(self.booth, f"booth-{self.name}-{page}")
        assert (self.booth.width(), self.booth.height()) == (1366, 768), page
        self.wrong += [f"{page} {self.name}: {one}" for one in faults(self.booth)]


@pytest.mark.parametrize("contrast", range(len(CONTRASTS)))
@pytest.mark.parametrize("size", range(len(TEXT_SIZES)))
def test_every_page_fits(booth: Booth, picture: Picture, size: int, contrast: int) -> None:
    look = Look(booth, picture, size, contrast)
    booth.showFullScreen = booth.show  # type: ignore[method-assign]
    booth.setFixedSize(1366, 768)
    booth.invite(LONG)
    look.dress()
    look.look("invited")
    begin(booth)
    look.dress()
    look.look("contest")
    press(booth, "2")
    booth.idle.warned.emit()
    look.look("contest-marked")
    booth._calm()
    booth._to_contest(23)
    booth._other_mode()
    press(booth, "1")
    look.look("grid")
    booth._to_review()
    booth.show_failed("Phiếu chưa được ghi vào hòm; đồng chí bấm “Bỏ phiếu” lần nữa.")
    look.look("review")
    booth.cover()
    look.dress()
    look.look("left")
    booth.show_done()
    look.dress()
    look.look("done")
    assert not look.wrong, "\n".join(look.wrong)


@pytest.mark.parametrize("size", range(len(TEXT_SIZES)))
def test_the_tellers_question_fits_over_the_booth(booth: Booth, picture: Picture, size: int) -> None:
    begin(booth)
    Look(booth, picture, size, 0).dress()
    asked = TwoTellers(booth, "Dừng lượt bỏ phiếu này?", STILL_THERE * 2, "Dừng", TELLERS, lambda _n: None)
    settle()
    picture(asked, f"booth-{size}-tellers")
    assert asked.width() <= 1366
    assert asked.height() <= 768
    assert faults(asked) == []
    asked.reject()


def test_what_does_not_fit_in_the_booth_would_be_found(booth: Booth) -> None:
    """Negative control: an option as wide as two screens."""
    begin(booth)
    settle()
    assert faults(booth) == []
    booth._contest.first_option().setText("Hoàn thành " * 40)
    settle()
    assert any("Hoàn thành" in one or "sideways" in one for one in faults(booth))


def test_what_is_longer_than_the_screen_has_large_buttons_and_follows_the_keys(booth: Booth) -> None:
    begin(booth)
    settle()
    bar = booth._contest._area._area.verticalScrollBar()
    assert not [b for b in booth.findChildren(QPushButton) if b.isVisible() and "phần dưới" in b.text()]
    Look(booth, Picture(), len(TEXT_SIZES) - 1, 0).dress()
    settle()
    assert bar.value() == 0
    named(booth, "Xem tiếp phần dưới").click()
    assert bar.value() > 0
    named(booth, "Xem phần trên").click()
    assert bar.value() == 0
    silent = read_out(booth)
    press(booth, "4")
    assert bar.value() > 0
    assert read_out(booth) == silent
    last = named(booth, "Phím 0: Để trống")
    last.setFocus()
    assert bar.value() == bar.maximum()


FINGERTIP = 33
"""Pixels at 96 a inch that anything to press measures at least, both ways; an option is higher."""


@pytest.mark.parametrize("size", range(len(TEXT_SIZES)))
@pytest.mark.parametrize("page", ["contest", "grid", "review", "invited", "veil", "left"])
def test_what_can_be_pressed_is_large_and_apart(booth: Booth, size: int, page: str) -> None:
    """No two targets overlap or touch, and the options of one person are as high as a fingertip."""
    begin(booth)
    for _ in range(size):
        booth._larger()
    press(booth, "2")
    show = {
        "contest": lambda: None,
        "grid": booth._other_mode,
        "review": booth._to_review,
        "invited": lambda: booth.invite(LONG),
        "veil": booth.veil,
        "left": booth.cover,
    }
    show[page]()
    settle()
    made = [b for b in booth.findChildren(QPushButton) if b.isVisible()]
    places = [QRect(one.mapTo(booth, QPoint(0, 0)), one.size()) for one in made]
    assert all(min(place.width(), place.height()) >= FINGERTIP for place in places)
    in_area = [one for one in made if _scrolls(one)]
    for one, place in zip(made, places, strict=True):
        near = place.adjusted(-2, -2, 2, 2)
        others = [(b, p) for b, p in zip(made, places, strict=True) if b is not one]
        same = [(b, p) for b, p in others if (b in in_area) == (one in in_area)]
        assert not [b.text() for b, p in same if near.intersects(p)], one.text()
    if page == "contest":
        assert all(one.height() >= 48 for one in made if one.property("mark"))


def _scrolls(widget: QPushButton) -> bool:
    """Whether it is inside the part that scrolls, and may be covered by what is around it."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around is not None


def test_the_options_stay_in_place_where_a_row_has_no_note(qapp: object) -> None:
    """A hand that stays where it is presses the same level for everyone."""
    known, _barred, another = paper(3).contests
    unknown = replace(another, notes=())
    made = Booth(replace(paper(2), contests=(known, unknown)), after=lambda _milliseconds, _then: None)
    begin(made)
    settle()
    option = named(made, "Phím 2: Hoàn thành tốt nhiệm vụ")
    place = option.mapTo(made, QPoint(0, 0))
    made._forward()
    settle()
    assert option.mapTo(made, QPoint(0, 0)) == place
    made.leave()
