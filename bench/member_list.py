"""The reading of a list measured beside the bare reader: 5,000 rows of the national layout, 29 columns."""

import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import process_time

import xlsxwriter
from python_calamine import CalamineWorkbook

from desktop.member_list.days import read_day
from desktop.member_list.header import find_header
from desktop.member_list.mapping import propose
from desktop.member_list.reading import read_list
from desktop.member_list.rows import read_rows, setting
from desktop.member_list.words import fold, name_key

ROWS, TIMES = 5_000, 7
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


def write(path: Path) -> None:
    """Write the list as the national database gives it."""
    with xlsxwriter.Workbook(str(path)) as book:
        as_text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet("Danh sách")
        sheet.merge_range(0, 0, 0, len(TITLES) - 1, "DANH SÁCH ĐẢNG VIÊN")
        for column, title in enumerate(TITLES):
            sheet.write_string(5, column, title)
        for row in range(ROWS):
            for column, text in enumerate(person(row)):
                sheet.write_string(7 + row, column, text, as_text)


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


def seconds(work: Callable[[Path], int], path: Path) -> float:
    """Processor time of one run."""
    start = process_time()
    work(path)
    return process_time() - start


def main() -> int:
    """Print both times and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "danh-sach.xlsx"
        write(path)
        assert whole(path) == ROWS
        pairs = [(seconds(whole, path), seconds(bare, path)) for _ in range(TIMES)]
    ours, readers = (median(times) for times in zip(*pairs, strict=True))
    print(
        f"member list: {ROWS} rows read and checked in {ours:.3f} s, the bare reader {readers:.3f} s: "
        f"{ours / readers:.2f} times"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
