"""A backup looked into, and put back in the place of a book without losing what stands there."""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.connection import is_open_here
from db.copying import copy_database, sync_folder
from db.errors import BookError, BookInUse
from db.faults import of_file
from db.history import verify_history
from db.reading import read_book
from db.store import load_history, load_season


@dataclass(frozen=True, slots=True)
class Inside:
    """What stands in a book file: whose, which year, when it last changed, and whether its history holds.

    branch is "" and year 0 where the unit was not set up; changed is None where nothing was ever done.
    """

    path: Path
    branch: str
    year: int
    members: int
    closed_sessions: int
    sessions: int
    changed: datetime | None
    steps: int
    rehearsal: bool
    intact: bool


def look_inside(path: Path, passphrase: str = "") -> Inside:
    """What the file holds; it is only read. BookError where it is no book or cannot be trusted."""
    with read_book(path, passphrase) as book:
        season, history = load_season(book), load_history(book)
        sessions = () if season is None else season.sessions
        return Inside(
            path=Path(path),
            branch="" if season is None else season.unit.name,
            year=0 if season is None else season.year,
            members=0 if season is None else len(season.members),
            closed_sessions=sum(session.closed is not None for session in sessions),
            sessions=len(sessions),
            changed=history[-1].at if history else None,
            steps=len(history),
            rehearsal=book.rehearsal,
            intact=verify_history(book).ok,
        )


def restore(source: Path, target: Path, at: datetime, passphrase: str = "") -> Path | None:
    """Put the book in `source` at `target`; what stood there is kept under another name, which is returned.

    `passphrase` is that of the source, and of the restored book. The book at `target`
    must be closed. Whatever fails, `target` holds its old book or the restored one.
    """
    source, target = Path(source), Path(target)
    if is_open_here(target):
        raise BookInUse(f"Sổ “{target.name}” đang được mở; xin đóng sổ rồi khôi phục.")
    if target.exists() and (target.is_dir() or target.samefile(source)):
        raise BookError(f"Không khôi phục vào “{target.name}” được; xin chọn tên khác cho sổ khôi phục.")
    if not target.parent.is_dir():
        raise BookError(f"Không có thư mục “{target.parent.name}”; xin chọn thư mục khác.")
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}.khoi-phuc")
    try:
        with read_book(source, passphrase) as book:
            copy_database(book.connection, fresh, book.passphrase)
        kept = _keep(target, at) if target.exists() else None
        with of_file(target.name):
            fresh.replace(target)
            sync_folder(target.parent)
    finally:
        fresh.unlink(missing_ok=True)
    return kept


def _keep(target: Path, at: datetime) -> Path:
    """Give the old book a second name, so that replacing the first loses nothing; its journal goes along."""
    kept = kept_name(target, at)
    journal = target.with_name(target.name + "-journal")
    with of_file(target.name):
        try:
            os.link(target, kept)
        except OSError:  # a file system without links
            target.rename(kept)
        with suppress(FileNotFoundError):  # it belongs to the old book and must not touch the restored one
            journal.rename(kept.with_name(kept.name + "-journal"))
        sync_folder(target.parent)
    return kept


def kept_name(target: Path, at: datetime) -> Path:
    """The free name under which the book at `target` is kept: NAME-truoc-khoi-phuc-YYYYMMDD-HHMM.chibo."""
    number = 1
    while True:
        tail = "" if number == 1 else f"-{number}"
        name = f"{target.stem}-truoc-khoi-phuc-{at:%Y%m%d-%H%M}{tail}{target.suffix}"
        if not target.with_name(name).exists():
            return target.with_name(name)
        number += 1
