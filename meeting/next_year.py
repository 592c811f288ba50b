"""Last year's season as a start for the next: what lasts is taken over, what belonged to that year is not."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from meeting.remedy import Remedy, RemedyState
from meeting.season import (
    Discipline,
    Member,
    OldFaults,
    Professional,
    Scope,
    Season,
    Tasks,
    Unit,
)


def unit_again(unit: Unit) -> Unit:
    """The unit without the year's own level, points and paper on the cap."""
    return replace(unit, unit_level=None, cap_document="", organisation_score=())


def roll_again(season: Season) -> tuple[Member, ...]:
    """The roll in its order, without who was expelled; everybody with the lasting facts alone.

    Posts, groups and the way of taking part in Party life stay until someone changes them; who has a
    professional rating waits for this year's.
    """
    return tuple(_again(one) for one in season.members if one.discipline is not Discipline.KHAI_TRU)


def _again(member: Member) -> Member:
    employed = member.professional is not Professional.NOT_EMPLOYED
    return replace(
        member,
        head_newly_arrived=False,
        professional=Professional.UNKNOWN if employed else Professional.NOT_EMPLOYED,
        sick_months=0,
        maternity=False,
        discipline=Discipline.NONE,
        discipline_scope=Scope.DUTY_HERE_THIS_YEAR,
        self_level=None,
        group_level=None,
        committee_level=None,
        grades=(),
        points=None,
        tasks=Tasks(),
        old_faults=OldFaults(),
        merits=(),
        residence_comment="",
    )


def same_day_next_year(day: date) -> date:
    """The same day of the next year; 28 February for the 29th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


_STATES = {
    RemedyState.PLANNED: "chưa khắc phục",
    RemedyState.DOING: "đang khắc phục",
    RemedyState.DONE: "đã khắc phục",
}


def remedied_words(remedies: Iterable[Remedy], subject: str, year: int) -> str:
    """What became of the shortcomings named that year, for the next review: "" where none was named."""
    own = [one for one in remedies if one.subject == subject]
    if not own:
        return ""
    done = sum(one.state is RemedyState.DONE for one in own)
    lines = [
        f"Kỳ kiểm điểm năm {year} chỉ ra {len(own)} hạn chế, khuyết điểm; đã khắc phục {done}/{len(own)}."
    ]
    return "\n".join((*lines, *(f"- {_words(one)}" for one in own)))


def _words(one: Remedy) -> str:
    day = f" (ngày {one.done:%d/%m/%Y})" if one.done else ""
    return f"{one.shortcoming.rstrip(' .;')}: {_STATES[one.state]}{day}."
