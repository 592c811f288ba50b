"""F1: the guide, at the page one stands on, and the keys."""

from typing import Any, Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextBlock, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.pages.pieces import holder
from desktop.ui.theme import SPACE, set_role
from resources.guide import CHAPTERS, GUIDE

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
    ("Ctrl + Z", "hoàn tác bước vừa nhập"),
    ("Esc", "quay lại, không làm gì"),
    ("F1", "trang trợ giúp này, ở chương của trang đang mở"),
)


class Guide(QTextBrowser):
    """The guide as it lies beside the program; pictures are made as wide as the window allows."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("guide")
        self.setAccessibleName("Hướng dẫn sử dụng")
        self.setOpenLinks(False)
        self.setSearchPaths([str(GUIDE.parent)])
        self.setMarkdown(GUIDE.read_text(encoding="utf-8"))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802
        """Return a picture no wider than the page."""
        path = GUIDE.parent / QUrl(name).path()
        if kind != QTextDocument.ResourceType.ImageResource.value or not path.is_file():
            return super().loadResource(kind, name)
        widest = max(1, self.viewport().width() - 2 * SPACE.page)
        image = QImage(str(path))
        if image.width() <= widest:
            return image
        return image.scaledToWidth(widest, Qt.TransformationMode.SmoothTransformation)

    def go_to(self, chapter: str) -> None:
        """Show the chapter with this heading at the top."""
        block = self.chapter(chapter)
        if block is not None:
            top = self.document().documentLayout().blockBoundingRect(block).top()
            self.verticalScrollBar().setValue(int(top))

    def chapter(self, heading: str) -> QTextBlock | None:
        """Return the block of this heading, or None."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text() == heading:
                return block
            block = block.next()
        return None


def show_help(parent: QWidget, page_id: str = "") -> QDialog:
    """Open the help over `parent`, at the chapter of this page, and return at once."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle("Trợ giúp")
    dialog.setAccessibleDescription(_HOW)
    guide, tabs = Guide(), QTabWidget()
    tabs.addTab(guide, "&1  Hướng dẫn")
    tabs.addTab(_keys(), "&2  Phím tắt")
    column = QVBoxLayout(dialog)
    column.setContentsMargins(SPACE.page, SPACE.large, SPACE.page, SPACE.large)
    column.setSpacing(SPACE.medium)
    column.addWidget(tabs, 1)
    column.addLayout(_foot(dialog))
    dialog.resize(parent.size() * 0.85)
    dialog.open()
    guide.go_to(CHAPTERS.get(page_id.partition(":")[0], ""))
    guide.setFocus()
    return dialog


def _keys() -> QWidget:
    how, column, grid = QLabel(_HOW), QVBoxLayout(), QGridLayout()
    how.setWordWrap(True)
    grid.setHorizontalSpacing(SPACE.large)
    grid.setVerticalSpacing(SPACE.small)
    grid.setColumnStretch(1, 1)
    for row, (keys, what) in enumerate(_KEYS):
        told = QLabel(what)
        told.setWordWrap(True)
        grid.addWidget(QLabel(keys), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(told, row, 1)
    column.addWidget(how)
    column.addLayout(grid)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setAccessibleName("Phím tắt")
    area.setWidget(holder(column))
    return area


def _foot(dialog: QDialog) -> QHBoxLayout:
    back = QPushButton("Đóng trợ giúp")
    back.setObjectName("back")
    set_role(back, "primary")
    back.clicked.connect(dialog.accept)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(back)
    return row
