"""Điểm danh: one keystroke a person, the counts live, the reasons and the guests."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desktop import sessions
from desktop.ui.pages.autosave import Autosave, TextField
from desktop.ui.pages.page import Context
from desktop.ui.pages.pieces import button, card, column, holder, labelled, row, words
from desktop.ui.pages.roster import Roster
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Column
from meeting.agenda import attendees
from meeting.paper import post_name
from meeting.season import Attendance, Member, SessionState


@dataclass(frozen=True, slots=True)
class Line:
    """One person called to the meeting; `attendance` None until the roll was called."""

    number: int
    member: Member
    attendance: Attendance | None

    @property
    def state(self) -> str:
        """The attendance in words."""
        if self.attendance is None:
            return "– Chưa điểm danh"
        if self.attendance.present:
            return "✓ Có mặt"
        return "Vắng, có lý do" if self.attendance.accepted else "Vắng, không lý do"


COLUMNS = (
    Column[Line]("TT", lambda r: str(r.number), is_number=True),
    Column[Line]("Họ và tên", lambda r: r.member.name, is_name=True),
    Column[Line]("Chức vụ", lambda r: post_name(r.member)),
    Column[Line]("Điểm danh", lambda r: r.state),
)
_POST = 2
_TEACH = "Phím cách: có mặt · L: vắng, lý do được chấp nhận · ↑ ↓: chuyển người"


class RollCall(QWidget):
    """The list at the left, the counts, the reason and the guests at the right."""

    def __init__(self, context: Context, session_id: str) -> None:
        super().__init__()
        self._context, self._id = context, session_id
        self.roster: Roster[Line] = Roster("Danh sách điểm danh", COLUMNS, {"space", "l"}, stretch=_POST)
        self.roster.setObjectName("roll-call")
        self._numbers: dict[str, QLabel] = {}
        self.reason, self.guests = QLineEdit(), TextField("Khách mời", "Họ tên, chức vụ của khách mời")
        self._reason_of = ""
        self._reason_save = Autosave(self._keep_reason, self)
        self.all_present = button("Ghi tất cả có mặt", "all-present", self._all_present)
        body = row(spacing=SPACE.large)
        body.addLayout(column(words(_TEACH, "quiet"), self.roster), 5)
        body.addWidget(self._side(), 2)
        self._column = column(spacing=SPACE.medium)
        self._column.addLayout(body, 1)
        self._column.setContentsMargins(0, SPACE.medium, 0, 0)
        self.setLayout(self._column)
        self._connect()

    def put_above(self, fields: QWidget) -> None:
        """Show the fields of the meeting's head above the list."""
        self._column.insertWidget(0, fields)

    def reload(self) -> None:
        """Show the roll as the book has it."""
        season = self._context.desk.season
        session = season.session(self._id)
        people = attendees(season, session)
        lines = [Line(n, m, session.attendance.get(m.id)) for n, m in enumerate(people, 1)]
        self.roster.set_rows(lines)
        self._count(lines)
        self._show_reason(self.roster.record())
        live = session.state is not SessionState.CLOSED
        for field in (self.reason, self.guests, self.all_present):
            field.setEnabled(live)

    @property
    def dirty(self) -> bool:
        """Tell whether something typed is not in the book."""
        return self._reason_save.dirty

    def flush(self) -> None:
        """Keep what is typed."""
        self._reason_save.flush()

    def _side(self) -> QWidget:
        numbers = row(spacing=SPACE.large)
        for key, text in (
            ("here", "Có mặt"),
            ("excused", "Vắng,\ncó lý do"),
            ("missing", "Vắng,\nkhông lý do"),
        ):
            number = words("0", "number", wrap=False)
            number.setAccessibleName(text.replace("\n", " "))
            self._numbers[key] = number
            caption = words(text, "quiet", wrap=False)
            caption.setAlignment(Qt.AlignmentFlag.AlignTop)
            numbers.addLayout(column(number, caption, spacing=0), 1)
        self.reason.setObjectName("reason")
        self.guests.setObjectName("guests")
        reason = labelled("Lý do vắng của đồng chí đang chọn", self.reason)
        guests = labelled("Khách mời, đại biểu cấp trên", self.guests)
        return holder(column(card(numbers), self.all_present, reason, guests, spacing=SPACE.medium))

    def _connect(self) -> None:
        self.roster.pressed_key.connect(self._mark)
        self.roster.chosen.connect(self._chosen)
        self.roster.opened.connect(lambda line: self._mark(line, "space"))
        self.reason.textEdited.connect(lambda _text: self._reason_save.touch())
        self.reason.editingFinished.connect(self._reason_save.flush)

    def _count(self, lines: list[Line]) -> None:
        known = [line.attendance for line in lines if line.attendance is not None]
        here = sum(a.present for a in known)
        excused = sum(a.accepted and not a.present for a in known)
        for key, number in (("here", here), ("excused", excused), ("missing", len(known) - here - excused)):
            self._numbers[key].setText(str(number))

    def _mark(self, line: Line, key: str) -> None:
        self.flush()
        session = self._context.desk.season.session(self._id)
        old = session.attendance.get(line.member.id, Attendance())
        if key == "space":
            new = Attendance(present=not old.present, reason="" if not old.present else old.reason)
        else:
            new = Attendance(accepted=old.present or not old.accepted, reason=old.reason)
        if self._record(line.member.id, new) and (new.present or new.accepted):
            self.roster.next_row()

    def _record(self, member: str, new: Attendance) -> bool:
        desk = self._context.desk
        return self._context.attempt(lambda: sessions.record_attendance(desk, self._id, member, new))

    def _all_present(self) -> None:
        season = self._context.desk.season
        session = season.session(self._id)
        for member in attendees(season, session):
            if member.id not in session.attendance and not self._record(member.id, Attendance(present=True)):
                return

    def _chosen(self, line: Line | None) -> None:
        self.flush()
        self._show_reason(line)

    def _show_reason(self, line: Line | None) -> None:
        if self._reason_save.dirty:
            return
        self._reason_of = "" if line is None else line.member.id
        attendance = None if line is None else line.attendance
        text = attendance.reason if attendance else ""
        if self.reason.text() != text:
            self.reason.setText(text)
        self.reason.setReadOnly(attendance is not None and attendance.present)

    def _keep_reason(self) -> bool:
        session = self._context.desk.season.session(self._id)
        old = session.attendance.get(self._reason_of, Attendance())
        if not self._reason_of or old.present:
            return True
        text = self.reason.text().strip()
        return self._record(self._reason_of, Attendance(accepted=old.accepted, reason=text))
