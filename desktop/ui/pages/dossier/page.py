"""The page of the dossier: the papers at the left, the chosen one at the right, the export as next step."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import dossier
from desktop.desk import DeskError
from desktop.dossier import Collected
from desktop.paper_status import State
from desktop.ui.pages.dossier.export_job import Outcome, start_export
from desktop.ui.pages.dossier.extras import Extras
from desktop.ui.pages.dossier.filling import Filling
from desktop.ui.pages.dossier.leaving import Leaving
from desktop.ui.pages.dossier.passphrase import PassphraseDialog
from desktop.ui.pages.dossier.preview import Preview
from desktop.ui.pages.dossier.rows import Row, collected, dossier_rows
from desktop.ui.pages.dossier.signing import Signing
from desktop.ui.pages.page import Context, NextStep, Page
from desktop.ui.pages.pieces import button, card, column, row, words
from desktop.ui.pages.roster import Roster
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Column, Job, JobBar
from forms.errors import FormsError
from forms.signing import KeySigner

COLUMNS = (
    Column[Row]("Văn bản", lambda r: r.title, is_name=True, hint=lambda r: r.clause or r.file),
    Column[Row]("Trạng thái", lambda r: r.state.value, hint=lambda r: r.status.sentence),
)
_LEAST = 12
"""Lines of the preview that are always to be seen."""

_LEAD = (
    "Mỗi hội nghị kết thúc thì có văn bản của hội nghị đó. Xuất hồ sơ: chương trình ký số từng "
    "văn bản và gói lại "
    "để nộp lên cấp trên; văn bản đã ký không sửa được nữa."
)
_OUTDATED = (
    "! {count} văn bản đã cũ: dữ liệu đổi sau khi ký. Đồng chí bấm “Xuất hồ sơ” để ký bản mới; bản cũ được "
    "giữ trong thư mục “ban-cu”."
)


class DossierPage(Page):
    """Papers, preview, export."""

    page_id = "ho-so"
    title = "Hồ sơ nộp"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._found: Collected | None = None
        self._job: Job | None = None
        self._shown: tuple[str, bytes] = ("", b"")
        self._lead, self.standing = words(_LEAD), words()
        self.standing.setObjectName("standing")
        self.roster: Roster[Row] = Roster("Các văn bản của hồ sơ", COLUMNS)
        self.roster.setObjectName("papers")
        self.preview = Preview()
        self.bar = JobBar()
        self._where, self._folder = words(), Path()
        self.done = card(
            words("Đã xuất hồ sơ", "heading"),
            self._where,
            row(button("Mở thư mục", "open-folder", self._open_folder), None),
        )
        self.done.hide()
        self._lay_out()
        self.roster.chosen.connect(self._show)

    def reload(self) -> None:
        """Show the papers as they stand."""
        if self._job is not None:
            return
        self._found = collected(self.desk, self._found)
        rows = dossier_rows(self.desk, self._found)
        self.roster.set_rows(rows)
        outdated = sum(one.state is State.OUTDATED for one in rows)
        self._lead.setText(_OUTDATED.format(count=outdated) if outdated else _LEAD)
        self._show(self.roster.record())

    def next_step(self) -> NextStep | None:
        """Sign and export what is ready."""
        why_not = "" if self._found else "Chưa có hội nghị nào kết thúc nên chưa có văn bản để xuất."
        if self._job is not None:
            why_not = "Đang xuất hồ sơ."
        return NextStep("Xuất hồ sơ", self._ask, why_not)

    def _lay_out(self) -> None:
        def busy() -> bool:
            return self._job is not None

        extras = Extras(self.context, self._watch, busy)
        signing = Signing(self.context, self._watch, busy, self.roster.record, self._where_papers_lie)
        leaving = Leaving(self.context, self._watch, busy, self.roster, self._where_papers_lie)
        filling = Filling(self.context, busy)
        left = column(self.roster, self.done, column(filling, extras, leaving, signing), spacing=SPACE.medium)
        right = column(self.standing, self.preview)
        right.setStretch(1, 1)
        self.preview.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST)
        body = row(left, right, spacing=SPACE.large)
        body.setStretch(0, 6)
        body.setStretch(1, 5)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(SPACE.page, SPACE.large, SPACE.page, SPACE.medium)
        inside.setSpacing(SPACE.medium)
        inside.addWidget(words(self.title, "title", wrap=False))
        inside.addWidget(self._lead)
        inside.addWidget(self.bar)
        inside.addLayout(body, 1)

    def _show(self, chosen: Row | None) -> None:
        self.standing.setText("" if chosen is None else _standing(chosen))
        if chosen is None or chosen.paper is None or self._job is not None:
            self._shown = ("", b"")
            self.preview.say("" if chosen is None else "Chưa có trang nào để xem trước.")
            return
        paper = chosen.paper
        if self._shown == (paper.document_id, paper.data):
            return
        if self.context.attempt(lambda: self.preview.show_pdf(paper.pdf())):
            self._shown = (paper.document_id, paper.data)

    def _where_papers_lie(self) -> Path:
        if self._folder != Path():
            return self._folder
        return self.desk.book.path.with_name(f"{self.desk.book.path.stem}.ho-so")

    def _ask(self) -> None:
        folder = self._where_papers_lie()
        first = not dossier.has_key(self.desk)
        PassphraseDialog(self, first=first, folder=folder, on_yes=self._begin)

    def _begin(self, passphrase: str, folder: Path) -> None:
        signers: list[KeySigner] = []
        found = self._found
        opened = self.context.attempt(lambda: signers.append(dossier.signer_of(self.desk, passphrase)))
        if not opened or found is None or not self.context.attempt(lambda: self._seal(found)):
            return
        self.done.hide()
        job = start_export(self, self._found or found, folder, signers[0], self._succeed, self._fail)
        self._watch(job, "Đang ký và xuất hồ sơ")

    def _watch(self, job: Job, title: str) -> None:
        """One piece of work at a time; the papers cannot be looked at meanwhile."""
        self._job = job
        job.ended.connect(self._end)
        self.bar.watch(job, title)
        self.context.changed.emit()

    def _seal(self, found: Collected) -> None:
        self._found = dossier.complete(self.desk, found)
        if self._found.remark:
            self.context.notice.emit("warning", self._found.remark)

    def _succeed(self, outcome: Outcome) -> None:
        exported = outcome.exported
        self._folder = exported.folder
        self._where.setText(
            f"{len(exported.documents)} văn bản đã ký và gói nộp “{exported.bundle.name}” nằm trong:\n"
            f"{exported.folder}\nMã kiểm tra của gói (SHA-256), để đọc cho cấp trên đối "
            f"chiếu:\n{outcome.checksum}"
        )
        self.done.show()
        self.context.attempt(lambda: dossier.record(self.desk, exported))

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, FormsError | DeskError | OSError):
            raise error
        sentence = str(error)
        if isinstance(error, OSError):
            sentence = "Không ghi được vào thư mục đã chọn; đồng chí chọn thư mục khác rồi xuất lại."
        self.context.notice.emit("error", sentence)

    def _end(self) -> None:
        stopped = self._job is not None and self._job.is_cancelled
        self._job = None
        if stopped:
            self.context.notice.emit("info", "Đã dừng xuất hồ sơ.")
        self.context.changed.emit()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _standing(row: Row) -> str:
    """The whole title, which the list may cut, the state, and what is behind it."""
    return f"{row.title}\n{row.state.value}. {row.status.sentence}"
