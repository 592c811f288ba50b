"""The unit page: typed by keyboard, wrong fields said where they are, nothing lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton

from desktop import sessions
from desktop.ui.pages.unit.form import read_groups, wrong_year
from desktop.ui.pages.unit.page import UnitPage
from meeting.level import Level
from meeting.season import Attendance, Structure

from .conftest import Window


@pytest.fixture
def unit(window: Window) -> UnitPage:
    assert window.shell.create_book(window.folder / "mới.chibo")
    page = window.page
    assert isinstance(page, UnitPage)
    return page


def fill(window: Window, page: UnitPage) -> None:
    page.form.superior.setFocus()
    window.type("ĐẢNG BỘ SỞ Y TẾ")
    window.bot.keyClick(page.form.superior, Qt.Key.Key_Tab)
    assert page.form.name.hasFocus()
    window.type("Chi bộ Văn phòng")


def next_step(window: Window) -> None:
    window.bot.keyClick(window.work, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.settled()


def test_a_branch_is_set_up_by_keyboard_and_is_there_after_reopening(window: Window, unit: UnitPage) -> None:
    fill(window, unit)
    next_step(window)
    assert window.page.page_id == "thanh-vien"
    assert window.said == "Đã ghi thông tin chi bộ vào sổ."
    assert window.work.top.branch.text() == "Chi bộ Văn phòng"
    season = window.work.context.desk.season
    assert season.unit.superior == "ĐẢNG BỘ SỞ Y TẾ"
    assert [s.id for s in season.sessions] == ["chi_bo", "chi_uy"]
    path = window.work.context.desk.book.path
    window.shell.leave_book()
    assert window.shell.open_book(path)
    window.work.go("don-vi")
    page = window.page
    assert isinstance(page, UnitPage)
    assert page.form.name.text() == "Chi bộ Văn phòng"


def test_what_is_wrong_is_said_under_the_field_and_nothing_is_lost(window: Window, unit: UnitPage) -> None:
    unit.form.name.setText("Chi bộ 1")
    unit.form.day.setText("31/11/2026")
    next_step(window)
    assert not window.work.context.desk.ready
    assert unit.form.branch.error("superior") == "Đồng chí điền tên cấp ủy cấp trên."
    assert unit.form.season.error("meeting_day") == "Không có ngày 31/11/2026 trên lịch."
    assert unit.form.superior.accessibleDescription() == "Đồng chí điền tên cấp ủy cấp trên."
    assert unit.form.superior.hasFocus()
    assert unit.form.name.text() == "Chi bộ 1"
    window.type("Đ")
    assert unit.form.branch.error("superior") == ""


def test_a_name_that_no_paper_holds_is_said_under_the_field(window: Window, unit: UnitPage) -> None:
    unit.form.superior.setText("Đảng bộ Sở Y tế")
    unit.form.name.setText("Chi bộ " + "B" * 600)
    next_step(window)
    assert not window.work.context.desk.ready
    assert unit.form.branch.error("name").startswith("Tên chi bộ dài 607 ký tự, nhiều nhất 150")
    assert unit.form.branch.error("superior") == ""


def test_leaving_the_page_keeps_what_is_right(sample: Window) -> None:
    sample.work.go("don-vi")
    page = sample.page
    assert isinstance(page, UnitPage)
    page.form.place.setText("Bảo Lộc")
    sample.work.go("thanh-vien")
    assert sample.work.context.desk.season.unit.place == "Bảo Lộc"


def test_leaving_with_a_wrong_field_says_so_and_keeps_the_text(sample: Window) -> None:
    sample.work.go("don-vi")
    page = sample.page
    assert isinstance(page, UnitPage)
    page.form.day.setText("8-13-2023")
    sample.work.go("thanh-vien")
    assert "quay lại trang ấy để sửa" in sample.said
    sample.work.go("don-vi")
    assert page.form.day.text() == "8-13-2023"
    sample.shell.leave_book()
    question = next(d for d in sample.shell.findChildren(QDialog) if d.isVisible())
    assert sample.shell.workspace is not None
    no = question.findChild(QPushButton, "no")
    assert isinstance(no, QPushButton)
    sample.bot.mouseClick(no, Qt.MouseButton.LeftButton)
    assert page.form.day.text() == "8-13-2023"


def test_groups_are_asked_for_where_there_are_groups(window: Window, unit: UnitPage) -> None:
    fill(window, unit)
    unit.form.structure.set_value(Structure.TO_DANG)
    unit.reload()
    assert unit.form.groups.isVisible()
    next_step(window)
    assert "ít nhất một tổ" in unit.form.branch.error("groups")
    unit.form.groups.setPlainText(" Tổ  đảng số 1 \n\nTổ đảng số 2")
    next_step(window)
    assert window.work.context.desk.season.unit.groups == ("Tổ đảng số 1", "Tổ đảng số 2")


def test_a_group_with_people_is_not_taken_away(sample: Window) -> None:
    sample.work.go("don-vi")
    page = sample.page
    assert isinstance(page, UnitPage)
    page.form.groups.setPlainText("Tổ đảng số 1\nTổ đảng số 2")
    next_step(sample)
    assert "Tổ đảng số 3" in sample.said
    assert len(sample.work.context.desk.season.unit.groups) == 3


def test_another_years_rules_are_warned_of(window: Window, unit: UnitPage) -> None:
    assert not unit.warning.isVisible()
    unit.form.regulation.set_value("ha-tinh-2024")
    unit.form.year.setText("2026")
    unit.reload()
    assert "không phải của năm 2026" in unit.warning.text()
    assert wrong_year("ha-tinh-2024", 2024) == ""


def test_levels_of_the_unit_are_named_as_the_regulation_does(window: Window, unit: UnitPage) -> None:
    unit.form.level.set_value(Level.HTXSNV)
    unit.form.regulation.set_value("quang-binh-2016")
    unit.form.regulation.chosen.emit()
    unit.form.season.edited.emit()
    assert unit.form.level.currentText() == "Trong sạch, vững mạnh"


def test_after_the_first_meeting_begins_the_rules_stay(sample: Window) -> None:
    desk = sample.work.context.desk
    first = "to_dang:Tổ đảng số 1"
    sessions.set_people(desk, first, chair="m01", secretary="m05")
    sessions.record_attendance(desk, first, "m01", Attendance(present=True))
    sessions.open_session(desk, first)
    sample.work.go("don-vi")
    page = sample.page
    assert isinstance(page, UnitPage)
    assert not page.form.regulation.isEnabled()
    assert not page.form.structure.isEnabled()
    assert "Hội nghị đã khai mạc" in page.locked.text()
    assert page.form.level.isEnabled()
    page.form.place.setText("Đức Trọng")
    next_step(sample)
    assert desk.season.unit.place == "Đức Trọng"


def test_groups_are_read_line_by_line() -> None:
    assert read_groups("a\n  b  c ") == ("a", "b c")
    with pytest.raises(ValueError, match="hai lần"):
        read_groups("Tổ 1\nTổ 1")
