"""Counting: open every slip of a closed box and add up the marks, contest by contest."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from db.ballot_box.keys import Opener, digest
from db.ballot_box.manifest import Manifest
from db.ballot_box.slip import CHOICES, Pile, open_slip, unfold
from db.ballot_box.store import Roll, roll_bytes
from meeting.ballot import Tally

INVALID: Final = CHOICES


def box_hash(manifest: Manifest, roll: Roll, packed: Iterable[bytes]) -> bytes:
    """The hash that the closing record carries: manifest, roll and all closed slips, pile by packed pile."""
    return digest("chibo-box", manifest.hash, roll_bytes(roll), *packed)


def count_pile(pile: Pile, contest: int, tag: bytes, opener: Opener) -> tuple[int, ...]:
    """Count one contest: how many slips are blank, say level 1 to 4, and are no valid slip."""
    counts = [0] * (CHOICES + 1)
    for closed in pile:
        choice = unfold(open_slip(closed, opener.public, opener.secret), tag, contest)
        counts[INVALID if choice is None else choice] += 1
    return tuple(counts)


def count_all(
    manifest: Manifest, piles: Sequence[Pile], opener: Opener, voided: Collection[int] = ()
) -> tuple[tuple[Tally, ...], tuple[int, ...]]:
    """Count every contest but the void ones: the tallies in ballot order, and the invalid slips of each."""
    places = [place for place in range(len(piles)) if place not in voided]
    counts = [count_pile(piles[place], place, manifest.tag, opener) for place in places]
    tallies = tuple(
        Tally(manifest.contests[place], (one[1], one[2], one[3], one[4]), one[0])
        for place, one in zip(places, counts, strict=True)
    )
    return tallies, tuple(one[INVALID] for one in counts)
