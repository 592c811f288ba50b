"""The public holidays of Vietnam, from the `holidays` library: Tết by the moon, days moved by decree."""

from functools import lru_cache

from meeting.workdays import Calendar


@lru_cache(maxsize=4)
def calendar_around(year: int) -> Calendar:
    """Holidays and exchanged working days of the year, the one before and the one after."""
    from holidays.countries.vietnam import Vietnam

    found = Vietnam(years=[year - 1, year, year + 1])  # type: ignore[no-untyped-call]
    return Calendar(frozenset(found), frozenset(found.weekend_workdays))
