"""Files that belong together appear together: written aside, then moved, and what they replace is kept."""

import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from forms.errors import FormsError
from forms.files import flush_folder

_ASIDE: Final = ".dang-ghi"
OLD: Final = "ban-cu"
"""The folder that keeps what later exports replaced: in it one folder for each time, `lan-1`, `lan-2`, …"""


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Yield an empty folder inside `target`; it goes at the end, and `target` too if nothing is in it."""
    aside = target / _ASIDE
    made = [folder for folder in (target, *target.parents) if not folder.exists()]
    try:
        if aside.exists():  # the power failed in an earlier export
            shutil.rmtree(aside)
        aside.mkdir(parents=True)
    except OSError as fault:
        raise FormsError(f"Không tạo được thư mục {target}: {fault.strerror or fault}.") from fault
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        with suppress(OSError):  # not empty: the export came through
            for folder in made:
                folder.rmdir()


def publish(aside: Path, target: Path, names: Sequence[str], own: str = "") -> None:
    """Move the files into `target` in this order, on the disk one after another; the last one seals the rest.

    A file of that name with other bytes is kept under `ban-cu`, and so are other papers in the folder `own`.
    """
    kept = _keeper(target)
    folders = {(target / name).parent for name in names}
    for name in names:
        new, old = aside / name, target / name
        try:
            old.parent.mkdir(exist_ok=True)
            if old.exists() and old.read_bytes() != new.read_bytes():
                _keep(old, kept / name)
            if name == names[-1]:
                if own:
                    _put_away(target, own, names, kept)
                for folder in folders:
                    flush_folder(folder)
            new.replace(old)
        except OSError as fault:
            raise FormsError(f"Không ghi được tệp {old}: {fault.strerror or fault}.") from fault
    flush_folder(target)


def _keeper(target: Path) -> Path:
    taken = [int(one.name[4:]) for one in target.glob(f"{OLD}/lan-*") if one.name[4:].isdecimal()]
    return target / OLD / f"lan-{max(taken, default=0) + 1}"


def _put_away(target: Path, folder: str, names: Collection[str], kept: Path) -> None:
    """Keep what an earlier export wrote into the folder and this one does not replace."""
    for old in sorted((target / folder).glob("*.pdf")):
        name = f"{folder}/{old.name}"
        if name not in names:
            _keep(old, kept / name)
            old.unlink()


def _keep(old: Path, kept: Path) -> None:
    """Give the old file a second name; `replace` then takes the first one from it at once."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, kept)
    except OSError:  # FAT knows no second names
        shutil.copy2(old, kept)
