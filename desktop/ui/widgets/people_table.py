"""A table of people with a search field above it."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.ui.theme import SPACE, set_role
from desktop.ui.widgets.people_model import Column, PeopleModel, PeopleOrder
from desktop.ui.widgets.table import Table

R = TypeVar("R")


class PeopleTable(QWidget, Generic[R]):
    """Search without diacritics, sort by any column (names by given name), open with Enter or a double click.

    `chosen(record | None)` when the selected row changes, `opened(record)` when one is to be opened.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, name: str, columns: Sequence[Column[R]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model: PeopleModel[R] = PeopleModel(columns, self)
        self.order = PeopleOrder(self.model, self)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Tìm theo tên, không cần gõ dấu")
        self.search.setAccessibleName(f"Tìm trong {name}")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.view = self._make_view(name)
        self._none = QLabel()
        self._none.setWordWrap(True)
        set_role(self._none, "quiet")
        self._none.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.small)
        column.addWidget(self.search)
        column.addWidget(self._none)
        column.addWidget(self.view, 1)

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these records, in the order the user chose."""
        self.model.set_rows(rows)
        self._say_how_many()

    def record(self) -> R | None:
        """Return the selected record."""
        return self._record(self.view.currentIndex())

    def shown(self) -> list[R]:
        """Return the records as they stand on the screen, filtered and sorted."""
        order = self.order
        rows = range(order.rowCount())
        return [self.model.record(order.mapToSource(order.index(row, 0)).row()) for row in rows]

    def _make_view(self, name: str) -> Table:
        view = Table(name)
        view.setSortingEnabled(True)
        name_column = next((at for at, column in enumerate(self.model.columns) if column.is_name), 0)
        view.stretch = view.keep = name_column
        view.setModel(self.order)
        view.sortByColumn(name_column, Qt.SortOrder.AscendingOrder)
        view.activated.connect(self._open)
        view.selectionModel().currentRowChanged.connect(self._choose)
        return view

    def _search(self, text: str) -> None:
        self.order.search(text)
        self._say_how_many()

    def _say_how_many(self) -> None:
        looked_for = self.search.text().strip()
        nobody = bool(looked_for) and self.order.rowCount() == 0
        self._none.setText(
            f"Không có ai khớp với “{looked_for}”. Xóa bớt chữ để thấy nhiều hơn." if nobody else ""
        )
        self._none.setVisible(nobody)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self._record(index))

    def _open(self, index: QModelIndex) -> None:
        if (record := self._record(index)) is not None:
            self.opened.emit(record)

    def _record(self, index: QModelIndex) -> R | None:
        if not index.isValid():
            return None
        return self.model.record(self.order.mapToSource(index).row())
