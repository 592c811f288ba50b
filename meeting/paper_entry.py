"""Who entered the count of paper ballots: two tellers, one after the other, until both entries agree."""

from collections.abc import Sequence
from dataclasses import dataclass

from meeting.ballot import Tally


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """How the count of one round came into the book; `first` and `second` are ids of two tellers.

    recounted: how many rows differed when the two entries were first compared; they were counted again, and
    the count was written down only when every row agreed.
    """

    round: int
    first: str
    second: str
    recounted: int = 0


@dataclass(frozen=True, slots=True)
class PaperCount:
    """What one person entered: ballots issued, collected, valid, invalid, and one count for every row."""

    totals: tuple[int, int, int, int]
    tallies: tuple[Tally, ...]


def differing(first: Sequence[Tally], second: Sequence[Tally]) -> tuple[str, ...]:
    """The subjects whose rows two entries of the same ballot do not agree on, in order."""
    return tuple(a.subject for a, b in zip(first, second, strict=True) if a != b)


def rows_apart(first: PaperCount, second: PaperCount) -> int:
    """How many rows two entries do not agree on; the numbers of ballots together are one row."""
    return len(differing(first.tallies, second.tallies)) + (first.totals != second.totals)
