"""Headers of Windows libraries, made by hand: what a module is must be known before it is loaded."""

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import pe, tokens
from forms.tokens import ENTRY, TokenError

ADDRESS, START = 0x1000, 0x200


def library(
    names: tuple[str, ...], *, machine: int = 0x8664, magic: int = 0x20B, kind: int = 0x2002
) -> bytes:
    """A library with one section that holds the table of its functions."""
    optional_size = {0x10B: 224, 0x20B: 240}[magic]
    optional = bytearray(optional_size)
    struct.pack_into("<H", optional, 0, magic)
    struct.pack_into("<II", optional, {0x10B: 96, 0x20B: 112}[magic], ADDRESS if names else 0, 40)
    body = bytearray(40)
    struct.pack_into("<I", body, 24, len(names))
    struct.pack_into("<I", body, 32, ADDRESS + 40)
    place = 40 + 4 * len(names)
    pointers, texts = bytearray(), bytearray()
    for name in names:
        pointers += struct.pack("<I", ADDRESS + place + len(texts))
        texts += name.encode() + b"\0"
    body += pointers + texts
    dos = b"MZ" + b"\0" * 58 + struct.pack("<I", 64)
    coff = b"PE\0\0" + struct.pack("<HHIIIHH", machine, 1, 0, 0, 0, optional_size, kind)
    section = b".edata\0\0" + struct.pack("<IIII", len(body), ADDRESS, len(body), START) + b"\0" * 16
    head = dos + coff + bytes(optional) + section
    return head.ljust(START, b"\0") + bytes(body)


@pytest.mark.parametrize(
    ("machine", "magic", "bits"), [(0x8664, 0x20B, 64), (0xAA64, 0x20B, 64), (0x014C, 0x10B, 32)]
)
def test_width_and_functions_are_read(machine: int, magic: int, bits: int) -> None:
    found = pe.read_library(library(("C_Finalize", ENTRY), machine=machine, magic=magic))
    assert found == pe.Library(bits, frozenset({"C_Finalize", ENTRY}))


def test_a_library_that_offers_nothing_is_read() -> None:
    assert pe.read_library(library(())).exports == frozenset()


def test_the_right_module_passes_and_the_wrong_ones_are_one_sentence_each() -> None:
    path = Path("bit4xpki.dll")
    tokens.check_module(path, library((ENTRY,)))
    for content, words in (
        (library((ENTRY,), machine=0x014C, magic=0x10B), "loại 32 bit, chương trình này là loại 64 bit"),
        (library(("DllMain",)), "không có hàm C_GetFunctionList"),
        (library((ENTRY,), kind=0x0002), "không phải là thư viện dùng được"),
        (b"MZ", "không phải là thư viện dùng được"),
    ):
        with pytest.raises(TokenError, match=words):
            tokens.check_module(path, content)


def test_a_module_of_windows_is_checked_before_it_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "viettel-ca_s.dll"
    path.write_bytes(library(("CPAcquireContext",)))
    with pytest.raises(TokenError, match="không phải là thư viện PKCS#11"):
        tokens.certificates(path)


def test_every_cut_header_is_refused_or_read_never_worse() -> None:
    whole = library((ENTRY, "C_Finalize"))
    for size in range(len(whole)):
        with pytest.raises(pe.PeError):
            pe.read_library(whole[:size])


@given(st.binary(max_size=600), st.integers(0, 600))
def test_hostile_bytes_are_refused_or_read_never_worse(noise: bytes, place: int) -> None:
    whole = library((ENTRY,))
    for content in (b"MZ" + noise, whole[:place] + noise + whole[place + len(noise) :]):
        try:
            found = pe.read_library(content)
        except pe.PeError:
            continue
        assert found.bits in {32, 64}


def test_a_table_without_end_is_refused() -> None:
    whole = bytearray(library((ENTRY,)))
    struct.pack_into("<I", whole, START + 24, 0xFFFFFFFF)
    with pytest.raises(pe.PeError, match="more names"):
        pe.read_library(bytes(whole))
