"""Titles of the columns of a table, which go on in further lines where a column is narrow."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QWidget


class Titles(QHeaderView):
    """Never breaks a word; `least` is how wide a column has to be for that."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def least(self, column: int) -> int:
        """The width of the longest word with what stands around it."""
        words = self._title(column).split()
        return self._around(column) + max(map(self._letters().horizontalAdvance, words), default=0)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as the title with the most lines."""
        one = super().sizeHint()
        shown = [at for at in range(self.count()) if not self.isSectionHidden(at)]
        lines = max((self.broken(at).count("\n") for at in shown), default=0)
        return one + QSize(0, lines * self._letters().lineSpacing())

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, column: int) -> None:  # noqa: N802
        """Write the title in its lines."""
        super().initStyleOptionForIndex(option, column)
        option.text = self.broken(column)

    def broken(self, column: int) -> str:
        """The title with its lines as they go into the column."""
        letters, room = self._letters(), self.sectionSize(column) - self._around(column)
        lines: list[str] = []
        for word in self._title(column).split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and letters.horizontalAdvance(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return "\n".join(lines)

    def _title(self, column: int) -> str:
        model = self.model()
        return str(model.headerData(column, self.orientation()) or "") if model is not None else ""

    def _letters(self) -> QFontMetrics:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return QFontMetrics(font)

    def _around(self, column: int) -> int:
        whole = self.sectionSizeFromContents(column).width()
        return max(0, whole - self._letters().horizontalAdvance(self._title(column)))
