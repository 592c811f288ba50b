"""Asks for the passphrase of the book's key, or makes one; and where the dossier is to lie."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.pages.book_passphrase import say_what_is_wrong
from desktop.ui.pages.pieces import Part, button, column, labelled, row, secret, words
from desktop.ui.shell.files import Files
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Dialog
from forms.signing import SHORTEST_PASSPHRASE

_FIRST = (
    "Lần đầu xuất hồ sơ, chương trình làm cho sổ này một khóa ký. Mật khẩu giữ khóa: ai có mật "
    "khẩu và tệp khóa "
    "thì ký được thay chi bộ. Xin đồng chí đặt mật khẩu từ {least} ký tự, ghi ra giấy và cất nơi an toàn; "
    "quên mật khẩu thì không lấy lại được."
)
_LATER = "Mật khẩu của khóa ký mà đồng chí đã đặt khi xuất hồ sơ lần đầu."


class PassphraseDialog(Dialog):
    """`on_yes(passphrase, folder)` once what is typed can be used; the passphrase is then forgotten."""

    def __init__(
        self,
        parent: QWidget,
        *,
        first: bool,
        folder: Path,
        on_yes: Callable[[str, Path], None],
        deed: str = "Ký và xuất hồ sơ",
    ) -> None:
        super().__init__(parent, deed)
        self._on_yes, self._first, self._deed = on_yes, first, deed
        self.files = Files()
        self.passphrase, self.again = secret("passphrase"), secret("passphrase-again")
        self.folder = QLineEdit(str(folder))
        self.folder.setObjectName("folder")
        self._wrong = words(role="accent")
        self._wrong.hide()
        self._build()
        self.open()
        self.passphrase.setFocus()

    def _build(self) -> None:
        meaning = words(_FIRST.format(least=SHORTEST_PASSPHRASE) if self._first else _LATER)
        title = "Đặt mật khẩu cho khóa ký của sổ" if self._first else "Nhập mật khẩu của khóa ký"
        parts: list[Part] = [meaning, labelled("Mật khẩu", self.passphrase)]
        if self._first:
            parts.append(labelled("Gõ lại mật khẩu", self.again))
        choose = button("Chọn thư mục khác…", "choose-folder", self._choose)
        parts += [labelled("Hồ sơ sẽ nằm trong thư mục", self.folder), row(choose, None), self._wrong]
        yes = button(self._deed, "yes", self._accept, "primary")
        yes.setDefault(True)
        foot = row(button("Quay lại", "no", self.reject, "quiet"), None, yes)
        self.fill(column(words(title, "heading")), column(*parts, spacing=SPACE.medium), foot)

    def _choose(self) -> None:
        start = Path(self.folder.text()).parent
        folder = self.files.folder(self, "Chọn thư mục để hồ sơ", "Chọn thư mục này", start)
        if folder is not None:
            self.folder.setText(str(folder))

    def _accept(self) -> None:
        passphrase, folder = self.passphrase.text(), self.folder.text().strip()
        if wrong := self._why_not(passphrase, folder):
            say_what_is_wrong(self, self._wrong, wrong)
            return
        self.passphrase.clear()
        self.again.clear()
        self.accept()
        self._on_yes(passphrase, Path(folder))

    def _why_not(self, passphrase: str, folder: str) -> str:
        if not folder:
            return "Đồng chí chọn thư mục để hồ sơ."
        if self._first and len(passphrase) < SHORTEST_PASSPHRASE:
            return f"Mật khẩu cần ít nhất {SHORTEST_PASSPHRASE} ký tự."
        if self._first and passphrase != self.again.text():
            return "Hai lần gõ mật khẩu chưa giống nhau; đồng chí gõ lại."
        return "" if passphrase else "Đồng chí gõ mật khẩu của khóa ký."
