"""Words on a page: a label that breaks its line also inside the path of a file, which has no spaces."""

import re
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

_HERE: Final = "\N{ZERO WIDTH SPACE}"
_PATH: Final = re.compile(r"\S*(?:[/\\]\S*){3,}")
"""What has three separators; a date has two, and stays on one line."""


class Wording(QLabel):
    """Shows a text as it is, never as markup; `text()` is what was given."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802
        """Show this text."""
        super().setText(_PATH.sub(_with_breaks, text))

    def text(self) -> str:
        """Return it as it was given."""
        return super().text().replace(_HERE, "")


def _with_breaks(path: re.Match[str]) -> str:
    return re.sub(r"([/\\])(?=.)", rf"\1{_HERE}", path[0])
