"""Levels of several years or groups as bars: a pattern and a word a level, never the colour alone."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import colours_of
from meeting.comparison import Bar, Chart
from meeting.level import LEVELS

NAMES: Final = (*(level.value for level in LEVELS), "Chưa có")
_PATTERNS: Final = (
    Qt.BrushStyle.NoBrush,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.DiagCrossPattern,
    Qt.BrushStyle.Dense6Pattern,
)
_LABEL: Final = 0.2
_LABEL_MOST: Final = 0.4
"""The part of the width that the labels take, and may take if they are long."""
_ROW: Final = 1.8
"""Least height of a row, in lines of text."""
_LETTERS: Final = 0.34
"""Height of the letters as a part of a row; so many stand in the width, `_FAR` in that of a room."""
_ACROSS: Final = 46
_FAR: Final = 30
_KEY: Final = 0.6
"""The height of the key below the bars, as a part of a row."""
_EDGE: Final = 0.14
_GAP: Final = 8
"""Pixels between a label and its bar."""


def words_of(bar: Bar) -> str:
    """What a screen reader says of a bar."""
    told = [f"{name} {count}" for name, count in zip(NAMES, bar.parts, strict=True) if count]
    return f"{bar.label}: {', '.join(told) or 'không có ai'}"


class LevelBars(QWidget):
    """The painted bars; letters grow with the room there is, so that a full screen is read from afar."""

    def __init__(self, parent: QWidget | None = None, *, far: bool = False) -> None:
        super().__init__(parent)
        self._across = _FAR if far else _ACROSS
        self.chart, self._beside = Chart("", ()), 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_chart(self, chart: Chart) -> None:
        """Show these bars."""
        self.chart = chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(". ".join(map(words_of, chart.bars)))
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Ask for a row a bar, and for the key."""
        line, rows = self.fontMetrics().height(), max(1, len(self.chart.bars))
        return QSize(line * 24, round(line * _ROW * (rows + _KEY)))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw a row a bar."""
        painter = QPainter(self)
        rows = max(1, len(self.chart.bars))
        high = min(self.height() / (rows + _KEY), self.width() / 7)
        font = painter.font()
        font.setPixelSize(self._letters(high))
        painter.setFont(font)
        self._beside = self._label_width(painter)
        most = max((bar.total for bar in self.chart.bars), default=1) or 1
        for at, bar in enumerate(self.chart.bars):
            self._paint(painter, bar, QRectF(0, at * high, self.width(), high), most)
        self._paint_key(painter, QRectF(0, rows * high, self.width(), high * _KEY))

    def _letters(self, high: float) -> int:
        """Height of the letters: with the room there is, but never less than the text around."""
        usual = self.fontInfo().pixelSize()
        return max(usual, round(min(high * _LETTERS, self.width() / self._across)))

    def _label_width(self, painter: QPainter) -> float:
        """As the longest label wants, within reason; what is longer goes on in a second line."""
        wide = max((painter.fontMetrics().horizontalAdvance(bar.label) for bar in self.chart.bars), default=0)
        return min(max(self.width() * _LABEL, wide + 2 * _GAP), self.width() * _LABEL_MOST)

    def _paint_key(self, painter: QPainter, room: QRectF) -> None:
        """Name every pattern that stands in the bars, for the pieces too narrow for their words."""
        colours = colours_of(self)
        fills, inks = (*colours.levels, colours.blank), (*colours.on_levels, colours.on_blank)
        present = [any(bar.parts[at] for bar in self.chart.bars) for at in range(len(NAMES))]
        told = [name for name, here in zip(NAMES, present, strict=True) if here]
        self._shrink(painter, told, room.width())
        side, left = painter.fontMetrics().height() * 0.8, room.left()
        for name, fill, ink, pattern, here in zip(NAMES, fills, inks, _PATTERNS, present, strict=True):
            if not here:
                continue
            piece = QRectF(left, room.center().y() - side / 2, side * 1.5, side)
            painter.fillRect(piece, QColor(fill))
            self._hatch(painter, piece, QColor(ink), pattern)
            painter.setPen(QColor(colours.text))
            wide = painter.fontMetrics().horizontalAdvance(name)
            words = QRectF(piece.right() + 6, room.top(), wide + 4, room.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, name)
            left = words.right() + side * 0.5

    @staticmethod
    def _shrink(painter: QPainter, names: Sequence[str], room: float) -> None:
        """Let all names of the key stand in one line."""
        metrics = painter.fontMetrics()
        wide = sum(metrics.horizontalAdvance(name) + metrics.height() * 2 + 10 for name in names)
        if wide > room:
            font = painter.font()
            font.setPixelSize(int(font.pixelSize() * room / wide))
            painter.setFont(font)

    def _paint(self, painter: QPainter, bar: Bar, room: QRectF, most: int) -> None:
        colours = colours_of(self)
        label = QRectF(room.left(), room.top(), self._beside, room.height())
        painter.setPen(QColor(colours.text))
        painter.drawText(
            label.adjusted(0, 0, -_GAP, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap,
            bar.label,
        )
        fills, inks = (*colours.levels, colours.blank), (*colours.on_levels, colours.on_blank)
        left, whole = label.right(), room.width() - label.width()
        for count, name, fill, ink, pattern in zip(bar.parts, NAMES, fills, inks, _PATTERNS, strict=True):
            if not count:
                continue
            width = whole * count / most
            piece = QRectF(left, room.top(), width, room.height())
            piece.adjust(0, room.height() * _EDGE, -1, -room.height() * _EDGE)
            left += width
            painter.fillRect(piece, QColor(fill))
            self._hatch(painter, piece, QColor(ink), pattern)
            long = f"{name} {count}"
            fits = painter.fontMetrics().horizontalAdvance(long) + 12 <= width
            self._write(painter, piece, long if fits else str(count), QColor(fill), QColor(ink))

    @staticmethod
    def _hatch(painter: QPainter, piece: QRectF, ink: QColor, pattern: Qt.BrushStyle) -> None:
        faint = QColor(ink)
        faint.setAlpha(70)
        painter.fillRect(piece, QBrush(faint, pattern))
        painter.setPen(QPen(ink, 1))
        painter.drawRect(piece)

    @staticmethod
    def _write(painter: QPainter, piece: QRectF, text: str, fill: QColor, ink: QColor) -> None:
        """Write on a plain ground, so that the pattern does not run through the letters."""
        metrics = painter.fontMetrics()
        ground = QRectF(0, 0, metrics.horizontalAdvance(text) + 8, metrics.height())
        ground.moveCenter(piece.center())
        painter.fillRect(ground.intersected(piece), fill)
        painter.setPen(ink)
        painter.drawText(piece, Qt.AlignmentFlag.AlignCenter, text)
