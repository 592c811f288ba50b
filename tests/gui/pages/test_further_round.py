"""A further round and a supplementary meeting by the pages: chosen, given up, held, shown, nothing cut."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop import sessions, voting
from desktop.desk import Desk
from desktop.ui.pages.autosave import TextField
from desktop.ui.pages.ballot.prepare import PrepareStep
from desktop.ui.pages.ballot.stage import Stage
from desktop.ui.pages.page import Context
from desktop.ui.pages.remedies.page import RemediesPage
from desktop.ui.pages.results.page import ResultsPage
from desktop.ui.shell.path import path_of
from desktop.ui.shell.workspace import Workspace
from desktop.ui.theme import Theme, apply_theme
from meeting.season import Attendance, BallotForm, BallotState, Review, SessionState
from tests.gui.conftest import Picture
from tests.gui.sight import faults, scrolled_by, settle

from .conftest import Shell, Shot, finish_items, open_branch, review_all
from .test_ballot import Ceremony, begin
from .test_remedies import dialog, press

MARKS = (1, 1, 2, 2, 3)
"""Two HTXSNV, two HTTNV, one HTNV of five: nothing has more than half."""


def hold(ceremony: Ceremony, shell: Shell, marks: tuple[int, ...]) -> None:
    """From the decision to the count, everyone marking every row alike."""
    ceremony.slips.clear()
    ceremony.open()
    for mark in marks:
        ceremony.invite().vote(mark)
    shell.step(ceremony.page)
    ceremony.close(len(marks))
    shell.click(ceremony.page, "torn")
    shell.step(ceremony.page)
    ceremony.type_codes(ceremony.codes)
    shell.step(ceremony.page)


@pytest.fixture
def split(qtbot: QtBot, desk: Desk, shell: Shell, context: Context) -> Ceremony:
    """The first round is counted and nobody has a level."""
    open_branch(desk)
    review_all(desk)
    made = begin(qtbot, shell, context)
    hold(made, shell, MARKS)
    assert made.page.stage is Stage.DONE
    return made


def test_a_round_of_one_voter_fewer_is_warned_of(
    split: Ceremony, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The difference of two results of one row is the mark of whoever went home in between."""
    page = split.page
    voting.begin_again(desk, ("m4",), "Hội nghị thống nhất bỏ phiếu lại.")
    voting.approve_ballot(desk, BallotForm.BOOTH, "Bỏ phiếu kín trên máy.", ["m2", "m4"])
    monkeypatch.setattr("desktop.ui.pages.ballot.prepare._WARN_BELOW", 3)
    step = PrepareStep(page.context, page.memory)
    assert step._warning.isHidden()  # the control: the same people
    sessions.record_attendance(desk, "chi_bo", "m5", Attendance(present=False))
    step.reload()
    assert "người bỏ phiếu khác 1 đồng chí" in step._warning.text()


def rows(page: QWidget) -> QListWidget:
    found = page.findChild(QListWidget, "again-rows")
    assert isinstance(found, QListWidget)
    return found


def only(page: QWidget, *wanted: str) -> None:
    """Leave just these subjects ticked."""
    table = rows(page)
    for at in range(table.count()):
        item = table.item(at)
        there = item.data(Qt.ItemDataRole.UserRole) in wanted
        item.setCheckState(Qt.CheckState.Checked if there else Qt.CheckState.Unchecked)


def test_some_rows_are_voted_on_again(desk: Desk, split: Ceremony, shell: Shell, shot: Shot) -> None:
    page = split.page
    shell.click(page, "vote-again")
    assert page.stage is Stage.FURTHER
    shot(page, "again-choose")
    ticked = [rows(page).item(at).checkState() is Qt.CheckState.Checked for at in range(rows(page).count())]
    assert ticked == [True] * 7
    only(page, "m4")
    shell.step(page)
    assert page.stage is Stage.DECISION
    hold(split, shell, (2, 2, 2, 3, 3))
    verdict = desk.verdict
    assert [verdict.member(m).level for m in ("m3", "m4")] == [None, "HTTNV"]
    assert [b.state for b in desk.season.counted_ballots] == [BallotState.COUNTED] * 2
    shot(page, "again-done")
    results = shell.show(ResultsPage(shell.context))
    shot(results, "again-results")
    chosen = next(row for row in results._rows if row.subject == "m4")
    assert any("lần bỏ phiếu thứ 2" in line for line in chosen.lines)
    assert not [text for kind, text in shell.notices if kind == "error"]


def test_nothing_is_begun_without_a_row_and_a_reason(desk: Desk, split: Ceremony, shell: Shell) -> None:
    page = split.page
    shell.click(page, "vote-again")
    only(page)
    shell.step(page)
    assert shell.notices[-1][1].startswith("Đồng chí đánh dấu ít nhất một dòng")
    only(page, "m4")
    why = page.findChild(TextField, "again-why")
    assert isinstance(why, TextField)
    why.load("")
    shell.step(page)
    assert shell.notices[-1][1].startswith("Đồng chí ghi lý do")
    assert desk.season.ballot.round == 1
    shell.click(page, "no-again")
    assert page.stage is Stage.DONE


