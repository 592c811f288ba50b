"""Quiet buttons under the papers: the chosen one printed or signed by itself; what was handed in."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from db.operations import Document
from desktop import dossier, signatures
from desktop.desk import DeskError
from desktop.ui.pages.ballot.record_card import save_pdf
from desktop.ui.pages.dossier.passphrase import PassphraseDialog
from desktop.ui.pages.dossier.rows import Row
from desktop.ui.pages.dossier.sending_dialog import SendingDialog
from desktop.ui.pages.page import Context
from desktop.ui.pages.pieces import button, row
from desktop.ui.pages.roster import Roster
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Job, Report, run_in_background
from forms.errors import FormsError
from forms.paper import Paper
from forms.signing import Signer


class Leaving(QWidget):
    """`begin(job, title)` lets the page show the job; `folder()` is where the signed papers lie."""

    def __init__(
        self,
        context: Context,
        begin: Callable[[Job, str], None],
        busy: Callable[[], bool],
        roster: Roster[Row],
        folder: Callable[[], Path],
    ) -> None:
        super().__init__()
        self._context, self._begin, self._busy = context, begin, busy
        self._roster, self._folder = roster, folder
        printed = button("In văn bản này", "print-one", self._print, "quiet")
        printed.setToolTip("Ghi tệp PDF chưa ký của văn bản đang chọn và mở ra để in")
        alone = button("Ký riêng văn bản này …", "sign-one", self._ask, "quiet")
        alone.setToolTip("Một bản đã ký của văn bản đang chọn, trong thư mục con “rieng”; gói nộp giữ nguyên")
        sent = button("Đánh dấu đã nộp …", "mark-sent", self._mark, "quiet")
        sent.setToolTip("Ghi ngày nộp và nơi nhận của cả hồ sơ hoặc của văn bản đang chọn")
        inside = row(printed, alone, sent, None, spacing=SPACE.hair)
        inside.setContentsMargins(0, 0, 0, 0)
        self.setLayout(inside)

    def _print(self) -> None:
        if (chosen := self._chosen()) is not None:
            desk, (name, paper) = self._context.desk, chosen
            save_pdf(self._context, lambda: dossier.save_one(desk, name, paper))

    def _ask(self) -> None:
        chosen, desk = self._chosen(), self._context.desk
        if chosen is None or self._busy():
            return
        record = self._roster.record()
        if record is None or not record.file:
            self._say("error", "Văn bản này để đồng chí hoàn chỉnh và ký tay nên không ký số riêng được.")
            return
        name, paper = chosen
        PassphraseDialog(
            self,
            first=not dossier.has_key(desk),
            folder=self._folder() / signatures.ALONE,
            on_yes=lambda passphrase, folder: self._sign(passphrase, folder / name, paper),
            deed="Ký văn bản này",
        )

    def _sign(self, passphrase: str, target: Path, paper: Paper) -> None:
        desk, signers = self._context.desk, list[Signer]()
        if not self._context.attempt(lambda: signers.append(dossier.signer_of(desk, passphrase))):
            return

        def work(_report: Report) -> Document:
            return signatures.sign_alone(paper, target, signers[0])

        def record(made: Document) -> None:
            if self._context.attempt(lambda: signatures.record(self._context.desk, [made])):
                self._say("info", f"Đã ký “{target.name}” trong thư mục {target.parent}.")

        self._begin(run_in_background(work, record, self._fail, owner=self), "Đang ký")

    def _mark(self) -> None:
        people = self._roster.people
        rows = [people.record(at) for at in range(people.rowCount())]
        if not any(one.copy for one in rows):
            self._say("error", "Chưa có văn bản nào đã ký; đồng chí xuất hồ sơ rồi mới đánh dấu đã nộp.")
        elif not self._busy():
            SendingDialog(self, self._context.desk, rows, self._roster.record()).begin()

    def _chosen(self) -> tuple[str, Paper] | None:
        """The chosen paper and the name of its file; says so where there is nothing to print yet."""
        chosen = self._roster.record()
        if chosen is None or chosen.paper is None:
            self._say("error", "Đồng chí chọn một văn bản đã xem trước được ở bên phải.")
            return None
        return chosen.file or f"{chosen.paper.document_id.lower()}-{chosen.paper.form.file}.pdf", chosen.paper

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, FormsError | DeskError):
            raise error
        self._say("error", str(error))

    def _say(self, kind: str, sentence: str) -> None:
        self._context.notice.emit(kind, sentence)
