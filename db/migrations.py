"""The versions of the file, oldest first: each is a list of statements and runs in one transaction.

`user_version` of the file says how many have run. A version that was ever released is never edited.
"""

import sqlite3
from collections.abc import Sequence
from typing import Final

from db.schema import VERSION_1, VERSION_2, VERSION_3, VERSION_4, VERSION_5, VERSION_6, VERSION_7, VERSION_8
from db.schema_ballots import VERSION_9, VERSION_11
from db.schema_papers import VERSION_10, VERSION_12
from db.schema_years import VERSION_13

Version = Sequence[str]

VERSIONS: Final[tuple[Version, ...]] = (
    VERSION_1,
    VERSION_2,
    VERSION_3,
    VERSION_4,
    VERSION_5,
    VERSION_6,
    VERSION_7,
    VERSION_8,
    VERSION_9,
    VERSION_10,
    VERSION_11,
    VERSION_12,
    VERSION_13,
)


def version_of(db: sqlite3.Connection) -> int:
    """How many versions the file has been through; 0 for a new file."""
    number: int = db.execute("PRAGMA user_version").fetchone()[0]
    return number


def migrate(db: sqlite3.Connection, versions: Sequence[Version]) -> None:
    """Run what is missing; a version that fails leaves the file at the one before it."""
    for number in range(version_of(db), len(versions)):
        db.execute("BEGIN EXCLUSIVE")
        try:
            for statement in versions[number]:
                db.execute(statement)
            db.execute(f"PRAGMA user_version={number + 1}")
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise


def master_of(db: sqlite3.Connection) -> list[tuple[str, ...]]:
    """Every table, index and trigger with its text, by name."""
    found = db.execute("SELECT name,type,tbl_name,ifnull(sql,'') FROM sqlite_master ORDER BY name")
    return [tuple(row) for row in found]


def expected_master(versions: Sequence[Version]) -> list[tuple[str, ...]]:
    """What `master_of` says of a book that went through these versions."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(db, versions)
        return master_of(db)
    finally:
        db.close()
