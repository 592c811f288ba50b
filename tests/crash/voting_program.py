"""A program that goes on with a ballot until somebody kills it; it says each step on its output once it is done.

Arguments: the box, then the two halves of the resume code, then the teller codes.
"""

import sys
from pathlib import Path

from db.ballot_box import Box, BoxState
from tests.ballot_box.boxes import clock, some_ballot

PAUSE = 5
"""Ballots between two pauses."""


def say(*words: str) -> None:
    """One line in one write, so that a kill leaves it whole or not at all."""
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def start(box: Box, halves: list[str]) -> None:
    """Open the prepared box, or go on with the one that was interrupted."""
    fresh = box.unlock(halves) or ()
    say("halves", *fresh)
    if box.state is BoxState.PREPARED:
        box.prove_resume(fresh)
        box.open()
        say("opened")
    elif not box.is_closing:
        box.resume()
        say("resumed")


def vote(box: Box) -> None:
    for place, (member, _present, voted) in enumerate(box.roll()):
        if voted:
            continue
        box.cast(member, some_ballot(place, len(box.manifest.contests)))
        say("cast", member)
        if place % PAUSE == 0:
            box.suspend()
            say("suspended")
            box.resume()


def main(path: Path, halves: list[str], codes: list[str]) -> None:
    box = Box.open_existing(path, clock=clock)
    if box.state in {BoxState.PREPARED, BoxState.SUSPENDED}:
        start(box, halves)
        if not box.is_closing:
            vote(box)
        box.close(confirmations=2, paper_count=box.count)
        say("closed")
    if box.state is BoxState.CLOSED:
        box.count_votes(codes)
        say("counted")
    if box.state is BoxState.COUNTED:
        box.seal()
        say("sealed")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:4], sys.argv[4:])
