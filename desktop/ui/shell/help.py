"""F1: how the program is used, on one page."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme import SPACE, set_role

_WIDEST: Final = 70

_HOW: Final = (
    "Cột bên trái là đường đi của kỳ kiểm điểm, từ trên xuống. Mỗi trang có một nút lớn ở góc dưới bên phải: "
    "đó là việc nên làm tiếp. Đồng chí không phải lưu gì khi đóng chương trình: "
    "việc nào đã báo ghi vào sổ là đã nằm trên đĩa."
)

_KEYS: Final = (
    ("Tab, Shift + Tab", "sang ô tiếp theo, về ô trước"),
    ("Ctrl + 1 … Ctrl + 9", "đến bước thứ 1 … 9 ở cột bên trái"),
    ("Ctrl + Enter", "làm việc ghi trên nút lớn"),
    ("Ins · Enter · Delete", "thêm, sửa, xóa đảng viên trong danh sách"),
    ("Ctrl + F", "tìm, không cần gõ dấu"),
    ("Esc", "quay lại, không làm gì"),
    ("F1", "trang trợ giúp này"),
)


def show_help(parent: QWidget) -> QDialog:
    """Open the help over `parent` and return at once."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle("Trợ giúp")
    dialog.setAccessibleDescription(_HOW)
    title, how = QLabel("Cách dùng chương trình"), QLabel(_HOW)
    set_role(title, "title")
    how.setWordWrap(True)
    how.setMinimumWidth(dialog.fontMetrics().averageCharWidth() * _WIDEST)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(SPACE.page, SPACE.large, SPACE.page, SPACE.large)
    column.setSpacing(SPACE.large)
    column.addWidget(title)
    column.addWidget(how)
    column.addLayout(_keys())
    column.addLayout(_foot(dialog))
    dialog.open()
    return dialog


def _keys() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE.large)
    grid.setVerticalSpacing(SPACE.small)
    grid.setColumnStretch(1, 1)
    for row, (keys, what) in enumerate(_KEYS):
        grid.addWidget(QLabel(keys), row, 0)
        grid.addWidget(QLabel(what), row, 1)
    return grid


def _foot(dialog: QDialog) -> QHBoxLayout:
    back = QPushButton("Đóng trợ giúp")
    back.setObjectName("back")
    set_role(back, "primary")
    back.clicked.connect(dialog.accept)
    back.setFocus()
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(back)
    return row
