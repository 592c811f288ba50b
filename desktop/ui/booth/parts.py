"""The small pieces of the booth: labels, buttons and an option whose mark a screen reader never learns."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

CHOSEN: Final = "đã chọn"


def words(text: str = "", role: str = "", *, name: str = "") -> QLabel:
    """A label that wraps and cannot be selected or copied; `name` is read out in place of its text."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    if name:
        label.setAccessibleName(name)
    return label


def button(text: str, action: Callable[[], None], name: str = "", *, role: str = "") -> QPushButton:
    """A push button: it acts when pressed and released inside (Qt's own rule), or by Space and Enter."""
    made = QPushButton(text)
    made.setAccessibleName(name or text)
    made.setProperty("role", role)
    made.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _checked=False: action())
    return made


def option(text: str, action: Callable[[], None], name: str) -> QPushButton:
    """A choice. It is not checkable: a checked state would be read out."""
    made = button(text, action, name)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    show_mark(made, text, chosen=False)
    return made


def show_mark(made: QPushButton, text: str, *, chosen: bool, said: str = "", aloud: bool = False) -> None:
    """Show an option as chosen or not, to the eye only; aloud: the voter wants it said, too.

    said: what is said of the option whether chosen or not.
    """
    made.setAccessibleDescription(". ".join(filter(None, (CHOSEN if chosen and aloud else "", said))))
    made.setText(f"{text}   ✓" if chosen else text)
    made.setProperty("mark", "chosen" if chosen else "option")
    made.style().unpolish(made)
    made.style().polish(made)


def rule() -> QFrame:
    """A thin line."""
    line = QFrame()
    line.setFixedHeight(2)
    line.setProperty("role", "rule")
    return line


def column(widget: QWidget, *, margin: int = 0, spacing: int = 10) -> QVBoxLayout:
    """A vertical layout on `widget`."""
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout
