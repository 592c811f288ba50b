"""Where on the way through the ballot the page is: all steps where there is room, else the present one."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from desktop.ui.theme import set_role

_APART = "    "


class Way(QLabel):
    """One line; it takes the room that is left and says no more than goes into it."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names, self._place = tuple(names), 0
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setTextFormat(Qt.TextFormat.RichText)
        set_role(self, "quiet")

    def show_place(self, place: int, names: Sequence[str]) -> None:
        """Show the step at `place` of these names; -1 shows nothing, one past the last that all are done."""
        self._place, self._names = place, tuple(names)
        self.setAccessibleName(self._short())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The present step alone."""
        return QSize(self._width(self._short()), super().minimumSizeHint().height())

    def _fit(self) -> None:
        if self._width(_APART.join(self._parts())) <= self.width():
            bold = [f"<b>{part}</b>" if at == self._place else part for at, part in enumerate(self._parts())]
            self.setText(_APART.replace(" ", "&nbsp;").join(bold))
        else:
            self.setText(f"<b>{self._short()}</b>")

    def _parts(self) -> list[str]:
        if self._place < 0:
            return []
        return [f"{'✓' if at < self._place else at + 1} {name}" for at, name in enumerate(self._names)]

    def _short(self) -> str:
        if 0 <= self._place < len(self._names):
            return f"Bước {self._place + 1}/{len(self._names)}: {self._names[self._place]}"
        return ""

    def _width(self, text: str) -> int:
        font = self.font()
        font.setBold(True)
        return QFontMetrics(font).horizontalAdvance(text)
