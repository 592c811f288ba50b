"""The deadlines of the regulation as days of this year: counted back from the meeting, or fixed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from meeting.regulation import Deadline, Regulation
from meeting.season import Season, Session, SessionKind
from meeting.workdays import Calendar, days_back, skipped, working_days_back

SOON: Final = 7
"""From so many days before a deadline on, it is near."""


class DueState(StrEnum):
    """Where a deadline stands today."""

    AHEAD = "ahead"
    NEAR = "near"
    LATE = "late"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline: what, the last day for it, how that was counted, and how many days are left."""

    what: str
    day: date
    counted: str
    cite: str
    state: DueState
    left: int
    done: date | None = None
    who: str = ""
    binding: bool = False


def meeting_day(season: Season) -> date:
    """The day from which deadlines are counted back: that of the branch meeting."""
    branch = season.branch_session
    return (branch.day if branch is not None else None) or season.meeting_day


def dues(
    regulation: Regulation, season: Season, calendar: Calendar, today: date, done: Mapping[str, date]
) -> tuple[Due, ...]:
    """Every deadline, the earliest first; `done` says by its words what was done, and when."""
    meeting = meeting_day(season)
    found = (_due(rule, meeting, calendar, today, done.get(rule.what)) for rule in regulation.deadlines)
    return tuple(sorted(found, key=lambda due: due.day))


def holds_up(found: Iterable[Due], session: Session) -> Due | None:
    """What must be done before the branch meeting opens and is not; no other session waits for it."""
    if session.kind is not SessionKind.CHI_BO or session.supplementary:
        return None
    return next((due for due in found if due.binding and due.done is None), None)


def why_held_up(due: Due) -> str:
    """The same as the sentence that is shown instead of opening the meeting."""
    return (
        f"Chưa ghi nhận việc “{due.what}” (hạn {due.day:%d/%m/%Y}, {due.cite}) nên chưa mở được hội nghị; "
        "đồng chí đánh dấu đã làm ở trang “Hồ sơ trước họp”."
    )


def _due(rule: Deadline, meeting: date, calendar: Calendar, today: date, done: date | None) -> Due:
    day, counted = _counted(rule, meeting, calendar)
    left = (day - today).days
    state = _state(left, done)
    return Due(rule.what, day, counted, rule.source.cite, state, left, done, rule.who, rule.binding)


def _state(left: int, done: date | None) -> DueState:
    if done is not None:
        return DueState.DONE
    if left < 0:
        return DueState.LATE
    return DueState.NEAR if left <= SOON else DueState.AHEAD


def _counted(rule: Deadline, meeting: date, calendar: Calendar) -> tuple[date, str]:
    if rule.day is not None:  # every document writes "trước ngày", so that day itself is too late
        return days_back(rule.day, 1), f"văn bản ghi trước ngày {_short(rule.day)}"
    count = rule.days_before or 0
    if not rule.working_days:
        return days_back(meeting, count), f"{count} ngày trước hội nghị {_short(meeting)}"
    day = working_days_back(meeting, count, calendar)
    holidays = [each for each in skipped(day, meeting, calendar) if each in calendar.closed]
    told = f"{count} ngày làm việc trước hội nghị {_short(meeting)}"
    if holidays:
        told += f", không tính ngày nghỉ lễ {', '.join(map(_short, holidays))}"
    return day, told


def _short(day: date) -> str:
    return f"{day:%d/%m}"
