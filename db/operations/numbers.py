"""Numbers of papers: each is given once in a term, and stays when the paper is signed."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Final

from db.codec import from_row, to_row
from db.connection import Book
from db.errors import Refused
from db.operations.step import Step, step
from db.records import Changes, Document
from db.store import TERM, load_term
from meeting.numbering import PaperNumber, in_term, next_number

_PAPER: Final = frozenset({"paper"})


def number_papers(
    book: Book, given: Sequence[PaperNumber], at: datetime, *, dropped: Collection[str] = (), who: str = ""
) -> Changes:
    """Give papers their numbers and take others back, all or none.

    Refused where a number of the kind would stand twice in the term, and for the number of a signed paper.
    """
    with step(book, "number_papers", at, who) as done:
        known = _known(book)
        changed = {one.paper: one for one in given if _differs(known.get(one.paper), one)}
        gone = set(dropped) & set(known)
        _unsigned(book, [known[paper] for paper in (*gone, *changed) if paper in known])
        after = {**{paper: one for paper, one in known.items() if paper not in gone}, **changed}
        _once(after.values(), load_term(book))
        for paper in sorted(gone - set(changed)):
            done.drop("paper_numbers", {"paper": paper})
        _write(done, changed.values())
    return done.changes


def set_term(book: Book, first_day: date | None, at: datetime, *, who: str = "") -> Changes:
    """Say when the term began: numbers count anew from then; Refused where one would stand twice in it."""
    with step(book, "set_term", at, who) as done:
        _once(_known(book).values(), first_day)
        done.put("settings", {"key": TERM}, {"value": first_day.isoformat() if first_day else ""})
    return done.changes


def _known(book: Book) -> dict[str, PaperNumber]:
    rows = book.rows("paper_numbers", order="rowid")
    return {row["paper"]: from_row(PaperNumber, row) for row in rows}


def _differs(known: PaperNumber | None, wanted: PaperNumber) -> bool:
    return known is None or (known.kind, known.number) != (wanted.kind, wanted.number)


def _unsigned(book: Book, numbers: Iterable[PaperNumber]) -> None:
    made = (from_row(Document, row) for row in book.rows("documents", order="rowid"))
    signed = {document.form for document in made if document.signed_by}
    for one in numbers:
        if one.form in signed:
            raise Refused(
                f"Văn bản mang số {one.number:02d}-{one.kind} đã ký nên giữ nguyên số; văn bản khác xin "
                "đồng chí dùng số khác."
            )


def _once(numbers: Iterable[PaperNumber], term: date | None) -> None:
    """Refuse a number that two papers of a kind would have in the term."""
    everything = tuple(numbers)
    kinds = {one.kind for one in everything}
    times = Counter((kind, one.number) for kind in kinds for one in in_term(everything, kind, term))
    for (kind, number), papers in times.items():
        if papers > 1:
            free = next_number(everything, kind, term)
            raise Refused(
                f"Số {number:02d}-{kind} đã ghi cho một văn bản khác trong nhiệm kỳ; đồng chí ghi số khác, "
                f"số tiếp theo còn trống là {free:02d}."
            )


def _write(done: Step, numbers: Iterable[PaperNumber]) -> None:
    for one in numbers:
        done.put("paper_numbers", {"paper": one.paper}, to_row(one, _PAPER))
