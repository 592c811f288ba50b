"""What a person could not see on a window: cut words, controls outside, things that lie on one another."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QTabWidget,
    QWidget,
)

from desktop.ui.widgets.titles import Titles

_INNER = (QAbstractScrollArea, QTabWidget, QComboBox)
"""Widgets whose own parts Qt lays out."""


SLACK = 1
"""Pixels that rounding may cost."""


def settle() -> None:
    """Let every layout that is waiting happen: scroll bars and wrapped lines take a few turns."""
    for _ in range(8):
        QApplication.sendPostedEvents(None, 0)
        QApplication.processEvents()


def faults(root: QWidget) -> list[str]:
    """Everything on `root` that somebody could not see or read; [] where all is well."""
    shown = [root, *(w for w in root.findChildren(QWidget) if w.isVisibleTo(root))]
    return sorted({fault for widget in shown for fault in _faults(widget)})


def scrolled_by(root: QWidget) -> list[str]:
    """The areas of `root` that must be scrolled up and down; lists and tables are made for it."""
    areas = [w for w in [root, *root.findChildren(QScrollArea)] if isinstance(w, QScrollArea)]
    return [
        f"{area.accessibleName()}: {area.verticalScrollBar().maximum()} px"
        for area in areas
        if area.isVisible() and area.verticalScrollBar().maximum() > 0
    ]


def _faults(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QAbstractButton) and widget.text():
        yield from _button(widget)
    elif isinstance(widget, QComboBox):
        yield from _combo(widget)
    elif isinstance(widget, QTableView):
        yield from _table(widget)
    elif isinstance(widget, QTabWidget) and widget.tabBar().sizeHint().width() > widget.width():
        yield f"tabs need scrolling: {widget.tabBar().sizeHint().width()} of {widget.width()} pixels"
    if isinstance(widget, QScrollArea):
        yield from _area(widget)
    elif isinstance(widget, QAbstractScrollArea) and widget.horizontalScrollBar().maximum() > SLACK:
        yield f"{_name(widget)} scrolls sideways by {widget.horizontalScrollBar().maximum()} pixels"
    if isinstance(widget, QAbstractButton | QLineEdit | QAbstractItemView):
        yield from _out_of_reach(widget)
    if not isinstance(widget, _INNER) and widget.objectName() != "qt_scrollarea_viewport":
        yield from _children(widget)


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    said = str(text())[:40] if callable(text) else ""
    return f"{type(widget).__name__} {widget.objectName()} “{said}”"


def _label(label: QLabel) -> Iterator[str]:
    room = label.contentsRect()
    if not label.text() or room.isEmpty():
        if label.text():
            yield f"{_name(label)} has no room"
        return
    if label.wordWrap():
        if label.heightForWidth(label.width()) > label.height() + SLACK:
            yield f"{_name(label)} is cut: {label.heightForWidth(label.width())} of {label.height()} high"
        words = QLabel.text(label).replace("\u200b", " ").split()  # as shown: a path may break
        metrics = label.fontMetrics()
        if words and max(map(metrics.horizontalAdvance, words)) > room.width():
            yield f"{_name(label)}: a word is wider than its {room.width()} pixels"
    elif _short(label.sizeHint(), label.size()):
        yield f"{_name(label)} is cut: {label.sizeHint()} in {label.size()}"


def _short(wanted: QSize, given: QSize) -> bool:
    return wanted.width() > given.width() + SLACK or wanted.height() > given.height() + SLACK


def _button(button: QAbstractButton) -> Iterator[str]:
    if _short(button.sizeHint(), button.size()) and not button.toolTip():
        yield f"{_name(button)} is cut: {button.sizeHint()} in {button.size()}"


def _combo(combo: QComboBox) -> Iterator[str]:
    room = combo.width() - combo.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
    if combo.fontMetrics().horizontalAdvance(combo.currentText()) > room and not combo.toolTip():
        yield f"QComboBox {combo.objectName()} “{combo.currentText()}” is cut: {room} pixels"


def _table(table: QTableView) -> Iterator[str]:
    header = table.horizontalHeader()
    for column in range(header.count()):
        title = header.model().headerData(column, Qt.Orientation.Horizontal)
        wanted = header.least(column) if isinstance(header, Titles) else header.sectionSizeHint(column)
        if not header.isSectionHidden(column) and wanted > header.sectionSize(column) + 1:
            yield f"column “{title}” of {table.accessibleName()} is cut: {header.sectionSize(column)} of {wanted}"
    if header.isVisible() and header.sizeHint().height() > header.height() + 1:
        yield f"titles of {table.accessibleName()} are cut: {header.height()} of {header.sizeHint().height()}"
    yield from _cells(table)


def _cells(table: QTableView) -> Iterator[str]:
    model = table.model()
    if model.rowCount() and table.rowHeight(0) < table.fontMetrics().height():
        yield f"rows of {table.accessibleName()} are lower than their text"
    for row in range(min(model.rowCount(), 30)):
        if table.wordWrap() and table.rowHeight(row) + 1 < table.sizeHintForRow(row):
            yield f"row {row} of {table.accessibleName()} is lower than its lines"
        for column in range(model.columnCount()):
            index = model.index(row, column)
            hint = index.data(Qt.ItemDataRole.ToolTipRole) or table.indexWidget(index)
            if not hint and not table.isColumnHidden(column) and _cell_is_cut(table, index):
                yield f"cells of column {column} of {table.accessibleName()} are cut without a tooltip"
                return


def _cell_is_cut(table: QTableView, index: QModelIndex) -> bool:
    if table.wordWrap():
        words = str(index.data() or "").split()
        wanted = max(map(table.fontMetrics().horizontalAdvance, words), default=0)
    else:
        option = QStyleOptionViewItem()
        table.initViewItemOption(option)
        wanted = table.itemDelegateForIndex(index).sizeHint(option, index).width()
    return wanted > table.columnWidth(index.column()) + 1


def _area(area: QScrollArea) -> Iterator[str]:
    inside = area.widget()
    if inside is not None and inside.width() > area.viewport().width():
        name = inside.accessibleName() or type(inside).__name__
        yield f"{name} scrolls sideways: {inside.width()} wide in {area.viewport().width()} pixels"
    room = area.viewport().height()
    if area.isVisible() and room < 3 * area.fontMetrics().height():
        yield f"{area.accessibleName() or area.objectName()} shows less than three lines: {room} pixels"


def _children(parent: QWidget) -> Iterator[str]:
    shown = [
        child
        for child in parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if child.isVisibleTo(parent) and not child.isWindow()
    ]
    for child in shown:
        if not parent.rect().contains(child.geometry()) and not child.geometry().isEmpty():
            yield f"{_name(child)} at {_box(child.geometry())} is outside {_name(parent)} {_box(parent.rect())}"
    for one, other in combinations(shown, 2):
        common = one.geometry().intersected(other.geometry())
        if common.width() > 1 and common.height() > 1:
            yield f"{_name(one)} and {_name(other)} lie on one another"


def _out_of_reach(widget: QWidget) -> Iterator[str]:
    """What is pressed or typed into must lie inside what it is scrolled in, else inside its window."""
    frame = _room_of(widget)
    place = QRect(widget.mapTo(frame, QPoint(0, 0)), widget.size())
    if widget is not frame and not frame.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(place):
        yield f"{_name(widget)} at {_box(place)} is out of reach in {_box(frame.rect())}"


def _room_of(widget: QWidget) -> QWidget:
    around = widget.parentWidget()
    while around is not None and not around.isWindow():
        outer = around.parentWidget()
        area = outer.parentWidget() if outer is not None else None
        if isinstance(area, QScrollArea) and area.widget() is around:
            return around
        around = outer
    return widget.window()


def _box(box: QRect) -> str:
    at: QPoint = box.topLeft()
    return f"{at.x()},{at.y()} {box.width()}×{box.height()}"
