"""What speaks against a secret vote: each finding alone, its control beside it, and the probes over fake systems."""

import ctypes
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import pytest

from db.ballot_box import SuspendReason
from desktop import fitness, voting
from desktop.desk import Desk, DeskError
from desktop.probes import linux, look, windows
from desktop.surroundings import Display, Drive, Kind, Surroundings, findings

from .meeting_room import meeting_desk, open_ballot

GB, BOX = 1 << 30, 10 << 20
PANEL = Display("eDP-1", 0, 0, 1366, 768)
PROJECTOR = Display("HDMI-1", 1366, 0, 1024, 768)
CALM = Surroundings(
    PurePosixPath("/srv/bi-thu/Tài liệu/so.hom-phieu"),
    displays=(PANEL,),
    outputs=1,
    on_mains=True,
    battery=100,
    free=10 * GB,
    box=BOX,
)


def kinds(around: Surroundings) -> list[Kind]:
    return [finding.kind for finding in findings(around)]


def test_nothing_speaks_against_a_calm_place() -> None:
    assert kinds(CALM) == []


def test_what_a_system_does_not_tell_speaks_against_nothing() -> None:
    assert kinds(Surroundings(PurePosixPath("/x"))) == []


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        ({"displays": (PANEL, PROJECTOR), "outputs": 2}, Kind.DISPLAY, "thứ hai; đồng chí rút ra"),
        ({"displays": (PANEL, replace(PANEL, name="HDMI-1")), "outputs": 2}, Kind.DISPLAY, "được chiếu ra"),
        ({"outputs": 2}, Kind.DISPLAY, "được chiếu ra"),
        ({"remote": "VNC"}, Kind.REMOTE, "từ xa (VNC); đồng chí ngắt"),
        (
            {"programs": frozenset({"anydesk", "zalo"})},
            Kind.REMOTE,
            "từ xa đang chạy (AnyDesk); đồng chí thoát hẳn",
        ),
        ({"on_mains": False, "battery": 59}, Kind.POWER, "Pin còn 59%"),
        ({"on_mains": None, "battery": 10}, Kind.POWER, "cắm điện"),
        ({"on_mains": False, "battery": 9, "voting": True}, Kind.POWER, "Pin còn 9%"),
        ({"free": 20 * BOX - 1}, Kind.DISK, "Ổ đĩa sắp đầy"),
        ({"drive": Drive.NETWORK}, Kind.PLACE, "trên ổ mạng"),
        ({"drive": Drive.REMOVABLE}, Kind.PLACE, "USB"),
        ({"volume": "Google Drive"}, Kind.PLACE, "Google Drive"),
        ({"sync_roots": (PurePosixPath("/srv/bi-thu/Tài liệu"),)}, Kind.PLACE, "Tài liệu"),
    ],
)
def test_each_finding_says_what_to_do(change: dict[str, Any], kind: Kind, words: str) -> None:
    (found,) = findings(replace(CALM, **change))
    assert found.kind is kind
    assert words in found.sentence
    assert found.sentence.endswith(".")
    assert found.sentence.count(". ") == 0


@pytest.mark.parametrize(
    "change",
    [
        {"on_mains": False, "battery": 60},
        {"on_mains": True, "battery": 3},
        {"on_mains": False, "battery": 10, "voting": True},
        {"free": 20 * BOX},
        {"displays": (Display(""),), "outputs": 0},
        {"displays": (Display("screen", 0, 0, 1366, 768),), "outputs": 0},
    ],
)
def test_the_limits_themselves_are_good_enough(change: dict[str, Any]) -> None:
    assert kinds(replace(CALM, **change)) == []


