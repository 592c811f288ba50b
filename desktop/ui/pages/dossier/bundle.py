"""The dossier as a whole: signed, exported and bundled; bundled anew after more signatures; handed in."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from db.operations import Document
from desktop import dossier, signatures
from desktop.dossier import Collected, Exported
from desktop.ui.pages.dossier.passphrase import PassphraseDialog
from desktop.ui.pages.dossier.rows import Row
from desktop.ui.pages.dossier.sending_dialog import SendingDialog
from desktop.ui.pages.dossier.work import Work
from desktop.ui.widgets import Report
from forms.signing import KeySigner
from forms.stage import OLD

_AGAIN = "Lập lại gói nộp"


class Bundle:
    """`on_exported(sentence)` with where all lies; the page asks over itself."""

    def __init__(self, page: QWidget, work: Work, on_exported: Callable[[str], None]) -> None:
        self._page, self._work, self._on_exported = page, work, on_exported

    def ask_export(self) -> None:
        """Ask for the passphrase and the folder, then sign and export what is ready."""
        if self._work.found is None:
            self._work.say("error", "Chưa có hội nghị nào kết thúc nên chưa có văn bản để xuất.")
        elif self._work.job is None:
            first = not dossier.has_key(self._work.desk)
            PassphraseDialog(self._page, first=first, folder=self._work.folder, on_yes=self._export)

    def ask_again(self) -> None:
        """Close the bundle anew over papers that somebody else signed since."""
        folder = self._work.folder
        if not dossier.has_key(self._work.desk) or not any(folder.glob("*.zip")):
            self._work.say("error", "Đồng chí xuất hồ sơ trước; sau khi ký thêm thì lập lại gói nộp.")
        elif self._work.job is None:
            PassphraseDialog(self._page, first=False, folder=folder, on_yes=self._rebundle, deed=_AGAIN)

    def ask_sent(self, rows: Sequence[Row], chosen: Row | None) -> None:
        """Ask when and to whom the dossier, or the chosen paper, was handed in."""
        if not any(one.copy for one in rows):
            self._work.say("error", "Chưa có văn bản nào đã ký; đồng chí xuất hồ sơ rồi mới đánh dấu đã nộp.")
        elif self._work.job is None:
            SendingDialog(self._page, self._work.desk, rows, chosen).begin()

    def open_folder(self) -> None:
        """Show the folder of the papers."""
        if self._work.folder.is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._work.folder)))
        else:
            self._work.say("info", f"Chưa có tệp nào; hồ sơ sẽ nằm trong thư mục {self._work.folder}.")

    def _export(self, passphrase: str, folder: Path) -> None:
        signer, desk, papers = self._work.signer(passphrase), self._work.desk, self._work.found
        if signer is None or papers is None:
            return
        found = self._work.context.obtain(lambda: dossier.complete(desk, papers))
        if found is None:
            return
        if found.remark:
            self._work.say("warning", found.remark)

        def work(report: Report) -> tuple[Exported, str]:
            return _write(found, folder, signer, report)

        self._work.start("Đang ký và xuất hồ sơ", work, self._exported)

    def _exported(self, outcome: tuple[Exported, str]) -> None:
        exported, checksum = outcome
        self._work.folder = exported.folder
        self._work.context.attempt(lambda: dossier.record(self._work.desk, exported))
        self._on_exported(
            f"{len(exported.documents)} văn bản đã ký và gói nộp “{exported.bundle.name}” nằm trong:\n"
            f"{exported.folder}\nMã kiểm tra của gói, để đọc cho cấp trên đối chiếu:\n{in_groups(checksum)}"
        )

    def _rebundle(self, passphrase: str, folder: Path) -> None:
        if (signer := self._work.signer(passphrase)) is None:
            return
        season = self._work.desk.season

        def work(_report: Report) -> tuple[Path, tuple[Document, ...]]:
            return signatures.rebundle(season, folder, signer)

        self._work.start("Đang lập lại gói nộp", work, self._rebundled)

    def _rebundled(self, outcome: tuple[Path, tuple[Document, ...]]) -> None:
        bundle, made = outcome
        if self._work.context.attempt(lambda: signatures.record(self._work.desk, made)):
            self._work.say(
                "info", f"Đã lập lại gói nộp {bundle.name}; bản cũ nằm trong {bundle.parent / OLD}."
            )


def in_groups(checksum: str) -> str:
    """A checksum in groups of eight, so that it can be read aloud."""
    return " ".join(checksum[at : at + 8] for at in range(0, len(checksum), 8))


def _write(found: Collected, folder: Path, signer: KeySigner, report: Report) -> tuple[Exported, str]:
    """Everything that this needs is in memory, and when it is stopped it leaves nothing behind."""

    def tell(done: int, steps: int) -> None:
        if done < steps:  # afterwards the files are there, and nobody can stop it any more
            report(done, steps, "văn bản")

    exported = dossier.write(found, folder, signer, progress=tell)
    return exported, hashlib.sha256(exported.bundle.read_bytes()).hexdigest()
