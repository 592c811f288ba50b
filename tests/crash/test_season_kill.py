"""Kill the program in the middle of a season: what was confirmed is there, nothing is doubled."""

import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from db.ballot_box import Box
from db.history import verify_history
from db.operations import Changes
from desktop import rehearsal, voting
from desktop.desk import Desk
from desktop.scenario import read_scenario
from meeting.season import BallotState, Season

ROOT = Path(__file__).parents[2]
SCENARIO = ROOT / "tests" / "scenarios" / "quang-binh-2016-two-thirds.toml"
POINTS = 24


def run(book: Path, fatal: int) -> list[str]:
    """Play in a child process that dies at statement `fatal`; return the lines it confirmed."""
    command = [sys.executable, "-m", "tests.crash.season_program", str(SCENARIO), str(book), str(fatal)]
    child = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert child.returncode == (-9 if fatal else 0), child.stderr
    return child.stdout.split("\n")[:-1]


@cache
def statements(folder: Path) -> int:
    """How many statements a whole season takes."""
    return int(run(folder / "whole.chibo", 0)[-1].split()[1])


@cache
def told(folder: Path) -> tuple[Season, ...]:
    """The season after each confirmed step of an undisturbed run."""
    scenario = read_scenario(SCENARIO)
    seasons: list[Season] = []
    with Desk.create(folder / "told.chibo", rehearsal=True, clock=rehearsal.MeetingClock(scenario)) as desk:

        def keep(_changes: Changes) -> None:
            seasons.append(plain(desk.season))

        desk.on_change.append(keep)
        rehearsal.prepare(desk, scenario)
        rehearsal.play(desk, scenario)
    return tuple(seasons)


def plain(season: Season) -> Season:
    """The season without what is random in it: the book's id and the name of the box."""
    return replace(season, book="", ballot=replace(season.ballot, box=""))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("season")


@pytest.mark.parametrize("point", range(1, POINTS + 1))
def test_kill_at_any_statement_loses_and_doubles_nothing(folder: Path, tmp_path: Path, point: int) -> None:
    fatal = statements(folder) * point // (POINTS + 1)
    lines = run(tmp_path / "so.chibo", fatal)
    steps, casts = lines.count("step"), lines.count("cast")
    with Desk.open(tmp_path / "so.chibo") as desk:
        expected = told(folder)[max(steps - 1, 0) : steps + 1]
        found = plain(desk.season) if desk.ready else None
        assert found in expected or (steps == 0 and found is None)
        assert verify_history(desk.book).broken is None
        if desk.ready and desk.season.ballot.state in {BallotState.OPEN, BallotState.SUSPENDED}:
            check_box(desk, casts)


def check_box(desk: Desk, casts: int) -> None:
    """The box holds the confirmed ballots, or one more whose confirmation was not read; then it goes on."""
    box = voting.box_of(desk)
    assert isinstance(box, Box)
    voted = sum(1 for _, _, done in voting.roll(desk) if done)
    assert box.count == voted
    assert box.count in {casts, casts + 1}
    assert desk.season.ballot.state in {BallotState.SUSPENDED, BallotState.CLOSED}


def test_the_comparison_can_fail(folder: Path) -> None:
    """Negative control: a lost step is not found among the expected pictures."""
    seasons = told(folder)
    last = len(seasons)
    assert seasons[last - 3] not in seasons[last - 1 : last + 1]
