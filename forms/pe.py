"""What a Windows library says of itself in its header, read without loading it (Microsoft PE/COFF).

Loading a library runs its code, and one of the wrong width fails with words nobody understands. Two facts
are enough: for how many bits it is made, and which functions it offers.
"""

import struct
from dataclasses import dataclass
from typing import Final

_BITS: Final = {0x014C: 32, 0x8664: 64, 0xAA64: 64}
"""Machine numbers: i386, AMD64, ARM64."""
_EXPORTS_AT: Final = {0x10B: 96, 0x20B: 112}
"""Where the table of directories begins in the optional header: PE32, PE32+."""
_DLL: Final = 0x2000
_MOST_SECTIONS: Final = 96
_MOST_NAMES: Final = 65536
_LONGEST_NAME: Final = 256


class PeError(ValueError):
    """The bytes are no library of Windows, or a damaged one."""


@dataclass(frozen=True, slots=True)
class Library:
    """A library as its header tells: width in bits, names of the functions it offers."""

    bits: int
    exports: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Section:
    address: int
    size: int
    start: int


def is_pe(data: bytes) -> bool:
    """Tell whether the bytes begin as programs and libraries of Windows do."""
    return data.startswith(b"MZ")


def read_library(data: bytes) -> Library:
    """Return what the header tells; PeError for anything else than a whole library."""
    if not is_pe(data):
        raise PeError("no MZ header")
    head = _number(data, 0x3C)
    if _piece(data, head, 4) != b"PE\0\0":
        raise PeError("no PE header")
    machine, sections = struct.unpack("<HH", _piece(data, head + 4, 4))
    optional_size, kind = struct.unpack("<HH", _piece(data, head + 20, 4))
    if machine not in _BITS or not kind & _DLL or sections > _MOST_SECTIONS:
        raise PeError("another machine, or no library")
    optional = head + 24
    (magic,) = struct.unpack("<H", _piece(data, optional, 2))
    if magic not in _EXPORTS_AT or optional_size < _EXPORTS_AT[magic] + 8:
        raise PeError("no table of directories")
    table = _sections(data, optional + optional_size, sections)
    address = _number(data, optional + _EXPORTS_AT[magic])
    return Library(_BITS[machine], _exports(data, table, address) if address else frozenset())


def _piece(data: bytes, start: int, size: int) -> bytes:
    if start < 0 or start + size > len(data):
        raise PeError("the file ends too early")
    return data[start : start + size]


def _number(data: bytes, start: int) -> int:
    (number,) = struct.unpack("<I", _piece(data, start, 4))
    return int(number)


def _sections(data: bytes, start: int, count: int) -> tuple[_Section, ...]:
    found = []
    for number in range(count):
        entry = _piece(data, start + 40 * number, 40)
        size, address, raw_size, raw = struct.unpack("<IIII", entry[8:24])
        found.append(_Section(address, max(size, raw_size), raw))
    return tuple(found)


def _place(table: tuple[_Section, ...], address: int) -> int:
    """Return where in the file lies what will be at `address` in memory."""
    for section in table:
        if section.address <= address < section.address + section.size:
            return section.start + address - section.address
    raise PeError("an address outside all sections")


def _exports(data: bytes, table: tuple[_Section, ...], address: int) -> frozenset[str]:
    directory = _piece(data, _place(table, address), 40)
    count, names = struct.unpack("<I", directory[24:28])[0], struct.unpack("<I", directory[32:36])[0]
    if count > _MOST_NAMES:
        raise PeError("more names than any library has")
    if not count:
        return frozenset()
    start = _place(table, names)
    return frozenset(_name(data, _place(table, _number(data, start + 4 * n))) for n in range(count))


def _name(data: bytes, start: int) -> str:
    end = data.find(b"\0", start, start + _LONGEST_NAME)
    if end < 0:
        raise PeError("a name without end")
    return data[start:end].decode("ascii", "replace")
