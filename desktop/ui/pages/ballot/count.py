"""(g) Count with the tellers' codes; afterwards the totals are on the page of results."""

from desktop import voting
from desktop.ui.pages.ballot.code_field import code_fields, take_codes
from desktop.ui.pages.ballot.record_card import CLOSING, record_card
from desktop.ui.pages.ballot.rehearse import teller_names
from desktop.ui.pages.ballot.stage import Memory
from desktop.ui.pages.ballot.start_over import StartOver
from desktop.ui.pages.ballot.step import Step, waiting
from desktop.ui.pages.page import Context, NextStep
from desktop.ui.pages.pieces import card, row, words


class CountStep(Step):
    """As many codes as the box asks for, any of the tellers'."""

    def __init__(self, context: Context, memory: Memory) -> None:
        super().__init__(context, memory)
        needed = voting.box_of(self.desk).manifest.needed
        self.say(
            "Kiểm phiếu",
            f"Hòm đã đóng. Từ {needed} đồng chí kiểm phiếu trở lên gõ mã của mình; máy mở từng "
            "phiếu, cộng lại "
            "và kiểm tra tổng.",
        )
        self.fields, fields = code_fields(teller_names(self))
        self.fill(card(fields), record_card(context, CLOSING), row(StartOver(context, memory), None), None)

    def next_step(self) -> NextStep | None:
        """Count."""
        return NextStep("Kiểm phiếu", self._count)

    def _count(self) -> None:
        codes = take_codes(self.fields)
        with waiting():
            done = self.context.attempt(lambda: voting.count(self.desk, codes))
        self.fields[0].setFocus()
        self.go_on()
        if done:
            self.context.navigate.emit("ket-qua")


class DoneStep(Step):
    """Counted: how many ballots, and where the results are."""

    def __init__(self, context: Context, memory: Memory) -> None:
        super().__init__(context, memory)
        ballot = self.desk.season.ballot
        self.say("Đã kiểm phiếu xong", ballot.approved)
        lines = (
            f"Số phiếu phát ra: {ballot.issued}",
            f"Số phiếu thu về: {ballot.collected}",
            f"Số phiếu hợp lệ: {ballot.valid}",
            f"Số phiếu không hợp lệ: {ballot.invalid}",
        )
        self.fill(card(*(words(line) for line in lines)), None)

    def next_step(self) -> NextStep | None:
        """Look at the results."""
        return NextStep("Xem kết quả", lambda: self.context.navigate.emit("ket-qua"))


class WaitingStep(Step):
    """The branch meeting is not open: nothing to do here yet."""

    def __init__(self, context: Context, memory: Memory) -> None:
        super().__init__(context, memory)
        self.say(
            "Bỏ phiếu kín diễn ra trong hội nghị chi bộ",
            "Khi hội nghị chi bộ đã mở và từng đảng viên đã được kiểm điểm, trang này dẫn tổ kiểm "
            "phiếu qua từng bước: "
            "quyết định hình thức, giao mã, thử mã, mở hòm, mời từng đồng chí bỏ phiếu, đóng hòm, "
            "kiểm phiếu. "
            "Không ai xem được phiếu của ai, kể cả người giữ máy.",
        )
        self.fill(None)

    def next_step(self) -> NextStep | None:
        """Go to the branch meeting."""
        branch = self.desk.season.branch_session
        if branch is None:
            return None
        return NextStep("Đến hội nghị chi bộ", lambda: self.context.navigate.emit(f"hop:{branch.id}"))
