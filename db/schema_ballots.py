"""Versions 9 and 11: what the book holds of votes on paper beside their totals.

As in `db.schema`, the text is part of the file format and never changes.
"""

from typing import Final

_SEALED: Final = (
    "Phiếu đã kiểm xong nên không sửa được nữa; đồng chí ghi nhận đính chính thành một văn bản mới."
)
_COUNTED: Final = "(SELECT state FROM ballots WHERE round=NEW.round)='counted'"


def _stop(name: str, event: str, when: str) -> str:
    then = f"SELECT RAISE(ABORT,'{_SEALED}')"
    return f"CREATE TRIGGER {name} BEFORE {event} ON paper_entries WHEN {when} BEGIN {then}; END"


_ENTRIES: Final = (
    "CREATE TABLE paper_entries("
    "round INTEGER PRIMARY KEY REFERENCES ballots(round), "
    '"first" TEXT NOT NULL REFERENCES members(id), '
    '"second" TEXT NOT NULL REFERENCES members(id), '
    'recounted INTEGER NOT NULL CONSTRAINT "số dòng chưa khớp" CHECK(recounted>=0), '
    'CONSTRAINT "hai lần nhập phải do hai đồng chí khác nhau" CHECK("first"<>"second")) STRICT'
)

VERSION_9: Final = (
    _ENTRIES,
    _stop("paper_entries_sealed", "INSERT", _COUNTED),
    _stop("paper_entries_stay", "UPDATE", "1"),
    _stop("paper_entries_keep", "DELETE", "1"),
)
"""From version 8 to version 9: which two tellers entered a count, how many rows did not agree."""

_QUESTION: Final = (
    "ALTER TABLE further_rounds ADD COLUMN question TEXT NOT NULL DEFAULT 'levels' "
    "CONSTRAINT \"câu hỏi trên phiếu\" CHECK(question IN ('levels','top'))"
)
_AGAINST: Final = (
    "ALTER TABLE tallies ADD COLUMN against INTEGER NOT NULL DEFAULT 0 "
    'CONSTRAINT "số phiếu không đồng ý" CHECK(against>=0)'
)

VERSION_11: Final = (_QUESTION, _AGAINST)
"""From version 10 to version 11: rounds that ask for a yes or no to the top level."""
