"""What a person without a mouse, or without sight, cannot use: controls without a name, or not reached by Tab."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

TABS_AT_MOST = 120


def stops(root: QWidget) -> list[QWidget]:
    """What Tab should come to: the tops only, for a spin box and its inner line are one."""
    found = [w for w in root.findChildren(QWidget) if _is_stop(w)]
    return [w for w in found if w.focusProxy() is None and not _is_inner(w)]


def nameless(root: QWidget) -> list[str]:
    """The controls that a screen reader has no name for."""
    return [
        _said(widget)
        for widget in stops(root)
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]


def unreached(root: QWidget, start: QWidget) -> list[str]:
    """The controls that the focus does not come to when Tab is pressed until it is back at `start`."""
    start.setFocus()
    seen: list[QWidget] = []
    for _ in range(TABS_AT_MOST):
        focused = QApplication.focusWidget()
        if focused is None or (focused in seen and focused is not seen[-1]):
            break  # back where it began; a date keeps Tab until its day, month and year are walked
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return [_said(widget) for widget in stops(root) if widget not in seen]


def _is_stop(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isEnabled() and widget.isVisible() and widget.window().isActiveWindow()


def _is_inner(widget: QWidget) -> bool:
    return widget.objectName().startswith("qt_") or isinstance(widget.parent(), QComboBox)


def _said(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()}"
