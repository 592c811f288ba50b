"""The small file system in which an old .xls lies: take its one stream out, and lay it into a clean one.

A compound file has a header of 512 bytes, sectors chained by a table, and a directory. Readers trust its
sizes and chains, and a damaged one would lead them around in circles: they only get one written here.
"""

import re
import struct
from collections.abc import Sequence
from typing import Final

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE: Final = 0xFFFFFFFA
_END, _TABLE, _NONE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_HEADER, _SECTOR, _SMALL, _CUTOFF, _ENTRY = 512, 4096, 64, 4096, 128
_STREAMS: Final = ("Workbook", "Book")


def workbook_stream(data: bytes) -> bytes:
    """The bytes of the stream with the sheets; ValueError where there is none."""
    try:
        return _stream(data)
    except (struct.error, IndexError) as error:
        raise ValueError("cut short") from error


def holds(data: bytes, name: str) -> bool:
    """Tell whether an entry of a directory begins with this name; entries lie at equal distances."""
    raw = name.encode("utf-16-le")
    initials = re.finditer(re.escape(raw[:1]), data[::_ENTRY])
    return any(data.startswith(raw, found.start() * _ENTRY) for found in initials)


def _stream(data: bytes) -> bytes:
    shift = struct.unpack_from("<H", data, 0x1E)[0]
    if shift not in {9, 12}:
        raise ValueError("sector size")
    size = 1 << shift
    table = _table(data, size)
    first, cutoff, first_small = (struct.unpack_from("<I", data, at)[0] for at in (0x30, 0x38, 0x3C))
    directory = _chain(data, table, first, size)
    start, length = _entry(directory)
    if length >= cutoff:
        return _chain(data, table, start, size)[:length]
    small = _numbers(_chain(data, table, first_small, size))
    root = struct.unpack_from("<I", directory, 116)[0]
    inner = bytes(_SMALL) + _chain(data, table, root, size)  # as if it had a header of one small sector
    return _chain(inner, small, start, _SMALL)[:length]


def _numbers(raw: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])


def _table(data: bytes, size: int) -> Sequence[int]:
    """The table of which sector follows which."""
    places = list(struct.unpack_from("<109I", data, 0x4C))
    more, seen = struct.unpack_from("<I", data, 0x44)[0], set[int]()
    while more < _FREE and more not in seen:
        seen.add(more)
        *found, more = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        places += found
    known = dict.fromkeys(place for place in places if place < _FREE)
    return _numbers(b"".join(data[(place + 1) * size : (place + 2) * size] for place in known))


def _chain(data: bytes, table: Sequence[int], start: int, size: int) -> bytes:
    view, parts, seen = memoryview(data), [], set[int]()
    while start < _FREE and start not in seen:
        seen.add(start)
        parts.append(view[(start + 1) * size : (start + 2) * size])
        start = table[start]
    return b"".join(parts)


def _entry(directory: bytes) -> tuple[int, int]:
    """Where the stream of the sheets begins, and how long it is."""
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
        if name in _STREAMS:
            start, size = struct.unpack_from("<II", directory, at + 116)
            return start, size
    raise ValueError("no workbook")


def lay_out(stream: bytes | bytearray) -> bytes:
    """A clean compound file with nothing but this stream."""
    sectors = max(-(-len(stream) // _SECTOR), 1)
    size = sectors * _SECTOR
    tables = -(-(sectors + 1) // (_SECTOR // 4 - 1))
    first_table = sectors + 1
    chain = [*range(1, sectors), _END, _END, *[_TABLE] * tables]
    room = tables * _SECTOR // 4
    table = struct.pack(f"<{room}I", *chain, *[_NONE] * (room - len(chain)))
    directory = _written("Root Entry", 5, sectors, 0, child=1) + _written("Workbook", 2, 0, size)
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        *(MAGIC, 0x3E, 4, 0xFFFE, 12, 6),
        *(1, tables, sectors, 0, _CUTOFF, _END, 0, _END, 0),
    )
    places = struct.pack("<109I", *range(first_table, first_table + tables), *[_NONE] * (109 - tables))
    return b"".join(
        (
            (header + places).ljust(_SECTOR, b"\0"),
            stream,
            bytes(size - len(stream)),
            directory.ljust(_SECTOR, b"\0"),
            table,
        )
    )


def _written(name: str, kind: int, start: int, size: int, child: int = _NONE) -> bytes:
    raw = name.encode("utf-16-le")
    links = (_NONE, _NONE, child)
    return struct.pack("<64sHBBIII36xII4x", raw, len(raw) + 2, kind, 1, *links, start, size)
