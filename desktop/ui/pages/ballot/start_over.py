"""Give the round up and make a new box: codes lost, a mistake on the ballot, or the meeting decides so."""

from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from db.ballot_box import VoidReason
from desktop import voting
from desktop.ui.pages.ballot.stage import Memory
from desktop.ui.pages.ballot.two_tellers import TwoTellers
from desktop.ui.pages.page import Context
from desktop.ui.pages.pieces import holder, labelled
from desktop.ui.theme import set_role

_MEANING = (
    "Hòm phiếu này bị hủy, phiếu đã có trong đó không bao giờ được kiểm: mọi mã kiểm phiếu và nửa mã mở lại "
    "của hòm này xin xé ngay trước hội nghị. Tổ kiểm phiếu làm hòm mới với mã mới, "
    "mọi đồng chí bỏ phiếu lại. Lý do được ghi vào nhật ký của hòm."
)
_LOST = "Mất mã, chép sai mã: làm hòm mới …"
_OTHERWISE = "Hủy vòng này, bỏ phiếu lại …"


class StartOver(QPushButton):
    """Asks two tellers and why, voids the box, goes back to the decision of the next round."""

    def __init__(self, context: Context, memory: Memory, reason: VoidReason = VoidReason.CODES_LOST) -> None:
        lost = reason in {VoidReason.CODES_LOST, VoidReason.RESUME_LOST}
        super().__init__(_LOST if lost else _OTHERWISE)
        self.setObjectName("start-over")
        set_role(self, "quiet")
        self._context, self._memory, self._usual = context, memory, reason
        self._reasons = QComboBox()
        self.clicked.connect(self._ask)

    def _ask(self) -> None:
        season = self._context.desk.season
        names = [season.member(member).name for member in season.ballot.tellers]
        verb = "Hủy hòm, làm hòm mới"
        TwoTellers(self, "Hủy hòm phiếu này?", _MEANING, verb, names, self._void, self._why())

    def _why(self) -> QWidget:
        self._reasons = QComboBox()
        self._reasons.setObjectName("why")
        for reason, text in voting.VOID_REASONS.items():
            self._reasons.addItem(f"{text[0].upper()}{text[1:]}", reason.value)
        self._reasons.setCurrentIndex(self._reasons.findData(self._usual.value))
        return holder(labelled("Lý do", self._reasons))

    def _void(self, confirmations: int) -> None:
        self._memory.secrets.clear()
        self._memory.closing = False
        reason = str(self._reasons.currentData())
        self._context.attempt(lambda: voting.void_box(self._context.desk, reason, confirmations))
        self._context.changed.emit()