@pytest.mark.parametrize(
    "folder",
    [
        PureWindowsPath(r"D:\hoa\OneDrive\chi-bo"),
        PureWindowsPath(r"D:\hoa\OneDrive - Sở Nội vụ\chi-bo"),
        PureWindowsPath(r"D:\hoa\Dropbox (Cá nhân)\chi-bo"),
        PureWindowsPath(r"G:\My Drive\chi-bo"),
        PureWindowsPath(r"D:\hoa\Google Drive\chi-bo"),
        PurePosixPath("/srv/hoa/Dropbox/chi-bo"),
        PurePosixPath("/mac/hoa/Library/Mobile Documents/chi-bo"),
    ],
)
def test_synchronised_folders_are_known_by_name(folder: Any) -> None:
    assert kinds(replace(CALM, folder=folder)) == [Kind.PLACE]


@pytest.mark.parametrize("folder", ["/srv/hoa/Dropboxes/a", "/srv/hoa/my drives/b", "/srv/hoa/drive/c"])
def test_names_that_only_look_alike_are_let_pass(folder: str) -> None:
    assert kinds(replace(CALM, folder=PurePosixPath(folder))) == []


# -- Linux


def supply(root: Path, name: str, **values: str) -> None:
    (root / name).mkdir(parents=True)
    for key, value in values.items():
        (root / name / key).write_text(f"{value}\n", encoding="utf-8")


def test_power_of_the_laptop_and_not_of_its_mouse(tmp_path: Path) -> None:
    assert linux.power(tmp_path / "none") == (None, None)
    supply(tmp_path, "AC", type="Mains", online="0")
    supply(tmp_path, "BAT0", type="Battery", capacity="41")
    supply(tmp_path, "mouse", type="Battery", capacity="5", scope="Device")
    assert linux.power(tmp_path) == (False, 41)
    supply(tmp_path, "usb-c", type="USB", online="1")
    assert linux.power(tmp_path) == (True, 41)


def test_outputs_that_are_lit_are_counted(tmp_path: Path) -> None:
    supply(tmp_path, "card0-eDP-1", status="connected", enabled="enabled")
    supply(tmp_path, "card0-HDMI-A-1", status="connected", enabled="disabled")
    supply(tmp_path, "card0-DP-1", status="disconnected", enabled="disabled")
    assert linux.outputs(tmp_path) == 1
    (tmp_path / "card0-HDMI-A-1" / "enabled").write_text("enabled", encoding="utf-8")
    assert linux.outputs(tmp_path) == 2


@pytest.mark.parametrize(
    ("environment", "kind"),
    [
        ({"DISPLAY": ":0", "XDG_SESSION_TYPE": "x11"}, ""),
        ({"DISPLAY": ":99.0"}, ""),
        ({"WAYLAND_DISPLAY": "wayland-0"}, ""),
        ({"DISPLAY": ":1", "VNCDESKTOP": "chi-bo:1"}, "VNC"),
        ({"DISPLAY": ":10.0", "XRDP_SESSION": "1"}, "Remote Desktop"),
        ({"DISPLAY": "localhost:10.0"}, "X11"),
        ({"DISPLAY": ":0", "SSH_CONNECTION": "10.0.0.2 5 10.0.0.1 22"}, "SSH"),
        ({"DISPLAY": ":0", "XDG_SESSION_ID": "c7"}, "phiên đăng nhập từ xa"),
        ({"DISPLAY": ":0", "XDG_SESSION_ID": "../c7"}, ""),
    ],
)
def test_remote_sessions(tmp_path: Path, environment: dict[str, str], kind: str) -> None:
    (tmp_path / "c7").write_text("UID=1000\nREMOTE=1\n", encoding="utf-8")
    assert linux.remote(environment, tmp_path, seen=True) == kind


def test_a_screen_nobody_sees_may_be_started_from_afar(tmp_path: Path) -> None:
    afar = {"DISPLAY": ":99", "SSH_CONNECTION": "10.0.0.2 5 10.0.0.1 22"}
    assert linux.remote(afar, tmp_path, seen=False) == ""
    assert linux.remote({**afar, "VNCDESKTOP": "a"}, tmp_path, seen=False) == "VNC"


