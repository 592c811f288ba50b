"""A field for a code on paper: digits seen only while they are typed, nothing for the clipboard."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from desktop.ui.pages.pieces import column, labelled
from desktop.ui.theme import SPACE

_LONGEST = 20
_LETTERS = 30


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
        self.setMaximumWidth(self.fontMetrics().averageCharWidth() * _LETTERS)
        self.returnPressed.connect(self.focusNextChild)

    def take(self) -> str:
        """Return what was typed and forget it."""
        typed = self.text()
        self.clear()
        return typed


def code_fields(names: Sequence[str]) -> tuple[list[CodeField], QVBoxLayout]:
    """Make one field for each name, and the column that holds them."""
    fields = [CodeField(f"Mã của {name}") for name in names]
    for number, one in enumerate(fields, 1):
        one.setObjectName(f"code-{number}")
    labels = [labelled(f"Mã của {name}", one) for name, one in zip(names, fields, strict=True)]
    return fields, column(*labels, spacing=SPACE.medium)


def take_codes(fields: Sequence[CodeField]) -> list[str]:
    """Return the codes that were typed, and empty all the fields."""
    return [typed for typed in (one.take().strip() for one in fields) if typed]
