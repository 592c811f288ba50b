"""The door of the booth: one voter goes in, one ballot comes out, and the desk is there again."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from db.ballot_box import BoxError
from desktop import voting
from desktop.desk import Desk
from desktop.ui.booth import Booth
from desktop.ui.pages.ballot.two_tellers import TwoTellers
from meeting.ballot import BallotPaper

_MEANING = (
    "Những gì đồng chí ấy đã chọn bị xóa, không ai xem được; đồng chí ấy vào bỏ phiếu lại từ đầu. "
    "Nếu đồng chí ấy chỉ cần giúp, xin bấm “Quay lại”."
)


class BoothMaker(Protocol):
    """Makes the voter's screen for a ballot."""

    def __call__(self, paper: BallotPaper) -> Booth:
        """Return a booth that is not shown yet."""


class BoothDoor(QObject):
    """Lets one voter in at a time; `left` when the desk has its screen back."""

    left = Signal()

    def __init__(
        self, desk: Desk, make: BoothMaker, tellers: Callable[[], list[str]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._make, self._tellers = desk, make, tellers
        self.booth: Booth | None = None
        self._inside = ""

    def invite(self, member: str, name: str) -> None:
        """Show the booth to this voter; whoever is inside stays inside."""
        if self._inside:
            return
        paper = voting.paper_of_box(self._desk)
        if self.booth is None:
            self.booth = self._make(paper)
            self.booth.cast_requested.connect(self._cast)
            self.booth.finished.connect(self._finished)
            self.booth.assistance_requested.connect(self._ask)
        self._inside = member
        self.booth.invite(name)

    def close(self) -> None:
        """Take the booth away for good."""
        if self.booth is not None:
            self.booth.leave()
            self.booth.deleteLater()
            self.booth = None

    def _cast(self, choices: list[int]) -> None:
        booth, member = self.booth, self._inside
        if booth is None or not member:
            return
        try:
            voting.cast(self._desk, member, choices)
        except BoxError as error:
            booth.show_failed(str(error))
        else:
            self._inside = ""
            booth.show_done()

    def _finished(self) -> None:
        if self.booth is not None:
            self.booth.leave()
        self.left.emit()

    def _ask(self) -> None:
        if self.booth is not None and self._inside:
            question = "Dừng lượt bỏ phiếu này?"
            TwoTellers(
                self.booth, question, _MEANING, "Dừng lượt này", self._tellers(), lambda _n: self._clear()
            )

    def _clear(self) -> None:
        self._inside = ""
        self._finished()
