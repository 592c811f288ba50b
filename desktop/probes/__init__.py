"""What the machine tells of itself: one module a system, and `look`, which fills in the record.

A probe never fails: what the system does not tell stays unknown, and unknown speaks against nothing.
"""

import os
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from desktop.probes.told import Told
from desktop.surroundings import Display, Surroundings


def look(folder: Path, *, displays: Sequence[Display] = (), box: Path | None = None) -> Surroundings:
    """Look around: `folder` is where boxes are or are to be, `box` the file of this one if there is one."""
    there = _existing(folder)
    told = _ask(there, seen=not all(display.is_virtual for display in displays))
    return Surroundings(
        folder=there,
        displays=tuple(displays),
        outputs=told.outputs,
        remote=told.remote,
        programs=told.programs,
        on_mains=told.on_mains,
        battery=told.battery,
        free=_free(there),
        box=_size(box),
        drive=told.drive,
        volume=told.volume,
        sync_roots=_sync_roots(),
    )


def _ask(folder: Path, *, seen: bool) -> Told:
    if sys.platform == "win32":
        from desktop.probes.windows import ask
    elif sys.platform == "linux":
        from desktop.probes.linux import ask
    else:
        return Told()
    return ask(folder, seen=seen)


def _existing(folder: Path) -> Path:
    """The folder itself, or the nearest one above that is there, without links."""
    folder = folder.absolute()
    return next((one for one in (folder, *folder.parents) if one.exists()), folder).resolve()


def _free(folder: Path) -> int | None:
    with suppress(OSError):
        return shutil.disk_usage(folder).free
    return None


def _size(box: Path | None) -> int:
    with suppress(OSError):
        return box.stat().st_size if box is not None else 0
    return 0


def _sync_roots() -> tuple[Path, ...]:
    """Folders that OneDrive names in the environment, whatever they are called."""
    names = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
    return tuple(Path(os.environ[name]) for name in names if os.environ.get(name))
