"""A book given a passphrase, another one, or none: written anew beside itself, compared, then renamed.

Killed at any instant there is one good book under the name, with the old passphrase or with the new one.
"""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from db import connection, engine, migrations
from db.copying import sync_file, sync_folder
from db.errors import BookError, BookInUse
from db.faults import explained, of_file
from db.schema import KEYS

SHORTEST: Final = 8
"""Fewest letters of a passphrase that the program accepts."""


def is_protected(path: Path) -> bool:
    """Tell whether a closed book has a passphrase; BookError where it is no book."""
    if connection.is_open_here(path):
        raise BookInUse(f"Sổ “{path.name}” đang được mở; xin đóng sổ rồi làm lại.")
    return connection.recognise(path)


def set_passphrase(path: Path, old: str, new: str) -> None:
    """Give a closed book the passphrase `new` in the place of `old`; "" is none.

    Raises what opening the book raises, DiskFull, ReadOnly or BookError; then the book is what it was.
    Copies that were made before keep the protection that they had.
    """
    if new and len(engine.spelled(new)) < SHORTEST:
        raise BookError(f"Mật khẩu của sổ cần ít nhất {SHORTEST} ký tự; đồng chí đặt mật khẩu dài hơn.")
    connection.open_book(path, old).close()  # says what is wrong with it, and brings it up to date
    old = old if is_protected(path) else ""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        with explained(path.name):
            _write(path, old, fresh, new)
        with of_file(path.name):
            sync_file(fresh)
            fresh.replace(path)
            sync_folder(path.parent)
    finally:
        fresh.unlink(missing_ok=True)
        fresh.with_name(fresh.name + "-journal").unlink(missing_ok=True)


def _write(path: Path, old: str, fresh: Path, new: str) -> None:
    """Write and compare while the book is held, so that nobody changes it in between."""
    with _closing(engine.connect_to_convert(path, old)) as db:
        connection.hold(db, path, old)
        _export(db, fresh, new)
        with _closing(engine.connect(fresh, new)) as written:
            connection.check(written, path, new)
            if _rows(written) != _rows(db):
                raise BookError(
                    f"Bản ghi lại của sổ “{path.name}” không giống sổ; sổ cũ vẫn nguyên như trước."
                )
        db.execute("PRAGMA journal_mode=DELETE")


def _export(db: sqlite3.Connection, fresh: Path, new: str) -> None:
    db.execute("ATTACH ? AS fresh KEY ?", (str(fresh), engine.spelled(new)))
    db.execute("SELECT sqlcipher_export('fresh')").fetchone()
    db.execute(f"PRAGMA fresh.user_version={migrations.version_of(db)}")
    db.execute(f"PRAGMA fresh.application_id={connection.APPLICATION}")
    db.execute("DETACH fresh")


def _rows(db: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    named = {name: f'SELECT * FROM "{name}" ORDER BY rowid' for name in KEYS}  # noqa: S608 -- our own names
    return {name: db.execute(query).fetchall() for name, query in named.items()}


@contextmanager
def _closing(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield db
    finally:
        db.close()
