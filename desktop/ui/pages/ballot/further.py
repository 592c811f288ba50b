"""(0) A further round: on whom the meeting votes again, or a supplementary one votes at last, and why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem

from desktop import voting
from desktop.ui.pages.autosave import TextField
from desktop.ui.pages.ballot.stage import Memory
from desktop.ui.pages.ballot.step import Step
from desktop.ui.pages.page import Context, NextStep
from desktop.ui.pages.pieces import button, column, labelled, row
from desktop.ui.theme import SPACE
from meeting.ballot import Question
from meeting.rounds import Choice, choices, for_the_top, voting_meeting

_AGAIN = "Lần bỏ phiếu trước chưa có mức nào đủ số phiếu; hội nghị thống nhất bỏ phiếu lại."
_TOP = (
    "Hội nghị thống nhất bỏ phiếu vòng hai: đồng ý hay không đồng ý mức cao nhất đối với những đồng chí "
    "được đề nghị."
)
_SUBJECT = Qt.ItemDataRole.UserRole


class FurtherStep(Step):
    """Rows to tick, those that the kind of ballot is about ticked already, and the reason for the minutes."""

    def __init__(self, context: Context, memory: Memory) -> None:
        super().__init__(context, memory)
        meeting = voting_meeting(self.desk.season)
        self._supplementary = meeting is not None and bool(meeting.supplementary)
        self.rows, self.words = QListWidget(), TextField("Lý do, ghi vào biên bản")
        self.top = QCheckBox("Phiếu giấy: đồng ý hay &không mức cao nhất")
        self._say()
        self._build()
        self._choices: tuple[Choice, ...] = ()
        self.reload()

    def reload(self) -> None:
        """Offer whom the rules let stand now: who is reviewed a moment later joins the list."""
        found = choices(self.desk.season, self.desk.verdict)
        if found == self._choices:
            return
        self._choices = found
        self.rows.clear()
        for choice in found:
            self.rows.addItem(self._item(choice))
        self._tick(self._proposed(top=self.top.isChecked()))
        self.rows.setCurrentRow(0)

    def next_step(self) -> NextStep | None:
        """Begin the round; how to vote and who counts is decided next."""
        return NextStep("Sang bước quyết định hình thức", self._begin)

    def chosen(self) -> list[str]:
        """Return the subjects ticked, in list order."""
        items = (self.rows.item(at) for at in range(self.rows.count()))
        return [str(i.data(_SUBJECT)) for i in items if i.checkState() is Qt.CheckState.Checked]

    def _say(self) -> None:
        if self._supplementary:
            self.say(
                "Bỏ phiếu ở hội nghị bổ sung",
                "Đánh dấu những đồng chí hội nghị này bỏ phiếu. Kết quả của các đồng chí khác giữ nguyên.",
            )
            self.words.load("Kiểm điểm, xếp loại bổ sung đảng viên chưa được xếp loại ở hội nghị trước.")
            return
        self.say(
            "Bỏ phiếu lại một số dòng",
            "Đánh dấu những dòng bỏ phiếu lại: kết quả lần này thay kết quả lần trước, cả hai lần đều ở "
            "lại trong hồ sơ.",
        )
        self.words.load(_AGAIN)

    def _build(self) -> None:
        self.rows.setObjectName("again-rows")
        self.rows.setAccessibleName("Các dòng bỏ phiếu lại, phím cách để chọn")
        self.rows.setSpacing(SPACE.hair)
        self.rows.setWordWrap(True)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.words.setObjectName("again-why")
        left = labelled("Bỏ phiếu đối với: phím cách để chọn", self.rows)
        self.top.setObjectName("ask-top")
        self.top.toggled.connect(self._follow)
        right = column(self.top, spacing=SPACE.hair)
        right.addLayout(labelled("Lý do, ghi vào biên bản", self.words))
        halves = row(left, right, spacing=SPACE.large)
        halves.setStretch(0, 1)
        halves.setStretch(1, 1)
        back = button("Không bỏ phiếu lại", "no-again", self._leave, "quiet")
        back.setHidden(not self.memory.again)
        self.fill(halves, row(back, None), stretch=1)

    def _follow(self, top: bool) -> None:
        """Let ticks and reason follow the kind of ballot, unless somebody chose or wrote otherwise."""
        if self.chosen() == self._proposed(top=not top):
            self._tick(self._proposed(top=top))
        if self.words.text() == (_AGAIN if top else _TOP):
            self.words.load(_TOP if top else _AGAIN)

    def _proposed(self, *, top: bool) -> list[str]:
        """The rows that this kind of ballot is usually about, in list order."""
        if not top:
            return [one.subject for one in self._choices if one.proposed]
        wanted = for_the_top(self.desk.season)
        return [one.subject for one in self._choices if one.subject in wanted]

    def _tick(self, subjects: Sequence[str]) -> None:
        """Tick these rows and no others."""
        for item in map(self.rows.item, range(self.rows.count())):
            there = str(item.data(_SUBJECT)) in subjects
            item.setCheckState(Qt.CheckState.Checked if there else Qt.CheckState.Unchecked)

    def _item(self, choice: Choice) -> QListWidgetItem:
        name = voting.subject_name(self.desk, choice.subject)
        item = QListWidgetItem(f"{name} – {choice.why}" if choice.why else name)
        item.setData(_SUBJECT, choice.subject)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        return item

    def _begin(self) -> None:
        subjects, why = self.chosen(), self.words.text().strip()
        if not subjects:
            self.context.notice.emit("warning", "Đồng chí đánh dấu ít nhất một dòng để bỏ phiếu.")
            return
        if not why:
            self.context.notice.emit("warning", "Đồng chí ghi lý do bỏ phiếu lần này vào biên bản trước.")
            return
        question = Question.TOP if self.top.isChecked() else Question.LEVELS
        self.memory.begin_again()
        self.context.attempt(lambda: voting.begin_again(self.desk, subjects, why, question))

    def _leave(self) -> None:
        self.memory.again = False
        self.go_on()
