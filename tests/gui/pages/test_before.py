"""Hồ sơ trước họp: deadlines and papers at a glance, marked by keyboard; nothing bars the way."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop import before, reviews
from desktop.desk import Desk
from desktop.ui.pages.before.page import BeforePage
from desktop.ui.pages.page import Context
from meeting.hand_in import RESIDENCE, REVIEW

from .conftest import Clock, Shell, Shot
from .test_access import visit


@pytest.fixture
def page(shell: Shell, context: Context, clock: Clock) -> BeforePage:
    clock.now = datetime.fromisoformat("2025-11-28T09:00")
    return shell.show(BeforePage(context))


def cells(page: BeforePage, row: int) -> list[str]:
    people = page.people.people
    return [people.data(people.index(row, at)) for at in range(people.columnCount())]


def test_what_is_due_and_who_is_late_at_a_glance(page: BeforePage, desk: Desk, shot: Shot) -> None:
    [due] = before.deadlines(desk)
    assert f"{due.day:%d/%m/%Y}" == "02/12/2025"
    assert before.left_words(due) == "còn 4 ngày"
    assert cells(page, 0)[:3] == ["1", "Nguyễn Văn Hòa", "chưa có"]
    assert cells(page, 0)[3] == "✓ đã có"
    assert "5/5 đồng chí còn thiếu" in page.count.text()
    before.receive(desk, "m1", REVIEW)
    before.receive(desk, "m1", RESIDENCE)
    assert cells(page, 0)[2:4] == ["✓ 28/11", "✓ 28/11"]
    shot(page, "before")


def test_what_others_wrote_is_seen_beside_the_papers(page: BeforePage, desk: Desk) -> None:
    """None of it is owed, so nobody is counted as late for it."""
    late = page.count.text()
    assert cells(page, 0)[-1] == "–"
    reviews.write_part(desk, "m1", "y_kien", "Công đoàn nhất trí.")
    assert cells(page, 0)[-1] == "Ý kiến khác"
    reviews.write_part(desk, "m1", "goi_y", "Làm rõ việc chậm báo cáo.")
    assert cells(page, 0)[-1] == "Ý kiến khác; Gợi ý cấp trên"
    assert cells(page, 1)[-1] == "–"
    assert page.count.text() == late


def test_space_marks_a_deadline_as_done_and_not_done(
    page: BeforePage, qtbot: QtBot, desk: Desk, shot: Shot
) -> None:
    page.tabs.setCurrentIndex(1)
    page.dues.setFocus()
    page.dues.choose_row(0)
    qtbot.keyClick(page.dues, Qt.Key.Key_Space)
    assert before.left_words(before.deadlines(desk)[0]) == "đã làm ngày 28/11/2025"
    assert page.mark.text() == "Đánh dấu chưa làm"
    assert page.counted.text().endswith("Làm xong việc này mới mở được hội nghị chi bộ.")
    shot(page, "before-dues")
    qtbot.keyClick(page.dues, Qt.Key.Key_Space)
    assert before.deadlines(desk)[0].done is None


def test_papers_are_received_and_given_back(page: BeforePage, qtbot: QtBot, desk: Desk) -> None:
    page.people.choose_row(2)
    button = page.findChild(QPushButton, "paper-ban_kiem_diem")
    assert isinstance(button, QPushButton)
    assert button.accessibleName() == "Đã nhận Bản kiểm điểm của Võ Thị Oanh"
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert [(one.member, one.paper) for one in desk.season.hand_ins] == [("m3", REVIEW)]
    assert button.isChecked()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert desk.season.hand_ins == ()
    assert not button.isChecked()


def test_the_next_step_collects_reviews_and_never_bars(page: BeforePage, shell: Shell, desk: Desk) -> None:
    shell.step(page)
    for member in desk.season.members:
        before.receive(desk, member.id, REVIEW)
    shell.step(page)  # a paper without which the meeting may not open is shown first,
    assert page.tabs.currentWidget() is not None
    assert page.tabs.currentWidget().isAncestorOf(page.dues)
    assert before.holding_up(desk, "chi_bo") is not None
    shell.step(page)  # then ticked,
    assert before.holding_up(desk, "chi_bo") is None
    shell.step(page)  # and the meeting may begin
    assert shell.visited == ["ban-kiem-diem", "hop:chi_bo"]


def test_every_control_has_a_name(page: BeforePage) -> None:
    for at in range(page.tabs.count()):
        page.tabs.setCurrentIndex(at)
        visit(page)
