"""A slip: one mark in one contest, 16 bytes open, 64 closed; the sorted pile of a contest; parts of piles.

A pile is kept sorted by the closed slips' own bytes, so that the same slips give the same bytes in whatever
order they came.
"""

from bisect import bisect_left
from collections.abc import Sequence
from operator import lt
from typing import Final

from nacl import bindings
from nacl.exceptions import CryptoError

from db.ballot_box.errors import BoxDamaged

TAG: Final = 8
PLAIN: Final = 16
CLOSED: Final = 64
COUNT: Final = 2
CHOICES: Final = 5
PART: Final = 1 << 15
"""Bytes of piles under one envelope: few calls for a small box, and a large one stays in the caches."""

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


def add(packed: bytes, closed: bytes) -> bytes:
    """Put one closed slip into its place in a packed pile; BoxDamaged where it is full or holds this slip.

    It works on the bytes: a pile of three hundred slips is not taken apart for one more.
    """
    count = count_in(packed)
    place = bisect_left(range(count), closed, key=lambda at: _slip_at(packed, at))
    if COUNT + CLOSED * (count + 1) > len(packed) or (place < count and _slip_at(packed, place) == closed):
        raise _broken()
    cut = COUNT + CLOSED * place
    old = memoryview(packed)  # copied once only
    return b"".join(((count + 1).to_bytes(COUNT, "big"), old[COUNT:cut], closed, old[cut:-CLOSED]))


def count_in(packed: bytes) -> int:
    """The number of slips that a packed pile says it holds."""
    return int.from_bytes(packed[:COUNT], "big")


def _slip_at(packed: bytes, place: int) -> bytes:
    start = COUNT + CLOSED * place
    return packed[start : start + CLOSED]


def pack(pile: Pile, capacity: int) -> bytes:
    """Write a pile at its fixed length: number of slips, the slips, zeros up to `capacity` slips."""
    body = len(pile).to_bytes(COUNT, "big") + b"".join(pile)
    return body.ljust(_length(capacity), b"\0")


def unpack(body: bytes, capacity: int) -> Pile:
    """Read a packed pile; BoxDamaged unless `pack` writes exactly this for a sorted pile without twins."""
    pile = tuple(_slip_at(body, place) for place in range(min(count_in(body), capacity)))
    if not is_sorted(pile) or pack(pile, capacity) != body:
        raise _broken()
    return pile


def lay_out(packed: Sequence[bytes]) -> tuple[bytes, ...]:
    """Lay packed piles side by side: each part as many as fit, in the order of the contests, at least one."""
    many = _piles_in(len(packed[0])) if packed else 1
    return tuple(b"".join(packed[first : first + many]) for first in range(0, len(packed), many))


def take_apart(parts: Sequence[bytes], capacity: int) -> tuple[bytes, ...]:
    """Undo `lay_out`."""
    length = _length(capacity)
    return tuple(part[start : start + length] for part in parts for start in range(0, len(part), length))


def part_lengths(contests: int, capacity: int) -> tuple[int, ...]:
    """Bytes of each part of a box."""
    length = _length(capacity)
    many = _piles_in(length)
    return tuple(min(many, contests - first) * length for first in range(0, contests, many))


def _length(capacity: int) -> int:
    return COUNT + CLOSED * capacity


def _piles_in(length: int) -> int:
    return max(1, PART // length)


def is_sorted(pile: Sequence[bytes]) -> bool:
    """Tell whether every slip stands strictly before the next one."""
    return all(map(lt, pile, pile[1:]))


def _broken() -> BoxDamaged:
    return BoxDamaged("Các phiếu trong hòm không còn nguyên vẹn; xin dừng lại và báo tổ kiểm phiếu.")
