"""A list to choose one value from, with words for each."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from desktop.ui.theme import SPACE

T = TypeVar("T")


class Choice(QComboBox, Generic[T]):
    """Typed values; `chosen` only when the user acts; turning the wheel over it changes nothing."""

    chosen = Signal()

    def __init__(self, options: Iterable[tuple[T, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[T] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_options(options)
        self.activated.connect(lambda _index: self.chosen.emit())
        self.currentTextChanged.connect(self.setToolTip)  # a narrow field may cut it

    def set_options(self, options: Iterable[tuple[T, str]]) -> None:
        """Offer these values; the one chosen stays chosen where it still is offered."""
        kept = self.value() if self._values else None
        blocker = QSignalBlocker(self)
        self.clear()
        self._values = []
        for value, text in options:
            self._values.append(value)
            self.addItem(text)
            self.setItemData(self.count() - 1, text, Qt.ItemDataRole.ToolTipRole)
        if kept in self._values:
            self.setCurrentIndex(self._values.index(kept))
        blocker.unblock()
        self.setToolTip(self.currentText())

    def value(self) -> T:
        """The chosen value."""
        return self._values[self.currentIndex()]

    def set_value(self, value: T) -> None:
        """Show `value` as chosen; nothing is signalled."""
        blocker = QSignalBlocker(self)
        self.setCurrentIndex(self._values.index(value))
        blocker.unblock()
        self.setToolTip(self.currentText())

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as a field of one line with its frame."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self.fontMetrics().height() + 2 * SPACE.small + 2))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Never lower than that."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Leave the wheel to the page that scrolls."""
        event.ignore()
