"""The tables of a document as an Excel workbook, one sheet a table; a draft to work with, no paper."""

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from itertools import groupby
from math import ceil
from typing import Any, Final

from forms.document import Bars, Column, Document, Table
from forms.docx import DRAFT

_LONG_AGO: Final = datetime(2000, 1, 1)  # noqa: DTZ001 -- a workbook knows no zones
_WHOLE: Final = re.compile(r"(0|[1-9]\d{0,8})")
_NARROW: Final = 0.55
"""Excel's column width for a share of the page: about one letter for two millimetres."""

_LINE: Final = 15
_FILLED: Final = 0.85
"""Height of a line in points; how much of a line words fill before they break."""


def tables_of(document: Document) -> tuple[Table, ...]:
    """Return the tables of a document, those of its charts too."""
    found = (block.table if isinstance(block, Bars) else block for block in document.blocks)
    return tuple(block for block in found if isinstance(block, Table))


def to_xlsx(document: Document) -> bytes:
    """Return a workbook with every table of the document; ValueError where it has none."""
    import xlsxwriter

    tables = tables_of(document)
    if not tables:
        raise ValueError("the document has no table")
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": document.name, "author": "chibo", "comments": DRAFT, "created": _LONG_AGO})
    for number, block in enumerate(tables, 1):
        _sheet(book, document, block, f"Bảng {number}")
    book.close()
    return out.getvalue()


def _sheet(book: Any, document: Document, block: Table, name: str) -> None:
    sheet = book.add_worksheet(name)
    bold, plain = _look(book, bold=True), _look(book, bold=False)
    title = f"{document.title.kind} {document.title.summary}".replace("\n", " ")
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_name": "Times New Roman"}))
    sheet.write_string(1, 0, f"{document.header.body}. {DRAFT}.")
    first = _head(sheet, block.columns, bold, 3)
    for place, column in enumerate(block.columns):
        sheet.set_column(place, place, max(6, column.share * _NARROW))
    at = first
    room = [max(6, column.share * _NARROW) for column in block.columns]
    if not any(column.group for column in block.columns):
        sheet.set_row(3, _height([column.title for column in block.columns], room))
    else:
        sheet.set_row(4, _height([column.title if column.group else "" for column in block.columns], room))
    for row in block.rows:
        if len(row.cells) == len(room):
            sheet.set_row(at, _height(row.cells, room))
        _row(sheet, at, row.cells, len(block.columns), bold if row.bold else plain)
        at += 1
    if not block.rows:
        _row(sheet, at, (block.empty,), len(block.columns), plain)
    sheet.freeze_panes(first, 0)
    sheet.repeat_rows(3, first - 1)
    sheet.set_paper(9)
    if document.landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _height(cells: Sequence[str], room: Sequence[float]) -> float:
    """The height of a row that shows every wrapped line; not every program finds it by itself."""
    lines = [
        sum(max(1, ceil(len(part) / (width * _FILLED))) for part in text.split("\n"))
        for text, width in zip(cells, room, strict=True)
    ]
    return max(lines) * _LINE


def _look(book: Any, *, bold: bool) -> Any:
    return book.add_format(
        {"bold": bold, "border": 1, "text_wrap": True, "valign": "top", "font_name": "Times New Roman"}
    )


def _head(sheet: Any, columns: tuple[Column, ...], look: Any, at: int) -> int:
    """Write the head from row `at`; return the row under it."""
    if not any(column.group for column in columns):
        for place, column in enumerate(columns):
            sheet.write_string(at, place, column.title, look)
        return at + 1
    for group, places in groupby(range(len(columns)), key=lambda place: columns[place].group):
        members = list(places)
        if not group:
            for place in members:
                sheet.merge_range(at, place, at + 1, place, columns[place].title, look)
            continue
        _across(sheet, at, members[0], members[-1], group, look)
        for place in members:
            sheet.write_string(at + 1, place, columns[place].title, look)
    return at + 2


def _across(sheet: Any, at: int, first: int, last: int, text: str, look: Any) -> None:
    if first == last:
        sheet.write_string(at, first, text, look)
    else:
        sheet.merge_range(at, first, at, last, text, look)


def _row(sheet: Any, at: int, cells: tuple[str, ...], columns: int, look: Any) -> None:
    if len(cells) == 1 and columns > 1:
        _across(sheet, at, 0, columns - 1, cells[0], look)
        return
    for place, text in enumerate(cells):
        if _WHOLE.fullmatch(text):
            sheet.write_number(at, place, int(text), look)
        else:
            sheet.write_string(at, place, text, look)
