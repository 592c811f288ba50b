"""The outer layer: all piles, in parts, encrypted again under a fresh key at each change.

The key is on the disk only under the resume code. This layer is what makes older versions of the file
worthless to someone who later gets the tellers' key (docs/decisions/ballot-box.md). Never wrap the epoch
key for anybody else as well.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Final

from nacl.utils import random

from db.ballot_box.errors import BoxDamaged
from db.ballot_box.keys import KEY, MAC, NONCE, SALT, WRAPPED, ArgonCost, lock, stretch, unlock

MARGIN: Final = NONCE + MAC
"""Bytes that the layer adds to a part; a closed box keeps them as zeros, so that no length ever changes."""

WRAP: Final = SALT + WRAPPED
NO_WRAP: Final = bytes(WRAP)


@dataclass(frozen=True, slots=True)
class Resume:
    """The stretched resume code with its salt; it lives in memory only."""

    salt: bytes = field(repr=False)
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Bound:
    """What every part is tied to: number of ballots, manifest, roll and log as of the same commit."""

    tag: bytes
    n: int
    manifest: bytes
    roll: bytes
    audit: bytes

    def of_each(self, parts: int) -> Iterator[bytes]:
        """The bytes that each part is authenticated with, in order."""
        rest = self.n.to_bytes(4, "big") + self.manifest + self.roll + self.audit
        for part in range(parts):
            yield self.tag + part.to_bytes(2, "big") + rest


def fresh_key() -> bytes:
    """A new epoch key."""
    return random(KEY)


def resume_from(halves: Sequence[str], salt: bytes, cost: ArgonCost) -> Resume:
    """Stretch the two halves (13 digits each, in either order) into the key that wraps epoch keys."""
    return Resume(salt, stretch("-".join(sorted(halves)), salt, cost))


def wrap(epoch: bytes, resume: Resume, tag: bytes) -> bytes:
    """Wrap the epoch key under the resume code: salt, nonce, ciphertext; always 88 bytes."""
    return resume.salt + lock(epoch, tag, resume.key)


def unwrap(wrapped: bytes, resume: Resume, tag: bytes) -> bytes | None:
    """Return the epoch key; None where the resume code is not the right one."""
    return unlock(wrapped[SALT:], tag, resume.key)


def cover(parts: Sequence[bytes], epoch: bytes, bound: Bound) -> tuple[bytes, ...]:
    """Put the outer layer on all parts, each with a nonce of its own."""
    return tuple(map(lock, parts, bound.of_each(len(parts)), repeat(epoch)))


def uncover(stored: Sequence[bytes], epoch: bytes, bound: Bound) -> tuple[bytes, ...]:
    """Take the outer layer off; BoxDamaged where slips, roll, count, manifest or log have changed."""
    parts = tuple(map(unlock, stored, bound.of_each(len(stored)), repeat(epoch)))
    sound = tuple(body for body in parts if body is not None)
    if len(sound) != len(stored):
        raise BoxDamaged("Tệp hòm phiếu đã bị sửa từ bên ngoài; xin dừng bỏ phiếu và báo tổ kiểm phiếu.")
    return sound


def strip(parts: Sequence[bytes]) -> tuple[bytes, ...]:
    """Write the parts as a closed box keeps them: zeros where the layer was."""
    return tuple(bytes(MARGIN) + body for body in parts)


def stripped(stored: Sequence[bytes]) -> tuple[bytes, ...]:
    """Undo `strip`; BoxDamaged where the layer is still on."""
    if any(body[:MARGIN] != bytes(MARGIN) for body in stored):
        raise BoxDamaged("Hòm phiếu ghi là đã đóng nhưng lớp khóa ngoài vẫn còn; tệp đã bị sửa từ bên ngoài.")
    return tuple(body[MARGIN:] for body in stored)
