"""Whatever the file holds: it is read, or one Vietnamese sentence says why not; no crash, nothing invented."""

import io
import re
import struct
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.member_list import reading
from desktop.member_list.compound import workbook_stream
from desktop.member_list.errors import MOST_COLUMNS, MOST_ROWS, ListError
from desktop.member_list.fields import Field
from desktop.member_list.header import find_header
from desktop.member_list.intake import begin, read
from desktop.member_list.reading import read_bytes, read_list
from desktop.member_list.records import Rows
from desktop.regulations import load_regulation
from meeting.season import Form, Season, Sector, Structure, Unit

from .files import TODAY, compound, csv_text, national, ods, person_40, record, understood, xls, xlsx

UNIT = Unit("A", "B", Form.TRUC_THUOC, Structure.CHI_UY, Sector.HANH_CHINH)
SEASON = Season("S", load_regulation("trung-uong-2025").id, 2026, TODAY, UNIT, ())
GOOD = [("Họ và tên", "Ngày sinh"), ("Lý Tú", "01/02/1980")]
SENTENCE = re.compile(r"[A-ZĐ].*[\wà-ỹ)”]\.$", re.DOTALL)


def refusal(data: bytes) -> str:
    with pytest.raises(ListError) as caught:
        read_bytes(data, "ds.xlsx")
    assert SENTENCE.match(str(caught.value)), caught.value
    return str(caught.value)


