"""One cast measured beside the bare write of the very same bytes with the same syncs on the same disk.

A cast is recorded once, operation by operation, on a disk that remembers; the bare write plays these
operations into plain files. What is left above 1 is sealing, shuffling, encrypting and SQLite; the disk
cancels out.
"""

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from shutil import copytree
from statistics import median
from time import perf_counter

import pytest

from tests.ballot_box.boxes import Meeting, opened, some_ballot, voters
from tests.ballot_box.disk import Disk, Op, remembering

SIZES = ((30, 30), (300, 30), (300, 300))
"""(voters, contests)."""

BEFORE = 3
"""Ballots that are in the box before a cast is measured."""


def _timed(meeting: Meeting, place: int, contests: int) -> float:
    voter, ballot = voters(place + 1)[-1], some_ballot(place, contests)
    start = perf_counter()
    meeting.box.cast(voter, ballot)
    return perf_counter() - start


def recorded(folder: Path, people: int, contests: int) -> Sequence[Op]:
    """The operations of one cast; what lies in `folder` afterwards is the box as it was before."""
    disk = Disk(recording=False)
    with pytest.MonkeyPatch.context() as patch, remembering(patch, disk):
        meeting = opened(folder / "hom.box", contests, people)
        for place in range(BEFORE):
            _timed(meeting, place, contests)
        copytree(folder, folder.with_name("truoc"), dirs_exist_ok=True)
        disk.recording = True
        _timed(meeting, BEFORE, contests)
        disk.recording = False
        meeting.box.release()
    return tuple(disk.ops)


def pairs(folder: Path, ops: Sequence[Op], size: tuple[int, int], times: int) -> list[tuple[float, float]]:
    """Time a cast and its bare write in turn, so that whatever else the machine does meets both."""
    people, contests = size
    meeting = opened(folder / "bo" / "hom.box", contests, people)
    files = _files(folder / "truoc", ops)
    try:
        with meeting.box:
            found = [
                (_timed(meeting, place, contests), _played(files, ops)) for place in range(BEFORE + times)
            ]
    finally:
        for handle in files.values():
            os.close(handle)
    return found[BEFORE:]


def _files(folder: Path, ops: Sequence[Op]) -> dict[str, int]:
    """Open the files beforehand, as the box has its own."""
    return {name: os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600) for name in {op.file for op in ops}}


def _played(files: dict[str, int], ops: Sequence[Op]) -> float:
    start = perf_counter()
    for op in ops:
        if op.kind == "write":
            os.pwrite(files[op.file], op.data, op.offset)
        elif op.kind == "truncate":
            os.ftruncate(files[op.file], op.offset)
        elif op.kind == "sync":
            os.fsync(files[op.file])
    return perf_counter() - start


def measure(folder: Path, people: int, contests: int, times: int) -> str:
    """One line: the cast, the bare write, their ratio, and what is written."""
    for name in ("ghi", "bo"):
        (folder / name).mkdir()
    ops = recorded(folder / "ghi", people, contests)
    box, plain = zip(*pairs(folder, ops, (people, contests), times), strict=True)
    size = sum(len(op.data) for op in ops if op.kind == "write")
    syncs = sum(op.kind == "sync" for op in ops)
    return (
        f"cast: {people} voters, {contests} contests: {median(box) * 1000:.1f} ms, bare write "
        f"{median(plain) * 1000:.1f} ms: {median(box) / median(plain):.2f} times "
        f"({size / 1024:.0f} KiB, {syncs} syncs)"
    )


def main(times: int = 20) -> int:
    """Print the ratio for each size; the disk is that of the first argument, or the temporary folder's."""
    given = [Path(text) for text in sys.argv[1:] if Path(text).is_dir()]
    where = given[0] if given else None
    for people, contests in SIZES:
        with tempfile.TemporaryDirectory(dir=where, prefix="chibo-") as folder:
            print(measure(Path(folder), people, contests, times))
    return 0


if __name__ == "__main__":
    sys.exit(main())
