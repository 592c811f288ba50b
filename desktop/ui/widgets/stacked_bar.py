"""The votes for one person as a bar: a piece a level, its number inside, a line where the majority begins."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import Colours, colours_of
from meeting.level import LEVELS

_SHORT: Final = ("HTXSNV", "HTTNV", "HTNV", "KHTNV", "Trống")


@dataclass(frozen=True, slots=True)
class VoteBar:
    """What the bar shows; `base` is who is counted from, `needed` how many votes decide (0: no line)."""

    by_level: tuple[int, int, int, int]
    blank: int = 0
    base: int = 0
    needed: int = 0

    @property
    def parts(self) -> tuple[int, ...]:
        """Return the five counts, best level first, blanks last."""
        return (*self.by_level, self.blank)

    @property
    def words(self) -> str:
        """What a screen reader says."""
        votes = ", ".join(
            f"{count} phiếu {name}"
            for name, count in zip((*LEVELS, "trống"), self.parts, strict=True)
            if count
        )
        needed = f"; cần {self.needed} phiếu" if self.needed else ""
        return f"{votes or 'chưa có phiếu'}{needed}"


class StackedBar(QWidget):
    """The painted bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._votes = VoteBar((0, 0, 0, 0))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_votes(self, votes: VoteBar) -> None:
        """Show these votes."""
        self._votes = votes
        self.setAccessibleName(votes.words)
        self.setToolTip(votes.words)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for two lines of text in height."""
        line = self.fontMetrics().height()
        return QSize(line * 16, round(line * 1.9))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Ask for enough to tell the pieces apart."""
        return QSize(self.fontMetrics().height() * 8, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the pieces, the empty rest of the base, and the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self)
        room = QRectF(self.rect()).adjusted(1, 3, -1, -3)
        whole = max(self._votes.base, sum(self._votes.parts), 1)
        painter.setPen(QPen(QColor(colours.line), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(room, 3, 3)
        self._paint_parts(painter, room, whole, colours)
        if self._votes.needed:
            x = room.left() + room.width() * min(self._votes.needed, whole) / whole
            painter.setPen(QPen(QColor(colours.text), 2, Qt.PenStyle.DotLine))
            painter.drawLine(round(x), 0, round(x), self.height())

    def _paint_parts(self, painter: QPainter, room: QRectF, whole: int, colours: Colours) -> None:
        fills, inks = (*colours.levels, colours.blank), (*colours.on_levels, colours.on_blank)
        left = room.left()
        for count, name, fill, ink in zip(self._votes.parts, _SHORT, fills, inks, strict=True):
            width = room.width() * count / whole
            piece = QRectF(left, room.top(), width, room.height())
            left += width
            if not count:
                continue
            painter.fillRect(piece.adjusted(0, 0, -1, 0), QColor(fill))
            painter.setPen(QColor(ink))
            long = f"{name} {count}"
            fits = painter.fontMetrics().horizontalAdvance(long) + 8 <= width
            painter.drawText(piece, Qt.AlignmentFlag.AlignCenter, long if fits else str(count))
