"""The table that all lists are: rows as high as their text, columns that share the room."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.ui.theme import SPACE
from desktop.ui.widgets.people_model import Index
from desktop.ui.widgets.titles import Titles

_ROW = 1.9
"""Height of a row, in lines of text."""
_LEAST_ROWS = 2
_LOOKED_AT = 60
"""How many rows say how wide a column should be; a list may have thousands."""
_KEPT = 3
"""Names of people stay in one line if they take no more than this part of the room."""
_WRAPPED = 120
"""Up to so many rows are as high as their lines; in longer lists a tool tip shows what is cut."""


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


def widths_in_words(
    wanted: Sequence[int], least: Sequence[int], room: int, stretch: int, keep: int
) -> list[int]:
    """What every column needs for its longest word, and more as `widths` shares it out.

    Column `keep`, where the names are, stays whole if a third of the room is enough for it. `room` is enough
    for the words.
    """
    whole = wanted[keep] <= min(room // _KEPT, room - sum(least) + least[keep])
    needed = [want if whole and at == keep else least[at] for at, want in enumerate(wanted)]
    more = [want - need for want, need in zip(wanted, needed, strict=True)]
    shares = widths(more, room - sum(needed), stretch)
    return [need + share for need, share in zip(needed, shares, strict=True)]


def widths_around(wanted: Sequence[int], room: int, stretch: int, keep: int) -> list[int]:
    """The same, but column `keep`, where the names are, gives last: only what is above half the room."""
    if not wanted or sum(wanted) <= room:
        return widths(wanted, room, stretch)
    others = [width for at, width in enumerate(wanted) if at != keep]
    kept = min(wanted[keep], max(room // 2, room - sum(others)))
    shares = widths(others, room - kept, len(others))
    return [*shares[:keep], kept, *shares[keep:]]


class _Roomy(QStyledItemDelegate):
    """Leaves a little air at the right of every cell, and between the lines of one and the next."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return super().sizeHint(option, index) + QSize(SPACE.medium, SPACE.small)


class Table(QTableView):
    """Rows are chosen whole, never edited; column `stretch` takes what is left, `keep` gives last.

    Where the columns have too little room, titles and cells go on in further lines. Where even the longest
    words have too little, the columns in `spare` are hidden, the first one first. `across` letters should
    stand beside each other: a page with less room puts what is beside the table below it.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stretch, self.keep = 0, 0
        self.spare: tuple[int, ...] = ()
        self.across, self._tall = 0, False
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
        self.titles = header = Titles(self)
        self.setHorizontalHeader(header)
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
        """Give every column its width, and every row its height, for the room there is."""
        columns, room = range(self.titles.count()), self.viewport().width()
        if not columns:
            return
        self.setWordWrap(False)  # else what a cell wants depends on what it has
        wanted = {at: self._wanted(at) for at in columns}
        least = {at: self._least(at, wanted[at]) for at in columns}
        shown = self._shown(least, wanted, room)
        for at in columns:
            self.setColumnHidden(at, at not in shown)
        in_lines = sum(wanted[at] for at in shown) > room >= sum(least[at] for at in shown)
        for at, width in zip(shown, self._shares(shown, wanted, least, in_lines=in_lines), strict=True):
            self.setColumnWidth(at, width)
        self._fit_rows(in_lines=in_lines and self.model().rowCount() <= _WRAPPED)
        self._size(rows=_LEAST_ROWS + in_lines)
        self.updateGeometries()  # the titles may have more or fewer lines

    def _size(self, rows: int) -> None:
        """Be high enough for the titles and some rows; saying it again would lay everything out again."""
        high = self.titles.sizeHint().height() + rows * self.verticalHeader().defaultSectionSize()
        wide = self.across * self.fontMetrics().averageCharWidth()
        if (wide, high) != (self.minimumWidth(), self.minimumHeight()):
            self.setMinimumSize(wide, high)

    def _shown(self, least: dict[int, int], wanted: dict[int, int], room: int) -> list[int]:
        """All columns, without as many of the spare ones as it takes."""
        shown = list(wanted)
        for at in self.spare:
            if sum(least[one] for one in shown) <= room:
                break
            shown.remove(at)
        return shown

    def _shares(
        self, shown: Sequence[int], wanted: dict[int, int], least: dict[int, int], *, in_lines: bool
    ) -> list[int]:
        room, asked = self.viewport().width(), [wanted[at] for at in shown]
        stretch, keep = (shown.index(at) if at in shown else 0 for at in (self.stretch, self.keep))
        if in_lines:
            return widths_in_words(asked, [least[at] for at in shown], room, stretch, keep)
        return widths_around(asked, room, stretch, keep)

    def _fit_rows(self, *, in_lines: bool) -> None:
        if not (in_lines or self._tall):
            return
        self.setWordWrap(in_lines)
        self._tall, usual = in_lines, self.verticalHeader().defaultSectionSize()
        for row in range(self.model().rowCount()):
            high = max(usual, self.sizeHintForRow(row)) if in_lines else usual
            if self.rowHeight(row) != high:
                self.setRowHeight(row, high)

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

    def _least(self, column: int, wanted: int) -> int:
        """As wide as the longest word, above it or in it; a painted cell has no words and takes half."""
        title = self.titles.least(column)
        if column in self.letters:
            return max(title, wanted // 2)
        model, letters = self.model(), self.fontMetrics()
        rows = range(min(model.rowCount(), _LOOKED_AT))
        words = {word for row in rows for word in str(model.index(row, column).data() or "").split()}
        widest = max(map(letters.horizontalAdvance, words), default=0)
        return min(wanted, max(title, widest + 2 * SPACE.medium))

    def _wanted(self, column: int) -> int:
        """As wide as the words, or as the letters that a painted cell asks for."""
        title = self.horizontalHeader().sectionSizeHint(column)
        if column in self.letters:
            return max(title, self.letters[column] * self.fontMetrics().averageCharWidth())
        return max(title, self.sizeHintForColumn(column))
