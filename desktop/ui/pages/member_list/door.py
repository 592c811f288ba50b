"""The two buttons on the page of the roll: a list in, the roll out."""

from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget

from desktop.member_list.errors import ListError
from desktop.member_list.export import write_roll
from desktop.member_list.intake import begin
from desktop.member_list.reading import read_list
from desktop.member_list.sheet import ListFile
from desktop.ui.pages.member_list.assistant import ImportAssistant
from desktop.ui.pages.page import Context
from desktop.ui.pages.pieces import button
from desktop.ui.shell.files import Files
from desktop.ui.widgets import run_in_background


class ListDoor:
    """Makes the buttons and does what they say."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        self.files = Files()
        self._context, self._parent = context, parent

    def import_button(self) -> QPushButton:
        """The way in."""
        return button("Nhập từ Excel…", "import-list", self.ask_for_list)

    def export_button(self) -> QPushButton:
        """The way out."""
        return button("Xuất ra Excel…", "export-list", self.ask_where)

    def ask_for_list(self) -> None:
        """Ask which file, read it beside the window, and open the assistant on it."""
        if not self._context.attempt(lambda: self._context.desk.season):
            return
        if (path := self.files.list_to_open(self._parent)) is not None:
            self.take_in(path)

    def take_in(self, path: Path) -> None:
        """Read a file and open the assistant on it; a file that cannot be read is one sentence."""
        run_in_background(lambda _report: read_list(path), self._open, self._fail, owner=self._parent)

    def ask_where(self) -> None:
        """Write the roll where the user says."""
        if not self._context.attempt(lambda: self._context.desk.season):
            return
        season = self._context.desk.season
        path = self.files.list_to_write(self._parent, f"Danh sách đảng viên {season.year}.xlsx")
        at = self._context.desk.clock()
        if path is not None and self._context.attempt(lambda: write_roll(path, season, at)):
            self._context.notice.emit("info", f"Đã ghi {len(season.members)} đồng chí vào tệp “{path.name}”.")

    def _open(self, file: object) -> None:
        if isinstance(file, ListFile):
            desk = self._context.desk
            intake = begin(file, desk.season, desk.clock().date())
            ImportAssistant(self._parent, self._context, intake, self.files).open()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, ListError):
            raise error
        self._context.notice.emit("error", str(error))
