"""Templates made for the tests, and values to fill them with."""

import zipfile
from io import BytesIO
from typing import Any

import docx
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from desktop.templates.names import COLUMNS, LISTS, SINGLES, Values

FORMULA = '=HYPERLINK("http://a")'


def values(people: int = 3) -> Values:
    """Every name with a value that can be told apart."""
    singles: dict[str, str | int] = {name: f"<{name} & co>" for name in SINGLES}
    lists = {
        name: tuple(
            {"tt": n, **{column: f"{name} {column} {n}" for column in COLUMNS if column != "tt"}}
            for n in range(1, people + 1)
        )
        for name in LISTS
    }
    return Values({**singles, "nam": 2025, "chi_bo": FORMULA}, lists)


def workbook(names: dict[str, str], **cells: Any) -> bytes:
    """A workbook of one sheet with these defined names and cells."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Bieu"
    for place, value in cells.items():
        sheet[place] = value
    for name, place in names.items():
        book.defined_names[name] = DefinedName(name, attr_text=f"Bieu!{place}")
    return saved(book)


def saved(made: Any) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def word(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """A Word file with these paragraphs and one table."""
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    if rows:
        table = made.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    return saved(made)


def with_part(content: bytes, name: str, data: bytes) -> bytes:
    """The same file with one part more, or another one in its place."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, data)
    return out.getvalue()
