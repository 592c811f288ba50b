"""The mandatory last look: every mark, blanks pointed out, any of them still to be changed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from desktop.ui.booth.marks import Marks
from desktop.ui.booth.parts import button, column, words
from desktop.ui.booth.scrolled import Scrolled
from meeting.ballot import BallotPaper

WARNING = "Phiếu đã bỏ thì không lấy lại được; đồng chí xem kỹ rồi bấm “Bỏ phiếu”."

_OF = "Lựa chọn cho "
_SUMMARY = "Có dòng để trống hay không"
_NAMED = 8
"""Rows left blank that are named by their numbers; more of them are only counted."""


class ReviewPage(QWidget):
    """Lists the marks; `change(place)` goes back to one contest."""

    def __init__(self, paper: BallotPaper, change: Callable[[int], None]) -> None:
        super().__init__()
        self._paper = paper
        self._summary = words(name=_SUMMARY)
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.aloud = False
        self._titles = [contest.title for contest in paper.contests]
        self._labels: list[QLabel] = []
        self._buttons: list[QPushButton] = []
        for place, contest in enumerate(paper.contests):
            grid.addWidget(words(f"{place + 1}. {contest.title}"), place, 0)
            mark = words(name=f"{_OF}{contest.title}")
            self._labels.append(mark)
            grid.addWidget(mark, place, 1)
            edit = button("Sửa", partial(change, place), f"Sửa: {contest.title}", role="tool")
            self._buttons.append(edit)
            grid.addWidget(edit, place, 2)
        grid.setRowStretch(len(paper.contests), 1)
        self._area = Scrolled(inner)
        rows = column(self)
        rows.addWidget(words("Xem lại phiếu", "booth-name"))
        rows.addWidget(self._summary)
        rows.addWidget(self._area, 1)
        rows.addWidget(words(WARNING, "booth-note"))

    def show_marks(self, marks: Marks) -> None:
        """Show all marks as they are now."""
        for place, label in enumerate(self._labels):
            choice = marks[place]
            label.setText(self._paper.options[choice - 1].label if choice else "— để trống —")
            label.setAccessibleName(f"{_OF}{self._titles[place]}{f': {label.text()}' if self.aloud else ''}")
        text = self._of_blanks(marks.blanks)
        self._summary.setText(text)
        self._summary.setAccessibleName(text if self.aloud else _SUMMARY)
        self._area.to_top()

    def _of_blanks(self, blanks: tuple[int, ...]) -> str:
        total = len(self._labels)
        if not blanks:
            return f"Đã đánh dấu cả {total} dòng."
        which = ", ".join(str(place + 1) for place in blanks)
        where = f": dòng {which}" if len(blanks) <= _NAMED else ""
        return f"Có {len(blanks)} dòng để trống trong {total} dòng{where}."

    def wipe(self) -> None:
        """Show no mark."""
        self._summary.setAccessibleName(_SUMMARY)
        for label in (*self._labels, self._summary):
            label.clear()
        for title, label in zip(self._titles, self._labels, strict=True):
            label.setAccessibleName(f"{_OF}{title}")
