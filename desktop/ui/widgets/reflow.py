"""A row that goes on in further lines where it has too little room: no page ever scrolls sideways."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QLabel, QLayout, QLayoutItem

Placed = tuple[QLayoutItem, int]
"""A part of a line and its width."""
Height = Callable[[QLayoutItem, int], int]
_READABLE: Final = 20
"""Letters that a line of wrapped text should have at least."""


class Row(QBoxLayout):
    """Parts side by side while all of them have their least width, else in as many lines as they need.

    In lines a button keeps its own width, and what is left of a line goes to the parts that grow.
    """

    def __init__(self) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self._in_lines = False

    def setGeometry(self, box: QRect) -> None:  # noqa: N802
        """Choose one line or several for the room there is, then lay out."""
        in_lines = not self._fits(box.width())
        if in_lines is not self._in_lines:
            self._in_lines = in_lines
            self.update()  # what is around has to find another height for it
        if in_lines:
            QLayout.setGeometry(self, box)
            self._lay_out(box.marginsRemoved(self.contentsMargins()))
        else:
            super().setGeometry(box)

    def minimumSize(self) -> QSize:  # noqa: N802
        """As narrow as the widest part alone."""
        widest = max((_least(part) for part in self._parts()), default=0) + self._frame()
        width = max(self.geometry().width(), widest)
        needed = self.minimumHeightForWidth(width) if self._in_lines else super().minimumSize().height()
        return QSize(widest, needed)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """In one line as any row; in several the height depends on the width."""
        return self._in_lines or super().hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """The height that the parts would like in this width."""
        across = super().heightForWidth(width) if self._fits(width) else 0
        return across if across > 0 else self._high(width, _wish)

    def minimumHeightForWidth(self, width: int) -> int:  # noqa: N802
        """The height that the parts cannot do without in this width."""
        across = super().minimumHeightForWidth(width) if self._fits(width) else 0
        return across if across > 0 else self._high(width, _need)

    def _high(self, width: int, height: Height) -> int:
        margins, lines = self.contentsMargins(), self._lines(width - self._frame())
        highest = [max(height(part, wide) for part, wide in line) for line in lines]
        return margins.top() + margins.bottom() + sum(highest) + self._gaps(len(lines))

    def _fits(self, width: int) -> bool:
        parts = self._parts()
        return sum(map(_least, parts)) + self._gaps(len(parts)) + self._frame() <= width

    def _lines(self, room: int) -> list[list[Placed]]:
        """The parts in lines no wider than `room`, each with its width."""
        lines: list[list[QLayoutItem]] = []
        left = 0
        for part in self._parts():
            needed = _least(part) + self._gaps(2)
            if not lines or needed > left:
                lines.append([])
                left = room + self._gaps(2)
            lines[-1].append(part)
            left -= needed
        return [self._shared(line, room) for line in lines]

    def _shared(self, line: Sequence[QLayoutItem], room: int) -> list[Placed]:
        """Give what the line has left to the parts that grow."""
        widths = [min(_least(part), room) for part in line]
        spare = room - sum(widths) - self._gaps(len(line))
        growing = _growing(line)
        for nth, at in enumerate(growing):
            widths[at] += spare * (nth + 1) // len(growing) - spare * nth // len(growing)
        return list(zip(line, widths, strict=True))

    def _lay_out(self, room: QRect) -> None:
        lines, top = self._lines(room.width()), room.top()
        for line, high in zip(lines, self._heights(lines, room.height()), strict=True):
            left = room.left()
            for part, wide in line:
                part.setGeometry(QRect(left, top, wide, high))
                left += wide + self._gaps(2)
            top += high + self._gaps(2)

    def _heights(self, lines: Sequence[Sequence[Placed]], room: int) -> list[int]:
        """What every line needs, then what it would like, then all that is left to the last that grows."""
        heights = [max(_need(part, wide) for part, wide in line) for line in lines]
        spare = room - sum(heights) - self._gaps(len(lines))
        for at, line in enumerate(lines):
            more = max(0, min(spare, max(_wish(part, wide) for part, wide in line) - heights[at]))
            heights[at] += more
            spare -= more
        growing = [at for at, line in enumerate(lines) if any(_grows_up(part) for part, _ in line)]
        if growing:
            heights[growing[-1]] += max(0, spare)
        return heights

    def _parts(self) -> list[QLayoutItem]:
        items = (self.itemAt(at) for at in range(self.count()))
        return [item for item in items if item is not None and not item.isEmpty()]

    def _gaps(self, parts: int) -> int:
        return max(self.spacing(), 0) * max(parts - 1, 0)

    def _frame(self) -> int:
        margins = self.contentsMargins()
        return margins.left() + margins.right()


def _least(part: QLayoutItem) -> int:
    """The width below which a part would rather stand on a line of its own."""
    widget, least = part.widget(), part.minimumSize().width()
    if isinstance(widget, QAbstractButton):
        return max(least, part.sizeHint().width())
    if isinstance(widget, QLabel) and widget.wordWrap():
        readable = widget.fontMetrics().averageCharWidth() * _READABLE
        return max(least, min(readable, part.sizeHint().width()))
    return least


def _growing(line: Sequence[QLayoutItem]) -> list[int]:
    """Which parts of a line take what is left: those that ask for it, else all that are no buttons."""
    asking = [at for at, part in enumerate(line) if part.expandingDirections() & Qt.Orientation.Horizontal]
    return asking or [at for at, part in enumerate(line) if not isinstance(part.widget(), QAbstractButton)]


def _grows_up(part: QLayoutItem) -> bool:
    return bool(part.expandingDirections() & Qt.Orientation.Vertical)


def _wish(part: QLayoutItem, width: int) -> int:
    return part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()


def _need(part: QLayoutItem, width: int) -> int:
    if part.hasHeightForWidth():
        return part.minimumHeightForWidth(width)
    return part.minimumSize().height()
