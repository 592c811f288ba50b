"""The page of results: nothing before the count; then every vote, level, flag and the ceiling."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QStackedLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop import reratings
from desktop.rules import proposals, take_back_decision
from desktop.ui.pages.collective.dialog import CollectiveDialog
from desktop.ui.pages.page import Context, NextStep, Page
from desktop.ui.pages.pieces import Tall, button, column, holder, row, words
from desktop.ui.pages.rerating import RerateDialog
from desktop.ui.pages.results.cap import cap_view, what_if_line
from desktop.ui.pages.results.conditions import ConditionsCard
from desktop.ui.pages.results.decisions import DecisionDialog, FinalDialog
from desktop.ui.pages.results.rows import Row, result_rows
from desktop.ui.pages.roster import Roster
from desktop.ui.theme import SPACE
from desktop.ui.widgets import CapCard, Column, StackedBar, ask
from forms.words import NOTES
from meeting.decision import DecisionKind, decision_on, finals_summary
from meeting.questions import asked

COLUMNS = (
    Column[Row]("TT", lambda r: r.number, is_number=True),
    Column[Row]("Họ và tên", lambda r: r.name, is_name=True),
    Column[Row]("Số phiếu theo mức", lambda _r: ""),
    Column[Row]("Mức", lambda r: r.level),
    Column[Row]("Lưu ý", lambda r: r.note, hint=lambda r: r.short),
)
_NUMBER, _BAR, _FLAGS = 0, 2, 4
_ACROSS = 50
"""Letters that the results should have in their width."""
_DETAILS = 1
_BAR_LETTERS = 28
_PANE_LETTERS = 40
_WHY = (
    "Khi tổ kiểm phiếu đã đóng hòm và kiểm phiếu, trang này có số phiếu từng mức của từng đồng chí, "
    "số phiếu cần, mức xếp loại, những điều hội nghị phải xem lại và giới hạn số đồng chí xuất sắc. "
    "Trước đó không ai xem được con số nào."
)


class ResultsPage(Page):
    """A table at the left; the ceiling and the sentences of the chosen row at the right."""

    page_id = "ket-qua"
    title = "Kết quả xếp loại"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.roster: Roster[Row] = Roster("Kết quả của từng đồng chí", COLUMNS, stretch=_FLAGS)
        self.roster.setObjectName("results")
        self._rows: tuple[Row, ...] = ()
        self.cap, self.pane = CapCard(), QTabWidget()
        self.conditions = ConditionsCard(self.ask_facts)
        self._ballots, self._name, self._details = words(), words(role="heading"), words()
        self._finals = words(role="accent")
        self._asked, self._decided = words(role="accent", wrap=False), words(role="accent")
        self.decide = button("Ghi quyết định…", "decide", self.ask_decision)
        self.take_back = button("Thu hồi…", "take-back", self.ask_take_back, "quiet")
        self.again = button("Xếp loại lại…", "rerate", self.ask_again)
        self.final = button("Quyết định của cấp trên…", "final", self.ask_final)
        self.empty = self._build_empty()
        self._either = QStackedLayout(self)
        self._either.addWidget(self.empty)
        self._either.addWidget(self._build())
        self._name.setTextFormat(Qt.TextFormat.RichText)
        self.roster.chosen.connect(self._choose)
        QWidget.setTabOrder(self.take_back, self.again)
        QWidget.setTabOrder(self.again, self.final)  # first the table, then what is done with a row
        self.reload()

    def reload(self) -> None:
        """Show the results, if the ballot is counted."""
        counted = self.desk.ready and self.desk.season.counted
        self._either.setCurrentIndex(int(counted))
        if counted:
            self._fill()

    def next_step(self) -> NextStep | None:
        """Go back to the meeting, which concludes on the results."""
        season = self.desk.season
        branch = season.branch_session
        if not season.counted or branch is None:
            return None
        if branch.closed is None:
            return NextStep("Về hội nghị để công bố, kết luận", lambda: self._go(f"hop:{branch.id}"))
        return NextStep("Sang hồ sơ nộp", lambda: self._go("ho-so"))

    def ask_decision(self) -> None:
        """Ask what was decided on the chosen row."""
        chosen = self.roster.record()
        if chosen is not None and chosen.subject:
            DecisionDialog(self, self.desk, chosen.subject, chosen.name).begin()

    def ask_facts(self, subject: str) -> None:
        """Ask for what is known of the branch or its committee."""
        CollectiveDialog(self, self.desk, subject).begin()

    def ask_final(self) -> None:
        """Ask for the superior's decision on everyone."""
        FinalDialog(self, self.desk).begin()

    def ask_again(self) -> None:
        """Ask for the re-rating of the chosen row."""
        chosen = self.roster.record()
        if chosen is not None and reratings.rerateable(self.desk, chosen.subject):
            RerateDialog(self, self.desk, chosen.subject, chosen.name).begin()

    def ask_take_back(self) -> None:
        """Ask before the newest decision on the chosen row is taken back: a final one first."""
        chosen = self.roster.record()
        if chosen is None or not chosen.decided:
            return
        final = decision_on(self.desk.season.decisions, chosen.subject, DecisionKind.FINAL)
        kind = DecisionKind.FINAL if final else DecisionKind.PROPOSAL
        ask(
            self,
            f"Thu hồi quyết định về {chosen.name}?",
            f"{chosen.decided[-1]} Lịch sử của sổ vẫn giữ việc đã ghi và thu hồi.",
            "Thu hồi",
            lambda: self._take_back(chosen.subject, kind),
        )

    def _take_back(self, subject: str, kind: DecisionKind) -> None:
        self.context.attempt(lambda: take_back_decision(self.desk, subject, kind))

    def _go(self, page_id: str) -> None:
        self.context.navigate.emit(page_id)

    def _build_empty(self) -> QWidget:
        begin = button("Đến trang bỏ phiếu kín", "begin", lambda: self._go("bo-phieu"), "primary")
        told = column(words("Chưa có kết quả kiểm phiếu", "title"), words(_WHY), row(begin, None), None)
        told.setContentsMargins(SPACE.page, SPACE.large, SPACE.page, SPACE.medium)
        told.setSpacing(SPACE.large)
        return holder(told)

    def _build(self) -> QWidget:
        self.roster.letters[_BAR] = _BAR_LETTERS
        self.roster.spare, self.roster.across = (_NUMBER,), _ACROSS
        self._details.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.pane.addTab(_scrolled(self.cap, "Giới hạn xuất sắc"), "&1  Giới hạn")
        told = holder(
            column(
                self._name,
                self._decided,
                row(self.decide, self.take_back, None),
                row(self.again, None),
                self._details,
                None,
                spacing=SPACE.medium,
            )
        )
        self.pane.addTab(_scrolled(told, "Chi tiết của dòng đang chọn"), "&2  Chi tiết")
        self.pane.addTab(_scrolled(self.conditions, "Điều kiện của chi bộ, chi ủy"), "&3  Tập thể")
        self.pane.setAccessibleName("Giới hạn, chi tiết, điều kiện của chi bộ và chi ủy")
        self.pane.setDocumentMode(True)
        self.pane.setFixedWidth(self.fontMetrics().averageCharWidth() * _PANE_LETTERS)
        outer = QWidget()
        inside = QVBoxLayout(outer)
        inside.setContentsMargins(SPACE.page, SPACE.large, SPACE.page, SPACE.medium)
        inside.setSpacing(SPACE.medium)
        title = words(self.title, "title", wrap=False)
        inside.addLayout(row(title, None, self._asked, self.final, spacing=SPACE.medium))
        inside.addWidget(self._ballots)
        inside.addWidget(self._finals)
        inside.addLayout(row(self.roster, self.pane, spacing=SPACE.large), 1)
        return outer

    def _fill(self) -> None:
        ballot = self.desk.season.main_ballot
        self._ballots.setText(
            f"Phiếu phát ra {ballot.issued}, thu về {ballot.collected}, hợp lệ {ballot.valid}, "
            f"không hợp lệ {ballot.invalid} · {self.desk.verdict.voters.sentence}"
            + "".join(f"\n{NOTES.get(code, code)}" for code in self.desk.verdict.notes)
        )
        finals = finals_summary(self.desk.season.decisions, proposals(self.desk))
        self._finals.setText(finals)
        self._finals.setVisible(bool(finals))
        asks = len(asked(self.desk.regulation, self.desk.season, self.desk.verdict))
        self._asked.setText(f"Còn {asks} trường hợp cần quyết định" if asks else "")
        rows = result_rows(self.desk)
        if rows != self._rows:
            fresh, self._rows = not self._rows, rows
            self._show_rows(rows)
            waiting = next((at for at, one in enumerate(rows) if one.needs_care and not one.outcome), None)
            if fresh and waiting is not None:
                self.roster.choose_row(waiting)
        self.cap.set_cap(cap_view(self.desk), what_if_line(self.desk))
        self.conditions.show_verdicts(self.desk)
        self._show(self.roster.record())

    def _show_rows(self, rows: tuple[Row, ...]) -> None:
        self.roster.set_rows(rows)
        for at, one in enumerate(rows):
            if one.bar is not None:
                bar = StackedBar()
                bar.set_votes(one.bar)
                self.roster.setIndexWidget(self.roster.people.index(at, _BAR), bar)

    def _choose(self, chosen: Row | None) -> None:
        self._show(chosen)
        self.pane.setCurrentIndex(_DETAILS)

    def _show(self, chosen: Row | None) -> None:
        self._name.setText(_heading(chosen) if chosen else "")
        self._decided.setText("\n\n".join(chosen.decided) if chosen else "")
        self._decided.setVisible(bool(chosen and chosen.decided))
        self.decide.setVisible(bool(chosen and chosen.subject))
        self.take_back.setVisible(bool(chosen and chosen.decided and not chosen.stands))
        self.again.setVisible(bool(chosen and reratings.rerateable(self.desk, chosen.subject)))
        parts = (*chosen.flags, *chosen.lines) if chosen else ()
        self._details.setText("\n\n".join(part for part in parts if part))


def _heading(chosen: Row) -> str:
    """Name and level; a level that was cancelled later is struck out before the one that stands."""
    if not chosen.stands:
        return escape(f"{chosen.name}: {chosen.level}")
    return f"{escape(chosen.name)}: <s>{chosen.cancelled}</s> → {chosen.stands}"


def _scrolled(inside: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(name)
    padded = column(inside, None)
    padded.setContentsMargins(0, SPACE.medium, SPACE.medium, 0)
    area.setWidget(Tall(padded))
    return area
