"""A window over the window: it never grows larger than the screen, and its buttons are always in sight."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.theme import SPACE

_FRAME: Final = QSize(24, 56)
"""What the frame of a window may take of the screen."""


class Dialog(QDialog):
    """The window behind it waits; what was in it is forgotten when it is closed. Esc goes back.

    letters: how wide, in characters; lines: how high, 0 for as high as what is in it.
    """

    def __init__(self, parent: QWidget, title: str, *, letters: int = 64, lines: int = 0) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self._letters, self._lines = letters, lines
        self._area: QScrollArea | None = None

    def fill(self, head: QLayout, body: QLayout | QWidget, foot: QLayout) -> None:
        """Put `body` between what always stays; a layout is scrolled where the screen is too small for it."""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE.page, SPACE.large, SPACE.page, SPACE.large)
        whole.setSpacing(SPACE.medium)
        whole.addLayout(head)
        whole.addWidget(body if isinstance(body, QWidget) else self._scrolled(body), 1)
        whole.addLayout(foot)

    def fit(self) -> None:
        """Take the room that is needed now, as far as the screen has it."""
        self.ensurePolished()
        metrics, layout = self.fontMetrics(), self.layout()
        room = self.screen().availableSize() - _FRAME
        wide = min(metrics.averageCharWidth() * self._letters + 2 * SPACE.page, room.width())
        high = metrics.lineSpacing() * self._lines
        if not high and layout is not None:
            high = layout.totalHeightForWidth(wide) + self._beyond(wide - 2 * SPACE.page)
        self.resize(QSize(wide, high).expandedTo(self.minimumSizeHint()).boundedTo(room))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Take the room before anything is seen."""
        if not event.spontaneous():
            self.fit()
        super().showEvent(event)

    def _scrolled(self, body: QLayout) -> QScrollArea:
        inside, self._area = QWidget(), QScrollArea()
        if isinstance(body, QVBoxLayout):
            body.addStretch(1)
        inside.setLayout(body)
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setAccessibleName(self.windowTitle())
        return self._area

    def _beyond(self, wide: int) -> int:
        """How much higher the body is than its area takes by itself."""
        inside = self._area.widget() if self._area is not None else None
        layout = inside.layout() if inside is not None else None
        if self._area is None or layout is None:
            return 0
        return layout.totalHeightForWidth(wide) - self._area.sizeHint().height()
