"""A list of people in the order of the roll, worked with the arrow keys and one letter a person."""

from collections.abc import Collection, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent

from desktop.ui.widgets import Table
from desktop.ui.widgets.people_model import Column, Heading, PeopleModel

R = TypeVar("R")
_ACROSS = 26
"""Letters that a list should have in its width."""


class Roster(Table, Generic[R]):
    """Shows records in the order given.

    `chosen(record | None)` when another row is chosen, `pressed_key(record, letter)` for one of `keys`,
    `opened(record)` for Enter or a double click. `stretch` is the column that takes the room left over.
    """

    chosen = Signal(object)
    pressed_key = Signal(object, str)
    opened = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[R]],
        keys: Collection[str] = (),
        *,
        stretch: int | None = None,
    ) -> None:
        super().__init__(name)
        self.people: PeopleModel[R] = PeopleModel(columns, self)
        self._keys = frozenset(keys)
        names = next((at for at, column in enumerate(columns) if column.is_name), 0)
        self.stretch, self.keep = names if stretch is None else stretch, names
        self.across = _ACROSS
        self.setModel(self.people)
        self.selectionModel().currentRowChanged.connect(self._choose)
        self.activated.connect(self._open)

    def set_rows(self, rows: Sequence[R | Heading]) -> None:
        """Show these records under their headings; the chosen one stays chosen, and nothing is signalled."""
        at, top = self._number(), self.verticalScrollBar().value()
        blocker = QSignalBlocker(self)
        self.clearSpans()
        self.people.set_rows(rows)
        for heading in self.people.headings():
            self.setSpan(heading, 0, 1, len(self.people.columns))
        if (count := len(self.people.records())) > 0:
            self.selectRow(self.people.row_of(min(at, count - 1)))
        self.verticalScrollBar().setValue(top)
        blocker.unblock()

    def record(self) -> R | None:
        """Return the chosen record."""
        index = self.currentIndex()
        return self.people.record(index.row()) if index.isValid() else None

    def choose_row(self, number: int) -> None:
        """Choose a record by its number, if it is there."""
        if (row := self.people.row_of(number)) >= 0:
            self.selectRow(row)
            self.scrollTo(self.currentIndex())

    def next_row(self) -> None:
        """Go one person down."""
        self.choose_row(self._number() + 1)

    def _number(self) -> int:
        return self.people.number_of(max(self.currentIndex().row(), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take the letters that mean something here; leave the rest to the table."""
        letter = "space" if event.key() == Qt.Key.Key_Space else event.text().casefold()
        record = self.record()
        if letter in self._keys and record is not None:
            self.pressed_key.emit(record, letter)
        else:
            super().keyPressEvent(event)

    def _choose(self, _index: QModelIndex) -> None:
        if not self.signalsBlocked():
            self.chosen.emit(self.record())

    def _open(self, _index: QModelIndex) -> None:
        if (record := self.record()) is not None:
            self.opened.emit(record)
