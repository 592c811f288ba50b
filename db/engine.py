"""The two engines that write books: SQLite, and SQLCipher for a book that has a passphrase.

Both speak the same DB-API; whoever holds a connection need not know which one it is. A file of SQLCipher is
random bytes from the first to the last, so that only the passphrase tells whether it is a book.
"""

import sqlite3
import sys
import unicodedata
from pathlib import Path
from types import ModuleType
from typing import Final

NOT_A_DATABASE: Final = sqlite3.SQLITE_NOTADB
_PAGE: Final = 4096
_CIPHER: Final = "sqlcipher3.dbapi2"


def connect(where: Path | str, passphrase: str = "", *, patience: float = 0) -> sqlite3.Connection:
    """Open or make the file; "" is no passphrase. `patience`: seconds to wait for another program's lock."""
    if not passphrase:
        return sqlite3.connect(where, isolation_level=None, timeout=patience)
    return _keyed(_cipher().connect(str(where), isolation_level=None, timeout=patience), passphrase)


def connect_to_read(path: Path, passphrase: str) -> sqlite3.Connection:
    """Open a protected file that nobody writes: no lock is taken, nothing is ever written."""
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return _keyed(_cipher().connect(uri, isolation_level=None, uri=True), passphrase)


def connect_to_convert(path: Path, passphrase: str) -> sqlite3.Connection:
    """Open a file, protected or not, with the engine that can write both kinds."""
    db: sqlite3.Connection = _cipher().connect(str(path), isolation_level=None, timeout=0)
    return _keyed(db, passphrase) if passphrase else db


def _keyed(db: sqlite3.Connection, passphrase: str) -> sqlite3.Connection:
    db.execute("PRAGMA cipher_log_level=NONE")  # it speaks to the error output by itself
    quoted = spelled(passphrase).replace("'", "''")
    db.execute(f"PRAGMA key='{quoted}'")
    return db


def spelled(passphrase: str) -> str:
    """The passphrase in one spelling: keyboards put the same Vietnamese letter together in different ways."""
    return unicodedata.normalize("NFC", passphrase)


def looks_protected(head: bytes, size: int) -> bool:
    """Tell by the first hundred bytes and the size whether this may be a file of SQLCipher.

    Whole pages of random bytes: a database, a document, a text show their zeros or their letters here.
    """
    return size >= _PAGE and size % _PAGE == 0 and bytes(4) not in head and not head.isascii()


def whole(db: sqlite3.Connection, passphrase: str = "") -> bool:
    """Tell whether every page can be read and says what was written."""
    if db.execute("PRAGMA quick_check").fetchone()[0] != "ok":
        return False
    return not passphrase or db.execute("PRAGMA cipher_integrity_check").fetchone() is None


def errors() -> tuple[type[Exception], ...]:
    """What the engines raise; SQLCipher's own only where it was ever used."""
    cipher = sys.modules.get(_CIPHER)
    return (sqlite3.Error, cipher.Error) if cipher else (sqlite3.Error,)


def mistakes() -> tuple[type[Exception], ...]:
    """Those of the errors that say the program is wrong, not the file."""
    cipher = sys.modules.get(_CIPHER)
    return (sqlite3.ProgrammingError, cipher.ProgrammingError) if cipher else (sqlite3.ProgrammingError,)


def code_of(error: Exception) -> int:
    """The result code of an error, extended where the engine tells it."""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code


def _cipher() -> ModuleType:
    from sqlcipher3 import dbapi2  # a plain book never loads it

    module: ModuleType = dbapi2
    return module
