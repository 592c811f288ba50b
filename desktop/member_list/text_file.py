"""CSV and other text with separators: which code, which separator, which cells."""

import csv
import io
from collections.abc import Sequence
from itertools import islice
from typing import Final

from desktop.member_list.errors import MOST_COLUMNS, MOST_ROWS, TOO_LARGE, ListError
from desktop.member_list.sheet import Kind, Lines, Sheet

_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS: Final = ";,\t|"
_SAMPLE, _SAMPLE_LINES = 1 << 16, 30
_CONTROL: Final = frozenset(map(chr, range(32))) - set("\t\n\r\x0b\x0c\x1a")
NOT_A_LIST: Final = (
    "Tệp không phải danh sách Excel hay CSV. Đồng chí chọn tệp có đuôi .xlsx, .xls, .ods hoặc .csv."
)
_OTHERS: Final = (
    (b"%PDF", "Đây là tệp PDF. Đồng chí xin lại danh sách dạng Excel hoặc CSV."),
    (b"{\\rtf", "Đây là tệp Word (.rtf). Đồng chí chép bảng sang Excel rồi chọn lại."),
    (
        b"<",
        "Đây là trang web hoặc XML mang đuôi Excel. Đồng chí mở bằng Excel, lưu lại dạng .xlsx rồi chọn lại.",
    ),
)


def decode(data: bytes) -> tuple[str, Kind]:
    """The text of the file; bytes of an old code become the letters of the same numbers."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    for start, sentence in _OTHERS:
        if head.startswith(start):
            raise ListError(sentence)
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _plain(data, codec), Kind.UTF16 if "16" in codec else Kind.UTF8
    if (wide := _utf16_without_mark(data)) is not None:
        return _plain(data, wide), Kind.UTF16
    try:
        return _plain(data, "utf-8", "strict"), Kind.UTF8
    except UnicodeDecodeError:
        return _plain(data, "latin-1"), Kind.BYTES


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:2000]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    least = len(sample) // 8
    if max(odd, even) <= least:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _plain(data: bytes, codec: str, errors: str = "replace") -> str:
    text = data.decode(codec, errors)
    if not _CONTROL.isdisjoint(text[:4000]):
        raise ListError(NOT_A_LIST)
    return text.replace("\0", "") if b"\0" in data else text


def split(text: str, name: str) -> Sheet:
    """The cells of the text."""
    separator, body = _separator(text)
    lines = () if '"' in body else _lines(body)
    if not lines or max(map(len, lines)) > csv.field_size_limit():
        return Sheet(name, _with_quotes(body, separator))
    rows = Lines(lines, separator)
    if len(rows) > MOST_ROWS or rows.width > MOST_COLUMNS:
        raise ListError(TOO_LARGE)
    return Sheet(name, rows)


def _lines(body: str) -> Sequence[str]:
    """The lines of a text; only the usual signs end one, as for the reader of CSV."""
    lines = body.splitlines()
    if len(lines) == body.count("\n"):  # no other sign did
        return lines
    return body.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")


def _with_quotes(body: str, separator: str) -> Sequence[Sequence[str]]:
    rows = list[list[str]]()
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator)
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise ListError(TOO_LARGE)
    except csv.Error as error:
        line = reader.line_num
        raise ListError(
            f"Dòng {line} có ô dài bất thường, có lẽ thiếu dấu nháy kép đóng. Đồng chí sửa rồi chọn lại."
        ) from error
    return rows


def _separator(text: str) -> tuple[str, str]:
    """The separator that cuts the first lines into most columns, and what is to be cut."""
    start = text[:_SAMPLE]
    named = start.partition("\n")[0].strip().strip('"').lower()
    if named.startswith("sep=") and len(named) == len("sep=;"):
        return named[-1], text.partition("\n")[2]
    lines = tuple(islice(io.StringIO(start, newline=None), _SAMPLE_LINES))
    return max(_SEPARATORS, key=lambda mark: sum(line.count(mark) for line in lines)), text
