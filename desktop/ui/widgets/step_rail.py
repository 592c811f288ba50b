"""The path at the left of the window: sections, and steps with a state said by shape, colour and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QPolygonF,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui.theme import SPACE, Colours, colours_of

Index = QModelIndex | QPersistentModelIndex

KEY: Final = Qt.ItemDataRole.UserRole
STATE: Final = Qt.ItemDataRole.UserRole + 1
HINT: Final = Qt.ItemDataRole.UserRole + 2


class StepState(StrEnum):
    """How far a step is; the value is its sign."""

    NOT_BEGUN = "○"
    IN_WORK = "◐"
    RUNNING = "▶"
    DONE = "✓"
    ATTENTION = "!"

    @property
    def words(self) -> str:
        """What a screen reader says for the sign."""
        return _WORDS[self]


_WORDS: Final = {
    StepState.NOT_BEGUN: "chưa bắt đầu",
    StepState.IN_WORK: "đang làm",
    StepState.RUNNING: "đang diễn ra",
    StepState.DONE: "đã xong",
    StepState.ATTENTION: "cần chú ý",
}


@dataclass(frozen=True, slots=True)
class RailStep:
    """One step of the path; `locked` says why it cannot be opened yet ("" when it can)."""

    key: str
    title: str
    state: StepState
    section: str = ""
    hint: str = ""
    locked: str = ""


class StepRail(QListView):
    """The list of steps; `step_chosen(key)` when the user picks one, by mouse or keyboard."""

    step_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("StepRail")
        self.setAccessibleName("Các bước của kỳ kiểm điểm")
        self.setModel(QStandardItemModel(self))
        self.setItemDelegate(_StepDelegate(self))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)  # words wrap anew
        self.selectionModel().currentChanged.connect(self._on_current)

    def set_steps(self, steps: Sequence[RailStep]) -> None:
        """Show these steps in this order; the chosen one stays chosen and nothing is signalled."""
        kept = self.current()
        model = self._items()
        blocker = QSignalBlocker(self)
        model.clear()
        section = ""
        for step in steps:
            if step.section and step.section != section:
                model.appendRow(_section_item(step.section))
            section = step.section
            model.appendRow(_step_item(step))
        self.select(kept)
        blocker.unblock()

    def current(self) -> str:
        """Return the key of the chosen step ("" when none is)."""
        return str(self.currentIndex().data(KEY) or "")

    def select(self, key: str) -> None:
        """Choose the step with this key, if it is there and open."""
        model = self._items()
        for row in range(model.rowCount()):
            item = model.item(row)
            if key and item.data(KEY) == key and item.isEnabled():
                self.setCurrentIndex(item.index())

    def _items(self) -> QStandardItemModel:
        model = self.model()
        assert isinstance(model, QStandardItemModel)  # noqa: S101 - set in the constructor
        return model

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid() and index.data(KEY) and not self.signalsBlocked():
            self.step_chosen.emit(index.data(KEY))


def _section_item(title: str) -> QStandardItem:
    item = QStandardItem(title)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def _step_item(step: RailStep) -> QStandardItem:
    item = QStandardItem(step.title)
    item.setData(step.key, KEY)
    item.setData(step.state, STATE)
    item.setData(step.locked or step.hint, HINT)
    parts = (step.title, step.hint, step.state.words, step.locked)
    item.setAccessibleText(", ".join(part for part in parts if part))
    item.setToolTip(step.locked or step.hint)
    open_flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
    item.setFlags(Qt.ItemFlag.NoItemFlags if step.locked else open_flags)
    return item


class _StepDelegate(QStyledItemDelegate):
    """Draws a section heading, or a step with its sign."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        line, hint = option.fontMetrics.height(), str(index.data(HINT) or "")
        height = round(line * (2.3 if hint else 1.4)) + 2 * SPACE.small
        rail = self.parent()
        if index.data(KEY) and isinstance(rail, StepRail):
            across = rail.viewport().width() - _left(line) - SPACE.small
            height += _more(_title_font(option.font, bold=True), str(index.data()), across)
            height += _more(_hint_font(option.font), hint, across)
        return QSize(line * 10, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        widget = self.parent()
        colours = colours_of(widget if isinstance(widget, QWidget) else QWidget())
        if index.data(KEY):
            _paint_step(painter, option, index, colours)
        else:
            _paint_section(painter, option, str(index.data() or ""), colours)
        painter.restore()


def _paint_section(painter: QPainter, option: QStyleOptionViewItem, title: str, colours: Colours) -> None:
    font = QFont(option.font)
    font.setPointSizeF(font.pointSizeF() * 0.88)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(colours.muted))
    room = option.rect.adjusted(SPACE.small, 0, 0, -SPACE.hair)
    painter.drawText(room, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, title.upper())


