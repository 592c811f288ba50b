"""The head of a meeting: its name and state, who is there, who chairs, who writes, where and when.

What can be changed of it stands in `fields`, a row that the roll call shows.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QDate, QSignalBlocker, Qt
from PySide6.QtWidgets import QBoxLayout, QComboBox, QDateEdit, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop import sessions
from desktop.desk import Desk
from desktop.ui.pages.autosave import Autosave
from desktop.ui.pages.page import Context
from desktop.ui.pages.pieces import holder, labelled, row, words
from desktop.ui.pages.session.presence import presence
from desktop.ui.theme import SPACE
from meeting.agenda import attendees
from meeting.season import Member, Session, SessionState

_STATES = {
    SessionState.PLANNED: "Chưa mở",
    SessionState.OPEN: "Đang diễn ra",
    SessionState.CLOSED: "Đã kết thúc",
}


class SessionHead(QWidget):
    """Shows and keeps chair, secretary, place and day; guests are kept with the roll call."""

    def __init__(self, context: Context, session_id: str, guests: Callable[[], str]) -> None:
        super().__init__()
        self._context, self._id, self._guests = context, session_id, guests
        self._title = words(role="title", wrap=False)
        self._state = words(role="accent", wrap=False)
        self._presence, self._people = words(), words(role="quiet")
        self.chair, self.secretary = _people_box("chair"), _people_box("secretary")
        self.place, self.day = QLineEdit(), QDateEdit()
        self.autosave = Autosave(self.keep, self)
        self._dress()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.small)
        column.addLayout(row(self._title, None, self._state))
        column.addWidget(self._presence)
        column.addWidget(self._people)
        self.fields = holder(self._fields())

    def reload(self) -> None:
        """Show the meeting as the book has it."""
        desk = self._context.desk
        session = desk.season.session(self._id)
        self._title.setText(session.title)
        self._state.setText(_state_words(session))
        self._presence.setText(presence(desk, session))
        self._people.setText(_people_line(desk, session))
        self._show_people(desk, session)
        for field in (self.chair, self.secretary, self.place):
            field.setEnabled(session.state is not SessionState.CLOSED)
        self.day.setEnabled(session.state is SessionState.PLANNED)

    def flush(self) -> None:
        """Keep what is typed."""
        self.autosave.flush()

    def keep(self) -> bool:
        """Write chair, secretary, place and day into the book."""
        day = self.day.date()
        return self._context.attempt(
            lambda: sessions.set_people(
                self._context.desk,
                self._id,
                chair=str(self.chair.currentData() or ""),
                secretary=str(self.secretary.currentData() or ""),
                guests=self._guests(),
                place=self.place.text().strip(),
                day=day.toPython(),  # type: ignore[arg-type]  # Qt says object, it is a date
            )
        )

    def _dress(self) -> None:
        self.place.setObjectName("place")
        self.place.setAccessibleName("Địa điểm")
        self.day.setObjectName("day")
        self.day.setDisplayFormat("dd/MM/yyyy")
        self.day.setCalendarPopup(True)
        self._state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for box in (self.chair, self.secretary):
            box.activated.connect(lambda _row: self._changed())
        self.place.textEdited.connect(lambda _text: self.autosave.touch())
        self.place.editingFinished.connect(self.autosave.flush)
        self.day.dateChanged.connect(lambda _day: self.autosave.touch())
        self.day.editingFinished.connect(self.autosave.flush)

    def _fields(self) -> QBoxLayout:
        fields = row()
        for text, field, share in (
            ("Người chủ trì", self.chair, 3),
            ("Thư ký", self.secretary, 3),
            ("Địa điểm", self.place, 3),
            ("Ngày họp", self.day, 2),
        ):
            fields.addLayout(labelled(text, field), share)
        return fields

    def _changed(self) -> None:
        self.autosave.touch()
        self.autosave.flush()

    def _show_people(self, desk: Desk, session: Session) -> None:
        if self.autosave.dirty:
            return
        chair, secretary = sessions.suggested_people(desk, session.id)
        people = [m for m in attendees(desk.season, session) if m.official is not None]
        _fill(self.chair, people, chair)
        _fill(self.secretary, people, secretary)
        place, day = session.place or desk.season.unit.place, session.day or desk.season.meeting_day
        if self.place.text() != place:
            self.place.setText(place)
        blocker = QSignalBlocker(self.day)
        self.day.setDate(QDate(day.year, day.month, day.day))
        blocker.unblock()


def _people_line(desk: Desk, session: Session) -> str:
    season = desk.season
    chair, secretary = sessions.suggested_people(desk, session.id)
    names = [season.member(member).name if member else "…" for member in (chair, secretary)]
    day, place = session.day or season.meeting_day, session.place or season.unit.place
    line = f"Chủ trì: {names[0]} · Thư ký: {names[1]} · {day:%d/%m/%Y}"
    return f"{line} · {place}" if place else line


def _people_box(name: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


def _fill(box: QComboBox, people: Sequence[Member], chosen: str) -> None:
    blocker = QSignalBlocker(box)
    box.clear()
    for member in people:
        box.addItem(member.name, member.id)
    box.setCurrentIndex(box.findData(chosen))
    blocker.unblock()


def _state_words(session: Session) -> str:
    state = _STATES[session.state]
    if session.state is SessionState.OPEN and session.opened:
        return f"{state} từ {session.opened:%H:%M}"
    if session.state is SessionState.CLOSED and session.closed:
        return f"{state} lúc {session.closed:%H:%M}"
    return state
