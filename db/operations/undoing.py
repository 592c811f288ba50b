"""The last edit taken back by a record of its own: the history keeps the edit and the record that restores.

What stood there before is in the history itself. Only edits of what is prepared and entered are ever taken
back; a session, a ballot, a decision or a paper is a step that nothing goes behind.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any, Final

from db.codec import Row, canonical
from db.connection import Book
from db.errors import Refused
from db.operations import guards
from db.operations.step import BATCH, Step, step
from db.records import Changes, HistoryEntry
from db.store import load_history
from meeting.hand_in import REVIEW

UNDO: Final = "undo"
SINCE: Final = "since"
"""Under this name a record says which was the first of several that it takes back."""
EDITS: Final = frozenset(
    {
        "add_member",
        "add_remedies",
        "clear_inspection",
        "clear_override",
        "clear_past_year",
        "drop_remedy",
        "hand_in_review",
        "receive_paper",
        "record_collective",
        "record_past_years",
        "remove_member",
        "reorder_members",
        "set_inspection",
        "set_meeting_day",
        "set_old_faults",
        "set_override",
        "set_setting",
        "set_up_unit",
        "take_back_paper",
        "take_back_review",
        "update_member",
        "update_remedy",
        "update_unit",
        "write_review_part",
        "write_review_parts",
    }
)
"""The operations that may be taken back."""

_NOTHING: Final = "Chưa có bước nào để hoàn tác."
_NOT_THIS: Final = (
    "Bước vừa làm thuộc về hội nghị, phiếu, quyết định hoặc văn bản nên không hoàn tác được; "
    "đồng chí sửa trực tiếp ở trang của nó, nếu trang ấy còn cho sửa."
)
_FIRST: Final = "Bước này là lần ghi đầu tiên của sổ nên không có gì trước đó để trở lại."
_CHANGED: Final = "Sổ vừa có thay đổi khác; đồng chí xem lại bước sắp hoàn tác rồi làm lại."


@dataclass(frozen=True, slots=True)
class Restored:
    """One row as the edit left it and as it was before; None where there was no such row."""

    table: str
    key: Mapping[str, Any]
    now: Mapping[str, Any] | None
    before: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Undoable:
    """An edit that may be taken back: its record in the history, and what each of its rows would be again.

    steps: how many records are taken back together; `entry` is the last of them, `first` the number of the
    first.
    """

    entry: HistoryEntry
    rows: tuple[Restored, ...]
    first: int
    steps: int


def last_edit(book: Book) -> Undoable:
    """The edit that would be taken back now, with all of its batch; Refused where the last step is none."""
    entries = load_history(book)
    standing = _standing(entries)
    if not standing:
        raise Refused(_NOTHING)
    last = standing[-1]
    if last.operation not in EDITS:
        raise Refused(_NOT_THIS)
    mark = _batch(last)
    same = (lambda entry: _batch(entry) == mark) if mark else (lambda entry: entry is last)
    batch = tuple(takewhile(same, reversed(standing)))[::-1]
    return Undoable(last, tuple(_restored(entries, batch)), batch[0].sequence, len(batch))


def _standing(entries: Iterable[HistoryEntry]) -> list[HistoryEntry]:
    """The records without those that were taken back and those that say so."""
    standing: list[HistoryEntry] = []
    for entry in entries:
        if entry.operation == UNDO:
            first = json.loads(entry.body).get(SINCE, json.loads(entry.body)["undoes"])
            while standing and standing[-1].sequence >= first:
                standing.pop()
        else:
            standing.append(entry)
    return standing


def _batch(entry: HistoryEntry) -> int:
    return int(json.loads(entry.body).get(BATCH, 0)) if f'"{BATCH}":' in entry.body else 0


def _restored(entries: tuple[HistoryEntry, ...], batch: tuple[HistoryEntry, ...]) -> Iterator[Restored]:
    rows = _rows_before(entries[: batch[0].sequence - 1])
    for table, key, now in _left_by(batch):
        before = rows.get((table, canonical(key)), {} if table == "book" else None)
        if before is not None and now is not None:
            if not now.keys() <= before.keys():  # a row that was made with the file says nothing here
                raise Refused(_FIRST)
            before = {name: before[name] for name in now}
        if table == "unit" and before is None:
            raise Refused(_FIRST)
        yield Restored(table, key, now, before)


def _left_by(batch: tuple[HistoryEntry, ...]) -> Iterator[tuple[str, Mapping[str, Any], Row | None]]:
    """Every row that the batch touched, in its order, as the batch left it; None where it is gone."""
    found: dict[tuple[str, str], tuple[str, Mapping[str, Any], Row | None]] = {}
    for fact in (fact for entry in batch for fact in entry.facts):
        table, key = fact["table"], fact["key"]
        _, _, row = found.get((table, canonical(key)), (table, key, None))
        now = None if "gone" in fact else {**(row or {}), **fact["set"]}
        found[table, canonical(key)] = table, key, now
    yield from found.values()


def _rows_before(entries: tuple[HistoryEntry, ...]) -> dict[tuple[str, str], Row | None]:
    """What these records say of every row; a row that was made with the file has no columns yet."""
    rows: dict[tuple[str, str], Row | None] = {}
    for fact in (fact for entry in entries for fact in entry.facts):
        place = fact["table"], canonical(fact["key"])
        rows[place] = None if "gone" in fact else {**(rows.get(place) or {}), **fact["set"]}
    return rows


def undo_edit(book: Book, sequence: int, at: datetime, *, who: str = "") -> Changes:
    """Take back the edit with this number, which must be the last one, and its batch; a record says so."""
    with step(book, UNDO, at, who) as done:
        edit = last_edit(book)
        if edit.entry.sequence != sequence:
            raise Refused(_CHANGED)
        for row in reversed(edit.rows):
            _restore(done, row)
        if "after_closing" in json.loads(edit.entry.body):
            done.bind("after_closing", guards.closed_sessions(book))
        done.bind("undoes", sequence)
        if edit.steps > 1:
            done.bind(SINCE, edit.first)
    return done.changes


def _restore(done: Step, row: Restored) -> None:
    found = done.book.find(row.table, row.key)
    if not _stands(found, row.now):
        raise Refused(_CHANGED)
    if row.table == "hand_ins" and row.before is None and row.key["paper"] == REVIEW:
        guards.review_may_be_taken_back(done.book, row.key["member"])
    if row.before is None:
        done.drop(row.table, row.key)
    else:
        done.put(row.table, row.key, row.before)


def _stands(found: Row | None, now: Mapping[str, Any] | None) -> bool:
    """Tell whether the row is as the edit left it."""
    if found is None or now is None:
        return found is None and now is None
    return all(found[name] == value for name, value in now.items())
