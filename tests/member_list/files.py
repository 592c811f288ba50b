"""Lists as they are met, made by the tests: the national layout, others, old codes, old .xls, .ods."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from xml.sax.saxutils import escape

import xlsxwriter

from desktop.member_list.encodings import TCVN3, VNI
from desktop.member_list.header import find_header
from desktop.member_list.mapping import Columns, propose
from desktop.member_list.reading import read_bytes
from desktop.member_list.records import Rows
from desktop.member_list.rows import read_rows, setting
from desktop.member_list.sheet import ListFile

TODAY = date(2026, 12, 1)
Cells = Sequence[Sequence[object]]

TITLES_40: tuple[tuple[str, str], ...] = (
    ("STT", ""), ("ID (UUID)", ""), ("Họ và tên *", ""), ("Tên gọi khác", ""), ("Giới tính *", ""),
    ("Sinh ngày * \n(dd/mm/yyyy)", ""), ("Dân tộc *", ""), ("Tôn giáo *", ""), ("Số định danh cá nhân *", ""),
    ("Số thẻ Đảng* \n(12 số theo HD38-HD/BTCTW)", ""), ("Nơi cấp thẻ Đảng", ""),
    ("Ngày cấp thẻ Đảng (dd/mm/yyyy)", ""), ("Số thẻ theo (Đảng) quyết định 85", ""),
    ("Tổ chức Đảng đang sinh hoạt * (không sửa)", ""), ("Nơi đăng ký khai sinh", "Quốc gia"), ("", "Tỉnh"),
    ("", "Địa chỉ chi tiết"), ("Quê quán (theo mô hình 2 cấp)", "Quốc gia"), ("", "Tỉnh"),
    ("", "Địa chỉ chi tiết"), ("Thường trú (theo mô hình 2 cấp)", "Quốc gia"), ("", "Tỉnh"),
    ("", "Địa chỉ chi tiết"), ("Ngày vào Đảng* (dd/mm/yyyy)", ""), ("Ngày vào Đảng chính thức* (dd/mm/yyyy)", ""),
    ("Số CMND cũ (nếu có)", ""), ("Trạng thái hoạt động", ""),
    ("Ngày rời khỏi/ Ngày mất/ Ngày miễn sinh hoạt Đảng", ""),
    ("Đề nghị xóa hồ sơ khỏi cơ sở dữ liệu do trùng hoặc nhập nhầm (ghi “có”)", ""),
)  # fmt: skip


def person_40(
    number: int, name: str, born: str, admitted: str, official: str, citizen: str = "001080000123"
) -> list[str]:
    """One row of the national layout."""
    place = ["Việt Nam", "Lâm Đồng", "Thôn 1"]
    return [
        str(number), "a-b-c", name, "", "Nữ", born, "Kinh", "Không", citizen, "068000000001", "Lâm Đồng",
        "03/02/2015", "", "Chi bộ 1", *place, *place, *place, admitted, official, "", "Đang sinh hoạt", "", "",
    ]  # fmt: skip


def national(people: Sequence[Sequence[str]]) -> bytes:
    """The file of the national database: title, notes, titles on rows 6 and 7, hidden lists of places."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet("Danh sách đảng viên")
        last = len(TITLES_40) - 1
        sheet.merge_range(0, 0, 0, last, "DANH SÁCH ĐẢNG VIÊN CẬP NHẬT, BỔ SUNG THÔNG TIN")
        sheet.write_string(1, 0, "Ngày 01/12/2026")
        sheet.write_string(2, 0, "Ghi chú: cột có dấu * là bắt buộc; Họ và tên viết hoa chữ cái đầu")
        for column, (title, under) in enumerate(TITLES_40):
            if under and title:
                sheet.merge_range(5, column, 5, column + 2, title)
            elif title:
                sheet.merge_range(5, column, 6, column, title)
            if under:
                sheet.write_string(6, column, under)
        for row, cells in enumerate(people, 7):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell, text)
        for name in ("QUOCGIA", "TINH", "DANTOC", "TONGIAO"):
            hidden = book.add_worksheet(name)
            hidden.hide()
            hidden.write_string(0, 0, "Họ và tên")
    return made.getvalue()


