"""(a) The meeting's decision: on this laptop or on paper, in its own words, and who counts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QListWidget, QListWidgetItem, QRadioButton

from desktop import voting
from desktop.ui.pages.autosave import TextField
from desktop.ui.pages.ballot.stage import Memory
from desktop.ui.pages.ballot.step import Step
from desktop.ui.pages.page import Context, NextStep
from desktop.ui.pages.pieces import button, column, labelled, row, words
from desktop.ui.theme import SPACE
from meeting.ballot import Question
from meeting.paper import POST_NAMES
from meeting.season import BallotForm, BallotState, Member, Post

_ID = Qt.ItemDataRole.UserRole


class DecisionStep(Step):
    """Form of the vote, tellers, and the words for the minutes, which follow the choices until edited."""

    def __init__(self, context: Context, memory: Memory) -> None:
        super().__init__(context, memory)
        self.say(
            "Hội nghị thống nhất hình thức, bầu tổ kiểm phiếu",
            "Tổ kiểm phiếu giữ mã, mở và đóng hòm phiếu.",
        )
        self.booth = QRadioButton("Trên &máy tính này")
        self.paper = QRadioButton("Bằng phiếu &giấy")
        self.tellers = QListWidget()
        self.words = TextField("Nội dung ghi vào biên bản")
        self._written_by_hand = False
        self._build()
        self._load()

    def next_step(self) -> NextStep | None:
        """Write the decision down."""
        return NextStep("Ghi quyết định của hội nghị", self._approve)

    def chosen(self) -> list[str]:
        """Return the ids of the tellers ticked, in list order."""
        items = (self.tellers.item(at) for at in range(self.tellers.count()))
        return [str(item.data(_ID)) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _build(self) -> None:
        group = QButtonGroup(self)
        for choice, name in ((self.booth, "form-booth"), (self.paper, "form-paper")):
            choice.setObjectName(name)
            group.addButton(choice)
            choice.toggled.connect(lambda _on: self._rewrite())
        self.tellers.setObjectName("tellers")
        self.tellers.setSpacing(SPACE.hair)
        self.tellers.itemChanged.connect(lambda _item: self._rewrite())
        self.words.setObjectName("decision")
        self.words.typed.connect(self._by_hand)
        self.tellers.setTextElideMode(Qt.TextElideMode.ElideNone)
        left = labelled("Tổ kiểm phiếu: phím cách để chọn", self.tellers)
        right = column(words("Hình thức", "quiet"), self.booth, self.paper)
        right.addLayout(labelled("Nội dung ghi vào biên bản", self.words))
        halves = row(left, right, spacing=SPACE.large)
        halves.setStretch(0, 3)
        halves.setStretch(1, 2)
        leave = button("Không bỏ phiếu lại nữa", "no-again", self._leave, "quiet")
        leave.setHidden(not self.desk.season.ballot.subjects)
        self.fill(halves, row(leave, None), stretch=1)

    def _load(self) -> None:
        ballot, people = self.desk.season.ballot, self._able()
        (self.paper if ballot.form is BallotForm.PAPER else self.booth).setChecked(True)
        self.booth.setEnabled(ballot.question is Question.LEVELS)
        wanted = set(ballot.tellers or self._usual(people))
        for member in people:
            item = QListWidgetItem(_with_post(member))
            item.setData(_ID, member.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if member.id in wanted else Qt.CheckState.Unchecked)
            self.tellers.addItem(item)
        self.tellers.setCurrentRow(0)
        self._rewrite()
        if ballot.approved:
            self.words.load(ballot.approved)
            self._written_by_hand = True

    def _usual(self, people: list[Member]) -> list[str]:
        """Propose as many as there are codes: members without a post first, not those who lead and write."""
        branch = self.desk.season.voting_session
        busy = {branch.chair, branch.secretary} if branch else set()
        order = sorted(people, key=lambda m: (m.id in busy, m.post is not Post.NONE))
        return [m.id for m in order[: voting.tellers_needed(self.desk)[0]]]

    def _able(self) -> list[Member]:
        season = self.desk.season
        return [season.member(member) for member in voting.voters_now(self.desk).voting]

    def _leave(self) -> None:
        """Give the further round up; the results stay as they were counted."""
        self.memory.given_up = True
        if self.desk.season.ballot.state is BallotState.NONE:
            self.context.attempt(lambda: voting.leave_further(self.desk))
        self.go_on()

    def _by_hand(self) -> None:
        self._written_by_hand = True

    def _rewrite(self) -> None:
        if self._written_by_hand:
            return
        names = ", ".join(self.desk.season.member(member).name for member in self.chosen())
        form = "phiếu giấy" if self.paper.isChecked() else "máy tính xách tay của chi bộ, không nối mạng"
        self.words.load(
            f"Hội nghị thống nhất xếp loại chất lượng bằng bỏ phiếu kín trên {form}; "
            f"bầu tổ kiểm phiếu gồm các đồng chí: {names}."
        )

    def _approve(self) -> None:
        tellers, text = self.chosen(), self.words.text().strip()
        codes = voting.tellers_needed(self.desk)[0]
        least = 2 if self.paper.isChecked() else codes
        if len(tellers) < least:
            sentence = f"Tổ kiểm phiếu cần ít nhất {least} đồng chí; đồng chí chọn thêm trong danh sách."
            self.context.notice.emit("warning", sentence)
            return
        if not text:
            self.context.notice.emit("warning", "Đồng chí ghi quyết định của hội nghị vào biên bản trước.")
            return
        form = BallotForm.PAPER if self.paper.isChecked() else BallotForm.BOOTH
        self.memory.deciding = False
        self.context.attempt(lambda: voting.approve_ballot(self.desk, form, text, tellers))


def _with_post(member: Member) -> str:
    return member.name if member.post is Post.NONE else f"{member.name} – {POST_NAMES[member.post]}"
