"""(e) The tellers' desk: who has voted and who has not, in list order; a count; one button a voter."""

from dataclasses import dataclass

from desktop import sessions, voting
from desktop.ui.pages.ballot.booth_door import BoothDoor, BoothMaker
from desktop.ui.pages.ballot.fit import ask_fit, seen_by_others
from desktop.ui.pages.ballot.stage import Memory
from desktop.ui.pages.ballot.step import Step
from desktop.ui.pages.page import Context, NextStep
from desktop.ui.pages.pieces import button, row, words
from desktop.ui.pages.roster import Roster
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Column
from meeting.season import Attendance


@dataclass(frozen=True, slots=True)
class Voter:
    """One row of the desk's list; neither times nor an order of voting."""

    number: int
    id: str
    name: str
    present: bool
    voted: bool

    @property
    def state(self) -> str:
        """What the desk may know."""
        if self.voted:
            return "✓ Đã bỏ phiếu"
        return "○ Chưa bỏ phiếu" if self.present else "– Không có mặt"

    @property
    def waits(self) -> bool:
        """Tell whether this voter is here and has not voted."""
        return self.present and not self.voted


COLUMNS = (
    Column[Voter]("TT", lambda r: str(r.number), is_number=True),
    Column[Voter]("Họ và tên", lambda r: r.name, is_name=True),
    Column[Voter]("Bỏ phiếu", lambda r: r.state),
)


class VotingStep(Step):
    """Opens the booth for one voter after another."""

    def __init__(self, context: Context, memory: Memory, booth: BoothMaker) -> None:
        super().__init__(context, memory)
        self.door = BoothDoor(
            self.desk, booth, self._tellers, self, turns=memory.turns, seen=lambda: seen_by_others(context)
        )
        self.door.left.connect(self._left_booth)
        self.roster: Roster[Voter] = Roster("Danh sách bỏ phiếu", COLUMNS)
        self.roster.setObjectName("voters")
        self._who = words(role="heading")
        self.invite = button("Mời vào bỏ phiếu", "invite", self._invite, "primary")
        self.late = button("Phát phiếu cho đồng chí đến muộn", "late", self._change_presence)
        self.close_early = button("Đóng hòm phiếu …", "go-to-close", self._close, "quiet")
        self._build()
        self.reload()
        self.roster.choose_row(next((at for at, one in enumerate(self._voters()) if one.waits), 0))

    def reload(self) -> None:
        """Show who has voted, and how many ballots are in the box."""
        box = voting.box_of(self.desk)
        self.roster.set_rows(self._voters())
        waiting = box.present - box.count
        left = f"Còn {waiting} đồng chí chưa bỏ phiếu" if waiting else "Mọi đồng chí đã bỏ phiếu"
        self.say("Mời từng đồng chí vào bỏ phiếu", f"{left}; trong hòm có {box.count}/{box.present} phiếu.")
        self.invite.setVisible(bool(waiting))
        self.close_early.setVisible(bool(waiting))
        self._show(self.roster.record())

    def next_step(self) -> NextStep | None:
        """Close, once everyone has voted."""
        box = voting.box_of(self.desk)
        return NextStep("Sang đóng hòm phiếu", self._close) if box.count == box.present else None

    def _build(self) -> None:
        pause = button("Tạm dừng", "pause", self._pause)
        turn = row(self._who, self.invite, spacing=SPACE.large)
        turn.setStretch(0, 1)
        self.fill(self.roster, stretch=1)
        self.fill(turn, row(self.late, pause, None, self.close_early))
        self.roster.chosen.connect(self._show)
        self.roster.opened.connect(lambda _voter: self._invite())

    def _show(self, voter: Voter | None) -> None:
        self._who.setText(voter.name if voter else "")
        self.invite.setEnabled(voter is not None and voter.waits)
        self.late.setVisible(voter is not None and not voter.voted)
        present = voter is not None and voter.present
        self.late.setText("Ra về, không bỏ phiếu" if present else "Đến muộn, phát phiếu")

    def _invite(self) -> None:
        voter = self.roster.record()
        if voter is None or not ask_fit(self.context):
            return
        if not voter.waits:
            self.context.notice.emit("warning", f"Đồng chí {voter.name}: {voter.state[2:].lower()}.")
            return
        self.context.attempt(lambda: self.door.invite(voter.id, voter.name))

    def _left_booth(self) -> None:
        self.window().activateWindow()
        self.roster.setFocus()
        self.go_on()
        self._to_next()

    def _to_next(self) -> None:
        waiting = [at for at, voter in enumerate(self._voters()) if voter.waits]
        after = [at for at in waiting if at > self.roster.currentIndex().row()]
        if waiting:
            self.roster.choose_row((after or waiting)[0])

    def _voters(self) -> list[Voter]:
        season = self.desk.season
        return [
            Voter(number, member, season.member(member).name, present, voted)
            for number, (member, present, voted) in enumerate(voting.roll(self.desk), 1)
        ]

    def _tellers(self) -> list[str]:
        season = self.desk.season
        return [season.member(member).name for member in season.ballot.tellers]

    def _change_presence(self) -> None:
        voter = self.roster.record()
        branch = self.desk.season.voting_session
        if voter is None or branch is None:
            return
        new = Attendance(present=not voter.present)
        self.context.attempt(lambda: sessions.record_attendance(self.desk, branch.id, voter.id, new))
        self.go_on()

    def let_go(self) -> None:
        """Take the booth away with this screen."""
        self.door.close()

    def _pause(self) -> None:
        self.context.attempt(lambda: voting.suspend(self.desk))
        self.go_on()

    def _close(self) -> None:
        self.memory.closing = True
        self.go_on()
