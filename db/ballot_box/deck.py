"""The test deck: ballots that give each level of a contest a number of its own, and what must come out."""

from collections.abc import Sequence

from db.ballot_box.slip import CHOICES
from meeting.ballot import BallotPaper, Contest, Option, Tally
from meeting.level import LEVELS


def ballots(contests: int) -> tuple[tuple[int, ...], ...]:
    """Fifteen ballots: choice c, shifted from contest to contest, is marked c + 1 times."""
    column = [choice for choice in range(CHOICES) for _ in range(choice + 1)]
    return tuple(tuple((choice + contest) % CHOICES for contest in range(contests)) for choice in column)


def expected(contests: Sequence[str], deck: Sequence[Sequence[int]]) -> tuple[Tally, ...]:
    """The tallies that a box must give for these ballots, by plain counting."""
    columns = [[ballot[place] for ballot in deck] for place in range(len(contests))]
    return tuple(
        Tally(subject, (column.count(1), column.count(2), column.count(3), column.count(4)), column.count(0))
        for subject, column in zip(contests, columns, strict=True)
    )


def paper(contests: Sequence[str]) -> BallotPaper:
    """A rehearsal ballot without wording for these subjects."""
    options = tuple(Option(level, "") for level in LEVELS)
    rows = tuple(Contest(place + 1, subject, "", "") for place, subject in enumerate(contests))
    return BallotPaper("", "", 0, 0, rehearsal=True, options=options, contests=rows)
