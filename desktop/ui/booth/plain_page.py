"""Neutral pages of the booth: a big sentence, a smaller one, perhaps one button."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.booth.parts import button, column, words


class PlainPage(QWidget):
    """A sentence in the middle of the screen; `press` makes a button with `label`."""

    def __init__(self, label: str = "", press: Callable[[], None] | None = None) -> None:
        super().__init__()
        self._big = words(role="booth-name")
        self._small = words()
        rows = column(self, spacing=24)
        rows.addStretch(2)
        for part in (self._big, self._small):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            rows.addWidget(part)
        self.button = button(label, press) if press is not None else None
        if self.button is not None:
            rows.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(3)

    def say(self, big: str, small: str = "") -> None:
        """Show the two sentences."""
        self._big.setText(big)
        self._small.setText(small)
        self._small.setVisible(bool(small))
