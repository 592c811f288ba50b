"""The leaves of a page: tabs with room for the tails of letters."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTabBar, QTabWidget

from desktop.ui.pages.pieces import Part, column, holder
from desktop.ui.theme import SPACE


class Leaves(QTabWidget):
    """Tabs without a frame; `name` is what a screen reader says for them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setTabBar(_Bar())
        self.setDocumentMode(True)
        self.setAccessibleName(name)

    def add(self, title: str, *parts: Part) -> None:
        """Add a leaf with these parts one below the other."""
        inside = column(*parts, spacing=SPACE.medium)
        inside.setContentsMargins(0, SPACE.medium, 0, 0)
        self.addTab(holder(inside), title)


class _Bar(QTabBar):
    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802
        return super().tabSizeHint(index) + QSize(SPACE.medium, SPACE.small)
