"""The book file: made, recognised, opened for this program alone, and written in whole transactions.

Every setting is read back and compared, because a confirmed step has to survive a power cut.
"""

import errno
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from db import engine, migrations
from db.codec import Row
from db.copying import copy_database, sync_folder
from db.errors import (
    BookError,
    BookExists,
    BookInUse,
    BookMissing,
    DamagedBook,
    NewerBook,
    NotABook,
    PassphraseNeeded,
    ReadOnly,
    WrongPassphrase,
)
from db.faults import explained, of_file
from db.memory import Memory
from db.schema import KEYS

if TYPE_CHECKING:
    from sqlite_utils.db import Database, Table

T = TypeVar("T")

APPLICATION: Final = 0x43484942
_MAGIC: Final = b"SQLite format 3\0"
_HEADER: Final = 100
_PATIENCE: Final = 0.5  # seconds that a virus scanner may hold the file while it is being opened

SETTINGS: Final[dict[str, int | str]] = {
    "locking_mode": "exclusive",  # before the first read: a second program is refused
    "journal_mode": "truncate",  # DELETE is not safe on Windows; WAL has a side file that copies forget
    "synchronous": 3,  # EXTRA
    "fullfsync": 1,
    "checkpoint_fullfsync": 1,
    "secure_delete": 1,
    "temp_store": 2,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "busy_timeout": 0,
}

_open_files: set[tuple[int, int]] = set()
# Closing any second handle of a file drops the locks a program holds on it (POSIX), so a book that is
# open in this program is refused before its file is touched.


class Book:
    """An open book; one thread, one connection. Rows are written through the named operations only.

    `passphrase` is the one it was opened with, "" for a book that has none; copies of it get the same.
    """

    def __init__(self, path: Path, db: "Database", mark: tuple[int, int], passphrase: str = "") -> None:
        self.path = path
        self.passphrase = passphrase
        self._db = db
        self._mark = mark
        self._memory = Memory(db.conn)
        row = self.find("book", {"one": 1})
        if row is None:
            raise DamagedBook(
                f"Sổ “{path.name}” thiếu trang đầu nên không mở được; xin mở bản sao lưu gần nhất."
            )
        self.id: str = row["id"]
        self.rehearsal = bool(row["rehearsal"])

    def close(self) -> None:
        """Close the file and take its empty journal away; closing twice does nothing."""
        with suppress(*engine.errors()):
            self.connection.execute("PRAGMA journal_mode=DELETE")
        self._db.close()
        _open_files.discard(self._mark)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection itself, for copying the whole book."""
        return self._db.conn

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; on return everything is on the disk. Errors of SQLite become BookError."""
        db = self.connection
        with explained(self.path.name):
            db.execute("BEGIN IMMEDIATE")
            try:
                yield
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    with suppress(*engine.errors()):
                        db.execute("ROLLBACK")
                self._memory.forget()
                raise

    def rows(self, table: str, where: str = "", args: Sequence[Any] = (), order: str = "") -> list[Row]:
        """The rows of a table."""
        with explained(self.path.name):
            return list(self._table(table).rows_where(where or None, list(args), order_by=order or None))

    def recall(self, table: str, what: str, read: Callable[[list[Row]], T], order: str) -> T:
        """What `read` makes of all rows of a table; `what` names it, so that it is read once a change."""
        return self._memory.recall(table, what, lambda: read(self.rows(table, order=order)))

    def find(self, table: str, key: Mapping[str, Any]) -> Row | None:
        """The row with this primary key, or None."""
        where = " AND ".join(f'"{name}"=?' for name in key)
        return next(iter(self.rows(table, where, tuple(key.values()))), None)

    def insert(self, table: str, row: Row) -> None:
        """Add one row."""
        self._table(table).insert(row)
        self._memory.wrote_one(table)

    def update(self, table: str, key: Mapping[str, Any], values: Row) -> None:
        """Change columns of the row with this primary key."""
        self._table(table).update([key[name] for name in KEYS[table]], values)
        self._memory.wrote_one(table)

    def delete(self, table: str, key: Mapping[str, Any]) -> None:
        """Remove the row with this primary key."""
        where = " AND ".join(f'"{name}"=?' for name in key)
        self._table(table).delete_where(where, list(key.values()))
        self._memory.wrote_one(table)

    def _table(self, name: str) -> "Table":
        if name not in KEYS:
            raise LookupError(f"the book has no table {name}")
        return self._db.table(name)


