"""The leaves of a page: tabs with room for the tails of letters, no higher than what is in them needs."""

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
        self.currentChanged.connect(lambda _at: self.updateGeometry())

    def add(self, title: str, *parts: Part) -> None:
        """Add a leaf with these parts one below the other."""
        inside = column(*parts, spacing=SPACE.medium)
        inside.setContentsMargins(0, SPACE.medium, 0, 0)
        self.addTab(holder(inside), title)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As high as the leaf that is shown needs; one that was never shown does not know yet."""
        leaf = self.currentWidget()
        needed = leaf.minimumSizeHint().height() if leaf is not None else 0
        return QSize(super().minimumSizeHint().width(), self._bar() + needed)

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """What the leaf that is shown would like; Qt asks for the highest of all, and the page scrolls."""
        leaf = self.currentWidget()
        layout = leaf.layout() if leaf is not None else None
        wanted = layout.totalHeightForWidth(width) if layout is not None else 0
        return max(self.minimumSizeHint().height(), self._bar() + wanted)

    def _bar(self) -> int:
        return self.tabBar().sizeHint().height()


class _Bar(QTabBar):
    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802
        return super().tabSizeHint(index) + QSize(0, SPACE.small)
