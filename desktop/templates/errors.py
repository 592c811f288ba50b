"""What can be wrong with a template, and how much of one the program looks at."""

from typing import Final

from desktop.desk import DeskError

MOST_BYTES: Final = 5 << 20
MOST_UNPACKED: Final = 40 << 20
MOST_PARTS: Final = 1000
MOST_SHEETS: Final = 20
MOST_ROWS: Final = 5000
MOST_COLUMNS: Final = 256


class TemplateError(DeskError):
    """A template that cannot be filled, in one sentence."""


WRONG_KIND: Final = (
    "Mẫu phải là tệp Excel .xlsx hoặc Word .docx; đồng chí mở tệp, lưu lại dạng ấy rồi chọn lại."
)
TOO_LARGE: Final = "Tệp mẫu quá lớn; đồng chí bỏ hình ảnh và các trang không dùng rồi chọn lại."
BROKEN: Final = "Tệp mẫu hỏng nên không đọc được; đồng chí mở bằng Excel hoặc Word, lưu lại rồi chọn lại."
MACROS: Final = (
    "Tệp mẫu có macro hoặc đối tượng nhúng nên không dùng được; đồng chí lưu lại dạng .xlsx, .docx "
    "không có macro."
)
OUTSIDE: Final = "Tệp mẫu có liên kết ra ngoài nên không dùng được; đồng chí bỏ các liên kết rồi chọn lại."
NOTHING: Final = (
    "Mẫu không có ô hay thẻ nào mang tên chương trình biết; đồng chí đặt tên theo danh sách trong hướng dẫn."
)


def unknown(name: str) -> TemplateError:
    """The refusal of a name that is not on the list."""
    return TemplateError(
        f"Mẫu có tên “{name[:60]}” mà chương trình không biết; đồng chí sửa theo danh sách trong hướng dẫn."
    )
