"""Xếp loại lại: after the decision from above or for an earlier year; the old level stays beside the new."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea

from desktop import past_years, reratings
from desktop.desk import Desk
from desktop.rules import final_decisions, record_finals
from desktop.ui.pages.fields.dialog import CHECK_FIELDS
from desktop.ui.pages.page import Context
from desktop.ui.pages.past.page import PastPage
from desktop.ui.pages.rerating import RerateDialog
from desktop.ui.pages.results import ResultsPage
from meeting.decision import DecisionKind
from meeting.level import Level
from meeting.past import PastYear

from .conftest import Shell, Shot
from .test_access import visit
from .test_results import count


@pytest.fixture
def page(desk: Desk, shell: Shell, context: Context) -> ResultsPage:
    count(desk)
    return shell.show(ResultsPage(context))


def choose(page: ResultsPage, row: int) -> None:
    page.roster.choose_row(row)
    QApplication.processEvents()


def decided(desk: Desk) -> None:
    record_finals(desk, final_decisions([("m2", Level.HTTNV)], "QĐ 45-QĐ/ĐU", date(2026, 1, 15)))


def test_only_a_result_that_was_decided_is_replaced(desk: Desk, page: ResultsPage) -> None:
    choose(page, 1)
    assert not page.again.isVisible()
    page.ask_again()
    assert page.findChildren(RerateDialog) == []
    decided(desk)
    choose(page, 1)
    assert page.again.isVisible()
    choose(page, 2)
    assert not page.again.isVisible()


def test_the_old_level_is_struck_out_beside_the_new(
    desk: Desk, shell: Shell, page: ResultsPage, shot: Shot
) -> None:
    decided(desk)
    choose(page, 1)
    shell.click(page, "rerate")
    [dialog] = page.findChildren(RerateDialog)
    visit(dialog)  # type: ignore[arg-type]
    shell.click(dialog, "keep")
    assert dialog.notice.text() == CHECK_FIELDS
    dialog.paper.setText("QĐ 12-QĐ/ĐU")
    dialog.reason.setPlainText("Phát hiện vi phạm sau khi xếp loại.")
    dialog.level.set_value(Level.HTNV)
    shot(dialog, "rerate-dialog")
    shell.click(dialog, "keep")
    assert dialog.result() == QDialog.DialogCode.Accepted, dialog.notice.text()
    [one] = desk.season.reratings
    assert (one.subject, one.old, one.new, one.kind) == ("m2", Level.HTTNV, Level.HTNV, DecisionKind.FINAL)
    choose(page, 1)
    assert "<s>HTTNV</s> → HTNV" in page._name.text()
    assert page.roster.people.record(1).note == "✓ Xếp lại HTNV, hủy HTTNV"
    assert "hủy kết quả Hoàn thành tốt nhiệm vụ, mức mới Hoàn thành nhiệm vụ" in page._decided.text()
    assert not page.take_back.isVisible()
    QApplication.processEvents()
    area = page.pane.currentWidget()
    assert isinstance(area, QScrollArea)
    whole = area.widget().layout().totalMinimumHeightForWidth(area.viewport().width())
    assert area.verticalScrollBar().maximum() >= whole - area.viewport().height() > 0
    shot(page, "results-rerated")
    assert past_years.history(desk)[1].now is Level.HTNV


def test_an_earlier_year_is_replaced_on_the_page_of_the_years(
    desk: Desk, shell: Shell, context: Context, shot: Shot
) -> None:
    past_years.record_years(desk, (PastYear("m2", desk.season.year - 1, Level.HTXSNV),))
    page = shell.show(PastPage(context))
    page.people.choose_row(0)
    QApplication.processEvents()
    assert not page.again_button.isEnabled()
    page.people.choose_row(1)
    QApplication.processEvents()
    shell.click(page, "rerate")
    [dialog] = page.findChildren(RerateDialog)
    assert dialog.rule.text() == reratings.advice(desk, desk.season.year - 1)
    dialog.paper.setText("QĐ 9")
    dialog.reason.setPlainText("Bị kỷ luật.")
    shell.click(dialog, "keep")
    [one] = desk.season.reratings
    people = page.people.people
    assert people.data(people.index(1, 3)) == "KHTNV (thay HTXSNV)"
    assert "hủy kết quả" in page.legend.text()
    shot(page, "past-rerated")
    assert (one.year, one.new) == (desk.season.year - 1, Level.KHTNV)
    assert "Xếp loại lại năm" in reratings.told(desk, "m2")[0]


def test_without_paper_and_reason_nothing_is_kept(desk: Desk, shell: Shell, page: ResultsPage) -> None:
    decided(desk)
    choose(page, 1)
    shell.click(page, "rerate")
    [dialog] = page.findChildren(RerateDialog)
    dialog.paper.setText("QĐ 12")
    dialog.level.set_value(Level.HTTNV)
    dialog.reason.setPlainText("Nhầm.")
    shell.click(dialog, "keep")
    assert "đang là mức này" in dialog.notice.text()
    assert desk.season.reratings == ()
