"""The box file: its tables, how SQLite must be set, and how a file is opened and recognised.

One file for each round, apart from the book. Every setting is read back and compared; a file that does not
take one is refused.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

from db.ballot_box.errors import BoxBusy, BoxDamaged, BoxError, DiskFull, NotWritten
from db.ballot_box.keys import digest

APPLICATION: Final = 0x43484942  # "CHIB"
VERSION: Final = 1

TABLES: Final = tuple(
    statement.strip()
    for statement in """
CREATE TABLE manifest(id INTEGER PRIMARY KEY CHECK(id=1), body BLOB NOT NULL, hash BLOB NOT NULL) STRICT;

CREATE TABLE roll(member INTEGER PRIMARY KEY, present INTEGER NOT NULL CHECK(present IN (0,1)),
  voted INTEGER NOT NULL CHECK(voted IN (0,1)), CHECK(voted<=present)) STRICT;

CREATE TABLE box(part INTEGER PRIMARY KEY, ct BLOB NOT NULL) STRICT;

CREATE TABLE head(id INTEGER PRIMARY KEY CHECK(id=1), state TEXT NOT NULL CHECK(state IN
  ('prepared','open','suspended','closed','counted','sealed','void')), n INTEGER NOT NULL,
  wrap_r BLOB NOT NULL, audit_head BLOB NOT NULL, audit_bound BLOB NOT NULL) STRICT;

CREATE TABLE audit(seq INTEGER PRIMARY KEY, prev BLOB NOT NULL, body BLOB NOT NULL, h BLOB NOT NULL) STRICT;

CREATE TABLE result(id INTEGER PRIMARY KEY CHECK(id=1), body BLOB NOT NULL, signature BLOB NOT NULL) STRICT;

CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT,'audit'); END;

CREATE TRIGGER audit_keeps BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT,'audit'); END;
""".removesuffix(";\n").split(";\n\n")
)
"""No index, AUTOINCREMENT, time column or trigger on `box`: nothing may follow the order of voting."""

SCHEMA_HASH: Final = digest("chibo-schema", "\n".join(TABLES).encode())

AT_CREATION: Final = {"page_size": 4096, "auto_vacuum": 0}
SETTINGS: Final[dict[str, int | str]] = {
    "locking_mode": "exclusive",  # before the first read: a second program is refused
    "journal_mode": "truncate",  # DELETE syncs no directory on Windows; copies forget the side file of WAL
    "synchronous": 3,  # EXTRA
    "fullfsync": 1,
    "checkpoint_fullfsync": 1,
    "secure_delete": 1,
    "temp_store": 2,
    "mmap_size": 0,
    "cache_size": -32768,
    "cache_spill": 0,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "busy_timeout": 0,
}

_FAULTS: Final[dict[int, tuple[type[BoxError], str]]] = {
    sqlite3.SQLITE_FULL: (
        DiskFull,
        "Đĩa đã đầy nên chưa ghi gì vào hòm phiếu; xin giải phóng chỗ trống rồi làm lại.",
    ),
    sqlite3.SQLITE_BUSY: (
        BoxBusy,
        "Hòm phiếu đang được mở ở một cửa sổ khác; xin đóng cửa sổ ấy rồi làm lại.",
    ),
    sqlite3.SQLITE_CORRUPT: (BoxDamaged, "Tệp hòm phiếu đã hỏng; xin giữ nguyên tệp và báo tổ kiểm phiếu."),
    sqlite3.SQLITE_NOTADB: (BoxDamaged, "Tệp này không phải hòm phiếu của chương trình; xin chọn lại tệp."),
}
_OTHER: Final = (
    NotWritten,
    "Máy chưa ghi được vào hòm phiếu, chưa có gì thay đổi; xin kiểm tra ổ đĩa rồi làm lại.",
)


def explain(error: sqlite3.Error) -> BoxError:
    """Turn an error of SQLite into the sentence for the user."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    kind, sentence = _FAULTS.get(code, _OTHER)
    return kind(sentence)


def dial(path: Path) -> sqlite3.Connection:
    """Open a connection without touching the file; transactions are always explicit."""
    return sqlite3.connect(path, timeout=0, isolation_level=None, cached_statements=32)


