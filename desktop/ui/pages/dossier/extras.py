"""Quiet buttons under the papers: copies to edit in Word and Excel, the review form of every member."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop import drafts
from desktop.desk import DeskError
from desktop.drafts import Gathered, Progress, Remark
from desktop.ui.pages.page import Context
from desktop.ui.pages.pieces import button, row
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Job, Report, run_in_background
from forms.errors import FormsError

Write = Callable[[Gathered, Path, Progress, Remark], tuple[Path, ...]]


class Extras(QWidget):
    """`begin(job, title)` lets the page show the job; nothing starts while `busy()`."""

    def __init__(self, context: Context, begin: Callable[[Job, str], None], busy: Callable[[], bool]) -> None:
        super().__init__()
        self._context, self._begin, self._busy = context, begin, busy
        editable = button("Bản để sửa (Word, Excel)", "drafts", self._drafts, "quiet")
        editable.setToolTip("Bản nháp của mọi văn bản và các văn bản chuẩn bị; không có giá trị ký")
        forms = button("Giấy tờ từng đảng viên", "member-forms", self._members, "quiet")
        forms.setToolTip(
            "Bản kiểm điểm, nhận xét nơi cư trú, phiếu bổ sung, phiếu tiếp nhận …: tệp PDF để in và ký tay"
        )
        inside = row(editable, forms, None, spacing=SPACE.hair)
        inside.setContentsMargins(0, 0, 0, 0)
        self.setLayout(inside)

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
        folder, remarks = drafts.folder_of(desk), list[str]()

        def work(report: Report) -> tuple[Path, ...]:
            return write(found[0], folder, lambda done, steps: report(done, steps, "văn bản"), remarks.append)

        def say(written: tuple[Path, ...]) -> None:
            told = f"Đã ghi {len(written)} tệp vào thư mục {folder / where}."
            self._context.notice.emit("warning" if remarks else "info", " ".join([told, *remarks]))

        self._begin(run_in_background(work, say, self._fail, owner=self), title)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, FormsError | DeskError):
            raise error
        self._context.notice.emit("error", str(error))
