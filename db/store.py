"""What the book says, as frozen records. Nothing here writes."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from db.codec import Row, from_row
from db.connection import Book, damaged
from db.errors import BookError
from db.records import Document, HistoryEntry
from meeting.amendment import Amendment
from meeting.ballot import Tally
from meeting.decision import Decision
from meeting.hand_in import HandIn, ReviewText
from meeting.numbering import PaperNumber
from meeting.past import PastYear
from meeting.remedy import Remedy
from meeting.rerating import Rerating
from meeting.season import AgendaItem, Attendance, Ballot, Member, Review, Season, Session, Unit

T = TypeVar("T")
TERM = "nhiem-ky-tu"
"""The setting that holds the first day of the term."""

VOTES = ("htxsnv", "httnv", "htnv", "khtnv")


def load_season(book: Book) -> Season | None:
    """The whole year in one picture, members in roll order; None while the book has no unit yet.

    DamagedBook if a row holds what no program of ours writes.
    """
    return _reading(book, _season)


def load_history(book: Book) -> tuple[HistoryEntry, ...]:
    """The history, oldest record first; whether its chain holds is `history.verify_history`."""
    return _reading(book, lambda b: tuple(_entry(row) for row in b.rows("history", order="seq")))


def load_documents(book: Book) -> tuple[Document, ...]:
    """Every copy of a paper that left the book, in the order in which they were made."""
    return _reading(
        book, lambda b: tuple(from_row(Document, row) for row in b.rows("documents", order="rowid"))
    )


def load_overrides(book: Book) -> tuple[Amendment, ...]:
    """The values set by a superior's paper, by key."""
    return _reading(book, _overrides)


def load_settings(book: Book) -> dict[str, str]:
    """The settings that travel with the book."""
    return {row["key"]: row["value"] for row in book.rows("settings", order="key")}


def load_term(book: Book) -> date | None:
    """The first day of the term, None while nobody said it."""
    text = load_settings(book).get(TERM, "")
    return _reading(book, lambda _: date.fromisoformat(text) if text else None)


def load_ballots(book: Book) -> tuple[Ballot, ...]:
    """Every round of the ballot, first round first; the season shows the last one."""
    return _reading(book, lambda b: tuple(_ballot(b, row) for row in b.rows("ballots", order="round")))


def _reading(book: Book, read: Callable[[Book], T]) -> T:
    try:
        return read(book)
    except BookError:
        raise
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(book.path) from error


def _season(book: Book) -> Season | None:
    top, unit = book.find("book", {"one": 1}), book.find("unit", {"one": 1})
    if top is None or unit is None:
        return None
    ballots = book.rows("ballots", order="round")
    return Season(
        book=book.id,
        regulation=top["regulation"],
        year=int(top["year"]),
        meeting_day=date.fromisoformat(top["meeting_day"]),
        unit=from_row(Unit, unit),
        members=tuple(from_row(Member, row) for row in book.rows("members", order="position")),
        sessions=_sessions(book),
        ballot=_ballot(book, ballots[-1]) if ballots else Ballot(),
        rehearsal=book.rehearsal,
        overrides=_overrides(book),
        decisions=tuple(from_row(Decision, row) for row in book.rows("decisions", order="rowid")),
        hand_ins=tuple(from_row(HandIn, row) for row in book.rows("hand_ins", order="rowid")),
        review_texts=tuple(from_row(ReviewText, row) for row in book.rows("review_texts", order="rowid")),
        remedies=tuple(from_row(Remedy, row) for row in book.rows("remedies", order="id")),
        past_years=tuple(from_row(PastYear, row) for row in book.rows("past_years", order="member,year")),
        numbers=tuple(from_row(PaperNumber, row) for row in book.rows("paper_numbers", order="rowid")),
        reratings=tuple(from_row(Rerating, row) for row in book.rows("reratings", order="id")),
    )


def _overrides(book: Book) -> tuple[Amendment, ...]:
    return tuple(from_row(Amendment, row) for row in book.rows("overrides", order="key"))


def _sessions(book: Book) -> tuple[Session, ...]:
    items = _by_session(book, "agenda_items", "position")
    people = _by_session(book, "attendance", "rowid")
    reviews = _by_session(book, "reviews", "rowid")
    return tuple(
        from_row(
            Session,
            row,
            items=tuple(from_row(AgendaItem, item) for item in items.get(row["id"], ())),
            attendance={one["member"]: from_row(Attendance, one) for one in people.get(row["id"], ())},
            reviews={one["member"]: from_row(Review, one) for one in reviews.get(row["id"], ())},
        )
        for row in book.rows("sessions", order="position")
    )


def _by_session(book: Book, table: str, order: str) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in book.rows(table, order=order):
        found.setdefault(row["session"], []).append(row)
    return found


def _ballot(book: Book, row: Row) -> Ballot:
    rows = book.rows("tallies", "round=?", (row["round"],), "position")
    return from_row(Ballot, row, tallies=tuple(_tally(one) for one in rows))


def _tally(row: Row) -> Tally:
    first, second, third, fourth = (int(row[name]) for name in VOTES)
    return Tally(row["subject"], (first, second, third, fourth), row["blank"])


def _entry(row: Row) -> HistoryEntry:
    body: dict[str, Any] = json.loads(row["body"])
    return HistoryEntry(
        sequence=row["seq"],
        at=datetime.fromisoformat(body["at"]),
        operation=body["operation"],
        who=body["who"],
        facts=tuple(body["facts"]),
        body=row["body"],
    )
