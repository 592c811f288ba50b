"""What was done to the book, each record bound to the one before it.

h = SHA-256(prev ‖ body); the first `prev` is SHA-256("chibo-history:" ‖ book id). Times are to the
minute. About the ballot only states and totals are recorded, and a digest that binds the tallies.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from db.codec import canonical
from db.connection import Book


@dataclass(frozen=True, slots=True)
class HistoryCheck:
    """What a walk along the chain found; `broken` is the first record that does not fit, None if all do."""

    entries: int
    head: str
    broken: int | None
    sentence: str

    @property
    def ok(self) -> bool:
        """True when every link holds."""
        return self.broken is None


def last_link(book: Book) -> tuple[int, bytes]:
    """Number and hash of the newest record; (0, first prev) for a book in which nothing was done."""
    head = book.find("history_head", {"one": 1})
    return (head["seq"], head["h"]) if head else (0, _first(book.id))


def append(book: Book, body: dict[str, Any]) -> int:
    """Add a record inside the running transaction; returns its number."""
    number, prev = last_link(book)
    text = canonical(body)
    link = _link(prev, text)
    book.insert("history", {"seq": number + 1, "prev": prev, "body": text, "h": link})
    head = {"seq": number + 1, "h": link}
    if number:
        book.update("history_head", {"one": 1}, head)
    else:
        book.insert("history_head", {"one": 1, **head})
    return number + 1


def verify_history(book: Book) -> HistoryCheck:
    """Walk the whole chain and find the first record that is changed, missing or too many."""
    number, prev = 0, _first(book.id)
    for row in book.rows("history", order="seq"):
        number += 1
        good = row["seq"] == number and row["prev"] == prev and row["h"] == _link(prev, row["body"])
        if not good:
            return _broken(number, prev)
        if not _tallies_hold(book, row["body"]):
            return _broken(number, prev)
        prev = row["h"]
    if (number, prev) != last_link(book):
        return _broken(number + 1, prev)
    return HistoryCheck(number, prev.hex(), None, f"Lịch sử của sổ nguyên vẹn, gồm {number} mục.")


def box_prepared(book: Book, ballot_round: int) -> str:
    """Hash of the manifest of the box that was prepared for a round; "" where the history binds none."""
    found = book.rows("history", "instr(body, ?)", ('"operation":"prepare_ballot"',), "seq DESC")
    bodies = (json.loads(row["body"]) for row in found)
    return next((str(body.get("box", "")) for body in bodies if _is_of_round(body, ballot_round)), "")


def _is_of_round(body: dict[str, Any], ballot_round: int) -> bool:
    facts = (fact for fact in body["facts"] if fact["table"] == "ballots")
    return body["operation"] == "prepare_ballot" and any(one["key"]["round"] == ballot_round for one in facts)


def tallies_digest(book: Book, ballot_round: int) -> str:
    """SHA-256 over the tallies of a round, in order, as canonical JSON; `against` only where it is not 0."""
    found = book.rows("tallies", "round=?", (ballot_round,), "position")
    rows = [{name: value for name, value in row.items() if name != "against" or value} for row in found]
    return hashlib.sha256(canonical(rows).encode()).hexdigest()


def _tallies_hold(book: Book, text: str) -> bool:
    """Tell whether the tallies are those that the record binds, if it binds any."""
    try:
        body = json.loads(text)
        bound = body.get("tallies")
        return bound is None or bound == tallies_digest(book, body["facts"][0]["key"]["round"])
    except (ValueError, LookupError, TypeError, AttributeError):
        return False


def _broken(number: int, prev: bytes) -> HistoryCheck:
    sentence = (
        f"Lịch sử của sổ bị sửa từ ngoài tại mục {number}; xin đối chiếu với bản sao lưu và hồ sơ đã ký."
    )
    return HistoryCheck(number - 1, prev.hex(), number, sentence)


def _first(book_id: str) -> bytes:
    return hashlib.sha256(b"chibo-history:" + book_id.encode()).digest()


def _link(prev: bytes, body: str) -> bytes:
    return hashlib.sha256(prev + body.encode()).digest()
