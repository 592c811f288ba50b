"""The model of a table of people: frozen records in, text and sort keys out. No rule, no query."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QFont

from desktop.ui.widgets.vietnamese import collator, fold, name_key

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True)  # slots and Generic do not go together in Python 3.11
class Column(Generic[R]):
    """One column: its title, what it shows, and how it sorts.

    `sort` may return any value with an order; without it, people's names (`is_name`) sort by given name and
    everything else as Vietnamese text. `hint` is a tool tip;
    without one it is the text itself, for a narrow column may cut it.
    """

    title: str
    text: Callable[[R], str]
    sort: Callable[[R], Any] | None = None
    is_name: bool = False
    is_number: bool = False
    hint: Callable[[R], str] | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over the records that follow it; it cannot be chosen."""

    words: str


class PeopleModel(QAbstractTableModel, Generic[R]):
    """A read-only table of records; what they sort and are found by is worked out when it is asked for.

    Headings may stand between the records of a list that is not sorted. A record has its number, counted
    from 0 among the records, and its row, counted with the headings.
    """

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: tuple[R | Heading, ...] = ()
        self._at: list[int] = []
        self._order = collator()
        self._keys: dict[tuple[int, int], Any] = {}
        self._folded: dict[int, str] = {}

    def set_rows(self, rows: Sequence[R | Heading]) -> None:
        """Show these records."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._at = [at for at, row in enumerate(self._rows) if not isinstance(row, Heading)]
        self._keys, self._folded = {}, {}
        self.endResetModel()

    def record(self, row: int) -> R:
        """Return the record in this row of the model."""
        found = self._rows[row]
        if isinstance(found, Heading):
            raise TypeError(f"row {row} is a heading")
        return found

    def records(self) -> tuple[R, ...]:
        """Return all records."""
        return tuple(self.record(row) for row in self._at)

    def headings(self) -> tuple[int, ...]:
        """Return the rows that are headings."""
        return tuple(at for at, row in enumerate(self._rows) if isinstance(row, Heading))

    def row_of(self, number: int) -> int:
        """Return the row of a record by its number; -1 where there is none."""
        return self._at[number] if 0 <= number < len(self._at) else -1

    def number_of(self, row: int) -> int:
        """Return how many records stand above this row."""
        return bisect_left(self._at, row)

    def key(self, row: int, column: int) -> Any:
        """Return what this cell sorts by."""
        if (row, column) not in self._keys:
            self._keys[row, column] = self._key(self.columns[column], self.record(row))
        return self._keys[row, column]

    def matches(self, row: int, needle: str) -> bool:
        """Tell whether any column of the row holds every word of `needle` (already folded)."""
        if row not in self._folded:
            self._folded[row] = fold("\n".join(column.text(self.record(row)) for column in self.columns))
        return all(word in self._folded[row] for word in needle.split())

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Count the records."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Count the columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self._rows[index.row()]
        if isinstance(row, Heading):
            return _heading(row, index.column(), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return (column.hint(row) if column.hint else "") or column.text(row) or None
        if role == Qt.ItemDataRole.TextAlignmentRole and column.is_number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings not be chosen."""
        of_all = super().flags(index)
        is_heading = index.isValid() and isinstance(self._rows[index.row()], Heading)
        return Qt.ItemFlag.NoItemFlags if is_heading else of_all

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight if self.columns[section].is_number else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _key(self, column: Column[R], row: R) -> Any:
        if column.sort is not None:
            return column.sort(row)
        text = column.text(row)
        return name_key(text, self._order) if column.is_name else self._order.sortKey(text)


def _heading(heading: Heading, column: int, role: int) -> Any:
    """Its words in the first column, in bold."""
    if role == Qt.ItemDataRole.FontRole:
        font = QFont()
        font.setBold(True)
        return font
    shown = role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}
    return heading.words if shown and column == 0 else None


class PeopleOrder(QSortFilterProxyModel):
    """Sorts by the model's keys and keeps the rows that match what is searched for."""

    def __init__(self, model: PeopleModel[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._needle = ""
        self.setSourceModel(model)

    def search(self, text: str) -> None:
        """Keep the rows in which every word of `text` occurs, with or without its diacritics."""
        self.beginFilterChange()
        self._needle = fold(text)
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:  # noqa: N802
        """Tell whether a row is kept."""
        return self._model.matches(row, self._needle)

    def lessThan(self, left: Index, right: Index) -> bool:  # noqa: N802
        """Compare two cells of one column."""
        one, other = (self._model.key(index.row(), index.column()) for index in (left, right))
        return bool(one < other)
