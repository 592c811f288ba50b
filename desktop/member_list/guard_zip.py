"""Looks into .xlsx and .ods before the reader does: what would fill the memory is refused."""

import re
import zipfile
from collections.abc import Iterator
from typing import Final

from desktop.member_list.errors import ListError
from desktop.member_list.sheet import MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED, Kind

_CHUNK: Final = 1 << 20
TOO_LARGE: Final = (
    f"Tệp quá lớn để là danh sách chi bộ (quá {MOST_ROWS} dòng hoặc {MOST_COLUMNS} cột, hoặc bung ra quá "
    f"{MOST_UNPACKED >> 20} MB). Đồng chí chép riêng danh sách sang một tệp mới rồi chọn lại."
)
DAMAGED: Final = (
    "Tệp hỏng hoặc bị cắt cụt nên không đọc được. Đồng chí mở tệp bằng Excel, lưu lại rồi chọn lại."
)
_OTHERS: Final = {
    "word/document.xml": "Đây là tệp Word. Đồng chí chép bảng danh sách sang Excel rồi chọn lại.",
    "xl/workbook.bin": "Đây là tệp .xlsb. Đồng chí mở bằng Excel, lưu lại dạng .xlsx rồi chọn lại.",
}


def zip_kind(archive: zipfile.ZipFile) -> Kind:
    """Tell .xlsx from .ods by what is inside; ListError for any other archive."""
    names = archive.namelist()
    if len(set(names)) < len(names):
        raise ListError(DAMAGED)
    for name, sentence in _OTHERS.items():
        if name in names:
            raise ListError(sentence)
    if any(name.lower().endswith("xl/workbook.xml") for name in names):
        return Kind.XLSX
    if "content.xml" in names:
        return Kind.ODS
    raise ListError(
        "Đây là tệp nén, không phải danh sách. Đồng chí giải nén rồi chọn tệp Excel hoặc CSV ở bên trong."
    )


def check_zip(archive: zipfile.ZipFile, kind: Kind) -> None:
    """Refuse what is damaged, larger than it says, or spreads its cells too far; ListError."""
    room = MOST_UNPACKED
    if sum(info.file_size for info in archive.infolist()) > room:
        raise ListError(TOO_LARGE)
    for info in archive.infolist():
        data = b"".join(_unpacked(archive, info, room))
        room -= len(data)
        if kind is Kind.ODS and info.filename == "content.xml":
            _check_ods(data)
        elif kind is Kind.XLSX and b"sheetData" in data:
            _check_xlsx(data)
        if info.filename == "META-INF/manifest.xml" and b"encryption-data" in data:
            raise ListError(LOCKED)


LOCKED: Final = "Tệp có mật khẩu. Đồng chí mở bằng Excel, bỏ mật khẩu, lưu lại rồi chọn lại."


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int) -> Iterator[bytes]:
    with archive.open(info) as member:
        while chunk := member.read(_CHUNK):
            room -= len(chunk)
            if room < 0:
                raise ListError(TOO_LARGE)
            yield chunk


_FAR: Final = re.compile(
    rb"\br\s*=\s*[\"']\s*(?:[A-Za-z]{3,}[0-9]|[J-Zj-z][A-Za-z][0-9]|[Ii][W-Zw-z][0-9]"
    rb"|[A-Za-z]*(?:[2-9][0-9]{4}|[0-9]{6}))"
)
# What all programs write, and nothing far away: one quick look, and most files are done.
_NOT_NEAR: Final = re.compile(rb" r=\"(?![A-H]?[A-Z][0-9]{1,4}\"|1?[0-9]{1,4}\")")
_BREAKS: Final = (b"\t", b"\n", b"\r")
_DECLARATION: Final = 200
_ATTRIBUTES: Final = rb"(?:\s+[\w:]+=\"[^\"<>]*\")*\s*/>"
_EMPTY_CELL: Final = re.compile(rb"<(?:\w+:)?c" + _ATTRIBUTES)
_EMPTY_ROW: Final = re.compile(rb"<(?:\w+:)?row\b[^<>]*>\s*</(?:\w+:)?row>|<(?:\w+:)?row" + _ATTRIBUTES)


def _check_xlsx(data: bytes) -> None:
    """Refuse cells far away; cells that are only painted do not count."""
    if _as_usual(data) and not _NOT_NEAR.search(data):
        return
    if _FAR.search(data) and _FAR.search(_EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", data))):
        raise ListError(TOO_LARGE)


def _as_usual(data: bytes) -> bool:
    """Tell whether places of cells are written in the one way that all programs write them."""
    if any(data.find(mark, _DECLARATION) >= 0 for mark in (*_BREAKS, b"r =")):
        return False
    return data.count(b"r=") == data.count(b'r="')


_ODS_TAG: Final = re.compile(
    rb"<(/?)table:(table-row|covered-table-cell|table-cell|table)\b((?:[^>\"]|\"[^\"]*\")*)>"
)
_REPEATED: Final = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"']\s*(\d+)")


def _check_ods(data: bytes) -> None:
    """Refuse cells far away; repeated empty cells at the end of rows and sheets do not count."""
    rows, columns, filled = 0, 0, False
    for closing, tag, attributes in _ODS_TAG.findall(data):
        if closing or tag == b"table":
            if tag == b"table":
                rows = 0
            elif tag == b"table-row" and filled and rows > MOST_ROWS:
                raise ListError(TOO_LARGE)
            continue
        found = _REPEATED.search(attributes)
        count = int(found[1][:9]) if found else 1
        if tag == b"table-row":
            rows, columns, filled = rows + count, 0, False
        else:
            columns += count
            if not attributes.endswith(b"/") or b"value" in attributes:
                filled = True
                if columns > MOST_COLUMNS:
                    raise ListError(TOO_LARGE)