def create_book(path: Path, *, rehearsal: bool = False, passphrase: str = "") -> Book:
    """Make a new book, protected by the passphrase if one is given, and open it.

    BookExists where the name is taken; ReadOnly, DiskFull or BookError where the folder cannot take it.
    """
    path = Path(path)
    if path.exists() or path.is_symlink():
        raise _exists(path)
    raw = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        with explained(path.name):
            _write_new(raw, passphrase, rehearsal=rehearsal)
        with of_file(path.name):
            _give_name(raw, path)
    finally:
        raw.unlink(missing_ok=True)
        raw.with_name(raw.name + "-journal").unlink(missing_ok=True)
    return open_book(path, passphrase)


def _write_new(raw: Path, passphrase: str, *, rehearsal: bool) -> None:
    db = engine.connect(raw, passphrase)
    try:
        db.execute("PRAGMA page_size=4096")
        settle(db, raw)
        db.execute(f"PRAGMA application_id={APPLICATION}")
        migrations.migrate(db, migrations.VERSIONS)
        book_id = _new_id()
        row = (book_id, int(rehearsal))
        db.execute("INSERT INTO book(one,id,rehearsal,regulation) VALUES(1,?,?,'')", row)
    finally:
        db.close()


def _new_id() -> str:
    return "".join(secrets.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") for _ in range(16))


def _give_name(raw: Path, path: Path) -> None:
    """Rename without ever replacing a file."""
    try:
        os.link(raw, path)
    except FileExistsError:
        raise _exists(path) from None
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EROFS}:
            raise
        try:  # a file system without links: claim the name, then replace what we just made
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            raise _exists(path) from None
        raw.replace(path)
    sync_folder(path.parent)


def _exists(path: Path) -> BookExists:
    return BookExists(f"Ở đây đã có tệp “{path.name}”; xin chọn tên khác, tệp cũ không bao giờ bị ghi đè.")


def open_book(path: Path, passphrase: str = "") -> Book:
    """Open a book for this program alone; a passphrase that the book does not have is not used.

    PassphraseNeeded or WrongPassphrase where the book has another one. Nothing is written to a
    file that is no book, damaged or newer. A book of an older version is copied beside itself and brought up
    to date.
    """
    path = Path(path)
    mark = _look(path)
    if mark in _open_files:
        raise BookInUse(f"Sổ “{path.name}” đang được mở trong chương trình này; xin đóng sổ rồi mở lại.")
    if recognise(path):
        need(path, passphrase)
    else:
        passphrase = ""
    db = engine.connect(path, passphrase, patience=_PATIENCE)
    try:
        with explained(path.name):
            _take(db, path, passphrase)
        book = wrap(path, db, mark, passphrase)
    except BaseException:
        db.close()
        raise
    _open_files.add(mark)
    return book


def _look(path: Path) -> tuple[int, int]:
    """Which file it is, without opening it."""
    try:
        found = path.stat()
    except FileNotFoundError:
        raise BookMissing(f"Không tìm thấy sổ “{path.name}” ở chỗ này; xin kiểm tra lại chỗ lưu.") from None
    except OSError as error:
        raise BookError(
            f"Không đọc được tệp “{path.name}”; xin kiểm tra ổ đĩa hoặc quyền truy cập."
        ) from error
    if not path.is_file():
        raise NotABook(f"“{path.name}” là một thư mục, không phải sổ; xin chọn tệp có đuôi .chibo.")
    if not found.st_mode & 0o222 or not os.access(path, os.W_OK):
        raise ReadOnly(f"Sổ “{path.name}” chỉ cho đọc nên không ghi được; xin bỏ thuộc tính chỉ đọc của tệp.")
    return found.st_dev, found.st_ino


def is_open_here(path: Path) -> bool:
    """Tell whether this program has the book open; then nothing may open its file a second time."""
    try:
        found = path.stat()
    except OSError:
        return False
    return (found.st_dev, found.st_ino) in _open_files


