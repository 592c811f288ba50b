"""Backups of an open book: whole copies with the minute in their name, the oldest thrown away."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from db.connection import Book
from db.copying import copy_database
from db.errors import BookError
from db.faults import of_file

_NAME: Final = re.compile(r"(?P<book>.+)-(?P<minute>\d{8}-\d{4})\.saoluu\.chibo")


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup by its name: of which book, made when."""

    path: Path
    book: str
    made: datetime


@dataclass(frozen=True, slots=True)
class Keeping:
    """How many backups stay: the `newest`, and of each of the last `days` days the last one."""

    newest: int = 10
    days: int = 60


def backup_name(book: Book, at: datetime) -> str:
    """The file name of a backup of this book made at `at`: NAME-YYYYMMDD-HHMM.saoluu.chibo."""
    return f"{book.path.stem}-{at:%Y%m%d-%H%M}.saoluu.chibo"


def backup(book: Book, target: Path) -> None:
    """Copy the whole book to `target`, replacing an older backup of that name; all or nothing.

    The copy is itself a book and opens as one, with the same passphrase if the book has one.
    Raises DiskFull, ReadOnly or BookError; then nothing changed.
    """
    target = Path(target)
    if not target.parent.is_dir():
        raise BookError(f"Không có thư mục “{target.parent.name}” để sao lưu; xin chọn thư mục khác.")
    if target.is_dir() or (target.exists() and target.samefile(book.path)):
        raise BookError(f"Không sao lưu đè lên “{target.name}” được; xin chọn tên khác cho bản sao lưu.")
    copy_database(book.connection, target, book.passphrase)


def keep_newest(folder: Path, n: int) -> tuple[Path, ...]:
    """Keep the `n` newest backups of each book in the folder and remove the others; returns what was removed.

    Only files named as `backup_name` names them are ever touched; the name says the time.
    """
    found: dict[str, list[Path]] = {}
    for path in sorted(Path(folder).iterdir()):
        match = _NAME.fullmatch(path.name)
        if match and path.is_file():
            found.setdefault(match["book"], []).append(path)
    old = tuple(path for paths in found.values() for path in paths[: max(len(paths) - max(n, 1), 0)])
    for path in old:
        with of_file(path.name):
            path.unlink()
    return old


def copies(folder: Path, book: str) -> tuple[Copy, ...]:
    """The backups of the book with this name in the folder, the newest first; none where it is missing."""
    folder = Path(folder)
    if not folder.is_dir():
        return ()
    with of_file(folder.name):
        found = (_copy(path) for path in folder.iterdir() if path.is_file())
        own = [copy for copy in found if copy is not None and copy.book == book]
    return tuple(sorted(own, key=lambda copy: copy.made, reverse=True))


def _copy(path: Path) -> Copy | None:
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        made = datetime.strptime(match["minute"], "%Y%m%d-%H%M")  # noqa: DTZ007 -- local time, as everywhere
    except ValueError:
        return None
    return Copy(path, match["book"], made)


def outdated(found: Sequence[Copy], today: date, keeping: Keeping) -> tuple[Copy, ...]:
    """Those of the backups, newest first, that need not be kept any longer."""
    oldest = today - timedelta(days=keeping.days)
    days: set[date] = set()
    gone = []
    for number, copy in enumerate(found):
        day = copy.made.date()
        last_of_its_day = day not in days
        days.add(day)
        if number >= max(keeping.newest, 1) and not (last_of_its_day and day >= oldest):
            gone.append(copy)
    return tuple(gone)


def thin_out(folder: Path, book: str, today: date, keeping: Keeping) -> tuple[Path, ...]:
    """Remove the outdated backups of this book; returns what was removed. No other file is ever touched."""
    gone = tuple(copy.path for copy in outdated(copies(folder, book), today, keeping))
    for path in gone:
        with of_file(path.name):
            path.unlink(missing_ok=True)
    return gone
