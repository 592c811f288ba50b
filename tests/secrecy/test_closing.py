"""Closing lays the slips bare. Where it fails half-way, no ballot may come after it: its slips would be the missing ones."""

from contextlib import suppress
from pathlib import Path

import apsw
import pytest

from db.ballot_box import Box, BoxError
from tests.ballot_box.boxes import Meeting, opened, some_ballot, voters
from tests.ballot_box.disk import Disk, remembering

PEOPLE, LATE = 4, "m04"


def almost_everybody(folder: Path, *, paused: bool) -> Meeting:
    meeting = opened(folder / "a.box", 1, PEOPLE)
    for place, member in enumerate(voters(PEOPLE)[:-1]):
        meeting.cast(member, some_ballot(place, 1))
    if paused:
        meeting.box.suspend()
    return meeting


def slips_of(meeting: Meeting) -> set[bytes]:
    """The closed slips that lie in the box, by the keys in its memory."""
    epoch = meeting.box._vault.epoch
    assert epoch is not None
    return {one for pile in meeting.box._vault.piles(epoch.key) for one in pile}


def a_ballot_comes_in(meeting: Meeting) -> bool:
    """Whatever can be tried after the fault: go on, unlock, go on, and let the late one vote."""
    for again in (False, True):
        if again:
            meeting.reopen()
        with suppress(BoxError):
            meeting.box.resume(meeting.halves if again else None)
        try:
            meeting.box.cast(LATE, (1,))
        except BoxError:
            continue
        return True
    return False


def leaks(folder: Path, patch: pytest.MonkeyPatch, fail_at: int, *, paused: bool) -> tuple[bool, bool]:
    """(closing failed there, bare slips lie on the disk and yet one more ballot came in)."""
    folder.mkdir()
    with remembering(patch, Disk(fail_with=apsw.IOError)) as disk:
        meeting = almost_everybody(folder, paused=paused)
        bare = slips_of(meeting)
        disk.ops.clear()
        disk.fail_at = fail_at
        try:
            meeting.close()
            failed = False
        except BoxError:
            failed = True
        seen = any(one in data for data in disk.written() for one in bare)
        late = failed and a_ballot_comes_in(meeting)
        meeting.box.release()
        return failed, seen and late


@pytest.mark.parametrize("paused", [False, True])
def test_no_ballot_follows_slips_that_were_laid_bare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paused: bool
) -> None:
    found = []
    for place in range(200):
        failed, leaked = leaks(tmp_path / str(place), monkeypatch, place, paused=paused)
        found.append(leaked)
        if not failed:
            break
    assert len(found) > 10
    assert not any(found)


def test_control_closing_in_one_step_lets_a_ballot_follow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it was: with the tellers' codes and what lay on the disk, the late one's marks were known."""
    monkeypatch.setattr(Box, "_suspend_for_good", lambda _box: None)
    found = [leaks(tmp_path / str(place), monkeypatch, place, paused=False) for place in range(25)]
    assert any(leaked for _failed, leaked in found)


def test_closing_that_failed_is_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is lost by it: the box is closed with the next try, also after a restart."""
    meeting = almost_everybody(tmp_path, paused=False)
    meeting.box._suspend_for_good()
    meeting.reopen()
    assert meeting.box.is_closing
    meeting.box.unlock(meeting.halves)
    with pytest.raises(BoxError, match="đang được đóng"):
        meeting.box.resume()
    with pytest.raises(BoxError, match="Chỉ bước đóng hòm"):
        opened(tmp_path / "b.box").box.suspend("closing")
    meeting.close()
    assert meeting.box.count_votes(meeting.ceremony.teller_codes).tallies == meeting.naive()
    assert [one.details.get("reason") for one in meeting.box.log()].count("closing") == 1
