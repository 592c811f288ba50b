"""Các năm, khen thưởng: entered by hand, taken from last year's book, candidates found by the rule."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from desktop import past_years, preparation, remedies
from desktop.desk import Desk
from desktop.ui.pages.page import Context
from desktop.ui.pages.past.dialog import YearsDialog
from desktop.ui.pages.past.page import PastPage
from meeting.level import Level
from meeting.past import PastYear
from meeting.remedy import Remedy, RemedyState
from meeting.season import Form, OldFaults, Sector, Structure, Unit

from .conftest import DAY, PEOPLE, Clock, Shell, Shot, member
from .test_access import visit
from .test_results import count

TOP = Level.HTXSNV


@pytest.fixture
def page(shell: Shell, context: Context) -> PastPage:
    return shell.show(PastPage(context))


def cells(page: PastPage, row: int) -> list[str]:
    people = page.people.people
    return [people.data(people.index(row, at)) for at in range(1, people.columnCount())]


def dialog(kind: type[QDialog] = QDialog) -> QDialog:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    assert len(found) == 1
    return found[0]


def press(qtbot: QtBot, window: QDialog, name: str) -> None:
    button = window.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    qtbot.keyClick(button, Qt.Key.Key_Space)


def test_years_are_entered_by_hand_and_taken_back(
    page: PastPage, desk: Desk, qtbot: QtBot, shot: Shot
) -> None:
    page.people.choose_row(1)
    qtbot.keyClick(page.people, Qt.Key.Key_Return)
    form = dialog(YearsDialog)
    assert isinstance(form, YearsDialog)
    form.rows[0].level.set_value(TOP)
    box = form.rows[0].commended
    assert isinstance(box, QCheckBox)
    qtbot.keyClick(box, Qt.Key.Key_Space)
    form.rows[1].level.set_value(None)
    shot(form, "past-dialog")
    press(qtbot, form, "keep")
    assert desk.season.past_years == (
        PastYear("m2", 2023, None, source="nhập tay"),
        PastYear("m2", 2024, TOP, commended=True, source="nhập tay"),
    )
    assert cells(page, 1) == [
        "Trần Đình Bảo",
        "–",
        "HTXSNV*",
        "không xếp loại",
        "chưa nhập",
        "chưa nhập",
        "chưa nhập",
    ]
    page.edit()
    form = dialog(YearsDialog)
    assert isinstance(form, YearsDialog)
    assert form.rows[0].commended.isChecked()
    form.rows[1].level.set_value("?")
    press(qtbot, form, "keep")
    assert [one.year for one in desk.season.past_years] == [2024]


def test_the_years_of_the_branch_are_entered_and_judged(
    page: PastPage, desk: Desk, qtbot: QtBot, shot: Shot
) -> None:
    button = page.findChild(QPushButton, "branch-years")
    assert isinstance(button, QPushButton)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    form = dialog(YearsDialog)
    assert isinstance(form, YearsDialog)
    assert form.windowTitle() == "Các năm trước của chi bộ"
    form.rows[0].level.set_value(TOP)
    press(qtbot, form, "keep")
    assert desk.season.past_years == (PastYear("chi_bo", 2024, TOP, source="nhập tay"),)
    page.tabs.setCurrentIndex(1)
    assert "Chi bộ: năm nay chi bộ chưa có mức cao nhất (HD 06-HD/TW, mục 19.1.b)." in page.verdict.text()
    shot(page, "past-branch")


def test_who_may_be_commended_follows_the_rule(page: PastPage, desk: Desk, qtbot: QtBot, shot: Shot) -> None:
    count(desk)
    years = [PastYear("m4", year, TOP) for year in range(2021, 2025)]
    past_years.record_years(desk, years)
    page.tabs.setCurrentIndex(1)
    assert past_years.awards(desk).candidates == ("m4",)
    assert "HD 06-HD/TW, mục 19.2.a" in page.verdict.text()
    rows = page.chains.people
    shown = {rows.data(rows.index(at, 0)): rows.data(rows.index(at, 1)) for at in range(rows.rowCount())}
    assert shown == {"Nguyễn Văn Hòa": "– chưa đủ", "Lê Thị Đức": "✓ đủ điều kiện"}
    page.base.setFocus()
    page.base.selectAll()
    qtbot.keyClicks(page.base, "120")
    assert page.leave()
    assert past_years.base_members(desk) == 120
    assert page.base.value() == 120
    shot(page, "past-awards")
    page.tabs.setCurrentIndex(0)
    shot(page, "past")


@pytest.fixture
def last_year(tmp_path: Path) -> Path:
    """The book of 2024: everyone voted on, two of three shortcomings of one member remedied."""
    path = tmp_path / "so-2024.chibo"
    with Desk.create(path, rehearsal=True, clock=Clock()) as made:
        unit = Unit("Đảng ủy Sở Nội vụ", "Chi bộ Khối Hành chính", Form.TRUC_THUOC, Structure.CHI_UY, Sector.HANH_CHINH)  # fmt: skip
        preparation.set_up_unit(made, unit, "ha-tinh-2024", 2024, date(2024, 12, 5))
        for person in reversed(PEOPLE[:4]):
            preparation.add_member(made, member(f"cu-{person[0]}", *person[1:]))
        done = Remedy(0, "cu-m2", "Một", state=RemedyState.DONE, done=DAY)
        plan = (done, Remedy(0, "cu-m2", "Hai", state=RemedyState.DONE, done=DAY), Remedy(0, "cu-m2", "Ba"))
        remedies.add_remedies(made, plan)
    return path


def test_last_years_book_is_looked_at_and_taken(
    page: PastPage, desk: Desk, qtbot: QtBot, last_year: Path, shot: Shot
) -> None:
    before = last_year.read_bytes()
    page.show_book(last_year)
    shot(dialog(), "past-book")
    assert "2/3" in dialog().accessibleDescription()
    assert "Đỗ Minh Ân" in dialog().accessibleDescription()
    press(qtbot, dialog(), "yes")
    assert desk.season.past_years == ()  # no meeting was held in that book
    assert desk.season.member("m2").old_faults == OldFaults(3, 2)
    assert desk.season.member("m1").old_faults == OldFaults()
    assert last_year.read_bytes() == before


def test_levels_of_the_earlier_book_are_those_that_were_voted(desk: Desk, tmp_path: Path) -> None:
    count(desk)
    desk.book.close()
    later = tmp_path / "so-2026.chibo"
    with Desk.create(later, rehearsal=True, clock=Clock()) as made:
        unit = Unit("Đảng ủy", "Chi bộ", Form.TRUC_THUOC, Structure.CHI_UY, Sector.HANH_CHINH)
        preparation.set_up_unit(made, unit, "trung-uong-2025", 2026, date(2026, 12, 5))
        preparation.add_member(made, member(*PEOPLE[3]))
        past_years.record_years(made, [PastYear("m4", 2025, None, commended=True)])
        found = past_years.look_at_earlier(made, desk.book.path)
        past_years.take_earlier(made, found)
        assert made.season.past_years == (
            PastYear("m4", 2025, TOP, commended=True, source="Sổ 2025 (chi-bo.chibo)"),
            PastYear("chi_bo", 2025, Level.HTTNV, source="Sổ 2025 (chi-bo.chibo)"),
        )


def test_a_book_that_gives_nothing_is_said_so(
    page: PastPage, desk: Desk, shell: Shell, tmp_path: Path
) -> None:
    page.show_book(desk.book.path)
    assert "đang được mở" in shell.notices[-1][1]
    (tmp_path / "thu.chibo").write_text("thư", encoding="utf-8")
    page.show_book(tmp_path / "thu.chibo")
    assert "không phải sổ" in shell.notices[-1][1]
    empty = tmp_path / "moi.chibo"
    Desk.create(empty).close()
    page.show_book(empty)
    assert "không phải sổ của một năm trước" in shell.notices[-1][1]


def test_every_control_has_a_name(page: PastPage) -> None:
    for at in range(page.tabs.count()):
        page.tabs.setCurrentIndex(at)
        visit(page)
