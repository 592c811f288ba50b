"""Looks into .xlsx and .ods before the reader does: what is locked or would fill the memory is refused."""

import re
import zipfile
from collections.abc import Iterator
from typing import Final

from desktop.member_list.errors import DAMAGED, LOCKED, MOST_UNPACKED, TOO_LARGE, ListError
from desktop.member_list.guard_ods import check_ods, check_whole
from desktop.member_list.sheet import Kind

_CHUNK: Final = 1 << 20
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
    """Refuse what is locked, damaged, larger than it says, or spreads its cells too far; ListError."""
    room = MOST_UNPACKED
    if sum(info.file_size for info in archive.infolist()) > room:
        raise ListError(TOO_LARGE)
    if _MANIFEST in archive.namelist() and b"encryption-data" in archive.read(_MANIFEST):
        raise ListError(LOCKED)
    for info in archive.infolist():
        data = b"".join(_unpacked(archive, info, room))
        room -= len(data)
        if kind is Kind.XLSX:
            if info.filename.endswith(".xml"):
                check_whole(data)
            _check_xlsx(data)
        elif info.filename.endswith(".xml"):
            check_ods(data)


_MANIFEST: Final = "META-INF/manifest.xml"


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int) -> Iterator[bytes]:
    with archive.open(info) as member:
        while chunk := member.read(_CHUNK):
            room -= len(chunk)
            if room < 0:
                raise ListError(TOO_LARGE)
            yield chunk


_COUNT: Final = re.compile(rb"ount\s*=\s*[\"']\s*\+?([0-9]+)")
_FAR: Final = re.compile(
    rb"\br\s*=\s*[\"']\s*(?:[A-Za-z]{3,}[0-9]|[J-Zj-z][A-Za-z][0-9]|[Ii][W-Zw-z][0-9]"
    rb"|[A-Za-z]*(?:[2-9][0-9]{4}|[0-9]{6}))"
)
# What all programs write, and nothing far away: one quick look, and most files are done.
_NOT_NEAR: Final = re.compile(
    rb" r(?!=\"[A-Z][0-9]{1,4}+\"|=\"[A-H][A-Z][0-9]{1,4}+\"|=\"1?[0-9]{1,4}\"|[^ =])"
)
_BREAKS: Final = (b"\t", b"\n", b"\r")
_DECLARATION: Final = 200
_ATTRIBUTES: Final = rb"(?:\s+[\w:]+=\"[^\"<>]*\")*\s*/>"
_EMPTY_CELL: Final = re.compile(rb"<(?:\w+:)?c" + _ATTRIBUTES)
_EMPTY_ROW: Final = re.compile(rb"<(?:\w+:)?row\b[^<>]*>\s*</(?:\w+:)?row>|<(?:\w+:)?row" + _ATTRIBUTES)


def _check_xlsx(data: bytes) -> None:
    """Refuse cells far away (those that are only painted do not count) and counts that cannot be."""
    if b"sheetData" not in data:
        if any(int(found[:20]) > len(data) for found in _COUNT.findall(data)):
            raise ListError(
                DAMAGED
            )  # readers make room for as many things as they are told, before any is there
        return
    if _as_usual(data) and not _NOT_NEAR.search(data):
        return
    if _FAR.search(data) and _FAR.search(_EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", data))):
        raise ListError(TOO_LARGE)


def _as_usual(data: bytes) -> bool:
    """Tell whether attributes are set apart as all programs do it: one quick look then finds every place."""
    return not any(data.find(mark, _DECLARATION) >= 0 for mark in _BREAKS)
