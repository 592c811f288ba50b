"""The system says that it will sleep, over a real bus or in a message of Windows; the program wipes, then lets it go."""

import ctypes
import shutil
import subprocess
from collections.abc import Iterator
from ctypes import wintypes
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from pytestqt.qtbot import QtBot

from db.ballot_box import BoxState
from desktop import voting
from desktop.desk import Desk
from desktop.ui import sleep
from desktop.ui.pages.ballot import BallotPage
from desktop.ui.pages.ballot.stage import Stage
from tests.desktop.meeting_room import Noted, meeting_desk, open_ballot

from .conftest import Window

DAEMON = shutil.which("dbus-daemon")


class Login:
    """Sends the signals of logind, under its name."""

    def __init__(self, sender: QDBusConnection) -> None:
        self._sender = sender

    def prepare(self, *, begins: bool) -> None:
        told = QDBusMessage.createSignal(sleep.PATH, sleep.MANAGER, "PrepareForSleep")
        told.setArguments([begins])
        assert self._sender.send(told)


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[tuple[QDBusConnection, Login]]:
    """A bus of the test's own, and logind on it."""
    assert DAEMON is not None
    listen = f"--address=unix:path={tmp_path / 'bus'}"
    command = [DAEMON, "--session", "--nofork", "--nopidfile", "--print-address", listen]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        login = QDBusConnection.connectToBus(address, "login1")
        assert login.registerService(sleep.SERVICE)
        yield QDBusConnection.connectToBus(address, "program"), Login(login)
        for name in ("login1", "program"):
            QDBusConnection.disconnectFromBus(name)
        daemon.terminate()


@pytest.fixture
def voting_window(window: Window) -> Window:
    """The window at an open box."""
    path = window.folder / "so.chibo"
    meeting_desk(path).close()
    assert window.shell.open_book(path)
    open_ballot(desk_of(window))
    window.work.go("bo-phieu")
    window.settled()
    assert stage_of(window) is Stage.VOTING
    return window


def desk_of(window: Window) -> Desk:
    return window.work.context.desk


def stage_of(window: Window) -> Stage | None:
    assert isinstance(window.page, BallotPage)
    return window.page.stage


@pytest.mark.skipif(DAEMON is None, reason="dbus-daemon is not installed")
def test_logind_says_so_and_waits_until_everything_is_wiped(
    qtbot: QtBot, voting_window: Window, bus: tuple[QDBusConnection, Login]
) -> None:
    connection, login = bus
    lock, seen = Noted(), list[str]()

    def wipe() -> None:
        assert lock.held
        voting_window.shell.before_sleep()
        seen.append(voting.box_of(desk_of(voting_window)).state)

    listener = sleep.Logind(wipe, connection, lock)
    assert lock.held
    login.prepare(begins=True)
    qtbot.waitUntil(lambda: not lock.held, timeout=30000)
    assert seen == [BoxState.SUSPENDED]
    assert voting.box_of(desk_of(voting_window)).is_locked
    assert stage_of(voting_window) is Stage.UNLOCK
    login.prepare(begins=False)
    qtbot.waitUntil(lambda: lock.held, timeout=30000)
    assert len(seen) == 1
    listener.deleteLater()


@pytest.mark.skipif(DAEMON is None, reason="dbus-daemon is not installed")
def test_control_a_signal_of_another_name_wipes_nothing(
    qtbot: QtBot, voting_window: Window, bus: tuple[QDBusConnection, Login], monkeypatch: pytest.MonkeyPatch
) -> None:
    connection, login = bus
    heard = list[str]()
    with monkeypatch.context() as patch:
        patch.setattr(sleep, "PATH", "/org/freedesktop/login2")
        deaf = sleep.Logind(voting_window.shell.before_sleep, connection, Noted())
    other = sleep.Logind(lambda: heard.append("sleep"), connection, Noted())
    login.prepare(begins=True)
    qtbot.waitUntil(lambda: bool(heard), timeout=30000)
    assert not voting.box_of(desk_of(voting_window)).is_locked
    for listener in (deaf, other):
        listener.deleteLater()


def test_without_a_bus_no_lock_is_taken(qapp: QCoreApplication, tmp_path: Path) -> None:
    nowhere = QDBusConnection.connectToBus(f"unix:path={tmp_path / 'khong-co'}", "nowhere")
    lock = Noted()
    sleep.Logind(lambda: None, nowhere, lock).deleteLater()
    assert not lock.asked


def test_the_lock_is_given_back_even_when_wiping_fails(tmp_path: Path) -> None:
    nowhere = QDBusConnection.connectToBus(f"unix:path={tmp_path / 'khong-co'}", "nowhere")
    lock = Noted()

    def fails() -> None:
        raise LookupError

    listener = sleep.Logind(fails, nowhere, lock)
    with pytest.raises(LookupError):
        listener.prepare(begins=True)
    assert lock.asked == ["let go"]


@pytest.mark.parametrize(
    ("message", "parameter", "wiped"),
    [(0x218, 4, True), (0x218, 7, False), (0x218, 10, False), (0x219, 4, False)],
)
def test_windows_broadcasts_it_to_every_window(
    voting_window: Window, message: int, parameter: int, *, wiped: bool
) -> None:
    told = wintypes.MSG(message=message, wParam=parameter)
    listener = sleep.PowerBroadcast(voting_window.shell.before_sleep)
    for _window in range(2):
        assert listener.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(told)) == (False, 0)
    assert voting.box_of(desk_of(voting_window)).is_locked == wiped
    assert stage_of(voting_window) is (Stage.UNLOCK if wiped else Stage.VOTING)


def test_events_of_other_systems_are_left_alone() -> None:
    listener = sleep.PowerBroadcast(pytest.fail)
    assert listener.nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)


def test_a_window_without_a_book_has_nothing_to_wipe(window: Window) -> None:
    window.shell.before_sleep()
    assert window.shell.workspace is None


def test_every_system_is_asked_in_its_own_way(
    qapp: QCoreApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nowhere = QDBusConnection.connectToBus(f"unix:path={tmp_path / 'khong-co'}", "nowhere")
    monkeypatch.setattr(QDBusConnection, "systemBus", lambda: nowhere)
    for system in ("linux", "win32", "darwin"):
        monkeypatch.setattr(sleep.sys, "platform", system)
        with sleep.told_of_sleep(qapp, lambda: None):
            pass
