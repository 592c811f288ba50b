"""(f) Close the box for good: two tellers confirm, and the signatures on paper are as many as the ballots."""

from db.ballot_box import VoidReason
from desktop import voting
from desktop.ui.pages.ballot.signatures import signature_field
from desktop.ui.pages.ballot.stage import Memory
from desktop.ui.pages.ballot.start_over import StartOver
from desktop.ui.pages.ballot.step import Step
from desktop.ui.pages.ballot.two_tellers import NEEDED, Confirmations
from desktop.ui.pages.page import Context, NextStep
from desktop.ui.pages.pieces import button, card, row, words
from desktop.ui.theme import SPACE
from desktop.ui.widgets import ask


class CloseStep(Step):
    """Compares the box with the paper list; the number of signatures is typed, not offered."""

    def __init__(self, context: Context, memory: Memory) -> None:
        super().__init__(context, memory)
        self.say(
            "Đóng hòm phiếu",
            "Tổ kiểm phiếu đếm chữ ký trên danh sách nhận phiếu bằng giấy; số chữ ký phải bằng số phiếu "
            "trong hòm.",
        )
        self._count = words(role="heading")
        self.signatures, signed = signature_field()
        season = self.desk.season
        self.confirmed = Confirmations([season.member(member).name for member in season.ballot.tellers])
        back = button("Quay lại bàn bỏ phiếu", "back-to-desk", self._back, "quiet")
        back.setHidden(voting.box_of(self.desk).is_closing)  # what began is only done again
        self.fill(
            self._count,
            card(row(signed, self.confirmed, spacing=SPACE.page)),
            row(back, StartOver(context, memory, VoidReason.COUNT_MISMATCH), None),
            None,
        )
        self.reload()

    def reload(self) -> None:
        """Show how many ballots there are."""
        box = voting.box_of(self.desk)
        waiting = box.present - box.count
        left = f" Còn {waiting} đồng chí được phát phiếu mà chưa bỏ phiếu." if waiting else ""
        self._count.setText(f"Trong hòm có {box.count} phiếu.{left}")

    def next_step(self) -> NextStep | None:
        """Close."""
        return NextStep("Đóng hòm phiếu", self._ask)

    def _ask(self) -> None:
        if not self.signatures.text() or self.confirmed.count() < NEEDED:
            text = (
                f"Đồng chí nhập số chữ ký trên danh sách và {NEEDED} đồng chí kiểm phiếu xác "
                "nhận trước khi đóng hòm."
            )
            self.context.notice.emit("warning", text)
            return
        ask(
            self,
            "Đóng hòm phiếu?",
            "Sau khi đóng, không ai bỏ thêm phiếu được nữa; tổ kiểm phiếu gõ mã để kiểm phiếu.",
            "Đóng hòm phiếu",
            self._close,
            danger=True,
        )

    def _close(self) -> None:
        signatures, confirmations = int(self.signatures.text()), self.confirmed.count()
        kept = self.memory.turns
        turns = None if kept is None else (kept.started, kept.cancelled)
        done = self.context.attempt(
            lambda: voting.close_box(
                self.desk, confirmations=confirmations, signatures=signatures, turns=turns
            )
        )
        if done:
            self.memory.closing = self.memory.record_read = False
        self.go_on()

    def _back(self) -> None:
        self.memory.closing = False
        self.go_on()
