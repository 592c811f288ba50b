"""An attacker with perfect forensics: knows who voted when, and has every version of the file that ever existed.

He takes each version apart with whatever keys he was given, finds the slips that were not there in the version before,
opens them, and puts the mark beside the name of the person who sat at the laptop then.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from db.ballot_box import BoxError, envelope, slip, store
from db.ballot_box.envelope import MARGIN, WRAP
from db.ballot_box.keys import TellerKeys
from db.ballot_box.manifest import Manifest, read_manifest

WRAPPED_FOR_TELLERS = 32 + 48


@dataclass(frozen=True)
class Loot:
    """The keys an attacker got hold of."""

    tellers: TellerKeys | None = None
    halves: tuple[str, ...] = ()


def links(versions: Sequence[Path], voting_order: Sequence[str], loot: Loot) -> dict[tuple[str, int], int]:
    """(voter, contest) → choice, for every mark that can be tied to a voter; versions[0] is before the first ballot."""
    found: dict[tuple[str, int], int] = {}
    before = _piles(versions[0], loot)
    for member, version in zip(voting_order, versions[1:], strict=True):
        now, manifest = _piles(version, loot), _manifest(version)
        for contest, pile in enumerate(now):
            fresh = set(pile) - set(before[contest] if before else ())
            choices = {_choice(one, contest, manifest, loot) for one in fresh} - {None}
            if len(fresh) == 1 and len(choices) == 1:
                found[member, contest] = choices.pop() or 0
        before = now
    return found


def _choice(closed: bytes, contest: int, manifest: Manifest, loot: Loot) -> int | None:
    if loot.tellers is None:
        return None
    plain = slip.open_slip(closed, loot.tellers.opener.public, loot.tellers.opener.secret)
    return slip.unfold(plain, manifest.tag, contest)


def _piles(version: Path, loot: Loot) -> list[tuple[bytes, ...]]:
    """The closed slips of each contest in one version of the file, as far as the keys reach."""
    db = sqlite3.connect(f"file:{version}?mode=ro&immutable=1", uri=True)
    manifest, head, roll = (
        read_manifest(store.read_manifest_row(db)[0]),
        store.read_head(db),
        store.read_roll(db),
    )
    stored = store.read_parts(db)
    db.close()
    bound = envelope.Bound(manifest.tag, head.n, manifest.hash, store.roll_hash(roll), head.audit_bound)
    for parts in _openings(stored, head.wrap, manifest, bound, loot):
        try:
            return [
                slip.unpack(body, manifest.capacity) for body in slip.take_apart(parts, manifest.capacity)
            ]
        except BoxError:
            continue
    return []


def _openings(
    stored: Sequence[bytes], wrap: bytes, manifest: Manifest, bound: envelope.Bound, loot: Loot
) -> list[tuple[bytes, ...]]:
    """Every way to take the outer layer off: it may never have been on, or a key to it may be found."""
    ways = [tuple(body[MARGIN:] for body in stored)]
    keys = []
    if loot.tellers is not None and len(wrap) > WRAP:
        keys.append(slip.open_slip(wrap[WRAP:], loot.tellers.opener.public, loot.tellers.opener.secret))
    if loot.halves:
        resume = envelope.resume_from(loot.halves, wrap[:16], manifest.cost)
        keys.append(envelope.unwrap(wrap, resume, manifest.tag) or b"")
    for key in keys:
        try:
            ways.append(_uncover(stored, key, bound))
        except BoxError:
            continue
    return ways


def _uncover(stored: Sequence[bytes], key: bytes, bound: envelope.Bound) -> tuple[bytes, ...]:
    return envelope.uncover(stored, key, bound) if len(key) == 32 else ()


def _manifest(version: Path) -> Manifest:
    db = sqlite3.connect(f"file:{version}?mode=ro&immutable=1", uri=True)
    manifest = read_manifest(store.read_manifest_row(db)[0])
    db.close()
    return manifest
