"""A column of fields: the label above, the field, and under it a hint or what is not right yet."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from desktop.ui.pages.fields.choice import Choice
from desktop.ui.pages.fields.reading import FieldError
from desktop.ui.pages.pieces import column, words
from desktop.ui.theme import SPACE, set_role

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form with what stands around it."""

    editor: QWidget
    under: QLabel
    hint: str
    whole: QWidget


class Form(QWidget):
    """Fields by key, in a grid of `columns`; `edited` whenever the user changes one."""

    edited = Signal()

    def __init__(self, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns, self._next = columns, 0
        self._fields: dict[str, Field] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE.large)
        self._grid.setVerticalSpacing(SPACE.medium)
        for at in range(columns):
            self._grid.setColumnStretch(at, 1)

    def line(self, key: str, label: str, hint: str = "", *, span: int = 1) -> QLineEdit:
        """Add a field of one line."""
        editor = QLineEdit()
        editor.textEdited.connect(lambda _text: self._touched(key))
        self.add(key, label, editor, hint, span=span)
        return editor

    def day(self, key: str, label: str, hint: str = "") -> QLineEdit:
        """Add a field for a day."""
        editor = self.line(key, label, hint)
        editor.setPlaceholderText("ngày/tháng/năm")
        return editor

    def choice(
        self, key: str, label: str, options: Iterable[tuple[T, str]], hint: str = "", *, span: int = 1
    ) -> Choice[T]:
        """Add a list to choose from."""
        editor = Choice(options)
        editor.chosen.connect(lambda: self._touched(key))
        self.add(key, label, editor, hint, span=span)
        return editor

    def lines(self, key: str, label: str, hint: str = "", *, rows: int = 3, span: int = 1) -> QPlainTextEdit:
        """Add a field of several lines; Tab leaves it."""
        editor = QPlainTextEdit()
        editor.setTabChangesFocus(True)
        editor.setFixedHeight(editor.fontMetrics().lineSpacing() * rows + 2 * SPACE.medium)
        editor.textChanged.connect(lambda: self._touched(key))
        self.add(key, label, editor, hint, span=span)
        return editor

    def tick(self, key: str, label: str, hint: str = "", *, span: int = 1, beside: bool = False) -> QCheckBox:
        """Add a box to tick with its words; `beside`: as low as the fields in the same row."""
        editor = QCheckBox(label)
        editor.clicked.connect(lambda _on: self._touched(key))
        self.add(key, " " if beside else "", editor, hint, span=span)
        editor.setAccessibleName(label)
        return editor

    def add(self, key: str, label: str, editor: QWidget, hint: str = "", *, span: int = 1) -> None:
        """Add any field; it takes `span` places of the row."""
        editor.setObjectName(key)
        editor.setAccessibleName(label)
        editor.setAccessibleDescription(hint)
        name, under = words(label, "quiet"), words(hint, "quiet")
        name.setBuddy(editor)
        for words_of, text in ((name, label), (under, hint)):
            if not text:
                words_of.hide()  # never shown here: without a parent it would be a window of its own
        whole = QWidget()
        whole.setLayout(column(name, editor, under, None, spacing=SPACE.hair))
        self._fields[key] = Field(editor, under, hint, whole)
        row, place = divmod(self._next, self._columns)
        if place + span > self._columns:
            row, place = row + 1, 0
        self._grid.addWidget(whole, row, place, 1, span, Qt.AlignmentFlag.AlignTop)
        self._next = row * self._columns + place + span

    def keys(self) -> tuple[str, ...]:
        """The keys of all fields, from top to bottom."""
        return tuple(self._fields)

    def from_the_start(self) -> None:
        """Show every line from its first letter, also where it is longer than its field."""
        for field in self._fields.values():
            if isinstance(field.editor, QLineEdit):
                field.editor.setCursorPosition(0)

    def begin(self) -> None:
        """Put the cursor into the first field that can be filled in."""
        first = next((key for key, field in self._fields.items() if _is_open(field.editor)), "")
        if first:
            self.focus(first)

    def content(self) -> tuple[object, ...]:
        """What stands in all fields, to tell whether something was changed."""
        return tuple(_content(field.editor) for field in self._fields.values())

    def set_shown(self, key: str, *, shown: bool) -> None:
        """Show or hide a field with everything around it."""
        self._fields[key].whole.setVisible(shown)

    def lock(self, keys: Iterable[str], why: str) -> None:
        """Keep these fields as they are; "" opens them again."""
        for key in keys:
            field = self._fields[key]
            field.editor.setEnabled(not why)
            field.editor.setToolTip(why or _chosen_text(field.editor))

    def show_errors(self, errors: Mapping[str, str]) -> str:
        """Say under each field what is not right; return the key of the first such field ("" for none)."""
        for key in self._fields:
            self._say(key, errors.get(key, ""))
        return next((key for key in self._fields if key in errors), "")

    def focus(self, key: str) -> None:
        """Put the cursor into a field, its text selected."""
        editor = self._fields[key].editor
        editor.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(editor, QLineEdit):
            editor.selectAll()

    def error(self, key: str) -> str:
        """What is said to be wrong with a field ("" for nothing)."""
        field = self._fields[key]
        return "" if field.under.text() == field.hint else field.under.text()

    def _touched(self, key: str) -> None:
        self._say(key, "")
        self.edited.emit()

    def _say(self, key: str, error: str) -> None:
        field = self._fields[key]
        field.under.setText(error or field.hint)
        field.under.setVisible(bool(error or field.hint))
        set_role(field.under, "accent" if error else "quiet")
        field.editor.setAccessibleDescription(error or field.hint)


def _is_open(editor: QWidget) -> bool:
    return editor.isEnabled() and bool(editor.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _chosen_text(editor: QWidget) -> str:
    return editor.currentText() if isinstance(editor, Choice) else ""


def _content(editor: QWidget) -> object:
    if isinstance(editor, QLineEdit):
        return editor.text()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    if isinstance(editor, QCheckBox):
        return editor.isChecked()
    return editor.currentIndex() if isinstance(editor, Choice) else None


class Reading:
    """Reads fields one after another and gathers what is wrong with each."""

    def __init__(self) -> None:
        self.errors: dict[str, str] = {}

    def take(self, key: str, read: Callable[[], T], fallback: T) -> T:
        """The value of a field, or `fallback` and an error kept under `key`."""
        try:
            return read()
        except FieldError as error:
            self.errors[key] = str(error)
            return fallback

    def refuse(self, key: str, sentence: str, *, when: Any) -> None:
        """Keep an error that two fields make together, unless the field has one already."""
        if when and key not in self.errors:
            self.errors[key] = sentence
