"""Decisions on the results page: asked for, recorded with vote or paper, shown beside what the votes gave."""

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from desktop.desk import Desk
from desktop.ui.pages.fields.dialog import CHECK_FIELDS
from desktop.ui.pages.page import Context
from desktop.ui.pages.results import ResultsPage
from desktop.ui.pages.results.decisions import DecisionDialog, FinalDialog
from meeting.decision import DecidedBy, DecisionKind, decision_on
from meeting.level import Level

from .conftest import ROOM, Shell, Shot
from .test_access import visit
from .test_results import count

TIED = 2
"""The row of m3, whose votes are tied."""


@pytest.fixture
def page(desk: Desk, shell: Shell, context: Context) -> ResultsPage:
    count(desk)
    return shell.show(ResultsPage(context))


def decide(shell: Shell, page: ResultsPage, row: int, level: Level | None) -> None:
    page.roster.choose_row(row)
    QApplication.processEvents()
    shell.click(page, "decide")
    dialog = page.findChildren(DecisionDialog)[-1]
    dialog.level.set_value(level)
    dialog.paper.setText("Biểu quyết 5/5")
    dialog.reason.setPlainText("Hội nghị thảo luận lại.")
    shell.click(dialog, "keep")
    assert dialog.result() == QDialog.DialogCode.Accepted, dialog.notice.text()


def test_the_page_asks_until_the_meeting_has_decided(
    desk: Desk, shell: Shell, page: ResultsPage, shot: Shot
) -> None:
    asks = page._asked.text()
    assert asks.startswith("Còn ")
    decide(shell, page, TIED, Level.HTTNV)
    assert page._asked.text() != asks
    assert desk.verdict.member("m3").level is None
    row = page.roster.people.record(TIED)
    assert (row.level, row.note) == ("Không đủ phiếu", "✓ Đề nghị HTTNV")
    assert "Hội nghị quyết định đề nghị: Hoàn thành tốt nhiệm vụ (Biểu quyết 5/5" in page._decided.text()
    assert "Sau các quyết định đã ghi" in page.cap._arithmetic.text()
    shot(page, "results-decided")
    page.pane.setCurrentIndex(0)
    page.cap._try.setValue(3)
    assert "Gần nhất theo số phiếu: Trần Đình Bảo (1 phiếu)" in page.cap._verdict.text()
    shot(page, "results-decided-cap")


def test_a_question_left_open_on_purpose(desk: Desk, shell: Shell, page: ResultsPage) -> None:
    decide(shell, page, TIED, None)
    assert page.roster.people.record(TIED).note == "✓ Báo cáo nguyên kết quả"
    assert "để nguyên kết quả" in page._decided.text()


def test_the_form_wants_the_vote_or_the_paper(
    desk: Desk, shell: Shell, page: ResultsPage, shot: Shot
) -> None:
    page.roster.choose_row(TIED)
    QApplication.processEvents()
    shell.click(page, "decide")
    dialog = page.findChildren(DecisionDialog)[-1]
    visit(dialog)  # type: ignore[arg-type]
    dialog.day.setText("31/11/2025")
    shell.click(dialog, "keep")
    assert dialog.notice.text() == CHECK_FIELDS
    assert "kết quả biểu quyết hoặc số văn bản" in dialog.form.error("paper")
    assert "trên lịch" in dialog.form.error("day")
    shot(dialog, "results-decision-dialog")
    assert desk.season.decisions == ()


def test_a_decision_is_shown_again_and_taken_back(desk: Desk, shell: Shell, page: ResultsPage) -> None:
    decide(shell, page, TIED, Level.HTNV)
    QApplication.processEvents()
    shell.click(page, "decide")
    dialog = page.findChildren(DecisionDialog)[-1]
    assert (dialog.level.value(), dialog.paper.text()) == (Level.HTNV, "Biểu quyết 5/5")
    assert dialog.by.value() is DecidedBy.MEETING
    dialog.reject()
    shell.click(page, "take-back")
    question = next(d for d in page.findChildren(QDialog) if d.isVisible())
    shell.click(question, "yes")
    assert desk.season.decisions == ()
    assert not page.take_back.isVisible()


