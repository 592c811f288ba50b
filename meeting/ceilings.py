"""Every rule that bars a level for a member, and the highest level the binding ones leave."""

from collections.abc import Iterator

from meeting.facts import discipline_ceiling, grades_ceiling, head_ceiling, professional_ceiling, sick_ceiling
from meeting.level import Level
from meeting.points import points_ceilings
from meeting.regulation import Regulation
from meeting.season import Member, Season
from meeting.verdict import Ceiling


def ceilings(regulation: Regulation, season: Season, member: Member) -> tuple[Ceiling, ...]:
    """All ceilings for `member`, in the order in which the papers name the facts."""
    return tuple(_all(regulation, season, member))


def _all(regulation: Regulation, season: Season, member: Member) -> Iterator[Ceiling]:
    yield from professional_ceiling(regulation, member)
    yield from sick_ceiling(regulation, member)
    yield from discipline_ceiling(regulation, member)
    yield from grades_ceiling(regulation, member)
    yield from points_ceilings(regulation, member)
    yield from head_ceiling(regulation, season.unit, member)


def facts_level(found: tuple[Ceiling, ...]) -> Level | None:
    """The highest level the binding ceilings leave: HTXSNV where there are none, None where none fits.

    KHTNV stays KHTNV even beside a rule under which no level fits literally.
    """
    binding = [c.level for c in found if c.binding]
    if Level.KHTNV in binding:
        return Level.KHTNV
    if None in binding:
        return None
    return max((level for level in binding if level), key=lambda level: level.rank, default=Level.HTXSNV)
