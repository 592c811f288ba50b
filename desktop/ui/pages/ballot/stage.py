"""Where the secret ballot stands, and what of it lives in memory only."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from db.ballot_box import BoxError, BoxState, Ceremony
from desktop import voting
from desktop.desk import Desk
from desktop.ui.pages.ballot.holders import CODE, HALVES, Holder, holders, keepers
from meeting.rounds import voting_meeting
from meeting.season import BallotForm, BallotState, Season


class Stage(StrEnum):
    """One screen of the page."""

    WAITING = "waiting"
    FURTHER = "further"
    DECISION = "decision"
    PREPARE = "prepare"
    PAPER = "paper"
    CODES = "codes"
    UNLOCK = "unlock"
    REHEARSE = "rehearse"
    OPEN = "open"
    VOTING = "voting"
    PAUSED = "paused"
    CLOSE = "close"
    CLOSED = "closed"
    COUNT = "count"
    DONE = "done"
    BROKEN = "broken"


NAMES: Final = ("Quyết định", "Giao mã", "Thử mã, mở hòm", "Bỏ phiếu", "Đóng hòm", "Kiểm phiếu")
PLACES: Final = {
    Stage.FURTHER: 0,
    Stage.DECISION: 0,
    Stage.PREPARE: 1,
    Stage.CODES: 1,
    Stage.UNLOCK: 3,
    Stage.BROKEN: 3,
    Stage.REHEARSE: 2,
    Stage.OPEN: 2,
    Stage.VOTING: 3,
    Stage.PAUSED: 3,
    Stage.CLOSE: 4,
    Stage.CLOSED: 4,
    Stage.COUNT: 5,
    Stage.PAPER: 5,
    Stage.DONE: 6,
}
"""Which of the names a stage belongs to."""


@dataclass(slots=True)
class Secret:
    """What is shown to one person, once: (meaning, code) for every line of one slip of paper."""

    whom: str
    lines: tuple[tuple[str, str], ...] = field(repr=False)


@dataclass(slots=True)
class Turns:
    """How many turns in the booth began, and how many ended without a ballot; two totals, no order."""

    started: int = 0
    cancelled: int = 0


@dataclass(slots=True)
class Memory:
    """What is nowhere on the disk: codes still to be shown, the wish to close or to decide anew.

    record_read: the codes of the closed box were looked at. again: a further round is wished for;
    given_up: the one that was begun is not. slept: the machine slept, so the box was locked.
    turns: None once the program was started anew since the box was opened, because some are forgotten.
    """

    turns: Turns | None = None

    secrets: list[Secret] = field(default_factory=list, repr=False)
    resume_after: bool = False
    closing: bool = False
    record_read: bool = False
    deciding: bool = False
    again: bool = False
    given_up: bool = False
    slept: bool = False

    def begin_again(self) -> None:
        """Forget what belonged to the round before."""
        self.turns = None
        self.secrets.clear()
        self.resume_after = self.closing = self.record_read = self.deciding = False
        self.again = self.given_up = self.slept = False

    def before_sleep(self) -> None:
        """Forget the codes that nobody has copied yet; until new halves are in force the old ones hold."""
        self.secrets.clear()
        self.resume_after, self.slept = False, True


def stage_of(desk: Desk, memory: Memory) -> Stage:
    """Say which screen is due; opens the box from the disk after a restart."""
    season, ballot = desk.season, desk.season.ballot
    meeting = voting_meeting(season)
    if ballot.state is BallotState.COUNTED:
        other = meeting is not None and meeting.id != ballot.session
        return Stage.FURTHER if other or (meeting is not None and memory.again) else Stage.DONE
    if meeting is None:
        return Stage.DONE if season.counted else Stage.WAITING
    if ballot.state is BallotState.VOID and season.counted and (memory.given_up or memory.again):
        return Stage.FURTHER if memory.again else Stage.DONE
    if ballot.state in {BallotState.NONE, BallotState.VOID} or ballot.form is BallotForm.PAPER:
        return _before_the_box(season, memory)
    return Stage.CODES if memory.secrets else _by_box(desk, memory)


def _before_the_box(season: Season, memory: Memory) -> Stage:
    ballot = season.ballot
    if memory.deciding or not ballot.approved or ballot.state is BallotState.VOID:
        return Stage.DECISION
    return Stage.PAPER if ballot.form is BallotForm.PAPER else Stage.PREPARE


def _by_box(desk: Desk, memory: Memory) -> Stage:
    try:
        box = voting.box_of(desk)
    except BoxError:
        return Stage.BROKEN
    if box.is_locked:
        return Stage.UNLOCK
    if box.state is BoxState.PREPARED:
        return Stage.REHEARSE if box.missing() else Stage.OPEN
    if box.state in {BoxState.OPEN, BoxState.SUSPENDED} and (memory.closing or box.is_closing):
        return Stage.CLOSE
    if box.state is BoxState.CLOSED and not memory.record_read:
        return Stage.CLOSED
    stages = {BoxState.OPEN: Stage.VOTING, BoxState.SUSPENDED: Stage.PAUSED, BoxState.CLOSED: Stage.COUNT}
    return stages.get(box.state, Stage.DONE)


def secrets_of(season: Season, ceremony: Ceremony) -> list[Secret]:
    """One slip of paper for each holder, with everything that this person keeps."""
    who = holders(season, len(ceremony.teller_codes))
    return [Secret(one.whom, _lines(one, ceremony.teller_codes, ceremony.resume_halves)) for one in who]


def halves_of(season: Season, halves: tuple[str, str]) -> list[Secret]:
    """New halves alone, for the chair and for the head of the tellers."""
    return [Secret(one.whom, _lines(one, (), halves)) for one in keepers(season)]


def _lines(holder: Holder, codes: Sequence[str], halves: Sequence[str]) -> tuple[tuple[str, str], ...]:
    theirs = ((CODE, codes[place]) for place in holder.codes if codes)
    return *theirs, *((HALVES[place], halves[place]) for place in holder.halves)
