"""The laptop sleeps in the middle of the ballot: what was being marked, shown or typed is gone, and the page says so."""

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop import voting
from desktop.desk import Desk
from desktop.ui.pages.ballot.code_field import CodeField
from desktop.ui.pages.ballot.stage import Stage
from desktop.ui.pages.page import Context

from .conftest import Shell, Shot, open_branch, review_all
from .test_ballot import Ceremony, begin, shown_codes


@pytest.fixture
def ceremony(qtbot: QtBot, shell: Shell, desk: Desk, context: Context) -> Ceremony:
    open_branch(desk)
    review_all(desk)
    return begin(qtbot, shell, context)


def sleep(context: Context) -> None:
    """What the shell does."""
    context.sleeping.emit()
    voting.before_sleep(context.desk)
    context.changed.emit()


def said(ceremony: Ceremony) -> str:
    return "\n".join(label.text() for label in ceremony.page.findChildren(QLabel) if label.isVisible())


def test_the_turn_ends_and_both_halves_are_asked_for(
    desk: Desk, ceremony: Ceremony, shell: Shell, context: Context, shot: Shot
) -> None:
    ceremony.open()
    ceremony.invite().vote(2)
    voter = ceremony.invite()
    voter.mark(3)
    sleep(context)
    assert not voter.booth.isVisible()
    assert voter.booth._marks.blanks == tuple(range(len(voter.booth._paper.contests)))
    assert ceremony.page.stage is Stage.UNLOCK
    assert "Máy vừa ngủ" in said(ceremony)
    shot(ceremony.page, "ballot-slept")
    ceremony.sign(1)
    ceremony.type_codes(ceremony.halves)
    shell.step(ceremony.page)
    ceremony.slips.clear()
    ceremony.copy_codes()
    assert ceremony.page.stage is Stage.VOTING
    for _ in range(4):
        ceremony.invite().vote(1)
    shell.step(ceremony.page)
    ceremony.close(5)
    closed = voting.box_of(desk).log()[-1]
    assert (closed.details["started"], closed.details["cancelled"]) == (6, 1)


def test_control_without_the_hook_the_marks_stay(ceremony: Ceremony) -> None:
    ceremony.open()
    voter = ceremony.invite()
    voter.mark(3)
    assert not voter.booth._marks.blanks
    voter.booth.leave()


def test_codes_that_nobody_copied_yet_are_gone(
    desk: Desk, ceremony: Ceremony, shell: Shell, context: Context
) -> None:
    ceremony.decide()
    shell.step(ceremony.page)
    shell.click(ceremony.page, "reveal")
    step = ceremony.page.step
    assert step is not None
    sleep(context)
    assert not ceremony.page.memory.secrets
    assert not any(
        character.isdigit() for label in step.findChildren(QLabel, "secret-1") for character in label.text()
    )
    assert ceremony.page.stage is Stage.UNLOCK
    assert ceremony.page.findChild(QLineEdit, "code-1") is not None


def test_new_halves_on_the_screen_are_gone_and_the_old_ones_hold(
    ceremony: Ceremony, shell: Shell, context: Context
) -> None:
    ceremony.open()
    halves = ceremony.halves
    for _ in range(2):
        sleep(context)
        ceremony.sign(0)
        ceremony.type_codes(halves)
        shell.step(ceremony.page)
        assert ceremony.page.stage is Stage.CODES
        shell.click(ceremony.page, "reveal")
    ceremony.slips.clear()
    shell.click(ceremony.page, "reveal")
    ceremony.copy_codes()
    assert ceremony.page.stage is Stage.VOTING


def test_codes_that_were_typed_are_gone(ceremony: Ceremony, context: Context) -> None:
    ceremony.prepare()
    ceremony.type_codes(["123"])
    typed = ceremony.page.findChildren(CodeField)
    sleep(context)
    assert [field.text() for field in typed] == [""] * len(typed)
    assert ceremony.page.stage is Stage.UNLOCK


def test_a_restart_is_still_called_a_restart(qtbot: QtBot, desk: Desk, ceremony: Ceremony) -> None:
    ceremony.open()
    path, boxes, clock = desk.book.path, desk.boxes, desk.clock
    ceremony.page.hide()
    desk.close()
    with Desk.open(path, boxes=boxes, clock=clock) as again:
        context = Context(again)
        other = begin(qtbot, Shell(qtbot, context), context)
        assert "Máy vừa khởi động lại" in said(other)
        assert not shown_codes(other.page)
        other.page.hide()
