"""One press is one step: double clicks, keys held down and Enter pressed once too often mark and cast nothing."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop.ui.booth import Booth

from .test_booth import Later, begin, named, paper, press, settle, visible_texts

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def later() -> Later:
    return Later()


@pytest.fixture
def casts() -> list[list[int]]:
    return []


@pytest.fixture
def booth(qapp: object, later: Later, casts: list[list[int]]) -> Iterator[Booth]:
    made = Booth(paper(3), after=later)
    made.cast_requested.connect(casts.append)
    begin(made)
    settle()
    yield made
    made.leave()


def double_click(booth: Booth, made: QWidget) -> None:
    """Both presses land on the same spot of the window, whatever has come to be there in between."""
    spot = made.mapTo(booth, made.rect().center())
    QTest.mouseDClick(booth.windowHandle(), LEFT, Qt.KeyboardModifier.NoModifier, spot)
    settle()


def hold(booth: Booth, key: Qt.Key) -> None:
    """A key held down: one press, then the keyboard repeats it."""
    for repeated in (False, True, True, True):
        target = booth.focusWidget() or booth
        text = "\r" if key is Qt.Key.Key_Return else ""
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, autorep=repeated)
        QCoreApplication.sendEvent(target, event)


def to_the_last(booth: Booth) -> None:
    press(booth, Qt.Key.Key_Right, Qt.Key.Key_Right)
    settle()


def test_a_double_click_on_the_last_next_does_not_cast(
    booth: Booth, later: Later, casts: list[list[int]]
) -> None:
    to_the_last(booth)
    double_click(booth, named(booth, "Tiếp"))
    later.pass_()
    assert "Xem lại phiếu" in visible_texts(booth)
    assert casts == []


def test_a_double_click_goes_on_by_one_and_marks_nothing(booth: Booth) -> None:
    double_click(booth, named(booth, "Tiếp"))
    assert "2 / 3" in visible_texts(booth)
    assert booth._marks.handed_over() == [0, 0, 0]


def test_a_double_click_on_begin_marks_nobody(booth: Booth) -> None:
    booth.invite("Trần Đình Bảo")
    settle()
    start = named(booth, "Bắt đầu bỏ phiếu")
    spot = start.mapTo(booth, start.rect().center())
    double_click(booth, start)
    assert "1 / 3" in visible_texts(booth)
    assert isinstance(booth.childAt(spot), QPushButton | QWidget)
    assert booth._marks.handed_over() == [0, 0, 0]


def test_a_double_click_on_an_option_marks_it(booth: Booth) -> None:
    double_click(booth, named(booth, "Phím 3: Hoàn thành nhiệm vụ"))
    assert booth._marks.handed_over() == [3, 0, 0]


def test_enter_held_down_on_the_way_to_the_review_does_not_cast(
    booth: Booth, later: Later, casts: list[list[int]]
) -> None:
    named(booth, "Xem lại phiếu").setFocus()
    hold(booth, Qt.Key.Key_Return)
    later.pass_()
    hold(booth, Qt.Key.Key_Up)
    assert casts == []
    assert "Xem lại phiếu" in visible_texts(booth)


def test_enter_pressed_once_too_often_does_not_cast(
    booth: Booth, later: Later, casts: list[list[int]]
) -> None:
    named(booth, "Xem lại phiếu").setFocus()
    press(booth, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Space)
    QTest.mouseClick(named(booth, "Bỏ phiếu"), LEFT)
    assert casts == []
    later.pass_()
    press(booth, Qt.Key.Key_Return)
    assert casts == [[0, 0, 0]]


def test_going_back_from_the_review_takes_the_leave_to_cast_away(
    booth: Booth, later: Later, casts: list[list[int]]
) -> None:
    booth._to_review()
    press(booth, Qt.Key.Key_Left)
    later.pass_()
    booth._to_review()
    press(booth, Qt.Key.Key_Return)
    assert casts == []


def test_enter_that_invited_the_voter_and_is_still_down_begins_nothing(booth: Booth) -> None:
    booth.invite("Trần Đình Bảo")
    named(booth, "Bắt đầu bỏ phiếu").setFocus()
    event = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True
    )
    QCoreApplication.sendEvent(named(booth, "Bắt đầu bỏ phiếu"), event)
    QCoreApplication.sendEvent(booth, event)
    assert "Mời đồng chí Trần Đình Bảo" in visible_texts(booth)


def test_a_digit_and_enter_go_through_the_whole_ballot(
    booth: Booth, later: Later, casts: list[list[int]]
) -> None:
    """Enter after a digit goes on; it must never mark another level instead."""
    press(booth, "2", Qt.Key.Key_Return, "4", Qt.Key.Key_Enter, "0", Qt.Key.Key_Return)
    assert booth._marks.handed_over() == [2, 4, 0]
    later.pass_()
    press(booth, Qt.Key.Key_Return)
    assert casts == [[2, 4, 0]]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize("whole_list", [False, True])
def test_a_key_pressed_before_anything_was_chosen_marks_nobody(
    booth: Booth, key: Qt.Key, *, whole_list: bool
) -> None:
    """No level is offered by being the one that has the focus: the row begins with its name."""
    if whole_list:
        booth._other_mode()
    for _ in range(3):
        press(booth, key, key, Qt.Key.Key_Right)
    assert booth._marks.handed_over() == [0, 0, 0]


@pytest.mark.parametrize("whole_list", [False, True])
def test_from_the_name_a_digit_and_the_arrow_down_both_mark(booth: Booth, *, whole_list: bool) -> None:
    if whole_list:
        booth._other_mode()
    press(booth, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert booth._marks.handed_over() == [1, 0, 0]
    booth._to_contest(1)
    press(booth, "4")
    assert booth._marks.handed_over() == [1, 4, 0]


@pytest.mark.parametrize(
    "key",
    [
        Qt.Key.Key_F1, Qt.Key.Key_F11, Qt.Key.Key_Escape, Qt.Key.Key_Print, Qt.Key.Key_Menu, Qt.Key.Key_Meta,
        Qt.Key.Key_A, Qt.Key.Key_5, Qt.Key.Key_9, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Home,
    ],
)  # fmt: skip
@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_other_keys_change_nothing(booth: Booth, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    press(booth, "3")
    before = visible_texts(booth)
    QTest.keyClick(booth.focusWidget() or booth, key, modifier)
    settle()
    assert visible_texts(booth) == before
    assert booth._marks.handed_over() == [3, 0, 0]


@pytest.mark.parametrize("modifier", ["Control", "Alt", "Meta"])
@pytest.mark.parametrize(
    "key", ["1", "0", Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Left]
)
def test_keys_for_another_program_are_no_presses(booth: Booth, modifier: str, key: str | Qt.Key) -> None:
    """Ctrl+1, Alt+Space, Alt+Left and their like mark nothing and turn no page."""
    press(booth, Qt.Key.Key_Right, "3")
    before = visible_texts(booth)
    held = Qt.KeyboardModifier[f"{modifier}Modifier"]
    for target in (booth.focusWidget() or booth, booth._contest.first_option(), booth):
        target.setFocus()
        QTest.keyClick(target, key, held)  # type: ignore[call-overload]
    assert visible_texts(booth) == before
    assert booth._marks.handed_over() == [0, 3, 0]


def test_nothing_can_be_selected_copied_or_opened_by_the_other_button(booth: Booth) -> None:
    QApplication.clipboard().setText("trước")
    press(booth, "2")
    booth._to_review()
    settle()
    for at in range(100, 700, 40):
        QTest.mousePress(booth.windowHandle(), LEFT, Qt.KeyboardModifier.NoModifier, QPoint(40, at))
        QTest.mouseMove(booth.windowHandle(), QPoint(900, at))
        QTest.mouseRelease(booth.windowHandle(), LEFT, Qt.KeyboardModifier.NoModifier, QPoint(900, at))
        QTest.mouseClick(
            booth.windowHandle(), Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, QPoint(700, at)
        )
        QTest.mouseClick(
            booth.windowHandle(), Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier, QPoint(700, at)
        )
    QTest.keyClick(booth, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.activePopupWidget() is None
    assert QApplication.clipboard().text() == "trước"
    assert booth._marks.handed_over() == [2, 0, 0]
