"""Tables: plain lines of text in cells (fast), heads repeated on every page, long rows divided over pages."""

from itertools import groupby
from typing import Final

from reportlab.platypus import Table as FlowTable

from forms import fonts
from forms.document import Align, Column, Row, Table
from forms.layout import Layout
from forms.text import wrap

_ENDLESS: Final = 10000
_PADDING: Final = 3
_LONGEST: Final = 12
"""Lines a cell may have before its row goes on as a further row without a line between."""

_ALIGN: Final = {
    Align.JUSTIFY: "LEFT",
    Align.LEFT: "LEFT",
    Align.CENTRE: "CENTER",
    Align.RIGHT: "RIGHT",
}

Command = tuple[object, ...]


class Ruled(FlowTable):  # type: ignore[misc]
    """A table that is closed with a line wherever a page ends, in the middle of a row too."""

    def onSplit(self, T: FlowTable, byRow: int = 1) -> None:  # noqa: N802, N803, ARG002
        """Close a part; reportlab's own "splitlast" does so on the first page alone."""
        T.setStyle([("LINEBELOW", (0, -1), (-1, -1), 0.5, (0, 0, 0))])


def widths(columns: tuple[Column, ...], width: float) -> list[float]:
    """Divide the width of the text among the columns by their shares."""
    whole = sum(column.share for column in columns)
    return [width * column.share / whole for column in columns]


def table(block: Table, layout: Layout, width: float) -> FlowTable:
    """Set a table over the whole width of the text."""
    size = layout.sizes.table
    columns = widths(block.columns, width)
    data, commands = _head(block.columns, columns, size)
    head = len(data)
    rows = block.rows or (Row((block.empty,)),)
    for row in rows:
        _body_row(row, columns, size, data, commands)
    flow = Ruled(data, colWidths=columns, repeatRows=head, splitByRow=1)
    flow.setStyle([*look(block.columns, size, head), *commands])
    flow.spaceAfter = layout.spacing.paragraph
    flow.spaceBefore = 2
    return flow


def beginning(flow: FlowTable, width: float) -> float:
    """Return the height of the head and the first row of a table."""
    flow.wrap(width, _ENDLESS)
    return float(sum(flow._rowHeights[: flow.repeatRows + 1]))  # noqa: SLF001 -- reportlab tells it nowhere else


def least_end(flow: FlowTable, wanted: float) -> float:
    """Return the height of the fewest last rows that reach `wanted` points together; it must be wrapped."""
    height = 0.0
    for row in reversed(flow._rowHeights[flow.repeatRows :]):  # noqa: SLF001
        height += row
        if height >= wanted:
            break
    return height


def look(columns: tuple[Column, ...], size: float, head: int) -> list[Command]:
    """Return the lines, letters and places of every table's cells."""
    commands: list[Command] = [
        ("FONT", (0, 0), (-1, -1), fonts.UPRIGHT, size, size * 1.25),
        ("FONT", (0, 0), (-1, head - 1), fonts.BOLD, size, size * 1.25),
        ("ALIGN", (0, 0), (-1, head - 1), "CENTER"),
        ("VALIGN", (0, 0), (-1, head - 1), "MIDDLE"),
        ("VALIGN", (0, head), (-1, -1), "TOP"),
        ("BOX", (0, 0), (-1, -1), 0.5, (0, 0, 0)),
        ("LINEAFTER", (0, 0), (-2, -1), 0.5, (0, 0, 0)),
        ("LINEBELOW", (0, 0), (-1, head - 1), 0.5, (0, 0, 0)),
        ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
    for place, column in enumerate(columns):
        commands.append(("ALIGN", (place, head), (place, -1), _ALIGN[column.align]))
    return commands


def _head(
    columns: tuple[Column, ...], widths_: list[float], size: float
) -> tuple[list[list[str]], list[Command]]:
    """Return one or two head rows; columns without a group reach over both."""
    titles = [fit(c.title, w, size, bold=True) for c, w in zip(columns, widths_, strict=True)]
    if not any(column.group for column in columns):
        return [titles], []
    upper, lower = list(titles), [""] * len(columns)
    spans: list[Command] = []
    for group, places in groupby(range(len(columns)), key=lambda place: columns[place].group):
        members = list(places)
        if not group:
            spans += [("SPAN", (place, 0), (place, 1)) for place in members]
            continue
        first, last = members[0], members[-1]
        upper[first : last + 1] = [fit(group, sum(widths_[first : last + 1]), size, bold=True)] + [""] * (
            last - first
        )
        lower[first : last + 1] = titles[first : last + 1]
        spans.append(("SPAN", (first, 0), (last, 0)))
    return [upper, lower], spans


def fit(text: str, width: float, size: float, *, bold: bool) -> str:
    """Return the text of a cell in lines that fit between its sides."""
    font = fonts.BOLD if bold else fonts.UPRIGHT
    return "\n".join(wrap(text, font, size, width - 2 * _PADDING - 0.5))


def _body_row(
    row: Row, widths_: list[float], size: float, data: list[list[str]], commands: list[Command]
) -> None:
    across = len(row.cells) == 1 and len(widths_) > 1
    room = [sum(widths_)] if across else widths_
    cells = [fit(text, w, size, bold=row.bold).split("\n") for text, w in zip(row.cells, room, strict=True)]
    first = len(data)
    for start in range(0, max(len(cell) for cell in cells), _LONGEST):
        line = ["\n".join(cell[start : start + _LONGEST]) for cell in cells]
        data.append([*line, *[""] * (len(widths_) - len(line))])
    last = len(data) - 1
    commands.append(("LINEBELOW", (0, last), (-1, last), 0.5, (0, 0, 0)))
    if row.bold and across:
        commands.append(("NOSPLIT", (0, first), (-1, last + 1)))
    if row.bold:
        commands.append(("FONT", (0, first), (-1, last), fonts.BOLD, size, size * 1.25))
    if across:
        commands += [("SPAN", (0, place), (-1, place)) for place in range(first, last + 1)]
        commands.append(("ALIGN", (0, first), (0, last), "LEFT"))
