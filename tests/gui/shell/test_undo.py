"""Ctrl+Z and the menu: the last edit is told in words, taken back when asked, and never more than an edit."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from db import operations as op
from desktop import before, past_years, sessions, undoing
from desktop.desk import Desk
from meeting.past import PastYear
from meeting.remedy import Remedy
from tests.gui.conftest import Picture

from .conftest import Window
from .test_care import menu_item

AT = date(2023, 12, 1)


def desk_of(window: Window) -> Desk:
    assert window.shell._context is not None
    return window.shell._context.desk


def question(window: Window) -> QDialog:
    [found] = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    return found


def rename(desk: Desk, name: str) -> None:
    first = desk.season.members[0]
    desk.changed(op.update_member(desk.book, replace(first, name=name, sick_months=3), desk.clock()))


def test_the_last_edit_is_told_and_taken_back(sample: Window, picture: Picture) -> None:
    desk = desk_of(sample)
    before, first = desk.season, desk.season.members[0]
    rename(desk, "Trần Thị Tên Mới")
    sample.settled()
    sample.bot.keyClick(sample.shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    dialog = question(sample)
    picture(dialog, "undo-ask")
    told = dialog.accessibleDescription()
    assert f"Họ và tên từ “Trần Thị Tên Mới” trở lại “{first.name}”" in told
    assert "Số tháng nghỉ ốm từ “3” trở lại “0”" in told
    yes = dialog.findChild(QPushButton, "yes")
    assert isinstance(yes, QPushButton)
    sample.bot.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert "Đã hoàn tác" in sample.said
    assert desk.season == before
    sample.settled()
    picture(sample.shell, "undo-done")


def test_going_back_changes_nothing(sample: Window) -> None:
    desk = desk_of(sample)
    rename(desk, "Trần Thị Tên Mới")
    after = desk.season
    menu_item(sample, "Hoàn tác")
    question(sample).reject()
    assert desk.season == after


def test_what_is_no_edit_is_said_so(sample: Window) -> None:
    desk = desk_of(sample)
    session = desk.season.sessions[0].id
    desk.changed(op.set_session_people(desk.book, session, "", "", "Khách", "", AT, desk.clock()))
    menu_item(sample, "Hoàn tác")
    assert "không hoàn tác được" in sample.said
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]


def test_what_is_added_and_removed_is_named(sample: Window) -> None:
    desk = desk_of(sample)
    first = desk.season.members[0]
    at = desk.clock()
    changes = [
        (lambda: op.add_remedies(desk.book, (Remedy(0, first.id, "Vắng họp"),), at), "mục 1: không còn trong sổ"),
        (lambda: op.drop_remedy(desk.book, 1, at), "mục 1: được đưa trở lại (Vắng họp)"),
        (lambda: op.receive_paper(desk.book, first.id, "cu_tru", AT, at), f"{first.name}, Nhận xét nơi cư trú"),
        (lambda: op.record_past_years(desk.book, (PastYear(first.id, 2020, None),), at), f"{first.name}, 2020"),
        (lambda: op.write_review_part(desk.book, first.id, "han_che", "x" * 99, at), first.name),
        (lambda: op.write_review_part(desk.book, first.id, "goi_y", "x", at), "Gợi ý kiểm điểm của cấp trên"),
        (lambda: op.set_meeting_day(desk.book, AT, at), "Ngày họp chi bộ từ “01/12/2023”"),
        (lambda: op.remove_member(desk.book, desk.season.members[-1].id, at), desk.season.members[-1].name),
    ]  # fmt: skip
    for change, words in changes:
        desk.changed(change())
        lines = " ".join(undoing.tell(desk).lines)
        assert words in lines
        assert "None" not in lines
    for _ in range(3):
        undoing.undo(desk, undoing.tell(desk).sequence)


def test_what_was_ticked_or_noted_does_not_stand_in_the_way(sample: Window) -> None:
    """A matter that is done, the count of members, a conclusion being written: told in words, taken back."""
    desk = desk_of(sample)
    rename(desk, "Trần Thị Tên Mới")
    due, session = before.deadlines(desk)[0], desk.season.sessions[0]
    before.mark_done(desk, due, done=True)
    past_years.set_base_members(desk, 120)
    sessions.write_conclusion(desk, session.id, "Thống nhất")
    for words in (f"kết luận đang ghi của {session.title}", "số đảng viên của đảng bộ", due.what):
        told = undoing.tell(desk)
        assert words in " ".join(told.lines)
        undoing.undo(desk, told.sequence)
    assert "Trần Thị Tên Mới" in " ".join(undoing.tell(desk).lines)
    assert past_years.base_members(desk) == 0