def test_who_was_not_on_the_ballot_has_no_decision(shell: Shell, page: ResultsPage) -> None:
    page.roster.choose_row(4)
    assert not page.decide.isVisible()
    page.ask_decision()
    page.ask_take_back()
    assert page.findChildren(DecisionDialog) == []


def test_the_superior_decides_on_everyone_at_once(
    desk: Desk, shell: Shell, page: ResultsPage, shot: Shot
) -> None:
    shell.click(page, "final")
    dialog = page.findChildren(FinalDialog)[-1]
    visit(dialog)  # type: ignore[arg-type]
    assert {who: level.value() for who, level in dialog.levels.items()} == {
        "m1": Level.HTXSNV,
        "m2": Level.HTTNV,
        "m3": None,
        "m4": Level.HTXSNV,
        "chi_bo": Level.HTTNV,
        "chi_uy": Level.HTTNV,
    }
    shell.click(dialog, "keep")
    assert dialog.notice.text() == CHECK_FIELDS
    dialog.paper.setText("QĐ 45-QĐ/ĐU")
    dialog.day.setText("20/12/2025")
    dialog.levels["m4"].set_value(Level.HTTNV)
    shot(dialog, "results-final-dialog")
    shell.click(dialog, "keep")
    assert len(desk.season.decisions) == 5
    final = decision_on(desk.season.decisions, "m4", DecisionKind.FINAL)
    assert final is not None
    assert (final.level, final.by) == (Level.HTTNV, DecidedBy.SUPERIOR)
    page.roster.choose_row(3)
    assert "khác mức đề nghị (Hoàn thành xuất sắc nhiệm vụ)" in page._decided.text()
    assert page.roster.people.record(3).note == "✓ Chính thức HTTNV"
    assert "khác đề nghị: Lê Thị Đức (HTXSNV → HTTNV)" in page._finals.text()
    shot(page, "results-final")


def test_a_final_decision_is_corrected(desk: Desk, shell: Shell, page: ResultsPage) -> None:
    shell.click(page, "final")
    dialog = page.findChildren(FinalDialog)[-1]
    dialog.paper.setText("QĐ 45-QĐ/ĐU")
    dialog.day.setText("20/12/2025")
    shell.click(dialog, "keep")
    shell.click(page, "final")
    again = page.findChildren(FinalDialog)[-1]
    assert (again.paper.text(), again.day.text()) == ("QĐ 45-QĐ/ĐU", "20/12/2025")
    assert again.levels["m3"].value() is None
    again.levels["m1"].set_value(None)
    shell.click(again, "keep")
    assert decision_on(desk.season.decisions, "m1", DecisionKind.FINAL) is None
    page.roster.choose_row(1)
    QApplication.processEvents()
    shell.click(page, "take-back")
    question = next(d for d in page.findChildren(QDialog) if d.isVisible())
    shell.click(question, "yes")
    assert decision_on(desk.season.decisions, "m2", DecisionKind.FINAL) is None


def test_a_final_decision_names_at_least_one_level(shell: Shell, page: ResultsPage) -> None:
    shell.click(page, "final")
    dialog = page.findChildren(FinalDialog)[-1]
    dialog.paper.setText("QĐ 45-QĐ/ĐU")
    dialog.day.setText("20/12/2025")
    for level in dialog.levels.values():
        level.set_value(None)
    shell.click(dialog, "keep")
    assert "phải nêu mức" in dialog.notice.text()


def test_the_page_with_decisions_fits_and_can_be_reached(shell: Shell, page: ResultsPage) -> None:
    decide(shell, page, TIED, Level.HTTNV)
    visit(page)
    least = page.minimumSizeHint()
    assert least.width() <= ROOM[0]
    assert least.height() <= ROOM[1]
