"""A notice on a page: one sentence that says what happened, where, and what to do."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.ui.theme import SPACE, set_role
from desktop.ui.widgets.wording import Wording


class NoticeKind(StrEnum):
    """How grave a notice is; the value is its part in the style sheet."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


_WORDS: Final = {NoticeKind.INFO: "Thông báo", NoticeKind.WARNING: "Lưu ý", NoticeKind.ERROR: "Chưa làm được"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """What happened, where, and what to do next; each part without its full stop."""

    what: str
    where: str = ""
    what_to_do: str = ""

    def __str__(self) -> str:
        """Return it as the user reads it."""
        first = f"{self.what} ({self.where})" if self.where else self.what
        return ". ".join(part for part in (first, self.what_to_do) if part) + "."


class Notice(QFrame):
    """A banner; hidden until something is shown in it. `acted` when its button is pressed."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = QLabel()
        self._text = Wording()
        self._text.setWordWrap(True)
        set_role(self._word, "heading")
        self._button = QPushButton()
        self._button.clicked.connect(self.acted)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.medium, SPACE.medium, SPACE.medium, SPACE.medium)
        row.setSpacing(SPACE.medium)
        row.addWidget(self._word)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self.hide()

    def say(self, kind: NoticeKind, text: str | Sentence, verb: str = "") -> None:
        """Show `text`, with a button that says `verb` when there is something to do about it here."""
        self._word.setText(_WORDS[kind])
        self._text.setText(str(text))
        self._button.setText(verb)
        self._button.setVisible(bool(verb))
        self.setAccessibleName(f"{_WORDS[kind]}: {text}")
        set_role(self, kind.value)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def text(self) -> str:
        """Return what is shown ("" when nothing is)."""
        return self._text.text()

    def clear(self) -> None:
        """Take the notice away."""
        self._text.clear()
        self.setAccessibleName("")
        self.hide()
