"""Reading and writing the rows of a box file; every statement on its tables is here."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Final

from db.ballot_box.errors import AlreadyVoted, BoxDamaged, BoxError
from db.ballot_box.keys import digest
from db.ballot_box.result import Result
from db.ballot_box.state import BoxState


@dataclass(frozen=True, slots=True)
class Head:
    """The one row that moves with every commit.

    n: ballots cast. wrap: epoch key under the resume code. audit_head: newest link of the log. audit_bound:
    link the envelope was last bound to; in a closed box the link of the closing record.
    """

    state: BoxState
    n: int
    wrap: bytes
    audit_head: bytes
    audit_bound: bytes


@dataclass(frozen=True, slots=True)
class Row:
    """One voter's marks on the roll: may be issued a ballot, has put it in."""

    present: bool
    voted: bool


Roll = tuple[Row, ...]
"""The roll in list order."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One change on the roll; row: place from 0."""

    row: int
    change: Row


VOTE: Final = "UPDATE roll SET voted=1 WHERE member=? AND present=1 AND voted=0"
PRESENT: Final = "UPDATE roll SET present=? WHERE member=? AND voted=0"
MOVE: Final = (
    "UPDATE head SET state=?, n=?, wrap_r=?, audit_head=?, audit_bound=?"
    " WHERE id=1 AND state=? AND n=? AND wrap_r=? AND audit_head=?"
)


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """One commit, or nothing at all."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def read_head(db: sqlite3.Connection) -> Head:
    """Read where the box stands."""
    row = db.execute("SELECT state, n, wrap_r, audit_head, audit_bound FROM head").fetchone()
    if row is None:
        raise BoxDamaged("Tệp hòm phiếu chưa được chuẩn bị xong; xin chuẩn bị một hòm mới.")
    return Head(BoxState(row[0]), *row[1:])


def read_manifest_row(db: sqlite3.Connection) -> tuple[bytes, bytes]:
    """Read the manifest's body and the hash beside it."""
    row = db.execute("SELECT body, hash FROM manifest").fetchone()
    if row is None:
        raise BoxDamaged("Tệp hòm phiếu chưa được chuẩn bị xong; xin chuẩn bị một hòm mới.")
    return row[0], row[1]


def read_roll(db: sqlite3.Connection) -> Roll:
    """Read the roll in list order; BoxDamaged where a row is missing."""
    rows = list(db.execute("SELECT member, present, voted FROM roll ORDER BY member"))
    _require_unbroken([row[0] for row in rows], 1)
    return tuple([_row(present, voted) for _, present, voted in rows])


def read_row(db: sqlite3.Connection, place: int) -> Row:
    """Read one row of the roll, by its place from 0; BoxDamaged where it is missing."""
    row = db.execute("SELECT present, voted FROM roll WHERE member=?", (place + 1,)).fetchone()
    if row is None:
        raise _rows_missing()
    return _row(*row)


@cache
def _row(present: int, voted: int) -> Row:
    """One of the four rows there are: three hundred are read for every ballot."""
    return Row(bool(present), bool(voted))


def read_parts(db: sqlite3.Connection) -> tuple[bytes, ...]:
    """Read the stored bytes of every part in order; BoxDamaged where a row is missing."""
    rows = list(db.execute("SELECT part, ct FROM box ORDER BY part"))
    _require_unbroken([row[0] for row in rows], 0)
    return tuple(row[1] for row in rows)


def read_bodies(db: sqlite3.Connection) -> tuple[bytes, ...]:
    """Read the bodies of the log in order; BoxDamaged where a row is missing."""
    rows = list(db.execute("SELECT seq, body FROM audit ORDER BY seq"))
    _require_unbroken([row[0] for row in rows], 1)
    return tuple(row[1] for row in rows)


def read_links(db: sqlite3.Connection) -> tuple[tuple[bytes, bytes], ...]:
    """Read the links (previous, own) as they are written beside the bodies of the log."""
    return tuple((row[0], row[1]) for row in db.execute("SELECT prev, h FROM audit ORDER BY seq"))


