"""Quiet buttons under the papers: copies to edit in Word and Excel, the review form of every member."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop import drafts
from desktop.desk import DeskError
from desktop.drafts import Gathered, Progress
from desktop.ui.pages.dossier.numbers_dialog import NumbersDialog
from desktop.ui.pages.page import Context
from desktop.ui.pages.pieces import button, row
from desktop.ui.widgets import Job, Report, run_in_background
from forms.errors import FormsError

Write = Callable[[Gathered, Path, Progress], tuple[Path, ...]]


class Extras(QWidget):
    """`begin(job, title)` lets the page show the job; nothing starts while `busy()`."""

    def __init__(self, context: Context, begin: Callable[[Job, str], None], busy: Callable[[], bool]) -> None:
        super().__init__()
        self._context, self._begin, self._busy = context, begin, busy
        editable = button("Bản để sửa (Word, Excel)", "drafts", self._drafts, "quiet")
        editable.setToolTip("Bản nháp của mọi văn bản và các văn bản chuẩn bị; không có giá trị ký")
        forms = button("Bản kiểm điểm từng đảng viên", "member-forms", self._members, "quiet")
        forms.setToolTip("Mỗi đảng viên một tệp PDF để in, ghi thêm và ký tay")
        numbers = button("Số văn bản …", "numbers", self._numbers, "quiet")
        numbers.setToolTip("Số của biên bản, báo cáo, kế hoạch, tờ trình; in vào văn bản")
        inside = row(numbers, editable, forms, None)
        inside.setContentsMargins(0, 0, 0, 0)
        self.setLayout(inside)

    def _numbers(self) -> None:
        dialogs = list[NumbersDialog]()
        desk = self._context.desk
        if not self._busy() and self._context.attempt(lambda: dialogs.append(NumbersDialog(self, desk))):
            dialogs[0].begin()

    def _drafts(self) -> None:
        self._start(drafts.write_drafts, drafts.DRAFTS, "Đang ghi bản để sửa")

    def _members(self) -> None:
        self._start(drafts.write_members, drafts.MEMBERS, "Đang ghi bản kiểm điểm")

    def _start(self, write: Write, where: str, title: str) -> None:
        if self._busy():
            return
        desk, found = self._context.desk, list[Gathered]()
        if not self._context.attempt(lambda: found.append(drafts.gather(desk))):
            return
        folder = drafts.folder_of(desk)

        def work(report: Report) -> tuple[Path, ...]:
            return write(found[0], folder, lambda done, steps: report(done, steps, "văn bản"))

        def say(written: tuple[Path, ...]) -> None:
            self._context.notice.emit("info", f"Đã ghi {len(written)} tệp vào thư mục {folder / where}.")

        self._begin(run_in_background(work, say, self._fail, owner=self), title)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, FormsError | DeskError):
            raise error
        self._context.notice.emit("error", str(error))
