"""Diễn biến: the agenda with its running item, the clock of that item, and what the minutes say about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop import sessions
from desktop.ui.pages.autosave import Autosave, TextField
from desktop.ui.pages.page import Context
from desktop.ui.pages.pieces import button, column, row, words
from desktop.ui.pages.roster import Roster
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Column
from meeting.season import AgendaItem, ItemState, SessionState

_SIGNS: Final = {ItemState.PENDING: "○", ItemState.RUNNING: "▶", ItemState.DONE: "✓"}
_STATES: Final = {
    ItemState.PENDING: "Chưa bắt đầu",
    ItemState.RUNNING: "Đang diễn ra",
    ItemState.DONE: "Đã kết luận",
}
_TICK: Final = 5000


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the agenda."""

    number: int
    item: AgendaItem


COLUMNS = (
    Column[Line]("TT", lambda r: f"{_SIGNS[r.item.state]} {r.number}"),
    Column[Line]("Nội dung", lambda r: r.item.title, is_name=True, hint=lambda r: r.item.title),
    Column[Line]("Bắt đầu", lambda r: f"{r.item.started:%H:%M}" if r.item.started else ""),
)


class Proceedings(QWidget):
    """The agenda at the left, the item in hand at the right."""

    def __init__(self, context: Context, session_id: str) -> None:
        super().__init__()
        self._context, self._id = context, session_id
        self.roster: Roster[Line] = Roster("Chương trình hội nghị", COLUMNS)
        self.roster.setObjectName("agenda")
        self._item = ""
        self._title, self._about = words(role="heading"), words(role="quiet")
        self._clock = words(role="accent", wrap=False)
        self.note = TextField("Ghi biên bản về nội dung này", "Ai phát biểu, nói gì, kết luận thế nào …")
        self.note.setObjectName("note")
        self.autosave = Autosave(self._keep, self)
        self.start = button("Bắt đầu nội dung", "start-item", self.begin)
        self.finish = button("Kết luận nội dung", "close-item", self.conclude)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Show the agenda as the book has it."""
        session = self._context.desk.season.session(self._id)
        self.roster.set_rows([Line(n, item) for n, item in enumerate(session.items, 1)])
        self._show(self.roster.record())

    @property
    def dirty(self) -> bool:
        """Tell whether something typed is not in the book."""
        return self.autosave.dirty

    def flush(self) -> None:
        """Keep what is typed."""
        self.note.commit()
        self.autosave.flush()

    def go_to_work(self) -> None:
        """Choose the item that runs, else the first that waits."""
        items = self._context.desk.season.session(self._id).items
        wanted = next((n for n, i in enumerate(items) if i.state is ItemState.RUNNING), None)
        if wanted is None:
            wanted = next((n for n, i in enumerate(items) if i.state is ItemState.PENDING), 0)
        self.roster.choose_row(wanted)

    def _lay_out(self) -> None:
        about = row(self._about, self._clock)
        about.setStretch(0, 1)
        right = column(
            self._title,
            about,
            self.note,
            row(self.start, None, self.finish),
            spacing=SPACE.medium,
        )
        layout = row(self.roster, right, spacing=SPACE.large)
        layout.setContentsMargins(0, SPACE.medium, 0, 0)
        layout.setStretch(0, 5)
        layout.setStretch(1, 6)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.roster.chosen.connect(self._chosen)
        self.note.typed.connect(self.autosave.touch)
        self.note.left.connect(self.autosave.flush)
        self._timer.timeout.connect(self._tick)

    def _chosen(self, line: Line | None) -> None:
        self.flush()
        self._show(line)

    def _show(self, line: Line | None) -> None:
        session = self._context.desk.season.session(self._id)
        is_open = session.state is SessionState.OPEN
        item = None if line is None else line.item
        state = item.state if item else ItemState.PENDING
        if item is not None and not self.autosave.dirty:
            self._item = item.key
            self.note.load(item.note)
        self._title.setText(f"{line.number}. {line.item.title}" if line else "")
        self._about.setText(f"{_STATES[item.state]} · {item.clause}" if item else "")
        self.note.setReadOnly(item is None or session.state is SessionState.CLOSED)
        self.start.setText("Mở lại nội dung" if state is ItemState.DONE else "Bắt đầu nội dung")
        self.start.setEnabled(is_open and state is not ItemState.RUNNING)
        self.finish.setEnabled(is_open and state is not ItemState.DONE)
        self._tick()
        if is_open and state is ItemState.RUNNING:
            self._timer.start()
        else:
            self._timer.stop()

    def _tick(self) -> None:
        line = self.roster.record()
        started = line.item.started if line and line.item.state is ItemState.RUNNING else None
        self._clock.setText(_elapsed(started, self._context.desk.clock()) if started else "")

    def _keep(self) -> bool:
        desk, text = self._context.desk, self.note.text()
        return self._context.attempt(lambda: sessions.write_note(desk, self._id, self._item, text))

    def begin(self) -> None:
        """Let the chosen item run."""
        self.flush()
        self._context.attempt(lambda: sessions.start_item(self._context.desk, self._id, self._item))

    def conclude(self) -> None:
        """Conclude the chosen item and go to the next one."""
        self.flush()
        desk, text = self._context.desk, self.note.text()
        if self._context.attempt(lambda: sessions.close_item(desk, self._id, self._item, text)):
            self.roster.next_row()
            self.roster.setFocus()


def _elapsed(started: datetime, now: datetime) -> str:
    minutes = max(0, int((now - started).total_seconds()) // 60)
    return f"Đã {minutes} phút, từ {started:%H:%M}"
