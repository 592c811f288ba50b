"""Work beside the window: one piece at a time, shown by the bar; what is refused becomes a notice."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject

from desktop import dossier, drafts
from desktop.desk import Desk, DeskError
from desktop.dossier import Collected
from desktop.ui.pages.page import Context
from desktop.ui.widgets import Job, JobBar, Report, run_in_background
from forms.errors import FormsError
from forms.signing import KeySigner

T = TypeVar("T")


class Work(QObject):
    """What the parts of the page share: the open book, its papers, the job under way.

    found: the papers of all that is done, None while there are none; folder: where the signed ones lie.
    """

    def __init__(self, context: Context, bar: JobBar) -> None:
        super().__init__(bar)
        self.context, self.job = context, None
        self.found: Collected | None = None
        self.folder: Path = drafts.folder_of(context.desk)
        self._bar = bar

    job: Job | None
    """What is under way; nothing else begins meanwhile."""

    @property
    def desk(self) -> Desk:
        """The open desk."""
        return self.context.desk

    def start(self, title: str, do: Callable[[Report], T], done: Callable[[T], None]) -> None:
        """Begin; `done(outcome)` is called in the window once `do` has ended by itself."""
        if self.job is not None:
            return
        self.job = run_in_background(do, done, self._fail, owner=self)
        self.job.ended.connect(self._end)
        self._bar.watch(self.job, title)
        self.context.changed.emit()

    def signer(self, passphrase: str) -> KeySigner | None:
        """The book's signer; None, and a notice, where the passphrase is not right."""
        return self.context.obtain(lambda: dossier.signer_of(self.desk, passphrase))

    def say(self, kind: str, sentence: str) -> None:
        """Show a sentence above the page."""
        self.context.notice.emit(kind, sentence)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, FormsError | DeskError | OSError):
            raise error
        sentence = str(error)
        if isinstance(error, OSError):
            sentence = "Không ghi được vào thư mục đã chọn; đồng chí chọn thư mục khác rồi làm lại."
        self.say("error", sentence)

    def _end(self) -> None:
        stopped = self.job is not None and self.job.is_cancelled
        self.job = None
        if stopped:
            self.say("info", "Đã dừng việc đang làm.")
        self.context.changed.emit()