def test_programs_by_their_names(tmp_path: Path) -> None:
    supply(tmp_path, "17", comm="AnyDesk")
    supply(tmp_path, "4", comm="python3")
    supply(tmp_path, "sys", comm="x11vnc")
    (tmp_path / "99").mkdir()
    assert linux.programs(tmp_path) == {"anydesk", "python3", ""}


MOUNTS = """\
22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
30 22 0:40 / /mnt/co\\040quan rw - cifs //may-chu/co-quan rw
31 22 8:17 / /media/hoa/USB rw - vfat /dev/sdz9 rw
32 22 0:41 / /srv/hoa/xa rw - fuse.sshfs hoa@x: rw
33 22 0:42 / /srv/hoa/ma-hoa rw - fuse.gocryptfs /srv/hoa/kho rw
"""


@pytest.mark.parametrize(
    ("folder", "drive"),
    [
        ("/srv/hoa", Drive.FIXED),
        ("/srv/hoa/ma-hoa/so", Drive.FIXED),
        ("/mnt/co quan/so", Drive.NETWORK),
        ("/mnt/co quan khac", Drive.FIXED),
        ("/media/hoa/USB/so", Drive.REMOVABLE),
        ("/srv/hoa/xa/so", Drive.NETWORK),
    ],
)
def test_disks_by_the_table_of_mounts(folder: str, drive: Drive) -> None:
    assert linux.drive(Path(folder), MOUNTS) is drive
    assert linux.drive(Path(folder), "") is Drive.FIXED


# -- Windows, by stand-ins for its functions


class System:
    """user32 and kernel32 of a machine, as far as the probe asks."""

    def __init__(
        self, metrics: tuple[int, ...] = (), paths: int = 1, drive: int = 3, label: str = ""
    ) -> None:
        self.metrics, self.paths, self.drive, self.label = metrics, paths, drive, label
        self.line, self.percent = 0, 50
        self.running: list[str] = []
        self.closed: list[int] = []

    def GetSystemMetrics(self, number: int) -> int:  # noqa: N802
        return int(number in self.metrics)

    def GetDisplayConfigBufferSizes(self, flags: int, paths: Any, _modes: Any) -> int:  # noqa: N802
        assert flags == 2
        paths._obj.value = self.paths
        return 0

    def GetSystemPowerStatus(self, status: Any) -> int:  # noqa: N802
        status._obj.line, status._obj.percent = self.line, self.percent
        return 1

    def CreateToolhelp32Snapshot(self, flags: int, _process: int) -> int:  # noqa: N802
        assert flags == 2
        return 77 if self.running else -1

    def Process32FirstW(self, handle: Any, entry: Any) -> int:  # noqa: N802
        assert (handle.value, entry._obj.size) == (77, ctypes.sizeof(entry._obj))
        self.left = iter(self.running)
        return self.Process32NextW(handle, entry)

    def Process32NextW(self, _handle: Any, entry: Any) -> int:  # noqa: N802
        entry._obj.file = next(self.left, "")
        return int(bool(entry._obj.file))

    def CloseHandle(self, handle: Any) -> None:  # noqa: N802
        self.closed.append(handle.value)

    def GetDriveTypeW(self, _root: str) -> int:  # noqa: N802
        return self.drive

    def GetVolumeInformationW(self, _root: str, text: Any, *_rest: Any) -> int:  # noqa: N802
        text.value = self.label
        return 1


def test_windows_remote_and_outputs() -> None:
    assert windows.remote(System()) == ""
    assert windows.remote(System(metrics=(0x1000,))) == "Remote Desktop"
    assert windows.remote(System(metrics=(0x2001,))) == "Remote Desktop"
    assert windows.outputs(System(paths=2)) == 2


def test_windows_power() -> None:
    system = System()
    assert windows.power(system) == (False, 50)
    system.line, system.percent = 1, 255
    assert windows.power(system) == (True, None)


