"""A disk that remembers: an SQLite VFS that records every operation, can fail at a chosen one, and can lose its power.

The box is run on apsw here through a small adapter with the few calls it makes of `sqlite3`; files on the disk stay the
same, so that whatever the recorder left behind is judged by the box on its usual library.
"""

import random
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw
import pytest

from db.ballot_box import schema

SECTOR = 512
NAME = "remembering"


@dataclass(frozen=True)
class Op:
    """One operation on a file, or a mark that the test left ("ack")."""

    kind: str
    file: str
    offset: int = 0
    data: bytes = b""
    durable: bool = False


@dataclass
class Disk:
    """What was done, and at which operation to fail (None: never)."""

    ops: list[Op] = field(default_factory=list)
    fail_at: int | None = None
    fail_with: type[apsw.Error] = apsw.FullError
    recording: bool = True

    def note(self, op: Op) -> None:
        if not self.recording:
            return
        if self.fail_at is not None and len(self.ops) == self.fail_at:
            self.fail_at = None
            raise _injected(self.fail_with)
        self.ops.append(op)

    def mark(self, text: str) -> None:
        """Leave a mark of the test's own."""
        self.ops.append(Op("ack", text))

    def written(self) -> Iterator[bytes]:
        """Every byte string that was ever handed to the disk."""
        return (op.data for op in self.ops if op.kind == "write")


def _injected(kind: type[apsw.Error]) -> apsw.Error:
    error = kind("injected")
    error.extendedresult = {  # type: ignore[attr-defined]
        apsw.FullError: apsw.SQLITE_FULL,
        apsw.IOError: apsw.SQLITE_IOERR_WRITE,
        apsw.ReadOnlyError: apsw.SQLITE_READONLY,
        apsw.BusyError: apsw.SQLITE_BUSY,
    }[kind]
    return error


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, name: Any, flags: list[int]) -> None:
        self.disk = disk
        self.name = Path(name.filename() if isinstance(name, apsw.URIFilename) else str(name)).name
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self.disk.note(Op("write", self.name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self.disk.note(Op("truncate", self.name, size))
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self.disk.note(Op("sync", self.name))
        super().xSync(flags)


class _Recorder(apsw.VFS):
    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        super().__init__(NAME, "")

    def xOpen(self, name: Any, flags: list[int]) -> _File:  # noqa: N802
        return _File(self.disk, name, flags)

    def xDelete(self, name: str, sync_directory: bool) -> None:  # noqa: N802
        self.disk.note(Op("delete", Path(name).name, durable=sync_directory))
        super().xDelete(name, sync_directory)


def _as_sqlite3(error: apsw.Error) -> sqlite3.Error:
    code = getattr(error, "extendedresult", apsw.SQLITE_ERROR)
    kind = sqlite3.IntegrityError if code & 0xFF == apsw.SQLITE_CONSTRAINT else sqlite3.OperationalError
    made = kind(str(error))
    made.sqlite_errorcode = code
    return made


class _Rows:
    def __init__(self, cursor: Any) -> None:
        self.cursor = cursor

    def fetchone(self) -> Any:
        row = next(iter(self.cursor), None)
        self.cursor.close()
        return row

    def __iter__(self) -> Iterator[Any]:
        return iter(self.cursor)


class Adapter:
    """The calls that the box makes of an `sqlite3.Connection`, on apsw."""

    def __init__(self, path: Path) -> None:
        self.db = apsw.Connection(str(path), vfs=NAME)

    @property
    def in_transaction(self) -> bool:
        return bool(self.db.in_transaction)

    def execute(self, sql: str, values: Sequence[Any] = ()) -> _Rows:
        with _errors():
            return _Rows(self.db.execute(sql, tuple(values)))

    @contextmanager
    def blobopen(self, table: str, column: str, row: int) -> Iterator[Any]:
        with _errors(), self.db.blob_open("main", table, column, row, True) as blob:  # noqa: FBT003
            yield blob

    def close(self) -> None:
        self.db.close(True)  # noqa: FBT003


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except apsw.Error as error:
        raise _as_sqlite3(error) from error


@contextmanager
def remembering(
    patch: pytest.MonkeyPatch, disk: Disk | None = None, settings: Mapping[str, int | str] | None = None
) -> Iterator[Disk]:
    """Run boxes on a remembering disk; `settings` replace the box's own pragmas (for flawed controls)."""
    disk = disk or Disk()
    recorder = _Recorder(disk)
    with patch.context() as within:
        within.setattr(schema, "dial", Adapter)
        within.setattr(schema, "SETTINGS", {**schema.SETTINGS, **(settings or {})})
        try:
            yield disk
        finally:
            recorder.unregister()


Files = dict[str, bytes | None]
"""Contents of the files by name; None for a file that is not there."""


@dataclass
class Cuts:
    """What may be found after the power failed: all that was synced, and any part of the rest.

    Files keep what they held at their last sync; of later writes any sectors may have arrived, of later truncations and
    deletions any. A deletion with a synced directory is durable at once, one without at the next sync of any file.
    Asked for growing cuts, it never replays a synced operation twice.
    """

    start: Files
    ops: Sequence[Op]
    _synced: dict[str, tuple[int, bytes | None]] = field(default_factory=dict)

    def at(self, cut: int, dice: random.Random) -> Files:
        """The files after a power cut behind operation number `cut`."""
        names = {op.file for op in self.ops if op.kind != "ack"} | set(self.start)
        return {name: self._one(name, cut, dice) for name in sorted(names)}

    def _one(self, name: str, cut: int, dice: random.Random) -> bytes | None:
        settled = _last_settled(name, self.ops[:cut])
        done, content = self._synced.get(name, (-1, self.start.get(name)))
        for place in range(done + 1, cut):
            op = self.ops[place]
            if place == settled + 1:
                self._synced[name] = (settled, content)
            if op.file == name and op.kind != "ack":
                content = _apply(content, op) if place <= settled else _maybe(content, op, dice)
        return content


def _last_settled(name: str, ops: Sequence[Op]) -> int:
    """Place of the last operation after which everything before is durable for this file."""
    settled, deleted = -1, -1
    for place, op in enumerate(ops):
        if op.file == name and (op.kind == "sync" or op.durable):
            settled = place
        if op.file == name and op.kind == "delete":
            deleted = place
        if op.kind == "sync" and deleted > settled:
            settled = place
    return settled


def _apply(content: bytes | None, op: Op) -> bytes | None:
    held = content or b""
    if op.kind == "write":
        return held[: op.offset].ljust(op.offset, b"\0") + op.data + held[op.offset + len(op.data) :]
    if op.kind == "truncate":
        return held[: op.offset]
    return None if op.kind == "delete" else content


def _maybe(content: bytes | None, op: Op, dice: random.Random) -> bytes | None:
    if op.kind != "write":
        return _apply(content, op) if dice.random() < 0.5 else content
    for start in range(0, len(op.data), SECTOR):
        if dice.random() < 0.6:
            content = _apply(
                content, Op("write", op.file, op.offset + start, op.data[start : start + SECTOR])
            )
    return content


def read_files(path: Path) -> Files:
    """The box file and its journal as they are."""
    both = (path, path.with_name(path.name + "-journal"))
    return {one.name: one.read_bytes() if one.exists() else None for one in both}


def put_files(folder: Path, files: Files) -> None:
    """Put files as a power cut left them into `folder`."""
    for name, content in files.items():
        target = folder / name
        target.unlink(missing_ok=True)
        if content is not None:
            target.write_bytes(content)
