"""Looks into an old .xls before the reader does: locked or cut short is refused, counts are not believed.

The stream of an .xls is records, each with a kind, a length and its bytes.
"""

import re
import struct
from collections.abc import Iterator
from functools import cache
from typing import Final

from desktop.member_list.compound import holds, lay_out, workbook_stream
from desktop.member_list.errors import DAMAGED, LOCKED, MOST_COLUMNS, MOST_ROWS, TOO_LARGE, ListError

_FORMULA, _MANY_NUMBERS, _RICH, _STRING, _NUMBER, _LABEL, _TRUTH, _SHORT_NUMBER = (
    0x06, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E,
)  # fmt: skip
_CELLS: Final = frozenset({_FORMULA, _MANY_NUMBERS, _RICH, _STRING, _NUMBER, _LABEL, _TRUTH, _SHORT_NUMBER})
_END, _LOCKED, _SHEET, _STRINGS, _EXTENT, _UNKNOWN = 0x0A, 0x2F, 0x85, 0xFC, 0x200, 0x0F
_MOST_SHEETS: Final = 255
_PAIR: Final = struct.Struct("<HH").unpack_from


def clean_xls(data: bytes) -> bytes:
    """The same workbook in a clean file that a reader can trust; ListError for what cannot be read."""
    if holds(data, "EncryptedPackage"):
        raise ListError(LOCKED)
    if holds(data, "WordDocument"):
        raise ListError("Đây là tệp Word. Đồng chí chép bảng danh sách sang Excel rồi chọn lại.")
    try:
        stream = bytearray(workbook_stream(data))
        starts = tuple(_starts(stream))
        for start in (0, *starts):
            _check(stream, start)
    except (struct.error, ValueError) as error:
        raise ListError(DAMAGED) from error
    return lay_out(stream)


def _starts(stream: bytearray) -> Iterator[int]:
    """Where the sheets begin."""
    found = 0
    for at, kind, _ in _records(stream, 0):
        if kind == _SHEET:
            found += 1
            if found > _MOST_SHEETS:
                raise ListError(TOO_LARGE)
            yield struct.unpack_from("<I", stream, at + 4)[0]


def _check(stream: bytearray, start: int) -> None:
    for at, kind, _ in _records(stream, start):
        if kind == _LOCKED:
            raise ListError(LOCKED)
        if kind == _STRINGS and struct.unpack_from("<I", stream, at + 8)[0] > len(stream):
            raise ListError(DAMAGED)
        if kind == _EXTENT:  # what the sheet says of its size is only believed by careless readers
            struct.pack_into("<H", stream, at, _UNKNOWN)


@cache
def _near() -> re.Pattern[bytes]:
    """Cells one after another, and what Excel writes between them (empty cells, rows), none of them far away.

    There is a pattern for every length, for a record begins where the one before ends. To go from one to the
    next in Python takes nearly as long as to read the whole file.
    """
    lengths = b"|".join(
        re.escape(struct.pack("<H", length)) + b".[\x00-\x4d].\x00.{%d}" % (length - 4)
        for length in range(6, 256)
    )
    kinds = b"(?:[\x06\xd6\xfd]\x00|[\x01\x03\x04\x05\x08\x7e]\x02)"
    return re.compile(b"(?:" + kinds + b"(?:" + lengths + b"))++", re.DOTALL)


def _records(stream: bytearray, start: int) -> Iterator[tuple[int, int, int]]:
    """The records from `start` to the next end: place, kind, and length of what follows these two numbers.

    Cells, of which there are very many, are not given but looked at here; ListError for one far away.
    """
    at, last, skip = start, len(stream) - 4, _near().match
    while at <= last:
        if near := skip(stream, at):
            at = near.end()
            continue
        kind, length = _PAIR(stream, at)
        if kind in _CELLS:
            row, column = _PAIR(stream, at + 4)
            if row >= MOST_ROWS or column >= MOST_COLUMNS - (length // 6 if kind == _MANY_NUMBERS else 0):
                raise ListError(TOO_LARGE)
        else:
            yield at, kind, length
            if kind == _END:
                return
        at += 4 + length
