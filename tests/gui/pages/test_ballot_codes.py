"""The codes on paper: who gets what, everything is proven before the box opens, few keys are pressed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from db.ballot_box.codes import make_code
from desktop import sessions, voting
from desktop.desk import Desk
from desktop.ui.pages.ballot.holders import CODE, HALVES, holders, keepers, teller_names
from desktop.ui.pages.ballot.stage import Stage
from desktop.ui.pages.page import Context
from meeting.season import ItemState

from .conftest import Shell, open_branch, review_all
from .test_ballot import Ceremony, begin


@pytest.fixture
def ceremony(qtbot: QtBot, shell: Shell, desk: Desk, context: Context) -> Ceremony:
    open_branch(desk)
    review_all(desk)
    return begin(qtbot, shell, context)


def elect_three(ceremony: Ceremony) -> None:
    """The meeting elects one teller more than there are codes."""
    tellers = ceremony.page.step.tellers  # type: ignore[union-attr]
    able = [tellers.item(row) for row in range(tellers.count())]
    next(one for one in able if one.data(Qt.ItemDataRole.UserRole) == "m2").setCheckState(
        Qt.CheckState.Checked
    )


def test_tab_and_enter_go_from_code_to_code_for_everyone(ceremony: Ceremony, shell: Shell) -> None:
    """Also on the screens of those who come after the first: never by way of the button that voids the box."""
    ceremony.prepare()
    other, *_head_and_chair = ceremony.slips.values()
    ceremony.type_codes(list(other.values()))
    shell.step(ceremony.page)
    ceremony.page.window().activateWindow()
    fields = ceremony.page.step.fields  # type: ignore[union-attr]
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Tab):
        fields[0].setFocus()
        QTest.keyClick(fields[0], key)
        assert QApplication.focusWidget() is fields[1]
    QTest.keyClick(fields[1], Qt.Key.Key_Tab)
    assert QApplication.focusWidget().objectName() == "start-over"


def test_a_slip_of_the_finger_is_told_to_the_one_who_typed(ceremony: Ceremony, shell: Shell) -> None:
    ceremony.prepare()
    other, head, _chair = ceremony.slips.values()
    ceremony.type_codes(list(other.values()))
    shell.step(ceremony.page)
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
    ceremony.type_codes(["", typed])
    shell.step(ceremony.page)
    ceremony.type_codes(list(_chair.values()))
    shell.step(ceremony.page)
    assert ceremony.page.stage is Stage.OPEN


def test_enter_takes_away_what_the_last_person_was_told(ceremony: Ceremony, context: Context) -> None:
    ceremony.prepare()
    tries: list[bool] = []
    context.trying.connect(lambda: tries.append(True))
    ceremony.type_codes([next(iter(ceremony.slips.values()))[CODE]])
    field = ceremony.page.findChild(QLineEdit, "code-1")
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert tries == [True]


def test_the_vote_stands_in_the_minutes_from_when_the_box_opened(
    ceremony: Ceremony, shell: Shell, desk: Desk
) -> None:
    """The item of the decision ends and the item of the vote begins, whoever forgets to press it."""
    ceremony.prepare()
    for slip in ceremony.slips.values():
        ceremony.type_codes(list(slip.values()))
        shell.step(ceremony.page)
    voting_item = next(one for one in desk.season.session("chi_bo").items if one.key == sessions.VOTING)
    assert voting_item.state is ItemState.PENDING
    shell.step(ceremony.page)
    running = [one.key for one in desk.season.session("chi_bo").items if one.state is ItemState.RUNNING]
    assert running == [sessions.VOTING]


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


@pytest.mark.parametrize(
    ("tellers", "codes", "expected"),
    [
        (("m4", "m5"), 2, [("m5", 1, ()), ("m4", 1, (1,)), ("m1", 0, (0,))]),
        (("m2", "m4", "m5"), 2, [("m4", 1, ()), ("m5", 1, ()), ("m2", 0, (1,)), ("m1", 0, (0,))]),
        (("m2", "m4", "m5"), 3, [("m4", 1, ()), ("m5", 1, ()), ("m2", 1, (1,)), ("m1", 0, (0,))]),
        (("m1", "m5"), 2, [("m1", 1, (0,)), ("m5", 1, (1,))]),
        (("m4", "m1"), 2, [("m1", 1, (0,)), ("m4", 1, (1,))]),
        (("m4", "m1", "m5"), 2, [("m1", 1, (0,)), ("m5", 1, ()), ("m4", 0, (1,))]),
    ],
)
def test_who_holds_what(
    desk: Desk, ceremony: Ceremony, tellers: tuple[str, ...], codes: int, expected: list[tuple[object, ...]]
) -> None:
    """Nobody ever has both halves or two codes; the head teller has a code only where it cannot be helped."""
    season = replace(desk.season, ballot=replace(desk.season.ballot, tellers=tellers))
    found = holders(season, codes)
    names = {season.member(one).name: one for one in ("m1", "m2", "m4", "m5")}
    assert [(names[one.name], len(one.codes), one.halves) for one in found] == expected
    assert sorted(place for one in found for place in one.codes) == list(range(codes))
    called = [one.whom for one in found if one.name == season.member(tellers[0]).name]
    assert called == [f"đồng chí tổ trưởng tổ kiểm phiếu, {season.member(tellers[0]).name}"]
    assert teller_names(season, codes) == [one.name for one in found if one.codes]
    assert [one.name for one in keepers(season)] == [
        one.name for one in sorted((one for one in found if one.halves), key=lambda one: one.halves)
    ]


def test_a_code_that_nobody_was_elected_for_still_has_a_keeper(desk: Desk, ceremony: Ceremony) -> None:
    season = replace(desk.season, ballot=replace(desk.season.ballot, tellers=("m1",)))
    found = holders(season, 2)
    assert [one.halves for one in found] == [(0,), (1,)]
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


@pytest.mark.parametrize(
    ("three", "before", "evening"),
    [(False, [16, 16, 30], [16, 30, 44]), (True, [16, 16, 16, 16], [16, 16, 30, 30])],
)
def test_no_person_presses_more_than_forty_keys_before_the_box_opens(
    qtbot: QtBot,
    ceremony: Ceremony,
    qapp: QApplication,
    three: bool,
    before: list[int],
    evening: list[int],
) -> None:
    """Up to fifteen voters; the ceremony, then the count, by the keyboard alone, one person after another."""
    if three:
        elect_three(ceremony)
    ceremony.decide()
    ceremony.shell.step(ceremony.page)
    page, pressed, presses = ceremony.page, dict[str, int](), Presses(qapp)
    page.window().activateWindow()
    while page.stage is Stage.CODES:
        whom, so_far = page.memory.secrets[0].whom, presses.count
        qtbot.waitUntil(
            lambda: QApplication.focusWidget() is page.findChild(QWidget, "reveal"), timeout=30000
        )
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
        ceremony.copy_slip()
        ceremony.shell.step(page)
        pressed[whom] = presses.count - so_far + 1  # Ctrl+Enter, which the shell takes
    for whom, slip in ceremony.slips.items():
        type_slip(qtbot, pressed, presses, whom, list(slip.values()))
    assert page.stage is Stage.OPEN
    assert sorted(pressed.values()) == before
    assert max(pressed.values()) <= MOST
    everyone_votes(ceremony)
    for whom, slip in ceremony.slips.items():
        if CODE in slip:
            type_slip(qtbot, pressed, presses, whom, [slip[CODE]])
    assert page.stage is Stage.DONE
    assert sorted(pressed.values()) == evening
    qapp.removeEventFilter(presses)


MOST = 40
"""Keys that one person presses in the ceremony."""


def type_slip(qtbot: QtBot, pressed: dict[str, int], presses: Presses, whom: str, codes: list[str]) -> None:
    so_far = presses.count
    for code in codes:
        qtbot.keyClicks(QApplication.focusWidget(), code)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    pressed[whom] += presses.count - so_far


def everyone_votes(ceremony: Ceremony) -> None:
    """From the opening to the count, where the codes are asked for in the order of the slips."""
    ceremony.shell.step(ceremony.page)
    for _ in range(5):
        ceremony.invite().vote(2)
    ceremony.shell.step(ceremony.page)
    ceremony.close(5)
    ceremony.shell.click(ceremony.page, "torn")
    ceremony.shell.step(ceremony.page)
    assert ceremony.page.stage is Stage.COUNT
    field = ceremony.page.findChild(QLineEdit, "code-1")
    assert field is not None
    field.setFocus()
