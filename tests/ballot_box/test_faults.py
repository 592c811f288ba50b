"""The disk is full, fails, or is held by somebody else: a step is refused whole or done whole, and the next one works."""

import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import apsw
import pytest

from db.ballot_box import AlreadyVoted, Box, BoxBusy, BoxError, BoxState, DiskFull, NotWritten, Uncertain
from db.ballot_box.vault import Vault
from tests.ballot_box.boxes import Meeting, clock, opened, prepared, voted, voters
from tests.ballot_box.disk import Disk, remembering

BALLOT = (1, 2, 3)


def operations_of(step: Callable[[Meeting], object], folder: Path, patch: pytest.MonkeyPatch) -> int:
    """How many writes, truncations and syncs a step makes."""
    folder.mkdir()
    with remembering(patch) as disk:
        meeting = ready(folder)
        disk.ops.clear()
        step(meeting)
        count = len(disk.ops)
        meeting.box.release()
        return count


def ready(folder: Path) -> Meeting:
    meeting = opened(folder / "a.box")
    for member in voters(3):
        meeting.cast(member, BALLOT)
    return meeting


STEPS: dict[str, tuple[Callable[[Meeting], object], Callable[[Box], bool]]] = {
    "cast": (lambda m: m.box.cast("m04", BALLOT), lambda box: box.count == 4),
    "present": (lambda m: m.box.set_present("m05", present=False), lambda box: box.present == 4),
    "close": (lambda m: m.close(), lambda box: box.state is BoxState.CLOSED),
}


@pytest.mark.parametrize("error", [apsw.FullError, apsw.IOError, apsw.ReadOnlyError, apsw.BusyError])
@pytest.mark.parametrize("name", STEPS)
def test_a_fault_at_any_operation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, error: type[apsw.Error]
) -> None:
    step, is_done = STEPS[name]
    for place in range(operations_of(step, tmp_path / "probe", monkeypatch)):
        folder = tmp_path / str(place)
        folder.mkdir()
        with remembering(monkeypatch, Disk(fail_with=error)) as disk:
            meeting = ready(folder)
            disk.ops.clear()
            disk.fail_at = place
            _refused_or_done(meeting, step, is_done)
            _still_usable(meeting)
            meeting.box.release()


def test_a_fault_while_preparing_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with remembering(monkeypatch) as disk:
        prepared(tmp_path / "probe.box").box.release()
    for place in range(len(disk.ops) - 1):
        with remembering(monkeypatch, Disk(fail_at=place)), pytest.raises(BoxError):
            prepared(tmp_path / "a.box")
        assert {one.name for one in tmp_path.iterdir()} <= {"probe.box", "probe.box-journal"}


def _refused_or_done(
    meeting: Meeting, step: Callable[[Meeting], object], is_done: Callable[[Box], bool]
) -> None:
    try:
        step(meeting)
    except Uncertain:
        meeting.reopen()
        if meeting.box.is_closing and meeting.box.state is BoxState.SUSPENDED:
            meeting.box.unlock(meeting.halves)
            meeting.close()
        elif meeting.box.state is BoxState.SUSPENDED:
            meeting.box.resume(meeting.halves)
    except (BoxBusy, DiskFull, NotWritten):
        assert not is_done(meeting.box)
        step(meeting)
        assert is_done(meeting.box)
    else:
        assert is_done(meeting.box)


def _still_usable(meeting: Meeting) -> None:
    if meeting.box.state is BoxState.OPEN:
        before = meeting.box.count
        if not meeting.box.has_voted("m04"):
            meeting.box.cast("m04", BALLOT)
            before += 1
        assert meeting.box.count == before
        meeting.close()
    result = meeting.box.count_votes(meeting.ceremony.teller_codes)
    assert result.tallies[0].total == result.n


def test_disk_full_is_told_in_plain_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with remembering(monkeypatch) as disk:
        meeting = opened(tmp_path / "a.box")
        disk.ops.clear()
        disk.fail_at = 2
        with pytest.raises(DiskFull, match="Đĩa đã đầy nên chưa ghi gì"):
            meeting.box.cast("m01", BALLOT)
        assert (meeting.box.count, meeting.box.has_voted("m01")) == (0, False)
        meeting.box.cast("m01", BALLOT)
        meeting.box.release()


def test_pressing_twice_casts_once(tmp_path: Path) -> None:
    box = opened(tmp_path / "a.box").box
    box.cast("m01", BALLOT)
    for _ in range(3):
        with pytest.raises(AlreadyVoted):
            box.cast("m01", (4, 4, 4))
    assert box.count == 1


def test_a_retry_after_an_error_casts_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commit reaches the disk although SQLite reports a failure: the ballot counts as cast, and only once."""
    with remembering(monkeypatch) as disk:
        meeting = opened(tmp_path / "a.box")
        disk.ops.clear()
        meeting.cast("m01", BALLOT)
        last = len(disk.ops) - 1
        disk.ops.clear()
        disk.fail_at, disk.fail_with = last, apsw.IOError
        try:
            meeting.box.cast("m02", BALLOT)
        except NotWritten:
            meeting.box.cast("m02", BALLOT)
        assert meeting.box.count == 2
        meeting.box.release()


def test_when_nobody_can_tell_the_restart_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk fails and cannot even be read again: the box lets go, and the roll says after a restart what is true."""
    with remembering(monkeypatch) as disk, monkeypatch.context() as within:
        meeting = opened(tmp_path / "a.box")
        disk.ops.clear()
        disk.fail_at, disk.fail_with = 5, apsw.IOError
        within.setattr(Vault, "_head_found", lambda _vault: None)
        with pytest.raises(Uncertain, match="khởi động lại"):
            meeting.box.cast("m01", BALLOT)
    meeting.reopen()
    assert (meeting.box.count, meeting.box.has_voted("m01")) == (0, False)
    meeting.box.resume(meeting.halves)
    meeting.box.cast("m01", BALLOT)


def test_a_copied_file_opens_but_asks_for_the_halves(tmp_path: Path) -> None:
    meeting = voted(tmp_path / "a.box")
    copy = tmp_path / "copy.box"
    copy.write_bytes(meeting.box.path.read_bytes())
    with Box.open_existing(copy, clock=clock) as box:
        assert (box.state, box.is_locked) == (BoxState.SUSPENDED, True)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="Không tạo được"):
        opened(tmp_path / "nowhere" / "a.box")


def test_no_room_for_the_whole_vote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=100_000))
    with pytest.raises(DiskFull, match="sắp đầy"):
        opened(tmp_path / "a.box")
