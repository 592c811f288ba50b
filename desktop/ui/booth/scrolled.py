"""What may be longer than the screen: it scrolls up and down only, by two large buttons as well."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QWidget

from desktop.ui.booth.parts import button, column

_SHARE: Final = 0.8
"""How much of what is seen one press of a button goes on."""


class Scrolled(QWidget):
    """`inner` in an area; the buttons are there only while `inner` is longer than the room.

    They stand for a scroll bar and are never switched off at an end: which part is seen may follow from a
    mark, and a screen reader would tell the state of either.
    """

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self._inner = inner
        self._area = QScrollArea()
        self._area.setWidget(inner)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setAccessibleName("Nội dung phiếu")
        self._up = button("▲  Phần trên", lambda: self._go(-1), "Xem phần trên", role="tool")
        self._down = button("▼  Xem tiếp phần dưới", lambda: self._go(1), "Xem tiếp phần dưới", role="tool")
        self._more = QWidget()
        row = QHBoxLayout(self._more)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._up, 1)
        row.addWidget(self._down, 2)
        rows = column(self, spacing=6)
        rows.addWidget(self._area, 1)
        rows.addWidget(self._more)
        for watched in (inner, *inner.findChildren(QPushButton)):
            watched.installEventFilter(self)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_more)

    def to_top(self) -> None:
        """Show the beginning."""
        self._area.verticalScrollBar().setValue(0)

    def bring(self, widget: QWidget) -> None:
        """Bring a part of `inner` to where it is seen."""
        self._area.ensureWidgetVisible(widget)

    def event(self, event: QEvent) -> bool:
        """Look anew whether there is more than can be seen."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            self._later.start()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The same when what is inside changes; what the keyboard comes to is brought to where it is seen."""
        if watched is self._inner and event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._later.start()
        elif isinstance(watched, QWidget) and event.type() is QEvent.Type.FocusIn:
            self.bring(watched)
        return False

    def _show_more(self) -> None:
        layout = self._inner.layout()
        if layout is not None:
            self._more.setVisible(layout.totalHeightForWidth(self._inner.width()) > self.height())

    def _go(self, direction: int) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + direction * round(bar.pageStep() * _SHARE))
