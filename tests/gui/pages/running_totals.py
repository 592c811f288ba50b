"""Looks through a page for anything that tells how a level is doing while people still vote."""

from collections.abc import Iterator

from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QPlainTextEdit, QWidget

from desktop.ui.widgets import StackedBar
from desktop.wording import LABELS
from meeting.level import LEVELS

_NAMES = tuple(name.casefold() for name in (*LABELS.values(), *LEVELS))


def running_totals(page: QWidget) -> list[str]:
    """Return every text on the page that names a level, and every bar of votes."""
    bars = [widget.accessibleName() for widget in page.findChildren(StackedBar)]
    return bars + [text for text in texts(page) if any(name in text.casefold() for name in _NAMES)]


def texts(page: QWidget) -> Iterator[str]:
    """Yield everything that can be read or heard on a page."""
    for widget in (page, *page.findChildren(QWidget)):
        yield from (
            widget.accessibleName(),
            widget.accessibleDescription(),
            widget.toolTip(),
            widget.windowTitle(),
        )
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            yield widget.text()
        if isinstance(widget, QPlainTextEdit):
            yield widget.toPlainText()
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            for row in range(model.rowCount()):
                yield from (
                    str(model.index(row, column).data() or "") for column in range(model.columnCount())
                )
