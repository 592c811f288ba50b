"""Quiet buttons under the papers: one more signature on the chosen one; clean papers for another program."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from db.operations import Document
from desktop import dossier, signatures
from desktop.desk import DeskError
from desktop.dossier import Collected
from desktop.ui.pages.dossier.cosign_dialog import CosignDialog, Wish
from desktop.ui.pages.dossier.passphrase import PassphraseDialog
from desktop.ui.pages.dossier.rows import Row
from desktop.ui.pages.page import Context
from desktop.ui.pages.pieces import button, row
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Job, Report, run_in_background
from forms.errors import FormsError
from forms.signing import Signer
from forms.stage import OLD

_AGAIN = "Lập lại gói nộp"


class Signing(QWidget):
    """`begin(job, title)` lets the page show the job; `chosen()` is the paper, `folder()` where they lie."""

    def __init__(
        self,
        context: Context,
        begin: Callable[[Job, str], None],
        busy: Callable[[], bool],
        chosen: Callable[[], Row | None],
        folder: Callable[[], Path],
    ) -> None:
        super().__init__()
        self._context, self._begin, self._busy = context, begin, busy
        self._chosen, self._folder = chosen, folder
        more = button("Thêm người ký …", "cosign", self._ask, "quiet")
        more.setToolTip(
            "Bí thư, chủ trì, tổ trưởng tổ kiểm phiếu ký lần lượt văn bản này bằng khóa, thiết bị của mình"
        )
        clean = button("Bản sạch để ký nơi khác", "unsigned", self._write_clean, "quiet")
        clean.setToolTip("Các văn bản chưa ký, trong thư mục con riêng, để ký bằng phần mềm khác")
        again = button(_AGAIN, "rebundle", self._ask_again, "quiet")
        again.setToolTip("Gói nộp mới có các chữ ký vừa thêm; gói cũ được giữ trong thư mục “ban-cu”")
        inside = row(more, clean, again, None, spacing=SPACE.hair)
        inside.setContentsMargins(0, 0, 0, 0)
        self.setLayout(inside)

    def _ask(self) -> None:
        chosen = self._chosen()
        path = self._folder() / chosen.file if chosen is not None and chosen.file else None
        if path is None or not path.is_file():
            self._say("error", "Đồng chí xuất hồ sơ, rồi chọn văn bản đã xuất để ký thêm.")
        elif not self._busy():
            CosignDialog(self, title=f"“{path.name}”", on_yes=lambda wish: self._sign(path, wish))

    def _sign(self, path: Path, wish: Wish) -> None:
        def work(_report: Report) -> tuple[Document, ...]:
            if wish.token is None:
                opened = signatures.key_signer(wish.key, wish.secret)
            else:
                opened = signatures.token_signer(wish.token, wish.secret)
            with opened as signer:
                return tuple(signatures.sign([path], signer, wish.role, visible=wish.visible))

        self._begin(run_in_background(work, self._record, self._fail, owner=self), "Đang ký")

    def _record(self, made: tuple[Document, ...]) -> None:
        if self._context.attempt(lambda: signatures.record(self._context.desk, made)):
            self._say("info", f"{made[0].file} đã có chữ ký của: {'; '.join(made[0].signed_by)}.")

    def _ask_again(self) -> None:
        folder = self._folder()
        if not dossier.has_key(self._context.desk) or not any(folder.glob("*.zip")):
            self._say("error", "Đồng chí xuất hồ sơ trước; sau khi ký thêm thì lập lại gói nộp.")
        elif not self._busy():
            PassphraseDialog(self, first=False, folder=folder, on_yes=self._rebundle, deed=_AGAIN)

    def _rebundle(self, passphrase: str, folder: Path) -> None:
        desk, signers = self._context.desk, list[Signer]()
        if not self._context.attempt(lambda: signers.append(dossier.signer_of(desk, passphrase))):
            return
        season = desk.season

        def work(_report: Report) -> tuple[Path, tuple[Document, ...]]:
            return signatures.rebundle(season, folder, signers[0])

        self._begin(run_in_background(work, self._tell, self._fail, owner=self), "Đang lập lại gói nộp")

    def _tell(self, outcome: tuple[Path, tuple[Document, ...]]) -> None:
        bundle, made = outcome
        if self._context.attempt(lambda: signatures.record(self._context.desk, made)):
            self._say("info", f"Đã lập lại gói nộp {bundle.name}; bản cũ nằm trong {bundle.parent / OLD}.")

    def _write_clean(self) -> None:
        if self._busy():
            return
        found, folder = list[Collected](), self._folder()
        if not self._context.attempt(lambda: found.append(dossier.collect(self._context.desk))):
            return

        def work(_report: Report) -> tuple[Path, ...]:
            return signatures.write_unsigned(found[0], folder)

        def say(written: tuple[Path, ...]) -> None:
            where = folder / signatures.UNSIGNED
            self._say("info", f"{len(written)} văn bản chưa ký nằm trong {where}.")

        self._begin(run_in_background(work, say, self._fail, owner=self), "Đang ghi bản sạch")

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, FormsError | DeskError):
            raise error
        self._say("error", str(error))

    def _say(self, kind: str, sentence: str) -> None:
        self._context.notice.emit(kind, sentence)
