"""A closed box as plain values, from its own file or from a bundle, and the checks that both must pass."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from db.ballot_box import audit, slip
from db.ballot_box.count import box_hash, count_all
from db.ballot_box.errors import BoxDamaged
from db.ballot_box.keys import Opener
from db.ballot_box.manifest import Manifest
from db.ballot_box.result import Result, read_result
from db.ballot_box.state import BoxState
from db.ballot_box.store import Roll

_RUNNING: Final = (BoxState.OPEN, BoxState.SUSPENDED)

STEPS: Final[Mapping[str, tuple[Collection[BoxState], BoxState]]] = {
    "opened": ((BoxState.PREPARED,), BoxState.OPEN),
    "suspended": (
        _RUNNING,
        BoxState.SUSPENDED,
    ),  # a suspended box is suspended once more for good, to close it
    "interrupted": ((BoxState.OPEN,), BoxState.SUSPENDED),
    "resumed": ((BoxState.SUSPENDED,), BoxState.OPEN),
    "contest_voided": ((BoxState.SUSPENDED,), BoxState.SUSPENDED),
    "closed": (_RUNNING, BoxState.CLOSED),
    "counted": ((BoxState.CLOSED,), BoxState.COUNTED),
    "sealed": ((BoxState.COUNTED,), BoxState.SEALED),
    "void": ((BoxState.PREPARED, *_RUNNING, BoxState.CLOSED), BoxState.VOID),
}
"""From which states, and to which, a kind of record leads; all other kinds leave the state as it is."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A closed box: its manifest, roll, piles, log, and the result if it has been counted."""

    manifest: Manifest
    roll: Roll
    piles: tuple[slip.Pile, ...]
    bodies: tuple[bytes, ...]
    result: Result | None

    @property
    def n(self) -> int:
        """Ballots cast."""
        return sum(row.voted for row in self.roll)

    @property
    def box_hash(self) -> bytes:
        """The hash of manifest, roll and slips."""
        packed = (slip.pack(pile, self.manifest.capacity) for pile in self.piles)
        return box_hash(self.manifest, self.roll, packed)


def state_of(log: Sequence[audit.Record]) -> BoxState:
    """The state that the log leads to; BoxDamaged where it tells of a step that could not be taken."""
    state = BoxState.PREPARED
    for one in log:
        before, after = STEPS.get(one.kind, ((state,), state))
        if state not in before:
            raise BoxDamaged("Nhật ký có bước không thể có ở lúc ấy; tệp đã bị sửa từ bên ngoài.")
        state = after
    return state


def closing(
    manifest: Manifest, bodies: Sequence[bytes], log: Sequence[audit.Record]
) -> tuple[audit.Record, bytes]:
    """The closing record and its link; BoxDamaged where there is not exactly one."""
    places = [place for place, one in enumerate(log) if one.kind == "closed"]
    if len(places) != 1:
        raise BoxDamaged("Nhật ký không có đúng một lần đóng hòm; tệp đã bị sửa từ bên ngoài.")
    return log[places[0]], audit.links(manifest.hash, bodies)[places[0]]


def voided_in(log: Sequence[audit.Record], contests: int) -> frozenset[int]:
    """Places (from 0) of the contests that were declared void while voting; their slips are never opened.

    BoxDamaged where one is none of this box's `contests`, or is declared void twice, or none is left.
    """
    places = [int(one.details["contest"]) - 1 for one in log if one.kind == "contest_voided"]
    if len(places) >= contests or len(set(places) & set(range(contests))) != len(places):
        raise BoxDamaged("Nhật ký hủy một mục không có trên phiếu; tệp đã bị sửa từ bên ngoài.")
    return frozenset(places)


def check_closed(contents: Contents) -> None:
    """BoxDamaged unless slips, roll, log and result of a closed box agree with each other."""
    manifest, log = contents.manifest, audit.read_log(contents.bodies)
    record, own = closing(manifest, contents.bodies, log)
    if log[0].details["manifest"] != manifest.hash.hex():
        raise BoxDamaged("Nhật ký thuộc về một hòm phiếu khác; tệp đã bị sửa từ bên ngoài.")
    state_of(log)
    if record.details["box"] != contents.box_hash.hex():
        raise BoxDamaged("Các phiếu không khớp với biên bản đóng hòm; tệp đã bị sửa sau khi đóng.")
    check_counts(manifest, contents.roll, contents.piles, int(record.details["n"]))
    check_result(contents, log, own)


def check_counts(manifest: Manifest, roll: Roll, piles: Sequence[slip.Pile], n: int) -> None:
    """BoxDamaged unless the ballots, the voters marked and the slips of each contest are the same number."""
    sizes = {len(pile) for pile in piles} | {n, sum(row.voted for row in roll)}
    if sizes != {n} or len(piles) != len(manifest.contests) or len(roll) != len(manifest.members):
        raise BoxDamaged(
            "Số phiếu, số người đã bỏ và số mảnh phiếu không bằng nhau; xin dừng lại và lập biên bản."
        )


def check_result(contents: Contents, log: Sequence[audit.Record], own: bytes) -> None:
    """BoxDamaged unless there is a result exactly when the log says so, and it speaks of this very box."""
    counted = [one for one in log if one.kind == "counted"]
    result = contents.result
    if bool(counted) != (result is not None) or len(counted) > 1:
        raise BoxDamaged("Nhật ký và kết quả kiểm phiếu không khớp nhau; tệp đã bị sửa từ bên ngoài.")
    if result is None:
        return
    present = sum(row.present for row in contents.roll)
    subjects = contents.manifest.contests
    voided = tuple(subjects[place] for place in sorted(voided_in(log, len(subjects))))
    hashed = contents.box_hash.hex()
    expected = (counted[0].details["result"], own.hex(), hashed, contents.n, present, voided)
    found = (result.hash.hex(), result.audit_head, result.box_hash, result.n, result.present, result.voided)
    if found != expected:
        raise BoxDamaged("Kết quả kiểm phiếu không phải của hòm phiếu này; tệp đã bị sửa từ bên ngoài.")


def recounted(contents: Contents, opener: Opener) -> Result:
    """Open and count every slip of a checked box; the result is not signed yet."""
    manifest, log = contents.manifest, audit.read_log(contents.bodies)
    record, own = closing(manifest, contents.bodies, log)
    voided = voided_in(log, len(manifest.contests))
    tallies, invalid = count_all(manifest, contents.piles, opener, voided)
    return Result(
        sid=manifest.sid,
        round=manifest.round,
        rehearsal=manifest.rehearsal,
        manifest_hash=manifest.hash.hex(),
        box_hash=str(record.details["box"]),
        audit_head=own.hex(),
        n=contents.n,
        present=sum(row.present for row in contents.roll),
        tallies=tallies,
        invalid=invalid,
        build=manifest.build,
        voided=tuple(manifest.contests[place] for place in sorted(voided)),
    )


def result_of(row: tuple[bytes, bytes] | None, manifest: Manifest) -> Result | None:
    """Read the result beside a box, if there is one."""
    return None if row is None else read_result(row[0], row[1], manifest)
