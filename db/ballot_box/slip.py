"""A slip: one mark in one contest, 16 bytes open and 64 closed; and the sorted pile of one contest.

A pile is kept sorted by the closed slips' own bytes, so that the same slips give the same bytes in whatever
order they came.
"""

from bisect import insort
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from nacl import bindings
from nacl.exceptions import CryptoError

from db.ballot_box.errors import BoxDamaged

TAG: Final = 8
PLAIN: Final = 16
CLOSED: Final = 64
COUNT: Final = 2
CHOICES: Final = 5

Pile = tuple[bytes, ...]
"""The closed slips of one contest, sorted."""


def fold(tag: bytes, contest: int, choice: int) -> bytes:
    """Write a mark (0 blank, 1..4 levels) as 16 bytes: session tag, contest from 0, choice, zeros."""
    return tag + contest.to_bytes(2, "big") + bytes([choice]) + bytes(PLAIN - TAG - 3)


def unfold(plain: bytes, tag: bytes, contest: int) -> int | None:
    """Return the choice on a slip, or None where it is not a slip of this session and contest."""
    choice = plain[TAG + 2] if len(plain) == PLAIN else CHOICES
    return choice if choice < CHOICES and plain == fold(tag, contest, choice) else None


def close_slip(plain: bytes, public: bytes) -> bytes:
    """Close a slip so that only the tellers together can open it (libsodium sealed box)."""
    return bindings.crypto_box_seal(plain, public)


def open_slip(closed: bytes, public: bytes, secret: bytes) -> bytes:
    """Open a closed slip; empty where it was not closed for these tellers."""
    try:
        return bindings.crypto_box_seal_open(closed, public, secret)
    except CryptoError:
        return b""


def add(pile: Pile, closed: bytes) -> Pile:
    """Put one closed slip into its place in the pile."""
    slips = list(pile)
    insort(slips, closed)
    return tuple(slips)


def pack(pile: Pile, capacity: int) -> bytes:
    """Write a pile at its fixed length: number of slips, the slips, zeros up to `capacity` slips."""
    body = len(pile).to_bytes(COUNT, "big") + b"".join(pile)
    return body.ljust(COUNT + CLOSED * capacity, b"\0")


def unpack(body: bytes, capacity: int) -> Pile:
    """Read a packed pile; BoxDamaged unless `pack` writes exactly this for a sorted pile without twins."""
    count = int.from_bytes(body[:COUNT], "big")
    pile = tuple(body[COUNT + CLOSED * place :][:CLOSED] for place in range(min(count, capacity)))
    if not is_sorted(pile) or pack(pile, capacity) != body:
        raise BoxDamaged("Các phiếu trong hòm không còn nguyên vẹn; xin dừng lại và báo tổ kiểm phiếu.")
    return pile


def is_sorted(pile: Sequence[bytes]) -> bool:
    """Tell whether every slip stands strictly before the next one."""
    return all(one < following for one, following in pairwise(pile))
