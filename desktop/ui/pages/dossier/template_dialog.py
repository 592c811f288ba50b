"""Fill a table that the superior asks for: the office's own template, or the program's table."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from desktop import drafts
from desktop.desk import Desk
from desktop.templates.defaults import OWN, defaults
from desktop.templates.filling import fill, write_default
from desktop.ui.pages.fields.choice import Choice
from desktop.ui.pages.page import EXPECTED
from desktop.ui.pages.pieces import button, card, column, row, words
from desktop.ui.shell.files import Files
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Dialog, Notice, NoticeKind

_KINDS = "Mẫu Excel, Word (*.xlsx *.docx)"
_GIVEN: Final = (
    "Chọn tệp mẫu của cấp trên: Excel đã đặt tên ô (ví dụ chi_bo, dang_vien.ho_ten) hoặc Word có thẻ "
    "({{ chi_bo }}). Danh sách tên nằm trong hướng dẫn, mục “Mẫu riêng”."
)


class TemplateDialog(Dialog):
    """Stays open after each file, so that several can be filled; the templates themselves are only read."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, "Điền mẫu riêng", letters=80)
        self._desk, self.notice, self.files = desk, Notice(), Files()
        self.tables = Choice([(one, f"{one.title}: {one.about}") for one in defaults()])
        self.tables.setAccessibleName("Bảng của chương trình")
        self._lay_out()

    def begin(self) -> None:
        """Show the window."""
        self.open()

    def fill_from(self, template: str) -> None:
        """Fill this template and say where the file lies."""
        self._try(lambda: fill(drafts.gather(self._desk), Path(template), drafts.folder_of(self._desk)))

    def _lay_out(self) -> None:
        choose = button("Chọn tệp mẫu…", "choose-template", self._choose, "primary")
        own = button("Lấy bảng này", "own-table", self._own)
        head = column(words("Điền mẫu riêng", "title"), self.notice, spacing=SPACE.medium)
        body = column(
            card(words("Mẫu của cấp trên", "heading"), words(_GIVEN), row(choose, None)),
            card(
                words("Bảng của chương trình", "heading"),
                words(f"Dùng khi chưa có mẫu. {OWN}."),
                self.tables,
                row(own, None),
            ),
            None,
            spacing=SPACE.medium,
        )
        self.fill(head, body, row(button("Đóng", "close", self.reject, "quiet"), None))

    def _choose(self) -> None:
        path = self.files.file_to_open(self, "Chọn tệp mẫu", "Điền tệp này", _KINDS)
        if path is not None:
            self.fill_from(str(path))

    def _own(self) -> None:
        table = self.tables.value()
        self._try(lambda: write_default(drafts.gather(self._desk), table, drafts.folder_of(self._desk))[0])

    def _try(self, make: Callable[[], Path]) -> None:
        try:
            made = make()
        except EXPECTED as error:
            self.notice.say(NoticeKind.ERROR, str(error))
        else:
            self.notice.say(NoticeKind.INFO, f"Đã điền “{made.name}”, nằm trong thư mục {made.parent}.")
        self.fit()
