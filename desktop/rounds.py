"""Rounds of the ballot: a box that was given up is named by the box that takes its place."""

from db.ballot_box import Box, BoxError
from db.store import load_ballots
from desktop.desk import Desk
from meeting.season import BallotState


def parent_of(desk: Desk) -> bytes | None:
    """Hash of the manifest of the box given up last; None in a first round, or where it cannot be read."""
    given_up = [ballot.box for ballot in load_ballots(desk.book) if ballot.state is BallotState.VOID]
    if not given_up or not given_up[-1]:
        return None
    try:
        with Box.open_existing(desk.boxes / given_up[-1], clock=desk.clock) as box:
            return box.manifest.hash
    except BoxError:
        return None
