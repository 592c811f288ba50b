"""Nothing has to be saved: what is typed is kept a moment later, and at once when the user goes elsewhere."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QSignalBlocker, QSize, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from meeting.text import tidy

DELAY: Final = 800
"""Milliseconds after the last keystroke."""


class Autosave(QObject):
    """Calls `save` a moment after the last `touch`, or at once on `flush`.

    A refused save stays to be done: what was typed stays on the screen.
    """

    def __init__(self, save: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._save = save
        self._dirty = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self.flush)

    @property
    def dirty(self) -> bool:
        """Tell whether something typed is not in the book yet."""
        return self._dirty

    def touch(self) -> None:
        """Something was typed."""
        self._dirty = True
        self._timer.start()

    def flush(self) -> None:
        """Keep it now."""
        self._timer.stop()
        if self._dirty:
            self._dirty = False
            self._dirty = not self._save()


_LINES = 5


class TextField(QPlainTextEdit):
    """A field of several lines. `typed` when the user changed it, `left` when the focus goes elsewhere."""

    typed = Signal()
    left = Signal()

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self.typed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """A few lines: it takes the room there is, and asks a page for no more."""
        return QSize(super().sizeHint().width(), self.fontMetrics().lineSpacing() * _LINES)

    def text(self) -> str:
        """Return what stands in the field, composed (NFC)."""
        return tidy(self.toPlainText())

    def load(self, text: str) -> None:
        """Show `text` from the book; the cursor stays where it is when nothing is different."""
        if self.text() != text:
            blocker = QSignalBlocker(self)
            self.setPlainText(text)
            blocker.unblock()

    def commit(self) -> None:
        """Take over a letter that the Vietnamese keyboard still composes."""
        if self.hasFocus():
            QGuiApplication.inputMethod().commit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Tell that the user goes elsewhere."""
        super().focusOutEvent(event)
        self.left.emit()
