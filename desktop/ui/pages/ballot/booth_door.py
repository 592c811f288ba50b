"""The door of the booth: one voter goes in, one ballot comes out, and the desk is there again."""

from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from db.ballot_box import AlreadyVoted, BoxError, ClosedBallot
from desktop import voting
from desktop.desk import Desk
from desktop.ui.booth import Booth
from desktop.ui.pages.ballot.stage import Turns
from desktop.ui.pages.ballot.two_tellers import TwoTellers
from meeting.ballot import BallotPaper

LOOK = 3000
"""Milliseconds between two looks at the displays while somebody votes."""

UNFORESEEN = (
    "Máy chưa báo là phiếu đã vào hòm. Đồng chí bấm “Bỏ phiếu” lần nữa; vẫn không được thì gọi tổ kiểm phiếu."
)

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
        self,
        desk: Desk,
        make: BoothMaker,
        tellers: Callable[[], list[str]],
        parent: QObject,
        *,
        turns: Turns | None,
        seen: Callable[[], bool],
    ) -> None:
        super().__init__(parent)
        self._desk, self._make, self._tellers = desk, make, tellers
        self._turns, self._seen = turns or Turns(), seen
        self._look = QTimer(self)
        self._look.setInterval(LOOK)
        self._look.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self.look)
        self.booth: Booth | None = None
        self._inside = ""
        self._closed: ClosedBallot | None = None

    def invite(self, member: str, name: str) -> None:
        """Show the booth to this voter; whoever is inside stays inside."""
        if self._inside:
            return
        paper = voting.paper_of_box(self._desk)
        if self.booth is None:
            self.booth = self._make(paper)
            self.booth.reviewed.connect(self._review)
            self.booth.cast_requested.connect(self._cast)
            self.booth.finished.connect(self._finished)
            self.booth.assistance_requested.connect(self._ask)
        self._inside = member
        self._turns.started += 1
        self._look.start()
        self.booth.invite(name)

    def look(self) -> None:
        """Look whether somebody else sees the screen now; then the voter's turn ends with nothing kept."""
        if self._inside and self._seen():
            self._clear()

    def close(self) -> None:
        """Take the booth away for good."""
        self._look.stop()
        self._forget()
        if self.booth is not None:
            self.booth.leave()
            self.booth.deleteLater()
            self.booth = None

    def _review(self, choices: list[int]) -> None:
        """The voter looks the ballot over: close its slips. She has left that page: forget them."""
        self._closed = None
        if choices and self._inside:
            with suppress(BoxError):  # casting will say so
                self._closed = voting.close_ballot(self._desk, choices)

    def _cast(self, choices: list[int]) -> None:
        booth, member = self.booth, self._inside
        if booth is None or not member:
            return
        closed, self._closed = self._closed, None
        try:
            voting.cast(self._desk, member, choices, closed)
        except AlreadyVoted:  # the try before this one did reach the disk: nobody else is let in in between
            self._done(booth)
        except BoxError as error:
            booth.show_failed(str(error))
        except Exception:
            booth.show_failed(UNFORESEEN)
            raise
        else:
            self._done(booth)

    def _done(self, booth: Booth) -> None:
        self._inside = ""
        self._look.stop()
        booth.show_done()

    def _finished(self) -> None:
        if self.booth is not None:
            for asked in self.booth.findChildren(TwoTellers):
                asked.reject()  # a question about a turn that is over
            self.booth.leave()
        self.left.emit()

    def _ask(self) -> None:
        if self.booth is not None and self._inside:
            question = "Dừng lượt bỏ phiếu này?"
            TwoTellers(
                self.booth, question, _MEANING, "Dừng lượt này", self._tellers(), lambda _n: self._clear()
            )

    def _clear(self) -> None:
        self._look.stop()
        self._forget()
        self._finished()

    def _forget(self) -> None:
        if self._inside:
            self._turns.cancelled += 1
        self._inside = ""
        self._closed = None
