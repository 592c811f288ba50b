"""After a restart the box opens in two steps, and a crash between them loses nothing."""

from pathlib import Path

import pytest

from db.ballot_box import Ceremony, WrongCode
from desktop import sessions, voting
from desktop.desk import Desk, DeskError
from meeting.season import Attendance, BallotState

from .meeting_room import meeting_desk, open_ballot, restarted, vote


@pytest.fixture
def interrupted(tmp_path: Path) -> tuple[Desk, Ceremony]:
    """A box with two ballots that was open when the program died, and its codes."""
    desk = meeting_desk(tmp_path / "so.chibo")
    ceremony = open_ballot(desk)
    vote(desk, ["m1", "m2"])
    return restarted(desk), ceremony


def fresh_halves(desk: Desk, halves: tuple[str, str]) -> tuple[str, str]:
    fresh = voting.unlock(desk, halves, signatures=voting.box_of(desk).count)
    assert fresh is not None
    return fresh


def test_unlock_then_resume(interrupted: tuple[Desk, Ceremony]) -> None:
    desk, ceremony = interrupted
    with desk:
        fresh = fresh_halves(desk, ceremony.resume_halves)
        assert set(fresh).isdisjoint(ceremony.resume_halves)
        assert voting.box_of(desk).has_fresh_halves
        assert desk.season.ballot.state is BallotState.SUSPENDED
        voting.resume(desk)
        assert desk.season.ballot.state is BallotState.OPEN
        assert not voting.box_of(desk).has_fresh_halves
        vote(desk, ["m3"])
        with restarted(desk) as again:
            with pytest.raises(WrongCode):
                voting.unlock(again, ceremony.resume_halves, signatures=voting.box_of(again).count)
            fresh_halves(again, fresh)
            assert voting.box_of(again).count == 3


def test_a_crash_before_the_new_halves_are_on_paper_leaves_the_old_ones(
    interrupted: tuple[Desk, Ceremony],
) -> None:
    desk, ceremony = interrupted
    lost = fresh_halves(desk, ceremony.resume_halves)
    with restarted(desk) as again:
        with pytest.raises(WrongCode):
            voting.unlock(again, lost, signatures=voting.box_of(again).count)
        fresh_halves(again, ceremony.resume_halves)
        voting.resume(again)
        vote(again, ["m3", "m4", "m5"])
        assert voting.box_of(again).count == 5


def test_resuming_at_once_would_lose_the_box(interrupted: tuple[Desk, Ceremony]) -> None:
    """Control: in one step the new halves are in force before anybody has seen them."""
    desk, ceremony = interrupted
    voting.box_of(desk).resume(ceremony.resume_halves)  # the machine dies before the answer is shown
    with restarted(desk) as again, pytest.raises(WrongCode):
        voting.unlock(again, ceremony.resume_halves, signatures=voting.box_of(again).count)


def test_nothing_brings_the_new_halves_into_force_while_they_are_copied(
    interrupted: tuple[Desk, Ceremony],
) -> None:
    desk, ceremony = interrupted
    fresh_halves(desk, ceremony.resume_halves)
    with pytest.raises(DeskError, match="đang được chép"):
        sessions.record_attendance(desk, "chi_bo", "m5", Attendance(present=False))
    assert desk.season.came("m5")
    with restarted(desk) as again:
        fresh_halves(again, ceremony.resume_halves)
        voting.resume(again)
        sessions.record_attendance(again, "chi_bo", "m5", Attendance(present=False))
        assert voting.box_of(again).present == 4
