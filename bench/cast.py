"""One cast measured beside the bare write of the very same bytes with the same syncs on the same disk.

A cast is recorded once, operation by operation, on a disk that remembers; the bare write plays these
operations into plain files. Everybody votes, from the first ballot to a full box, and after each ballot
comes a bare write, so that whatever else the machine does meets both. What is left above 1 is sealing,
encrypting and SQLite. The faster a disk syncs, the larger it looks; so the times are printed as well.
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from statistics import median
from time import perf_counter, process_time

import pytest

from tests.ballot_box.boxes import Meeting, opened, some_ballot, voters
from tests.ballot_box.disk import Disk, Op, remembering

SIZES = ((30, 30), (300, 30), (300, 300))
"""(voters, contests)."""

BEFORE = 3
"""Ballots that are in the box before a cast is recorded; how many there are changes no length."""

PAIRS = 300
"""Casts to measure for each size, over as many boxes as that takes."""


@dataclass(frozen=True)
class Pair:
    """Seconds that a cast took, that its bare write took, and that the processor worked for the cast."""

    cast: float
    bare: float
    work: float


def _cast(meeting: Meeting, place: int, contests: int) -> tuple[float, float]:
    """From the press of "Bỏ phiếu": the slips were closed while the voter looked the ballot over."""
    voter, ballot = voters(place + 1)[-1], some_ballot(place, contests)
    closed = meeting.box.close_ballot(ballot)
    start, worked = perf_counter(), process_time()
    meeting.box.cast(voter, ballot, closed)
    return perf_counter() - start, process_time() - worked


def recorded(folder: Path, people: int, contests: int) -> Sequence[Op]:
    """The operations of one cast; what lies in `folder` afterwards is the box as it was before."""
    disk = Disk(recording=False)
    with pytest.MonkeyPatch.context() as patch, remembering(patch, disk):
        meeting = opened(folder / "hom.box", contests, people)
        for place in range(BEFORE):
            _cast(meeting, place, contests)
        copytree(folder, folder.with_name("truoc"), dirs_exist_ok=True)
        disk.recording = True
        _cast(meeting, BEFORE, contests)
        disk.recording = False
        meeting.box.release()
    return tuple(disk.ops)


def pairs(folder: Path, ops: Sequence[Op], people: int, contests: int) -> Iterator[Pair]:
    """Let everybody vote, each cast followed by its bare write."""
    meeting = opened(folder / "bo" / "hom.box", contests, people)
    files = _files(folder / "truoc", ops)
    with meeting.box:
        for place in range(people):
            cast, work = _cast(meeting, place, contests)
            yield Pair(cast, _played(files, ops), work)
    for handle in files.values():
        os.close(handle)
    meeting.box.path.unlink()


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


def one_sync(folder: Path) -> float:
    """Median time of writing 4 KiB and syncing them: what this disk asks for being sure."""
    times = []
    with (folder / "sync").open("wb", buffering=0) as file:
        for _ in range(50):
            file.write(bytes(4096))
            start = perf_counter()
            os.fsync(file.fileno())
            times.append(perf_counter() - start)
    return median(times)


def measure(folder: Path, people: int, contests: int, least: int) -> str:
    """The cast, the bare write, their ratio, and what is written."""
    for name in ("ghi", "bo"):
        (folder / name).mkdir()
    ops = recorded(folder / "ghi", people, contests)
    found: list[Pair] = []
    while len(found) < least:
        found += pairs(folder, ops, people, contests)
    size = sum(len(op.data) for op in ops if op.kind == "write")
    syncs = sum(op.kind == "sync" for op in ops)
    casts, bare = [one.cast for one in found], [one.bare for one in found]
    ratios = [one.cast / one.bare for one in found]
    return (
        f"cast: {people} voters, {contests} contests, {len(found)} pairs, {size >> 10} KiB, {syncs} syncs\n"
        f"  cast       {_spread(casts, 1000)} ms (min, median, max); the processor worked "
        f"{median(one.work for one in found) * 1000:.1f} ms\n"
        f"  bare write {_spread(bare, 1000)} ms; one sync of 4 KiB {one_sync(folder) * 1000:.2f} ms\n"
        f"  ratio      {_spread(ratios, 1)} in pairs; medians {median(casts) / median(bare):.2f}, "
        f"minima {min(casts) / min(bare):.2f}"
    )


def _spread(values: Sequence[float], unit: float) -> str:
    return " ".join(f"{value * unit:8.2f}" for value in (min(values), median(values), max(values)))


def main(least: int = PAIRS) -> int:
    """Print the ratio for each size; the disk is that of the first argument, or the temporary folder's."""
    given = [Path(text) for text in sys.argv[1:] if Path(text).is_dir()]
    where = given[0] if given else None
    for people, contests in SIZES:
        with tempfile.TemporaryDirectory(dir=where, prefix="chibo-") as folder:
            print(measure(Path(folder), people, contests, least), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
