"""Use cases before the meeting: the unit and its regulation, the people, the sessions to come."""

from datetime import date

from db import operations
from db.history import last_link
from desktop.desk import Desk
from desktop.regulations import load_regulation
from meeting.agenda import planned_sessions
from meeting.season import CollectiveFacts, Member, SessionState, Unit


def set_up_unit(desk: Desk, unit: Unit, regulation_id: str, year: int, meeting_day: date) -> None:
    """Record the unit and the regulation it follows, and lay out the sessions it must hold."""
    regulation = load_regulation(regulation_id)
    at = desk.clock()
    desk.changed(operations.set_up_unit(desk.book, unit, regulation_id, year, meeting_day, at=at))
    if all(session.state is SessionState.PLANNED for session in desk.season.sessions):
        desk.changed(operations.lay_out_sessions(desk.book, planned_sessions(regulation, unit), at=at))


def record_collective(desk: Desk, facts: CollectiveFacts, score: tuple[int, ...]) -> None:
    """Record what is known of the branch or its committee, and the branch's own points."""
    desk.changed(operations.record_collective(desk.book, facts, score, at=desk.clock()))


def new_batch(desk: Desk) -> int:
    """The mark of steps to come that are to be taken back together."""
    return last_link(desk.book)[0] + 1


def add_member(desk: Desk, member: Member, batch: int = 0) -> None:
    """Put one more person on the roll, by itself or as one of a batch."""
    desk.changed(operations.add_member(desk.book, member, at=desk.clock(), batch=batch))


def update_member(desk: Desk, member: Member, batch: int = 0) -> None:
    """Record changed facts of a person on the roll, by itself or as one of a batch."""
    desk.changed(operations.update_member(desk.book, member, at=desk.clock(), batch=batch))


def remove_member(desk: Desk, member_id: str) -> None:
    """Take a person off the roll who has no records yet."""
    desk.changed(operations.remove_member(desk.book, member_id, at=desk.clock()))


def new_member_id(desk: Desk) -> str:
    """The next free id for a person ("m07")."""
    taken = {member.id for member in desk.season.members}
    number = len(taken) + 1
    while f"m{number:02d}" in taken:
        number += 1
    return f"m{number:02d}"
