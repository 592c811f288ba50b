"""The door of the booth: what could go wrong at the cast, who is called, and codes out of screen snapshots."""

import ctypes
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from db.ballot_box import NotWritten
from desktop import voting
from desktop.desk import Desk
from desktop.ui.booth import capture
from desktop.ui.booth.booth import VEILED
from desktop.ui.pages.ballot.booth_door import UNFORESEEN
from desktop.ui.pages.ballot.code_field import CodeField
from desktop.ui.pages.ballot.entry_grid import NumberField
from desktop.ui.pages.ballot.stage import Stage
from desktop.ui.pages.ballot.two_tellers import TwoTellers
from desktop.ui.pages.page import Context
from tests.gui.booth.test_booth import shown_marks, visible_texts

from .conftest import Shell, open_branch, review_all
from .test_ballot import Ceremony, begin


@pytest.fixture
def ceremony(qtbot: QtBot, shell: Shell, desk: Desk, context: Context) -> Ceremony:
    open_branch(desk)
    review_all(desk)
    return begin(qtbot, shell, context)


def test_a_cast_that_reached_the_disk_after_all_is_taken_for_done(
    desk: Desk, ceremony: Ceremony, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first try is written and yet reported as failed; the second finds it: the voter is done, once."""
    ceremony.open()
    really = voting.cast

    def written_but_refused(*what: Any) -> None:
        really(*what)
        raise NotWritten("Phiếu chưa được ghi vào hòm.")

    monkeypatch.setattr(voting, "cast", written_but_refused)
    voter = ceremony.invite()
    voter.vote(2)
    assert "Phiếu chưa được ghi" in visible_texts(voter.booth)
    monkeypatch.setattr(voting, "cast", really)
    voter.cast()
    assert not voter.booth.isVisible()
    assert voting.box_of(desk).count == 1
    assert sum(voted for _m, _p, voted in voting.roll(desk)) == 1


def test_what_nobody_foresaw_lets_the_voter_try_again(
    desk: Desk, ceremony: Ceremony, monkeypatch: pytest.MonkeyPatch
) -> None:
    ceremony.open()
    really = voting.cast

    def broken(*_what: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(voting, "cast", broken)
    voter = ceremony.invite()
    with capture_exceptions() as told:
        voter.vote(2)
    assert [kind for kind, _error, _trace in told] == [ZeroDivisionError]
    assert UNFORESEEN in visible_texts(voter.booth)
    monkeypatch.setattr(voting, "cast", really)
    voter.cast()
    assert not voter.booth.isVisible()
    assert voting.box_of(desk).count == 1


def test_tellers_who_are_called_meet_a_covered_screen_and_may_leave_again(
    desk: Desk, ceremony: Ceremony, shell: Shell
) -> None:
    ceremony.open()
    voter = ceremony.invite()
    voter.mark(3)
    booth = voter.booth
    booth._call()
    (asked,) = booth.findChildren(TwoTellers)
    assert VEILED in visible_texts(booth)
    assert "Hoàn thành" not in visible_texts(booth)
    asked.reject()
    assert VEILED in visible_texts(booth), "the voter brings the ballot back, not the tellers"
    assert booth._veil.button is not None
    booth._veil.button.click()
    assert shown_marks(booth) > 0
    voter.cast()
    assert voting.box_of(desk).count == 1


def test_a_wrong_person_is_sent_back_before_anything_was_marked(ceremony: Ceremony) -> None:
    ceremony.open()
    voter = ceremony.invite()
    voter.booth._call()
    (asked,) = voter.booth.findChildren(TwoTellers)
    for box in asked._confirmed.boxes[:2]:
        box.setChecked(True)
    asked._accept()
    assert not voter.booth.isVisible()
    assert ceremony.page.memory.turns is not None
    assert (ceremony.page.memory.turns.started, ceremony.page.memory.turns.cancelled) == (1, 1)


class Snapshots:
    """A Windows that notes which windows asked to be left out."""

    def __init__(self) -> None:
        self.hidden: dict[int, bool] = {}
        self.user32 = SimpleNamespace(SetWindowDisplayAffinity=self.ask)

    def ask(self, handle: int, affinity: int) -> bool:
        self.hidden[handle] = affinity != 0
        return True


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Snapshots:
    made = Snapshots()
    monkeypatch.setattr(ctypes, "windll", made, raising=False)
    return made


def test_no_snapshot_of_the_screen_shows_a_code_or_a_ballot(
    windows: Snapshots, ceremony: Ceremony, shell: Shell
) -> None:
    page = ceremony.page
    seen: dict[Stage | None, bool] = {}

    def look() -> None:
        seen[page.stage] = windows.hidden.get(int(page.window().winId()), False)

    ceremony.decide()
    look()
    shell.step(page)
    look()
    ceremony.copy_codes()
    look()
    ceremony.rehearse()
    look()
    shell.step(page)
    look()
    voter = ceremony.invite()
    assert windows.hidden[int(voter.booth.winId())]
    voter.vote(1)
    for _ in range(4):
        ceremony.invite().vote(1)
    shell.step(page)
    ceremony.close(5)
    shell.click(page, "torn")
    shell.step(page)
    look()
    codes = {Stage.CODES, Stage.REHEARSE, Stage.COUNT}
    assert {stage for stage, hidden in seen.items() if hidden} == codes
    assert set(seen) - codes == {Stage.PREPARE, Stage.OPEN, Stage.VOTING}
    page.hide()
    assert not windows.hidden[int(page.window().winId())]


def test_an_older_windows_is_asked_for_what_it_can(qtbot: QtBot, windows: Snapshots) -> None:
    asked: list[int] = []
    windows.user32.SetWindowDisplayAffinity = lambda _handle, affinity: bool(asked.append(affinity))
    window = QWidget()
    qtbot.addWidget(window)
    assert not capture.hide_from_capture(window)
    assert asked == [0x11, 0x01]


@pytest.mark.parametrize("kind", [CodeField, NumberField])
def test_what_was_wiped_does_not_come_back(qtbot: QtBot, kind: type[CodeField | NumberField]) -> None:
    """Neither a code that was taken nor the first person's numbers come back with Ctrl+Z."""
    field = kind("Mã")
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field, "1234")
    if isinstance(field, CodeField):
        field.take()
    else:
        field.wipe()
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    field.undo()
    assert field.text() == ""


def test_the_first_persons_numbers_do_not_come_back(ceremony: Ceremony, shell: Shell) -> None:
    page = ceremony.page
    shell.click(page, "form-paper")
    shell.step(page)
    assert page.stage is Stage.PAPER
    step = page.step
    for field in step.totals.values():  # type: ignore[union-attr]
        QTest.keyClicks(field, "5")
    step._wipe()  # type: ignore[union-attr]
    for field in page.findChildren(NumberField):
        field.undo()
        assert field.text() == ""


def test_a_dialog_is_not_left_behind(ceremony: Ceremony) -> None:
    """When the turn ends while the tellers are asked, nothing of it stays over the desk."""
    ceremony.open()
    voter = ceremony.invite()
    voter.booth._call()
    ceremony.page.step.door._clear()  # type: ignore[union-attr]
    assert not [one for one in voter.booth.findChildren(QDialog) if one.isVisible()]
