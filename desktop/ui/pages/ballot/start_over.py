"""Give the box up and make a new one: codes lost, copied wrongly, or the meeting decides so."""

from PySide6.QtWidgets import QPushButton

from desktop import voting
from desktop.ui.pages.ballot.stage import Memory
from desktop.ui.pages.ballot.two_tellers import TwoTellers
from desktop.ui.pages.page import Context
from desktop.ui.theme import set_role

_MEANING = (
    "Hòm phiếu này bị hủy và giữ nguyên niêm phong: phiếu đã có trong đó không bao giờ được kiểm. "
    "Tổ kiểm phiếu làm hòm mới với mã mới, mọi đồng chí bỏ phiếu lại."
)


class StartOver(QPushButton):
    """Asks two tellers, voids the box, goes back to the decision of the next round."""

    def __init__(self, context: Context, memory: Memory) -> None:
        super().__init__("Mất mã hoặc chép sai mã: làm hòm phiếu mới …")
        self.setObjectName("start-over")
        set_role(self, "quiet")
        self._context, self._memory = context, memory
        self.clicked.connect(self._ask)

    def _ask(self) -> None:
        season = self._context.desk.season
        names = [season.member(member).name for member in season.ballot.tellers]
        TwoTellers(self, "Hủy hòm phiếu này?", _MEANING, "Hủy hòm, làm hòm mới", names, self._void)

    def _void(self, confirmations: int) -> None:
        self._memory.secrets.clear()
        self._memory.closing = False
        self._context.attempt(lambda: voting.void_box(self._context.desk, "codes_lost", confirmations))
        self._context.changed.emit()
