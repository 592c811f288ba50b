"""A list of people in the order of the roll, worked with the arrow keys and one letter a person."""

from collections.abc import Collection, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.ui.theme import SPACE
from desktop.ui.widgets.people_model import Column, Index, PeopleModel

R = TypeVar("R")


class _Roomy(QStyledItemDelegate):
    """Leaves a little air at the right of every cell."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return super().sizeHint(option, index) + QSize(SPACE.medium, 0)


class Roster(QTableView, Generic[R]):
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
        super().__init__()
        self.people: PeopleModel[R] = PeopleModel(columns, self)
        self._keys = frozenset(keys)
        self.setAccessibleName(name)
        self.setModel(self.people)
        self.setItemDelegate(_Roomy(self))
        names = next((at for at, column in enumerate(columns) if column.is_name), 0)
        self._dress(names if stretch is None else stretch)
        self.selectionModel().currentRowChanged.connect(self._choose)
        self.activated.connect(self._open)

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these records; the chosen row stays chosen, and nothing is signalled."""
        at, top = max(self.currentIndex().row(), 0), self.verticalScrollBar().value()
        blocker = QSignalBlocker(self)
        self.people.set_rows(rows)
        if rows:
            self.selectRow(min(at, len(rows) - 1))
        self.verticalScrollBar().setValue(top)
        blocker.unblock()

    def record(self) -> R | None:
        """Return the chosen record."""
        index = self.currentIndex()
        return self.people.record(index.row()) if index.isValid() else None

    def choose_row(self, row: int) -> None:
        """Choose a row, if it is there."""
        if 0 <= row < self.people.rowCount():
            self.selectRow(row)
            self.scrollTo(self.currentIndex())

    def next_row(self) -> None:
        """Go one person down."""
        self.choose_row(self.currentIndex().row() + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take the letters that mean something here; leave the rest to the table."""
        letter = "space" if event.key() == Qt.Key.Key_Space else event.text().casefold()
        record = self.record()
        if letter in self._keys and record is not None:
            self.pressed_key.emit(record, letter)
        else:
            super().keyPressEvent(event)

    def _dress(self, stretch: int) -> None:
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 26)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.9))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)

    def _choose(self, _index: QModelIndex) -> None:
        if not self.signalsBlocked():
            self.chosen.emit(self.record())

    def _open(self, _index: QModelIndex) -> None:
        if (record := self.record()) is not None:
            self.opened.emit(record)
