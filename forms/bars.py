"""Printed bars: each row of a comparison as one bar of its shares, shades for colours, numbers on it."""

from typing import Any, Final

from reportlab.platypus import Flowable
from reportlab.platypus import Table as FlowTable

from forms import fonts
from forms.document import Align, Bars, Column
from forms.layout import Layout
from forms.table import Ruled, fit, look, widths

_PADDING: Final = 3
_HEIGHT: Final = 16
_BESIDE: Final = 6
"""Points left free beside a number, half on each side: the narrowest part holds its number."""

_GREYS: Final = (0.2, 0.55, 0.85, 1.0, 1.0)
_HATCHED: Final = 3
"""The part with slanting lines: the lowest level, beside the white one of nobody's level."""

_DARK: Final = 0.6
_KEY: Final = 8
_APART: Final = 5


def bars(block: Bars, layout: Layout, width: float) -> FlowTable:
    """Set the bars as a table whose head, the key to the shades, stands on every page."""
    size = layout.sizes.table
    columns = (Column(block.title, 38, Align.LEFT), Column("", 113), Column(block.total, 14))
    label, room, total = widths(columns, width)
    inner = room - 2 * _PADDING
    data: list[list[Any]] = [
        [fit(block.title, label, size, bold=True), _Key(block.names, inner, size), block.total]
    ]
    for name, parts in block.rows:
        bar = _Bar(parts, inner, size)
        data.append([fit(name, label, size, bold=False), bar, str(sum(parts))])
    rule = ("LINEBELOW", (0, 1), (-1, -1), 0.5, (0, 0, 0))
    flow = Ruled(data, colWidths=[label, room, total], repeatRows=1, splitByRow=1)
    flow.setStyle([*look(columns, size, 1), rule, ("VALIGN", (0, 1), (-1, -1), "MIDDLE")])
    flow.spaceAfter = layout.spacing.paragraph
    flow.spaceBefore = 2
    return flow


class _Bar(Flowable):  # type: ignore[misc]
    """One bar; every part that is not empty has room for its number."""

    def __init__(self, parts: tuple[int, ...], width: float, size: float) -> None:
        super().__init__()
        self._parts, self._size = parts, size
        self._widths = _shares(parts, width, size)
        self.width, self.height = width, _HEIGHT

    def wrap(self, *_: float) -> tuple[float, float]:
        """Return the room it takes."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the parts from the left."""
        left = 0.0
        for place, (number, width) in enumerate(zip(self._parts, self._widths, strict=True)):
            if number:
                _shade(self.canv, place, left, 0, width, _HEIGHT)
                text = str(number)
                room = fonts.width(text, fonts.BOLD, self._size)
                middle, base = left + width / 2, (_HEIGHT - self._size * 0.7) / 2
                if place == _HATCHED:
                    self.canv.setFillGray(1)
                    self.canv.rect(middle - room / 2 - 1, 2, room + 2, _HEIGHT - 4, stroke=0, fill=1)
                self.canv.setFillGray(1 if _GREYS[place] < _DARK else 0)
                self.canv.setFont(fonts.BOLD, self._size)
                self.canv.drawCentredString(middle, base, text)
            left += width
        self.canv.setFillGray(0)


class _Key(Flowable):  # type: ignore[misc]
    """Which shade is which: a square and a name for each part, in lines that fit."""

    def __init__(self, names: tuple[str, ...], width: float, size: float) -> None:
        super().__init__()
        self._size, self.width = size, width
        self._lines: list[list[tuple[float, int, str]]] = [[]]
        left = 0.0
        for place, name in enumerate(names):
            room = _KEY + 2 + fonts.width(name, fonts.UPRIGHT, size) + _APART
            if left + room - _APART > width:
                self._lines.append([])
                left = 0.0
            self._lines[-1].append((left, place, fonts.clean(name)))
            left += room
        self.height = len(self._lines) * size * 1.35

    def wrap(self, *_: float) -> tuple[float, float]:
        """Return the room it takes."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines from the top."""
        base = self.height
        for line in self._lines:
            base -= self._size * 1.35
            for left, place, name in line:
                _shade(self.canv, place, left, base + 2, _KEY, _KEY)
                self.canv.setFillGray(0)
                self.canv.setFont(fonts.UPRIGHT, self._size)
                self.canv.drawString(left + _KEY + 2, base + 3, name)


def _shares(parts: tuple[int, ...], width: float, size: float) -> list[float]:
    """Divide the width by the numbers; what is too narrow for its number takes the room from the rest."""
    least = [fonts.width(str(n), fonts.BOLD, size) + _BESIDE if n else 0.0 for n in parts]
    free = width - sum(least)
    whole = sum(parts) or 1
    return [low + free * n / whole for low, n in zip(least, parts, strict=True)]


def _shade(canvas: Any, place: int, left: float, bottom: float, width: float, height: float) -> None:
    canvas.setFillGray(_GREYS[place])
    canvas.setLineWidth(0.6)
    canvas.rect(left, bottom, width, height, stroke=1, fill=1)
    if place != _HATCHED:
        return
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(left, bottom, width, height)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setLineWidth(0.5)
    at = left - height
    while at < left + width:
        canvas.line(at, bottom, at + height, bottom + height)
        at += 4
    canvas.restoreState()