def patched(data: bytes, old: bytes, new: bytes, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """The workbook with something replaced in one part."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            body = source.read(name)
            assert name != part or old in body
            target.writestr(name, body.replace(old, new, 1) if name == part else body)
    return made.getvalue()


def archive(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, body in members.items():
            target.writestr(name.replace("__", "/"), body)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "không có dữ liệu"),
        (b"\r\n,,,\r\n", "không có dữ liệu"),
        (xlsx([]), "không có dữ liệu"),
        (xls([]), "không có dữ liệu"),
        (ods([]), "không có dữ liệu"),
        (b"%PDF-1.7\n", "tệp PDF"),
        (b"{\\rtf1", "tệp Word"),
        (b"<html><table><tr><td>a", "trang web"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook>", "trang web"),
        (b"\x7fELF\x01\x02\x03", "không phải danh sách"),
        (archive(word__document_xml=b"").replace(b"document_xml", b"document.xml"), "tệp Word"),
        (archive(anh=b"x"), "tệp nén"),
        (b"PK\x03\x04 and nothing more", "hỏng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "hỏng"),
        (compound(b"").replace("Workbook".encode("utf-16-le"), "Nothing!".encode("utf-16-le")), "hỏng"),
        (
            compound(b"", 4096).replace(
                "Workbook".encode("utf-16-le"), "WordDocument".encode("utf-16-le")[:16]
            ),
            "hỏng",
        ),
        (xls(GOOD, locked=True), "mật khẩu"),
        (
            compound(b"").replace(bytes(100), "EncryptedPackage".encode("utf-16-le").ljust(100, b"\0"), 1),
            "mật khẩu",
        ),
    ],
)
def test_files_that_are_no_lists(data: bytes, words: str) -> None:
    assert words in refusal(data)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ListError, match=r"Không mở được tệp “a[.]xlsx”"):
        read_list(tmp_path / "a.xlsx")
    with pytest.raises(ListError, match="Không mở được tệp"):
        read_list(tmp_path)


@pytest.mark.parametrize("far", [b"XFD1048576", b"B1048576", b"XFD2", b"AAA2", b"IW2", b"B20001", b"xfd2"])
def test_a_cell_far_away_does_not_fill_the_memory(far: bytes) -> None:
    data = xlsx(GOOD)
    for spelling in (b'r="%b"', b"r='%b'", b'r = "%b"', b'r= "%b"', b'\tr="%b"'):
        assert "quá lớn" in refusal(patched(data, b'r="B2"', spelling % far))


def test_cells_far_away_that_are_only_painted_do_not_matter() -> None:
    painted = (
        b'</row><row r="65536" spans="1:2"><c r="A65536" s="1"/><c r="XFD65536" s="1"/></row></sheetData>'
    )
    found = read_bytes(patched(xlsx(GOOD), b"</row></sheetData>", painted), "a.xlsx")
    assert found.sheets[0].rows[1][0] == "Lý Tú"


def test_a_spread_sheet_of_openoffice_ends_where_its_cells_end() -> None:
    tail = (
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert len(read_bytes(ods(GOOD, tail=tail), "a.ods").sheets[0].rows) == 2
    cell = '<table:table-cell {} office:value-type="string"><text:p>x</text:p></table:table-cell>'
    row = "<table:table-row {}>{}</table:table-row>"
    for far in (
        tail + row.format("", cell.format("")),
        row.format("", cell.format('table:number-columns-repeated="16384"')),
        row.format('table:number-rows-repeated="1048576"', cell.format("")),
        row.format("", '<table:table-cell table:number-columns-repeated="99999999999"/>' + cell.format("")),
    ):
        assert "quá lớn" in refusal(ods(GOOD, tail=far))


def test_an_old_sheet_with_a_cell_where_none_can_be() -> None:
    cell = record(0x203, struct.pack("<HHHd", 1, 1, 0, 1.0))
    for row, column in ((65535, 1), (1, 65535), (20000, 0), (0, 256)):
        far = record(0x203, struct.pack("<HHHd", row, column, 0, 1.0))
        assert "quá lớn" in refusal(xls([("Họ và tên", ""), ("", 1.0)]).replace(cell, far))


def test_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.member_list.guard_zip.MOST_UNPACKED", 100_000)
    bomb = patched(xlsx(GOOD), b"<sst", b"<!--" + bytes(200_000) + b"--><sst", "xl/sharedStrings.xml")
    assert len(bomb) < 20_000
    assert "quá lớn" in refusal(bomb)
    monkeypatch.setattr(reading, "MOST_BYTES", 1000)
    assert "quá lớn" in refusal(b"a,b\n" * 500)


def test_broken_xml_is_refused_however_long_it_is() -> None:
    """Behind a broken mark the reader would let texts of two cells run together."""
    long = patched(xlsx(GOOD), b"<sheetData>", b"<!--" + b"x" * 1_000_000 + b"--><sheetData>")
    assert read_bytes(long, "a.xlsx").sheets[0].rows[1][0] == "Lý Tú"
    assert "hỏng" in refusal(patched(long, b"</c><c", b"</c<c"))


def test_counts_that_a_reader_would_make_room_for() -> None:
    strings = patched(xlsx(GOOD), b'uniqueCount="4"', b'uniqueCount="2147483648"', "xl/sharedStrings.xml")
    assert "hỏng" in refusal(strings)
    table = record(0xFC, struct.pack("<II", 0x7FFFFFFF, 0x7FFFFFFF))
    assert "hỏng" in refusal(with_global(table))
    rows = record(0x200, struct.pack("<IIHHH", 0, 0x7FFFFFFF, 0, 0xFFFF, 0))
    assert read_bytes(with_global(rows), "a.xls").sheets[0].rows[1][0] == "Lý Tú"
    many = record(0xBD, struct.pack("<HH", 1, 200) + bytes(6) * 100 + struct.pack("<H", 299))
    assert "quá lớn" in refusal(with_global(many))


def with_global(extra: bytes) -> bytes:
    """An old workbook with one more record before its sheets."""
    stream = bytearray(workbook_stream(xls(GOOD)))
    first = 4 + struct.unpack_from("<H", stream, 2)[0]
    start = struct.unpack_from("<I", stream, first + 4)[0]
    struct.pack_into("<I", stream, first + 4, start + len(extra))
    return compound(bytes(stream[:first]) + extra + bytes(stream[first:]))


def test_chains_that_run_in_circles() -> None:
    base = xls(GOOD)
    table = len(base) - 512
    for size in (0, 1, 0xFFFF, 0xFFFFFFFE):
        circle = base[:table] + struct.pack("<I", size) * 127 + base[table + 508 :]
        check(circle)
        for place in (0x2C, 0x30, 0x40, 0x44, 0x48):
            check(base[:place] + struct.pack("<I", size) + base[place + 4 :])


def test_an_open_document_that_does_not_end() -> None:
    whole = ods(GOOD)
    for old, new in (
        (b"</table:table>", b""),
        (b"<text:p>", b'<text:p><text:s text:c="4294967295"/>'),
        (b"<table:table-cell", b'<table:table-cell table:number-columns-repeated="x"'),
    ):
        assert "hỏng" in refusal(patched(whole, old, new, "content.xml"))
    locked = patched(
        whole, b"</manifest:manifest>", b"<encryption-data/></manifest:manifest>", "META-INF/manifest.xml"
    )
    assert "mật khẩu" in refusal(locked)


def test_laughs_of_a_billion() -> None:
    entities = b'<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%b">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    evil = patched(xlsx(GOOD), b"<sst", entities + b"]><sst", "xl/sharedStrings.xml")
    try:
        found = read_bytes(patched(evil, "Lý Tú".encode(), b"&j;", "xl/sharedStrings.xml"), "a.xlsx")
    except ListError:
        return
    assert all(len(str(cell)) < 1000 for row in found.sheets[0].rows for cell in row)


def test_too_many_rows_or_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "quá lớn" in refusal(b"a\n" * (MOST_ROWS + 1))
    assert "quá lớn" in refusal(b"a," * (MOST_COLUMNS + 1))
    assert "nháy kép" in refusal(b'Name,"' + b"x" * 200_000)


def test_errors_and_formulas_are_what_excel_last_showed() -> None:
    data = xlsx([*GOOD, (7.0, 8.0)])
    data = patched(data, b'<c r="A3"><v>7</v>', '<c r="A3" t="str"><f>B9</f><v>Lê Én</v>'.encode())
    data = patched(data, b'<c r="B3"><v>8</v>', b'<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v>')
    row = understood(data)[2].people[1]
    assert dict(row.texts) == {Field.NAME: "Lê Én"}
    assert "born" not in row.facts


CELLS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Tên", "Tổ đảng", "Lý Tú", "1980", "31/02/1980", "(1)"]
    ),
    st.integers(-10, 10**13),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2100, 1, 1)),
)
TABLES = st.lists(st.lists(CELLS, max_size=6), max_size=8)


def invented(rows: Rows, texts: set[str]) -> list[str]:
    """Names that no cell holds."""
    parts = {part for text in texts for part in text.split()}
    return [row.name for row in rows.people if not set(row.name.split()) <= parts]


def check(data: bytes) -> None:
    try:
        found = read_bytes(data, "ds")
    except ListError as refused:
        found, sentence = None, str(refused)
    if found is None:
        assert SENTENCE.match(sentence)
        return
    intake = read(begin(found, SEASON, TODAY))
    texts = {
        intake.sheet.text(row, column, intake.columns.script)
        for row in range(len(intake.sheet.rows))
        for column in range(intake.sheet.width)
    }
    assert invented(intake.rows, texts) == []
    for row in intake.rows.people:
        for key in ("born", "admitted"):
            if (day := row.facts.get(key)) is not None:
                assert any(str(day.year) in text or text.isdigit() for text in row.texts.values())
    for line in intake.lines:
        assert line.why_not or {"name", "born", "admitted", "official"} <= set(line.row.facts)


@settings(max_examples=40)
@given(TABLES)
def test_any_workbook(rows: list[list[object]]) -> None:
    check(xlsx([[_possible(cell) for cell in row] for row in rows]))


def _possible(cell: object) -> object:
    return cell if not isinstance(cell, str) else re.sub(r"[\ud800-\udfff\ufffe\uffff]", "", cell)


@settings(max_examples=100)
@given(TABLES, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]), st.sampled_from(",;\t|"))
def test_any_text(rows: list[list[object]], code: str, separator: str) -> None:
    check(csv_text(rows, separator).encode(code, "replace"))


@settings(max_examples=200)
@given(st.binary(max_size=2000))
def test_any_bytes(data: bytes) -> None:
    check(data)


BASES = (
    national([person_40(1, "Lý Tú", "01/02/1980", "03/02/2005", "03/02/2006")]),
    xls(GOOD),
    ods(GOOD),
    csv_text(GOOD).encode("utf-16"),
)


@settings(max_examples=120)
@given(st.sampled_from(BASES), st.floats(0, 1), st.binary(max_size=8), st.booleans())
def test_any_damage(base: bytes, place: float, wound: bytes, cut: bool) -> None:
    at = int(place * len(base))
    check(base[:at] if cut else base[:at] + wound + base[at + len(wound) :])


@settings(max_examples=80)
@given(st.floats(0, 1), st.binary(min_size=1, max_size=6))
def test_any_damage_to_the_records_of_an_old_sheet(place: float, wound: bytes) -> None:
    base = xls([*GOOD, ("Lê Én", 1990.0)])
    at = 512 + int(place * 400)
    check(base[:at] + wound + base[at + len(wound) :])


@settings(max_examples=80)
@given(
    st.sampled_from(["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"]),
    st.floats(0, 1),
    st.binary(max_size=6),
)
def test_any_damage_inside_a_workbook(part: str, place: float, wound: bytes) -> None:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(BASES[0])) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            body = source.read(name)
            at = int(place * len(body))
            target.writestr(name, body[:at] + wound + body[at + len(wound) :] if name == part else body)
    check(made.getvalue())


def test_merged_cells_of_any_size() -> None:
    assert find_header(
        read_bytes(xlsx(GOOD, [(5, 0, 1000, 200)]), "a").sheets[0],
        begin(read_bytes(xlsx(GOOD), "a"), SEASON, TODAY).columns.script,
    )
    wide = patched(xlsx(GOOD, [(4, 0, 4, 3)]), b'ref="A5:D5"', b'ref="A1:XFD1048576"')
    check(wide)


def test_days_of_excel_that_are_none() -> None:
    data = xlsx([GOOD[0], ("Lý Tú", date(1980, 2, 1))])
    for serial in (b"-5", b"0.5", b"1e300", b"2958466", b"NaN", b"99999999999"):
        row = understood(patched(data, b"<v>29252</v>", b"<v>%b</v>" % serial))[2].people[0]
        assert "born" not in row.facts, serial


def test_a_reader_that_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "hỏng" in refusal(patched(xlsx(GOOD), b'r="B2"', b'r="B0"'))

    class PanicException(BaseException):
        pass

    for error, words in ((PanicException(), "hỏng"), (reading.PasswordError(), "mật khẩu")):
        monkeypatch.setattr(reading, "CalamineWorkbook", Panicking(error))
        assert words in refusal(xlsx(GOOD))
    monkeypatch.setattr(reading, "CalamineWorkbook", Panicking(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        read_bytes(xlsx(GOOD), "a.xlsx")


class Panicking:
    """A reader that gives up."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def from_filelike(self, _file: object) -> None:
        raise self.error
