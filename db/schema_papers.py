"""Versions 10 and 12: what data an exported paper was printed from, and that it was handed in.

As in `db.schema`, the text is part of the file format and never changes.
"""

from typing import Final

_STAYS: Final = (
    "Điều đã ghi về văn bản đã xuất thì giữ nguyên; đồng chí ghi thêm một lần nộp mới nếu cần đính chính."
)


def _stop(table: str, event: str) -> str:
    then = f"SELECT RAISE(ABORT,'{_STAYS}')"
    return f"CREATE TRIGGER {table}_{event.lower()}_sealed BEFORE {event} ON {table} BEGIN {then}; END"


_PAPER_DATA: Final = (
    "CREATE TABLE paper_data("
    "sha256 TEXT PRIMARY KEY NOT NULL REFERENCES documents(sha256), "
    "paper TEXT NOT NULL CHECK(paper<>''), "
    'data TEXT NOT NULL CONSTRAINT "mã băm của dữ liệu" CHECK(length(data)=64'
    " AND data NOT GLOB '*[^0-9a-f]*'), "
    "revision INTEGER NOT NULL CHECK(revision>=1)) STRICT"
)
_SENDINGS: Final = (
    "CREATE TABLE sendings("
    "sha256 TEXT NOT NULL REFERENCES documents(sha256), "
    'day TEXT NOT NULL CONSTRAINT "ngày nộp" CHECK(day IS date(day)), '
    "recipient TEXT NOT NULL CONSTRAINT \"nơi nhận\" CHECK(trim(recipient)<>''), "
    "PRIMARY KEY(sha256,day,recipient)) STRICT"
)

VERSION_10: Final = (
    _PAPER_DATA,
    _SENDINGS,
    *(_stop(table, event) for table in ("paper_data", "sendings") for event in ("UPDATE", "DELETE")),
)

_PACK: Final = (
    'ALTER TABLE paper_data ADD COLUMN pack TEXT CONSTRAINT "mã băm của quy định" CHECK(pack IS NULL OR'
    " (length(pack)=64 AND pack NOT GLOB '*[^0-9a-f]*'))"
)

VERSION_12: Final = (_PACK,)
"""From version 11 to version 12: the regulation pack apart from the data; a program update may change it."""
