"""A book file looked at as it lies there: read once into memory, never locked, never written.

For backups, for books of earlier years, for books on a stick that is write-protected.
"""

import sqlite3
from pathlib import Path
from typing import Final

from db import connection, engine, migrations
from db.connection import Book
from db.errors import BookInUse, BookMissing, NotABook
from db.faults import explained, of_file

_NOWHERE: Final = (-1, -1)


def read_book(path: Path, passphrase: str = "") -> Book:
    """The book as the file has it now, in memory; close it when done, nothing is ever written back.

    Raises what opening the file would raise. A book that is open, here or elsewhere, or that was not
    closed in order is refused: its file alone does not say what stands in it.
    """
    path = Path(path)
    _may_be_read(path)
    protected = connection.recognise(path)
    db = _protected(path, passphrase) if protected else _plain(path)
    try:
        with explained(path.name):
            migrations.migrate(db, migrations.VERSIONS)
        return connection.wrap(path, db, _NOWHERE, passphrase if protected else "")
    except BaseException:
        db.close()
        raise


def _plain(path: Path) -> sqlite3.Connection:
    with of_file(path.name):
        content = path.read_bytes()
    db = engine.connect(":memory:")
    try:
        with explained(path.name):
            db.deserialize(content)
            connection.check(db, path)
    except BaseException:
        db.close()
        raise
    return db


def _protected(path: Path, passphrase: str) -> sqlite3.Connection:
    connection.need(path, passphrase)
    source, db = engine.connect_to_read(path, passphrase), engine.connect(":memory:", passphrase)
    try:
        with explained(path.name):
            connection.unlock(source, path)
            connection.check(source, path, passphrase)
            source.backup(db)
    except BaseException:
        db.close()
        raise
    finally:
        source.close()
    return db


def _may_be_read(path: Path) -> None:
    if not path.exists():
        raise BookMissing(f"Không tìm thấy tệp “{path.name}” ở chỗ này; xin kiểm tra lại chỗ lưu.")
    if not path.is_file():
        raise NotABook(f"“{path.name}” là một thư mục, không phải sổ; xin chọn tệp có đuôi .chibo.")
    journal = path.with_name(path.name + "-journal")
    if connection.is_open_here(path) or journal.exists():
        raise BookInUse(
            f"Sổ “{path.name}” đang được mở hoặc chưa đóng hẳn; xin mở sổ ấy, đóng lại rồi làm lại bước này."
        )
