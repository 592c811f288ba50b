"""Use cases of a meeting: open it, call the roll, walk the agenda, record each review, close it."""

from dataclasses import replace
from datetime import date

from db import operations
from db.store import load_settings
from desktop import before, voting
from desktop.desk import Desk, DeskError
from meeting import rounds
from meeting.agenda import Refusal, attendees, chair_for, may_close, may_open, usual_chair
from meeting.dues import why_held_up
from meeting.level import Level
from meeting.rounds import may_supplement, reviewed_in
from meeting.season import Attendance, ItemState, Review, Session, SessionKind

VOTING = "bo_phieu"
"""The item of the agenda under which the vote is held."""
_DRAFT = "ket-luan:"


def why_not_open(desk: Desk, session_id: str) -> Refusal | None:
    """Why the session may not open now, or None."""
    refusal = may_open(desk.regulation, desk.season, session_id)
    if refusal is not None:
        return refusal
    due = before.holding_up(desk, session_id)
    return Refusal(why_held_up(due), due.cite) if due is not None else None


def held_up(desk: Desk, session_id: str) -> str:
    """Why the session may not open though its turn has come: a binding item is not done; "" for no such."""
    if may_open(desk.regulation, desk.season, session_id) is not None:
        return ""
    due = before.holding_up(desk, session_id)
    return why_held_up(due) if due is not None else ""


def why_not_close(desk: Desk, session_id: str) -> Refusal | None:
    """Why the session may not be closed now, or None."""
    return may_close(desk.season, session_id)


def set_people(
    desk: Desk,
    session_id: str,
    *,
    chair: str,
    secretary: str,
    guests: str = "",
    place: str = "",
    day: date | None = None,
) -> None:
    """Record who chairs and who keeps the minutes, the guests, the place and the day."""
    desk.changed(
        operations.set_session_people(
            desk.book,
            session_id,
            chair=chair,
            secretary=secretary,
            guests=guests,
            place=place,
            day=day or desk.season.meeting_day,
            at=desk.clock(),
        )
    )


def open_session(desk: Desk, session_id: str) -> None:
    """Open the session; refused with the clause while an earlier one runs or a binding item is not done."""
    if (due := before.holding_up(desk, session_id)) is not None:
        raise DeskError(why_held_up(due))
    desk.changed(operations.open_session(desk.book, desk.regulation, session_id, at=desk.clock()))


def record_attendance(desk: Desk, session_id: str, member_id: str, attendance: Attendance) -> None:
    """Record whether a member is in the room; while the box is open, issue or withdraw the ballot too."""
    at = desk.clock()
    if desk.season.ballot.session == session_id:
        voting.follow_attendance(desk, member_id, present=attendance.present)
    desk.changed(operations.record_attendance(desk.book, session_id, member_id, attendance, at=at))


def start_item(desk: Desk, session_id: str, key: str) -> None:
    """Begin an item of the agenda; an item that still runs is closed first."""
    for item in desk.season.session(session_id).items:
        if item.state is ItemState.RUNNING and item.key != key:
            close_item(desk, session_id, item.key, item.note)
    desk.changed(operations.start_item(desk.book, session_id, key, at=desk.clock()))


def begin_voting(desk: Desk) -> None:
    """Begin the item of the agenda under which the vote is held, unless it was begun."""
    session = desk.season.session(desk.season.ballot.session)
    if any(item.key == VOTING and item.state is ItemState.PENDING for item in session.items):
        start_item(desk, session.id, VOTING)


def write_note(desk: Desk, session_id: str, key: str, note: str) -> None:
    """Keep what the minutes say about an item, as it is typed."""
    desk.changed(operations.write_item_note(desk.book, session_id, key, note, at=desk.clock()))


def close_item(desk: Desk, session_id: str, key: str, note: str) -> None:
    """Conclude an item of the agenda."""
    desk.changed(operations.close_item(desk.book, session_id, key, note, at=desk.clock()))


def record_review(desk: Desk, session_id: str, review: Review) -> None:
    """Record the review of one member, or of the committee ("chi_uy") or the branch ("chi_bo")."""
    desk.changed(operations.record_review(desk.book, session_id, review, at=desk.clock()))
    session = desk.season.session(session_id)
    if session.kind is SessionKind.TO_DANG and review.done and review.proposed is not None:
        _propose(desk, review.member, review.proposed)


def _propose(desk: Desk, member_id: str, level: Level) -> None:
    """Bring what the group concluded to the facts of the member, where the ballot reads it."""
    member = desk.season.member(member_id)
    if member.group_level is not level:
        proposed = replace(member, group_level=level)
        desk.changed(operations.update_member(desk.book, proposed, at=desk.clock()))


def chair_during(desk: Desk, session_id: str, member_id: str) -> str:
    """Who chairs while this member is reviewed: a deputy when it is the chair's own turn."""
    return chair_for(desk.regulation, desk.season, desk.season.session(session_id), member_id)


def suggested_people(desk: Desk, session_id: str) -> tuple[str, str]:
    """(chair, secretary) to propose: the usual chair, and the next person in the room."""
    season = desk.season
    session = season.session(session_id)
    chair = session.chair or usual_chair(season, session)
    others = [m.id for m in attendees(season, session) if m.id != chair and m.official is not None]
    return chair, session.secretary or (others[0] if others else chair)


def review_order(desk: Desk, session: Session) -> tuple[str, ...]:
    """The members to be reviewed in the session, in roll order; in a supplementary one those who waited."""
    if session.supplementary:
        return reviewed_in(desk.regulation, desk.season, session)
    return tuple(member.id for member in attendees(desk.season, session))


def reviewed_by_groups(desk: Desk) -> frozenset[str]:
    """The members whom their own group has reviewed and concluded."""
    groups = (each for each in desk.season.sessions if each.kind is SessionKind.TO_DANG)
    return frozenset(one.member for each in groups for one in each.reviews.values() if one.done)


def draft_conclusion(desk: Desk, session_id: str) -> str:
    """The conclusion of the meeting as far as it is written, before the meeting is closed with it."""
    return load_settings(desk.book).get(f"{_DRAFT}{session_id}", "")


def write_conclusion(desk: Desk, session_id: str, text: str) -> None:
    """Keep the conclusion of the meeting while it is being written."""
    desk.changed(operations.set_setting(desk.book, f"{_DRAFT}{session_id}", text, at=desk.clock()))


def close_session(desk: Desk, session_id: str, conclusion: str) -> None:
    """Close the session for good; refused while something of its agenda is not done."""
    at = desk.clock()
    desk.changed(operations.close_session(desk.book, desk.regulation, session_id, conclusion, at=at))


def is_branch(session: Session) -> bool:
    """Tell whether this is a branch meeting, where a ballot is held."""
    return session.kind is SessionKind.CHI_BO


def waiting_for_supplement(desk: Desk) -> tuple[str, ...]:
    """Members for whom a supplementary branch meeting may be planned now; none while it may not."""
    if may_supplement(desk.regulation, desk.season) is not None:
        return ()
    return rounds.waiting_for_supplement(desk.season, desk.verdict)


def plan_supplement(desk: Desk) -> str:
    """Plan a supplementary branch meeting for those who wait; returns its id."""
    desk.changed(operations.add_supplement(desk.book, desk.regulation, at=desk.clock()))
    return desk.season.sessions[-1].id


def drop_supplement(desk: Desk, session_id: str) -> None:
    """Take away a supplementary meeting that was planned by mistake."""
    desk.changed(operations.drop_supplement(desk.book, session_id, at=desk.clock()))
