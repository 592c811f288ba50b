"""Numbers of papers: each kind counts from 01 through the whole term, not anew each year.

HD 36-HD/VPTW 2018 and HD 05-HD/VPTW 2026, ô số 3; numbers are whole numbers, kinds are codes ("BC", "BB").
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

HIGHEST = 99999
"""Numbers above are typing mistakes."""


@dataclass(frozen=True, slots=True)
class PaperNumber:
    """A paper's number: `paper` is its mark in the dossier ("CB01"), `form` its form, `day` when given."""

    paper: str
    form: str
    kind: str
    number: int
    day: date


def in_term(numbers: Iterable[PaperNumber], kind: str, term: date | None) -> tuple[PaperNumber, ...]:
    """Return the numbers of a kind given since the term began; all of them while nobody said when."""
    return tuple(one for one in numbers if one.kind == kind and (term is None or one.day >= term))


def next_number(numbers: Iterable[PaperNumber], kind: str, term: date | None) -> int:
    """Return one more than the highest number of the kind in the term; 1 where there is none."""
    return max((one.number for one in in_term(numbers, kind, term)), default=0) + 1
