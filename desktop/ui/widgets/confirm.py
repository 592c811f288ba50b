"""Ask before something that matters: the question, what it means, and buttons that say what they do."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme import set_role
from desktop.ui.widgets.dialog import Dialog
from desktop.ui.widgets.reflow import Row
from desktop.ui.widgets.wording import Wording

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
    dialog = Dialog(parent, question, letters=_WIDEST)
    dialog.setAccessibleDescription(meaning)
    heading, text = Wording(question), Wording(meaning)
    set_role(heading, "heading")
    for label in (heading, text):
        label.setWordWrap(True)
    yes, back = _button(dialog, verb, "danger" if danger else "primary"), _button(dialog, no, "quiet")
    yes.setObjectName("yes")
    back.setObjectName("no")
    yes.clicked.connect(dialog.accept)
    back.clicked.connect(dialog.reject)
    dialog.accepted.connect(on_yes)
    head, body, foot = QVBoxLayout(), QVBoxLayout(), Row()
    head.addWidget(heading)
    body.setContentsMargins(0, 0, 0, 0)
    body.addWidget(text)
    foot.addWidget(back)
    foot.addStretch(1)
    foot.addWidget(yes)
    dialog.fill(head, body, foot)
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
