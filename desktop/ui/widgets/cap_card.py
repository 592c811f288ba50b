"""The ceiling on excellent ratings: how many may be, how many are, and the arithmetic with its clause."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from desktop.ui.theme import SPACE, colours_of, set_role


@dataclass(frozen=True, slots=True)
class CapView:
    """What the card shows; all of it was worked out elsewhere, with its reasons."""

    title: str
    limit: int
    used: int
    arithmetic: str
    clause: str
    local: bool = False

    @property
    def words(self) -> str:
        """Say in a few words how things stand."""
        left = self.limit - self.used
        if left < 0:
            return f"Vượt {-left} trường hợp so với tối đa {self.limit}"
        return f"Đã có {self.used}, tối đa {self.limit}" + (" – vừa đủ" if left == 0 else f", còn {left}")


class CapCard(QFrame):
    """Shows a CapView; with `what_if`, a number can be tried out and its verdict read beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._what_if: Callable[[int], str] | None = None
        self._title, self._state, self._arithmetic, self._clause, self._verdict = (QLabel() for _ in range(5))
        for label, role in ((self._title, "heading"), (self._state, "accent"), (self._clause, "quiet")):
            set_role(label, role)
        self._pips = _Pips()
        self._try = QSpinBox()
        self._try.setRange(0, 999)
        self._try.setAccessibleName("Thử với số đồng chí đạt mức xuất sắc")
        self._try.valueChanged.connect(self._judge)
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        for widget, stretch in ((QLabel("Nếu có"), 0), (self._try, 0), (QLabel("đồng chí xuất sắc"), 1)):
            row.addWidget(widget, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.large, SPACE.medium, SPACE.large, SPACE.medium)
        column.setSpacing(SPACE.small)
        told = (self._title, self._pips, self._state, self._arithmetic, self._clause)
        for part in (*told, self._row, self._verdict):
            column.addWidget(part)
            if isinstance(part, QLabel):
                part.setWordWrap(True)
        self._row.hide()
        self._verdict.hide()

    def set_cap(self, cap: CapView, what_if: Callable[[int], str] | None = None) -> None:
        """Show `cap`; `what_if(n)` says in a sentence what n excellent ratings would mean."""
        self._title.setText(cap.title)
        self._state.setText(cap.words)
        self._arithmetic.setText(cap.arithmetic)
        own = "đơn vị tự đặt – " if cap.local else ""
        self._clause.setText(f"{own}{cap.clause}")
        self._pips.set_numbers(cap.used, cap.limit)
        self.setAccessibleName(f"{cap.title}. {cap.words}. {cap.arithmetic}")
        self._what_if = what_if
        self._row.setVisible(what_if is not None)
        self._verdict.setVisible(what_if is not None)
        self._try.setValue(cap.used)
        self._judge(cap.used)

    def _judge(self, number: int) -> None:
        self._verdict.setText(self._what_if(number) if self._what_if is not None else "")


class _Pips(QWidget):
    """One square a place: filled when taken, hollow when free, crossed when over the limit."""

    def __init__(self) -> None:
        super().__init__()
        self._used, self._limit = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_numbers(self, used: int, limit: int) -> None:
        self._used, self._limit = used, limit
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        line = self.fontMetrics().height()
        return QSize(line * 8, line + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self)
        places = max(self._used, self._limit, 1)
        step = min(self.height() - 2, (self.width() - 2) / places)
        for place in range(max(self._used, self._limit)):
            box = QRectF(1 + place * step, 1, step - 4, step - 4)
            over = place >= self._limit
            painter.setPen(QPen(QColor(colours.error if over else colours.levels[0]), 2))
            filled = place < self._used and not over
            painter.setBrush(QColor(colours.levels[0]) if filled else Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
            if over:
                painter.drawLine(box.topLeft(), box.bottomRight())
                painter.drawLine(box.topRight(), box.bottomLeft())
