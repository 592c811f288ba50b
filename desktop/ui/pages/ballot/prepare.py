"""(b) Before the box is made: how many vote, on what, and whether that can be secret."""

from PySide6.QtWidgets import QCheckBox

from db.ballot_box import FEWEST
from desktop import voting
from desktop.rounds import voters_apart
from desktop.ui.displays import displays
from desktop.ui.pages.ballot.fit import FitNotice
from desktop.ui.pages.ballot.holders import holders
from desktop.ui.pages.ballot.stage import Memory, secrets_of
from desktop.ui.pages.ballot.step import Step, waiting
from desktop.ui.pages.page import Context, NextStep
from desktop.ui.pages.pieces import button, card, row, words
from desktop.ui.widgets import Notice, NoticeKind

_WARN_BELOW = 5
_FEW = 2
"""So many voters more or fewer than the time before, and the difference of the results tells of them."""


class PrepareStep(Step):
    """Makes the box; its codes go into memory and to the next screen, nowhere else."""

    def __init__(self, context: Context, memory: Memory) -> None:
        super().__init__(context, memory)
        self.say(
            "Chuẩn bị hòm phiếu và giao mã",
            "Máy làm một hòm phiếu rỗng và các mã. Mỗi mã chỉ hiện một lần cho một đồng chí, không lưu "
            "ở đâu.",
        )
        self.collectives = QCheckBox("Bỏ phiếu cả mức của &tập thể (chi bộ, chi ủy)")
        self.collectives.setObjectName("collectives")
        self.collectives.setChecked(True)
        self.collectives.setHidden(bool(self.desk.season.ballot.subjects))
        self.collectives.toggled.connect(lambda _on: self.reload())
        self._numbers = words(role="heading")
        self._codes, self._warning, self.fit = words(), Notice(), FitNotice()
        again = button("Sửa quyết định", "change-decision", self._decide, "quiet")
        inside = card(self._numbers, self._codes)
        self.fill(self.fit, self._warning, inside, self.collectives, row(again, None), None)
        self.reload()

    def reload(self) -> None:
        """Show the numbers as they are now."""
        self.fit.look(self.context)
        present = voting.voters_now(self.desk).present
        codes, needed = voting.tellers_needed(self.desk)
        paper = voting.paper_now(self.desk, collectives=self.collectives.isChecked())
        self._numbers.setText(f"{present} đồng chí bỏ phiếu, {len(paper.contests)} dòng trên phiếu")
        slips = len(holders(self.desk.season, codes))
        self._codes.setText(
            f"Chuẩn bị {slips} tờ giấy cho {slips} đồng chí: {codes} mã kiểm phiếu (cần {needed} mã để kiểm "
            "phiếu), hai nửa mã mở lại phòng khi máy khởi động lại; và một danh sách giấy để từng đồng chí "
            "ký nhận phiếu."
        )
        if self._too_few():
            self._warning.say(NoticeKind.ERROR, self._too_few())
        elif present < _WARN_BELOW:
            text = (
                f"Chỉ có {present} đồng chí bỏ phiếu: kết quả có thể cho đoán được lá phiếu của từng người."
            )
            self._warning.say(NoticeKind.WARNING, text)
        elif 0 < (others := voters_apart(self.desk)) <= _FEW:
            text = (
                f"So với lần bỏ phiếu trước, người bỏ phiếu khác {others} đồng chí: đặt hai kết quả của cùng "
                "một dòng cạnh nhau thì có thể đoán được lá phiếu của đồng chí ấy."
            )
            self._warning.say(NoticeKind.WARNING, text)
        else:
            self._warning.clear()

    def next_step(self) -> NextStep | None:
        """Make the box."""
        return NextStep("Chuẩn bị hòm phiếu", self._prepare, self._too_few())

    def _too_few(self) -> str:
        present = voting.voters_now(self.desk).present
        if present >= FEWEST or self.desk.season.rehearsal:
            return ""
        return (
            f"Mới có {present} đồng chí có mặt; dưới {FEWEST} người thì bỏ phiếu kín không giữ được bí mật."
        )

    def _decide(self) -> None:
        self.memory.deciding = True
        self.go_on()

    def _prepare(self) -> None:
        with waiting():
            self.context.attempt(self._make)
        self.go_on()

    def _make(self) -> None:
        ceremony = voting.prepare_box(
            self.desk, collectives=self.collectives.isChecked(), displays=displays()
        )
        self.memory.secrets = secrets_of(self.desk.season, ceremony)
