"""Making a new box file: its codes, its manifest, and its first bytes on the disk, all in one commit."""

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import nacl
from nacl.utils import random

from db.ballot_box import audit, codes, envelope, keys, schema, slip, store
from db.ballot_box.manifest import Manifest, paper_hash
from db.ballot_box.state import BoxState
from db.ballot_box.store import Row
from db.ballot_box.vault import Clock, Epoch, Vault
from meeting.ballot import BallotPaper


@dataclass(frozen=True, slots=True)
class Ceremony:
    """The codes of a new box, to be shown once and written on paper; they are stored nowhere.

    resume_halves: the first for the chair, the second for the head teller.
    """

    teller_codes: tuple[str, ...] = field(repr=False)
    resume_halves: tuple[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Terms:
    """How a box is to be opened and what it is tied to; see `prepare`."""

    tellers: int
    needed: int
    argon: keys.ArgonCost
    parent: bytes
    build: str


def make_vault(
    path: Path,
    paper: BallotPaper,
    members: tuple[str, ...],
    present: Collection[str],
    terms: Terms,
    clock: Clock,
) -> tuple[Vault, Ceremony]:
    """Make a new box file and return it unlocked, with its codes."""
    made = codes.make_codes(terms.tellers + 2)
    ceremony = Ceremony(made[: terms.tellers], (made[-2], made[-1]))
    manifest = _manifest(paper, members, ceremony.teller_codes, terms)
    resume = envelope.resume_from(codes.read_codes(ceremony.resume_halves), random(keys.SALT), terms.argon)
    epoch = Epoch(envelope.fresh_key(), resume)
    roll = tuple(Row(member in present, voted=False) for member in members)
    with schema.create(path) as db:
        _fill(db, manifest, roll, epoch, clock())
    vault = Vault(path, db, manifest, clock)
    vault.keep(epoch)
    return vault, ceremony


def _manifest(
    paper: BallotPaper, members: tuple[str, ...], teller_codes: Sequence[str], terms: Terms
) -> Manifest:
    """Draw the box's secret, wrap it for the tellers, and forget it."""
    sid, salt, secret = random(16), random(keys.SALT), random(keys.KEY)
    parts = [keys.stretch(codes.read_code(code), salt, terms.argon) for code in teller_codes]
    public = keys.teller_keys(secret)
    return Manifest(
        sid=sid.hex(),
        round=paper.round,
        parent=terms.parent.hex(),
        rehearsal=paper.rehearsal,
        paper=paper_hash(paper),
        contests=tuple(contest.subject for contest in paper.contests),
        options=tuple(option.level.value for option in paper.options),
        members=members,
        capacity=len(members),
        tellers=terms.tellers,
        needed=terms.needed,
        argon_ops=terms.argon.ops,
        argon_mem=terms.argon.mem,
        salt=salt.hex(),
        wraps=tuple(wrap.hex() for wrap in keys.wrap_for_groups(secret, parts, terms.needed, sid)),
        open_public=public.opener.public.hex(),
        sign_public=public.sign_public.hex(),
        schema=schema.SCHEMA_HASH.hex(),
        build=terms.build,
    )


def _fill(db: sqlite3.Connection, manifest: Manifest, roll: store.Roll, epoch: Epoch, at: datetime) -> None:
    """Write every row of the new file, still in the transaction that made its tables."""
    body = _first_record(manifest, at)
    link = audit.link(manifest.hash, body)
    bound = envelope.Bound(manifest.tag, 0, manifest.hash, store.roll_hash(roll), link)
    packed = [slip.pack((), manifest.capacity) for _ in manifest.contests]
    wrap = envelope.wrap(epoch.key, epoch.resume, manifest.tag)
    store.insert_all(
        db,
        (manifest.body, manifest.hash),
        roll,
        envelope.cover(slip.lay_out(packed), epoch.key, bound),
        (manifest.hash, body, link),
        store.Head(BoxState.PREPARED, 0, wrap, link, link),
    )


def _first_record(manifest: Manifest, at: datetime) -> bytes:
    numbers = {
        "members": len(manifest.members),
        "contests": len(manifest.contests),
        "tellers": manifest.tellers,
        "needed": manifest.needed,
    }
    versions = {"sqlite": sqlite3.sqlite_version, "pynacl": nacl.__version__}
    return audit.record("prepared", at, "", manifest=manifest.hash.hex(), **numbers, **versions).to_body()
