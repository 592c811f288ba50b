"""Ask before something that matters: the question, what it means, and buttons that say what they do."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme import SPACE, set_role

_WIDEST = 56


def ask(
    parent: QWidget,
    question: str,
    meaning: str,
    verb: str,
    on_yes: Callable[[], None],
    *,
    no: str = "Quay lại",
    danger: bool = False,
) -> QDialog:
    """Open a question over `parent` and return at once; `on_yes` is called when the verb is pressed.

    Escape and `no` do nothing. The way back has the focus when the step is dangerous, else the verb has it.
    """
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setWindowTitle(question)
    dialog.setAccessibleDescription(meaning)
    heading, text = QLabel(question), QLabel(meaning)
    set_role(heading, "heading")
    for label in (heading, text):
        label.setWordWrap(True)
        label.setMinimumWidth(dialog.fontMetrics().averageCharWidth() * _WIDEST)
    yes, back = _button(dialog, verb, "danger" if danger else "primary"), _button(dialog, no, "quiet")
    yes.setObjectName("yes")
    back.setObjectName("no")
    yes.clicked.connect(dialog.accept)
    back.clicked.connect(dialog.reject)
    dialog.accepted.connect(on_yes)
    buttons = QHBoxLayout()
    buttons.addWidget(back)
    buttons.addStretch(1)
    buttons.addWidget(yes)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(SPACE.page, SPACE.large, SPACE.page, SPACE.large)
    column.setSpacing(SPACE.large)
    column.addWidget(heading)
    column.addWidget(text)
    column.addLayout(buttons)
    first = back if danger else yes
    first.setDefault(True)
    first.setFocus()
    dialog.open()
    return dialog


def _button(dialog: QDialog, text: str, role: str) -> QPushButton:
    button = QPushButton(text, dialog)
    button.setAutoDefault(True)
    set_role(button, role)
    return button
