"""What does not fit into a window: text cut off, something to press out of reach, scrolling sideways."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTableView,
    QWidget,
)

SLACK = 1
"""Pixels that rounding may cost."""


def settle() -> None:
    """Let the layout come to rest: scroll bars and wrapped lines take a few turns of the event loop."""
    for _ in range(8):
        QApplication.processEvents()


def misfits(inside: QWidget) -> list[str]:
    """Return everything seen in `inside` that does not fit, in words for the failing test."""
    shown = [w for w in inside.findChildren(QWidget) if w.isVisible()]
    return [wrong for w in [inside, *shown] for wrong in (*_sideways(w), *_cut(w), *_out_of_reach(w))]


def scrolled_by(inside: QWidget) -> list[str]:
    """Return the areas of `inside` that must be scrolled up and down; lists and tables are made for it."""
    areas = [w for w in [inside, *inside.findChildren(QScrollArea)] if isinstance(w, QScrollArea)]
    return [
        f"{area.accessibleName()}: {area.verticalScrollBar().maximum()} px"
        for area in areas
        if area.isVisible() and area.verticalScrollBar().maximum() > 0
    ]


def _sideways(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QAbstractScrollArea) and widget.horizontalScrollBar().maximum() > 0:
        yield f"sideways: {_name(widget)} by {widget.horizontalScrollBar().maximum()} px"


def _cut(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel) and widget.text() and _label_is_cut(widget):
        yield f"cut: label “{widget.text()}” in {widget.width()}x{widget.height()}"
    if isinstance(widget, QAbstractButton | QComboBox):
        need = widget.minimumSizeHint()
        if need.width() > widget.width() + SLACK or need.height() > widget.height() + SLACK:
            yield f"cut: {_name(widget)} needs {need.width()}x{need.height()}, has {widget.width()}x{widget.height()}"
    if isinstance(widget, QTableView) and widget.model() is not None:
        yield from (f"cut: cell “{text}” of {_name(widget)}" for text in _cut_cells(widget))


def _label_is_cut(label: QLabel) -> bool:
    need = label.minimumSizeHint() if label.wordWrap() else label.sizeHint()
    height = label.heightForWidth(label.width()) if label.wordWrap() else need.height()
    return need.width() > label.width() + SLACK or height > label.height() + SLACK


def _cut_cells(view: QTableView) -> Iterator[str]:
    model = view.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            room, need = view.visualRect(index), view.sizeHintForIndex(index)
            if room.isValid() and need.width() > room.width() + SLACK:
                yield str(index.data())


def _out_of_reach(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QAbstractButton | QLineEdit | QAbstractItemView):
        frame, room = _room_of(widget)
        place = QRect(widget.mapTo(frame, QPoint(0, 0)), widget.size())
        if widget.parent() is not None and not room.adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(place):
            yield f"out of reach: {_name(widget)} at {place.getRect()} in {room.getRect()}"


def _room_of(widget: QWidget) -> tuple[QWidget, QRect]:
    """What `widget` may be scrolled in, else its window, and the rectangle where it can be seen."""
    around = widget.parentWidget()
    while around is not None and not around.isWindow():
        outer = around.parentWidget()
        area = outer.parentWidget() if outer is not None else None
        if isinstance(area, QScrollArea) and area.widget() is around:
            return around, around.rect()
        around = outer
    window = widget.window()
    return window, window.rect()


def _name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()} {text}".strip()
