"""Lists written as .xlsx: the roll of the branch, and a file given back with what is wrong in its rows."""

import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

import xlsxwriter

from desktop.member_list.differences import shown
from desktop.member_list.errors import ListError
from desktop.member_list.fields import KEPT, Field, title_in_lists
from desktop.member_list.mapping import Columns
from desktop.member_list.records import Rows, Weight
from desktop.member_list.sheet import Sheet, cell_text
from desktop.member_list.taking import Outcome
from meeting.season import Season

_WIDEST: Final = 42
_CHECKED, _DETAIL = "Kết quả kiểm tra", "Chi tiết lỗi"
_RIGHT, _WRONG, _LACKING = "Đạt", "Có lỗi", "Thiếu thông tin"


def write_roll(path: Path, season: Season, at: datetime) -> None:
    """Write the roll so that it can be taken in again without a difference; ListError when it cannot be."""
    titles = ("STT", *(title_in_lists(field) for field in KEPT))
    rows = [
        (str(number), *(shown(field, getattr(member, field)) for field in KEPT))
        for number, member in enumerate(season.members, 1)
    ]
    heading = f"DANH SÁCH ĐẢNG VIÊN {season.unit.name} NĂM {season.year}".upper()
    _write(path, "Danh sách", [(heading,), (), titles, *rows], 3, at)


def write_checked(
    path: Path, sheet: Sheet, columns: Columns, rows: Rows, outcomes: Sequence[Outcome], at: datetime
) -> None:
    """Write the list as it came, all cells as text, with the result and the errors of each row beside it."""
    width = sheet.width
    said = {**_checks(rows), **_outcomes(outcomes)}
    head = [_texts(sheet, columns, row) for row in range(columns.header.first)]
    titles = [*_titles(columns), *[""] * (width - len(columns.header.titles)), _CHECKED, _DETAIL]
    body = [
        (*_texts(sheet, columns, row), *said.get(row + 1, ("", "")))
        for row in range(columns.header.last + 1, len(sheet.rows))
    ]
    _write(path, sheet.name, [*head, titles, *body], len(head) + 1, at)


def _titles(columns: Columns) -> list[str]:
    """The titles on one level; a name in two columns gets a title for each."""
    titles, names = list(columns.header.titles), columns.of(Field.NAME)
    if len(names) > 1:
        titles[names[0]], titles[names[-1]] = title_in_lists(Field.FAMILY), title_in_lists(Field.GIVEN)
    return titles


def _texts(sheet: Sheet, columns: Columns, row: int) -> tuple[str, ...]:
    texts = tuple(cell_text(cell, columns.script) for cell in sheet.rows[row])
    return texts + ("",) * (sheet.width - len(texts))


def _checks(rows: Rows) -> Mapping[int, tuple[str, str]]:
    said = {each.number: ("Không phải đảng viên", each.why) for each in rows.left_out}
    for row in rows.people:
        result = _WRONG if row.has(Weight.WRONG) else _LACKING if row.has(Weight.MISSING) else _RIGHT
        said[row.number] = result, "; ".join(map(str, row.problems))
    return said


def _outcomes(outcomes: Iterable[Outcome]) -> Mapping[int, tuple[str, str]]:
    return {each.number: (each.done.value, each.why) for each in outcomes}


def _write(path: Path, name: str, rows: Sequence[Sequence[str]], frozen: int, at: datetime) -> None:
    """Write beside the place and put it there when it is whole: never half a file."""
    try:
        handle, fresh = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".xlsx")
        os.close(handle)
        try:
            _fill(Path(fresh), name, rows, frozen, at)
            Path(fresh).replace(path)
        finally:
            Path(fresh).unlink(missing_ok=True)
    except (OSError, xlsxwriter.exceptions.XlsxWriterException) as error:
        raise ListError(
            f"Không ghi được tệp “{path.name}”: thư mục không cho ghi, hết chỗ, hoặc tệp đang mở trong "
            "Excel. Đồng chí đóng tệp ấy hoặc chọn chỗ khác."
        ) from error


def _fill(path: Path, name: str, rows: Sequence[Sequence[str]], frozen: int, at: datetime) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": at, "title": name})
        as_text = book.add_format({"num_format": "@", "valign": "top"})
        bold = book.add_format({"num_format": "@", "bold": True, "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(_sheet_name(name))
        for at_row, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(at_row, column, text, bold if at_row < frozen else as_text)
        sheet.freeze_panes(frozen, 0)
        for column, width in enumerate(_widths(rows[max(frozen - 1, 0) :])):
            sheet.set_column(column, column, width)


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    most = max(map(len, rows), default=0)
    return [
        min(max(len(row[column]) for row in rows if column < len(row)) + 2, _WIDEST) for column in range(most)
    ]


def _sheet_name(name: str) -> str:
    """A name that Excel allows."""
    plain = "".join(" " if c in "[]:*?/\\'" else c for c in name).strip()[:31]
    return plain or "Danh sách"
