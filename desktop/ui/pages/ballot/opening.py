"""(d) Everything is proven: the opening record, and the box opens."""

from desktop import sessions, voting
from desktop.ui.displays import displays
from desktop.ui.pages.ballot.fit import FitNotice
from desktop.ui.pages.ballot.record_card import OPENING, record_card
from desktop.ui.pages.ballot.stage import Memory, Turns
from desktop.ui.pages.ballot.start_over import StartOver
from desktop.ui.pages.ballot.step import Step
from desktop.ui.pages.page import Context, NextStep
from desktop.ui.pages.pieces import row, words


class OpenStep(Step):
    """The chair declares the vote open."""

    def __init__(self, context: Context, memory: Memory) -> None:
        super().__init__(context, memory)
        self.say(
            "Mã đúng, hòm rỗng, phiếu mẫu kiểm đúng",
            "Mở hòm rồi thì không ai xem được kết quả cho tới khi đóng hòm và tổ kiểm phiếu gõ mã.",
        )
        present = voting.box_of(self.desk).present
        self.fit = FitNotice()
        self.fill(
            self.fit,
            words(f"{present} đồng chí được phát phiếu.", "heading"),
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
        if self.context.attempt(lambda: voting.open_box(self.desk, displays())):
            self.context.attempt(lambda: sessions.begin_voting(self.desk))  # or the minutes give it no time
        self.go_on()
