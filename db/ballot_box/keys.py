"""Keys: from a code on paper to a key, and the box's secret wrapped for every group that may open it.

Only libsodium's own parts are used: Argon2id, BLAKE2b with key and purpose, XChaCha20-Poly1305, X25519 and
Ed25519. Sizes are in bytes; where a size is not named it is 32.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey
from nacl.signing import SigningKey
from nacl.utils import random

KEY: Final = 32
SALT: Final = 16
NONCE: Final = 24
MAC: Final = 16
WRAPPED: Final = NONCE + KEY + MAC


@dataclass(frozen=True, slots=True)
class ArgonCost:
    """What one guess at a code costs: passes over the memory, and memory in bytes."""

    ops: int
    mem: int


DEFAULT: Final = ArgonCost(3, 256 << 20)
REHEARSAL: Final = ArgonCost(1, 8 << 10)
HIGHEST: Final = ArgonCost(10, 1 << 30)
"""The dearest cost a file may ask of us; a hostile file must not eat the memory."""


def digest(purpose: str, *parts: bytes, key: bytes = b"", size: int = 32) -> bytes:
    """BLAKE2b of the parts set side by side, under `purpose` (at most 16 letters) and an optional key."""
    made = hashlib.blake2b(digest_size=size, key=key, person=purpose.encode())
    for part in parts:
        made.update(part)
    return made.digest()


def stretch(digits: str, salt: bytes, cost: ArgonCost) -> bytes:
    """Argon2id: turn the digits of a code into a key, at `cost`."""
    return bindings.crypto_pwhash_alg(
        KEY, digits.encode(), salt, cost.ops, cost.mem, bindings.crypto_pwhash_ALG_ARGON2ID13
    )


def lock(plain: bytes, bound: bytes, key: bytes) -> bytes:
    """Encrypt with XChaCha20-Poly1305, binding `bound`: fresh nonce, then ciphertext with its mark."""
    nonce = random(NONCE)
    return nonce + bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, bound, nonce, key)


def unlock(locked: bytes, bound: bytes, key: bytes) -> bytes | None:
    """Undo `lock`; None where the key, the bound data or a single bit is not the same."""
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(locked[NONCE:], bound, locked[:NONCE], key)
    except CryptoError:
        return None


@dataclass(frozen=True, slots=True)
class Opener:
    """The X25519 key that opens slips; all that a recount needs."""

    public: bytes
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class TellerKeys:
    """The keys that follow from the box's secret: one opens slips, one signs the result."""

    opener: Opener
    signing: SigningKey = field(repr=False)

    @property
    def sign_public(self) -> bytes:
        """Ed25519 key that checks the signature of the result."""
        return bytes(self.signing.verify_key)


def teller_keys(secret: bytes) -> TellerKeys:
    """Derive the X25519 key of the slips and the Ed25519 key of the result from the box's secret."""
    return TellerKeys(
        opener_of(digest("chibo-open", key=secret)), SigningKey(digest("chibo-sign", key=secret))
    )


def opener_of(secret: bytes) -> Opener:
    """The key pair that belongs to the secret half of the key that opens slips."""
    return Opener(bytes(PrivateKey(secret).public_key), secret)


def group_key(parts: Sequence[bytes]) -> bytes:
    """The key that some tellers have together, whatever order they came in."""
    return digest("chibo-group", *sorted(parts))


def wrap_for_groups(secret: bytes, parts: Sequence[bytes], needed: int, bound: bytes) -> tuple[bytes, ...]:
    """Wrap `secret` once for every group of `needed` tellers; `parts` are their stretched codes."""
    return tuple(lock(secret, bound, group_key(group)) for group in combinations(parts, needed))


def unwrap(
    wraps: Sequence[bytes], parts: Sequence[bytes], needed: int, bound: bytes
) -> tuple[bytes, set[int]]:
    """Open what these stretched codes open: the secret (empty if none) and the places of those that fit."""
    secret, fitting = b"", set[int]()
    for places in combinations(range(len(parts)), needed):
        key = group_key([parts[place] for place in places])
        opened = [plain for wrap in wraps if (plain := unlock(wrap, bound, key)) is not None]
        if opened:
            secret = opened[0]
            fitting.update(places)
    return secret, fitting
