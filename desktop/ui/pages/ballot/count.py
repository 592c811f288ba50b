"""(g) The closing record, then the count with the tellers' codes; the totals are on the page of results."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox

from desktop import voting
from desktop.ui.pages.ballot.code_field import code_fields, take_codes
from desktop.ui.pages.ballot.holders import teller_names
from desktop.ui.pages.ballot.record_card import CLOSING, record_card
from desktop.ui.pages.ballot.stage import Memory
from desktop.ui.pages.ballot.start_over import StartOver
from desktop.ui.pages.ballot.step import Step, waiting
from desktop.ui.pages.page import Context, NextStep
from desktop.ui.pages.pieces import button, card, row, words
from desktop.ui.widgets import ask
from meeting.rounds import may_vote_again
from meeting.season import Ballot


class ClosedStep(Step):
    """The codes of the closed box go on paper before anybody knows a result."""

    def __init__(self, context: Context, memory: Memory) -> None:
        super().__init__(context, memory)
        box = voting.box_of(self.desk)
        others = ", cả các nửa cũ từ trước khi máy khởi động lại," if box.had_other_halves else ""
        self.say(
            f"Hòm phiếu đã đóng, trong hòm có {box.count} phiếu",
            f"Hai đồng chí giữ mã mở lại xé bỏ phần giấy ghi nửa mã ấy{others} trước hội nghị; mã kiểm phiếu "
            "thì còn dùng.",
        )
        self.torn = QCheckBox("Hai nửa mã mở lại đã được &xé trước hội nghị")
        self.torn.setObjectName("torn")
        self.torn.toggled.connect(self._declare)
        self.fill(row(self.torn, None), record_card(context, CLOSING), None)
        self.reload()

    def reload(self) -> None:
        """A declaration stands: nothing in the log is taken back."""
        torn = voting.box_of(self.desk).is_torn
        with QSignalBlocker(self.torn):
            self.torn.setChecked(torn)
        self.torn.setEnabled(not torn)

    def next_step(self) -> NextStep | None:
        """Go on to the count; where nobody tore the halves up, only when that is meant."""
        return NextStep("Sang kiểm phiếu", self._go if self.torn.isChecked() else self._ask)

    def _declare(self) -> None:
        self.context.attempt(lambda: voting.declare_torn(self.desk))
        self.go_on()

    def _ask(self) -> None:
        ask(
            self,
            "Chưa xé hai nửa mã mở lại?",
            "Ai giữ cả hai nửa mã ấy, các mã kiểm phiếu và bản sao cũ của hòm thì có thể dò ra ai bỏ phiếu "
            "nào. Đồng chí nên xé trước hội nghị rồi đánh dấu; chưa xé thì biên bản đóng hòm không ghi.",
            "Vẫn sang kiểm phiếu",
            self._go,
            danger=True,
        )

    def _go(self) -> None:
        self.memory.record_read = True
        self.go_on()


class CountStep(Step):
    """As many codes as the box asks for, any of the tellers'."""

    def __init__(self, context: Context, memory: Memory) -> None:
        super().__init__(context, memory)
        manifest = voting.box_of(self.desk).manifest
        self.say(
            "Kiểm phiếu",
            f"Ít nhất {manifest.needed} đồng chí kiểm phiếu gõ mã của mình; máy mở từng phiếu, cộng lại và "
            "kiểm tra tổng.",
        )
        names = teller_names(self.desk.season, manifest.tellers)
        self.fields, fields = code_fields([f"Mã của {name}" for name in names], self._count)
        again = button("Biên bản đóng hòm", "closing-record", self._back, "quiet")
        self.fill(card(fields), row(again, StartOver(context, memory), None), None)

    def next_step(self) -> NextStep | None:
        """Count."""
        return NextStep("Kiểm phiếu", self._count)

    def let_go(self) -> None:
        """Forget what was typed."""
        take_codes(self.fields)

    def _count(self) -> None:
        self.context.trying.emit()
        codes = take_codes(self.fields)
        with waiting():
            done = self.context.attempt(lambda: voting.count(self.desk, codes))
        self.fields[0].setFocus()
        self.go_on()
        if done:
            self.context.navigate.emit("ket-qua")

    def _back(self) -> None:
        self.memory.record_read = False
        self.go_on()


class DoneStep(Step):
    """Counted: how many ballots, and where the results are."""

    def __init__(self, context: Context, memory: Memory) -> None:
        super().__init__(context, memory)
        ballot = self.desk.season.counted_ballots[-1]
        self.say(f"Đã kiểm phiếu xong{_which(ballot)}", ballot.approved)
        lines = (
            f"Số phiếu phát ra: {ballot.issued}",
            f"Số phiếu thu về: {ballot.collected}",
            f"Số phiếu hợp lệ: {ballot.valid}",
            f"Số phiếu không hợp lệ: {ballot.invalid}",
        )
        again = button("Bỏ phiếu lại một số dòng…", "vote-again", self._again, "quiet")
        again.setHidden(not may_vote_again(self.desk.season))
        self.fill(card(*(words(line) for line in lines)), row(again, None), None)

    def next_step(self) -> NextStep | None:
        """Look at the results."""
        return NextStep("Xem kết quả", lambda: self.context.navigate.emit("ket-qua"))

    def _again(self) -> None:
        self.memory.again = True
        self.go_on()


def _which(ballot: Ballot) -> str:
    return f", lần bỏ phiếu thứ {ballot.round}" if ballot.subjects else ""


class WaitingStep(Step):
    """The branch meeting is not open: nothing to do here yet."""

    def __init__(self, context: Context, memory: Memory) -> None:
        super().__init__(context, memory)
        self.say(
            "Bỏ phiếu kín diễn ra trong hội nghị chi bộ",
            "Khi hội nghị chi bộ đã mở và từng đảng viên đã được kiểm điểm, trang này dẫn tổ kiểm phiếu qua "
            "từng bước: quyết định hình thức, giao mã, thử mã, mở hòm, mời từng đồng chí bỏ phiếu, đóng hòm, "
            "kiểm phiếu. Không ai xem được phiếu của ai, kể cả người giữ máy.",
        )
        self.fill(None)

    def next_step(self) -> NextStep | None:
        """Go to the branch meeting."""
        branch = self.desk.season.voting_session
        if branch is None:
            return None
        return NextStep("Đến hội nghị chi bộ", lambda: self.context.navigate.emit(f"hop:{branch.id}"))
