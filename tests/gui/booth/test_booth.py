"""The voter's screen: keyboard, mouse, review, one cast, reset, nothing for a screen reader, no way out."""

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QScrollArea, QWidget

from desktop.ui.booth import Booth
from desktop.ui.booth.look import CONTRASTS, TEXT_SIZES
from desktop.ui.theme import contrast
from meeting.ballot import BallotPaper, Bar, Contest, Option
from meeting.level import LEVELS, Level
from tests.gui.conftest import Picture

NAMES = dict(
    zip(
        LEVELS,
        (
            "Hoàn thành xuất sắc nhiệm vụ",
            "Hoàn thành tốt nhiệm vụ",
            "Hoàn thành nhiệm vụ",
            "Không hoàn thành nhiệm vụ",
        ),
        strict=True,
    )
)
BARRED = Bar(Level.HTXSNV, "Xếp loại công chức HTTNV (mục 3.5).")


def paper(contests: int) -> BallotPaper:
    rows = tuple(
        Contest(
            n,
            f"m{n:02d}",
            f"Nguyễn Thị Hồng Ánh {n}",
            "Bí thư, Trưởng phòng",
            ("Tự nhận: Hoàn thành tốt nhiệm vụ", "Chi ủy đề nghị: Hoàn thành tốt nhiệm vụ"),
            (BARRED,) if n == 1 else (),
        )
        for n in range(contests)
    )
    options = tuple(Option(level, NAMES[level]) for level in LEVELS)
    return BallotPaper(
        "Phiếu xếp loại chất lượng năm 2023",
        "CHI BỘ A",
        2023,
        1,
        rehearsal=True,
        options=options,
        contests=rows,
    )


class Later:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def __call__(self, _milliseconds: int, then: Callable[[], None]) -> None:
        self.waiting.append(then)

    def pass_(self) -> None:
        for then in self.waiting:
            then()
        self.waiting.clear()


@pytest.fixture
def later() -> Later:
    return Later()


@pytest.fixture
def booth(qapp: object, later: Later) -> Iterator[Booth]:
    made = Booth(paper(3), after=later)
    yield made
    made.leave()


def press(booth: Booth, *keys: str | Qt.Key) -> None:
    for key in keys:
        target = booth.focusWidget() or booth
        if isinstance(key, str):
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, key)


def named(booth: Booth, text: str) -> QPushButton:
    return next(b for b in booth.findChildren(QPushButton) if b.accessibleName() == text and b.isVisible())


def settle() -> None:
    """Let the layout come to rest: scroll bars and wrapped lines take a few turns of the event loop."""
    for _ in range(6):
        QApplication.processEvents()


def begin(booth: Booth) -> None:
    booth.showFullScreen = booth.show  # type: ignore[method-assign] -- the offscreen screen is too small
    booth.setFixedSize(1366, 768)
    booth.invite("Trần Đình Bảo")
    named(booth, "Bắt đầu bỏ phiếu").click()


def visible_texts(booth: Booth) -> str:
    parts = [w for w in booth.findChildren(QWidget) if w.isVisible()]
    return "\n".join(w.text() for w in parts if isinstance(w, QLabel | QAbstractButton))


def shown_marks(booth: Booth) -> int:
    """Widgets that show a mark, visible or not."""
    return sum(
        1
        for w in booth.findChildren(QWidget)
        if w.property("mark") == "chosen" or (isinstance(w, QLabel) and w.text() in NAMES.values())
    )


def what_is_there(booth: Booth) -> tuple[object, ...]:
    """Everything the next voter could notice: texts, style, focus, how far things are scrolled, marks."""
    settle()
    focus = booth.focusWidget()
    scrolled = [area.verticalScrollBar().value() for area in booth.findChildren(QScrollArea)]
    chosen = [w.accessibleName() for w in booth.findChildren(QPushButton) if w.property("mark") == "chosen"]
    return visible_texts(booth), booth.styleSheet(), focus and focus.accessibleName(), scrolled, chosen


def read_out(booth: Booth) -> list[str]:
    """Everything that a screen reader could learn of every widget."""
    settle()
    said = []
    for widget in (w for w in booth.findChildren(QWidget) if w.isVisible()):
        interface = QAccessible.queryAccessibleInterface(widget)
        texts = [
            interface.text(kind)
            for kind in QAccessible.Text
            if kind.name not in {"DebugDescription", "UserText"}
        ]
        state = interface.state()
        said.append("|".join([*texts, str(state.checked), str(state.selected)]))
    return sorted(text for text in said if text.strip("|0"))


def test_a_full_ballot_by_keyboard_alone(booth: Booth, later: Later) -> None:
    casts: list[list[int]] = []
    booth.cast_requested.connect(casts.append)
    begin(booth)
    press(booth, "2", Qt.Key.Key_Right, "1", Qt.Key.Key_Right, "4", "0", Qt.Key.Key_Right)
    assert "Có 1 dòng để trống" in visible_texts(booth)
    later.pass_()
    press(booth, Qt.Key.Key_Return)
    assert casts == [[2, 1, 0]]
    booth.show_done()
    assert "Phiếu đã vào hòm" in visible_texts(booth)
    assert shown_marks(booth) == 0
    later.pass_()
    assert "Xin chờ" in visible_texts(booth)


