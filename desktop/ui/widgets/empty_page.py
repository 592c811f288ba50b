"""A page that holds nothing yet: what will be here, why, and the button that begins it."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme import SPACE, set_role

_WIDEST = 62
_GREEDY = 1000


class EmptyPage(QWidget):
    """Signals `begun` for the one button and `sample_asked` for the quiet one that fills in the sample."""

    begun = Signal()
    sample_asked = Signal()

    def __init__(
        self, title: str, why: str, verb: str, sample_verb: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        heading, text = QLabel(title), QLabel(why)
        set_role(heading, "title")
        for label in (heading, text):
            label.setWordWrap(True)
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

    def event(self, event: QEvent) -> bool:
        """Ask for the height that the wrapped text needs at this width and text size."""
        done = super().event(event)
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self.setMinimumHeight(self._column.totalMinimumHeightForWidth(self.width()))
        return done

    def _stack(self, heading: QLabel, text: QLabel, buttons: QHBoxLayout) -> None:
        """Centre a column of readable width; an alignment would forget how tall wrapped text is."""
        middle = QWidget()
        middle.setMaximumWidth(self.fontMetrics().averageCharWidth() * _WIDEST)
        inner = QVBoxLayout(middle)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(SPACE.large)
        inner.addWidget(heading)
        inner.addWidget(text)
        inner.addLayout(buttons)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle, _GREEDY)
        across.addStretch(1)
        self._column.setContentsMargins(SPACE.page, SPACE.page, SPACE.page, SPACE.page)
        self._column.addStretch(2)
        self._column.addLayout(across)
        self._column.addStretch(3)
