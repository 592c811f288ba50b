"""The roll by keyboard: add, edit, remove, search; nothing typed is lost; nobody is hidden."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.regulations import load_regulation
from desktop.ui.pages.members.dialog import MemberDialog
from desktop.ui.pages.members.form import MemberForm
from desktop.ui.pages.members.page import MembersPage
from desktop.ui.pages.members.results import ResultLeaf
from meeting.level import Level
from meeting.season import Discipline, Grade, Leader, Member, OldFaults, Post, Professional, Sector, Tasks

from .conftest import Window


@pytest.fixture
def page(sample: Window) -> MembersPage:
    found = sample.page
    assert isinstance(found, MembersPage)
    return found


def dialog() -> MemberDialog:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, MemberDialog) and w.isVisible())


def field(of: QWidget, key: str) -> QLineEdit:
    found = of.findChild(QLineEdit, key)
    assert isinstance(found, QLineEdit)
    return found


def chosen(page: MembersPage) -> Member:
    record = page.table.record()
    assert record is not None
    return record.member


def test_someone_is_added_by_keyboard(sample: Window, page: MembersPage) -> None:
    bot = sample.bot
    bot.keyClick(page, Qt.Key.Key_Insert)
    shown = dialog()
    bot.waitUntil(field(shown, "name").hasFocus, timeout=30000)
    sample.type("Lê Thị Ân")
    for key, text in (("born", "1-2-1990"), ("admitted", "03022020"), ("official", "03/02/2021")):
        bot.keyClicks(field(shown, key), text)
    bot.keyClick(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    sample.settled()
    season = page.desk.season
    assert season.members[-1] == Member(
        "m25",
        "Lê Thị Ân",
        date(1990, 2, 1),
        date(2020, 2, 3),
        official=date(2021, 2, 3),
        professional=Professional.UNKNOWN,
    )
    assert chosen(page).name == "Lê Thị Ân"
    assert sample.work.rail.model().index(2, 0).data() == "Đảng viên (25)"


def test_a_whole_list_is_typed_one_person_after_another(sample: Window, page: MembersPage) -> None:
    page.add()
    for name in ("Lê Thị Ân", "Phạm Văn Ất"):
        shown = dialog()
        sample.bot.waitUntil(field(shown, "name").hasFocus)
        for key, text in (("name", name), ("born", "1-2-1990"), ("admitted", "03022020")):
            field(shown, key).setText(text)
        shown.save_and_add()
        sample.settled()
    assert [one.name for one in page.desk.season.members[-2:]] == ["Lê Thị Ân", "Phạm Văn Ất"]
    assert field(dialog(), "name").text() == ""
    dialog().save_and_add()
    assert dialog().isVisible(), "nothing is typed yet: it stays, and asks for nobody else"
    assert (
        len([w for w in QApplication.topLevelWidgets() if isinstance(w, MemberDialog) and w.isVisible()]) == 1
    )


@pytest.mark.parametrize("sector", list(Sector))
def test_a_new_member_of_an_office_is_employed_until_said_otherwise(
    page: MembersPage, sector: Sector
) -> None:
    """Else everyone there would be given the form of those who work outside the political system."""
    unit = replace(page.desk.season.unit, sector=sector)
    read, _errors = MemberForm(page.desk.regulation, unit, None, "m99").read()
    employed = sector in {Sector.HANH_CHINH, Sector.SU_NGHIEP}
    assert read.professional is (Professional.UNKNOWN if employed else Professional.NOT_EMPLOYED)


def test_wrong_fields_are_shown_and_nothing_is_lost(sample: Window, page: MembersPage) -> None:
    page.add()
    shown = dialog()
    field(shown, "name").setText("Phạm Văn Ất")
    field(shown, "born").setText("30/02/1990")
    field(shown, "admitted").setText("hôm qua")
    shown.save()
    life = shown.form.leaves[0][1]
    assert shown.isVisible()
    assert life.error("born") == "Không có ngày 30/02/1990 trên lịch."
    assert "ngày/tháng/năm" in life.error("admitted")
    sample.bot.waitUntil(field(shown, "born").hasFocus, timeout=30000)
    assert shown.tabs.tabText(0).endswith("(!)")
    assert field(shown, "name").text() == "Phạm Văn Ất"
    assert len(page.desk.season.members) == 24
    sample.bot.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.isVisible()
    assert "lần nữa" in shown.notice.text()
    sample.bot.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_facts_of_every_leaf_reach_the_book(sample: Window, page: MembersPage) -> None:
    page.select("m05")
    sample.bot.keyClick(page.table.view, Qt.Key.Key_Return)
    shown = dialog()
    for key, text in (
        ("tasks", "10"),
        ("tasks_done", "9"),
        ("tasks_on_time", "8"),
        ("tasks_beyond", "2"),
        ("old_faults", "3"),
        ("old_fixed", "2"),
        ("sick_months", "4"),
        ("note", "ghi chú"),
    ):
        field(shown, key).setText(text)
    parts = shown.form._parts
    work, year, result = parts[1], parts[2], parts[3]
    work.leader.set_value(Leader.PHONG)  # type: ignore[union-attr]
    year.discipline.set_value(Discipline.KHIEN_TRACH)  # type: ignore[union-attr]
    result.own.set_value(Level.HTNV)  # type: ignore[union-attr]
    shown.save()
    member = page.desk.season.member("m05")
    assert member.tasks == Tasks(10, 9, 8, 2)
    assert member.old_faults == OldFaults(3, 2)
    assert (member.sick_months, member.note) == (4, "ghi chú")
    assert (member.leader, member.discipline) == (Leader.PHONG, Discipline.KHIEN_TRACH)
    assert member.self_level is Level.HTNV
    assert (member.name, member.job) == ("Hoàng Thị Én", "Chuyên viên Văn phòng")
    assert chosen(page).id == "m05"


def test_showing_and_keeping_changes_nothing(page: MembersPage) -> None:
    before = page.desk.season.members
    unit, regulation = page.desk.season.unit, page.desk.regulation
    for member in before:
        read, errors = MemberForm(regulation, unit, member, member.id).read()
        assert (read, errors) == (member, {})


def test_tasks_that_do_not_add_up_are_refused(page: MembersPage) -> None:
    page.select("m05")
    page.edit()
    shown = dialog()
    field(shown, "tasks").setText("5")
    field(shown, "tasks_done").setText("6")
    shown.save()
    assert shown.form.leaves[2][1].error("tasks_done") == "Không quá số được giao."
    assert shown.tabs.currentIndex() == 2
    shown.done(0)


def answer(sample: Window, name: str) -> None:
    question = next(d for d in sample.shell.findChildren(QDialog) if d.isVisible())
    button = question.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    sample.bot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_removing_asks_first(sample: Window, page: MembersPage) -> None:
    page.select("m24")
    page.table.view.setFocus()
    sample.bot.keyClick(page.table.view, Qt.Key.Key_Delete)
    answer(sample, "no")
    assert len(page.desk.season.members) == 24
    sample.bot.keyClick(page.table.view, Qt.Key.Key_Delete)
    answer(sample, "yes")
    sample.settled()
    assert len(page.desk.season.members) == 23
    assert sample.said == "Đã xóa đồng chí Đoàn Thị Yến khỏi danh sách."


def test_nobody_is_hidden_and_the_reason_has_its_clause(page: MembersPage) -> None:
    shown = {row.member.id: row for row in page.table.shown()}
    assert len(shown) == 24
    assert shown["m01"].standing == "Xếp loại"
    assert shown["m21"].standing == "Không xếp loại"
    assert "mục 3.7" in shown["m21"].reason
    assert shown["m24"].standing == "Xếp loại nơi khác"
    assert not shown["m20"].rated
    page.select("m21")
    assert page.who.text() == "Huỳnh Thị Uyên"
    assert "mục 3.7" in page.why.text()
    assert page.count.text() == "24 đồng chí, 21 đồng chí thuộc diện xếp loại năm nay"


def test_order_by_given_name_or_by_roll(page: MembersPage) -> None:
    page.by_roll.click()
    assert [row.number for row in page.table.shown()][:3] == [1, 2, 3]
    assert page.by_roll.isChecked()
    page.by_name.click()
    given = [row.member.name.rpartition(" ")[2] for row in page.table.shown()]
    assert given[:4] == ["Ánh", "Bảo", "Châu", "Đạt"]
    assert not page.by_roll.isChecked()


def test_search_without_diacritics(sample: Window, page: MembersPage) -> None:
    sample.bot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.table.search.hasFocus()
    sample.bot.keyClicks(page.table.search, "dinh")
    assert {row.member.name for row in page.table.shown()} == {"Trần Đình Bảo", "Đinh Công Tâm"}


def test_points_have_a_running_sum(qtbot: QtBot, page: MembersPage) -> None:
    leaf = ResultLeaf(load_regulation("trung-uong-2025"), page.desk.season.unit, None)
    qtbot.addWidget(leaf.form)
    common, tasks = leaf.points
    qtbot.keyClicks(common, "26,5")
    assert leaf.sum.text() == "chờ đủ hai nhóm điểm"
    qtbot.keyClicks(tasks, "63.25")
    assert leaf.sum.text() == "89,75 / 100"


def test_grades_are_all_given_or_none(page: MembersPage) -> None:
    regulation, unit = page.desk.regulation, page.desk.season.unit
    member = Member("m99", "A", date(1990, 1, 1), date(2010, 1, 1), post=Post.NONE, grades=(Grade.TOT,))
    _, errors = MemberForm(regulation, unit, member, "m99").read()
    assert list(errors) == ["grade-1"]


def test_an_empty_roll_teaches(window: Window, qtbot: QtBot) -> None:
    assert window.shell.create_book(window.folder / "mới.chibo")
    page = MembersPage(window.work.context)
    qtbot.addWidget(page)
    page.reload()
    step = page.next_step()
    assert step is not None
    assert step.why_not
