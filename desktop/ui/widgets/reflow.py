"""A row that becomes a column where it has too little room: large text never makes a page scroll sideways."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QBoxLayout, QLayoutItem

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class Row(QBoxLayout):
    """Parts side by side while all of them have their least width, else one below the other."""

    def __init__(self) -> None:
        super().__init__(_ACROSS)

    def setGeometry(self, box: QRect) -> None:  # noqa: N802
        """Choose the direction for the room there is, then lay out."""
        wanted = self._direction(box.width())
        if wanted is not self.direction():
            self.setDirection(wanted)
            self.update()  # what is around has to find another height for it
        super().setGeometry(box)

    def minimumSize(self) -> QSize:  # noqa: N802
        """As narrow as the widest part alone."""
        widest = max((part.minimumSize().width() for part in self._parts()), default=0)
        return QSize(widest + self._frame(), super().minimumSize().height())

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Side by side as any row; below each other the height depends on the width."""
        return self.direction() is _DOWN or super().hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """The height that the parts would like in this width."""
        return self._high(width, super().heightForWidth(width), _wish)

    def minimumHeightForWidth(self, width: int) -> int:  # noqa: N802
        """The height that the parts cannot do without in this width."""
        return self._high(width, super().minimumHeightForWidth(width), _need)

    def _high(self, width: int, across: int, height: Callable[[QLayoutItem, int], int]) -> int:
        """`across` is what Qt says for parts side by side, below 0 where no part is wrapped text."""
        inner, margins, parts = width - self._frame(), self.contentsMargins(), self._parts()
        up_down = margins.top() + margins.bottom()
        if self._direction(width) is _DOWN:
            return up_down + sum(height(part, inner) for part in parts) + self._gaps(len(parts))
        if self.direction() is _ACROSS and across >= 0:
            return across
        return up_down + max((height(part, inner // len(parts)) for part in parts), default=0)

    def _direction(self, width: int) -> QBoxLayout.Direction:
        parts = self._parts()
        needed = sum(part.minimumSize().width() for part in parts) + self._gaps(len(parts)) + self._frame()
        return _ACROSS if needed <= width else _DOWN

    def _parts(self) -> list[QLayoutItem]:
        items = (self.itemAt(at) for at in range(self.count()))
        return [item for item in items if item is not None and not item.isEmpty()]

    def _gaps(self, parts: int) -> int:
        return max(self.spacing(), 0) * max(parts - 1, 0)

    def _frame(self) -> int:
        margins = self.contentsMargins()
        return margins.left() + margins.right()


def _wish(part: QLayoutItem, width: int) -> int:
    return part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()


def _need(part: QLayoutItem, width: int) -> int:
    if part.hasHeightForWidth():
        return part.minimumHeightForWidth(width)
    return part.minimumSize().height()
