"""Linux: power and outputs from /sys, mounts from /proc, remote sessions from the environment."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from desktop.probes.told import Told
from desktop.surroundings import Drive

_NETWORK: Final = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "davfs", "ncpfs"})
_NETWORK_FUSE: Final = frozenset(
    {"sshfs", "rclone", "davfs2", "gvfsd-fuse", "onedriver", "google-drive-ocamlfuse"}
)
_UNPLUGGED: Final = ("/media/", "/run/media/")
_LOCAL_DISPLAY: Final = re.compile(r"(unix)?:\d+(\.\d+)?")

REMOTE: Final = {
    "XRDP_SESSION": "Remote Desktop",
    "VNCDESKTOP": "VNC",
    "CHROME_REMOTE_DESKTOP_SESSION": "Chrome Remote Desktop",
    "X2GO_SESSION": "X2Go",
    "NXSESSIONID": "NX",
}
"""Variables that a remote desktop leaves in the environment of its programs."""


INHIBIT: Final = (
    "systemd-inhibit",
    "--what=sleep:idle:handle-lid-switch",
    "--mode=block",
    "--who=Kiểm điểm cuối năm",
    "--why=Hòm phiếu đang mở",
    "cat",
)
"""A lock of logind (systemd-inhibit(1)) while `cat` waits for more to read: until we close our end."""

DELAY: Final = (
    "systemd-inhibit",
    "--what=sleep",
    "--mode=delay",
    "--who=Kiểm điểm cuối năm",
    "--why=Xóa khóa hòm phiếu khỏi bộ nhớ",
    "cat",
)
"""A lock that only puts a sleep off, by five seconds at most, until we give it back."""

PATIENCE: Final = 2.0
"""Seconds to wait for the child to end by itself."""


class Inhibitor:
    """Asks logind, through a child of ours, not to sleep and not to mind the lid; or to wait (`DELAY`)."""

    def __init__(self, command: Sequence[str] = INHIBIT) -> None:
        self._command = command
        self._child: subprocess.Popen[bytes] | None = None

    def hold(self) -> None:
        """Take the lock, unless it is held; where there is no logind, nothing happens."""
        if self._child is not None and self._child.poll() is None:
            return
        self.let_go()
        with suppress(OSError):
            self._child = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=outside(os.environ, frozen=bool(getattr(sys, "frozen", False))),
            )

    def let_go(self) -> None:
        """Give the lock back."""
        if self._child is None:
            return
        child, self._child = self._child, None
        try:
            child.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.communicate()


def outside(environment: Mapping[str, str], *, frozen: bool) -> dict[str, str]:
    """The environment for a program of the system: a frozen program points at libraries of its own."""
    made = dict(environment)
    if frozen:
        made.pop("LD_LIBRARY_PATH", None)
        if original := made.pop("LD_LIBRARY_PATH_ORIG", ""):
            made["LD_LIBRARY_PATH"] = original
    return made


def ask(folder: Path, *, seen: bool) -> Told:
    """Ask this machine; `seen`: somebody can see the screen, so a remote shell matters."""
    mains, battery = power(Path("/sys/class/power_supply"))
    return Told(
        outputs=outputs(Path("/sys/class/drm")) if seen else 0,
        remote=remote(os.environ, Path("/run/systemd/sessions"), seen=seen),
        programs=programs(Path("/proc")) if seen else frozenset(),
        on_mains=mains,
        battery=battery,
        drive=drive(folder, _read(Path("/proc/self/mountinfo"))),
    )


def _read(path: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        return path.read_text(encoding="utf-8").strip()
    return ""


def _entries(folder: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(folder.iterdir())
    return []


def power(supplies: Path) -> tuple[bool | None, int | None]:
    """(on mains, percent of the weakest battery) of the laptop itself; a mouse's battery has scope Device."""
    mains: list[bool] = []
    charges: list[int] = []
    for one in _entries(supplies):
        kind = _read(one / "type")
        if kind in {"Mains", "USB"} and (online := _read(one / "online")):
            mains.append(online != "0")
        elif kind == "Battery" and _read(one / "scope") != "Device":
            charges += [int(text) for text in (_read(one / "capacity"),) if text.isdigit()]
    return (any(mains) if mains else None, min(charges, default=None))


def outputs(connectors: Path) -> int:
    """Count the sockets with a screen that is switched on; mirrored screens count each."""
    lit = (one for one in _entries(connectors) if _read(one / "status") == "connected")
    return sum(_read(one / "enabled") == "enabled" for one in lit)


def remote(environment: Mapping[str, str], sessions: Path, *, seen: bool) -> str:
    """Name the kind of remote session, or ""."""
    for variable, name in REMOTE.items():
        if environment.get(variable):
            return name
    shown = environment.get("DISPLAY", "")
    if shown and not environment.get("WAYLAND_DISPLAY") and not _LOCAL_DISPLAY.fullmatch(shown):
        return "X11"
    if seen and (environment.get("SSH_CONNECTION") or environment.get("SSH_TTY")):
        return "SSH"
    session = environment.get("XDG_SESSION_ID", "")
    if seen and session.isalnum() and "REMOTE=1" in _read(sessions / session).splitlines():
        return "phiên đăng nhập từ xa"
    return ""


def programs(processes: Path) -> frozenset[str]:
    """The names of all processes (proc(5), comm: cut to fifteen letters)."""
    return frozenset(_read(one / "comm").lower() for one in _entries(processes) if one.name.isdigit())


def drive(folder: Path, mounts: str) -> Drive:
    """Say what kind of disk `folder` is on, by the table of mounts (proc(5), mountinfo)."""
    found = max(_mounts_of(folder, mounts), key=lambda one: len(one[0]), default=("/", "", ""))
    point, kind, device = found
    fuse = kind.removeprefix("fuse.")
    if kind in _NETWORK or fuse in _NETWORK_FUSE or device.startswith("//"):
        return Drive.NETWORK
    if f"{point}/".startswith(_UNPLUGGED) or _is_removable(device):
        return Drive.REMOVABLE
    return Drive.FIXED


def _mounts_of(folder: Path, mounts: str) -> Iterator[tuple[str, str, str]]:
    """Yield (mount point, type, device) of every mount that `folder` lies in."""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields, last = before.split(), after.split()
        if len(fields) > 4 and len(last) > 1:  # noqa: PLR2004 -- the fifth field is the mount point
            point = re.sub(r"\\(\d{3})", lambda found: chr(int(found[1], 8)), fields[4])
            if folder.is_relative_to(point):
                yield point, last[0], last[1]


def _is_removable(device: str) -> bool:
    name = device.removeprefix("/dev/")
    if name == device or "/" in name:
        return False
    block = Path("/sys/class/block") / name
    return "1" in {_read(block / "removable"), _read(block.resolve().parent / "removable")}
