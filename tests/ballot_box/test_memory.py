"""The keys of the envelope in the program's own memory, looked for byte by byte."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from db.ballot_box import memory, vault
from db.ballot_box.memory import erase, pin
from tests.ballot_box.boxes import Meeting, opened, some_ballot, voters

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
PEOPLE, CONTESTS = 12, 8


def hidden(secret: bytes) -> bytes:
    """A copy that the search does not find."""
    return bytes(byte ^ 0x5A for byte in secret)


def copies(masked: bytes) -> int:
    """How often the secret stands in this process's memory, besides the search's own word."""
    word, found = hidden(masked), 0
    maps = Path("/proc/self/maps").read_text().splitlines()
    with Path("/proc/self/mem").open("rb", buffering=0) as everything:
        for line in maps:
            place, rights = line.split()[:2]
            if "rw" not in rights or "[v" in line:
                continue
            start, end = (int(number, 16) for number in place.split("-"))
            everything.seek(start)
            found += everything.read(end - start).count(word)
    return found - 1


@pytest.fixture
def meeting(tmp_path: Path) -> Meeting:
    return opened(tmp_path / "hom.box", CONTESTS, PEOPLE)


def keys_of(meeting: Meeting) -> tuple[bytes, bytes]:
    epoch = meeting.box._vault.epoch
    assert epoch is not None
    return epoch.key, epoch.resume.key


def test_every_ballot_overwrites_the_key_before_it_and_keeps_the_other(meeting: Meeting) -> None:
    for place, voter in enumerate(voters(4)):
        before, resume = keys_of(meeting)
        assert before != bytes(32)
        meeting.cast(voter, some_ballot(place, CONTESTS))
        assert before == bytes(32)
        assert resume == keys_of(meeting)[1] != bytes(32)


LEAVES: dict[str, Callable[[Meeting], None]] = {
    "sleep": lambda meeting: meeting.box.suspend("sleep"),
    "lock": lambda meeting: meeting.box.lock(),
    "close": lambda meeting: meeting.close(),
    "void": lambda meeting: meeting.box.void("meeting", 2),
    "release": lambda meeting: meeting.box.release(),
}


@pytest.mark.parametrize("way", LEAVES)
def test_whatever_ends_the_vote_overwrites_both(meeting: Meeting, way: str) -> None:
    for place, voter in enumerate(voters(4)):
        meeting.cast(voter, some_ballot(place, CONTESTS))
    found = keys_of(meeting)
    LEAVES[way](meeting)
    assert found == (bytes(32), bytes(32))


def test_new_halves_overwrite_what_the_old_ones_made(meeting: Meeting) -> None:
    meeting.box.suspend("pause")
    found = keys_of(meeting)
    meeting.box.lock()
    assert meeting.box.unlock(meeting.halves) is not None
    assert found == (bytes(32), bytes(32))
    assert bytes(32) not in keys_of(meeting)


@on_linux
def test_no_key_of_an_envelope_is_left_anywhere_in_the_process(meeting: Meeting) -> None:
    masked = []
    for place, voter in enumerate(voters(PEOPLE)):
        masked.append(hidden(keys_of(meeting)[0]))
        meeting.cast(voter, some_ballot(place, CONTESTS))
    masked.append(hidden(keys_of(meeting)[0]))
    assert copies(masked[-1]) >= 1
    meeting.box.suspend("sleep")
    gc.collect()
    assert [copies(one) for one in masked] == [0] * (PEOPLE + 1)


@on_linux
def test_control_without_it_a_key_that_was_let_go_of_is_still_there(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever still holds the object finds the key in it; overwritten, there is nothing to be found."""
    key = keys_of(meeting)[0]
    masked = hidden(key)
    with monkeypatch.context() as patch:
        patch.setattr(vault, "erase", lambda *_: None)
        meeting.box.lock()
    assert copies(masked) >= 1
    erase(key)
    assert copies(masked) == 0
    assert key == bytes(32)


def test_bytes_that_python_shares_are_left_alone() -> None:
    erase(b"", b"a")
    assert bytes(0) == b""
    assert bytes([97]) == b"a"


@on_linux
def test_the_pages_of_the_keys_are_locked(meeting: Meeting) -> None:
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    assert int(status["VmLck"].split()[0]) > 0
    assert not meeting.box.is_locked


def test_a_system_that_refuses_to_lock_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "_lock_pages", lambda: lambda *_: -1)
    meeting = opened(tmp_path / "hom.box")
    meeting.cast(voters(1)[0], (1, 2, 0))
    assert meeting.box.count == 1


def test_windows_locks_them_too(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    class Kernel:
        def VirtualLock(self, address: object, size: object) -> int:  # noqa: N802
            asked.append((address, size))
            return 1

    monkeypatch.setattr(memory.ctypes, "windll", type("Windll", (), {"kernel32": Kernel()}), raising=False)
    monkeypatch.setattr(memory.sys, "platform", "win32")
    memory._lock_pages.cache_clear()
    pin(bytes(32))
    memory._lock_pages.cache_clear()
    assert len(asked) == 1
