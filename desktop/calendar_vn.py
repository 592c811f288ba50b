"""The public holidays of Vietnam, from the `holidays` library: Tết by the moon, days moved by decree."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec, module_from_spec
from typing import Final

from meeting.workdays import Calendar

_COUNTRIES: Final = "holidays.countries"


@lru_cache(maxsize=4)
def calendar_around(year: int) -> Calendar:
    """Holidays and exchanged working days of the year, the one before and the one after."""
    with _without_the_other_countries():
        from holidays.countries.vietnam import Vietnam

    found = Vietnam(years=[year - 1, year, year + 1])  # type: ignore[no-untyped-call]
    return Calendar(frozenset(found), frozenset(found.weekend_workdays))


@contextmanager
def _without_the_other_countries() -> Iterator[None]:
    """Know the package of the countries by its folder only: run, it imports 200 of them, which is felt."""
    spec = None if _COUNTRIES in sys.modules else find_spec(_COUNTRIES)
    if spec is not None:
        sys.modules[_COUNTRIES] = module_from_spec(spec)
    try:
        yield
    finally:
        if spec is not None:
            del sys.modules[_COUNTRIES]
