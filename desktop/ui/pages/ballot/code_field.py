"""A field for a code on paper: digits seen only while they are typed, nothing for the clipboard."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit

from desktop.ui.pages.pieces import FIELD, words
from desktop.ui.theme import SPACE

_LONGEST = 20
_LETTERS = 22


class CodeField(QLineEdit):
    """Takes 13 digits with or without spaces and dashes."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMaxLength(_LONGEST)
        self.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhPreferNumbers
        )
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * _LETTERS)
        self.setMinimumHeight(round(self.fontMetrics().height() * FIELD))

    def take(self) -> str:
        """Return what was typed and forget it."""
        typed = self.text()
        self.forget()
        return typed

    def forget(self) -> None:
        """Empty the field for good: `clear` keeps what it takes away for an undo, `setText` does not."""
        self.setText("")


def code_fields(names: Sequence[str], then: Callable[[], None]) -> tuple[list[CodeField], QGridLayout]:
    """Make one field for each name, and the grid that holds them; Enter in the last one does `then`."""
    fields, grid = [CodeField(name) for name in names], QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE.large)
    grid.setVerticalSpacing(SPACE.small)
    grid.setColumnStretch(0, 1)
    for number, (name, field) in enumerate(zip(names, fields, strict=True), 1):
        field.setObjectName(f"code-{number}")
        label = words(name)
        label.setBuddy(field)
        grid.addWidget(label, number, 0)
        grid.addWidget(field, number, 1)
        field.returnPressed.connect(then if number == len(fields) else fields[number].setFocus)
    return fields, grid


def take_codes(fields: Sequence[CodeField]) -> list[str]:
    """Return the codes that were typed, and empty all the fields."""
    return [typed for typed in (one.take().strip() for one in fields) if typed]
