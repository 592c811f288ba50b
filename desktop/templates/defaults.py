"""The program's own tables, where a paper names a table and no source shows it: templates like any other."""

import tomllib
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

OWN: Final = "Mẫu của chương trình, không phải mẫu chính thức"
_FILE: Final = Path(__file__).resolve().parents[2] / "resources" / "templates" / "bieu.toml"
_FONT: Final = "Times New Roman"
_HEAD_ROW: Final = 6
_WIDE: Final = {"tt": 6, "ho_ten": 28, "chuc_vu": 30, "ly_do": 60}
_USUAL: Final = 22
_LABEL: Final = 42


@dataclass(frozen=True, slots=True)
class Default:
    """One table: what the papers call it, what it shows; `listed` is the list whose members are its rows."""

    id: str
    title: str
    about: str
    cells: tuple[tuple[str, str], ...]
    listed: str = ""


@cache
def defaults() -> tuple[Default, ...]:
    """Every table, in the order of the resource."""
    found = tomllib.loads(_FILE.read_text(encoding="utf-8"))["table"]
    return tuple(
        Default(
            one["id"],
            one["title"],
            one["about"],
            tuple((label, name) for label, name in one["cells"]),
            one.get("list", ""),
        )
        for one in found
    )


def blank(table: Default) -> bytes:
    """Return the empty template: an .xlsx with named cells."""
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Bieu")
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        if table.listed:
            sheet.set_landscape()
        _head(book, sheet, table)
        body = _looks(book, border=1, text_wrap=True, valign="top")
        (_list if table.listed else _form)(book, sheet, table, body)
    return out.getvalue()


def _looks(book: Any, **more: Any) -> Any:
    return book.add_format({"font_name": _FONT, "font_size": 12, **more})


def _head(book: Any, sheet: Any, table: Default) -> None:
    bold = _looks(book, bold=True)
    _named(book, sheet, 0, 0, "dang_bo", _looks(book))
    _named(book, sheet, 1, 0, "chi_bo", bold)
    sheet.write_string(3, 0, f"{table.title.upper()}: {table.about}", bold)
    sheet.write_string(4, 0, OWN, _looks(book, italic=True))
    sheet.write_string(_HEAD_ROW - 1, 0, "Năm", bold)
    _named(book, sheet, _HEAD_ROW - 1, 1, "nam", _looks(book, bold=True, align="left"))


def _named(book: Any, sheet: Any, row: int, column: int, name: str, looks: Any) -> None:
    sheet.write_blank(row, column, None, looks)
    letter = chr(ord("A") + column)
    book.define_name(name, f"=Bieu!${letter}${row + 1}")


def _list(book: Any, sheet: Any, table: Default, body: Any) -> None:
    head = _looks(book, bold=True, border=1, text_wrap=True, align="center", valign="vcenter")
    for column, (label, name) in enumerate(table.cells):
        sheet.set_column(column, column, _WIDE.get(name, _USUAL))
        sheet.write_string(_HEAD_ROW, column, label, head)
        _named(book, sheet, _HEAD_ROW + 1, column, f"{table.listed}.{name}", body)
    sheet.repeat_rows(_HEAD_ROW)


def _form(book: Any, sheet: Any, table: Default, body: Any) -> None:
    sheet.set_column(0, 1, _LABEL)
    for row, (label, name) in enumerate(table.cells, _HEAD_ROW):
        sheet.write_string(row, 0, label, body)
        if name in {"dang_bo", "chi_bo"}:
            sheet.write_formula(row, 1, f"={'A1' if name == 'dang_bo' else 'A2'}", body)
        else:
            _named(book, sheet, row, 1, name, body)