def read_result(db: sqlite3.Connection) -> tuple[bytes, bytes] | None:
    """Read the counted result and its signature, if there is one."""
    row = db.execute("SELECT body, signature FROM result").fetchone()
    return None if row is None else (row[0], row[1])


def roll_bytes(roll: Roll) -> bytes:
    """The roll as one byte a row: 0 absent, 1 present, 3 has voted."""
    return bytes([row.present + 2 * row.voted for row in roll])


def roll_hash(roll: Roll) -> bytes:
    """What the envelope is tied to."""
    return digest("chibo-roll", roll_bytes(roll))


def mark_roll(db: sqlite3.Connection, mark: Mark) -> None:
    """Change one row of the roll; AlreadyVoted unless exactly one row changed."""
    if mark.change.voted:
        db.execute(VOTE, (mark.row + 1,))
    else:
        db.execute(PRESENT, (int(mark.change.present), mark.row + 1))
    if changed(db) != 1:
        raise AlreadyVoted("Đồng chí này đã bỏ phiếu rồi; mỗi đồng chí chỉ bỏ một lần.")


def write_parts(db: sqlite3.Connection, stored: Sequence[bytes]) -> None:
    """Write all parts in place, always all of them and always in this order; lengths never change."""
    for part, body in enumerate(stored):
        with db.blobopen("box", "ct", part) as blob:
            blob.write(body)


def move_head(db: sqlite3.Connection, before: Head, after: Head) -> None:
    """Move the head from `before` to `after`; BoxError where it is not at `before` any more."""
    new = (after.state, after.n, after.wrap, after.audit_head, after.audit_bound)
    db.execute(MOVE, (*new, before.state, before.n, before.wrap, before.audit_head))
    if changed(db) != 1:
        raise BoxError("Hòm phiếu vừa thay đổi ở nơi khác; xin mở lại hòm phiếu.")


def append(db: sqlite3.Connection, previous: bytes, bodies: Sequence[bytes], links: Sequence[bytes]) -> None:
    """Append records to the log after the link `previous`."""
    for body, own in zip(bodies, links, strict=True):
        db.execute("INSERT INTO audit SELECT max(seq)+1, ?, ?, ? FROM audit", (previous, body, own))
        previous = own


def insert_result(db: sqlite3.Connection, result: Result | None) -> None:
    """Keep the signed result beside the box, if there is one."""
    if result is not None:
        row = (result.body, bytes.fromhex(result.signature))
        db.execute("INSERT INTO result VALUES(1,?,?)", row)


def insert_all(
    db: sqlite3.Connection,
    manifest: tuple[bytes, bytes],
    roll: Roll,
    stored: Sequence[bytes],
    record: tuple[bytes, bytes, bytes],
    head: Head,
) -> None:
    """Write every row of a new box; later rows are only ever added to the log and the result."""
    db.execute("INSERT INTO manifest VALUES(1,?,?)", manifest)
    for place, row in enumerate(roll):
        db.execute("INSERT INTO roll VALUES(?,?,0)", (place + 1, int(row.present)))
    for part, body in enumerate(stored):
        db.execute("INSERT INTO box VALUES(?,?)", (part, body))
    db.execute("INSERT INTO audit VALUES(1,?,?,?)", record)
    fields = (head.state, head.n, head.wrap, head.audit_head, head.audit_bound)
    db.execute("INSERT INTO head VALUES(1,?,?,?,?,?)", fields)


def changed(db: sqlite3.Connection) -> int:
    """Rows that the last statement changed."""
    return int(db.execute("SELECT changes()").fetchone()[0])


def _require_unbroken(numbers: Sequence[int], first: int) -> None:
    if list(numbers) != list(range(first, first + len(numbers))):
        raise _rows_missing()


def _rows_missing() -> BoxDamaged:
    return BoxDamaged("Tệp hòm phiếu thiếu dòng; tệp đã bị sửa từ bên ngoài.")
