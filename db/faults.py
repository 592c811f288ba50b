"""From the errors of SQLite and of the file system to the sentences for the user."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from db import engine
from db.errors import BookError, BookInUse, DamagedBook, DiskFull, NotABook, ReadOnly, Refused

_FULL: Final = (
    DiskFull,
    "Ổ đĩa đã đầy hoặc không ghi được nên “{}” chưa lưu thay đổi vừa rồi; xin dọn bớt tệp rồi làm lại.",
)
_READ_ONLY: Final = (
    ReadOnly,
    "“{}” chỉ cho đọc nên không ghi được; xin kiểm tra quyền ghi của tệp và thư mục.",
)
_OTHER: Final = (
    BookError,
    "Máy chưa đọc hoặc ghi được “{}”; xin đóng sổ, kiểm tra ổ đĩa rồi mở lại.",
)
_BY_CODE: Final[dict[int, tuple[type[BookError], str]]] = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _READ_ONLY,
    sqlite3.SQLITE_BUSY: (
        BookInUse,
        "Sổ “{}” đang được mở ở một cửa sổ hoặc chương trình khác; xin đóng chỗ ấy rồi mở lại.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        DamagedBook,
        "Sổ “{}” đã hỏng; xin giữ nguyên tệp và mở bản sao lưu gần nhất.",
    ),
    sqlite3.SQLITE_NOTADB: (NotABook, "Tệp “{}” không phải sổ của chương trình này; xin chọn lại tệp."),
}
_BY_FULL_CODE: Final[dict[int, tuple[type[BookError], str]]] = {
    sqlite3.SQLITE_IOERR_WRITE: _FULL,
    sqlite3.SQLITE_READONLY_DBMOVED: (
        BookError,
        "Tệp “{}” đã bị dời, đổi tên hoặc xóa khi đang mở; xin trả tệp về chỗ cũ, đóng sổ rồi mở lại.",
    ),
}
_BY_ERRNO: Final = {
    errno.ENOSPC: _FULL,
    errno.EFBIG: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EROFS: _READ_ONLY,
}


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn errors of SQLite on the file `name` into BookError."""
    try:
        yield
    except engine.mistakes():
        raise  # not a sentence for the user
    except engine.errors() as error:
        raise _of_sqlite(error, name) from error


@contextmanager
def of_file(name: str) -> Iterator[None]:
    """Turn errors of the file system on the file `name` into BookError."""
    try:
        yield
    except OSError as error:
        kind, sentence = _BY_ERRNO.get(error.errno or 0, _OTHER)
        raise kind(sentence.format(name)) from error


def _of_sqlite(error: Exception, name: str) -> BookError:
    code = engine.code_of(error)
    if code & 0xFF == sqlite3.SQLITE_CONSTRAINT:
        return _of_constraint(str(error))
    kind, sentence = _BY_FULL_CODE.get(code) or _BY_CODE.get(code & 0xFF, _OTHER)
    return kind(sentence.format(name))


def _of_constraint(message: str) -> Refused:
    if "constraint failed" not in message:  # the sentence of a trigger
        return Refused(message)
    what = message.rpartition(": ")[2]
    return Refused(f"Sổ không nhận giá trị này ({what}); xin kiểm tra lại số liệu vừa nhập.")