def _paint_step(painter: QPainter, option: QStyleOptionViewItem, index: Index, colours: Colours) -> None:
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    state, hint = StepState(index.data(STATE)), str(index.data(HINT) or "")
    if selected:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.selection))
        painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 5, 5)
    line = option.fontMetrics.height()
    sign = QRectF(option.rect.left() + SPACE.small, 0, line * 0.86, line * 0.86)
    text, title = option.rect.adjusted(_left(line), 0, -SPACE.small, 0), str(index.data())
    font = _title_font(option.font, bold=selected or state is StepState.RUNNING)
    if hint:
        text.setTop(text.top() + SPACE.small)
        text.setHeight(round(line * 1.15) + _more(font, title, text.width()))
    sign.moveTop(text.center().y() - sign.height() / 2 + 1)
    paint_sign(painter, sign, state, colours)
    enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
    painter.setFont(font)
    painter.setPen(QColor(colours.text if enabled else colours.muted))
    painter.drawText(text, _WRAPPED, title)
    if hint:
        font = _hint_font(option.font)
        painter.setFont(font)
        painter.setPen(QColor(colours.text if selected else colours.muted))
        below = text.translated(0, text.height())
        below.setHeight(round(line * 1.15) + _more(font, hint, text.width()))
        painter.drawText(below, _WRAPPED, hint)


_WRAPPED: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


def _left(line: int) -> int:
    """Where the words of a step begin, right of its sign."""
    return round(line * 0.86) + 2 * SPACE.small + SPACE.hair


def _title_font(plain: QFont, *, bold: bool) -> QFont:
    font = QFont(plain)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def _hint_font(plain: QFont) -> QFont:
    font = QFont(plain)
    font.setPointSizeF(font.pointSizeF() * 0.88)
    font.setWeight(QFont.Weight.Normal)
    return font


def _more(font: QFont, text: str, across: int) -> int:
    """What `text` needs in height beyond one line, when it has so much room across."""
    metrics = QFontMetrics(font)
    tall = metrics.boundingRect(QRect(0, 0, max(across, 1), 0), Qt.TextFlag.TextWordWrap, text).height()
    return max(0, tall - metrics.height())


def paint_sign(painter: QPainter, box: QRectF, state: StepState, colours: Colours) -> None:
    """Draw the sign of a state into a square box; shapes, so that no font need have them."""
    accent = {
        StepState.NOT_BEGUN: colours.muted,
        StepState.IN_WORK: colours.info,
        StepState.RUNNING: colours.accent,
        StepState.DONE: colours.done,
        StepState.ATTENTION: colours.warning,
    }[state]
    width = box.width()
    painter.setPen(QPen(QColor(accent), width / 9))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(width * 0.08, width * 0.08, -width * 0.08, -width * 0.08)
    if state is StepState.RUNNING:
        painter.setBrush(QColor(accent))
        x, y = box.left(), box.top()
        painter.drawPolygon(
            QPolygonF([_at(x, y, width, 0.2, 0.1), _at(x, y, width, 0.9, 0.5), _at(x, y, width, 0.2, 0.9)])
        )
    elif state is StepState.DONE:
        x, y = box.left(), box.top()
        painter.setPen(QPen(QColor(accent), width / 6))
        painter.drawPolyline(
            QPolygonF([_at(x, y, width, 0.12, 0.55), _at(x, y, width, 0.4, 0.82), _at(x, y, width, 0.9, 0.2)])
        )
    else:
        painter.drawEllipse(inner)
        if state is StepState.IN_WORK:
            painter.setBrush(QColor(accent))
            painter.drawPie(inner, 90 * 16, 180 * 16)
        if state is StepState.ATTENTION:
            x = box.center().x()
            painter.drawLine(_at(x, box.top(), width, 0, 0.28), _at(x, box.top(), width, 0, 0.56))
            painter.drawPoint(_at(x, box.top(), width, 0, 0.74))


def _at(left: float, top: float, width: float, across: float, down: float) -> QPointF:
    return QPointF(left + width * across, top + width * down)
