"""One row of the list to be completed: the cells as texts, and under each what is not right."""

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.member_list.differences import CHOICES, shown
from desktop.member_list.fields import KEPT, TITLES, Field, words_for
from desktop.member_list.intake import Intake
from desktop.member_list.person import read_row
from desktop.member_list.records import Row
from desktop.member_list.rows import setting
from desktop.member_list.words import clean
from desktop.ui.pages.fields.choice import Choice
from desktop.ui.pages.fields.form import Form
from desktop.ui.pages.pieces import button, column, row, words
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Dialog

_HINTS: Final = {Field.OFFICIAL: "Ghi “dự bị” nếu còn dự bị."}


def _text(editor: QLineEdit | Choice[str]) -> str:
    return clean(editor.text() if isinstance(editor, QLineEdit) else editor.value())


class RowDialog(Dialog):
    """`on_done(number, texts)` with what the user left in the fields."""

    def __init__(
        self, parent: QWidget, intake: Intake, found: Row, on_done: Callable[[int, dict[Field, str]], None]
    ) -> None:
        super().__init__(parent, f"Dòng {found.number}: {found.name or '(chưa có tên)'}", letters=88)
        self._row, self._on_done = found, on_done
        self._known = setting(intake.season.unit.groups, intake.today, intake.columns)
        self.form = Form(2)
        self.editors: dict[Field, QLineEdit | Choice[str]] = {}
        for field in KEPT:
            self.editors[field] = self._editor(field, intake.season.unit.groups)
        self._lay_out()
        self._show_problems()

    def save(self) -> None:
        """Hand the texts back; what is still not right stays marked in the table."""
        texts = {field: text for field, editor in self.editors.items() if (text := _text(editor))}
        kept = {field: text for field, text in self._row.texts.items() if field not in self.editors}
        self.accept()
        self._on_done(self._row.number, {**texts, **kept})

    def _editor(self, field: Field, groups: tuple[str, ...]) -> QLineEdit | Choice[str]:
        text = self._row.texts.get(field, "")
        known = (
            groups if field is Field.GROUP else tuple(words_for(field).values()) if field in CHOICES else ()
        )
        if not known:
            line = self.form.line(field.value, TITLES[field], _HINTS.get(field, ""))
            line.setText(text)
            return line
        value = shown(field, self._row.facts[field]) if field in self._row.facts else text
        options = [("", "(để trống)"), *((each, each) for each in known)]
        if value and value not in known:
            options.append((value, f"{value} (như trong tệp)"))
        choice = self.form.choice(field.value, TITLES[field], options)
        choice.set_value(value)
        return choice

    def _show_problems(self) -> None:
        again = read_row(self._row.number, self._row.texts, self._known)
        errors = {problem.field.value: problem.sentence for problem in again.problems}
        first = self.form.show_errors(errors)
        if first:
            self.form.focus(first)

    def _lay_out(self) -> None:
        lead = words(
            "Sửa ở đây không đổi tệp gốc. Ô nào không biết thì để trống, chương trình không tự điền."
        )
        keep = button("Dùng những điều này", "keep-row", self.save, "primary")
        keep.setDefault(True)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save)
        self.fill(
            column(words(self.windowTitle(), "heading"), lead, spacing=SPACE.medium),
            column(self.form, None),
            row(button("Quay lại", "back-row", self.reject, "quiet"), None, keep),
        )
