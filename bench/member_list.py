"""The reading of a list measured beside the bare reader: 5,000 rows of the national layout, 29 columns.

Once as .xlsx, as the national database gives it, once as old .xls, once as .csv.
"""

import csv
import io
import struct
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import process_time

import xlsxwriter
from python_calamine import CalamineWorkbook

from desktop.member_list.compound import lay_out
from desktop.member_list.days import read_day
from desktop.member_list.header import find_header
from desktop.member_list.mapping import propose
from desktop.member_list.reading import read_list
from desktop.member_list.rows import read_rows, setting
from desktop.member_list.words import fold, name_key

ROWS, TIMES = 5_000, 11
TITLES = (
    "STT", "ID", "Họ và tên *", "Tên gọi khác", "Giới tính *", "Sinh ngày * (dd/mm/yyyy)", "Dân tộc *",
    "Tôn giáo *", "Số định danh cá nhân *", "Số thẻ Đảng* (12 số)", "Nơi cấp thẻ Đảng",
    "Ngày cấp thẻ Đảng (dd/mm/yyyy)", "Số thẻ theo quyết định 85", "Tổ chức Đảng đang sinh hoạt *",
    "Quốc gia", "Tỉnh", "Địa chỉ", "Quốc gia", "Tỉnh", "Địa chỉ", "Quốc gia", "Tỉnh", "Địa chỉ",
    "Ngày vào Đảng*", "Ngày vào Đảng chính thức*", "Số CMND cũ", "Trạng thái hoạt động", "Ngày rời khỏi",
    "Đề nghị xóa",
)  # fmt: skip
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ")
MIDDLE = ("Văn", "Thị", "Hữu", "Ngọc", "Minh", "Đức", "Thanh", "Quang", "Xuân", "Hồng")
GIVEN = (
    "An",
    "Bình",
    "Cường",
    "Dũng",
    "Hạnh",
    "Hòa",
    "Lan",
    "Mai",
    "Nga",
    "Phúc",
    "Quỳnh",
    "Sơn",
    "Tú",
    "Yến",
)


def person(number: int) -> list[str]:
    """One row of the national layout."""
    name = f"{FAMILY[number % 10]} {MIDDLE[number // 10 % 10]} {GIVEN[number // 100 % 14]}"
    born = date(1950, 1, 1) + timedelta(days=number * 3)
    joined = born + timedelta(days=25 * 366)
    official = joined + timedelta(days=366)
    place = ["Việt Nam", "Tỉnh Lâm Đồng", f"Thôn {number % 90}, xã Đức Trọng"]
    return [
        str(number + 1), f"id-{number:08d}", name, "", "Nam", f"{born:%d/%m/%Y}", "Kinh", "Không",
        f"{number:012d}", f"{number * 7:012d}", "Lâm Đồng", f"{official:%d/%m/%Y}", "", "Chi bộ 1",
        *place, *place, *place, f"{joined:%d/%m/%Y}", f"{official:%d/%m/%Y}", "", "Đang sinh hoạt", "", "",
    ]  # fmt: skip


def cells() -> list[list[str]]:
    """The sheet: titles on row 6, people from row 8 on."""
    return [["DANH SÁCH ĐẢNG VIÊN"], [], [], [], [], list(TITLES), [], *map(person, range(ROWS))]


def write_xlsx(path: Path) -> None:
    """Write the list as the national database gives it."""
    with xlsxwriter.Workbook(str(path)) as book:
        as_text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet("Danh sách")
        for row, texts in enumerate(cells()):
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text, as_text)
        sheet.merge_range(0, 0, 0, len(TITLES) - 1, "DANH SÁCH ĐẢNG VIÊN")


def write_xls(path: Path) -> None:
    """Write the same as records of an old Excel: two heads, one sheet, every filled cell with its text."""
    name = b"DS"
    first = _record(0x809, struct.pack("<HHHHII", 0x600, 0x05, 0, 1996, 0, 6))
    end, sheet = _record(0x0A, b""), struct.pack("<IBBBB", 0, 0, 0, len(name), 0) + name
    start = len(first) + len(_record(0x85, sheet)) + len(end)
    second = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 1996, 0, 6))
    texts = b"".join(
        _record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))
        for row, line in enumerate(cells())
        for column, text in enumerate(line)
        if text
    )
    named = _record(0x85, struct.pack("<I", start) + sheet[4:])
    path.write_bytes(lay_out(first + named + end + second + texts + end))


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def write_csv(path: Path) -> None:
    """Write the same as Excel saves it for Vietnamese machines: UTF-8 with its mark, semicolons."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(cells())


def whole(path: Path) -> int:
    """What the program does with the file until the preview can be shown, nothing remembered."""
    for remembering in (read_day, fold, name_key):
        remembering.cache_clear()
    found = read_list(path)
    sheet = found.sheets[0]
    header = find_header(sheet, found.script)
    assert header is not None
    columns = propose(sheet, header, found.script)
    rows = read_rows(sheet, columns, setting((), date(2026, 12, 1), columns))
    return len(rows.people)


def bare(path: Path) -> int:
    """The reader by itself."""
    return len(CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python())


def bare_csv(path: Path) -> int:
    """The reader of the standard library by itself."""
    text = path.read_bytes().decode("utf-8-sig")
    return len(list(csv.reader(io.StringIO(text, newline=""), delimiter=";")))


KINDS: dict[str, tuple[Callable[[Path], None], Callable[[Path], int]]] = {
    ".xlsx": (write_xlsx, bare),
    ".xls": (write_xls, bare),
    ".csv": (write_csv, bare_csv),
}


def seconds(work: Callable[[Path], int], path: Path) -> float:
    """Processor time of one run."""
    start = process_time()
    work(path)
    return process_time() - start


def spread(values: Sequence[float], form: str) -> str:
    """Least, median and most."""
    return "/".join(format(value, form) for value in (min(values), median(values), max(values)))


def measure(folder: Path, kind: str) -> None:
    """Print both times, taken in turns, and the ratio of each pair."""
    write, reader = KINDS[kind]
    path = folder / f"danh-sach{kind}"
    write(path)
    assert whole(path) == ROWS
    pairs = [(seconds(whole, path), seconds(reader, path)) for _ in range(TIMES)]
    ours, readers = zip(*pairs, strict=True)
    print(
        f"member list {kind}: {ROWS} rows read and checked in {spread(ours, '.3f')} s, the bare reader in "
        f"{spread(readers, '.3f')} s: {spread([mine / other for mine, other in pairs], '.2f')} times "
        f"(least/median/most of {TIMES}); {min(ours) / min(readers):.2f} of the least"
    )


def main() -> int:
    """Measure every kind of file."""
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            measure(Path(folder), kind)
    return 0


if __name__ == "__main__":
    sys.exit(main())
