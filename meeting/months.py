"""Whole months between calendar days."""

from calendar import monthrange
from datetime import MAXYEAR, date


def months_after(day: date, months: int) -> date:
    """The day `months` months later; the last day of a shorter month where the day does not exist.

    Beyond the end of the calendar it is the last day there is.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def fewer_than(months: int, start: date, day: date) -> bool:
    """Tell whether fewer than `months` whole months have passed from `start` to `day`.

    Exactly `months` months counts as "đủ".
    """
    return day < months_after(start, months)
