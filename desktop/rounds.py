"""Rounds of the ballot: each box after the first names the box before it."""

from db.ballot_box import Box, BoxError
from db.store import load_ballots
from desktop.desk import Desk
from meeting.season import Ballot, BallotState


def parent_of(desk: Desk) -> bytes | None:
    """Hash of the manifest of the box before this one; None in a first round, or where it cannot be read."""
    before = [one for one in load_ballots(desk.book) if one.box and _is_over(one)]
    if not before:
        return None
    try:
        with Box.open_existing(desk.boxes / before[-1].box, clock=desk.clock) as box:
            return box.manifest.hash
    except BoxError:
        return None


def _is_over(ballot: Ballot) -> bool:
    return ballot.state in {BallotState.VOID, BallotState.COUNTED}
