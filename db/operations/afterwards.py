"""After the meeting: what is to be remedied, levels of earlier years, results replaced later."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from db.codec import to_row
from db.connection import Book
from db.errors import Refused
from db.operations import guards
from db.operations.step import Step, step
from db.records import Changes
from meeting.past import BRANCH, PastYear
from meeting.remedy import Remedy
from meeting.rerating import Rerating
from meeting.season import OldFaults
from meeting.year_results import result_of, why_not_rerate

_ID = frozenset({"id"})
_YEAR_KEY = frozenset({"member", "year"})


def add_remedies(book: Book, remedies: Sequence[Remedy], at: datetime, *, who: str = "") -> Changes:
    """Put shortcomings into the remedy plan, all or none; each gets the next free number, whatever it has."""
    with step(book, "add_remedies", at, who) as done:
        rows = book.rows("remedies", order="id")
        first = rows[-1]["id"] + 1 if rows else 1
        for number, remedy in enumerate(remedies, first):
            _known(book, remedy.subject)
            done.put("remedies", {"id": number}, to_row(remedy, _ID))
    return done.changes


def update_remedy(book: Book, remedy: Remedy, at: datetime, *, who: str = "") -> Changes:
    """Make an item of the plan what `remedy` says: measure, owner, date, how far it is."""
    with step(book, "update_remedy", at, who) as done:
        _known(book, remedy.subject)
        _there(done, remedy.id)
        done.put("remedies", {"id": remedy.id}, to_row(remedy, _ID))
    return done.changes


def drop_remedy(book: Book, number: int, at: datetime, *, who: str = "") -> Changes:
    """Take an item off the plan; the history keeps that it was there."""
    with step(book, "drop_remedy", at, who) as done:
        _there(done, number)
        done.drop("remedies", {"id": number})
    return done.changes


def _there(done: Step, number: int) -> None:
    if done.book.find("remedies", {"id": number}) is None:
        raise Refused("Kế hoạch khắc phục không còn mục này; đồng chí chọn lại.")


def _known(book: Book, subject: str) -> None:
    if subject not in guards.COLLECTIVES:
        guards.on_roll(book, subject)


def record_past_years(book: Book, years: Sequence[PastYear], at: datetime, *, who: str = "") -> Changes:
    """Write down what members and the branch were rated in earlier years, all or none; a year is replaced."""
    with step(book, "record_past_years", at, who) as done:
        season = guards.the_season(book)
        for one in years:
            if one.member != BRANCH:
                guards.on_roll(book, one.member)
            if one.year >= season.year:
                raise Refused(f"Chỉ ghi mức của những năm trước năm {season.year} vào lịch sử xếp loại.")
            table, key = _place(one.member, one.year)
            row = book.find(table, key)
            if row and row["level"] != one.level:
                guards.not_rerated(book, one.member, one.year)
            done.put(table, key, to_row(one, _YEAR_KEY))
    return done.changes


def _place(subject: str, year: int) -> tuple[str, dict[str, Any]]:
    """The table and key of an earlier year of a member or of the branch."""
    if subject == BRANCH:
        return "branch_years", {"year": year}
    return "past_years", {"member": subject, "year": year}


def clear_past_year(book: Book, member_id: str, year: int, at: datetime, *, who: str = "") -> Changes:
    """Take back what was entered for one year; the history keeps that it was there."""
    with step(book, "clear_past_year", at, who) as done:
        table, key = _place(member_id, year)
        if book.find(table, key):
            guards.not_rerated(book, member_id, year)
            done.drop(table, key)
    return done.changes


def set_old_faults(book: Book, faults: Mapping[str, OldFaults], at: datetime, *, who: str = "") -> Changes:
    """Set how many shortcomings of the year before were named and remedied, for many members at once."""
    with step(book, "set_old_faults", at, who) as done:
        for member_id, one in faults.items():
            guards.on_roll(book, member_id)
            if not 0 <= one.fixed <= one.named:
                raise Refused("Số khuyết điểm đã khắc phục nhiều hơn số đã nêu; xin kiểm tra lại.")
            done.put("members", {"id": member_id}, {"old_faults": one})
    return done.changes


def record_rerating(book: Book, rerating: Rerating, at: datetime, *, who: str = "") -> Changes:
    """Put on record that a result is replaced, or proposed to be; number and old level are the book's own.

    Refused where that year has no result, or has this level already.
    """
    with step(book, "record_rerating", at, who) as done:
        season = guards.the_season(book)
        _known(book, rerating.subject)
        guards.obey(why_not_rerate(season, rerating.subject, rerating.year, rerating.new))
        old = result_of(season, rerating.subject, rerating.year) or rerating.old
        number = len(season.reratings) + 1
        done.put("reratings", {"id": number}, to_row(replace(rerating, old=old), _ID))
    return done.changes
