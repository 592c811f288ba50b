"""The roll of the branch: everyone is there, also who is not rated, with the reason and the clause."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QStackedLayout, QWidget

from desktop import person_record
from desktop.preparation import add_member, new_member_id, remove_member, update_member
from desktop.ui.pages.fields.reading import day_text
from desktop.ui.pages.member_list import ListDoor
from desktop.ui.pages.members.dialog import MemberDialog
from desktop.ui.pages.members.row import Row, rows
from desktop.ui.pages.page import EXPECTED, Context, NextStep, Page
from desktop.ui.pages.pieces import button, card, column, holder, row, words
from desktop.ui.shell.files import Files
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Column, PeopleTable, ask
from desktop.wording import POSTS
from meeting.agenda import next_session
from meeting.checklist import missing
from meeting.hand_in import REVIEW
from meeting.season import Member, Professional, SessionState

_TEACHING: Final = (
    "Trang này giữ danh sách đảng viên và những điều của năm mà quy định cần đến: chức vụ, "
    "xếp loại chuyên môn, kỷ luật, mức tự nhận. Từ đó chương trình cho biết ai được xếp loại, "
    "ai không và theo mục nào."
)
_PROFESSIONAL: Final = {Professional.NOT_EMPLOYED: "–", Professional.UNKNOWN: "chưa có"}

_COLUMNS: Final = (
    Column[Row]("STT", lambda r: str(r.number), sort=lambda r: r.number, is_number=True),
    Column[Row]("Họ và tên", lambda r: r.member.name, is_name=True, hint=lambda r: r.member.job),
    Column[Row]("Năm nay", lambda r: r.standing, hint=lambda r: r.reason),
    Column[Row](
        "Sinh",
        lambda r: str(r.member.born.year),
        sort=lambda r: r.member.born,
        hint=lambda r: day_text(r.member.born),
    ),
    Column[Row]("Vào Đảng", lambda r: day_text(r.member.admitted), sort=lambda r: r.member.admitted),
    Column[Row](
        "Chính thức",
        lambda r: day_text(r.member.official) or "dự bị",
        sort=lambda r: day_text(r.member.official)[::-1],
    ),
    Column[Row]("Tổ", lambda r: r.member.group.removeprefix("Tổ đảng ") or "–"),
    Column[Row]("Chức vụ", lambda r: POSTS[r.member.post]),
    Column[Row](
        "Chuyên môn", lambda r: _PROFESSIONAL.get(r.member.professional, r.member.professional.value)
    ),
    Column[Row]("Tự nhận", lambda r: r.member.self_level or "–"),
)
_NUMBER, _NAME, _LAST = 0, 1, 9
_SPARE: Final = (5, 4, 0, 3)
"""Dates and numbers that stand in the dialog of a person too: hidden where large text has no room."""


class MembersPage(Page):
    """The table, the chosen person's standing under it, and the dialog for one person."""

    page_id = "thanh-vien"
    title = "Đảng viên"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.table: PeopleTable[Row] = PeopleTable("danh sách đảng viên", _COLUMNS)
        self.table.view.spare = _SPARE
        self.count, self.who = words(role="quiet"), words(wrap=False)
        self.why = words()
        self.by_name = button("Theo tên", "by-name", lambda: self._sort(_NAME), "choice")
        self.by_roll = button("Theo danh sách", "by-roll", lambda: self._sort(_NUMBER), "choice")
        self.edit_button = button("Sửa…", "edit", self.edit)
        self.remove_button = button("Xóa…", "remove", self.remove)
        self.record_button = button("Dữ liệu về người này…", "export-record", self.export_record)
        self.files = Files()
        self.lists = ListDoor(context, self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(_teaching(self.lists.import_button()))
        self._stack.addWidget(self._full())
        self._connect()

    def reload(self) -> None:
        """Show the roll; the person who was chosen stays chosen."""
        chosen = self.table.record()
        found = rows(self.desk) if self.desk.ready else ()
        self._stack.setCurrentIndex(1 if found else 0)
        self.table.set_rows(found)
        rated = sum(each.rated for each in found)
        self.count.setText(f"{len(found)} đồng chí, {rated} đồng chí thuộc diện xếp loại năm nay")
        self.select(chosen.member.id if chosen else found[0].member.id if found else "")

    def next_step(self) -> NextStep | None:
        """Begin the roll, collect the reviews, then go on to the session that comes next."""
        if not self.desk.ready:
            return NextStep("Thêm đảng viên", self.add, "Đồng chí lưu trang “Đơn vị, quy định” trước.")
        season = self.desk.season
        coming = next_session(season)
        if not season.members:
            return NextStep("Thêm đảng viên", self.add)
        begun = any(session.state is not SessionState.PLANNED for session in season.sessions)
        if not begun and missing(self.desk.regulation, season, REVIEW):
            return NextStep("Sang bản kiểm điểm", lambda: self.context.navigate.emit("ban-kiem-diem"))
        if coming is None:
            return NextStep("Sang kết quả xếp loại", lambda: self.context.navigate.emit("ket-qua"))
        return NextStep(f"Sang {coming.title}", lambda: self.context.navigate.emit(f"hop:{coming.id}"))

    def add(self) -> None:
        """Ask for a new person."""
        season = self.desk.season
        dialog = MemberDialog(self, self.desk.regulation, season.unit, None, new_member_id(self.desk))
        dialog.another = self.add
        self._keep(dialog, lambda member: add_member(self.desk, member))

    def edit(self) -> None:
        """Show the facts of the chosen person."""
        chosen = self.table.record()
        if chosen is None:
            return
        dialog = MemberDialog(
            self, self.desk.regulation, self.desk.season.unit, chosen.member, chosen.member.id
        )
        self._keep(dialog, lambda member: update_member(self.desk, member))

    def remove(self) -> None:
        """Ask before the chosen person is taken off the roll."""
        chosen = self.table.record()
        if chosen is None:
            return
        name, member_id = chosen.member.name, chosen.member.id
        question = f"Xóa đồng chí {name} khỏi danh sách?"
        meaning = "Mọi thông tin đã nhập về đồng chí này sẽ mất; lịch sử của sổ ghi lại việc xóa."
        ask(self, question, meaning, "Xóa khỏi danh sách", lambda: self._remove(member_id, name), danger=True)

    def export_record(self) -> None:
        """Write everything that the book holds about the chosen person where the user says."""
        chosen = self.table.record()
        if chosen is None:
            return
        name = f"Du lieu {chosen.member.name} {self.desk.season.year}.html"
        title = f"Xuất mọi điều sổ ghi về đồng chí {chosen.member.name}"
        page = self.files.page_to_write(self, title, "Xuất", name)
        if page is not None:
            self.context.attempt(lambda: self._export_record(chosen.member.id, page))

    def _export_record(self, member_id: str, page: Path) -> None:
        page, data = person_record.write(person_record.gather(self.desk, member_id), page)
        said = f"Đã ghi “{page.name}” để đọc, in và “{data.name}” cho máy; hai tệp này không có mật khẩu."
        self.context.notice.emit("info", f"{said} {person_record.NO_VOTES}")

    def select(self, member_id: str) -> None:
        """Choose a person in the table."""
        order = self.table.order
        for at in range(order.rowCount()):
            index = order.index(at, _NAME)
            if self.table.model.record(order.mapToSource(index).row()).member.id == member_id:
                self.table.view.setCurrentIndex(index)
                self._show_chosen(self.table.record())
                return
        self._show_chosen(None)

    def _keep(self, dialog: MemberDialog, keep: Callable[[Member], None]) -> None:
        def kept(member: Member) -> str:
            try:
                keep(member)
            except EXPECTED as error:
                return str(error)
            self.reload()
            self.select(member.id)
            self.table.view.setFocus()
            return ""

        dialog.keep = kept
        dialog.open()

    def _remove(self, member_id: str, name: str) -> None:
        if self.context.attempt(lambda: remove_member(self.desk, member_id)):
            self.reload()
            self.context.notice.emit("info", f"Đã xóa đồng chí {name} khỏi danh sách.")

    def _show_chosen(self, chosen: Row | None) -> None:
        for each in (self.edit_button, self.remove_button, self.record_button):
            each.setEnabled(chosen is not None)
        self.who.setText(chosen.member.name if chosen else "")
        self.why.setText(chosen.words if chosen else "")

    def _sort(self, by: int) -> None:
        self.table.view.sortByColumn(by, Qt.SortOrder.AscendingOrder)
        self._show_order()

    def _show_order(self) -> None:
        by = self.table.view.horizontalHeader().sortIndicatorSection()
        self.by_name.setChecked(by == _NAME)
        self.by_roll.setChecked(by == _NUMBER)

    def _connect(self) -> None:
        self.table.chosen.connect(self._show_chosen)
        self.table.view.horizontalHeader().sortIndicatorChanged.connect(lambda *_: self._show_order())
        for each in (self.by_name, self.by_roll):
            each.setCheckable(True)
            each.setAccessibleName(f"Xếp {each.text().lower()}")
        self._fit()
        self._show_order()
        self.table.opened.connect(lambda _record: self.edit())
        everywhere = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ins"), self, self.add, context=everywhere)
        QShortcut(QKeySequence("Ctrl+N"), self, self.add, context=everywhere)
        QShortcut(QKeySequence("Ctrl+F"), self, self.table.search.setFocus, context=everywhere)
        QShortcut(QKeySequence("Del"), self.table.view, self.remove, context=everywhere)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Keep the buttons as large as their words when the text size changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        line = self.fontMetrics().height()
        for each in (self.by_name, self.by_roll):  # the words grow bold when chosen
            each.setMinimumWidth(self.fontMetrics().horizontalAdvance(each.text()) + 3 * line)

    def _full(self) -> QWidget:
        self.table.view.stretch = _LAST
        tools = row(
            button("Thêm đảng viên…", "add", self.add),
            self.edit_button,
            self.remove_button,
            self.record_button,
            None,
            self.by_name,
            self.by_roll,
        )
        person = card(_side_by_side(self.who, self.why))
        lists = (self.lists.import_button(), self.lists.export_button())
        title = row(words("Đảng viên", "title", wrap=False), self.count, *lists)
        title.setStretch(1, 1)
        inside = column(title, tools, self.table, person, spacing=SPACE.medium)
        inside.setContentsMargins(SPACE.page, SPACE.large, SPACE.page, SPACE.medium)
        inside.setStretch(2, 1)
        return holder(inside)


def _teaching(from_list: QPushButton) -> QWidget:
    """What will be here and why; the next step at the bottom begins it."""
    inside = column(
        words("Chưa có đảng viên nào", "title"),
        words(_TEACHING),
        row(from_list, None),
        None,
        spacing=SPACE.medium,
    )
    inside.setContentsMargins(SPACE.page, SPACE.large, SPACE.page, SPACE.large)
    return holder(inside)


def _side_by_side(who: QLabel, why: QLabel) -> QBoxLayout:
    font = who.font()
    font.setBold(True)
    who.setFont(font)
    both = row(who, why)
    both.setStretch(1, 1)
    both.setAlignment(who, Qt.AlignmentFlag.AlignTop)
    return both
