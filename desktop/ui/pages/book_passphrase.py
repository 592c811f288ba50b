"""Asking for the passphrase of a book that is to be opened or read."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QWidget

from desktop.ui.pages.pieces import button, column, labelled, row, secret, words
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Dialog


def say_what_is_wrong(dialog: Dialog, label: QLabel, sentence: str) -> None:
    """Show the sentence in its label, and make the dialog as high as it needs now."""
    label.setText(sentence)
    label.show()
    dialog.fit()


class UnlockDialog(Dialog):
    """Asks until the passphrase is right or the user goes back.

    `on_try(passphrase)` returns what is wrong in one sentence, "" when the book is open.
    """

    def __init__(self, parent: QWidget, name: str, on_try: Callable[[str], str]) -> None:
        super().__init__(parent, "Mật khẩu của sổ", letters=56)
        self._try = on_try
        self.passphrase = secret("passphrase")
        self.wrong = words(role="accent")
        self.wrong.hide()
        self.yes = button("Mở sổ", "yes", self._accept, "primary")
        self.yes.setDefault(True)
        self._lay_out(name)
        self.open()
        self.passphrase.setFocus()

    def _accept(self) -> None:
        wrong = (
            self._try(self.passphrase.text()) if self.passphrase.text() else "Đồng chí gõ mật khẩu của sổ."
        )
        self.passphrase.clear()
        if not wrong:
            self.accept()
            return
        say_what_is_wrong(self, self.wrong, wrong)
        self.passphrase.setFocus()

    def _lay_out(self, name: str) -> None:
        asked = labelled("Mật khẩu của sổ", self.passphrase)
        self.fill(
            column(words(f"Sổ “{name}” có mật khẩu", "heading")),
            column(asked, self.wrong, spacing=SPACE.medium),
            row(button("Quay lại", "no", self.reject, "quiet"), None, self.yes),
        )
