"""The records of old .xls files: skipped by one pattern as if looked at one after another."""

import struct
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.member_list import guard_xls
from desktop.member_list.errors import MOST_COLUMNS, MOST_ROWS, ListError
from desktop.member_list.reading import read_bytes

from .files import compound, record, xls

KINDS = (
    0x06,
    0xBD,
    0xD6,
    0xFD,
    0x201,
    0x203,
    0x204,
    0x205,
    0x208,
    0x27E,
    0x0A,
    0x2F,
    0x85,
    0xFC,
    0x200,
    0xE1,
)
CELLS = (0x06, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E)
PLACE = st.sampled_from((0, 1, 0x4DFF, 0x4E00, MOST_ROWS - 1, MOST_ROWS, 0xFF, MOST_COLUMNS, 0xFFFF))
RECORD = st.builds(
    lambda kind, row, column, rest: record(kind, struct.pack("<HH", row, column) + rest),
    *(st.sampled_from(KINDS), PLACE, PLACE, st.binary(max_size=300)),
)


def one_by_one(stream: bytes) -> Iterator[tuple[int, int, int]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind in CELLS:
            row, column = struct.unpack_from("<HH", stream, at + 4)
            if row >= MOST_ROWS or column + (length // 6 if kind == 0xBD else 0) >= MOST_COLUMNS:
                raise ListError("far")
        elif kind not in {0x201, 0x208}:  # empty cells and rows say nothing
            yield at, kind, length
            if kind == 0x0A:
                return
        at += 4 + length


def told(records: Iterator[tuple[int, int, int]]) -> object:
    try:
        return [each for each in records if each[1] not in {0x201, 0x208}]
    except (ListError, struct.error) as error:
        return type(error)


@settings(max_examples=300)
@given(st.lists(RECORD, max_size=8), st.integers(0, 6))
def test_records_are_told_as_one_by_one(records: list[bytes], lost: int) -> None:
    """Also where the last one is cut short."""
    stream = b"".join(records)
    stream = stream[: len(stream) - lost]
    assert told(guard_xls._records(bytearray(stream), 0)) == told(one_by_one(stream))


@pytest.mark.parametrize("length", [10, 14, 80, 255, 256, 400])
def test_a_far_cell_among_near_ones_is_found(length: int) -> None:
    near = record(0x204, struct.pack("<HHHHB", 2, 1, 0, 1, 1).ljust(length, b"\0"))
    for row, column in ((MOST_ROWS, 0), (3, MOST_COLUMNS)):
        far = record(0xFD, struct.pack("<HHHI", row, column, 0, 0))
        with pytest.raises(ListError, match="quá lớn"):
            list(guard_xls._records(bytearray(near * 50 + far + near), 0))


def test_words_in_a_cell_do_not_make_it_another_file() -> None:
    for words in ("WordDocument", "EncryptedPackage"):
        sheet = read_bytes(xls([("Họ và tên", "x"), ("Lý Tú", words)]), "a.xls").sheets[0]
        assert sheet.rows[1][1] == words
        entry = compound(b"").replace(
            "Root Entry".encode("utf-16-le").ljust(32, b"\0"), words.encode("utf-16-le").ljust(32, b"\0")
        )
        with pytest.raises(ListError, match="tệp Word" if words[0] == "W" else "mật khẩu"):
            read_bytes(entry, "a.xls")
