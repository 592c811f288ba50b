"""One contest on the whole page: who it is, what is known, the four levels and blank."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.booth.parts import Option, column, words
from desktop.ui.booth.scrolled import Scrolled
from meeting.ballot import BallotPaper, Contest

BLANK = "Để trống"
OPTIONS = 5
NO_BREAK_SPACE = "\u00a0"
"""Keeps the line of a note, so that the options of every contest are in the same place."""


class ContestPage(QWidget):
    """Shows the contest at a place of the ballot; `choose(choice)` is called for each press."""

    def __init__(self, paper: BallotPaper, choose: Callable[[int], None]) -> None:
        super().__init__()
        self._paper = paper
        self.aloud = False
        self.start = self._name = words(role="booth-name")  # has the focus first: Enter there marks nothing
        self._caption = words()
        self._notes = words(role="booth-note")
        self._no_note = NO_BREAK_SPACE if any(contest.notes for contest in paper.contests) else ""
        inner = QWidget()
        rows = column(inner, spacing=8)
        for label in (self._name, self._caption, self._notes):
            rows.addWidget(label)
        rows.addSpacing(8)
        texts = [f"{n}   {o.label}" for n, o in enumerate(paper.options, 1)]
        names = [f"Phím {n}: {o.label}" for n, o in enumerate(paper.options, 1)]
        self._options: dict[int, Option] = {}
        self._reasons = {}
        for choice, (text, name) in enumerate(zip(texts, names, strict=True), 1):
            made = self._options[choice] = Option(text, partial(choose, choice), name)
            reason = words(role="booth-note")
            reason.hide()
            self._reasons[choice] = reason
            rows.addWidget(made)
            rows.addWidget(reason)
        self._options[0] = Option(f"0   {BLANK}", lambda: choose(0), f"Phím 0: {BLANK}")
        rows.addWidget(self._options[0])
        rows.addStretch(1)
        self._area = Scrolled(inner)
        column(self).addWidget(self._area)

    def show_contest(self, place: int, choice: int) -> None:
        """Show the contest at `place` with its mark."""
        contest = self._paper.contests[place]
        self._name.setText(contest.title)
        where = f"{place + 1} / {len(self._paper.contests)}"
        self._caption.setText(f"{where} · {contest.caption}" if contest.caption else where)
        self._notes.setText(" · ".join(contest.notes) or self._no_note)
        self._notes.setVisible(bool(self._notes.text()))
        self._show_bars(contest)
        self.show_choice(choice)
        self._area.to_top()

    def _show_bars(self, contest: Contest) -> None:
        reasons = {bar.level: bar.reason for bar in contest.bars}
        for choice, label in self._reasons.items():
            reason = reasons.get(self._paper.options[choice - 1].level, "")
            label.setText(f"Không đủ điều kiện: {reason}" if reason else "")
            label.setVisible(bool(reason))

    def show_choice(self, choice: int) -> None:
        """Show the mark; blank is a mark like the others once it is the voter's."""
        for number, made in self._options.items():
            said = self._reasons[number].text() if number else ""
            made.show_mark(chosen=number == choice and choice != 0, said=said, aloud=self.aloud)
        if choice:
            self._area.bring(self._options[choice])

    def first_option(self) -> QPushButton:
        """The button that the arrow down goes to first."""
        return self._options[1]

    def wipe(self) -> None:
        """Show nobody and no mark."""
        for label in (self._name, self._caption, self._notes, *self._reasons.values()):
            label.clear()
        self.show_choice(0)
