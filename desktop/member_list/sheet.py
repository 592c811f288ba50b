"""A file as it was read: sheets of raw cells, nothing understood yet."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import repeat
from typing import Final, TypeGuard, cast, overload

from desktop.member_list.encodings import Script, convert
from desktop.member_list.words import clean

Value = str | float | int | bool | date | datetime | time | timedelta
Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last (row, column) of merged cells, from 0."""


_UNUSUAL: Final = ("  ", "| ", " |", "|'")
"""Spaces too many and the mark of Excel, in texts joined by strokes."""


class Kind(StrEnum):
    """What the bytes of the file are; the value is what the user reads."""

    XLSX = "Excel (.xlsx)"
    XLS = "Excel đời cũ (.xls)"
    ODS = "LibreOffice (.ods)"
    UTF8 = "Văn bản CSV, UTF-8"
    UTF16 = "Văn bản CSV, UTF-16"
    BYTES = "Văn bản CSV, bảng mã cũ"


class Lines(Sequence[Sequence[str]]):
    """The rows of a text without quotes: lines that are cut into cells when they are asked for."""

    def __init__(self, lines: Sequence[str], separator: str) -> None:
        self._lines, self._separator = lines, separator

    @cached_property
    def width(self) -> int:
        """The number of cells in the longest row."""
        return 1 + max(map(str.count, self._lines, repeat(self._separator)), default=0)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._lines)

    def __iter__(self) -> Iterator[Sequence[str]]:
        """Cut one line after the other."""
        return map(str.split, self._lines, repeat(self._separator))

    @overload
    def __getitem__(self, at: int) -> Sequence[str]: ...

    @overload
    def __getitem__(self, at: slice) -> "Lines": ...

    def __getitem__(self, at: int | slice) -> "Sequence[str] | Lines":
        """Return the cells of one row, or some of the rows."""
        if isinstance(at, slice):
            return Lines(self._lines[at], self._separator)
        return self._lines[at].split(self._separator)


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
        if isinstance(self.rows, Lines):
            return self.rows.width
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
    plain = clean(text)
    return clean(plain.removeprefix("'")) if plain.startswith("'") else plain


def cell_texts(cells: Sequence[Value], script: Script) -> Sequence[str]:
    """What the cells of a column or row say: looked at together, one by one where they are not as usual."""
    if script is Script.UNICODE and _are_usual(cells):
        return cells
    return [cell_text(cell, script) for cell in cells]


def _are_usual(cells: Sequence[Value]) -> TypeGuard[Sequence[str]]:
    """Tell whether all the cells are texts that `string_text` would leave as they are."""
    try:
        joined = "|".join(("", *cast("Sequence[str]", cells), ""))
    except TypeError:  # not only texts
        return False
    if joined.count("|") != len(cells) + 1 or not joined.isprintable():
        return False
    return unicodedata.is_normalized("NFC", joined) and not any(mark in joined for mark in _UNUSUAL)


def cell_text(value: Value, script: Script = Script.UNICODE) -> str:
    """What a cell says, as text: numbers without a needless ".0", days as dd/mm/yyyy."""
    if isinstance(value, str):
        return string_text(value if script is Script.UNICODE else convert(value, script))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e16 else repr(value)  # noqa: PLR2004
    if isinstance(value, date):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    return str(value)
