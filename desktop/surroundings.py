"""May people vote in secret here and now? Decisions over one frozen record of what is around the box.

`desktop.probes` fills the record from the machine; nothing is asked of the machine in this module.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Final

ROOM: Final = 20
"""Free disk space asked for, as a multiple of the box's size."""

LEAST_BATTERY: Final = 60
LEAST_WHILE_VOTING: Final = 10
"""Percent asked for when the laptop is not on mains: to begin a meeting, and to let one more voter in."""

SYNCHRONISED: Final = {
    "onedrive": "OneDrive",
    "skydrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "drivefs": "Google Drive",
    "my drive": "Google Drive",
    "drive của tôi": "Google Drive",
    "dropbox": "Dropbox",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "megasync": "MEGA",
    "pcloud": "pCloud",
}
"""How the folders of services that copy every file elsewhere are named, in small letters."""

_PATIENT: Final = " ", " -", "(", "_"
"""What may follow such a name: "OneDrive - Sở Nội vụ", "Dropbox (Cá nhân)"."""


CONTROLLING: Final = {
    "ultraviewer_desktop": "UltraViewer",
    "teamviewer": "TeamViewer",
    "teamviewer_desktop": "TeamViewer",
    "anydesk": "AnyDesk",
    "rustdesk": "RustDesk",
    "supremo": "Supremo",
    "aeroadmin": "AeroAdmin",
    "remoting_desktop": "Chrome Remote Desktop",
    "winvnc": "VNC",
    "x11vnc": "VNC",
    "x0vncserver": "VNC",
    "wayvnc": "VNC",
}
"""Programs that show this screen to another machine, by the names of their processes in small letters."""


