"""From version 8 to version 9: which two tellers entered a count of paper ballots, and what did not agree.

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
