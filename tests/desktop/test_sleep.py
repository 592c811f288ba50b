"""Before the laptop sleeps the keys of the box are forgotten, in every state that has keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.ballot_box import Box, BoxState, DiskFull, Locked
from desktop import voting
from desktop.desk import Desk
from meeting.season import BallotState

from .meeting_room import PEOPLE, TELLERS, close_meeting, meeting_desk, open_ballot, vote


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with meeting_desk(tmp_path / "so.chibo") as made:
        yield made


def test_an_open_box_is_suspended_and_asks_for_both_halves(desk: Desk) -> None:
    ceremony = open_ballot(desk)
    vote(desk, TELLERS[:1])
    box = voting.box_of(desk)
    voting.before_sleep(desk)
    assert box.state is BoxState.SUSPENDED
    assert box.is_locked
    assert desk.season.ballot.state is BallotState.SUSPENDED
    last = box.log()[-1]
    assert (last.kind, last.details) == ("suspended", {"reason": "sleep", "n": 1})
    with pytest.raises(Locked):
        voting.resume(desk)
    assert voting.unlock(desk, ceremony.resume_halves, signatures=1) is not None
    voting.resume(desk)
    vote(desk, [member for member, present, voted in voting.roll(desk) if present and not voted])
    voting.close_box(desk, confirmations=2, signatures=len(PEOPLE))
    voting.count(desk, ceremony.teller_codes)
    close_meeting(desk)


def test_control_without_the_hook_the_keys_are_still_there(desk: Desk) -> None:
    open_ballot(desk)
    box = voting.box_of(desk)
    assert not box.is_locked
    assert box.state is BoxState.OPEN


def test_a_pause_keeps_the_keys_until_the_machine_sleeps(desk: Desk) -> None:
    open_ballot(desk)
    voting.suspend(desk)
    box, records = voting.box_of(desk), len(voting.box_of(desk).log())
    assert not box.is_locked
    voting.before_sleep(desk)
    assert box.is_locked
    assert len(box.log()) == records


def test_a_box_that_is_only_prepared_forgets_them_too(desk: Desk) -> None:
    ceremony = voting.prepare_box(desk)
    voting.before_sleep(desk)
    assert voting.box_of(desk).is_locked
    assert voting.unlock(desk, ceremony.resume_halves, signatures=0) is not None


def test_new_halves_that_nobody_copied_are_forgotten_and_the_old_ones_hold(desk: Desk) -> None:
    ceremony = open_ballot(desk)
    for _ in range(2):
        voting.before_sleep(desk)
        assert voting.unlock(desk, ceremony.resume_halves, signatures=0) is not None


def test_again_is_the_same_as_once(desk: Desk) -> None:
    open_ballot(desk)
    voting.before_sleep(desk)
    records = voting.box_of(desk).log()
    voting.before_sleep(desk)
    assert voting.box_of(desk).log() == records


def test_where_nothing_can_be_written_the_keys_go_all_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_ballot(desk)
    box = voting.box_of(desk)

    def full(_box: Box, _reason: object) -> None:
        raise DiskFull("Ổ đĩa đầy.")

    with monkeypatch.context() as patch:
        patch.setattr(Box, "suspend", full)
        voting.before_sleep(desk)
    assert box._vault.epoch is None
    again = voting.box_of(desk)
    assert again is not box
    assert again.is_locked
    assert again.log()[-1].kind == "interrupted"


def test_without_a_box_and_after_the_count_nothing_happens(desk: Desk) -> None:
    voting.before_sleep(desk)
    ceremony = open_ballot(desk)
    vote(desk, [member for member, *_ in PEOPLE])
    voting.close_box(desk, confirmations=2, signatures=len(PEOPLE))
    voting.before_sleep(desk)
    voting.count(desk, ceremony.teller_codes)
    voting.before_sleep(desk)
    assert desk.season.ballot.state is BallotState.COUNTED
