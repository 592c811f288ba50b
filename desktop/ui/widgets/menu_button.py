"""A button that opens a menu of words: for what is done less often than the buttons beside it."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QPushButton

Line = tuple[str, str, str, Callable[[], None]]
"""One line of a menu: the name that tests and scripts find it by, its words, a hint, what it does."""


def menu_button(words: str, *lines: Line) -> QPushButton:
    """Make a button that opens a menu by mouse, Space or its letter."""
    made = QPushButton(words)
    menu = QMenu(made)
    menu.setToolTipsVisible(True)
    for name, told, hint, do in lines:
        action = menu.addAction(told)
        action.setObjectName(name)
        action.setToolTip(hint)
        action.triggered.connect(lambda _checked=False, do=do: do())
    made.setMenu(menu)
    return made
