"""What can be wrong with a whole file, and how large a list may be."""

from typing import Final

from desktop.desk import DeskError

MOST_BYTES: Final = 64 << 20
MOST_UNPACKED: Final = 512 << 20
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 256

TOO_LARGE: Final = (
    f"Tệp quá lớn để là danh sách chi bộ (quá {MOST_ROWS} dòng hoặc {MOST_COLUMNS} cột, hoặc bung ra quá "
    f"{MOST_UNPACKED >> 20} MB). Đồng chí chép riêng danh sách sang một tệp mới rồi chọn lại."
)
DAMAGED: Final = (
    "Tệp hỏng hoặc bị cắt cụt nên không đọc được. Đồng chí mở tệp bằng Excel, lưu lại rồi chọn lại."
)
LOCKED: Final = "Tệp có mật khẩu. Đồng chí mở bằng Excel, bỏ mật khẩu, lưu lại rồi chọn lại."


class ListError(DeskError):
    """A file that cannot be used: one Vietnamese sentence that says what it is and what to do."""
