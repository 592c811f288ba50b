"""The laptop is kept awake while a box takes ballots: never longer, and never beyond the life of the program."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop import voting
from desktop.awake import follow_box
from desktop.desk import Desk
from desktop.probes import awake, linux, windows

from .meeting_room import Noted, meeting_desk, open_ballot

WAITS = (sys.executable, "-c", "import sys; sys.stdin.read()")
ROOT = Path(__file__).parents[2]


on_linux = pytest.mark.skipif(sys.platform != "linux", reason="processes of Linux")


@pytest.fixture
def noted() -> Noted:
    return Noted()


@pytest.fixture
def desk(tmp_path: Path, noted: Noted) -> Desk:
    made = meeting_desk(tmp_path / "so.chibo")
    made.on_change.append(lambda _changes: follow_box(made, noted))
    return made


def test_awake_from_opening_to_pause_and_from_there_to_the_close(desk: Desk, noted: Noted) -> None:
    with desk:
        ceremony = open_ballot(desk)
        assert noted.held
        voting.suspend(desk)
        assert not noted.held
        voting.resume(desk)
        assert noted.held
        for member, present, _voted in voting.roll(desk):
            if present:
                contests = len(voting.box_of(desk).manifest.contests)
                voting.cast(desk, member, (1,) * contests)
        assert noted.held
        voting.close_box(desk, confirmations=2, signatures=voting.box_of(desk).count)
        assert not noted.held
        voting.count(desk, ceremony.teller_codes)
        assert not noted.held


def test_a_box_that_is_only_prepared_keeps_nobody_awake(desk: Desk, noted: Noted) -> None:
    with desk:
        voting.prepare_box(desk)
        assert "hold" not in noted.asked


def test_a_box_that_is_given_up_lets_go(desk: Desk, noted: Noted) -> None:
    with desk:
        open_ballot(desk)
        voting.void_box(desk, "meeting", 2)
        assert not noted.held


def test_a_box_that_let_go_of_its_file_keeps_nobody_awake(desk: Desk, noted: Noted) -> None:
    with desk:
        open_ballot(desk)
        voting.box_of(desk).release()
        follow_box(desk, noted)
        assert not noted.held


def test_windows_is_told_for_this_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []

    class Kernel:
        def SetThreadExecutionState(self, state: ctypes.c_uint32) -> int:  # noqa: N802
            told.append(state.value)
            return 1

    monkeypatch.setattr(ctypes, "windll", type("Windll", (), {"kernel32": Kernel()}), raising=False)
    state = windows.StateOfThread()
    state.hold()
    state.let_go()
    assert told == [0x80000003, 0x80000000]


def test_linux_holds_by_a_child_and_lets_go_of_it() -> None:
    lock = linux.Inhibitor(WAITS)
    lock.hold()
    child = lock._child
    assert child is not None
    assert child.poll() is None
    lock.hold()
    assert lock._child is child
    lock.let_go()
    assert child.returncode == 0
    lock.let_go()


def test_linux_takes_the_lock_again_when_the_child_had_ended() -> None:
    lock = linux.Inhibitor((sys.executable, "-c", ""))
    lock.hold()
    first = lock._child
    assert first is not None
    first.wait()
    lock.hold()
    assert lock._child is not first
    lock.let_go()


@on_linux
def test_linux_ends_a_child_that_does_not_listen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linux, "PATIENCE", 0.01)
    lock = linux.Inhibitor((sys.executable, "-c", "import threading; threading.Event().wait()"))
    lock.hold()
    child = lock._child
    assert child is not None
    lock.let_go()
    assert child.returncode == -signal.SIGKILL


def test_linux_without_logind_goes_on() -> None:
    lock = linux.Inhibitor(("khong-co-lenh-nay",))
    lock.hold()
    lock.let_go()


@on_linux
def test_no_lock_outlives_a_program_that_is_killed() -> None:
    """The child reads from us, so it ends with us however we end."""
    program = (
        "import sys; from desktop.probes.linux import Inhibitor; "
        f"lock = Inhibitor({WAITS!r}); lock.hold(); print(lock._child.pid, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        child = int(running.stdout.readline())
        assert _lives(child)
        running.kill()
    _wait_until(lambda: not _lives(child))


def _lives(pid: int) -> bool:
    """Tell whether it runs; one that nobody has waited for yet (Z) does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _wait_until(true: Callable[[], bool]) -> None:
    while not true():
        os.sched_yield()


def test_a_frozen_program_does_not_lend_its_libraries() -> None:
    inside = {"PATH": "/bin", "LD_LIBRARY_PATH": "/opt/chibo", "LD_LIBRARY_PATH_ORIG": "/usr/local/lib"}
    assert linux.outside(inside, frozen=True) == {"PATH": "/bin", "LD_LIBRARY_PATH": "/usr/local/lib"}
    assert linux.outside({"LD_LIBRARY_PATH": "/opt/chibo"}, frozen=True) == {}
    assert linux.outside(inside, frozen=False) == inside


def test_every_system_has_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for system in ("linux", "win32", "darwin"):
        monkeypatch.setattr(sys, "platform", system)
        found.append(type(awake.awake()))
    assert found == [linux.Inhibitor, windows.StateOfThread, awake.AsUsual]
    awake.AsUsual().hold()
    awake.AsUsual().let_go()
