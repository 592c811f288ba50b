"""Whoever is called, or whatever comes to the front, meets a screen without marks; the voter takes them up again."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.booth import Booth
from desktop.ui.booth.booth import VEILED
from tests.gui.conftest import Picture

from .test_booth import Later, begin, named, paper, press, settle, shown_marks, visible_texts, what_is_there

CALL = "Gọi tổ kiểm phiếu"
GO_ON = "Bỏ phiếu tiếp"
NAMES = "Nguyễn Thị Hồng Ánh"


@pytest.fixture
def later() -> Later:
    return Later()


@pytest.fixture
def booth(qapp: object, later: Later) -> Iterator[Booth]:
    made = Booth(paper(3), after=later)
    begin(made)
    yield made
    made.leave()


def test_the_tellers_who_are_called_see_no_mark(booth: Booth, qtbot: QtBot, picture: Picture) -> None:
    press(booth, "2", Qt.Key.Key_Right, "4")
    with qtbot.waitSignal(booth.assistance_requested, timeout=30000):
        named(booth, CALL).click()
    picture(booth, "booth-veil")
    said = visible_texts(booth)
    assert VEILED in said
    assert NAMES not in said
    assert "nhiệm vụ" not in said
    named(booth, GO_ON).click()
    assert "2 / 3" in visible_texts(booth)
    assert shown_marks(booth) > 0
    assert booth._marks.handed_over() == [2, 4, 0]


@pytest.mark.parametrize("page", ["contest", "grid", "review"])
def test_another_window_in_front_finds_nothing_to_see(booth: Booth, page: str) -> None:
    press(booth, "2")
    if page == "grid":
        booth._other_mode()
    if page == "review":
        booth._to_review()
    before = visible_texts(booth)
    booth.activateWindow()
    settle()
    booth.isActiveWindow = lambda: False  # type: ignore[method-assign]
    QApplication.sendEvent(booth, QEvent(QEvent.Type.ActivationChange))
    assert VEILED in visible_texts(booth)
    assert NAMES not in visible_texts(booth)
    named(booth, GO_ON).click()
    assert visible_texts(booth) == before
    assert booth._marks.handed_over() == [2, 0, 0]


def test_from_the_veil_nothing_is_cast_or_marked(booth: Booth, later: Later) -> None:
    casts: list[list[int]] = []
    booth.cast_requested.connect(casts.append)
    press(booth, "2")
    booth._to_review()
    later.pass_()
    booth.veil()
    press(booth, "4", Qt.Key.Key_Right, Qt.Key.Key_Left)
    booth._cast()
    assert VEILED in visible_texts(booth)
    assert booth._marks.handed_over() == [2, 0, 0]
    named(booth, GO_ON).click()
    booth._cast()
    assert casts == [], "what brings the review back must not cast it"
    later.pass_()
    booth._cast()
    assert casts == [[2, 0, 0]]


def test_a_veiled_turn_that_ends_leaves_the_next_voter_nothing(booth: Booth) -> None:
    fresh = what_is_there(booth)
    press(booth, "2")
    booth.veil()
    booth.leave()
    begin(booth)
    assert what_is_there(booth) == fresh
    booth.veil()
    booth._unveil()
    assert booth._marks.handed_over() == [0, 0, 0]


def test_a_page_without_marks_is_not_veiled(booth: Booth) -> None:
    booth.invite("Trần Đình Bảo")
    booth.veil()
    assert "Mời đồng chí Trần Đình Bảo" in visible_texts(booth)
    booth.show_done()
    booth.veil()
    assert "Phiếu đã vào hòm" in visible_texts(booth)


def test_the_wrong_person_can_call_the_tellers_before_beginning(booth: Booth, qtbot: QtBot) -> None:
    booth.invite("Trần Đình Bảo")
    assert "Nếu không phải tên đồng chí" in visible_texts(booth)
    with qtbot.waitSignal(booth.assistance_requested, timeout=30000):
        named(booth, CALL).click()


def test_enter_goes_on_from_every_page_with_a_button(booth: Booth) -> None:
    """The button in the middle has the focus, not the call for the tellers below it."""
    press(booth, "3")
    booth.veil()
    press(booth, Qt.Key.Key_Return)
    assert "1 / 3" in visible_texts(booth)
    booth.invite("Trần Đình Bảo")
    press(booth, Qt.Key.Key_Return)
    assert "1 / 3" in visible_texts(booth)
    booth.cover()
    assert booth.focusWidget() is booth._left.button
