"""The inside of a box: the file, the keys in memory while it is unlocked, and the one way to commit.

Everything that changes the file goes through `Vault.commit`. While the envelope is unlocked each commit
encrypts all piles again under a fresh key, tied to the roll, the count and the log as the same commit
leaves them; so a ballot, its voter's mark and the new envelope are on the disk together or not at all.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from db.ballot_box import audit, count, envelope, inspection, schema, slip, store
from db.ballot_box.contents import Contents, result_of
from db.ballot_box.errors import BoxError, Locked, Uncertain
from db.ballot_box.manifest import Manifest
from db.ballot_box.memory import erase, pin
from db.ballot_box.result import Result
from db.ballot_box.state import WITH_ENVELOPE, BoxState
from db.ballot_box.store import Head, Mark, Roll, Row

Clock = Callable[[], datetime]
Packed = tuple[bytes, ...]
"""The packed piles, one for each contest, without the envelope."""


@dataclass(frozen=True, slots=True)
class Epoch:
    """What is needed to change an enveloped box: its epoch key, and the resume key that wraps the next one.

    replaced: new halves were made after unlocking and come into force with the next commit.
    """

    key: bytes = field(repr=False)
    resume: envelope.Resume = field(repr=False)
    replaced: bool = False

    def __post_init__(self) -> None:
        """Keep both keys out of the swap file."""
        pin(self.key, self.resume.key)


@dataclass(frozen=True, slots=True)
class Step:
    """What one commit changes: state, records in the log, a row of the roll, a ballot's slips, the result."""

    state: BoxState
    records: tuple[tuple[str, dict[str, Any]], ...] = ()
    mark: Mark | None = None
    slips: tuple[bytes, ...] = field(default=(), repr=False)
    result: Result | None = None


