"""The small pieces of the booth: labels, buttons and an option whose mark a screen reader never learns."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

CHOSEN: Final = "đã chọn"
TICK: Final = "  ✓"
_LINE: Final = int(Qt.TextFlag.TextSingleLine.value)


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
    prepare(made, action, name or text)
    made.setProperty("role", role)
    return made


def prepare(made: QPushButton, action: Callable[[], None], name: str) -> None:
    """Give a button its action and its name, and nothing else: no menu, no Enter of its own."""
    made.setAccessibleName(name)
    made.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _checked=False: action())


class Option(QPushButton):
    """A choice whose mark is painted: neither its text nor its size ever follows from what was chosen.

    A changed text is told to every screen reader, and a wider button moves its neighbours. It is not
    checkable, and the mouse gives it no focus: a checked state and the focus are told, too.
    """

    def __init__(self, text: str, action: Callable[[], None], name: str) -> None:
        super().__init__(text)
        prepare(self, action, name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.chosen = False
        self.show_mark(chosen=False)

    def show_mark(self, *, chosen: bool, said: str = "", aloud: bool = False) -> None:
        """Show the option as chosen or not, to the eye only; aloud: the voter wants it said, too.

        said: what is said of the option whether chosen or not.
        """
        self.setAccessibleDescription(". ".join(filter(None, (CHOSEN if chosen and aloud else "", said))))
        self.chosen = chosen
        self.setProperty("mark", "chosen" if chosen else "option")
        self.style().unpolish(self)
        self.style().polish(self)
        self.update()

    def initStyleOption(self, option: QStyleOptionButton) -> None:  # noqa: N802
        """Paint the mark behind the text."""
        super().initStyleOption(option)
        if self.chosen:
            option.text = f"{self.text()}{TICK}"

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the text in bold and the mark, whether they are there or not."""
        bold = QFont(self.font())
        bold.setBold(True)
        marked = QFontMetrics(bold).size(_LINE, f"{self.text()}{TICK}")
        plain = self.fontMetrics().size(_LINE, self.text())
        return super().sizeHint() + QSize(marked.width() - plain.width(), 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """No less."""
        return self.sizeHint()


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
