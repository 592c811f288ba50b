"""What is done with the chosen paper alone: printed, signed by itself, signed by one more person."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from db.operations import Document
from desktop import dossier, signatures
from desktop.ui.pages.ballot.record_card import save_pdf
from desktop.ui.pages.dossier.copies import Copies
from desktop.ui.pages.dossier.cosign_dialog import CosignDialog, Wish
from desktop.ui.pages.dossier.passphrase import PassphraseDialog
from desktop.ui.pages.dossier.rows import Row
from desktop.ui.pages.dossier.work import Work
from desktop.ui.pages.pieces import button, row
from desktop.ui.widgets import Report, menu_button
from forms.paper import Paper

_PRINT, _PRINT_EACH = "In văn bản này", "Ghi tệp in cho từng đảng viên"


class OnePaper(QWidget):
    """Buttons over the preview; only what can be done with the chosen paper is enabled."""

    def __init__(self, work: Work, copies: Copies) -> None:
        super().__init__()
        self._work, self._copies = work, copies
        self._row: Row | None = None
        self.print = button(_PRINT, "print-one", self._print)
        self.sign = menu_button(
            "&Ký văn bản",
            (
                "sign-one",
                "Ký &riêng văn bản này…",
                "Để trong thư mục con “rieng”",
                self._ask_alone,
            ),
            (
                "cosign",
                "&Thêm người ký…",
                "Bí thư, chủ trì, tổ trưởng tổ kiểm phiếu ký lần lượt vào bản đã xuất bằng khóa của mình",
                self._ask_cosign,
            ),
        )
        self.alone, self.cosign = self.sign.menu().actions()
        inside = row(self.print, self.sign, None)
        inside.setContentsMargins(0, 0, 0, 0)
        self.setLayout(inside)

    def show_row(self, chosen: Row | None) -> None:
        """Offer what can be done with this paper now."""
        self._row = chosen
        each = chosen is not None and chosen.by_member
        there, idle = chosen is not None and chosen.paper is not None, self._work.job is None
        self.print.setText(_PRINT_EACH if each else _PRINT)
        self.print.setToolTip("" if each else "Ghi tệp PDF chưa ký và mở ra để in")
        self.print.setEnabled(idle and (there or each))
        self.alone.setEnabled(idle and there and chosen is not None and bool(chosen.file))
        self.cosign.setEnabled(idle and self._exported() is not None)
        self.sign.setEnabled(self.alone.isEnabled() or self.cosign.isEnabled())

    def _exported(self) -> Path | None:
        """The signed file of the chosen paper, where it is at hand."""
        path = self._work.folder / self._row.file if self._row is not None and self._row.file else None
        return path if path is not None and path.is_file() else None

    def _chosen(self) -> tuple[str, Paper] | None:
        """The name of the file and the paper."""
        chosen = self._row
        if chosen is None or chosen.paper is None:
            return None
        return chosen.file or f"{chosen.paper.document_id.lower()}-{chosen.paper.form.file}.pdf", chosen.paper

    def _print(self) -> None:
        if self._row is not None and self._row.by_member:
            self._copies.write_members()
        elif (chosen := self._chosen()) is not None:
            desk, (name, paper) = self._work.desk, chosen
            save_pdf(self._work.context, lambda: dossier.save_one(desk, name, paper))

    def _ask_alone(self) -> None:
        if (chosen := self._chosen()) is None:
            return
        name, paper = chosen
        PassphraseDialog(
            self,
            first=not dossier.has_key(self._work.desk),
            folder=self._work.folder / signatures.ALONE,
            on_yes=lambda passphrase, folder: self._sign_alone(passphrase, folder / name, paper),
            deed="Ký văn bản này",
        )

    def _sign_alone(self, passphrase: str, target: Path, paper: Paper) -> None:
        if (signer := self._work.signer(passphrase)) is None:
            return

        def work(_report: Report) -> Document:
            return signatures.sign_alone(paper, target, signer)

        self._work.start("Đang ký", work, lambda made: self._record_alone(made, target))

    def _record_alone(self, made: Document, target: Path) -> None:
        if self._work.context.attempt(lambda: signatures.record(self._work.desk, [made])):
            self._work.say("info", f"Đã ký “{target.name}” trong thư mục {target.parent}.")

    def _ask_cosign(self) -> None:
        if (path := self._exported()) is not None:
            CosignDialog(self, title=f"“{path.name}”", on_yes=lambda wish: self._cosign(path, wish))

    def _cosign(self, path: Path, wish: Wish) -> None:
        def work(_report: Report) -> tuple[Document, ...]:
            if wish.token is None:
                opened = signatures.key_signer(wish.key, wish.secret)
            else:
                opened = signatures.token_signer(wish.token, wish.secret)
            with opened as signer:
                return tuple(signatures.sign([path], signer, wish.role, visible=wish.visible))

        self._work.start("Đang ký", work, self._record_cosigned)

    def _record_cosigned(self, made: tuple[Document, ...]) -> None:
        if self._work.context.attempt(lambda: signatures.record(self._work.desk, made)):
            who = "; ".join(made[0].signed_by)
            self._work.say(
                "info",
                f"{made[0].file} đã có chữ ký của: {who}. Ký xong mọi văn bản, đồng chí chọn “Gói nộp”, “Lập "
                "lại gói nộp”.",
            )
