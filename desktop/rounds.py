"""Rounds of the ballot: each box after the first names the box before it."""

from db.ballot_box import BoxError
from db.store import load_ballots
from desktop import boxes
from desktop.desk import Desk
from meeting.season import Ballot, BallotState
from meeting.voters import voters

_OVER = frozenset({BallotState.VOID, BallotState.COUNTED})


def boxed_before(desk: Desk, number: int | None = None) -> Ballot | None:
    """The last finished round that had a box: of those before round `number`, or of all."""
    rounds = (one for one in load_ballots(desk.book) if number is None or one.round < number)
    held = [one for one in rounds if one.box and one.state in _OVER]
    return held[-1] if held else None


def voters_apart(desk: Desk) -> int:
    """How many vote in only one of this round and the last one counted about a same row; 0 if none was.

    Two results of one row, of voters who differ by one, are that voter's mark (and whoever thought again).
    """
    season = desk.season
    subjects = set(season.ballot.subjects)
    same = (one for one in season.counted_ballots if subjects & {tally.subject for tally in one.tallies})
    before = max(same, key=lambda one: one.round, default=None)
    if before is None or before.round == season.ballot.round:
        return 0
    then, now = (set(voters(desk.regulation, season, one).voting) for one in (before, season.ballot))
    return len(then ^ now)


def parent_of(desk: Desk) -> bytes | None:
    """Hash of the manifest of the box before this one; None in a first round, or where it cannot be read."""
    before = boxed_before(desk)
    if before is None:
        return None
    try:
        with boxes.opened(desk, before) as box:
            return box.manifest.hash
    except BoxError:
        return None
