"""Khắc phục: filled from the reviews, walked by keyboard; who is left after the meeting is listed."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from desktop import remedies, reviews, sessions
from desktop.desk import Desk
from desktop.ui.pages.page import Context
from desktop.ui.pages.remedies.dialog import RemedyDialog
from desktop.ui.pages.remedies.page import RemediesPage
from meeting.remedy import Remedy, RemedyState
from meeting.season import Review

from .conftest import Clock, Shell, Shot, finish_items
from .test_access import visit
from .test_results import count

LATE = Remedy(0, "m2", "Chậm báo cáo", "Báo cáo trước ngày 25", "Chi ủy", date(2025, 11, 30))


@pytest.fixture
def page(shell: Shell, context: Context) -> RemediesPage:
    return shell.show(RemediesPage(context))


def dialog(kind: type[QDialog] = QDialog) -> QDialog:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    assert len(found) == 1
    return found[0]


def press(qtbot: QtBot, window: QDialog, name: str) -> None:
    button = window.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    qtbot.keyClick(button, Qt.Key.Key_Space)


def said(desk: Desk) -> list[tuple[str, str]]:
    return [(one.subject, one.shortcoming) for one in desk.season.remedies]


def test_the_plan_is_fed_from_the_reviews(
    page: RemediesPage, desk: Desk, shell: Shell, qtbot: QtBot, shot: Shot
) -> None:
    reviews.write_part(desk, "m3", "han_che", "1. Chưa chủ động học tập.\n- Không có\n\n• Ít phát biểu")
    reviews.write_part(desk, "m2", "han_che", "Điều này hội nghị đã nói khác.")
    draft = Review("m2", shortcomings="Chậm báo cáo")
    sessions.record_review(desk, "chi_bo", draft)
    sessions.record_review(desk, "chi_bo", Review("chi_uy", shortcomings="Kiểm tra chưa đều"))
    assert page.fetch_button.text() == "Lấy từ kiểm điểm (4)…"
    shell.step(page)
    shot(dialog(), "remedies-fetch")
    press(qtbot, dialog(), "yes")
    assert said(desk) == [
        ("m2", "Chậm báo cáo"),
        ("chi_uy", "Kiểm tra chưa đều"),
        ("m3", "Chưa chủ động học tập."),
        ("m3", "Ít phát biểu"),
    ]
    assert [one.owner for one in desk.season.remedies] == ["Trần Đình Bảo", "", "Võ Thị Oanh", "Võ Thị Oanh"]
    assert not page.fetch_button.isEnabled()
    assert remedies.suggested(desk) == ()


def test_space_walks_an_item_to_its_end(
    page: RemediesPage, desk: Desk, qtbot: QtBot, clock: Clock, shot: Shot
) -> None:
    clock.now = datetime.fromisoformat("2025-12-05T14:00")
    remedies.add_remedies(desk, (LATE, Remedy(0, "chi_bo", "Sinh hoạt chưa đều")))
    assert page.count.text() == "Đã khắc phục 0/2; 1 quá hạn"
    shot(page, "remedies")
    page.items.setFocus()
    page.items.choose_row(0)
    qtbot.keyClick(page.items, Qt.Key.Key_Space)
    assert desk.season.remedies[0].state is RemedyState.DOING
    qtbot.keyClick(page.items, Qt.Key.Key_Space)
    assert (desk.season.remedies[0].state, desk.season.remedies[0].done) == (
        RemedyState.DONE,
        date(2025, 12, 5),
    )
    assert page.count.text() == "Đã khắc phục 1/2"
    assert "Đã khắc phục ngày 05/12/2025" in page.told.text()
    qtbot.keyClick(page.items, Qt.Key.Key_Space)
    assert desk.season.remedies[0].done is None


def test_an_item_is_entered_changed_and_taken_off(
    page: RemediesPage, desk: Desk, qtbot: QtBot, shot: Shot, shell: Shell
) -> None:
    shell.step(page)
    form = dialog(RemedyDialog)
    assert isinstance(form, RemedyDialog)
    press(qtbot, form, "keep")
    assert "Đồng chí điền hạn chế" in form.form.error("shortcoming")
    form.shortcoming.setPlainText("Chậm báo cáo")
    form.due.setText("31/3/2026")
    shot(form, "remedies-dialog")
    press(qtbot, form, "keep")
    assert said(desk) == [("chi_bo", "Chậm báo cáo")]
    assert desk.season.remedies[0].due == date(2026, 3, 31)
    page.items.choose_row(0)
    qtbot.keyClick(page.items, Qt.Key.Key_Return)
    form = dialog(RemedyDialog)
    assert isinstance(form, RemedyDialog)
    assert not form.done_day.isVisible()
    form.state.set_value(RemedyState.DONE)
    form.state.chosen.emit()
    assert form.done_day.isVisible()
    form.done_day.setText("1/2/2026")
    press(qtbot, form, "keep")
    assert desk.season.remedies[0].done == date(2026, 2, 1)
    shell.click(page, "drop-item")
    press(qtbot, dialog(), "yes")
    assert said(desk) == []


def test_who_was_absent_is_listed_after_the_meeting(page: RemediesPage, desk: Desk, shot: Shot) -> None:
    page.tabs.setCurrentIndex(1)
    assert "sau khi hội nghị chi bộ kết thúc" in page.what.text()
    count(desk)
    finish_items(desk, "chi_bo")
    sessions.close_session(desk, "chi_bo", "Nhất trí.")
    rows = page.left.people
    assert rows.rowCount() >= 1
    names = [rows.data(rows.index(at, 0)) for at in range(rows.rowCount())]
    assert "Đỗ Minh Ân" in names
    page.left.choose_row(names.index("Đỗ Minh Ân"))
    assert "hội nghị bổ sung" in page.what.text()
    shot(page, "remedies-left")


def test_every_control_has_a_name(page: RemediesPage, desk: Desk) -> None:
    remedies.add_remedies(desk, (LATE,))
    for at in range(page.tabs.count()):
        page.tabs.setCurrentIndex(at)
        visit(page)
