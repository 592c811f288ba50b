"""The power fails at every single operation on the disk: no confirmed ballot is lost, none is torn or doubled."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from db.ballot_box import Box, BoxError, BoxState, WrongCode
from tests.ballot_box.boxes import Meeting, clock, opened, prepared, some_ballot, voters
from tests.ballot_box.conftest import tmp_path as tmp_path  # noqa: PLC0414 -- a fixture for this module
from tests.ballot_box.disk import Cuts, Disk, Files, Op, put_files, read_files, remembering

PEOPLE, CONTESTS = 5, 3


LATER = {
    "": {BoxState.SUSPENDED, BoxState.CLOSED},
    "closed": {BoxState.CLOSED, BoxState.COUNTED},
    "counted": {BoxState.COUNTED, BoxState.SEALED},
    "sealed": {BoxState.SEALED},
}
"""States a box may be found in after the power failed, by the last step that was confirmed."""


@dataclass
class Recording:
    """A meeting as the disk saw it: files at the start, operations and marks after that, and the codes."""

    start: Files
    ops: Sequence[Op]
    meeting: Meeting
    halves: list[tuple[str, str]]


def record(
    folder: Path, patch: pytest.MonkeyPatch, settings: dict[str, int | str] | None = None
) -> Recording:
    """Five ballots with a late arrival, a suspension and a restart between them; then close, count and seal."""
    folder.mkdir()
    with remembering(patch, settings=settings) as disk:
        meeting = opened(folder / "a.box", CONTESTS, PEOPLE, present=voters(PEOPLE)[:4])
        start, halves = read_files(meeting.box.path), [meeting.halves]
        disk.ops.clear()
        for place in range(2):
            _cast(meeting, disk, place)
        meeting.box.set_present("m05", present=True)
        meeting.box.suspend()
        meeting.reopen()
        halves.append(meeting.box.resume(meeting.halves) or meeting.halves)
        for place in range(2, 5):
            _cast(meeting, disk, place)
        meeting.close()
        disk.mark("closed")
        meeting.box.count_votes(meeting.ceremony.teller_codes)
        disk.mark("counted")
        meeting.box.seal()
        disk.mark("sealed")
        meeting.box.release()
    return Recording(start, disk.ops, meeting, halves)


def _cast(meeting: Meeting, disk: Disk, place: int) -> None:
    meeting.cast(voters(PEOPLE)[place], some_ballot(place, CONTESTS))
    disk.mark("ballot")


def faults(recording: Recording, folder: Path, cut: int, left: Files) -> str:
    """What is wrong with the box found after the power failed behind operation `cut`; empty where nothing is."""
    done = recording.ops[:cut]
    put_files(folder, left)
    acknowledged = [op.file for op in done if op.kind == "ack"]
    try:
        with Box.open_existing(folder / "a.box", clock=clock) as box:
            return _judge(box, recording, acknowledged)
    except BoxError as error:
        return f"unreadable: {error}"


def _judge(box: Box, recording: Recording, acknowledged: Sequence[str]) -> str:
    ballots = acknowledged.count("ballot")
    if box.count not in {ballots, ballots + 1}:
        return f"{ballots} acknowledged, {box.count} found"
    if [row[2] for row in box.roll()] != [place < box.count for place in range(PEOPLE)]:
        return "the roll does not say who voted"
    if box.state not in LATER[[step for step in LATER if step in acknowledged or not step][-1]]:
        return f"state {box.state} after {acknowledged[-1:]}"
    if box.state is BoxState.SUSPENDED:
        return "" if _unlocks(box, recording.halves) else "no resume code opens it"
    sealed = box.state is BoxState.SEALED
    result = box.result if sealed else box.count_votes(recording.meeting.ceremony.teller_codes)
    return "" if result and result.tallies == recording.meeting.naive() else "counts differ"


def _unlocks(box: Box, halves: Sequence[tuple[str, str]]) -> bool:
    for pair in halves:
        try:
            box.unlock(pair)
        except WrongCode:
            continue
        return True
    return False


def all_faults(recording: Recording, folder: Path, variants: int) -> list[str]:
    folder.mkdir()
    dice = random.Random(20261204)
    cuts = Cuts(recording.start, recording.ops)
    places = range(len(recording.ops) + 1)
    found = [
        faults(recording, folder, place, cuts.at(place, dice)) for place in places for _ in range(variants)
    ]
    return [one for one in found if one]


def test_no_power_cut_loses_or_tears_a_ballot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recording = record(tmp_path / "meeting", monkeypatch)
    assert sum(op.kind == "sync" for op in recording.ops) > 30
    assert all_faults(recording, tmp_path / "found", 2) == []


@pytest.mark.long
def test_no_power_cut_loses_or_tears_a_ballot_in_many_variants(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = record(tmp_path / "meeting", monkeypatch)
    assert all_faults(recording, tmp_path / "found", 40) == []


def test_a_power_cut_while_preparing_leaves_a_box_or_no_box(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with remembering(monkeypatch) as disk:
        meeting = prepared(tmp_path / "a.box")
        meeting.box.release()
    (tmp_path / "found").mkdir()
    dice, cuts = random.Random(20261204), Cuts({"a.box": b""}, disk.ops)
    for cut in range(len(disk.ops) + 1):
        put_files(tmp_path / "found", cuts.at(cut, dice))
        try:
            box = Box.open_existing(tmp_path / "found" / "a.box", clock=clock)
        except BoxError:
            assert cut < len(disk.ops)
            continue
        assert box.unlock(meeting.halves) is not None
        box.release()


FLAWED: list[dict[str, int | str]] = [
    {"locking_mode": "normal", "journal_mode": "delete", "synchronous": 2},
    {"synchronous": 1},
]


@pytest.mark.parametrize("settings", FLAWED, ids=["delete-full", "truncate-normal"])
def test_control_weaker_settings_lose_acknowledged_ballots(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: dict[str, int | str]
) -> None:
    recording = record(tmp_path / "meeting", monkeypatch, settings)
    found = all_faults(recording, tmp_path / "found", 1)
    assert any("acknowledged" in one or "state" in one for one in found)
