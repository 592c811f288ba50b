"""Fill a table that the superior asks for: the office's own template, or the program's table."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop import drafts
from desktop.desk import Desk
from desktop.templates.defaults import OWN, defaults
from desktop.templates.filling import fill, write_default
from desktop.ui.pages.fields.choice import Choice
from desktop.ui.pages.page import EXPECTED
from desktop.ui.pages.pieces import button, card, column, row, words
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Notice, NoticeKind

_LETTERS, _LINES = 68, 29
_KINDS = "Mẫu Excel, Word (*.xlsx *.docx)"
_GIVEN: Final = (
    "Chọn tệp mẫu của cấp trên: Excel đã đặt tên ô (ví dụ chi_bo, dang_vien.ho_ten) hoặc Word có thẻ "
    "({{ chi_bo }}). Danh sách tên nằm trong hướng dẫn, mục “Mẫu riêng”."
)


class TemplateDialog(QDialog):
    """Stays open after each file, so that several can be filled; the templates themselves are only read."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle("Điền mẫu riêng")
        self._desk, self.notice = desk, Notice()
        self.tables = Choice([(one, f"{one.title}: {one.about}") for one in defaults()])
        self.tables.setAccessibleName("Bảng của chương trình")
        self._lay_out()

    def begin(self) -> None:
        """Show the window, with room for what it will say."""
        metrics = self.fontMetrics()
        wanted = QSize(metrics.averageCharWidth() * (_LETTERS + 12), metrics.lineSpacing() * _LINES)
        self.resize(wanted.boundedTo(self.screen().availableSize()))
        self.open()

    def fill_from(self, template: str) -> None:
        """Fill this template and say where the file lies."""
        self._try(lambda: fill(drafts.gather(self._desk), Path(template), drafts.folder_of(self._desk)))

    def _lay_out(self) -> None:
        meaning = words(_GIVEN)
        meaning.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LETTERS)
        choose = button("Chọn tệp mẫu …", "choose-template", self._choose, "primary")
        own = button("Lấy bảng này", "own-table", self._own)
        inside = column(
            words("Điền mẫu riêng", "title"),
            self.notice,
            card(words("Mẫu của cấp trên", "heading"), meaning, row(choose, None)),
            card(
                words("Bảng của chương trình", "heading"),
                words(f"Dùng khi chưa có mẫu. {OWN}."),
                self.tables,
                row(own, None),
            ),
            None,
            row(button("Đóng", "close", self.reject, "quiet"), None),
            spacing=SPACE.medium,
        )
        inside.setContentsMargins(SPACE.large, SPACE.medium, SPACE.large, SPACE.medium)
        self.setLayout(inside)

    def _choose(self) -> None:
        dialog = QFileDialog(self, "Chọn tệp mẫu", "", _KINDS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.fill_from)
        dialog.open()

    def _own(self) -> None:
        table = self.tables.value()
        self._try(lambda: write_default(drafts.gather(self._desk), table, drafts.folder_of(self._desk))[0])

    def _try(self, make: Callable[[], Path]) -> None:
        try:
            made = make()
        except EXPECTED as error:
            self.notice.say(NoticeKind.ERROR, str(error))
            return
        self.notice.say(NoticeKind.INFO, f"Đã điền “{made.name}”, nằm trong thư mục {made.parent}.")