class Vault:
    """A box file held by this program alone; `epoch` is None while the envelope is locked."""

    def __init__(self, path: Path, db: sqlite3.Connection, manifest: Manifest, clock: Clock) -> None:
        self.path = path
        self.manifest = manifest
        self.epoch: Epoch | None = None
        self._db = db
        self._clock = clock

    def release(self) -> None:
        """Forget the keys and let go of the file."""
        self.keep(None)
        self._db.close()

    def keep(self, epoch: Epoch | None) -> None:
        """Keep these keys from now on; of those before, what is needed no more is overwritten."""
        before, self.epoch = self.epoch, epoch
        if before is None or before is epoch:
            return
        erase(before.key)
        if epoch is None or epoch.resume is not before.resume:
            erase(before.resume.key)

    # -- reading

    def head(self) -> Head:
        """Where the box stands."""
        with schema.explained():
            return store.read_head(self._db)

    def roll(self) -> Roll:
        """The marks on the roll in list order."""
        with schema.explained():
            return store.read_roll(self._db)

    def row(self, place: int) -> Row:
        """The marks of one voter, by the place on the roll from 0."""
        with schema.explained():
            return store.read_row(self._db, place)

    def bodies(self) -> tuple[bytes, ...]:
        """The log as it is stored."""
        with schema.explained():
            return store.read_bodies(self._db)

    def log(self) -> tuple[audit.Record, ...]:
        """The log as records."""
        return audit.read_log(self.bodies())

    def closed(self) -> Contents:
        """A closed box as plain values."""
        with schema.explained():
            return inspection.read_contents(self._db, self.manifest)

    def result(self) -> Result | None:
        """The signed result, once counted."""
        with schema.explained():
            return result_of(store.read_result(self._db), self.manifest)

    def piles(self, epoch_key: bytes) -> tuple[slip.Pile, ...]:
        """The slips under the envelope; BoxDamaged unless slips, roll, count and log belong together."""
        with schema.explained():
            head, roll = store.read_head(self._db), store.read_roll(self._db)
            return inspection.check_piles(self._packed(head, roll, epoch_key), self.manifest, head.n)

    # -- the one commit

    def commit(self, step: Step) -> None:
        """Do `step` in one transaction: on return it is on the disk; on error, but `Uncertain`, it is not."""
        with schema.explained():
            before, roll = store.read_head(self._db), store.read_roll(self._db)
            epoch, packed = self._next(step, before, roll)
            roll = _marked(roll, step.mark)
            bodies = self._bodies_for(step, roll, packed)
            links = audit.links(before.audit_head, bodies)
            after = self._head_after(step, before, (before.audit_head, *links)[-1], epoch)
            with self._certain(before, after), store.transaction(self._db):
                if step.mark:
                    store.mark_roll(self._db, step.mark)
                store.append(self._db, before.audit_head, bodies, links)
                store.write_parts(self._db, self._stored(after, roll, epoch, packed))
                store.insert_result(self._db, step.result)
                store.move_head(self._db, before, after)
        self.keep(epoch)

    def _next(self, step: Step, before: Head, roll: Roll) -> tuple[Epoch | None, Packed]:
        """The epoch that the commit brings in, and the piles with the ballot; (None, ()) if none moves."""
        if self.epoch is None and (
            step.mark or step.state in {BoxState.OPEN, BoxState.CLOSED} - {before.state}
        ):
            raise locked()
        if self.epoch is None or before.state not in WITH_ENVELOPE or step.state is BoxState.VOID:
            return None, ()
        packed = self._packed(before, roll, self.epoch.key)
        if step.slips:
            packed = tuple(slip.add(*each) for each in zip(packed, step.slips, strict=True))
        else:
            inspection.check_piles(packed, self.manifest, before.n)
        return Epoch(envelope.fresh_key(), self.epoch.resume), packed

    def _bodies_for(self, step: Step, roll: Roll, packed: Packed) -> tuple[bytes, ...]:
        """The new records as stored; the closing record gets the hash of the slips it closes."""
        records = list(step.records)
        if self.epoch is not None and self.epoch.replaced:
            records.insert(0, ("resume_replaced", {}))
        last = self.log()[-1].at if records else ""
        bodies = []
        for kind, details in records:
            extra = {"box": count.box_hash(self.manifest, roll, packed).hex()} if kind == "closed" else {}
            record = audit.record(kind, self._clock(), last, **details, **extra)
            bodies.append(record.to_body())
            last = record.at
        return tuple(bodies)

    def _head_after(self, step: Step, before: Head, link: bytes, epoch: Epoch | None) -> Head:
        n = before.n + bool(step.slips)
        if step.state not in WITH_ENVELOPE:
            bound = (
                link
                if step.state is BoxState.CLOSED and before.state in WITH_ENVELOPE
                else before.audit_bound
            )
            return Head(step.state, n, envelope.NO_WRAP, link, bound)
        if epoch is None:
            return Head(step.state, n, before.wrap, link, before.audit_bound)
        return Head(step.state, n, envelope.wrap(epoch.key, epoch.resume, self.manifest.tag), link, link)

    def _stored(self, after: Head, roll: Roll, epoch: Epoch | None, packed: Packed) -> tuple[bytes, ...]:
        """The bytes that the parts get on the disk; none where no pile is touched."""
        if after.state is BoxState.CLOSED:
            return envelope.strip(slip.lay_out(packed))
        if epoch is None:
            return ()
        return envelope.cover(slip.lay_out(packed), epoch.key, self._bound(after, roll))

    @contextmanager
    def _certain(self, before: Head, after: Head) -> Iterator[None]:
        """Whatever SQLite says, find out whether the commit is on the disk; raise only if it is not."""
        try:
            yield
        except (sqlite3.Error, BoxError) as error:
            found = self._head_found()
            if found == before:
                raise
            if found != after:
                self.release()
                raise Uncertain(
                    "Ổ đĩa hỏng đúng lúc ghi; xin khởi động lại chương trình,"
                    " danh sách sẽ cho biết bước này đã ghi hay chưa."
                ) from error

    def _head_found(self) -> Head | None:
        try:
            return store.read_head(self._db)
        except (sqlite3.Error, BoxError):
            return None

    def _packed(self, head: Head, roll: Roll, epoch_key: bytes) -> Packed:
        """The piles without the envelope, which vouches for their bytes; only their sizes are looked at."""
        parts = envelope.uncover(store.read_parts(self._db), epoch_key, self._bound(head, roll))
        packed = slip.take_apart(parts, self.manifest.capacity)
        inspection.check_sizes(packed, head.n)
        return packed

    def _bound(self, head: Head, roll: Roll) -> envelope.Bound:
        manifest = self.manifest
        return envelope.Bound(manifest.tag, head.n, manifest.hash, store.roll_hash(roll), head.audit_bound)


def step(state: BoxState, kind: str, **details: Any) -> Step:
    """A step that moves to `state` (or stays there) and leaves one record."""
    return Step(state, ((kind, details),))


def locked() -> Locked:
    """The error that asks for the halves of the resume code."""
    return Locked(
        "Hòm phiếu đang khóa lớp ngoài; cần hai nửa mã mở lại của chủ tọa và tổ trưởng tổ kiểm phiếu."
    )


def _marked(roll: Roll, mark: Mark | None) -> Roll:
    return roll if mark is None else (*roll[: mark.row], mark.change, *roll[mark.row + 1 :])