def test_enter_twice_and_a_double_click_cast_once(booth: Booth, later: Later) -> None:
    casts: list[list[int]] = []
    booth.cast_requested.connect(casts.append)
    begin(booth)
    named(booth, "Xem lại phiếu").click()
    later.pass_()
    cast = named(booth, "Bỏ phiếu")
    QTest.mouseDClick(cast, Qt.MouseButton.LeftButton)
    press(booth, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert len(casts) == 1


def test_a_failed_cast_keeps_the_marks_and_may_be_tried_again(booth: Booth, later: Later) -> None:
    casts: list[list[int]] = []
    booth.cast_requested.connect(casts.append)
    begin(booth)
    press(booth, "3")
    named(booth, "Xem lại phiếu").click()
    later.pass_()
    named(booth, "Bỏ phiếu").click()
    booth.show_failed("Phiếu chưa được ghi; đồng chí bấm lại.")
    assert "Phiếu chưa được ghi" in visible_texts(booth)
    named(booth, "Bỏ phiếu").click()
    assert casts == [[3, 0, 0], [3, 0, 0]]


def test_there_is_no_way_to_cast_without_the_review(booth: Booth) -> None:
    begin(booth)
    assert not [
        b for b in booth.findChildren(QPushButton) if b.accessibleName() == "Bỏ phiếu" and b.isVisible()
    ]


def test_press_inside_and_release_outside_marks_nothing(booth: Booth) -> None:
    begin(booth)
    first = named(booth, "Phím 1: Hoàn thành xuất sắc nhiệm vụ")
    QTest.mousePress(first, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(first, Qt.MouseButton.LeftButton, pos=QPoint(-50, -50))
    assert shown_marks(booth) == 0
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert shown_marks(booth) > 0


def test_everything_is_reset_for_the_next_voter(booth: Booth, later: Later) -> None:
    begin(booth)
    fresh = what_is_there(booth)
    press(booth, "1")
    booth._larger()
    booth._next_contrast()
    booth._other_mode()
    press(booth, "2")
    booth._to_review()
    later.pass_()
    booth._cast()
    booth.show_done()
    later.pass_()
    assert shown_marks(booth) == 0
    assert booth._marks.handed_over() == [0, 0, 0]
    begin(booth)
    assert what_is_there(booth) == fresh
    press(booth, "1")
    assert what_is_there(booth) != fresh


def test_no_way_out_but_the_callers(booth: Booth) -> None:
    begin(booth)
    press(booth, Qt.Key.Key_Escape)
    QTest.keyClick(booth, Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier)
    event = QCloseEvent()
    booth.closeEvent(event)
    assert not event.isAccepted()
    assert not booth.close()
    assert booth.isVisible()
    booth.leave()
    assert not booth.isVisible()


def test_a_screen_reader_learns_where_things_are_and_never_what_was_chosen(booth: Booth) -> None:
    begin(booth)
    before = read_out(booth)
    assert any("Phím 2: Hoàn thành tốt nhiệm vụ" in said for said in before)
    press(booth, "2")
    assert read_out(booth) == before
    booth._other_mode()
    blank_grid = read_out(booth)
    press(booth, "3")
    assert read_out(booth) == blank_grid


def test_the_review_tells_a_screen_reader_nothing_either(booth: Booth) -> None:
    begin(booth)
    booth._to_review()
    before = read_out(booth)
    booth._to_contest(0)
    press(booth, "2", Qt.Key.Key_Right, "1")
    booth._to_review()
    assert shown_marks(booth) > 0
    assert read_out(booth) == before


def test_a_booth_that_tells_would_be_caught(booth: Booth) -> None:
    """Negative control: a mark in an accessible description changes what is read out."""
    begin(booth)
    before = read_out(booth)
    named(booth, "Phím 2: Hoàn thành tốt nhiệm vụ").setAccessibleDescription("đã chọn")
    assert read_out(booth) != before


def test_every_control_has_a_name(booth: Booth) -> None:
    begin(booth)
    nameless = [b for b in booth.findChildren(QAbstractButton) if not b.accessibleName()]
    assert nameless == []


def test_a_barred_level_shows_its_reason_and_stays_open(booth: Booth) -> None:
    begin(booth)
    press(booth, Qt.Key.Key_Right)
    assert "Không đủ điều kiện: Xếp loại công chức HTTNV (mục 3.5)." in visible_texts(booth)
    press(booth, "1")
    assert booth._marks[1] == 1


def test_the_invited_name_is_gone_when_marking_begins(booth: Booth) -> None:
    booth.invite("Trần Đình Bảo")
    assert "Trần Đình Bảo" in visible_texts(booth)
    named(booth, "Bắt đầu bỏ phiếu").click()
    assert "Trần Đình Bảo" not in "\n".join(w.text() for w in booth.findChildren(QLabel))


def test_text_and_marks_stand_out_ten_to_one() -> None:
    for colours in CONTRASTS:
        assert contrast(colours.ink, colours.paper) >= 10
        assert contrast(colours.on_chosen, colours.chosen) >= 10
    assert all(a < b for a, b in pairwise(TEXT_SIZES))
    assert TEXT_SIZES[0] >= 16


@pytest.mark.parametrize("size", range(len(TEXT_SIZES)))
def test_nothing_is_clipped_on_a_small_screen(
    qapp: object, later: Later, picture: Picture, size: int
) -> None:
    booth = Booth(paper(24), after=later)
    begin(booth)
    for _ in range(size):
        booth._larger()
    for page in ("contest", "grid", "review"):
        if page == "grid":
            booth._other_mode()
        if page == "review":
            booth._to_review()
        press(booth, "2")
        settle()
        picture(booth, f"booth-{page}-{size}")
        assert booth.minimumSizeHint().width() <= 1366, page
        assert booth.minimumSizeHint().height() <= 768, page
        for made in booth.findChildren(QPushButton):
            if made.isVisible():
                assert made.width() + 2 >= made.minimumSizeHint().width(), (page, made.text())
    booth.leave()
