"""Write a file whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path
from typing import IO

from forms.errors import FormsError


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write beside the target, flush to the disk, rename: a power cut leaves the old file or the new one."""
    beside = path.with_name(f".{path.name}.part")
    mode = 0o600 if private else 0o644
    try:
        beside.unlink(missing_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            flush(file)
        beside.replace(path)
        flush_folder(path.parent)
    except OSError as fault:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise FormsError(f"Không ghi được tệp {path}: {fault.strerror or fault}.") from fault


def write_new(path: Path, content: bytes) -> None:
    """Write a file into a folder in the making (`forms.stage`) and flush it to the disk."""
    try:
        with path.open("xb") as file:
            file.write(content)
            flush(file)
    except OSError as fault:
        raise FormsError(f"Không ghi được tệp {path.name}: {fault.strerror or fault}.") from fault


def flush(file: IO[bytes]) -> None:
    """Put what was written on the disk."""
    file.flush()
    os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Put the new name on the disk too, where the system knows how (not Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