def test_a_further_round_is_given_up_before_its_box(desk: Desk, split: Ceremony, shell: Shell) -> None:
    page = split.page
    shell.click(page, "vote-again")
    shell.step(page)
    assert page.stage is Stage.DECISION
    shell.click(page, "no-again")
    assert page.stage is Stage.DONE
    assert desk.season.ballot.state is BallotState.VOID
    assert desk.season.counted
    shell.click(page, "vote-again")
    assert page.stage is Stage.FURTHER


@pytest.fixture
def waiting(qtbot: QtBot, desk: Desk, shell: Shell, context: Context) -> Ceremony:
    """One member was absent for an accepted reason; the branch meeting is closed."""
    open_branch(desk)
    sessions.record_attendance(desk, "chi_bo", "m5", Attendance(accepted=True, reason="ốm"))
    for member in ("m1", "m2", "m3", "m4"):
        said = Review(member, done=True, chair="m1", conclusion="Nhất trí.")
        sessions.record_review(desk, "chi_bo", said)
    made = begin(qtbot, shell, context)
    hold(made, shell, (2, 2, 2, 2))
    finish_items(desk, "chi_bo")
    sessions.close_session(desk, "chi_bo", "Nhất trí.")
    return made


def test_a_supplementary_meeting_for_the_absent(
    qtbot: QtBot, desk: Desk, waiting: Ceremony, shell: Shell, shot: Shot
) -> None:
    page = shell.show(RemediesPage(shell.context))
    page.tabs.setCurrentIndex(1)
    shot(page, "supplement-left")
    shell.click(page, "plan-supplement")
    shot(dialog(), "supplement-ask")
    press(qtbot, dialog(), "yes")
    assert shell.visited[-1] == "hop:chi_bo:2"
    steps = [step.key for step in path_of(desk)]
    assert steps.count("bo-phieu") == 1
    assert steps.index("bo-phieu") == steps.index("hop:chi_bo:2") + 1
    shell.click(page, "drop-supplement")
    assert all(not s.supplementary for s in desk.season.sessions)
    shell.click(page, "plan-supplement")
    press(qtbot, dialog(), "yes")
    for member in desk.season.members:
        sessions.record_attendance(desk, "chi_bo:2", member.id, Attendance(present=True))
    sessions.set_people(desk, "chi_bo:2", chair="m1", secretary="m3")
    sessions.open_session(desk, "chi_bo:2")
    assert sessions.review_order(desk, desk.season.session("chi_bo:2")) == ("m5",)
    sessions.record_review(desk, "chi_bo:2", Review("m5", done=True, chair="m1", conclusion="Nhất trí."))
    shell.context.changed.emit()
    assert waiting.page.stage is Stage.FURTHER
    shot(waiting.page, "supplement-choose")
    shell.step(waiting.page)
    assert waiting.page.stage is Stage.DECISION, shell.notices
    hold(waiting, shell, (2, 2, 2, 2, 2))
    assert desk.season.ballot.subjects == ("m5",)
    assert desk.verdict.member("m5").level == "HTTNV"
    assert desk.verdict.voters.base == 4
    for item in desk.season.session("chi_bo:2").items:
        sessions.close_item(desk, "chi_bo:2", item.key, "")
    sessions.close_session(desk, "chi_bo:2", "Nhất trí.")
    assert desk.season.session("chi_bo:2").state is SessionState.CLOSED


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_choice_fits_at_every_text_size(
    qtbot: QtBot, desk: Desk, split: Ceremony, shell: Shell, picture: Picture, scale: float
) -> None:
    app = QApplication.instance()
    apply_theme(app, Theme(scale=scale))  # type: ignore[arg-type]
    context = Context(desk)
    space = Workspace(context, QPushButton("Tùy chọn"))
    qtbot.addWidget(space)
    space.setFixedSize(1366, 768)
    space.show()
    space.go("bo-phieu")
    space.page.memory.again = True  # type: ignore[union-attr]
    context.changed.emit()
    settle()
    picture(space, f"fit-{scale:g}-again-choose")
    assert faults(space.stack) == []
    assert [one for one in scrolled_by(space.stack) if not one.startswith("Các dòng")] == []


def test_people_may_leave_between_the_rounds(desk: Desk, split: Ceremony, shell: Shell) -> None:
    shell.click(split.page, "vote-again")
    shell.step(split.page)
    sessions.record_attendance(desk, "chi_bo", "m5", Attendance(accepted=True, reason="việc gấp"))
    assert voting.voters_now(desk).present == 4
    assert desk.verdict.voters.present == 5
