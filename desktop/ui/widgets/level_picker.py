"""Pick one of the four levels, or take the choice back; a barred level shows its reason and stays open."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme import SPACE, set_role
from desktop.wording import LABELS
from meeting.level import LEVELS, Level


class LevelPicker(QWidget):
    """Four buttons and “Bỏ chọn”; keys 0 to 4. `level_changed(Level | None)` only when the user acts."""

    level_changed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._level: Level | None = None
        self._buttons: dict[Level, QPushButton] = {}
        self._reasons: dict[Level, QLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.small)
        for level in LEVELS:
            self._add(level, column)
        self._none = QPushButton("Bỏ chọn")
        self._none.setObjectName("level-none")
        set_role(self._none, "quiet")
        self._none.clicked.connect(lambda: self._pick(None))
        column.addWidget(self._none, 0, Qt.AlignmentFlag.AlignLeft)
        self._show()

    def level(self) -> Level | None:
        """Return what is picked."""
        return self._level

    def set_level(self, level: Level | None) -> None:
        """Show `level` as picked; nothing is signalled."""
        self._level = level
        self._show()

    def set_bars(self, bars: Mapping[Level, str]) -> None:
        """Show under each barred level the sentence that says why."""
        for level, label in self._reasons.items():
            label.setText(bars.get(level, ""))
            label.setVisible(level in bars)
            self._buttons[level].setAccessibleDescription(bars.get(level, ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take 1 to 4 for a level and 0 for none."""
        if event.text() in {"0", "1", "2", "3", "4"} and event.text():
            number = int(event.text())
            self._pick(LEVELS[number - 1] if number else None)
        else:
            super().keyPressEvent(event)

    def _add(self, level: Level, column: QVBoxLayout) -> None:
        button = QPushButton(f"{level.rank + 1}  {LABELS[level]}")
        button.setObjectName(f"level-{level.value}")
        button.setCheckable(True)
        set_role(button, "choice")
        button.clicked.connect(lambda _checked=False, level=level: self._pick(level))
        reason = QLabel()
        reason.setWordWrap(True)
        set_role(reason, "quiet")
        reason.hide()
        self._buttons[level], self._reasons[level] = button, reason
        column.addWidget(button)
        column.addWidget(reason)

    def _pick(self, level: Level | None) -> None:
        changed = level is not self._level
        self._level = level
        self._show()
        if changed:
            self.level_changed.emit(level)

    def _show(self) -> None:
        for level, button in self._buttons.items():
            button.setChecked(level is self._level)
            mark = "✓" if level is self._level else str(level.rank + 1)
            button.setText(f"{mark}  {LABELS[level]}")
            button.setAccessibleName(LABELS[level])
        self._none.setEnabled(self._level is not None)
