"""The last edit taken back by a record of its own: the history keeps the edit and the record that restores.

What stood there before is in the history itself. Only edits of what is prepared and entered are ever taken
back; a session, a ballot, a decision or a paper is a step that nothing goes behind.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from db.codec import Row
from db.connection import Book
from db.errors import Refused
from db.operations import guards
from db.operations.step import Step, step
from db.records import Changes, HistoryEntry
from db.store import load_history
from meeting.hand_in import REVIEW

UNDO: Final = "undo"
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
    """An edit that may be taken back: its record in the history, and what each of its rows would be again."""

    entry: HistoryEntry
    rows: tuple[Restored, ...]


def last_edit(book: Book) -> Undoable:
    """The edit that would be taken back now; Refused where the last step is none."""
    entries = load_history(book)
    gone: set[int] = set()
    for entry in reversed(entries):
        if entry.operation == UNDO:
            gone.add(json.loads(entry.body)["undoes"])
        elif entry.sequence not in gone:
            if entry.operation not in EDITS:
                raise Refused(_NOT_THIS)
            return Undoable(entry, tuple(_restored(entries, entry)))
    raise Refused(_NOTHING)


def _restored(entries: tuple[HistoryEntry, ...], entry: HistoryEntry) -> Iterator[Restored]:
    for fact in entry.facts:
        table, key = fact["table"], fact["key"]
        before = _row_before(entries, entry.sequence, table, key)
        now = None if "gone" in fact else fact["set"]
        if before is not None and now is not None:
            if not now.keys() <= before.keys():  # a row that was made with the file says nothing here
                raise Refused(_FIRST)
            before = {name: before[name] for name in now}
        if table == "unit" and before is None:
            raise Refused(_FIRST)
        yield Restored(table, key, now, before)


def _row_before(
    entries: tuple[HistoryEntry, ...], sequence: int, table: str, key: Mapping[str, Any]
) -> Row | None:
    """What the records before this one say of a row; a row that was made with the file has no columns yet."""
    row: Row | None = {} if table == "book" else None
    for entry in entries[: sequence - 1]:
        for fact in entry.facts:
            if fact["table"] == table and fact["key"] == key:
                row = None if "gone" in fact else {**(row or {}), **fact["set"]}
    return row


def undo_edit(book: Book, sequence: int, at: datetime, *, who: str = "") -> Changes:
    """Take back the edit with this number, which must be the last one; a record says what was restored."""
    with step(book, UNDO, at, who) as done:
        edit = last_edit(book)
        if edit.entry.sequence != sequence:
            raise Refused(_CHANGED)
        for row in reversed(edit.rows):
            _restore(done, row)
        if "after_closing" in json.loads(edit.entry.body):
            done.bind("after_closing", guards.closed_sessions(book))
        done.bind("undoes", sequence)
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
