"""Looks into an old .xls before the reader does: locked or cut short is refused, counts are not believed.

The stream of an .xls is records, each with a kind, a length and its bytes.
"""

import struct
from collections.abc import Iterator
from typing import Final

from desktop.member_list.compound import lay_out, workbook_stream
from desktop.member_list.errors import DAMAGED, LOCKED, MOST_COLUMNS, MOST_ROWS, TOO_LARGE, ListError

_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_WORD: Final = "WordDocument".encode("utf-16-le")
_FORMULA, _MANY_NUMBERS, _RICH, _STRING, _NUMBER, _LABEL, _TRUTH, _SHORT_NUMBER = (
    0x06, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E,
)  # fmt: skip
_CELLS: Final = frozenset({_FORMULA, _MANY_NUMBERS, _RICH, _STRING, _NUMBER, _LABEL, _TRUTH, _SHORT_NUMBER})
_END, _LOCKED, _SHEET, _STRINGS, _EXTENT, _UNKNOWN = 0x0A, 0x2F, 0x85, 0xFC, 0x200, 0x0F
_MOST_SHEETS: Final = 255


def clean_xls(data: bytes) -> bytes:
    """The same workbook in a clean file that a reader can trust; ListError for what cannot be read."""
    if _ENCRYPTED in data:
        raise ListError(LOCKED)
    if _WORD in data:
        raise ListError("Đây là tệp Word. Đồng chí chép bảng danh sách sang Excel rồi chọn lại.")
    try:
        stream = bytearray(workbook_stream(data))
        starts = tuple(_starts(stream))
        for start in (0, *starts):
            _check(stream, start)
    except (struct.error, ValueError) as error:
        raise ListError(DAMAGED) from error
    return lay_out(bytes(stream))


def _starts(stream: bytearray) -> Iterator[int]:
    """Where the sheets begin."""
    found = 0
    for _, kind, body in _records(stream, 0):
        if kind == _SHEET:
            found += 1
            if found > _MOST_SHEETS:
                raise ListError(TOO_LARGE)
            yield struct.unpack_from("<I", body)[0]


def _check(stream: bytearray, start: int) -> None:
    for at, kind, body in _records(stream, start):
        if kind == _LOCKED:
            raise ListError(LOCKED)
        if kind in _CELLS:
            _check_cell(kind, body)
        elif kind == _STRINGS and struct.unpack_from("<I", body, 4)[0] > len(stream):
            raise ListError(DAMAGED)
        elif kind == _EXTENT:  # what the sheet says of its size is only believed by careless readers
            struct.pack_into("<H", stream, at, _UNKNOWN)


def _check_cell(kind: int, body: bytes) -> None:
    row, column = struct.unpack_from("<HH", body)
    last = column + len(body) // 6 if kind == _MANY_NUMBERS else column
    if row >= MOST_ROWS or last >= MOST_COLUMNS:
        raise ListError(TOO_LARGE)


def _records(stream: bytearray, start: int) -> Iterator[tuple[int, int, bytes]]:
    """The records from `start` to the next end, each with its place and kind."""
    at, size = start, len(stream)
    while at + 4 <= size:
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, bytes(stream[at + 4 : at + 4 + length])
        if kind == _END:
            return
        at += 4 + length
