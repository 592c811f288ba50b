"""A program that goes on with a ballot until somebody kills it; it says each step on its output once it is done.

Arguments: the box, then the two halves of the resume code, then the teller codes.
"""

import sys
from pathlib import Path

from db.ballot_box import Box, BoxState
from tests.ballot_box.boxes import clock, some_ballot


def say(*words: str) -> None:
    print(*words, flush=True)


def vote(box: Box) -> None:
    for place, (member, _present, voted) in enumerate(box.roll()):
        if not voted:
            box.cast(member, some_ballot(place, len(box.manifest.contests)))
            say("cast", member)


def main(path: Path, halves: list[str], codes: list[str]) -> None:
    box = Box.open_existing(path, clock=clock)
    if box.state is BoxState.SUSPENDED:
        say("halves", *(box.unlock(halves) or ()))
        box.resume()
        say("resumed")
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