class Drive(StrEnum):
    """What kind of disk a folder is on."""

    FIXED = "fixed"
    REMOVABLE = "removable"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Display:
    """One screen as the window system shows it: its place in the common picture, in points."""

    name: str
    left: int = 0
    top: int = 0
    width: int = 0
    height: int = 0

    @property
    def is_virtual(self) -> bool:
        """Tell whether nobody can see it: the offscreen platform and Xvfb name no connector."""
        return self.name in {"", "screen"}

    def overlaps(self, other: "Display") -> bool:
        """Tell whether both show a part of the same picture."""
        across = self.left < other.left + other.width and other.left < self.left + self.width
        return across and self.top < other.top + other.height and other.top < self.top + self.height


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of the machine; None or "" where the system does not tell.

    displays: as the window system shows them. outputs: sockets that give a picture, 0 if unknown; more of
    them than displays means mirrored ones. remote: what kind of remote session. programs: names of the
    processes that run, in small letters, without ".exe". battery: percent left.
    free: bytes free beside the box. box: bytes of the box. folder: where the box is, or is to be.
    voting: the vote has begun, so that stopping it for a weak battery would be the worse evil.
    sync_roots: folders that a service says it copies.
    """

    folder: PurePath
    displays: tuple[Display, ...] = ()
    outputs: int = 0
    remote: str = ""
    programs: frozenset[str] = frozenset()
    on_mains: bool | None = None
    battery: int | None = None
    free: int | None = None
    box: int = 0
    drive: Drive = Drive.FIXED
    volume: str = ""
    sync_roots: tuple[PurePath, ...] = ()
    voting: bool = False


class Kind(StrEnum):
    """What a finding is about; the first two are words of the box's log."""

    DISPLAY = "display"
    REMOTE = "remote"
    POWER = "power"
    DISK = "disk"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that speaks against voting, in one sentence that says what to do."""

    kind: Kind
    sentence: str


def display(around: Surroundings) -> Finding | None:
    """A second screen or a projector shows the room what a voter marks."""
    shown, outputs = around.displays, around.outputs
    pairs = ((a, b) for at, a in enumerate(shown) for b in shown[at + 1 :])
    if any(a.overlaps(b) for a, b in pairs) or (len(shown) == 1 and outputs > 1):
        return Finding(
            Kind.DISPLAY,
            "Màn hình đang được chiếu ra máy chiếu hoặc màn hình thứ hai; đồng chí rút dây hoặc tắt trình "
            "chiếu không dây rồi làm lại bước này.",
        )
    if len(shown) > 1:
        return Finding(
            Kind.DISPLAY,
            "Máy đang nối màn hình hoặc máy chiếu thứ hai; đồng chí rút ra rồi làm lại bước này.",
        )
    return None


def remote(around: Surroundings) -> Finding | None:
    """Whoever looks on from another machine sees every mark."""
    if not around.remote:
        return None
    return Finding(
        Kind.REMOTE,
        f"Máy đang được dùng từ xa ({around.remote}); đồng chí ngắt điều khiển từ xa và ngồi trước chính máy "
        "này rồi làm lại bước này.",
    )


def controlling(around: Surroundings) -> Finding | None:
    """A program for remote help may be looking on, and nothing on the screen says so."""
    found = sorted({name for process, name in CONTROLLING.items() if process in around.programs})
    if not found:
        return None
    return Finding(
        Kind.REMOTE,
        f"Chương trình điều khiển máy từ xa đang chạy ({', '.join(found)}); đồng chí thoát hẳn chương trình "
        "ấy, kể cả ở góc màn hình, rồi làm lại bước này.",
    )


def power(around: Surroundings) -> Finding | None:
    """The vote should not end because the battery does."""
    least = LEAST_WHILE_VOTING if around.voting else LEAST_BATTERY
    if around.on_mains or around.battery is None or around.battery >= least:
        return None
    return Finding(
        Kind.POWER,
        f"Pin còn {around.battery}% và máy chưa cắm điện; đồng chí cắm điện rồi làm lại bước này.",
    )


def disk(around: Surroundings) -> Finding | None:
    """Every ballot writes the whole box again; a full disk stops the vote in the middle."""
    if around.free is None or around.free >= ROOM * around.box:
        return None
    return Finding(
        Kind.DISK, "Ổ đĩa sắp đầy; đồng chí xóa bớt tệp không cần để có chỗ trống rồi làm lại bước này."
    )


def place(around: Surroundings) -> Finding | None:
    """Old versions of the box on another disk undo its secrecy (docs/decisions/ballot-box.md)."""
    where = {
        Drive.NETWORK: "trên ổ mạng",
        Drive.REMOVABLE: "trên USB, thẻ nhớ hoặc ổ tháo rời",
    }.get(around.drive, "")
    service = synchronised_by(around)
    if service:
        where = f"trong thư mục được {service} chép lên mạng"
    if not where:
        return None
    return Finding(
        Kind.PLACE,
        f"Sổ và hòm phiếu đang nằm {where}; đồng chí thoát chương trình, chép sổ vào ổ đĩa trong của máy, "
        "ngoài các thư mục đồng bộ, rồi mở lại.",
    )


def synchronised_by(around: Surroundings) -> str:
    """Name the service that copies the box's folder elsewhere, or ""."""
    for root in around.sync_roots:
        if around.folder.is_relative_to(root):
            return "OneDrive" if "onedrive" in root.name.casefold() else root.name
    for part in (*around.folder.parts, around.volume):
        if service := _service(part.casefold().strip("/\\")):
            return service
    return ""


def _service(part: str) -> str:
    for name, service in SYNCHRONISED.items():
        if part == name or part.startswith(tuple(name + sign for sign in _PATIENT)):
            return service
    return ""


CHECKS: Final[tuple[Callable[[Surroundings], Finding | None], ...]] = (
    display,
    remote,
    controlling,
    place,
    power,
    disk,
)


def findings(around: Surroundings) -> tuple[Finding, ...]:
    """Everything that speaks against voting here, the gravest first."""
    found = (check(around) for check in CHECKS)
    return tuple(finding for finding in found if finding is not None)
