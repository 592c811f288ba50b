"""What a paper leaves to the pen: boxes side by side and dotted lines."""

from typing import Final

from reportlab.platypus import Flowable

from forms import fonts
from forms.blocks import draw_box
from forms.document import Ticks
from forms.layout import MM, Layout

_SIDE: Final = 10
_GAP: Final = 6
_APART: Final = 22
"""Side of a box, room between it and its name, room to the next box, in points."""


class TickRow(Flowable):  # type: ignore[misc]
    """Boxes with their names: all in one line where they fit, else in two columns or one."""

    def __init__(self, block: Ticks, layout: Layout, width: float) -> None:
        super().__init__()
        self._layout, self._width = layout, width
        indent = layout.spacing.indent * MM
        names = list(map(fonts.clean, block.names))
        rooms = [_SIDE + _GAP + fonts.width(n, fonts.UPRIGHT, layout.sizes.text) + _APART for n in names]
        if indent + sum(rooms) - _APART <= width:
            columns = [sum(rooms[:place]) for place in range(len(names))]
        else:
            columns = [0.0, (width - indent) / 2] if max(rooms) <= (width - indent) / 2 else [0.0]
        self._lines: list[list[tuple[float, str, bool]]] = []
        for place, name in enumerate(names):
            column = place % len(columns)
            if column == 0:
                self._lines.append([])
            self._lines[-1].append((indent + columns[column], name, place == block.chosen))

    def wrap(self, *_: float) -> tuple[float, float]:
        """Return the room it takes."""
        spacing = self._layout.spacing
        return self._width, len(self._lines) * spacing.leading + spacing.paragraph

    def draw(self) -> None:
        """Draw the lines from the top of the room."""
        height = self.wrap()[1]
        for line in self._lines:
            height -= self._layout.spacing.leading
            for left, name, ticked in line:
                draw_box(self.canv, left, height + 3, _SIDE, ticked=ticked)
                self.canv.setFont(fonts.UPRIGHT, self._layout.sizes.text)
                self.canv.drawString(left + _SIDE + _GAP, height + 4, name)


class RuledLine(Flowable):  # type: ignore[misc]
    """One dotted line over the whole width; the last of several leaves room under it."""

    def __init__(self, layout: Layout, width: float, *, last: bool) -> None:
        super().__init__()
        self._under = layout.spacing.paragraph if last else 0
        self._width, self._height = width, layout.spacing.leading + 2 + self._under

    def wrap(self, *_: float) -> tuple[float, float]:
        """Return the room it takes."""
        return self._width, self._height

    def draw(self) -> None:
        """Draw the dots at the foot of the room."""
        self.canv.saveState()
        self.canv.setLineWidth(0.7)
        self.canv.setLineCap(1)
        self.canv.setDash(0.1, 3)
        self.canv.line(0, 4 + self._under, self._width, 4 + self._under)
        self.canv.restoreState()
