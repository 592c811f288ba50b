"""Piles laid side by side in parts: nothing is lost, and a part that moved or was changed is noticed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.ballot_box import Box, BoxDamaged, slip
from tests.ballot_box.boxes import clock, opened, some_ballot, voters
from tests.ballot_box.test_tamper import edit, flip


@given(st.integers(1, 40), st.integers(0, 40), st.integers(0, 9000))
def test_parts_hold_all_piles_in_order(contests: int, capacity: int, size: int) -> None:
    piles = tuple(
        slip.pack((), capacity)[:-1] + bytes([place]) if capacity else slip.pack((), 0)
        for place in range(contests)
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slip, "PART", size)
        parts = slip.lay_out(piles)
        assert slip.take_apart(parts, capacity) == piles
        assert tuple(map(len, parts)) == slip.part_lengths(contests, capacity)
        assert len(parts) == contests or max(map(len, parts)) <= size


def test_sizes_of_parts() -> None:
    """Thirty voters and contests: 17 piles of 1,922 bytes fit into 32 KiB; three hundred voters: one does."""
    assert slip.part_lengths(30, 30) == (17 * 1922, 13 * 1922)
    assert slip.part_lengths(30, 300) == (19202,) * 30


@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.parametrize("byte", [3, 45, 20_000, -1])
def test_a_byte_of_either_part_is_noticed(tmp_path: Path, part: int, byte: int) -> None:
    meeting = opened(tmp_path / "a.box", 6, 150)
    meeting.cast(voters(1)[0], some_ballot(0, 6))
    meeting.box.suspend()
    meeting.box.release()
    edit(meeting.box.path, flip("box", "ct", f"part={part}", byte))
    with Box.open_existing(meeting.box.path, clock=clock) as box, pytest.raises(BoxDamaged):
        box.unlock(meeting.halves)
