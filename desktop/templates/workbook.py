"""Fills the named cells of a workbook: a single value, or a column of a list downwards from its cell.

Names are defined names of one cell: `chi_bo`, or `dang_vien.ho_ten` for a column; the columns of a list stand
in one row, and what stands below moves down. Text is written as text: nothing becomes a formula.
"""

import logging
import re
from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from io import BytesIO
from typing import Any, Final

from desktop.templates.errors import (
    BROKEN,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    NOTHING,
    OUTSIDE,
    TOO_LARGE,
    TemplateError,
    unknown,
)
from desktop.templates.names import COLUMNS, LISTS, SINGLES, Record, Values

_BUILT_IN: Final = "_xlnm."
_REACHES_OUT: Final = re.compile(r"WEBSERVICE|IMPORTDATA|IMPORTXML|\[|\||https?:", re.IGNORECASE)

Place = tuple[str, int, int]
"""Sheet, row, column."""


def fill_workbook(content: bytes, values: Values) -> bytes:
    """Return the filled workbook; TemplateError in one sentence where it cannot be filled."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(BytesIO(content), keep_links=False, keep_vba=False)
        _look(book)
        _fill(book, values)
        out = BytesIO()
        book.save(out)
    except TemplateError:
        raise
    except Exception as error:
        # openpyxl raises whatever a broken file makes it raise
        logging.getLogger(__name__).info("template not read: %s", type(error).__name__)
        raise TemplateError(BROKEN) from error
    return out.getvalue()


def _look(book: Any) -> None:
    if len(book.sheetnames) > MOST_SHEETS:
        raise TemplateError(TOO_LARGE)
    for sheet in book.worksheets:
        if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
            raise TemplateError(TOO_LARGE)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and _REACHES_OUT.search(
                    str(getattr(cell.value, "text", cell.value))
                ):
                    raise TemplateError(OUTSIDE)


def _fill(book: Any, values: Values) -> None:
    singles, columns = _places(book)
    if not singles and not columns:
        raise TemplateError(NOTHING)
    for name, (sheet, row, column) in singles.items():
        _write(book[sheet].cell(row, column), values.singles[name])
    for sheet, starts in _by_sheet(columns).items():
        for row, names in sorted(starts.items(), reverse=True):
            _list(book[sheet], row, names, values)


def _places(book: Any) -> tuple[dict[str, Place], dict[str, Place]]:
    """Where the names stand: single values, and columns by "list.column"."""
    singles: dict[str, Place] = {}
    columns: dict[str, Place] = {}
    for found in (book.defined_names, *(sheet.defined_names for sheet in book.worksheets)):
        for name, defined in found.items():
            if name.startswith(_BUILT_IN):
                continue
            key = name.lower()
            listed, _, column = key.partition(".")
            if key in SINGLES:
                singles[key] = _cell(book, name, defined)
            elif listed in LISTS and column in COLUMNS:
                columns[key] = _cell(book, name, defined)
            else:
                raise unknown(name)
    return singles, columns


def _cell(book: Any, name: str, defined: Any) -> Place:
    """The one cell of a name."""
    found = list(defined.destinations)
    text = found[0][1].replace("$", "") if len(found) == 1 else ""
    if not re.fullmatch(r"[A-Z]{1,3}[0-9]{1,5}", text) or found[0][0] not in book.sheetnames:
        raise TemplateError(
            f"Tên “{name[:60]}” trong mẫu phải chỉ đúng một ô của một trang; đồng chí đặt lại tên."
        )
    cell = book[found[0][0]][text]
    return found[0][0], cell.row, cell.column


def _by_sheet(columns: dict[str, Place]) -> dict[str, dict[int, dict[str, int]]]:
    """By sheet and row: the columns of the one list that begins there."""
    found: dict[str, dict[int, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    rows: dict[tuple[str, str], int] = {}
    for key, (sheet, row, column) in columns.items():
        listed = key.partition(".")[0]
        names = found[sheet][row]
        if rows.setdefault((sheet, listed), row) != row or any(not k.startswith(f"{listed}.") for k in names):
            raise TemplateError(
                f"Các cột của danh sách “{listed}” phải cùng một dòng, mỗi dòng một danh sách; đồng chí đặt "
                "lại tên."
            )
        names[key] = column
    return found


def _list(sheet: Any, first: int, names: dict[str, int], values: Values) -> None:
    listed = next(iter(names)).partition(".")[0]
    records: Iterable[Record] = values.lists[listed]
    count = len(values.lists[listed])
    if count > 1:
        _make_room(sheet, first, count - 1)
    for key, column in names.items():
        field = key.partition(".")[2]
        if not count:
            sheet.cell(first, column).value = None
        for row, record in enumerate(records, first):
            _write(sheet.cell(row, column), record[field])


def _make_room(sheet: Any, first: int, more: int) -> None:
    """Move what stands below `first` down, and give the new rows the looks of that row."""
    below = sheet.max_row
    if below > first:
        sheet.move_range(
            f"A{first + 1}:{sheet.cell(below, sheet.max_column).coordinate}", rows=more, translate=True
        )
        for merged in list(sheet.merged_cells.ranges):
            if merged.min_row > first:
                merged.shift(row_shift=more)
    looks = [(cell.column, copy(cell._style)) for cell in sheet[first]]  # noqa: SLF001 -- no public name
    for row in range(first + 1, first + more + 1):
        for column, look in looks:
            sheet.cell(row, column)._style = copy(look)  # noqa: SLF001


def _write(cell: Any, value: str | int) -> None:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
