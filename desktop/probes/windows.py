"""Windows: everything from the system's own functions, through ctypes."""

import ctypes
from pathlib import Path
from typing import Any, Final

from desktop.probes.told import Told
from desktop.surroundings import Drive

_REMOTE_SESSION: Final = 0x1000  # SM_REMOTESESSION
_REMOTE_CONTROL: Final = 0x2001  # SM_REMOTECONTROL: this session is shadowed
_ACTIVE_PATHS: Final = 2  # QDC_ONLY_ACTIVE_PATHS
_DRIVES: Final = {2: Drive.REMOVABLE, 4: Drive.NETWORK}  # DRIVE_REMOVABLE, DRIVE_REMOTE
_UNKNOWN: Final = 255
_LABEL: Final = 261
_PROCESSES: Final = 2  # TH32CS_SNAPPROCESS
_INVALID: Final = -1  # INVALID_HANDLE_VALUE


_CONTINUOUS: Final = 0x80000000
_STAY_ON: Final = 0x3  # ES_SYSTEM_REQUIRED | ES_DISPLAY_REQUIRED


class _PowerStatus(ctypes.Structure):
    """SYSTEM_POWER_STATUS."""

    _fields_ = (
        ("line", ctypes.c_ubyte),
        ("flag", ctypes.c_ubyte),
        ("percent", ctypes.c_ubyte),
        ("saver", ctypes.c_ubyte),
        ("life", ctypes.c_uint32),
        ("full", ctypes.c_uint32),
    )


class _ProcessEntry(ctypes.Structure):
    """PROCESSENTRY32W."""

    _fields_ = (
        ("size", ctypes.c_uint32),
        ("usage", ctypes.c_uint32),
        ("process", ctypes.c_uint32),
        ("heap", ctypes.c_size_t),
        ("module", ctypes.c_uint32),
        ("threads", ctypes.c_uint32),
        ("parent", ctypes.c_uint32),
        ("priority", ctypes.c_int32),
        ("flags", ctypes.c_uint32),
        ("file", ctypes.c_wchar * 260),
    )


def _library(name: str) -> Any:
    return getattr(getattr(ctypes, "windll", None), name)


def ask(folder: Path, *, seen: bool) -> Told:
    """Ask this machine; `seen`: somebody can see the screen."""
    mains, battery = power(_library("kernel32"))
    return Told(
        outputs=outputs(_library("user32")) if seen else 0,
        remote=remote(_library("user32")),
        programs=programs(_library("kernel32")) if seen else frozenset(),
        on_mains=mains,
        battery=battery,
        drive=drive(folder.anchor, _library("kernel32")),
        volume=label(folder.anchor, _library("kernel32")),
    )


class StateOfThread:
    """SetThreadExecutionState, for the thread that calls it; closed lid and power button overrule it."""

    def hold(self) -> None:
        """Keep system and screen on."""
        self._set(_CONTINUOUS | _STAY_ON)

    def let_go(self) -> None:
        """Sleep as usual."""
        self._set(_CONTINUOUS)

    def _set(self, state: int) -> None:
        _library("kernel32").SetThreadExecutionState(ctypes.c_uint32(state))


def power(kernel: Any) -> tuple[bool | None, int | None]:
    """(on mains, percent left) as GetSystemPowerStatus says; a machine without battery says 255."""
    status = _PowerStatus()
    if not kernel.GetSystemPowerStatus(ctypes.byref(status)):
        return None, None
    mains = None if status.line == _UNKNOWN else status.line == 1
    return mains, None if status.percent == _UNKNOWN else int(status.percent)


def remote(user: Any) -> str:
    """Name the kind of remote session, or ""."""
    seen_afar = user.GetSystemMetrics(_REMOTE_SESSION) or user.GetSystemMetrics(_REMOTE_CONTROL)
    return "Remote Desktop" if seen_afar else ""


def outputs(user: Any) -> int:
    """Count the active display paths: a duplicated screen is one picture on two paths."""
    paths, modes = ctypes.c_uint32(), ctypes.c_uint32()
    failed = user.GetDisplayConfigBufferSizes(_ACTIVE_PATHS, ctypes.byref(paths), ctypes.byref(modes))
    return 0 if failed else int(paths.value)


def programs(kernel: Any) -> frozenset[str]:
    """The names of all processes (CreateToolhelp32Snapshot)."""
    handle = kernel.CreateToolhelp32Snapshot(_PROCESSES, 0)
    if handle == _INVALID:
        return frozenset()
    entry, names = _ProcessEntry(), set[str]()
    entry.size = ctypes.sizeof(entry)
    found = kernel.Process32FirstW(ctypes.c_void_p(handle), ctypes.byref(entry))
    while found:
        names.add(entry.file.lower().removesuffix(".exe"))
        found = kernel.Process32NextW(ctypes.c_void_p(handle), ctypes.byref(entry))
    kernel.CloseHandle(ctypes.c_void_p(handle))
    return frozenset(names)


def drive(anchor: str, kernel: Any) -> Drive:
    r"""Say what kind of disk a folder is on; ``\\server\share`` is the network's."""
    if anchor.startswith("\\\\"):
        return Drive.NETWORK
    return _DRIVES.get(int(kernel.GetDriveTypeW(anchor)), Drive.FIXED)


def label(anchor: str, kernel: Any) -> str:
    """Read the disk's label: Google Drive appears as a disk of its own with that label."""
    text = ctypes.create_unicode_buffer(_LABEL)
    found = kernel.GetVolumeInformationW(anchor, text, _LABEL, None, None, None, None, 0)
    return text.value if found else ""
