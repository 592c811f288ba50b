"""Slips closed while the voter looks the ballot over: used for exactly those choices, and nothing shows that it was done."""

import gc
from pathlib import Path

import pytest

from db.ballot_box import ClosedBallot, WrongChoices
from tests.ballot_box.boxes import Meeting, opened, voters
from tests.ballot_box.disk import Disk, remembering

CONTESTS = 4


@pytest.fixture
def meeting(tmp_path: Path) -> Meeting:
    return opened(tmp_path / "hom.box", CONTESTS, 3)


def slips_in(meeting: Meeting) -> set[bytes]:
    vault = meeting.box._vault
    assert vault.epoch is not None
    return {closed for pile in vault.piles(vault.epoch.key) for closed in pile}


def counted(meeting: Meeting) -> bool:
    meeting.close()
    return meeting.box.count_votes(meeting.ceremony.teller_codes).tallies == meeting.naive()


def cast(meeting: Meeting, closed: ClosedBallot, choices: tuple[int, ...]) -> None:
    """Everybody votes, the first one with slips that were closed before."""
    first, *others = voters(3)
    meeting.box.cast(first, choices, closed)
    meeting.ballots[first] = choices
    for voter in others:
        meeting.cast(voter, (0,) * CONTESTS)


def test_the_slips_that_were_closed_are_the_ones_in_the_box(meeting: Meeting) -> None:
    choices = (1, 2, 3, 0)
    closed = meeting.box.close_ballot(choices)
    cast(meeting, closed, choices)
    assert set(closed.slips) <= slips_in(meeting)
    assert counted(meeting)


def test_slips_of_other_choices_are_thrown_away(meeting: Meeting) -> None:
    closed = meeting.box.close_ballot((4, 4, 4, 4))
    cast(meeting, closed, (1, 2, 3, 0))
    assert not set(closed.slips) & slips_in(meeting)
    assert counted(meeting)


def test_control_believed_whatever_they_say_they_would_be_counted(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ClosedBallot, "holds", lambda *_: True)
    cast(meeting, meeting.box.close_ballot((4, 4, 4, 4)), (1, 2, 3, 0))
    assert not counted(meeting)


def test_slips_for_another_box_are_thrown_away(meeting: Meeting, tmp_path: Path) -> None:
    choices = (1, 2, 3, 0)
    with opened(tmp_path / "khac.box", CONTESTS, 3).box as other:
        closed = other.close_ballot(choices)
    cast(meeting, closed, choices)
    assert not set(closed.slips) & slips_in(meeting)
    assert counted(meeting)


def test_choices_that_do_not_fit_are_told_before_and_at_the_cast(meeting: Meeting) -> None:
    with pytest.raises(WrongChoices):
        meeting.box.close_ballot((5, 0, 0, 0))
    with pytest.raises(WrongChoices):
        meeting.box.cast(voters(1)[0], (1, 2), meeting.box.close_ballot((1, 2, 3, 4)))
    assert meeting.box.count == 0


def test_closing_slips_writes_nothing_and_the_cast_writes_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether a ballot was looked over, and how often, is in no write: not in its place, length or number."""
    shapes = []
    for looks in (0, 1, 3):
        disk = Disk(recording=False)
        with monkeypatch.context() as patch, remembering(patch, disk):
            meeting = opened(tmp_path / f"{looks}.box", CONTESTS, 3)
            disk.recording = True
            closed = None
            for _ in range(looks):
                closed = meeting.box.close_ballot((1, 2, 3, 0))
            assert not disk.ops
            meeting.box.cast(voters(1)[0], (1, 2, 3, 0), closed)
            disk.recording = False
            meeting.box.release()
        shapes.append([(op.kind, op.file.partition(".")[2], op.offset, len(op.data)) for op in disk.ops])
    assert shapes[0] == shapes[1] == shapes[2]


def test_the_box_keeps_no_ballot_and_none_shows_its_choices(meeting: Meeting) -> None:
    closed = meeting.box.close_ballot((1, 2, 3, 0))
    assert "choices" not in repr(closed)
    assert "slips" not in repr(closed)
    meeting.box.cast(voters(1)[0], (1, 2, 3, 0), closed)
    del closed
    assert not [one for one in gc.get_objects() if isinstance(one, ClosedBallot)]
