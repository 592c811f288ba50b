"""The few words that Qt itself puts before the user: the menu of a text field, the file dialog."""

from typing import Final

from PySide6.QtCore import QTranslator

_WORDS: Final = {
    "&Undo": "&Hoàn tác",
    "&Redo": "&Làm lại",
    "Cu&t": "&Cắt",
    "&Copy": "&Sao chép",
    "&Paste": "&Dán",
    "Delete": "Xóa",
    "Select All": "Chọn tất cả",
    "Clear": "Xóa hết",
    "Name": "Tên",
    "Size": "Cỡ",
    "Type": "Loại",
    "Date Modified": "Ngày sửa",
    "Computer": "Máy này",
    "Back": "Quay lại",
    "Forward": "Đi tới",
    "Parent Directory": "Thư mục trên",
    "Create New Folder": "Tạo thư mục mới",
    "Create a New Folder": "Tạo một thư mục mới",
    "&New Folder": "&Thư mục mới",
    "New Folder": "Thư mục mới",
    "List View": "Xem danh sách",
    "Detail View": "Xem chi tiết",
    "&Rename": "Đổi &tên",
    "&Delete": "&Xóa",
    "Show &hidden files": "Hiện tệp ẩ&n",
    "Directory:": "Thư mục:",
    "File &name:": "&Tên tệp:",
    "Files of type:": "Loại tệp:",
    "Look in:": "Thư mục:",
    "&Open": "&Mở",
    "&Save": "&Lưu",
    "&Yes": "&Có",
    "&No": "&Không",
    "OK": "Được",
    "Cancel": "Quay lại",
    "Close": "Đóng",
}


class QtWords(QTranslator):
    """Says them in Vietnamese; what is not in the list stays as Qt says it."""

    def translate(
        self,
        context: str,
        source: str,
        disambiguation: str | None = None,  # noqa: ARG002 - Qt's own signature
        n: int = -1,  # noqa: ARG002
    ) -> str | None:
        """The Vietnamese words, or None."""
        return _WORDS.get(source) if context.startswith("Q") else None

    def isEmpty(self) -> bool:  # noqa: N802
        """Qt takes only translators that hold something."""
        return False
