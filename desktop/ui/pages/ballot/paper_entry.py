"""Paper ballots: two people enter the count one after the other; only when both agree is it recorded."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout

from desktop import voting
from desktop.ui.pages.ballot.entry_grid import EntryGrid, NumberField
from desktop.ui.pages.ballot.print_ballots import print_ballots
from desktop.ui.pages.ballot.stage import Memory
from desktop.ui.pages.ballot.step import Step
from desktop.ui.pages.page import Context, NextStep
from desktop.ui.pages.pieces import button, column, labelled, row, words
from desktop.ui.theme import SPACE
from meeting.paper_entry import PaperCount, PaperEntry, rows_apart

_TOTALS = (
    ("issued", "Số phiếu phát ra"),
    ("collected", "Số phiếu thu về"),
    ("valid", "Số phiếu hợp lệ"),
    ("invalid", "Số phiếu không hợp lệ"),
)

_NAME = 8
"""Letters of a name that are seen however narrow the page is; the list shows whole names."""


def _titled(title: str, field: NumberField) -> QVBoxLayout:
    label = words(title.removeprefix("Số phiếu ").capitalize(), "quiet", wrap=False)
    label.setBuddy(field)
    label.setAlignment(Qt.AlignmentFlag.AlignBottom)
    return column(label, field, spacing=SPACE.hair)


class PaperStep(Step):
    """The first entry is put out of sight before the second begins; who enters is chosen from the tellers."""

    def __init__(self, context: Context, memory: Memory) -> None:
        super().__init__(context, memory)
        self._first: PaperCount | None = None
        self._by = ""
        self._recounted: int | None = None  # known from the first comparison on
        self.person = QComboBox()
        self.person.setObjectName("entered-by")
        self.person.setPlaceholderText("Chọn tên")
        self.person.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.person.setMinimumContentsLength(_NAME)
        self.person.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._paper = voting.paper_now(self.desk)
        self.totals = {key: NumberField(title) for key, title in _TOTALS}
        self.grid = EntryGrid(self._paper.contests, self.desk.season.ballot.question)
        self.grid.setObjectName("entry")
        self._again = button("Nhập lại từ đầu", "enter-again", self._start_again, "quiet")
        change = button("Sửa quyết định", "change-decision", self._decide, "quiet")
        numbers = (_titled(title, self.totals[key]) for key, title in _TOTALS)
        fields = row(labelled("Người nhập", self.person), *numbers, spacing=SPACE.medium)
        self.fill(fields, stretch=0)
        self.fill(self.grid, row(change, print_ballots(context), self._again, None), stretch=1)
        self._show()

    def next_step(self) -> NextStep | None:
        """Hand over to the second person, or compare and record."""
        if self._first is None:
            return NextStep("Xong lần thứ nhất, mời người thứ hai", self._finish_first)
        return NextStep("Đối chiếu và ghi kết quả", self._compare)

    def _show(self) -> None:
        which = "thứ nhất" if self._first is None else "thứ hai"
        self.say(
            f"Nhập kết quả kiểm phiếu giấy: người {which}",
            "Hai người nhập độc lập; hai lần khớp nhau thì mới ghi.",
        )
        self._again.setVisible(self._first is not None)
        self._offer([one for one in self.desk.season.ballot.tellers if one != self._by])

    def _offer(self, tellers: list[str]) -> None:
        """Let the person be chosen; where one alone is left, it is that one."""
        self.person.clear()
        for teller in tellers:
            self.person.addItem(self.desk.season.member(teller).name, teller)
        self.person.setCurrentIndex(0 if len(tellers) == 1 else -1)

    def _finish_first(self) -> None:
        self._first = self._read()
        if self._first is not None:
            self._by = str(self.person.currentData())
            self._wipe()
            self._show()
        self.go_on()

    def _compare(self) -> None:
        first, second = self._first, self._read()
        if first is None or second is None:
            return
        if self._recounted is None:
            self._recounted = rows_apart(first, second)
        if first.totals != second.totals:
            self._refuse(
                "Hai lần nhập số phiếu phát ra, thu về, hợp lệ, không hợp lệ chưa khớp nhau; xin đếm lại."
            )
            return
        issued, _collected, valid, invalid = second.totals
        entry = PaperEntry(
            self.desk.season.ballot.round, self._by, str(self.person.currentData()), self._recounted
        )
        done = self.context.attempt(
            lambda: voting.record_paper_count(
                self.desk,
                first.tallies,
                second.tallies,
                issued=issued,
                valid=valid,
                invalid=invalid,
                entry=entry,
            )
        )
        self.go_on()
        if done:
            self.context.navigate.emit("ket-qua")

    def _read(self) -> PaperCount | None:
        if self.person.currentIndex() < 0:
            self._refuse("Chưa chọn người nhập; đồng chí chọn một đồng chí trong tổ kiểm phiếu.")
            return None
        texts = [self.totals[key].text() for key, _title in _TOTALS]
        tallies = self.grid.tallies()
        if not all(texts) or tallies is None:
            self._refuse("Còn ô chưa nhập; đồng chí nhập đủ số phiếu, ô không có phiếu thì nhập 0.")
            return None
        issued, collected, valid, invalid = (int(text) for text in texts)
        if collected != valid + invalid or collected > issued:
            self._refuse("Số phiếu thu về phải bằng số hợp lệ cộng số không hợp lệ, và không hơn số phát ra.")
            return None
        if wrong := self.grid.wrong_sums(valid):
            self._refuse(f"Dòng cộng lại chưa bằng {valid} phiếu hợp lệ: {', '.join(wrong)}; xin xem lại.")
            return None
        return PaperCount((issued, collected, valid, invalid), tallies)

    def _refuse(self, sentence: str) -> None:
        self.context.notice.emit("warning", sentence)

    def _start_again(self) -> None:
        self._first, self._by = None, ""
        self._wipe()
        self._show()
        self.go_on()

    def _wipe(self) -> None:
        self.grid.wipe()
        for field in self.totals.values():
            field.wipe()
        self.totals["issued"].setFocus()

    def _decide(self) -> None:
        self.memory.deciding = True
        self.go_on()