@contextmanager
def create(path: Path) -> Iterator[sqlite3.Connection]:
    """Make a new box file that only this user may read, and leave its first transaction open for the rows.

    BoxError where the name is taken; whatever fails before the commit, no file is left behind.
    """
    _claim(path)
    db = dial(path)
    try:
        with explained():
            for name, value in AT_CREATION.items():
                db.execute(f"PRAGMA {name}={value}")
            _settle(db)
            db.execute("BEGIN EXCLUSIVE")
            db.execute(f"PRAGMA application_id={APPLICATION}")
            db.execute(f"PRAGMA user_version={VERSION}")
            for statement in TABLES:
                db.execute(statement)
            yield db
            db.execute("COMMIT")
    except BaseException:
        db.close()
        path.unlink()
        path.with_name(path.name + "-journal").unlink(missing_ok=True)
        raise


def _claim(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as error:
        raise BoxError(
            "Đã có một hòm phiếu ở chỗ này; xin chọn tên khác, hòm cũ không bao giờ bị ghi đè."
        ) from error
    except OSError as error:
        raise NotWritten(
            "Không tạo được tệp hòm phiếu; xin kiểm tra thư mục và chỗ trống trên đĩa."
        ) from error


def open_file(path: Path) -> sqlite3.Connection:
    """Open an existing box for this program alone and make sure it is one; a crash is rolled back here."""
    if not path.is_file():
        raise BoxError("Không tìm thấy tệp hòm phiếu; xin kiểm tra lại chỗ lưu.")
    db = dial(path)
    try:
        with readable():
            _settle(db)
            db.execute("BEGIN EXCLUSIVE")
            db.execute("COMMIT")
            _recognise(db)
            _require_whole(db, path)
    except BaseException:
        db.close()
        raise
    return db


@contextmanager
def explained() -> Iterator[None]:
    """Turn errors of SQLite into sentences for the user."""
    try:
        yield
    except sqlite3.Error as error:
        raise explain(error) from error


@contextmanager
def readable() -> Iterator[None]:
    """Turn whatever an untrusted file does to us while it is being opened into sentences for the user."""
    try:
        with explained():
            yield
    except (NotWritten, ValueError, TypeError) as error:  # sqlite3 itself raises UnicodeDecodeError
        raise BoxDamaged("Không đọc được tệp hòm phiếu; tệp đã hỏng hoặc bị sửa từ bên ngoài.") from error


def pragma(db: sqlite3.Connection, name: str) -> int | str | None:
    """Read one setting back; None where SQLite does not know it."""
    row = db.execute(f"PRAGMA {name}").fetchone()
    return None if row is None else row[0]


def _settle(db: sqlite3.Connection) -> None:
    if hasattr(db, "setconfig"):  # Python 3.12 and later
        db.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)  # type: ignore[attr-defined, unused-ignore] # noqa: FBT003
    for name, value in SETTINGS.items():
        db.execute(f"PRAGMA {name}={value}")
    for name, value in {**AT_CREATION, **SETTINGS}.items():
        if pragma(db, name) not in {value, None if name == "mmap_size" else value}:
            raise BoxDamaged("Tệp hòm phiếu không nhận các thiết lập an toàn; xin không dùng tệp này.")


def _recognise(db: sqlite3.Connection) -> None:
    ours = (pragma(db, "application_id"), pragma(db, "user_version")) == (APPLICATION, VERSION)
    if not ours or _master(db) != _expected():
        raise BoxDamaged("Tệp này không phải hòm phiếu của chương trình, hoặc được tạo bởi một bản khác.")
    if pragma(db, "quick_check") != "ok":
        raise BoxDamaged("Tệp hòm phiếu đã hỏng; xin giữ nguyên tệp và báo tổ kiểm phiếu.")


def _require_whole(db: sqlite3.Connection, path: Path) -> None:
    """SQLite takes a last page that is cut short for one that ends in zeros; a box does not."""
    pages, size = pragma(db, "page_count"), AT_CREATION["page_size"]
    if path.stat().st_size != size * int(pages or 0):
        raise BoxDamaged("Tệp hòm phiếu bị cắt cụt; xin giữ nguyên tệp và báo tổ kiểm phiếu.")


def _master(db: sqlite3.Connection) -> list[tuple[str, ...]]:
    return [
        tuple(row) for row in db.execute("SELECT type,name,tbl_name,sql FROM sqlite_master ORDER BY name")
    ]


@cache
def _expected() -> list[tuple[str, ...]]:
    db = sqlite3.connect(":memory:")
    for statement in TABLES:
        db.execute(statement)
    found = _master(db)
    db.close()
    return found
