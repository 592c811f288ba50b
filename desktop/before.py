"""Use cases before the meeting: what is due when, which papers came in, what to be reminded of."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from db import operations
from db.store import load_settings
from desktop.calendar_vn import calendar_around
from desktop.desk import Desk
from meeting.checklist import Paper, missing, papers_of
from meeting.dues import SOON, Due, DueState, dues, holds_up, meeting_day
from meeting.hand_in import REVIEW
from meeting.review_form import BESIDE, texts_of
from meeting.season import Member, Season, SessionKind, SessionState

_DONE: Final = "xong:"
_TOLD: Final = 2
"""How many deadlines one reminder names."""


@dataclass(frozen=True, slots=True)
class PersonPapers:
    """A member with the papers that are asked for; `beside` names what others wrote, which is not owed."""

    number: int
    member: Member
    papers: tuple[Paper, ...]
    beside: tuple[str, ...] = ()

    @property
    def missing(self) -> int:
        """How many of them are not there."""
        return sum(paper.missing for paper in self.papers)


def deadlines(desk: Desk) -> tuple[Due, ...]:
    """The deadlines of this season as they stand today."""
    season, settings = desk.season, load_settings(desk.book)
    done = {
        key.removeprefix(_DONE): date.fromisoformat(value)
        for key, value in settings.items()
        if key.startswith(_DONE) and value
    }
    calendar = calendar_around(meeting_day(season).year)
    return dues(desk.regulation, season, calendar, desk.clock().date(), done)


def holding_up(desk: Desk, session_id: str) -> Due | None:
    """The binding item for want of which this session may not open, or None."""
    return holds_up(deadlines(desk), desk.season.session(session_id))


def opening_advice(desk: Desk, session_id: str) -> str:
    """What is still lacking though the session may open without it, as one sentence; "" for nothing."""
    session = desk.season.session(session_id)
    if session.kind is not SessionKind.CHI_BO or session.supplementary:
        return ""
    late = [due for due in deadlines(desk) if not due.binding and due.state is DueState.LATE]
    parts = [f"chưa ghi nhận “{due.what}” ({due.cite})" for due in late]
    if waiting := len(missing(desk.regulation, desk.season, REVIEW)):
        parts.append(f"{waiting} đồng chí chưa nộp bản kiểm điểm")
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}; chỉ nhắc, không ngăn mở hội nghị." if said else ""


def mark_done(desk: Desk, due: Due, *, done: bool) -> None:
    """Write down that what a deadline asks for was done today, or that it was not."""
    at = desk.clock()
    value = at.date().isoformat() if done else ""
    desk.changed(operations.set_setting(desk.book, f"{_DONE}{due.what}", value, at=at))


def mark_binding_done(desk: Desk, session_id: str) -> None:
    """Write down that everything was done without which this session may not open."""
    while (due := holding_up(desk, session_id)) is not None:
        mark_done(desk, due, done=True)


def papers(desk: Desk) -> tuple[PersonPapers, ...]:
    """Every member in roll order with the papers."""
    season, regulation = desk.season, desk.regulation
    return tuple(
        PersonPapers(number, member, papers_of(regulation, season, member), _beside(season, member.id))
        for number, member in enumerate(season.members, 1)
    )


def _beside(season: Season, member: str) -> tuple[str, ...]:
    texts = texts_of(season.review_texts, member)
    return tuple(part.short for part in BESIDE if part.key in texts)


def receive(desk: Desk, member_id: str, paper: str, day: date | None = None) -> None:
    """Write down that a paper came in, today unless another day is given."""
    at = desk.clock()
    when = day or at.date()
    if paper == REVIEW:
        desk.changed(operations.hand_in_review(desk.book, member_id, when, at=at))
    else:
        desk.changed(operations.receive_paper(desk.book, member_id, paper, when, at=at))


def give_back(desk: Desk, member_id: str, paper: str) -> None:
    """Write down that a paper did not come in after all."""
    at = desk.clock()
    if paper == REVIEW:
        desk.changed(operations.take_back_review(desk.book, member_id, at=at))
    else:
        desk.changed(operations.take_back_paper(desk.book, member_id, paper, at=at))


def over(desk: Desk) -> bool:
    """Tell whether the branch meeting was held, so that nothing is to be prepared any more."""
    branch = desk.season.branch_session
    return branch is not None and branch.state is SessionState.CLOSED


def reminder(desk: Desk) -> tuple[str, str]:
    """(kind, sentence) of what to think of when the book is opened; ("", "") for nothing."""
    if not desk.ready or desk.book.rehearsal or not desk.season.members or over(desk):
        return "", ""
    found = [due for due in deadlines(desk) if due.state in {DueState.LATE, DueState.NEAR}]
    waiting = len(missing(desk.regulation, desk.season, REVIEW))
    parts = [due_words(due) for due in found[:_TOLD]]
    if waiting:
        parts.append(f"{waiting} đồng chí chưa nộp bản kiểm điểm")
    near = 0 <= (meeting_day(desk.season) - desk.clock().date()).days <= SOON
    if not found and not (waiting and near):
        return "", ""
    late = any(due.state is DueState.LATE for due in found)
    return ("warning" if late else "info"), f"{'; '.join(parts)}. Xem trang “Hồ sơ trước họp”."


def due_words(due: Due) -> str:
    """A deadline in a few words, with its clause."""
    return f"{due.what}: {left_words(due)} ({due.day:%d/%m/%Y}, {due.cite})"


def left_words(due: Due) -> str:
    """How much time is left."""
    if due.done is not None:
        return f"đã làm ngày {due.done:%d/%m/%Y}"
    if due.left < 0:
        return f"đã quá hạn {-due.left} ngày"
    return "hạn là hôm nay" if due.left == 0 else f"còn {due.left} ngày"
