"""Numbers of papers: each kind counts from 01 through the whole term, not anew each year.

HD 36-HD/VPTW 2018 and HD 05-HD/VPTW 2026, ô số 3; numbers are whole numbers, kinds are codes ("BC", "BB").
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

HIGHEST = 99999
"""Numbers above are typing mistakes."""


@dataclass(frozen=True, slots=True)
class PaperNumber:
    """A paper's number: `paper` is its mark in the dossier ("CB01"), `form` its form, `day` when given.

    A paper of an earlier year's book has that year before its mark ("2024/CB01").
    """

    paper: str
    form: str
    kind: str
    number: int
    day: date


def in_term(numbers: Iterable[PaperNumber], kind: str, term: date | None) -> tuple[PaperNumber, ...]:
    """Return the numbers of a kind given since the term began; all of them while nobody said when."""
    return tuple(one for one in numbers if one.kind == kind and _counts(one, term))


def _counts(one: PaperNumber, term: date | None) -> bool:
    return term is None or one.day >= term


def carried(numbers: Iterable[PaperNumber], term: date | None, year: int) -> tuple[PaperNumber, ...]:
    """Return the numbers of that year's book that the next book goes on from: those of the running term."""
    return tuple(
        one if "/" in one.paper else replace(one, paper=f"{year}/{one.paper}")
        for one in numbers
        if _counts(one, term)
    )


def next_number(numbers: Iterable[PaperNumber], kind: str, term: date | None) -> int:
    """Return one more than the highest number of the kind in the term; 1 where there is none."""
    return max((one.number for one in in_term(numbers, kind, term)), default=0) + 1
