"""A voter who has left: a word, then nothing of the marks on screen, and only the tellers go on."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.ui.booth import Booth
from desktop.ui.booth.booth import LEFT
from desktop.ui.booth.idle import LEFT as TWO_MINUTES
from desktop.ui.booth.idle import Idle
from tests.gui.conftest import Picture

from .test_booth import begin, named, paper, press, visible_texts


@pytest.fixture
def booth(qapp: object) -> Iterator[Booth]:
    made = Booth(paper(3), after=lambda _milliseconds, then: then())
    begin(made)
    yield made
    made.leave()


def test_the_wait_is_two_minutes() -> None:
    assert TWO_MINUTES == 120_000


def test_a_screen_left_alone_is_wiped_and_calls_the_tellers(
    booth: Booth, qtbot: QtBot, picture: Picture
) -> None:
    press(booth, "1", Qt.Key.Key_Right, "2")
    booth.idle.warned.emit()
    assert "Đồng chí còn đó không" in visible_texts(booth)
    press(booth, Qt.Key.Key_Left)
    assert "Đồng chí còn đó không" not in visible_texts(booth)
    booth.idle.left.emit()
    picture(booth, "booth-left")
    said = visible_texts(booth)
    assert LEFT in said
    assert "Nguyễn Thị Hồng Ánh" not in said
    assert list(booth._marks.handed_over()) == [0, 0, 0]
    with qtbot.waitSignal(booth.assistance_requested, timeout=30000):
        named(booth, "Gọi tổ kiểm phiếu").click()


def test_no_key_brings_the_marks_back(booth: Booth, qtbot: QtBot) -> None:
    press(booth, "1")
    booth.cover()
    with qtbot.assertNotEmitted(booth.cast_requested):
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Escape, Qt.Key.Key_Space):
            QTest.keyClick(booth, key)
        press(booth, "1", "4")
    assert LEFT in visible_texts(booth)
    assert list(booth._marks.handed_over()) == [0, 0, 0]


def test_every_key_begins_the_time_anew(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    idle = Idle(label)
    idle.start()
    begun: list[bool] = []
    monkeypatch.setattr(idle, "_again", lambda: begun.append(True))
    QTest.keyClick(label, Qt.Key.Key_A)
    QTest.mouseClick(label, Qt.MouseButton.LeftButton)
    assert len(begun) == 2
    idle.stop()
    QTest.keyClick(label, Qt.Key.Key_A)
    assert len(begun) == 2
    assert not idle.is_running


def test_the_wait_ends_with_the_turn(booth: Booth) -> None:
    assert booth.idle.is_running
    booth.show_done()
    assert not booth.idle.is_running
    booth.invite("Trần Đình Bảo")
    assert booth.idle.is_running
    booth.leave()
    assert not booth.idle.is_running


def test_a_wait_that_runs_out_says_so_by_itself(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    idle = Idle(label, warned=0, left=1)
    with qtbot.waitSignals([idle.warned, idle.left], timeout=30000):
        idle.start()
    assert not idle.is_running
