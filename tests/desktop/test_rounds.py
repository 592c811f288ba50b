"""A round is given up by two, for a reason, and the next box names the one it takes the place of."""

from pathlib import Path

import pytest

from db.ballot_box import BoxError, BoxState, VoidReason
from desktop import sessions, voting
from desktop.box_record import box_facts
from desktop.desk import Desk, DeskError
from desktop.rounds import voters_apart
from meeting.season import Attendance, BallotForm, BallotState

from .meeting_room import TELLERS, count_ballot, meeting_desk, open_ballot, restarted, vote


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return meeting_desk(tmp_path / "so.chibo")


def decide_again(desk: Desk) -> None:
    voting.approve_ballot(desk, BallotForm.BOOTH, "Hội nghị thống nhất bỏ phiếu lại.", TELLERS)


def test_the_next_box_names_the_one_given_up(desk: Desk) -> None:
    with desk:
        open_ballot(desk)
        vote(desk, ["m1", "m2"])
        old = voting.box_of(desk)
        first, path = old.manifest.hash.hex(), old.path
        assert old.manifest.parent == ""
        voting.void_box(desk, VoidReason.WRONG_BALLOT, 2)
        assert desk.season.ballot.state is BallotState.VOID
        assert desk.box is None
        decide_again(desk)
        with restarted(desk) as again:
            ceremony = open_ballot(again)
            box = voting.box_of(again)
            assert (box.manifest.parent, box.manifest.round, box.count) == (first, 2, 0)
            assert box.path != path
            assert path.exists()
            facts = box_facts(again)
            assert facts is not None
            assert facts.parent == first
            count_ballot(again, ceremony)
            assert again.season.ballot.state is BallotState.COUNTED


def test_the_log_keeps_the_reason_and_who_many(desk: Desk) -> None:
    with desk:
        open_ballot(desk)
        box = voting.box_of(desk)
        voting.void_box(desk, "meeting", 3)
        with pytest.raises(BoxError):
            box.count_votes(("a", "b"))
    with voting.Box.open_existing(box.path) as given_up:
        assert given_up.state is BoxState.VOID
        last = given_up.log()[-1]
        assert (last.kind, last.details["reason"], last.details["confirmations"]) == ("void", "meeting", 3)


def test_one_alone_gives_nothing_up(desk: Desk) -> None:
    with desk:
        open_ballot(desk)
        with pytest.raises(DeskError, match="hai đồng chí"):
            voting.void_box(desk, VoidReason.MEETING, 1)
        assert voting.box_of(desk).state is BoxState.OPEN


def test_a_counted_round_is_not_given_up(desk: Desk) -> None:
    with desk:
        count_ballot(desk, open_ballot(desk))
        with pytest.raises(BoxError):
            voting.void_box(desk, VoidReason.MEETING, 2)


def test_a_locked_box_is_given_up_when_its_halves_are_lost(desk: Desk) -> None:
    with desk:
        open_ballot(desk)
        vote(desk, ["m1"])
        with restarted(desk) as again:
            assert voting.box_of(again).is_locked
            voting.void_box(again, VoidReason.RESUME_LOST, 2)
            assert again.season.ballot.state is BallotState.VOID


def test_a_box_that_cannot_be_read_is_given_up_only_as_damaged(desk: Desk) -> None:
    with desk:
        open_ballot(desk)
        path = voting.box_of(desk).path
        desk.close()
        path.write_bytes(b"x" * 4096)
        with Desk.open(desk.book.path, boxes=desk.boxes, clock=desk.clock) as again:
            with pytest.raises(BoxError):
                voting.void_box(again, VoidReason.MEETING, 2)
            voting.void_box(again, VoidReason.DAMAGED, 2)
            decide_again(again)
            open_ballot(again)
            assert voting.box_of(again).manifest.parent == ""


@pytest.mark.parametrize("between", [False, True])
def test_the_record_says_what_became_of_the_box_before(desk: Desk, between: bool) -> None:
    """A counted box stays counted on paper, also when a round without a box was given up in between."""
    with desk:
        count_ballot(desk, open_ballot(desk))
        if between:
            voting.begin_again(desk, ("m4",), "Hội nghị thống nhất bỏ phiếu lại.")
            voting.leave_further(desk)
        voting.begin_again(desk, ("m4",), "Hội nghị thống nhất bỏ phiếu lại.")
        decide_again(desk)
        open_ballot(desk)
        facts = box_facts(desk)
        assert facts is not None
        assert facts.parent
        assert facts.parent_counted


def test_a_box_given_up_is_not_told_as_counted(desk: Desk) -> None:
    with desk:
        open_ballot(desk)
        voting.void_box(desk, VoidReason.WRONG_BALLOT, 2)
        decide_again(desk)
        open_ballot(desk)
        facts = box_facts(desk)
        assert facts is not None
        assert facts.parent
        assert not facts.parent_counted


def test_it_is_known_by_how_many_voters_two_rounds_differ(desk: Desk) -> None:
    """Two results of one row that differ by one voter are that voter's mark."""
    with desk:
        assert voters_apart(desk) == 0
        count_ballot(desk, open_ballot(desk))
        assert voters_apart(desk) == 0
        voting.begin_again(desk, ("m4",), "Hội nghị thống nhất bỏ phiếu lại.")
        assert voters_apart(desk) == 0
        for member, expected in (("m5", 1), ("m3", 2)):
            sessions.record_attendance(desk, "chi_bo", member, Attendance(present=False))
            assert voters_apart(desk) == expected
