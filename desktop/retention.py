"""Books that were kept long enough: listed with all that belongs to them, deleted when asked.

The program sets no time itself and never deletes by itself.
"""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from db.backup import copies
from db.connection import is_open_here
from db.errors import BookError, BookInUse
from db.faults import of_file
from desktop.care import folder_beside, folder_for, kept_beside

FOLDERS: Final = (".hom-phieu", ".ho-so", ".de-in")
"""Folders beside a book, under its name, that hold nothing but what is of the book."""

NOT_REACHED: Final = (
    "Chương trình chỉ xóa được những gì nó biết: hồ sơ xuất sang thư mục khác, bản chép sang USB hay máy "
    "khác và giấy đã in thì đồng chí tự hủy. Xóa rồi không lấy lại được."
)


@dataclass(frozen=True, slots=True)
class Overdue:
    """A book that was kept long enough: its season, and all that goes with it, itself last."""

    book: Path
    year: int
    belongings: tuple[Path, ...]

    @property
    def files(self) -> int:
        """How many files that is."""
        return sum(1 for path in self.belongings for _ in _files(path))

    @property
    def typed(self) -> str:
        """What the user types to say that it is meant."""
        return f"XÓA {self.year}"


def overdue(known: Mapping[str, int], years: int, today: date, backups: str) -> tuple[Overdue, ...]:
    """The books that are older than `years` full years after their season, the oldest first; 0 is no limit.

    `known` are paths of books with the year of their season; `backups` is the chosen folder, "" for none.
    """
    if years <= 0:
        return ()
    old = ((year, Path(path)) for path, year in known.items() if today.year > year + years)
    found = (Overdue(path, year, belongings(path, backups)) for year, path in sorted(old))
    return tuple(one for one in found if one.belongings)


def belongings(book: Path, backups: str) -> tuple[Path, ...]:
    """What lies there of a book: backups, kept copies, boxes, dossier, key, and the book itself last."""
    found: list[Path] = []
    for folder in dict.fromkeys((folder_for(book, backups), folder_beside(book))):
        with suppress(BookError):
            found += [copy.path for copy in copies(folder, book.stem)]
    found += kept_beside(book)
    found += [book.with_name(f"{book.stem}{tail}") for tail in FOLDERS]
    found += [book.with_suffix(".p12"), book.with_name(f"{book.name}-journal"), book]
    return tuple(path for path in dict.fromkeys(found) if path.exists())


def _files(path: Path) -> tuple[Path, ...]:
    return tuple(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else (path,)


def delete(one: Overdue, today: date, log: Path) -> str:
    """Delete all of it and note that in the log, without a name; returns the note.

    BookError where something cannot be deleted; the book itself goes last, so that it can be tried again.
    """
    if is_open_here(one.book):
        raise BookInUse(f"Sổ “{one.book.name}” đang được mở; xin đóng sổ rồi làm lại.")
    number = one.files
    for path in one.belongings:
        with of_file(path.name):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    for folder in {path.parent for path in one.belongings} - {one.book.parent}:
        if folder == folder_beside(one.book):
            with suppress(OSError):  # the user's own files stay, and their folder
                folder.rmdir()
    note = f"{today:%d/%m/%Y}: đã xóa sổ của kỳ kiểm điểm {one.year} cùng mọi tệp đi kèm, {number} tệp."
    with of_file(log.name):
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(note + "\n")
    return note
