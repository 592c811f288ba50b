"""Asks who signs and with what: a personal key file, or a certificate on a token, chosen before any PIN."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QWidget

from desktop.signatures import Token
from desktop.ui.pages.pieces import button, column, labelled, row, words
from desktop.ui.shell.files import Files
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Dialog, Report, run_in_background
from forms import tokens
from forms.cosign import ROLES
from forms.errors import FormsError
from forms.tokens import LOCK_WARNING, TokenCertificate

_KEY_FILES = "Tệp khóa (*.p12 *.pfx)"
_MODULES = "Thư viện của thiết bị (*.dll *.so *.dylib)"


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for; `token` is None for a key file."""

    key: Path
    token: Token | None
    secret: str = field(repr=False)
    role: str
    visible: bool


class CosignDialog(Dialog):
    """`on_yes(wish)` once everything is chosen; the passphrase or PIN is then forgotten here."""

    def __init__(self, parent: QWidget, *, title: str, on_yes: Callable[[Wish], None]) -> None:
        super().__init__(parent, "Thêm người ký")
        self._on_yes, self.files = on_yes, Files()
        self._found: tuple[TokenCertificate, ...] = ()
        self.file, self.secret = QLineEdit(), QLineEdit()
        self.file.setReadOnly(True)
        self.secret.setObjectName("secret")
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.certificates, self.roles = QComboBox(), QComboBox()
        self.certificates.setEnabled(False)
        self.roles.addItems(list(ROLES.values()))
        self.visible_block = QCheckBox("Hiện tên và giờ ký ở góc trên bên phải văn bản")
        self._wrong, self._warning = words(role="accent"), words(role="quiet")
        self._wrong.hide()
        self._warning.hide()
        self._build(title)
        self.certificates.currentIndexChanged.connect(self._warn)
        self.open()

    def _build(self, title: str) -> None:
        meaning = words(f"Ký thêm vào {title}. Các chữ ký đã có giữ nguyên hiệu lực.")
        key = button("Tệp khóa cá nhân…", "choose-key", self._choose_key)
        yes = button("Ký", "yes", self._accept, "primary")
        yes.setDefault(True)
        body = column(
            meaning,
            row(
                key,
                button("Thiết bị ký (USB)…", "choose-token", self._choose_module),
                None,
            ),
            labelled("Tệp khóa hoặc thư viện của thiết bị", self.file),
            labelled("Chứng thư trên thiết bị", self.certificates),
            labelled("Mật khẩu của tệp khóa, hoặc mã PIN", self.secret),
            self._warning,
            labelled("Ký với vai trò", self.roles),
            self.visible_block,
            self._wrong,
            spacing=SPACE.medium,
        )
        foot = row(button("Quay lại", "no", self.reject, "quiet"), None, yes)
        self.fill(column(words("Thêm một người ký", "heading")), body, foot)
        key.setFocus()

    def _choose_key(self) -> None:
        path = self.files.file_to_open(self, "Chọn tệp khóa cá nhân", "Dùng tệp này", _KEY_FILES)
        if path is not None:
            self.take_key(str(path))

    def _choose_module(self) -> None:
        path = self.files.file_to_open(self, "Chọn thư viện của thiết bị ký", "Dùng tệp này", _MODULES)
        if path is not None:
            self.take_module(str(path))

    def take_key(self, path: str) -> None:
        """Sign with a key file."""
        self.file.setText(path)
        self._show((), "")

    def take_module(self, path: str) -> None:
        """Look at the tokens beside the window: some modules take seconds."""
        self.file.setText(path)
        self._show((), "Đang đọc thiết bị …")

        def work(_report: Report) -> tuple[TokenCertificate, ...]:
            return tokens.certificates(Path(path))

        run_in_background(work, lambda found: self._show(found, ""), self._refuse, owner=self)

    def _show(self, found: tuple[TokenCertificate, ...], sentence: str) -> None:
        self._found = found
        self.certificates.clear()
        self.certificates.addItems([f"{one.name} ({one.token}, đến {one.until:%d/%m/%Y})" for one in found])
        self.certificates.setEnabled(bool(found))
        self._say(self._wrong, sentence)
        self._warn()

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, FormsError):
            raise error
        self._show((), str(error))

    def _warn(self) -> None:
        at = self.certificates.currentIndex()
        chosen = self._found[at] if 0 <= at < len(self._found) else None
        self._say(self._warning, (chosen.warning or LOCK_WARNING) if chosen is not None else "")

    def _say(self, label: QLabel, sentence: str) -> None:
        label.setText(sentence)
        label.setVisible(bool(sentence))
        self.fit()

    def _accept(self) -> None:
        path = Path(self.file.text())
        is_key = path.suffix.lower() in {".p12", ".pfx"}
        if not self.file.text() or not (is_key or self._found):
            self._say(self._wrong, "Đồng chí chọn tệp khóa, hoặc thư viện và chứng thư của thiết bị ký.")
            return
        if not self.secret.text():
            self._say(self._wrong, "Đồng chí gõ mật khẩu của tệp khóa hoặc mã PIN của thiết bị.")
            return
        token = None if is_key else Token(path, self._found[self.certificates.currentIndex()])
        secret, role = self.secret.text(), self.roles.currentText()
        self.secret.clear()
        self.accept()
        self._on_yes(Wish(path, token, secret, role, self.visible_block.isChecked()))
