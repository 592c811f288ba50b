"""The bar at the bottom of a page: what comes next, on one obvious button."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.ui.theme import SPACE, set_role


class StepButton(QPushButton):
    """Enter presses it as well as Space; a double click or a key held down is one press, never two steps."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("next-step")
        self.setAutoDefault(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Let the keyboard repeat in vain."""
        if not event.isAutoRepeat():
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take the second press as part of the first, which was answered already."""
        event.accept()


class NextStepBar(QFrame):
    """One primary button at the right, a sentence at its left, quiet buttons at the far left."""

    triggered = Signal()
    quiet_triggered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "bar")
        self._quiet = QHBoxLayout()
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        set_role(self._hint, "quiet")
        self.button = StepButton()
        self.button.clicked.connect(self.triggered)
        set_role(self.button, "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.page, SPACE.medium, SPACE.page, SPACE.medium)
        row.setSpacing(SPACE.large)
        row.addLayout(self._quiet)
        row.addWidget(self._hint, 1)
        row.addWidget(self.button)
        self.clear()

    def set_step(self, verb: str, hint: str = "", *, blocked: str = "") -> None:
        """Offer `verb`; `blocked` says why it cannot be done yet and what to do first ("" when it can)."""
        self.button.setText(verb)
        self.button.setVisible(True)
        self.button.setEnabled(not blocked)
        self.button.setAccessibleDescription(blocked or hint)
        self._hint.setText(blocked or hint)

    def set_quiet(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these (key, verb) besides, quietly."""
        while (item := self._quiet.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for key, verb in choices:
            button = QPushButton(verb)
            button.setObjectName(f"quiet-{key}")
            set_role(button, "quiet")
            button.clicked.connect(lambda _checked=False, key=key: self.quiet_triggered.emit(key))
            self._quiet.addWidget(button)

    def clear(self) -> None:
        """Offer nothing."""
        self.button.hide()
        self._hint.clear()
        self.set_quiet(())
