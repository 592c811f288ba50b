"""Numbers of papers: the next one is always free, and a new term counts from the beginning."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from meeting.numbering import PaperNumber, carried, in_term, next_number

TERM = date(2025, 3, 1)
NUMBERS = st.lists(
    st.builds(
        PaperNumber,
        paper=st.uuids().map(str),
        form=st.just("bien_ban_chi_bo"),
        kind=st.sampled_from(["BB", "BC"]),
        number=st.integers(1, 99),
        day=st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    )
)


@given(NUMBERS, st.none() | st.just(TERM))
def test_the_next_number_is_free_and_follows_the_last_one(
    numbers: list[PaperNumber], term: date | None
) -> None:
    found = next_number(numbers, "BC", term)
    taken = {one.number for one in in_term(numbers, "BC", term)}
    assert found not in taken
    assert found == 1 or found - 1 in taken


def test_kinds_count_apart_and_a_term_begins_at_one() -> None:
    old = PaperNumber("CB01", "bien_ban_chi_bo", "BB", 41, date(2025, 2, 28))
    new = PaperNumber("KP01", "bien_ban_kiem_phieu", "BB", 3, TERM)
    assert next_number((old, new), "BB", TERM) == 4
    assert next_number((old, new), "BB", None) == 42
    assert next_number((old,), "BB", TERM) == 1
    assert next_number((old, new), "BC", None) == 1
    assert [one.paper for one in carried((old, new), TERM, 2025)] == ["2025/KP01"]


@given(NUMBERS, st.none() | st.just(TERM))
def test_the_next_book_goes_on_from_the_numbers_of_the_term(
    numbers: list[PaperNumber], term: date | None
) -> None:
    kept = carried(numbers, term, 2025)
    for kind in ("BB", "BC"):
        assert next_number(kept, kind, term) == next_number(numbers, kind, term)
    assert carried(kept, term, 2026) == kept
    assert not {one.paper for one in kept} & {one.paper for one in numbers}
