"""The table that all lists are: rows as high as their text, columns that share the room."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.ui.theme import SPACE
from desktop.ui.widgets.people_model import Index

_ROW = 1.9
"""Height of a row, in lines of text."""
_LEAST_ROWS = 2
_LOOKED_AT = 60
"""How many rows say how wide a column should be; a list may have thousands."""


def widths(wanted: Sequence[int], room: int, stretch: int) -> list[int]:
    """Share out `room` pixels: what is left goes to `stretch`; where it is too little, the widest give.

    A column that has to give shows the rest of its text as a tool tip.
    """
    if sum(wanted) <= room:
        return [w + (room - sum(wanted) if at == stretch else 0) for at, w in enumerate(wanted)]
    most, left = 0, room
    for at, width in enumerate(sorted(wanted)):
        most = left // (len(wanted) - at)
        if width > most:
            break
        left -= width
    return [min(width, most) for width in wanted]


def widths_around(wanted: Sequence[int], room: int, stretch: int, keep: int) -> list[int]:
    """The same, but column `keep`, where the names are, gives last: only what is above half the room."""
    if not wanted or sum(wanted) <= room:
        return widths(wanted, room, stretch)
    others = [width for at, width in enumerate(wanted) if at != keep]
    kept = min(wanted[keep], max(room // 2, room - sum(others)))
    shares = widths(others, room - kept, len(others))
    return [*shares[:keep], kept, *shares[keep:]]


class _Roomy(QStyledItemDelegate):
    """Leaves a little air at the right of every cell."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return super().sizeHint(option, index) + QSize(SPACE.medium, 0)


class Table(QTableView):
    """Rows are chosen whole, never edited; column `stretch` takes what is left, `keep` gives last."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stretch, self.keep = 0, 0
        self.letters: dict[int, int] = {}
        self.setAccessibleName(name)
        self.setItemDelegate(_Roomy(self))
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(SPACE.large)
        header.setResizeContentsPrecision(_LOOKED_AT)
        self._size_rows()

    def setModel(self, model: QAbstractItemModel | None) -> None:  # noqa: N802
        """Show `model`, and fit the columns whenever its rows change."""
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self.fit)
            model.layoutChanged.connect(self.fit)
            model.dataChanged.connect(self.fit)
            self.fit()

    def fit(self) -> None:
        """Give every column its width for the room there is."""
        columns = range(self.horizontalHeader().count())
        wanted = [self._wanted(at) for at in columns]
        shares = widths_around(wanted, self.viewport().width(), self.stretch, self.keep)
        for at, width in zip(columns, shares, strict=True):
            self.setColumnWidth(at, width)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Keep the rows as high as their text when the text size changes."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._size_rows()
            self.fit()

    def _size_rows(self) -> None:
        line = self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(round(line * _ROW))
        self.setMinimumHeight(round(line * _ROW * (_LEAST_ROWS + 1)))

    def _wanted(self, column: int) -> int:
        """As wide as the words, or as the letters that a painted cell asks for."""
        title = self.horizontalHeader().sectionSizeHint(column)
        if column in self.letters:
            return max(title, self.letters[column] * self.fontMetrics().averageCharWidth())
        return max(title, self.sizeHintForColumn(column))
