"""The two-round paper form by the pages: levels first, then a yes or no to the top level for those proposed."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from desktop import preparation
from desktop.desk import Desk
from desktop.ui.pages.autosave import TextField
from desktop.ui.pages.ballot import BallotPage
from desktop.ui.pages.ballot.further import FurtherStep
from desktop.ui.pages.ballot.stage import Stage
from desktop.ui.pages.page import Context
from desktop.ui.pages.results.page import ResultsPage
from meeting.ballot import Question
from meeting.level import Level
from meeting.season import BallotForm

from .conftest import Shell, Shot, open_branch, review_all
from .test_ballot import begin, enter
from .test_further_round import only


def entered(page: BallotPage, shell: Shell, numbers: tuple[int, ...]) -> None:
    """Two tellers enter the same numbers in every row."""
    for _person in range(2):
        step = page.step
        step.person.setCurrentIndex(0)  # type: ignore[union-attr]
        enter(step, [5, 5, 5, 0], numbers)
        shell.step(page)


def asked(page: BallotPage) -> TextField:
    found = page.findChild(TextField, "again-why")
    assert isinstance(found, TextField)
    return found


def test_the_second_pile_is_for_or_against_the_top_level(
    qtbot: QtBot, desk: Desk, shell: Shell, context: Context, shot: Shot
) -> None:
    open_branch(desk)
    review_all(desk)
    page = begin(qtbot, shell, context).page
    shell.click(page, "form-paper")
    shell.step(page)
    entered(page, shell, (0, 5, 0, 0, 0))
    assert page.stage is Stage.DONE
    shell.click(page, "vote-again")
    only(page, "m3", "m4")
    top = page.findChild(QCheckBox, "ask-top")
    assert isinstance(top, QCheckBox)
    top.setChecked(True)
    assert "đồng ý hay không đồng ý mức cao nhất" in asked(page).text()
    shot(page, "two-rounds-choose")
    shell.step(page)
    assert page.stage is Stage.DECISION
    booth, paper = page.step.booth, page.step.paper  # type: ignore[union-attr]
    assert paper.isChecked()
    assert not booth.isEnabled()
    shot(page, "two-rounds-decision")
    shell.step(page)
    assert page.stage is Stage.PAPER
    shot(page, "two-rounds-entry")
    entered(page, shell, (3, 2, 0))
    assert page.stage is Stage.DONE
    season = desk.season
    assert (season.ballot.question, season.ballot.form) == (Question.TOP, BallotForm.PAPER)
    assert [(one.by_level[0], one.against) for one in season.ballot.tallies] == [(3, 2)] * 2
    assert [desk.verdict.member(m).level for m in ("m1", "m3")] == ["HTTNV", "HTXSNV"]
    assert [one.round for one in season.paper_entries] == [1, 2]
    results = shell.show(ResultsPage(shell.context))
    shot(results, "two-rounds-results")
    chosen = next(row for row in results._rows if row.subject == "m3")
    assert any("Không đồng ý mức cao nhất: 2 phiếu" in line for line in chosen.lines)
    assert not [text for kind, text in shell.notices if kind == "error"]


def test_the_reason_follows_the_kind_until_somebody_writes(
    qtbot: QtBot, desk: Desk, shell: Shell, context: Context
) -> None:
    open_branch(desk)
    review_all(desk)
    page = begin(qtbot, shell, context).page
    shell.click(page, "form-paper")
    shell.step(page)
    entered(page, shell, (2, 2, 1, 0, 0))
    shell.click(page, "vote-again")
    first = asked(page).text()
    top = page.step.top  # type: ignore[union-attr]
    top.setChecked(True)
    assert asked(page).text() != first
    top.setChecked(False)
    assert asked(page).text() == first
    asked(page).load("Theo đề nghị của chi ủy.")
    top.setChecked(True)
    assert asked(page).text() == "Theo đề nghị của chi ủy."


def test_those_proposed_for_the_top_are_ticked_until_somebody_chooses(
    qtbot: QtBot, desk: Desk, shell: Shell, context: Context, shot: Shot
) -> None:
    open_branch(desk)
    review_all(desk)
    for member, level in (("m2", "self_level"), ("m4", "committee_level")):
        preparation.update_member(desk, replace(desk.season.member(member), **{level: Level.HTXSNV}))  # type: ignore[arg-type]
    page = begin(qtbot, shell, context).page
    shell.click(page, "form-paper")
    shell.step(page)
    entered(page, shell, (0, 5, 0, 0, 0))
    shell.click(page, "vote-again")
    step = page.step
    assert isinstance(step, FurtherStep)
    assert step.chosen() == []
    step.top.setChecked(True)
    assert step.chosen() == ["m2", "m4", "chi_bo", "chi_uy"]
    shot(page, "two-rounds-proposed")
    step.top.setChecked(False)
    assert step.chosen() == []
    only(page, "m3")
    step.top.setChecked(True)
    assert step.chosen() == ["m3"]
