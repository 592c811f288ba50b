"""Working days between calendar days; which days are holidays comes in as data."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = 5
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Public holidays, and days of a weekend that are worked in exchange for a day off."""

    closed: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        """Tell whether people work on this day."""
        if day in self.worked:
            return True
        return day.weekday() < _SATURDAY and day not in self.closed


def days_back(day: date, count: int) -> date:
    """The day `count` calendar days before `day`."""
    return day - timedelta(days=count)


def working_days_back(day: date, count: int, calendar: Calendar) -> date:
    """The `count`th working day before `day`; `day` itself is not counted."""
    found = day
    for back in _backwards(day):
        if count <= 0:
            break
        count -= calendar.works(back)
        found = back
    return found


def skipped(start: date, end: date, calendar: Calendar) -> tuple[date, ...]:
    """The days from `start` until the day before `end` on which nobody works, earliest first."""
    days = (end - start).days
    all_days = (start + timedelta(days=n) for n in range(days))
    return tuple(day for day in all_days if not calendar.works(day))


def _backwards(day: date) -> Iterator[date]:
    while day > date.min:
        day -= _ONE
        yield day
