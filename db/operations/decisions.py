"""What the meeting or the superior decided after the count; the votes and their levels stay as they are."""

from collections.abc import Sequence
from datetime import datetime

from db.codec import to_row
from db.connection import Book
from db.errors import Refused
from db.operations import guards
from db.operations.step import step
from db.records import Changes
from meeting.decision import Decision, DecisionKind, decision_on
from meeting.season import BallotState

_KEY = frozenset({"subject", "kind"})


def record_decisions(book: Book, decisions: Sequence[Decision], at: datetime, *, who: str = "") -> Changes:
    """Write down decisions, all or none; a later one on the same subject and of the same kind replaces it.

    Refused before the count of the newest round, and for a subject that stood on the ballot of none.
    """
    with step(book, "record_decisions", at, who) as done:
        season = guards.the_season(book)
        if not season.counted or season.ballot.state not in {BallotState.COUNTED, BallotState.VOID}:
            raise Refused("Phiếu chưa kiểm xong nên chưa có kết quả để quyết định; xin kiểm phiếu trước.")
        for one in decisions:
            if season.ballot_of(one.subject) is None:
                raise Refused("Chỉ ghi quyết định về đồng chí, tập thể có tên trên phiếu đã kiểm.")
            known = decision_on(season.decisions, one.subject, one.kind)
            if one.kind is DecisionKind.FINAL and known and known.level is not one.level:
                guards.not_rerated(book, one.subject, season.year)
            done.put("decisions", {"subject": one.subject, "kind": one.kind.value}, to_row(one, _KEY))
    return done.changes


def clear_decision(book: Book, subject: str, kind: DecisionKind, at: datetime, *, who: str = "") -> Changes:
    """Take back a decision that was entered by mistake; the history keeps that it was there."""
    with step(book, "clear_decision", at, who) as done:
        key = {"subject": subject, "kind": kind.value}
        if book.find("decisions", key):
            if kind is DecisionKind.FINAL:
                guards.not_rerated(book, subject, guards.the_season(book).year)
            done.drop("decisions", key)
    return done.changes
