"""(c), (d) The tellers retype their codes, the box is proven empty, a test deck is counted; it opens."""

from desktop import voting
from desktop.ui.displays import displays
from desktop.ui.pages.ballot.code_field import code_fields, take_codes
from desktop.ui.pages.ballot.fit import FitNotice
from desktop.ui.pages.ballot.record_card import OPENING, record_card
from desktop.ui.pages.ballot.stage import Memory, Turns
from desktop.ui.pages.ballot.start_over import StartOver
from desktop.ui.pages.ballot.step import Step, waiting
from desktop.ui.pages.page import Context, NextStep
from desktop.ui.pages.pieces import card, row, words


class RehearseStep(Step):
    """All codes, in order of the tellers."""

    def __init__(self, context: Context, memory: Memory) -> None:
        super().__init__(context, memory)
        self.say(
            "Thử mã, kiểm tra hòm rỗng, chạy bộ phiếu mẫu",
            "Từng đồng chí kiểm phiếu gõ mã của mình để chắc chắn đã chép đúng. Sau đó máy chứng "
            "minh hòm rỗng "
            "và kiểm thử một bộ phiếu mẫu trong một hòm riêng, không giữ lại gì.",
        )
        self.fields, fields = code_fields(teller_names(self))
        self.fill(card(fields), row(StartOver(context, memory), None), None)

    def next_step(self) -> NextStep | None:
        """Prove the codes and the box."""
        return NextStep("Thử mã và kiểm tra hòm", self._rehearse)

    def _rehearse(self) -> None:
        codes = take_codes(self.fields)
        with waiting():
            done = self.context.attempt(lambda: voting.rehearse_codes(self.desk, codes))
        self.fields[0].setFocus()
        if done:
            self.context.notice.emit("info", "Mã đúng, hòm rỗng, bộ phiếu mẫu kiểm ra đúng.")
        self.go_on()


class OpenStep(Step):
    """Everything is proven: open."""

    def __init__(self, context: Context, memory: Memory) -> None:
        super().__init__(context, memory)
        self.say(
            "Hòm phiếu rỗng, đã thử mã: sẵn sàng mở",
            "Khi mở, người chủ trì tuyên bố bắt đầu bỏ phiếu. Từ lúc đó không ai xem được kết quả "
            "cho tới khi đóng hòm "
            "và tổ kiểm phiếu gõ mã.",
        )
        present = voting.box_of(self.desk).present
        count = words(str(present), "number", wrap=False)
        self.fit = FitNotice()
        self.fill(
            self.fit,
            card(count, words("đồng chí được phát phiếu", "quiet")),
            record_card(context, OPENING),
            row(StartOver(context, memory), None),
            None,
        )
        self.reload()

    def reload(self) -> None:
        """Look at the machine's surroundings anew."""
        self.fit.look(self.context)

    def next_step(self) -> NextStep | None:
        """Open the box."""
        return NextStep("Mở hòm phiếu", self._open)

    def _open(self) -> None:
        self.memory.turns = Turns()  # before the next screen is made, which counts in it
        self.context.attempt(lambda: voting.open_box(self.desk, displays()))
        self.go_on()


def teller_names(step: Step) -> list[str]:
    """The names that go with the codes of the box, in the order of the codes."""
    season, codes = step.desk.season, voting.box_of(step.desk).manifest.tellers
    names = [season.member(member).name for member in season.ballot.tellers[:codes]]
    spare = [f"người giữ mã thứ {number}" for number in range(len(names) + 1, codes + 1)]
    return [f"đồng chí {name}" for name in names] + spare
