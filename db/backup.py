"""Backups of an open book: whole copies with the minute in their name, the oldest thrown away."""

import re
from datetime import datetime
from pathlib import Path
from typing import Final

from db.connection import Book
from db.copying import copy_database
from db.errors import BookError
from db.faults import of_file

_NAME: Final = re.compile(r"(?P<book>.+)-(?P<minute>\d{8}-\d{4})\.saoluu\.chibo")


def backup_name(book: Book, at: datetime) -> str:
    """The file name of a backup of this book made at `at`: NAME-YYYYMMDD-HHMM.saoluu.chibo."""
    return f"{book.path.stem}-{at:%Y%m%d-%H%M}.saoluu.chibo"


def backup(book: Book, target: Path) -> None:
    """Copy the whole book to `target`, replacing an older backup of that name; all or nothing.

    The copy is itself a book and opens as one. Raises DiskFull, ReadOnly or BookError; then nothing changed.
    """
    target = Path(target)
    if not target.parent.is_dir():
        raise BookError(f"Không có thư mục “{target.parent.name}” để sao lưu; xin chọn thư mục khác.")
    if target.is_dir() or (target.exists() and target.samefile(book.path)):
        raise BookError(f"Không sao lưu đè lên “{target.name}” được; xin chọn tên khác cho bản sao lưu.")
    copy_database(book.connection, target)


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
