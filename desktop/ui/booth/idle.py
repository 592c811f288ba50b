"""When nobody touches keys or mouse for a while: a word first, then the voter is taken to have left."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

WARNED: Final = 90_000
LEFT: Final = 120_000
"""Milliseconds without a key until the screen says so, and until it is covered."""

_TOUCHES: Final = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin}
)


class Idle(QObject):
    """Runs from `start` to `stop`; any touch begins the time anew. What was touched is never looked at."""

    touched = Signal()
    warned = Signal()
    left = Signal()

    def __init__(self, parent: QObject | None = None, *, warned: int = WARNED, left: int = LEFT) -> None:
        super().__init__(parent)
        self._timers = [_timer(self, warned, self._warn), _timer(self, left, self._leave)]

    @property
    def is_running(self) -> bool:
        """Tell whether somebody is waited for."""
        return self._timers[-1].isActive()

    def start(self) -> None:
        """Begin to wait."""
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._again()

    def stop(self) -> None:
        """Wait for nobody."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        for timer in self._timers:
            timer.stop()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Begin the time anew at every touch, and let the touch pass."""
        if self.is_running and event.type() in _TOUCHES:
            self._again()
            self.touched.emit()
        return False

    def _again(self) -> None:
        for timer in self._timers:
            timer.start()

    def _warn(self) -> None:
        self.warned.emit()

    def _leave(self) -> None:
        self.stop()
        self.left.emit()


def _timer(parent: QObject, milliseconds: int, then: object) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(then)
    return timer
