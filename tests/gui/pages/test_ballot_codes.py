"""The codes on paper: who gets what, everything is proven before the box opens, few keys are pressed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from db.ballot_box.codes import make_code
from desktop import voting
from desktop.desk import Desk
from desktop.ui.pages.ballot.holders import CODE, HALVES, holders
from desktop.ui.pages.ballot.stage import Stage
from desktop.ui.pages.page import Context

from .conftest import Shell, open_branch, review_all
from .test_ballot import Ceremony, begin


@pytest.fixture
def ceremony(qtbot: QtBot, shell: Shell, desk: Desk, context: Context) -> Ceremony:
    open_branch(desk)
    review_all(desk)
    return begin(qtbot, shell, context)


def test_a_slip_of_the_finger_is_told_to_the_one_who_typed(ceremony: Ceremony, shell: Shell) -> None:
    ceremony.prepare()
    head, *_others = ceremony.slips.values()
    typed = head[HALVES[1]]
    ceremony.type_codes(
        [head[CODE], f"{typed[1]}{typed[0]}{typed[2:]}" if typed[0] != typed[1] else typed[:-1]]
    )
    shell.step(ceremony.page)
    assert shell.notices[-1][0] == "error"
    first, second = (ceremony.page.findChild(QLineEdit, f"code-{number}") for number in (1, 2))
    assert first is not None
    assert second is not None
    assert (first.text(), second.text()) == (head[CODE], "")
    first.clear()
    ceremony.rehearse()


@pytest.mark.parametrize("wrong", [CODE, *HALVES])
def test_what_was_copied_wrongly_is_found_before_the_box_opens(
    desk: Desk, ceremony: Ceremony, shell: Shell, wrong: str
) -> None:
    """Everything on every paper is proven once: a sound code that is not the right one opens nothing."""
    ceremony.prepare()
    for slip in ceremony.slips.values():
        ceremony.type_codes([make_code() if meaning == wrong else code for meaning, code in slip.items()])
        shell.step(ceremony.page)
    assert ceremony.page.stage is Stage.REHEARSE
    assert shell.notices[-1][0] == "error"
    assert voting.box_of(desk).missing()
    ceremony.rehearse()
    assert not voting.box_of(desk).missing()


def test_a_chair_who_counts_never_has_both_halves(desk: Desk, ceremony: Ceremony) -> None:
    chosen = {"m1": [(0,), (1,)], "m4": [(1,), (0,)]}
    for head, halves in chosen.items():
        ballot = replace(desk.season.ballot, tellers=(head, "m1" if head == "m4" else "m5"))
        found = holders(replace(desk.season, ballot=ballot), 2)
        assert [one.halves for one in found] == halves
        assert [one.codes for one in found] == [(0,), (1,)]


class Presses(QObject):
    """Counts the keys that are pressed, one for a chord."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self.count = 0
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.KeyPress and watched is QApplication.focusWidget():
            self.count += 1
        return False


def test_no_person_presses_more_than_forty_keys_before_the_box_opens(
    qtbot: QtBot, ceremony: Ceremony, qapp: QApplication
) -> None:
    """Up to fifteen voters; the ceremony by the keyboard alone, one person after another."""
    ceremony.decide()
    ceremony.shell.step(ceremony.page)
    page, pressed, presses = ceremony.page, dict[str, int](), Presses(qapp)
    page.window().activateWindow()
    while page.stage is Stage.CODES:
        whom, before = page.memory.secrets[0].whom, presses.count
        qtbot.waitUntil(lambda: QApplication.focusWidget() is page.findChild(QWidget, "reveal"))
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
        ceremony.copy_slip()
        ceremony.shell.step(page)
        pressed[whom] = presses.count - before + 1  # Ctrl+Enter, which the shell takes
    for whom, slip in ceremony.slips.items():
        before = presses.count
        for code in slip.values():
            qtbot.keyClicks(QApplication.focusWidget(), code)
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        pressed[whom] += presses.count - before
    assert page.stage is Stage.OPEN
    qapp.removeEventFilter(presses)
    assert len(pressed) == 3
    assert sorted(pressed.values()) == [16, 16, 30]
    assert max(pressed.values()) <= 40
