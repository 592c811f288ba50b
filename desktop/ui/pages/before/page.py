"""Hồ sơ trước họp: deadlines counted back from the meeting, papers of every member; advice, never a bar."""

from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from desktop import before
from desktop.before import PersonPapers
from desktop.ui.pages.before.rows import DUES, hint, people_columns
from desktop.ui.pages.leaves import Leaves
from desktop.ui.pages.page import Context, NextStep, Page
from desktop.ui.pages.pieces import button, column, row, words
from desktop.ui.pages.roster import Roster
from desktop.ui.theme import SPACE
from meeting.agenda import next_session
from meeting.checklist import Asked, asked_papers
from meeting.dues import Due
from meeting.hand_in import PROFESSIONAL, REVIEW

_DUES = 1
"""The leaf of the deadlines."""
_BOLD = 1.12
"""How much wider words are in bold."""


class BeforePage(Page):
    """Two tables: what is due, and who has handed in what. Space says that it is done, or not."""

    page_id = "truoc-hop"
    title = "Hồ sơ trước họp"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.dues: Roster[Due] = Roster("Các thời hạn", DUES, {"space"}, stretch=1)
        self.dues.setObjectName("dues")
        self._asked: tuple[Asked, ...] = ()
        self.people: Roster[PersonPapers] = Roster(
            "Giấy tờ của từng đảng viên", people_columns(()), stretch=1
        )
        self.people.setObjectName("people")
        self.tabs = Leaves("Giấy tờ và thời hạn")
        self.count, self.soon = words(role="quiet", wrap=False), words()
        self.counted, self.advice = words(role="quiet"), words(role="quiet")
        self.mark = button("Đánh dấu đã làm", "mark-due", self._mark)
        self.buttons: dict[str, QPushButton] = {}
        self._received = row(words("Đã nhận:", "quiet", wrap=False), None, spacing=SPACE.small)
        self._lay_out()
        self.dues.pressed_key.connect(lambda _due, _key: self._mark())
        self.tabs.currentChanged.connect(lambda _at: self.context.changed.emit())  # another next step
        self.dues.chosen.connect(lambda _due: self._say_mark())
        self.people.chosen.connect(lambda _row: self._say_buttons())

    def reload(self) -> None:
        """Show the deadlines and papers as they stand today."""
        if not self.desk.ready:
            return
        self._ask_for(asked_papers(self.desk.regulation))
        rows = before.papers(self.desk)
        deadlines = before.deadlines(self.desk)
        self.dues.set_rows(deadlines)
        self._say_soon(deadlines)
        self.people.set_rows(rows)
        waiting = sum(one.missing > 0 for one in rows)
        self.count.setText(
            f"{waiting}/{len(rows)} đồng chí còn thiếu giấy tờ" if waiting else "Giấy tờ đã đủ, theo quy định"
        )
        self._say_mark()
        self._say_buttons()
        self._say_advice()

    def _ask_for(self, asked: tuple[Asked, ...]) -> None:
        """Make a column and a button for every paper; another regulation may ask for others."""
        if asked == self._asked:
            return
        self._asked = asked
        self.people.people.columns = people_columns(asked)
        for old in self.buttons.values():
            old.hide()
            old.deleteLater()
        wanted = [one for one in asked if one.paper != PROFESSIONAL]
        self.buttons = {one.paper: self._paper_button(one) for one in wanted}
        for at, made in enumerate(self.buttons.values(), 1):
            self._received.insertWidget(at, made)

    def next_step(self) -> NextStep | None:
        """Collect the reviews, then go to the meeting; what is missing never bars the way."""
        if not self.desk.ready:
            return None
        if any(self._lacks(one) for one in before.papers(self.desk)):
            return NextStep("Sang bản kiểm điểm", lambda: self.context.navigate.emit("ban-kiem-diem"))
        coming = next_session(self.desk.season)
        if coming is None:
            return None
        if (due := before.holding_up(self.desk, coming.id)) is not None:
            return self._binding(due)
        return NextStep(f"Sang {coming.title}", lambda: self.context.navigate.emit(f"hop:{coming.id}"))

    def _binding(self, due: Due) -> NextStep:
        """Show, then tick, what the meeting that comes next may not open without."""
        said = f"{due.what}: làm xong việc này mới mở được hội nghị chi bộ."
        if self.tabs.currentIndex() != _DUES:
            return NextStep("Xem việc bắt buộc", lambda: self._show_due(due), hint=said)
        done = partial(before.mark_done, self.desk, due, done=True)
        return NextStep("Đánh dấu đã làm", done, hint=said)

    def _show_due(self, due: Due) -> None:
        self.tabs.setCurrentIndex(_DUES)
        rows = before.deadlines(self.desk)
        self.dues.choose_row(next(n for n, one in enumerate(rows) if one.what == due.what))

    @staticmethod
    def _lacks(one: PersonPapers) -> bool:
        return any(paper.missing and paper.asked.paper == REVIEW for paper in one.papers)

    def _mark(self) -> None:
        due = self.dues.record()
        if due is not None:
            self.context.attempt(lambda: before.mark_done(self.desk, due, done=due.done is None))

    def _say_mark(self) -> None:
        due = self.dues.record()
        self.mark.setEnabled(due is not None)
        must = " Làm xong việc này mới mở được hội nghị chi bộ." if due is not None and due.binding else ""
        self.counted.setText(f"Cách tính hạn: {due.counted} ({due.cite}).{must}" if due is not None else "")
        self.mark.setText("Đánh dấu chưa làm" if due is not None and due.done else "Đánh dấu đã làm")

    def _say_soon(self, deadlines: tuple[Due, ...]) -> None:
        open_yet = [due for due in deadlines if due.done is None]
        self.soon.setText(f"Hạn gần nhất: {before.due_words(open_yet[0])}." if open_yet else "")
        self.soon.setVisible(bool(open_yet))

    def _paper_button(self, one: Asked) -> QPushButton:
        made = button(one.title, f"paper-{one.paper}", partial(self._toggle, one.paper), "choice")
        made.setCheckable(True)
        made.setToolTip(hint(one))
        wide = made.fontMetrics().horizontalAdvance(made.text()) * _BOLD  # the words grow bold when chosen
        made.setMinimumWidth(round(wide) + 3 * SPACE.large)
        return made

    def _toggle(self, paper: str) -> None:
        row = self.people.record()
        if row is None:
            return
        there = any(one.asked.paper == paper and one.day for one in row.papers)
        act = before.give_back if there else before.receive
        if not self.context.attempt(lambda: act(self.desk, row.member.id, paper)):
            self._say_buttons()

    def _say_buttons(self) -> None:
        row = self.people.record()
        states = {one.asked.paper: one for one in row.papers} if row else {}
        for paper, made in self.buttons.items():
            one = states.get(paper)
            made.setEnabled(one is not None)
            made.setChecked(one is not None and one.day is not None)
            name = row.member.name if row else ""
            made.setAccessibleName(f"Đã nhận {made.text()} của {name}")

    def _say_advice(self) -> None:
        topics = (
            "Trước hội nghị",
            "Cam kết",
            "Thời gian",
            "Tổ đảng",
            "Trách nhiệm giải trình",
            "Nhiều chức vụ",
        )
        told = [r for r in self.desk.regulation.remarks if r.topic in topics]
        self.advice.setText("\n".join(f"• {r.topic}: {r.text} ({r.source.cite})" for r in told))
        self.advice.setVisible(bool(told))

    def _lay_out(self) -> None:
        how = row(words("Phím cách: đã làm, chưa làm", "quiet", wrap=False), None, self.mark)
        self.tabs.add("&1  Giấy tờ của từng đồng chí", self.people, self._received)
        self.tabs.add("&2  Thời hạn", self.dues, self.counted, how, self.advice)
        title = row(words(self.title, "title", wrap=False), None, self.count)
        whole = column(title, self.soon, self.tabs, spacing=SPACE.medium)
        whole.setStretch(2, 1)
        whole.setContentsMargins(SPACE.page, SPACE.large, SPACE.page, SPACE.medium)
        self.setLayout(whole)
