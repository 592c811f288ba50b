"""Looks into an old .xls before the reader does: locked, cut short, or with cells where no cell can be.

An .xls is a small file system (512-byte header, sectors chained by a table, a directory) that holds one
stream of records, each with a kind, a length and its bytes.
"""

import struct
from collections.abc import Iterator, Sequence
from typing import Final

from desktop.member_list.errors import ListError
from desktop.member_list.guard_zip import DAMAGED, LOCKED, TOO_LARGE
from desktop.member_list.sheet import MOST_COLUMNS, MOST_ROWS

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_WORD: Final = "WordDocument".encode("utf-16-le")
_FREE: Final = 0xFFFFFFFA
_CELLS: Final = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, 0x0406, 0x0206})
_FILEPASS, _RK, _NUMBER = 0x002F, 0x027E, 0x0203
_STREAMS: Final = ("Workbook", "Book")


def check_xls(data: bytes) -> None:
    """ListError for what cannot be read as a list."""
    if _ENCRYPTED in data:
        raise ListError(LOCKED)
    if _WORD in data:
        raise ListError("Đây là tệp Word. Đồng chí chép bảng danh sách sang Excel rồi chọn lại.")
    try:
        stream = workbook_stream(data)
    except (struct.error, IndexError, ValueError) as error:
        raise ListError(DAMAGED) from error
    for kind, body in records(stream):
        if kind == _FILEPASS:
            raise ListError(LOCKED)
        if kind in _CELLS:
            _check_cell(body)


def _check_cell(body: bytes) -> None:
    if len(body) < struct.calcsize("<HH"):
        raise ListError(DAMAGED)
    row, column = struct.unpack_from("<HH", body)
    if row >= MOST_ROWS or column >= MOST_COLUMNS:
        raise ListError(TOO_LARGE)


def records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of the stream with their kinds."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def workbook_stream(data: bytes) -> bytes:
    """The bytes of the stream with the sheets; ValueError where there is none."""
    if len(data) < 512:  # noqa: PLR2004 - the header
        raise ValueError("no header")
    size = 1 << _between(struct.unpack_from("<H", data, 0x1E)[0], 7, 12)
    table = _table(data, size)
    first_directory, cutoff, first_small = (
        struct.unpack_from("<I", data, at)[0] for at in (0x30, 0x38, 0x3C)
    )
    directory = _chain(data, table, first_directory, size)
    root_start = struct.unpack_from("<I", directory, 0x74)[0]
    start, length = _entry(directory)
    if length >= cutoff:
        return _chain(data, table, start, size)[:length]
    small = (
        struct.unpack(f"<{len(raw) // 4}I", raw) if (raw := _chain(data, table, first_small, size)) else ()
    )
    whole = bytes(size) + _chain(data, table, root_start, size)  # as if it had a header, 64 bytes a sector
    return _chain(whole[size - 64 :], small, start, 64)[:length]


def _between(value: int, least: int, most: int) -> int:
    if not least <= value <= most:
        raise ValueError("sector size")
    return value


def _table(data: bytes, size: int) -> Sequence[int]:
    """The table of which sector follows which."""
    places = [place for place in struct.unpack_from("<109I", data, 0x4C) if place < _FREE]
    found, seen = struct.unpack_from("<I", data, 0x44)[0], set[int]()
    while found < _FREE and found not in seen:
        seen.add(found)
        more = struct.unpack_from(f"<{size // 4}I", data, (found + 1) * size)
        places += [place for place in more[:-1] if place < _FREE]
        found = more[-1]
    raw = b"".join(data[(place + 1) * size : (place + 2) * size] for place in places)
    return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])


def _chain(data: bytes, table: Sequence[int], start: int, size: int) -> bytes:
    parts, seen = [], set[int]()
    while start < _FREE and start not in seen:
        seen.add(start)
        parts.append(data[(start + 1) * size : (start + 2) * size])
        start = table[start]
    return b"".join(parts)


def _entry(directory: bytes) -> tuple[int, int]:
    """Where the stream of the sheets begins, and how long it is."""
    for at in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
        if name in _STREAMS:
            start, size = struct.unpack_from("<II", directory, at + 116)
            return start, size
    raise ValueError("no workbook")
