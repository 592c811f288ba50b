"""The whole ballot as a list, for voters who prefer to see everyone at once."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from desktop.ui.booth.parts import Option, column, words
from desktop.ui.booth.scrolled import Scrolled
from meeting.ballot import BallotPaper
from meeting.level import Level

SHORT = {
    Level.HTXSNV: "Xuất sắc",
    Level.HTTNV: "Tốt",
    Level.HTNV: "Hoàn thành",
    Level.KHTNV: "Không HT",
}
BLANK = "Trống"


class RowName(QLabel):
    """The name of a row; underlined while it has the focus, so that the voter sees whom a digit marks."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show that this is the row."""
        super().focusInEvent(event)
        self._show(here=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show that it is another."""
        super().focusOutEvent(event)
        self._show(here=False)

    def _show(self, *, here: bool) -> None:
        self.setProperty("here", here)
        self.style().unpolish(self)
        self.style().polish(self)


class GridPage(QWidget):
    """Every contest a row with its options; `choose(place, choice)` is called for each press."""

    def __init__(self, paper: BallotPaper, choose: Callable[[int, int], None]) -> None:
        super().__init__()
        inner = QWidget()
        grid = self._rows = QGridLayout(inner)
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(6)
        self.aloud = False
        self._width = len(paper.options) + 2
        self._names: list[RowName] = []
        self._cells: dict[tuple[int, int], Option] = {}
        for place, contest in enumerate(paper.contests):
            self._names.append(RowName(f"{place + 1}. {contest.title}"))
            choices = [(n, SHORT[o.level], o.label) for n, o in enumerate(paper.options, 1)]
            levels = {bar.level for bar in contest.bars}
            barred = {n for n, o in enumerate(paper.options, 1) if o.level in levels}
            for choice, short, label in [*choices, (0, BLANK, "Để trống")]:
                text = f"{short} (!)" if choice in barred else short
                made = Option(text, partial(choose, place, choice), f"{contest.title}: {label}")
                made.setProperty("role", "cell")
                self._cells[place, choice] = made
                grid.addWidget(made, 3 * place + 1, choice or len(paper.options) + 1)
            if contest.bars:
                reasons = " ".join(dict.fromkeys(bar.reason for bar in contest.bars))
                note = words(f"(!) Không đủ điều kiện: {reasons}", "booth-note")
                grid.addWidget(note, 3 * place + 2, 0, 1, self._width)
        grid.setRowStretch(3 * len(paper.contests), 1)
        self.arrange(stacked=False)
        for place, name in enumerate(self._names):
            QWidget.setTabOrder(name, self._cells[place, 1])
        self._area = Scrolled(inner)
        column(self).addWidget(self._area)

    def arrange(self, *, stacked: bool) -> None:
        """Put the names above their options, where the text is large, or to their left."""
        for place, name in enumerate(self._names):
            self._rows.removeWidget(name)
            if stacked:
                self._rows.addWidget(name, 3 * place, 0, 1, self._width)
            else:
                self._rows.addWidget(name, 3 * place + 1, 0)

    def show_choice(self, place: int, choice: int) -> None:
        """Show the mark of one row."""
        for (row, number), made in self._cells.items():
            if row == place:
                made.show_mark(chosen=number == choice and choice != 0, aloud=self.aloud)

    def show_row(self, place: int) -> None:
        """Bring a row to where it can be seen and give its name the focus: Enter there marks nothing."""
        self._names[place].setFocus()
        self._area.bring(self._cells[place, 1])

    def focused_place(self) -> int | None:
        """The row that has the focus."""
        parts = [*enumerate(self._names), *((place, made) for (place, _), made in self._cells.items())]
        return next((place for place, part in parts if part.hasFocus()), None)

    def first_option(self, place: int) -> QPushButton:
        """The button that the arrow down goes to first."""
        return self._cells[place, 1]

    @property
    def starts(self) -> tuple[QLabel, ...]:
        """Where the focus of each row begins."""
        return tuple(self._names)

    def wipe(self) -> None:
        """Show no mark, from the top."""
        for made in self._cells.values():
            made.show_mark(chosen=False)
        self._area.to_top()
