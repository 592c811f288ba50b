"""What was read of a table stays known until the table is written.

The book is locked for this program, so a table that this connection did not write has not changed. SQLite
counts every row that it writes, cascades too; a count that the named operations do not explain empties all.
"""

import sqlite3
from collections.abc import Callable
from typing import TypeVar, cast

T = TypeVar("T")


class Memory:
    """Frozen records by table; the file stays the only truth, this is what was last seen of it."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._seen = db.total_changes
        self._kept: dict[str, dict[str, object]] = {}

    def recall(self, table: str, what: str, read: Callable[[], T]) -> T:
        """What `read` makes of the rows of `table`, read only if the table was written since."""
        if self._db.total_changes != self._seen:
            self.forget()
        kept = self._kept.setdefault(table, {})
        if what not in kept:
            kept[what] = read()
        return cast("T", kept[what])

    def wrote_one(self, table: str) -> None:
        """One row of `table` was written; where SQLite counts more, nothing is known any longer."""
        if self._db.total_changes - self._seen > 1:
            self.forget()
        self._kept.pop(table, None)
        self._seen = self._db.total_changes

    def forget(self) -> None:
        """Know nothing: after a roll back, or a write that nobody told of."""
        self._kept.clear()
        self._seen = self._db.total_changes
