"""What the book says, as frozen records. Nothing here writes."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from db.codec import Row, from_row
from db.connection import Book, damaged
from db.errors import BookError
from db.records import Document, HistoryEntry, PaperData, Sending
from meeting.amendment import Amendment
from meeting.ballot import Tally
from meeting.decision import Decision
from meeting.hand_in import HandIn, ReviewText
from meeting.inspection import Inspection
from meeting.numbering import PaperNumber
from meeting.paper_entry import PaperEntry
from meeting.past import BRANCH, PastYear
from meeting.remedy import Remedy
from meeting.rerating import Rerating
from meeting.season import (
    AgendaItem,
    Attendance,
    Ballot,
    BallotState,
    CollectiveFacts,
    Member,
    Review,
    Season,
    Session,
    Unit,
)

T = TypeVar("T")
TERM = "nhiem-ky-tu"
"""The setting that holds the first day of the term."""

_FIRST: Row = {"session": "chi_bo", "subjects": "[]", "reason": "", "question": "levels"}
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
    return _reading(book, lambda b: _all(b, Document, "documents", "rowid"))


def load_paper_data(book: Book) -> tuple[PaperData, ...]:
    """What exported papers were printed from, in the order in which they were made."""
    return _reading(book, lambda b: _all(b, PaperData, "paper_data", "rowid"))


def load_sendings(book: Book) -> tuple[Sending, ...]:
    """What was handed in, in the order in which it was written down."""
    return _reading(book, lambda b: _all(b, Sending, "sendings", "rowid"))


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
    return _reading(book, _ballots)


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
    ballots = _ballots(book)
    notice = book.find("inspection", {"one": 1})
    return Season(
        book=book.id,
        regulation=top["regulation"],
        year=int(top["year"]),
        meeting_day=date.fromisoformat(top["meeting_day"]),
        unit=from_row(Unit, unit),
        members=_all(book, Member, "members", "position"),
        sessions=_sessions(book),
        ballot=ballots[-1] if ballots else Ballot(),
        rehearsal=book.rehearsal,
        overrides=_overrides(book),
        decisions=_all(book, Decision, "decisions", "rowid"),
        hand_ins=_all(book, HandIn, "hand_ins", "rowid"),
        review_texts=_all(book, ReviewText, "review_texts", "rowid"),
        remedies=_all(book, Remedy, "remedies", "id"),
        past_years=(*_all(book, PastYear, "past_years", "member,year"), *_branch_years(book)),
        numbers=_all(book, PaperNumber, "paper_numbers", "rowid"),
        reratings=_all(book, Rerating, "reratings", "id"),
        collectives=_all(book, CollectiveFacts, "collectives", "subject"),
        inspection=None if notice is None else from_row(Inspection, notice),
        earlier_ballots=tuple(one for one in ballots[:-1] if one.state is BallotState.COUNTED),
        paper_entries=_all(book, PaperEntry, "paper_entries", "round"),
    )


def _branch_years(book: Book) -> tuple[PastYear, ...]:
    rows = book.rows("branch_years", order="year")
    return tuple(from_row(PastYear, row, member=BRANCH) for row in rows)


def _overrides(book: Book) -> tuple[Amendment, ...]:
    return _all(book, Amendment, "overrides", "key")


def _all(book: Book, kind: type[T], table: str, order: str) -> tuple[T, ...]:
    return book.recall(table, "all", lambda rows: tuple(from_row(kind, row) for row in rows), order)


def _sessions(book: Book) -> tuple[Session, ...]:
    items = _grouped(book, AgendaItem, "agenda_items", "session", "key", "position")
    people = _grouped(book, Attendance, "attendance", "session", "member", "rowid")
    reviews = _grouped(book, Review, "reviews", "session", "member", "rowid")
    return tuple(
        from_row(
            Session,
            row,
            items=tuple(items.get(row["id"], {}).values()),
            attendance=people.get(row["id"], {}),
            reviews=reviews.get(row["id"], {}),
        )
        for row in book.rows("sessions", order="position")
    )


def _grouped(
    book: Book, kind: type[T], table: str, by: str, key: str, order: str
) -> Mapping[Any, Mapping[str, T]]:
    """The records of a table by one column, a session or a round, then by `key`, one of a kind in it."""

    def read(rows: list[Row]) -> Mapping[Any, Mapping[str, T]]:
        found: dict[Any, dict[str, T]] = {}
        for row in rows:
            found.setdefault(row[by], {})[row[key]] = from_row(kind, row)
        return found

    return book.recall(table, f"by {by}", read, order)


def _ballots(book: Book) -> tuple[Ballot, ...]:
    tallies = book.recall("tallies", "by round", _by_round, "round,position")
    rooms = _grouped(book, Attendance, "ballot_rooms", "round", "member", "rowid")
    further = {row["round"]: row for row in book.rows("further_rounds")}
    return tuple(
        from_row(
            Ballot,
            {**row, **further.get(row["round"], _FIRST)},
            tallies=tallies.get(row["round"], ()),
            room=rooms.get(row["round"], {}),
        )
        for row in book.rows("ballots", order="round")
    )


def _by_round(rows: list[Row]) -> Mapping[int, tuple[Tally, ...]]:
    found: dict[int, tuple[Tally, ...]] = {}
    for row in rows:
        found[row["round"]] = (*found.get(row["round"], ()), _tally(row))
    return found


def _tally(row: Row) -> Tally:
    first, second, third, fourth = (int(row[name]) for name in VOTES)
    return Tally(row["subject"], (first, second, third, fourth), row["blank"], row["against"])


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
