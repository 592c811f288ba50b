"""A form in a window of its own over the page; nothing typed is lost while something is not right."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.ui.pages.fields.form import Form
from desktop.ui.pages.pieces import button, column, row, words
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Dialog, Notice, NoticeKind

CHECK_FIELDS = "Chưa ghi vào sổ; đồng chí xem những ô có dòng chữ đỏ bên dưới."
_GIVE_UP = "Những điều vừa nhập chưa ghi vào sổ. Bấm “Quay lại” lần nữa thì bỏ, bấm “Ghi vào sổ” thì giữ."


class FormDialog(Dialog):
    """`keep()` puts what is typed into the book and returns "", or the sentence that says why not."""

    def __init__(self, parent: QWidget, title: str, form: Form, *above: QWidget) -> None:
        super().__init__(parent, title, letters=76)
        self.keep: Callable[[], str] = lambda: ""
        self.form, self.notice = form, Notice()
        self._lay_out(title, above)
        self._start = form.content()

    def begin(self) -> None:
        """Show the window, the cursor in its first field; what stands in its fields now is where it began."""
        self._start = self.form.content()
        self.form.from_the_start()
        self.open()
        self.form.begin()

    def save(self) -> None:
        """Put what is typed into the book, or say why that cannot be."""
        self.notice.clear()
        if refusal := self.keep():
            self.notice.say(NoticeKind.ERROR, refusal)
            self.fit()
            return
        self.accept()

    def reject(self) -> None:
        """Close; what was typed is given up only when the user says so."""
        if self.form.content() == self._start or self.notice.text() == _GIVE_UP:
            super().reject()
            return
        self.notice.say(NoticeKind.WARNING, _GIVE_UP)
        self.fit()

    def _lay_out(self, title: str, above: tuple[QWidget, ...]) -> None:
        back = button("Quay lại", "back", self.reject, "quiet")
        keep = button("Ghi vào sổ", "keep", self.save, "primary")
        keep.setDefault(True)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save)
        head = column(words(title, "title"), self.notice, spacing=SPACE.medium)
        self.fill(head, column(*above, self.form, spacing=SPACE.medium), row(back, None, keep))