def recognise(path: Path) -> bool:
    """Tell by the first bytes whether this is a book with a passphrase; NotABook and such where it is none.

    The file of another program is never handed to SQLite.
    """
    with of_file(path.name), path.open("rb") as file:
        head, size = file.read(_HEADER), os.fstat(file.fileno()).st_size
    if engine.looks_protected(head, size):
        return True
    if len(head) < _HEADER and head[: len(_MAGIC)] == _MAGIC[: len(head)] and head:
        raise damaged(path)
    number = int.from_bytes(head[68:72], "big")
    if head[: len(_MAGIC)] != _MAGIC or number != APPLICATION:
        raise NotABook(f"Tệp “{path.name}” không phải sổ của chương trình này; xin chọn lại tệp.")
    _refuse_newer(path.name, int.from_bytes(head[60:64], "big"))
    return False


def need(path: Path, passphrase: str) -> None:
    """PassphraseNeeded where none was given for a book that has one."""
    if not passphrase:
        raise PassphraseNeeded(f"Sổ “{path.name}” có mật khẩu; đồng chí gõ mật khẩu của sổ để mở.")


def unlock(db: sqlite3.Connection, path: Path) -> None:
    """Try the passphrase on the first page; nothing is written."""
    try:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except engine.errors() as error:
        if engine.code_of(error) & 0xFF != engine.NOT_A_DATABASE:
            raise
        raise WrongPassphrase(
            f"Mật khẩu chưa đúng nên chưa mở được “{path.name}”; đồng chí gõ lại, để ý phím Caps Lock "
            "và bộ gõ; nếu chắc chắn đúng thì tệp đã hỏng, xin mở bản sao lưu gần nhất."
        ) from error


def _refuse_newer(name: str, version: int) -> None:
    if version > len(migrations.VERSIONS):
        raise NewerBook(f"Sổ “{name}” do bản chương trình mới hơn lập; xin cập nhật chương trình rồi mở lại.")


def check(db: sqlite3.Connection, path: Path, passphrase: str = "") -> int:
    """The version of a file that is whole; DamagedBook or NewerBook where it cannot be trusted."""
    if not engine.whole(db, passphrase):
        raise damaged(path)
    version = migrations.version_of(db)
    if passphrase and db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise NotABook(f"Tệp “{path.name}” không phải sổ của chương trình này; xin chọn lại tệp.")
    _refuse_newer(path.name, version)
    if version < 1 or migrations.master_of(db) != migrations.expected_master(migrations.VERSIONS[:version]):
        raise damaged(path)
    return version


def _take(db: sqlite3.Connection, path: Path, passphrase: str) -> None:
    """Lock, set, check, and bring up to date; the journal of a crash is rolled back here."""
    hold(db, path, passphrase)
    version = check(db, path, passphrase)
    if version < len(migrations.VERSIONS):
        copy_database(db, _free_name(path, version), passphrase)
        migrations.migrate(db, migrations.VERSIONS)


def hold(db: sqlite3.Connection, path: Path, passphrase: str) -> None:
    """Take the file for this program alone, set as every book is; WrongPassphrase before anything is set."""
    db.execute("PRAGMA locking_mode=exclusive")
    if passphrase:
        unlock(db, path)
    settle(db, path)
    db.execute("BEGIN EXCLUSIVE")
    db.execute("COMMIT")


def _free_name(path: Path, version: int) -> Path:
    """A name beside the book for its copy from before the update; never one that is taken."""
    number = 1
    while True:
        tail = "" if number == 1 else f"-{number}"
        name = path.with_name(f"{path.stem}-truoc-nang-cap-{version}{tail}{path.suffix}")
        if not name.exists():
            return name
        number += 1


def settle(db: sqlite3.Connection, path: Path) -> None:
    """Set how the file is locked and written, and read every setting back."""
    for name, value in SETTINGS.items():
        db.execute(f"PRAGMA {name}={value}")
    for name, value in SETTINGS.items():
        if db.execute(f"PRAGMA {name}").fetchone()[0] != value:
            raise BookError(
                f"Máy không nhận cách ghi an toàn cho sổ “{path.name}” ({name}); xin để sổ ở ổ đĩa khác."
            )


def wrap(path: Path, db: sqlite3.Connection, mark: tuple[int, int], passphrase: str = "") -> Book:
    """A book over a connection that was checked; `mark` says which file it holds."""
    from sqlite_utils.db import Database

    return Book(path, Database(db, recursive_triggers=False, execute_plugins=False), mark, passphrase)


def damaged(path: Path) -> DamagedBook:
    """The error for a book that cannot be trusted."""
    return DamagedBook(
        f"Sổ “{path.name}” đã hỏng nên không mở; xin giữ nguyên tệp và mở bản sao lưu gần nhất."
    )
