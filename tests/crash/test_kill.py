"""The program is killed at random instants, again and again, until the ballot is through."""

import os
import random
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import pytest

from db.ballot_box import Box, BoxState, WrongCode
from tests.ballot_box.boxes import Meeting, clock, opened, some_ballot

ROOT = Path(__file__).parents[2]
PEOPLE, CONTESTS = 24, 8
STATES = [BoxState.SUSPENDED, BoxState.CLOSED, BoxState.COUNTED, BoxState.SEALED]
SAID = {"closed": 1, "counted": 2, "sealed": 3}


@dataclass
class Ballot:
    """One box on its way through the kills: the halves that may open it, and who has been confirmed."""

    meeting: Meeting
    halves: list[tuple[str, str]]
    confirmed: set[str] = field(default_factory=set)
    reached: int = 0


def begin(path: Path) -> Ballot:
    meeting = opened(path, CONTESTS, PEOPLE)
    meeting.box.release()
    return Ballot(meeting, [meeting.halves])


def run_and_kill(ballot: Ballot, dice: random.Random) -> bool:
    """Let the program work for a random number of steps and a moment more, then kill it; True if it was killed."""
    path, codes = ballot.meeting.box.path, ballot.meeting.ceremony.teller_codes
    command = [sys.executable, "-m", "tests.crash.voting_program", str(path), *ballot.halves[-1], *codes]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        for _ in range(dice.randrange(12)):
            listen(ballot, program.stdout.readline())
        until = perf_counter() + dice.random() * 0.01
        while perf_counter() < until:
            pass
        program.kill()
        for line in program.stdout:
            listen(ballot, line)
    return program.returncode < 0


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
        if box.state is BoxState.SUSPENDED:
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
    members = box.manifest.members
    ballot.meeting.ballots = {one: some_ballot(place, CONTESTS) for place, one in enumerate(members)}
    assert box.result is not None
    assert box.result.n == PEOPLE
    naive = Meeting(box, ballot.meeting.ceremony, ballot.meeting.halves, ballot.meeting.ballots).naive()
    assert box.result.tallies == naive


def play(folder: Path, kills: int) -> int:
    """Kill the program `kills` times over as many ballots as that takes; returns how many ballots got through."""
    dice, done, through = random.Random(), 0, 0
    ballot = begin(folder / "0.box")
    while done < kills:
        done += run_and_kill(ballot, dice)
        if judge(ballot) is BoxState.SEALED:
            through += 1
            ballot = begin(folder / f"{through}.box")
    return through


def test_kills(tmp_path: Path) -> None:
    assert play(tmp_path, 30) >= 1


@pytest.mark.long
@pytest.mark.timeout(0)
def test_many_kills(tmp_path: Path) -> None:
    """Set KILLS=10000 for a night."""
    assert play(tmp_path, int(os.environ.get("KILLS", "300"))) >= 5
