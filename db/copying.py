"""Whole copies of a database: complete or not there at all."""

import os
import secrets
import sqlite3
from pathlib import Path

from db import engine
from db.errors import BookError
from db.faults import explained, of_file


def copy_database(db: sqlite3.Connection, target: Path, passphrase: str = "") -> None:
    """Copy an open database to `target`: to a file beside it, checked, onto the disk, then renamed.

    A protected book gives a protected copy; `passphrase` is its own.
    Raises DiskFull, ReadOnly or BookError; then `target` is what it was before.
    """
    raw = target.with_name(f".{target.name}.{secrets.token_hex(4)}.new")
    try:
        with explained(target.name):
            _copy(db, raw, passphrase)
        with of_file(target.name):
            sync_file(raw)
            raw.replace(target)
            sync_folder(target.parent)
    finally:
        raw.unlink(missing_ok=True)
        raw.with_name(raw.name + "-journal").unlink(missing_ok=True)


def _copy(db: sqlite3.Connection, raw: Path, passphrase: str) -> None:
    copy = engine.connect(raw, passphrase)
    try:
        db.backup(copy)
        if not engine.whole(copy, passphrase):
            raise BookError(
                f"Bản sao của sổ ở “{raw.parent}” không nguyên vẹn; xin chọn ổ đĩa khác rồi sao lưu lại."
            )
    finally:
        copy.close()


def sync_file(path: Path) -> None:
    """Put the bytes of a file on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk, where the system can do that."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