def test_windows_programs() -> None:
    system = System()
    assert windows.programs(system) == frozenset()
    system.running = ["System", "UltraViewer_Desktop.exe"]
    assert windows.programs(system) == {"system", "ultraviewer_desktop"}
    assert system.closed == [77]


def test_windows_disks() -> None:
    assert windows.drive("C:\\", System()) is Drive.FIXED
    assert windows.drive("E:\\", System(drive=2)) is Drive.REMOVABLE
    assert windows.drive("Z:\\", System(drive=4)) is Drive.NETWORK
    assert windows.drive("\\\\may-chu\\co-quan\\", System()) is Drive.NETWORK
    assert windows.label("G:\\", System(label="Google Drive")) == "Google Drive"


def test_windows_is_asked_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    system = System(metrics=(0x1000,), paths=2, label="SSD")
    library = type("Windll", (), {"user32": system, "kernel32": system})
    monkeypatch.setattr(ctypes, "windll", library, raising=False)
    told = windows.ask(Path("C:/so"), seen=True)
    assert (told.outputs, told.remote, told.battery, told.volume) == (2, "Remote Desktop", 50, "SSD")
    assert told.programs == frozenset()
    assert windows.ask(Path("C:/so"), seen=False).outputs == 0


# -- the use cases


def test_this_machine_without_a_screen_is_calm(tmp_path: Path) -> None:
    around = look(tmp_path / "chua-co" / "hom", displays=(Display(""),))
    assert around.folder == tmp_path.resolve()
    assert around.free
    assert not [f for f in findings(around) if f.kind in {Kind.DISPLAY, Kind.REMOTE}]


Step = Callable[[Desk], object]


@pytest.fixture
def real(tmp_path: Path) -> Desk:
    return meeting_desk(tmp_path / "so.chibo", rehearsal=False)


@pytest.fixture(autouse=True)
def calm_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever machine the tests run on, only its displays count here."""

    def seen(_folder: Path, *, displays: tuple[Display, ...], box: Path | None) -> Surroundings:
        assert box is None or box.exists()
        return replace(CALM, displays=displays)

    monkeypatch.setattr(fitness, "look", seen)
    monkeypatch.setattr(voting, "_cost", lambda _desk: voting.REHEARSAL)


def test_a_real_vote_is_refused_beside_a_projector(real: Desk) -> None:
    both = (PANEL, PROJECTOR)
    with real:
        with pytest.raises(DeskError, match="máy chiếu"):
            voting.prepare_box(real, displays=both)
        assert real.box is None
        ceremony = voting.prepare_box(real, displays=(PANEL,))
        voting.rehearse_codes(real, ceremony.teller_codes, ceremony.resume_halves)
        with pytest.raises(DeskError, match="máy chiếu"):
            voting.open_box(real, both)
        assert voting.box_of(real).log()[-1].kind == "voting_refused"
        voting.open_box(real, (PANEL,))
        voting.suspend(real, SuspendReason.DISPLAY)
        with pytest.raises(DeskError, match="máy chiếu"):
            voting.resume(real, both)
        voting.resume(real, (PANEL,))


def test_a_refusal_does_not_bring_halves_into_force_that_are_being_copied(real: Desk) -> None:
    with real:
        ceremony = open_ballot(real)
        voting.suspend(real, SuspendReason.SLEEP)
        voting.unlock(real, ceremony.resume_halves, signatures=voting.box_of(real).count)
        with pytest.raises(DeskError):
            voting.resume(real, (PANEL, PROJECTOR))
        assert voting.box_of(real).has_fresh_halves


def test_a_rehearsal_is_only_warned(tmp_path: Path) -> None:
    with meeting_desk(tmp_path / "so.chibo") as desk:
        open_ballot(desk)
        (found,) = fitness.require_fit(desk, (PANEL, PROJECTOR))
        assert found.kind is Kind.DISPLAY
        assert voting.box_of(desk).log()[-1].kind == "opened"
