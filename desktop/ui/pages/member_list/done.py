"""The last step: the people go into the book one after another, and each row says what became of it."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar

from db.errors import BookError
from desktop.member_list import intake as steps
from desktop.member_list.export import write_checked
from desktop.member_list.taking import Outcome, counted, take_over
from desktop.ui.pages.member_list.step import Assistant, Step
from desktop.ui.pages.page import Context
from desktop.ui.pages.pieces import button, column, row, words
from desktop.ui.pages.roster import Roster
from desktop.ui.shell.files import Files
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Column

_COLUMNS: Final = (
    Column[Outcome]("Dòng", lambda each: str(each.number), is_number=True),
    Column[Outcome]("Họ và tên", lambda each: each.name or "(chưa có tên)", hint=lambda each: each.why),
    Column[Outcome]("Kết quả", lambda each: each.done.value),
    Column[Outcome]("Vì sao", lambda each: each.why or "–", is_name=True, hint=lambda each: each.why),
)


class DoneStep(Step):
    """Takes over as soon as it is shown; it can be stopped between two people."""

    def __init__(self, assistant: Assistant, context: Context, files: Files) -> None:
        super().__init__(assistant)
        self._context, self._files = context, files
        self._work: Iterator[Outcome] | None = None
        self.outcomes: list[Outcome] = []
        self.said = words(role="heading")
        self.bar = QProgressBar()
        self.stop_button = button("Dừng lại", "stop-taking", self.stop)
        self.roster: Roster[Outcome] = Roster("Kết quả từng dòng", _COLUMNS)
        self.save_button = button("Xuất danh sách kèm lỗi…", "export-checked", self.export)
        self.first = self.roster
        inside = column(
            self.said,
            row(self.bar, self.stop_button),
            self.roster,
            row(self.save_button, None),
            spacing=SPACE.medium,
        )
        inside.setStretch(2, 1)
        self.setLayout(inside)

    @property
    def busy(self) -> bool:
        """Tell whether people are going into the book just now."""
        return self._work is not None

    def begin(self) -> None:
        """Put the rows into the book, one at a time, as decided."""
        self.outcomes = []
        self.bar.setRange(0, len(self.intake.lines))
        self._work = take_over(self._context.desk, self.intake.lines)
        self._show()
        QTimer.singleShot(0, self, self._one)

    def stop(self) -> None:
        """Leave the rest out; who is in the book stays there."""
        self._end(f"Đã dừng. {counted(self.outcomes)}")

    def export(self) -> None:
        """Write the list with what is wrong in its rows and what became of them."""
        intake = self.intake
        stem = intake.file.name.rpartition(".")[0] or intake.file.name
        path = self._files.list_to_write(self, f"{stem} - kết quả nhập.xlsx")
        at = self._context.desk.clock()
        if path is None:
            return
        written = self._context.attempt(
            lambda: write_checked(path, intake.sheet, intake.columns, intake.rows, self.outcomes, at)
        )
        self.said.setText(
            f"Đã ghi tệp “{path.name}”."
            if written
            else f"Không ghi được “{path.name}”; đồng chí chọn chỗ khác."
        )

    def _one(self) -> None:
        if self._work is None:
            return
        try:
            outcome = next(self._work, None)
        except BookError as error:
            self._end(f"{error} {counted(self.outcomes)}")
            return
        if outcome is None:
            self._end(counted(self.outcomes))
            return
        self.outcomes.append(outcome)
        self.bar.setValue(len(self.outcomes))
        QTimer.singleShot(0, self, self._one)

    def _end(self, sentence: str) -> None:
        self._work = None
        self.assistant.change(steps.with_season(self.intake, self._context.desk.season))
        self._show()
        self.said.setText(sentence)
        self.roster.setFocus()

    def _show(self) -> None:
        self.said.setText("Đang ghi vào sổ …" if self.busy else "")
        for each in (self.bar, self.stop_button):
            each.setVisible(self.busy)
        self.save_button.setEnabled(not self.busy)
        self.roster.set_rows(self.outcomes)
        self.assistant.refresh_buttons()
