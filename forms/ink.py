"""Where a page is printed: the boxes of its text and lines, read from the content stream (ISO 32000-1, 8, 9).

Made for the pages of this program, which use plain operators only; a box may be a little larger than the ink.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""

_SAME: Final[Matrix] = (1, 0, 0, 1, 0, 0)
_PALE: Final = 0.85
"""A grey at least this light is the mark of a rehearsal under the text, not text."""
_SPACE: Final = b" "
_UP, _DOWN = 0.9, 0.25
"""How far letters reach above and below their line, in parts of the size."""


def covered(one: Box, other: Box) -> bool:
    """Tell whether two boxes share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def boxes(page: Any) -> tuple[Box, ...]:
    """Return the boxes of what is printed on a page (a pikepdf page)."""
    import pikepdf

    pen = _Pen(page.obj["/Resources"].get("/Font", {}))
    for step in pikepdf.parse_content_stream(page):
        act = _ACTS.get(str(step.operator))
        if act is not None:
            act(pen, list(step.operands))
    return tuple(pen.boxes)


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _numbers(operands: list[Any]) -> list[float]:
    return [float(number) for number in operands]


def _matrix(operands: list[Any]) -> Matrix:
    a, b, c, d, e, f = _numbers(operands)
    return (a, b, c, d, e, f)


@dataclass
class _State:
    place: Matrix = _SAME
    grey: float = 0.0
    font: str = ""
    size: float = 0.0
    leading: float = 0.0
    letter_gap: float = 0.0
    word_gap: float = 0.0


@dataclass
class _Pen:
    """The graphics state while a page is read."""

    fonts: Any
    now: _State = field(default_factory=_State)
    kept: list[_State] = field(default_factory=list)
    line: Matrix = _SAME
    text: Matrix = _SAME
    path: list[Box] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def add(self, matrix: Matrix, box: Box) -> Box:
        """Return `box` on the page, through `matrix` and the state's own."""
        whole = _times(matrix, self.now.place)
        corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        across = [x * whole[0] + y * whole[2] + whole[4] for x, y in corners]
        up = [x * whole[1] + y * whole[3] + whole[5] for x, y in corners]
        return min(across), min(up), max(across), max(up)

    def width(self, code: bytes) -> float:
        """Return how wide a string runs in points."""
        font, now = self.fonts[self.now.font], self.now
        first, widths = int(font["/FirstChar"]), font["/Widths"]
        glyphs = sum(float(widths[c - first]) if 0 <= c - first < len(widths) else 1000.0 for c in code)
        return glyphs * now.size / 1000 + now.letter_gap * len(code) + now.word_gap * code.count(_SPACE)


def _show(pen: _Pen, operands: list[Any]) -> None:
    size, width = pen.now.size, 0.0
    parts = list(operands[-1]) if operands[-1]._type_name == "array" else [operands[-1]]  # noqa: SLF001
    for part in parts:
        is_text = hasattr(part, "_type_name") and part._type_name == "string"  # noqa: SLF001
        width += pen.width(bytes(part)) if is_text else -float(part) * size / 1000
    if pen.now.grey < _PALE and width:
        pen.boxes.append(pen.add(pen.text, (0, -_DOWN * size, width, _UP * size)))
    pen.text = _times((1, 0, 0, 1, width, 0), pen.text)


def _start(pen: _Pen, matrix: Matrix) -> None:
    pen.line = pen.text = matrix


def _next_line(pen: _Pen, operands: list[Any]) -> None:
    across, up = _numbers(operands) if operands else (0.0, -pen.now.leading)
    _start(pen, _times((1, 0, 0, 1, across, up), pen.line))


def _font(pen: _Pen, operands: list[Any]) -> None:
    pen.now.font, pen.now.size = str(operands[0]), float(operands[1])


def _keep(pen: _Pen, _operands: list[Any]) -> None:
    pen.kept.append(replace(pen.now))


def _restore(pen: _Pen, _operands: list[Any]) -> None:
    if pen.kept:
        pen.now = pen.kept.pop()


def _move(pen: _Pen, operands: list[Any]) -> None:
    pen.now.place = _times(_matrix(operands), pen.now.place)


def _grey(pen: _Pen, operands: list[Any]) -> None:
    pen.now.grey = min(_numbers(operands))


def _leading(pen: _Pen, operands: list[Any]) -> None:
    pen.now.leading = float(operands[0])


def _word_gap(pen: _Pen, operands: list[Any]) -> None:
    pen.now.word_gap = float(operands[0])


def _letter_gap(pen: _Pen, operands: list[Any]) -> None:
    pen.now.letter_gap = float(operands[0])


def _rectangle(pen: _Pen, operands: list[Any]) -> None:
    x, y, width, height = _numbers(operands)
    pen.path.append(pen.add(_SAME, (x, y, x + width, y + height)))


def _point(pen: _Pen, operands: list[Any]) -> None:
    x, y = _numbers(operands)[-2:]
    here = pen.add(_SAME, (x, y, x, y))
    last = pen.path[-1] if pen.path else here
    pen.path.append(
        (min(last[0], here[0]), min(last[1], here[1]), max(last[2], here[2]), max(last[3], here[3]))
    )


def _paint(pen: _Pen, _operands: list[Any]) -> None:
    pen.boxes += pen.path
    pen.path = []


def _forget(pen: _Pen, _operands: list[Any]) -> None:
    pen.path = []


def _begin(pen: _Pen, operands: list[Any]) -> None:
    x, y = _numbers(operands)
    pen.path.append(pen.add(_SAME, (x, y, x, y)))


_ACTS: Final[dict[str, Callable[[_Pen, list[Any]], None]]] = {
    "q": _keep,
    "Q": _restore,
    "cm": _move,
    "BT": lambda pen, _: _start(pen, _SAME),
    "Tm": lambda pen, operands: _start(pen, _matrix(operands)),
    "Td": _next_line,
    "T*": _next_line,
    "TL": _leading,
    "Tw": _word_gap,
    "Tc": _letter_gap,
    "Tf": _font,
    "Tj": _show,
    "TJ": _show,
    "g": _grey,
    "rg": _grey,
    "re": _rectangle,
    "m": _begin,
    "l": _point,
    "c": _point,
    "S": _paint,
    "s": _paint,
    "f": _paint,
    "f*": _paint,
    "B": _paint,
    "b": _paint,
    "n": _forget,
}
