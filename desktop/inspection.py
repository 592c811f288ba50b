"""Use cases of an inspection notice: what it says, and who by custom works with the inspectors."""

from db import operations
from desktop.desk import Desk
from meeting.inspection import Inspection
from meeting.season import Post


def notice(desk: Desk) -> Inspection:
    """The notice as entered; else an empty one with those who attend: the committee, or secretary and scribe.

    TB 01-TB/TKTr (Quảng Bình 2016), mục 3.
    """
    return desk.season.inspection or Inspection(attendees=attendees(desk))


def attendees(desk: Desk) -> str:
    """Who attends by the notice of 2016, by name."""
    season, branch = desk.season, desk.season.branch_session
    scribe = "" if branch is None else branch.secretary
    few = [m for m in season.members if m.post is not Post.NONE]
    if len(few) <= 1:
        few += [m for m in season.members if m.id == scribe and m not in few]
    return "; ".join(f"đồng chí {member.name}" for member in few)


def keep(desk: Desk, told: Inspection) -> None:
    """Write the notice down; an empty one takes it back."""
    at = desk.clock()
    if told == Inspection():
        desk.changed(operations.clear_inspection(desk.book, at=at))
    else:
        desk.changed(operations.set_inspection(desk.book, told, at=at))