def xlsx(rows: Cells, merged: Sequence[tuple[int, int, int, int]] = (), **options: object) -> bytes:
    """A plain workbook; days are real days, everything else as it is."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, **options}) as book:
        sheet = book.add_worksheet("DS")
        as_day = book.add_format({"num_format": "dd/mm/yyyy"})
        for place in merged:
            sheet.merge_range(*place, "")
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), as_day)  # noqa: DTZ001
                elif isinstance(cell, str):
                    if cell:
                        sheet.write_string(row, column, cell)
                else:
                    sheet.write(row, column, cell)
    return made.getvalue()


def csv_text(rows: Cells, separator: str = ",") -> str:
    """The text of a CSV file."""
    return "\r\n".join(separator.join(map(str, row)) for row in rows) + "\r\n"


def old_letters(text: str, table: Mapping[str, str]) -> str:
    """The text as an old font has it."""
    back = {letter: code for code, letter in table.items()}
    return "".join(back.get(c, c) for c in text)


def tcvn3(text: str) -> str:
    """The text in TCVN3 (only small letters have tones there)."""
    return old_letters(text, TCVN3)


def vni(text: str) -> str:
    """The text in VNI."""
    return old_letters(text, VNI)


def ods(rows: Cells, *, tail: str = "") -> bytes:
    """An OpenDocument sheet; `tail` is more rows as XML."""
    body = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    names = " ".join(
        f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"'
        for each in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}><office:body>'
        f'<office:spreadsheet><table:table table:name="DS">{body}{tail}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
    return made.getvalue()


_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    "</manifest:manifest>"
)


def _ods_cell(cell: object) -> str:
    if cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell:%Y-%m-%d}"/>'
    if isinstance(cell, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p></table:table-cell>'


def xls(rows: Cells, *, locked: bool = False, padded: int = 4096) -> bytes:
    """An old workbook: records of BIFF8 in a compound file; `padded` below 4096 puts it among the small streams."""
    return compound(_biff(rows, locked=locked), padded)


def _biff(rows: Cells, *, locked: bool) -> bytes:
    cells = b"".join(
        _biff_cell(row, column, cell)
        for row, each in enumerate(rows)
        for column, cell in enumerate(each)
        if cell != ""
    )
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 1996, 0, 6)) + cells + record(0x0A, b"")
    name = "DS".encode("latin-1")
    lock = record(0x2F, bytes(6)) if locked else b""
    head = record(0x809, struct.pack("<HHHHII", 0x600, 0x05, 0, 1996, 0, 6)) + lock
    bound = len(record(0x85, bytes(8) + name))
    start = len(head) + bound + len(record(0x0A, b""))
    return (
        head
        + record(0x85, struct.pack("<IBBBB", start, 0, 0, len(name), 0) + name)
        + record(0x0A, b"")
        + sheet
    )


def record(kind: int, body: bytes) -> bytes:
    """One record of BIFF."""
    return struct.pack("<HH", kind, len(body)) + body


def _biff_cell(row: int, column: int, cell: object) -> bytes:
    if isinstance(cell, int | float):
        return record(0x203, struct.pack("<HHHd", row, column, 0, cell))
    text = str(cell)
    return record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


def compound(stream: bytes, padded: int = 4096) -> bytes:
    """A compound file with one stream "Workbook"."""
    small = max(len(stream), padded) < 4096
    body = stream + bytes(-len(stream) % 512 if small else max(padded - len(stream), -len(stream) % 512))
    body += bytes(-len(body) % 512)
    length = len(stream) if small else len(body)
    sectors = len(body) // 512
    chain = [*range(1, sectors), 0xFFFFFFFE]
    small_chain = [*range(1, -(-length // 64)), 0xFFFFFFFE] if small else []
    directory_at, table_at = sectors + (1 if small else 0), sectors + (2 if small else 1)
    table = chain + ([0xFFFFFFFE] if small else []) + [0xFFFFFFFE, 0xFFFFFFFD]
    root = _entry("Root Entry", 5, 0 if small else 0xFFFFFFFE, len(body) if small else 0, child=1)
    directory = root + _entry("Workbook", 2, 0, length) + bytes(256)
    head = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6), 0, 1, directory_at, 0, 4096,
        sectors if small else 0xFFFFFFFE, 1 if small else 0, 0xFFFFFFFE, 0,
    )  # fmt: skip
    places = struct.pack("<109I", table_at, *[0xFFFFFFFF] * 108)
    mini = _table(small_chain) if small else b""
    return head + places + body + mini + directory + _table(table)


def _table(chain: Sequence[int]) -> bytes:
    return struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    raw = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII36sIII",
        raw,
        len(raw) + 2,
        kind,
        1,
        0xFFFFFFFF,
        0xFFFFFFFF,
        child,
        bytes(36),
        start,
        size,
        0,
    )


def understood(
    data: bytes, name: str = "ds.xlsx", groups: Sequence[str] = ()
) -> tuple[ListFile, Columns, Rows]:
    """What the program makes of a file, all proposals accepted."""
    found = read_bytes(data, name)
    sheet = found.sheets[0]
    header = find_header(sheet, found.script)
    assert header is not None
    columns = propose(sheet, header, found.script)
    return found, columns, read_rows(sheet, columns, setting(groups, TODAY, columns))
