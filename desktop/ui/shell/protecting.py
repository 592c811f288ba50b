"""The dialog that gives a book a passphrase, another one, or none, and says beforehand what that means."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from db.protection import SHORTEST
from desktop import care
from desktop.ui.pages.book_passphrase import say_what_is_wrong
from desktop.ui.pages.pieces import Part, button, column, labelled, row, secret, words
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Dialog


class ProtectDialog(Dialog):
    """`on_yes(old, new)` once what is typed can be used; it returns what is wrong, "" when it was done."""

    def __init__(self, parent: QWidget, *, protected: bool, on_yes: Callable[[str, str], str]) -> None:
        super().__init__(parent, "Mật khẩu của sổ")
        self._protected, self._do = protected, on_yes
        self.old, self.new, self.again = secret("old"), secret("new"), secret("again")
        self.understood = QCheckBox("Tôi đã ghi mật khẩu ra giấy và cất ở nơi an toàn.")
        self.understood.setObjectName("understood")
        self.wrong = words(role="accent")
        self.wrong.hide()
        self.yes = button("Đổi mật khẩu" if protected else "Đặt mật khẩu", "yes", self._accept, "primary")
        self.none = button("Bỏ mật khẩu", "remove", self._remove, "quiet")
        self.yes.setDefault(True)
        self._lay_out()
        self.open()
        (self.old if protected else self.new).setFocus()

    def _accept(self) -> None:
        self._finish(self._why_not(), self.new.text())

    def _remove(self) -> None:
        self._finish("" if self.old.text() else "Đồng chí gõ mật khẩu hiện nay của sổ.", "")

    def _why_not(self) -> str:
        if self._protected and not self.old.text():
            return "Đồng chí gõ mật khẩu hiện nay của sổ."
        if len(self.new.text()) < SHORTEST:
            return f"Mật khẩu của sổ cần ít nhất {SHORTEST} ký tự."
        if self.new.text() != self.again.text():
            return "Hai lần gõ mật khẩu mới chưa giống nhau; đồng chí gõ lại."
        if not self.understood.isChecked():
            return "Đồng chí ghi mật khẩu ra giấy rồi đánh dấu vào ô phía trên."
        return ""

    def _finish(self, wrong: str, new: str) -> None:
        wrong = wrong or self._do(self.old.text(), new)
        if wrong:
            say_what_is_wrong(self, self.wrong, wrong)
            return
        for field in (self.old, self.new, self.again):
            field.clear()
        self.accept()

    def _lay_out(self) -> None:
        title = "Đổi hoặc bỏ mật khẩu của sổ" if self._protected else "Đặt mật khẩu cho sổ"
        parts: list[Part] = [words(sentence) for sentence in care.ABOUT_PASSPHRASE]
        if self._protected:
            parts.append(labelled("Mật khẩu hiện nay", self.old))
        parts += [
            labelled(f"Mật khẩu mới (từ {SHORTEST} ký tự)", self.new),
            labelled("Gõ lại mật khẩu mới", self.again),
            self.understood,
            self.wrong,
        ]
        remove = (self.none,) if self._protected else ()
        foot = row(button("Quay lại", "no", self.reject, "quiet"), *remove, None, self.yes)
        self.fill(column(words(title, "heading")), column(*parts, spacing=SPACE.medium), foot)
