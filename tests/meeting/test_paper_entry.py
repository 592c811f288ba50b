"""Two entries of one pile: which rows differ, and how many are to be counted again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.ballot import Tally
from meeting.paper_entry import PaperCount, differing, rows_apart

ROWS = tuple(Tally(f"DV{number:02}", (3, 2, 0, 0), 0) for number in range(1, 5))
COUNT = PaperCount((5, 5, 5, 0), ROWS)


@given(st.sets(st.integers(0, 3)), st.booleans())
def test_every_row_that_differs_is_counted_and_no_other(wrong: set[int], totals: bool) -> None:
    other = tuple(
        replace(row, by_level=(2, 3, 0, 0)) if place in wrong else row for place, row in enumerate(ROWS)
    )
    second = PaperCount((5, 5, 4, 1) if totals else COUNT.totals, other)
    assert differing(ROWS, other) == tuple(ROWS[place].subject for place in sorted(wrong))
    assert rows_apart(COUNT, second) == len(wrong) + totals


def test_entries_of_two_ballots_are_not_compared() -> None:
    """A row too few would else pass for a row that agrees."""
    with pytest.raises(ValueError, match="shorter"):
        differing(ROWS, ROWS[:-1])
