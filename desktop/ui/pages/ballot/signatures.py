"""The number of names signed on the paper list: typed by the tellers, never offered by the machine."""

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.pages.pieces import column, holder, words

_MOST = 9999
_LETTERS = 12


def signature_field() -> tuple[QLineEdit, QWidget]:
    """Make the field, and the field with its label for the page."""
    field = QLineEdit()
    field.setObjectName("signatures")
    field.setValidator(QIntValidator(0, _MOST, field))
    field.setMaximumWidth(field.fontMetrics().averageCharWidth() * _LETTERS)
    label = words("Số chữ ký trên danh sách")
    label.setBuddy(field)
    field.setAccessibleName(label.text())
    return field, holder(column(label, field, None))
