"""The grid for counting paper by hand: a row a contest, a field for each answer and blank, and the sum."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QWidget

from desktop.ui.pages.pieces import words
from desktop.ui.theme import SPACE, set_role
from meeting.ballot import Contest, Question, Tally
from meeting.level import LEVELS

COLUMNS: Final = {
    Question.LEVELS: (*(level.value for level in LEVELS), "Để trống"),
    Question.TOP: ("Đồng ý", "Không đồng ý", "Để trống"),
}
"""What is entered of each row, by what the ballot asks."""
_MOST: Final = 9999
_LETTERS: Final = 5
"""Room for a number; no branch has 10,000 members."""
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class NumberField(QLineEdit):
    """A whole number; Enter goes to the next field."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAlignment(_RIGHT)
        self.setValidator(QIntValidator(0, _MOST, self))
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * (_LETTERS + 1) + 2 * SPACE.small)
        self.returnPressed.connect(self.focusNextChild)

    def wipe(self) -> None:
        """Empty the field for good: what `clear` takes away Ctrl+Z brings back, what `setText` does not."""
        self.setText("")

    def number(self) -> int | None:
        """Return the number, or None while the field is empty."""
        text = self.text().strip()
        return int(text) if text else None


def _tally(subject: str, numbers: Sequence[int], question: Question) -> Tally:
    if question is Question.TOP:
        agreed, against, blank = numbers
        return Tally(subject, (agreed, 0, 0, 0), blank, against)
    first, second, third, fourth, blank = numbers
    return Tally(subject, (first, second, third, fourth), blank)


class EntryGrid(QScrollArea):
    """One field for every number; what does not add up is said in words beside its row."""

    def __init__(self, contests: Sequence[Contest], question: Question = Question.LEVELS) -> None:
        super().__init__()
        names, self._question = COLUMNS[question], question
        self._contests = tuple(contests)
        self._fields = [[NumberField(f"{c.title}: {name}") for name in names] for c in self._contests]
        self._sums = [words() for _contest in self._contests]
        self.setAccessibleName("Số phiếu từng mức của từng dòng trên phiếu")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(SPACE.small)
        grid.setColumnStretch(0, 1)
        self._head(grid, names)
        for at, contest in enumerate(self._contests):
            self._add(grid, at, contest)
        grid.setRowStretch(len(self._contests) + 1, 1)
        self.setWidget(inside)

    def wipe(self) -> None:
        """Empty every number."""
        self.put([()] * len(self._contests))

    def put(self, rows: Sequence[Sequence[int]]) -> None:
        """Fill in the numbers of every row."""
        for fields, numbers in zip(self._fields, rows, strict=True):
            for place, field in enumerate(fields):
                field.setText(str(numbers[place]) if place < len(numbers) else "")

    def tallies(self) -> tuple[Tally, ...] | None:
        """Return the numbers, or None while some are missing."""
        found = []
        for contest, fields in zip(self._contests, self._fields, strict=True):
            numbers = [one for one in (field.number() for field in fields) if one is not None]
            if len(numbers) != len(fields):
                return None
            found.append(_tally(contest.subject, numbers, self._question))
        return tuple(found)

    def wrong_sums(self, valid: int) -> list[str]:
        """Return the titles of the rows that do not add up to the valid ballots, and mark them."""
        wrong = []
        for at, contest in enumerate(self._contests):
            bad = self._sum(at) != valid
            self._sums[at].setText(f"{self._sum(at)} ≠ {valid}" if bad else str(self._sum(at)))
            set_role(self._sums[at], "accent" if bad else "")
            wrong += [contest.title] if bad else []
        return wrong

    def _head(self, grid: QGridLayout, names: Sequence[str]) -> None:
        for column, name in enumerate(("Họ và tên, tập thể", *names, "Cộng")):
            label = words(name, "quiet", wrap=False)
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            grid.addWidget(label, 0, column, side | Qt.AlignmentFlag.AlignBottom)

    def _add(self, grid: QGridLayout, at: int, contest: Contest) -> None:
        grid.addWidget(words(f"{at + 1}. {contest.title}"), at + 1, 0)
        for column, field in enumerate(self._fields[at], 1):
            field.textChanged.connect(lambda _text, at=at: self._show_sum(at))
            grid.addWidget(field, at + 1, column, _RIGHT)
        self._sums[at].setAlignment(_RIGHT)
        self._sums[at].setMinimumWidth(self.fontMetrics().averageCharWidth() * (_LETTERS - 1))
        grid.addWidget(self._sums[at], at + 1, len(self._fields[at]) + 1)

    def _sum(self, at: int) -> int:
        return sum(field.number() or 0 for field in self._fields[at])

    def _show_sum(self, at: int) -> None:
        set_role(self._sums[at], "")
        some = any(field.text() for field in self._fields[at])
        self._sums[at].setText(str(self._sum(at)) if some else "")
