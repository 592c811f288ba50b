"""The program is killed at random instants, again and again, until the ballot is through."""

import os
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import pytest

from db.ballot_box import Box, BoxState, WrongCode
from tests.ballot_box.boxes import Meeting, clock, memory_disk, prepared, some_ballot
from tests.crash.starters import Fresh, Starter, forking

Size = tuple[int, int]
SMALL: Size = (24, 8)
"""(voters, contests)."""

SHARES: dict[Size, int] = {SMALL: 50, (30, 30): 49, (300, 300): 1}
"""Hundredths of the many kills that each size gets."""

STATES = [BoxState.PREPARED, BoxState.SUSPENDED, BoxState.CLOSED, BoxState.COUNTED, BoxState.SEALED]
SAID = {"opened": 1, "closed": 2, "counted": 3, "sealed": 4}


@dataclass
class Ballot:
    """One box on its way through the kills: the halves that may open it, and who has been confirmed."""

    meeting: Meeting
    halves: list[tuple[str, str]]
    confirmed: set[str] = field(default_factory=set)
    reached: int = 0

    @property
    def arguments(self) -> list[str]:
        """What the program is started with."""
        return [str(self.meeting.box.path), *self.halves[-1], *self.meeting.ceremony.teller_codes]


def begin(path: Path, size: Size) -> Ballot:
    """A box that lacks nothing but the opening."""
    people, contests = size
    meeting = prepared(path, contests, people)
    meeting.box.prove_codes(meeting.ceremony.teller_codes)
    meeting.box.prove_resume(meeting.halves)
    meeting.box.zero_check()
    meeting.box._note("test_deck", ballots=15)
    meeting.box.release()
    return Ballot(meeting, [meeting.halves])


def run_and_kill(ballot: Ballot, dice: random.Random, start: Starter) -> bool:
    """Let the program work for a random number of steps and a moment more, then kill it; True if it was killed."""
    run = start(ballot.arguments)
    for _ in range(dice.randrange(12)):
        listen(ballot, run.line())
    until = perf_counter() + dice.random() * 0.01
    while perf_counter() < until:
        pass
    for line in run.kill():
        listen(ballot, line)
    return run.was_killed()


def listen(ballot: Ballot, line: str) -> None:
    match line.split():
        case ["halves", first, second]:
            ballot.halves.append((first, second))
        case ["cast", member]:
            ballot.confirmed.add(member)
        case [word] if word in SAID:
            ballot.reached = SAID[word]


def judge(ballot: Ballot) -> BoxState:
    """Open what is left and check it; keeps the halves that fit."""
    with Box.open_existing(ballot.meeting.box.path, clock=clock) as box:
        found = {member for member, _present, voted in box.roll() if voted}
        assert ballot.confirmed <= found
        assert len(found) == box.count <= len(ballot.confirmed) + 1
        assert box._vault._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert STATES.index(box.state) in {ballot.reached, ballot.reached + 1}
        ballot.confirmed, ballot.reached = found, STATES.index(box.state)
        if box.state in {BoxState.PREPARED, BoxState.SUSPENDED}:
            ballot.halves = [fitting(box, ballot.halves)]
        if box.state is BoxState.SEALED:
            check_result(ballot, box)
        return box.state


def fitting(box: Box, halves: list[tuple[str, str]]) -> tuple[str, str]:
    """The halves that open the box; the envelope is locked again without a write, so they still fit."""
    for pair in reversed(halves):
        try:
            box.unlock(pair)
        except WrongCode:
            continue
        box.lock()
        return pair
    raise AssertionError("no resume code opens the box")


def check_result(ballot: Ballot, box: Box) -> None:
    members, contests = box.manifest.members, len(box.manifest.contests)
    ballot.meeting.ballots = {one: some_ballot(place, contests) for place, one in enumerate(members)}
    assert box.result is not None
    assert box.result.n == len(members)
    naive = Meeting(box, ballot.meeting.ceremony, ballot.meeting.halves, ballot.meeting.ballots).naive()
    assert box.result.tallies == naive


def play(folder: Path, kills: int, start: Starter, size: Size = SMALL) -> None:
    """Kill the program `kills` times over as many ballots as that takes; the last one is let through."""
    dice, done, through = random.Random(), 0, 0
    ballot = begin(folder / "0.box", size)
    while done < kills:
        done += run_and_kill(ballot, dice, start)
        if judge(ballot) is BoxState.SEALED:
            through += 1
            drop(ballot)
            ballot = begin(folder / f"{through}.box", size)
    let_through(ballot, start)
    print(f"{size}: {done} kills, {through + 1} ballots")


def drop(ballot: Ballot) -> None:
    path = ballot.meeting.box.path
    path.unlink()
    path.with_name(path.name + "-journal").unlink(missing_ok=True)


def let_through(ballot: Ballot, start: Starter) -> None:
    run = start(ballot.arguments)
    while line := run.line():
        listen(ballot, line)
    assert list(run.kill()) == []
    assert judge(ballot) is BoxState.SEALED


def test_kills(tmp_path: Path) -> None:
    play(tmp_path, 20, Fresh)


forks = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork on Windows")


@pytest.fixture
def memory_path() -> Iterator[Path]:
    """A folder on a memory disk where there is one: what a kill leaves does not depend on the disk, its pace does."""
    with TemporaryDirectory(dir=memory_disk(), prefix="chibo-") as folder:
        yield Path(folder)


@forks
def test_kills_of_forks(memory_path: Path) -> None:
    with forking() as start:
        play(memory_path, 60, start)


@forks
@pytest.mark.long
@pytest.mark.timeout(0)
@pytest.mark.parametrize("size", SHARES)
def test_many_kills(memory_path: Path, size: Size) -> None:
    """Set KILLS=10000 for a night."""
    with forking() as start:
        play(memory_path, int(os.environ.get("KILLS", "300")) * SHARES[size] // 100, start, size)


def test_control_a_lost_ballot_is_noticed(tmp_path: Path) -> None:
    """The program said that a ballot was in, and the box does not know of it."""
    ballot = begin(tmp_path / "a.box", SMALL)
    listen(ballot, "cast m01")
    with pytest.raises(AssertionError):
        judge(ballot)


def test_control_a_step_that_was_undone_is_noticed(tmp_path: Path) -> None:
    ballot = begin(tmp_path / "a.box", SMALL)
    listen(ballot, "closed")
    with pytest.raises(AssertionError):
        judge(ballot)
