"""The few ways in which pages make a label, a button, a card, a row."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.theme import SPACE, set_role
from desktop.ui.widgets import Row, Wording

Part = QWidget | QLayout | None
"""What goes into a row or column; None is the space that stretches."""

FIELD = 1.9
"""Height of a field of one line, in lines of text: combo boxes and dates are as high as text fields."""


def words(text: str = "", role: str = "", *, wrap: bool = True) -> QLabel:
    """Make a label; roles are those of the theme: title, heading, quiet, number, accent."""
    label = Wording(text)
    label.setWordWrap(wrap)
    if role:
        set_role(label, role)
    return label


def button(text: str, name: str, on_click: Callable[[], object], role: str = "") -> QPushButton:
    """Make a button that says a verb; `name` is how tests and scripts find it."""
    made = QPushButton(text)
    made.setObjectName(name)
    made.setAutoDefault(True)
    made.clicked.connect(lambda _checked=False: on_click())
    if role:
        set_role(made, role)
    return made


def row(*parts: Part, spacing: int = SPACE.medium) -> Row:
    """Put parts side by side; one below the other where the room is too narrow for them."""
    made = Row()
    _fill(made, parts, spacing)
    return made


def column(*parts: Part, spacing: int = SPACE.small) -> QVBoxLayout:
    """Put parts one below the other."""
    made = QVBoxLayout()
    _fill(made, parts, spacing)
    return made


def _fill(layout: QBoxLayout, parts: Sequence[Part], spacing: int) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)


def card(*parts: Part, spacing: int = SPACE.small) -> QFrame:
    """Put parts on a card."""
    frame = QFrame()
    set_role(frame, "card")
    inside = column(*parts, spacing=spacing)
    inside.setContentsMargins(SPACE.large, SPACE.medium, SPACE.large, SPACE.medium)
    frame.setLayout(inside)
    return frame


class Tall(QWidget):
    """A widget in a scroll area that asks for the height its wrapped text needs at its width."""

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        self.setLayout(layout)

    def event(self, event: QEvent) -> bool:
        """Ask again when the width or what is inside has changed."""
        done = super().event(event)
        layout = self.layout()
        if layout is not None and event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self.setMinimumHeight(max(0, layout.totalMinimumHeightForWidth(self.width())))
        return done


def holder(layout: QLayout) -> QWidget:
    """Make a widget of a layout, so that it can be shown and hidden."""
    made = QWidget()
    made.setLayout(layout)
    return made


def secret(name: str) -> QLineEdit:
    """Make a field for a passphrase: not shown, and not to be copied out of."""
    field = QLineEdit()
    field.setObjectName(name)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    return field


def labelled(text: str, field: QWidget) -> QVBoxLayout:
    """Put a small label above a field and make it the field's name."""
    label = words(text, "quiet", wrap=False)
    label.setBuddy(field)
    if not field.accessibleName():
        field.setAccessibleName(text)
    field.setMinimumHeight(round(field.fontMetrics().height() * FIELD))
    return column(label, field, spacing=SPACE.hair)
