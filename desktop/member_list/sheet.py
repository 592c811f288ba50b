"""A file as it was read: sheets of raw cells, nothing understood yet."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property

from desktop.member_list.encodings import Script, convert

Value = str | float | int | bool | date | datetime | time | timedelta
Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last (row, column) of merged cells, from 0."""


class Kind(StrEnum):
    """What the bytes of the file are; the value is what the user reads."""

    XLSX = "Excel (.xlsx)"
    XLS = "Excel đời cũ (.xls)"
    ODS = "LibreOffice (.ods)"
    UTF8 = "Văn bản CSV, UTF-8"
    UTF16 = "Văn bản CSV, UTF-16"
    BYTES = "Văn bản CSV, bảng mã cũ"


@dataclass(frozen=True)  # no slots: the width is counted once
class Sheet:
    """One sheet; row 0 is the first row of the file."""

    name: str
    rows: Sequence[Sequence[Value]]
    merged: tuple[Range, ...] = ()

    def text(self, row: int, column: int, script: Script = Script.UNICODE) -> str:
        """The text of a cell; "" where there is none."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cell_text(cells[column], script) if column < len(cells) else ""

    @cached_property
    def width(self) -> int:
        """The number of columns."""
        return max(map(len, self.rows), default=0)


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file that could be read, with the script its letters seem to be in."""

    name: str
    kind: Kind
    sheets: tuple[Sheet, ...]
    script: Script


def string_text(text: str) -> str:
    """A cell of text on one line, composed, without the mark that Excel puts before a number kept as text."""
    if text.isascii() and text.isalnum():
        return text
    joined = " ".join(text.split()).removeprefix("'")
    return joined if joined.isascii() else unicodedata.normalize("NFC", joined)


def cell_text(value: Value, script: Script = Script.UNICODE) -> str:
    """What a cell says, as text: numbers without a needless ".0", days as dd/mm/yyyy."""
    if isinstance(value, str):
        return string_text(value if script is Script.UNICODE else convert(value, script))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e16 else repr(value)  # noqa: PLR2004
    if isinstance(value, date):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    return str(value)
