"""The frame of every operation: one transaction, what changed, one record in the history."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from db import history
from db.codec import encode, minute, text
from db.connection import Book
from db.records import Changes

_KIND: Final = {
    "book": "unit",
    "agenda_items": "sessions",
    "ballots": "ballot",
    "tallies": "ballot",
    "further_rounds": "ballot",
    "ballot_rooms": "ballot",
    "paper_entries": "ballot",
}

_TOLD: Final = {
    "ballots": frozenset({"state", "issued", "collected", "valid", "invalid"}),
    "tallies": frozenset[str](),
}
"""Of the ballot, the history learns the state and the totals, and nothing else."""


BATCH: Final = "batch"
"""Under this name a record says of which row of steps it is."""


class Step:
    """An operation in progress: what it writes, and what the history will say about it."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._kinds: set[str] = set()
        self._facts: list[dict[str, Any]] = []
        self._bound: dict[str, Any] = {}
        self.changes = Changes(frozenset(), 0)

    def put(self, table: str, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        """Make the row with this key say `values`; what it says already is left alone."""
        row = {name: encode(value) for name, value in values.items()}
        found = self.book.find(table, key)
        new = row if found is None else {name: v for name, v in row.items() if found[name] != v}
        if found is None:
            self.book.insert(table, {**key, **row})
        elif new:
            self.book.update(table, key, new)
        else:
            return
        told = {name: v for name, v in new.items() if name in _TOLD.get(table, new)}
        self._note(table, {"key": dict(key), "set": told})

    def drop(self, table: str, key: Mapping[str, Any]) -> None:
        """Remove the row with this key."""
        self.book.delete(table, key)
        self._note(table, {"key": dict(key), "gone": True})

    def bind(self, name: str, value: Any) -> None:
        """Bind into the record what the rows alone do not say: a digest, the sessions that were closed."""
        self._bound[name] = value

    def bind_batch(self, number: int) -> None:
        """Say of which row of steps this one is: the number of the first of them, 0 for a step by itself."""
        if number:
            self.bind(BATCH, number)

    def _note(self, table: str, fact: dict[str, Any]) -> None:
        self._kinds.add(_KIND.get(table, table))
        if table != "tallies":
            self._facts.append({"table": table, **fact})

    def finish(self, operation: str, at: datetime, who: str) -> None:
        """Bind the record into the history; without a change there is none."""
        if not self._kinds:
            self.changes = Changes(frozenset(), history.last_link(self.book)[0])
            return
        body = {
            "operation": operation,
            "at": minute(at),
            "who": text(who),
            "facts": self._facts,
            **self._bound,
        }
        self.changes = Changes(frozenset(self._kinds), history.append(self.book, body))


@contextmanager
def step(book: Book, operation: str, at: datetime, who: str) -> Iterator[Step]:
    """Run an operation: what the block writes and its record are on the disk together, or not at all.

    Raises whatever the block raises, and DiskFull, Refused (a value the book does not take) or BookError.
    """
    with book.transaction():
        done = Step(book)
        yield done
        done.finish(operation, at, who)
