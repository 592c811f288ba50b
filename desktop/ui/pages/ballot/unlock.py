"""After a restart both halves of the resume code open the envelope; new halves take their place."""

from db.ballot_box import VoidReason
from desktop import voting
from desktop.ui.displays import displays
from desktop.ui.pages.ballot.code_field import code_fields, take_codes
from desktop.ui.pages.ballot.holders import keepers
from desktop.ui.pages.ballot.signatures import signature_field
from desktop.ui.pages.ballot.stage import Memory, halves_of
from desktop.ui.pages.ballot.start_over import StartOver
from desktop.ui.pages.ballot.step import Step, waiting
from desktop.ui.pages.page import Context, NextStep
from desktop.ui.pages.pieces import button, card, row
from desktop.ui.theme import SPACE
from meeting.season import BallotState

_STARTED = "Máy vừa khởi động lại"
_SLEPT = "Máy vừa ngủ nên lượt đang bỏ dở và khóa của hòm đã được xóa"
_WHICH = ("Nửa thứ nhất", "Nửa thứ hai")


class UnlockStep(Step):
    """Asks both keepers for their halves, and for the signatures without saying how many there should be."""

    def __init__(self, context: Context, memory: Memory) -> None:
        super().__init__(context, memory)
        self.say(
            "Hòm phiếu đang khóa",
            f"{_SLEPT if memory.slept else _STARTED}. Tổ kiểm phiếu đếm chữ ký trên danh sách, phải bằng số "
            "phiếu; hai đồng chí gõ hai nửa mã mở lại, máy giao hai nửa mới.",
        )
        self.signatures, signed = signature_field()
        signed.setHidden(self.desk.season.ballot.state is BallotState.PREPARED)
        names = [f"{_WHICH[one.halves[0]]}, {one.name}" for one in keepers(self.desk.season)]
        self.fields, fields = code_fields(names, self._unlock)
        self.fill(
            card(row(fields, signed, spacing=SPACE.page)),
            row(StartOver(context, memory, VoidReason.RESUME_LOST), None),
            None,
        )

    def next_step(self) -> NextStep | None:
        """Open the envelope."""
        return NextStep("Mở khóa hòm phiếu", self._unlock)

    def let_go(self) -> None:
        """Forget what was typed."""
        take_codes(self.fields)

    def _unlock(self) -> None:
        self.context.trying.emit()
        if not self.signatures.text() and self.signatures.isVisible():
            self.context.notice.emit("warning", "Đồng chí nhập số chữ ký trên danh sách nhận phiếu trước.")
            return
        halves = take_codes(self.fields)
        with waiting():
            self.context.attempt(lambda: self._take(halves))
        self.fields[0].setFocus()
        self.go_on()

    def _take(self, halves: list[str]) -> None:
        fresh = voting.unlock(self.desk, halves, signatures=int(self.signatures.text() or 0))
        self.memory.slept = False
        if fresh is not None:
            self.memory.secrets = halves_of(self.desk.season, fresh)
            paused = self.desk.season.ballot.state is BallotState.SUSPENDED
            self.memory.resume_after = paused and not voting.box_of(self.desk).is_closing


class PausedStep(Step):
    """The voting is paused and the keys are in memory: one button goes on."""

    def __init__(self, context: Context, memory: Memory) -> None:
        super().__init__(context, memory)
        count = voting.box_of(self.desk).count
        self.say(
            "Tạm dừng bỏ phiếu",
            f"Trong hòm có {count} phiếu. Không ai bỏ phiếu được cho tới khi bỏ phiếu tiếp.",
        )
        close = button("Đóng hòm phiếu …", "go-to-close", self._close, "quiet")
        again = StartOver(context, memory, VoidReason.WRONG_BALLOT)
        self.fill(row(close, again, None), None)

    def next_step(self) -> NextStep | None:
        """Go on voting."""
        return NextStep("Bỏ phiếu tiếp", self._resume)

    def _resume(self) -> None:
        self.context.attempt(lambda: voting.resume(self.desk, displays()))
        self.go_on()

    def _close(self) -> None:
        self.memory.closing = True
        self.go_on()
