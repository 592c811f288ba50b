"""The foot of a paper: signatures with an empty space above each name, and Nơi nhận. No seal is ever drawn.

A branch has no seal; the space stays free for ink or for the picture of an electronic signature.
"""

from typing import Final

from reportlab.platypus import Flowable

from forms import fonts
from forms.document import Recipients, Signature, SignatureRow
from forms.layout import Layout
from forms.text import wrap

_MARGIN: Final = 6
Line = tuple[str, str, float, bool]
"""A line of the foot: text, font, size, centred or from the left."""


class Foot(Flowable):  # type: ignore[misc]
    """Two columns: signature or recipients on the left, signature on the right."""

    def __init__(self, row: SignatureRow, layout: Layout, width: float) -> None:
        super().__init__()
        self._layout, self._width = layout, width
        share = layout.signatures.left / (layout.signatures.left + layout.signatures.right)
        self._middle = width * share
        self._line = layout.spacing.leading
        self._left = self._column(row.left, self._middle)
        self._right = self._column(row.right, width - self._middle)
        self._even()

    def _even(self) -> None:
        """Set both names at one height, whichever capacity and post take more lines."""
        columns = (self._left, self._right)
        gaps = [(column, at) for column in columns for at in _gap(column)]
        heads = [_depth(column[:at], self._line) for column, at in gaps]
        if len(gaps) == len(columns):
            for (column, at), head in zip(gaps, heads, strict=True):
                column[at] = float(self._layout.spacing.signing_gap + max(heads) - head)

    def wrap(self, *_: float) -> tuple[float, float]:
        """Return the room it takes."""
        return self._width, max(_depth(self._left, self._line), _depth(self._right, self._line)) + 4

    def draw(self) -> None:
        """Draw both columns from the top of the room."""
        top = self.wrap()[1]
        self._draw_column(self._left, 0, self._middle, top)
        self._draw_column(self._right, self._middle, self._width - self._middle, top)

    def _column(self, part: Signature | Recipients | None, width: float) -> list[Line | float]:
        if part is None:
            return []
        if isinstance(part, Recipients):
            return list(_recipients(part, self._layout, width - _MARGIN))
        size = self._layout.sizes.signature
        room = width - _MARGIN
        lines: list[Line | float] = []
        lines += [(t, fonts.BOLD, size, True) for t in wrap(part.capacity.upper(), fonts.BOLD, size, room)]
        lines += [(t, fonts.UPRIGHT, size, True) for t in wrap(part.post.upper(), fonts.UPRIGHT, size, room)]
        lines.append(float(self._layout.spacing.signing_gap))
        lines += [(t, fonts.BOLD, size, True) for t in wrap(part.name, fonts.BOLD, size, room)]
        return lines

    def _draw_column(self, lines: list[Line | float], left: float, width: float, top: float) -> None:
        height = top
        for line in lines:
            if isinstance(line, float):
                height -= line
                continue
            text, font, size, centred = line
            step = _step(size, self._line, self._layout.sizes.signature)
            self.canv.setFont(font, size)
            baseline = height - 0.8 * step
            place = left + (width - fonts.width(text, font, size)) / 2 if centred else left
            self.canv.drawString(place, baseline, text)
            if text == _LABEL and not centred:
                self.canv.setLineWidth(0.7)
                self.canv.line(place, baseline - 2, place + fonts.width(text, font, size), baseline - 2)
            height -= step


_LABEL: Final = "Nơi nhận:"


def _step(size: float, line: float, full: float) -> float:
    return line if size >= full else size * 1.25


def _gap(column: list[Line | float]) -> list[int]:
    """Return where the empty space above the name stands; nowhere above Nơi nhận."""
    return [at for at, line in enumerate(column) if isinstance(line, float)]


def _depth(lines: list[Line | float], line: float) -> float:
    return sum(item if isinstance(item, float) else _step(item[2], line, 14) for item in lines)


def _recipients(part: Recipients, layout: Layout, width: float) -> list[Line]:
    """Nơi nhận underlined; the list smaller, with the line ends of the layout pack (ô số 9)."""
    style, size = layout.recipients, layout.sizes.recipient
    lines: list[Line] = [(_LABEL, fonts.UPRIGHT, layout.sizes.recipients, False)]
    for name in part.names:
        lines += [
            (t, fonts.UPRIGHT, size, False)
            for t in wrap(f"- {name}{style.separator}", fonts.UPRIGHT, size, width)
        ]
    keep = f"- {part.keep or style.keep}{style.last}"
    return [*lines, (keep, fonts.UPRIGHT, size, False)]
