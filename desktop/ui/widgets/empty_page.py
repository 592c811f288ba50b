"""A page that holds nothing yet: what will be here, why, and the button that begins it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme import SPACE, set_role

_WIDEST = 62


class EmptyPage(QWidget):
    """Signals `begun` for the one button and `sample_asked` for the quiet one that fills in the sample."""

    begun = Signal()
    sample_asked = Signal()

    def __init__(
        self, title: str, why: str, verb: str, sample_verb: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        heading, text = QLabel(title), QLabel(why)
        set_role(heading, "title")
        for label in (heading, text):
            label.setWordWrap(True)
            label.setMaximumWidth(self.fontMetrics().averageCharWidth() * _WIDEST)
        self.button = QPushButton(verb)
        self.button.setObjectName("begin")
        self.button.clicked.connect(self.begun)
        set_role(self.button, "primary")
        self.sample_button = QPushButton(sample_verb)
        self.sample_button.setObjectName("sample")
        self.sample_button.setVisible(bool(sample_verb))
        self.sample_button.clicked.connect(self.sample_asked)
        set_role(self.sample_button, "quiet")
        buttons = QHBoxLayout()
        buttons.addWidget(self.button)
        buttons.addWidget(self.sample_button)
        buttons.addStretch(1)
        self._stack(heading, text, buttons)

    def _stack(self, heading: QLabel, text: QLabel, buttons: QHBoxLayout) -> None:
        inner = QVBoxLayout()
        inner.setSpacing(SPACE.large)
        inner.addWidget(heading)
        inner.addWidget(text)
        inner.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.page, SPACE.page, SPACE.page, SPACE.page)
        column.addStretch(2)
        column.addLayout(inner)
        column.addStretch(3)
        column.setAlignment(inner, Qt.AlignmentFlag.AlignHCenter)
