"""One more or one fewer at the top: exact fractions, two readings, and nobody chosen."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.regulations import load_regulation
from meeting.judge import judge
from meeting.season import Season, Status
from meeting.verdict import Verdict
from meeting.what_if import what_if
from tests.meeting.branch import member, roll, season

LAM, TUY, CENTRAL = (load_regulation(pack) for pack in ("lam-dong-2023", "tuy-phuoc-2021", "trung-uong-2025"))


def branch(good: int, top: int, *, pack: str = "lam-dong-2023") -> tuple[Season, Verdict]:
    """`top` at the top and `good` at HTTNV; from 7 members on m01, then m02 and m03 are nearest to the top."""
    size = good + top
    near = {1: 3, 2: 2, 3: 2} if size >= 7 else {}
    rows = {n: near.get(n, 0) for n in range(1, good + 1)}
    rows |= {good + n: size if n == 1 else size // 2 + 1 for n in range(1, top + 1)}
    votes = {f"m{n:02d}": "X" * x + "T" * (size - x) for n, x in rows.items()}
    told = season(load_regulation(pack), roll(size), votes=votes)
    return told, judge(load_regulation(pack), told)


def test_one_more_at_the_top_as_it_is_written_on_a_board() -> None:
    told, verdict = branch(15, 2)
    found = what_if(LAM, told, verdict, 3)
    assert found is not None
    assert (found.change, found.good) == (1, 14)
    literal, wide = found.readings
    assert literal.sentence == ("3/14 > 20% (tính trên số Hoàn thành tốt nhiệm vụ): được 2, vượt 1")
    assert wide.sentence == (
        "3/17 < 20% (nếu tính từ Hoàn thành tốt nhiệm vụ trở lên): được 3, trong giới hạn"
    )


def test_the_other_reading_is_silent_where_it_allows_the_same() -> None:
    told, verdict = branch(10, 1)
    found = what_if(LAM, told, verdict, 1)
    assert found is not None
    (only,) = found.readings
    assert (only.ok, only.sentence) == (
        True,
        "1/10 < 20% (tính trên số Hoàn thành tốt nhiệm vụ): được 2, trong giới hạn",
    )
    assert (found.change, found.nearest) == (0, ())


def test_exactly_the_rate_is_within_it() -> None:
    told, verdict = branch(10, 2)
    found = what_if(LAM, told, verdict, 2)
    assert found is not None
    assert found.readings[0].sentence.startswith("2/10 = 20%")


def test_a_small_branch_has_its_place_by_both_readings() -> None:
    told, verdict = branch(4, 0, pack="tuy-phuoc-2021")
    found = what_if(TUY, told, verdict, 1)
    assert found is not None
    (only,) = found.readings
    assert (only.excellent, only.whole, only.allowed, only.ok) == (1, 3, 1, True)


def test_the_higher_rate_of_a_letter_counts_here_too() -> None:
    told, verdict = branch(14, 2, pack="trung-uong-2025")
    granted = replace(told, unit=replace(told.unit, cap_document="CV 12-CV/ĐU"))
    found = what_if(CENTRAL, granted, verdict, 3)
    assert found is not None
    assert found.readings[0].sentence.startswith("3/13 < 25%")


@pytest.mark.parametrize(("here", "allowed"), [(0, 1), (1, 1), (2, 0)])
def test_the_rule_for_small_branches_counts_the_roll_of_the_branch(here: int, allowed: int) -> None:
    """In 2016 fewer than seven on the roll have one place; who is here only temporarily is not on it."""
    regulation = load_regulation("quang-binh-2016")
    people = (*roll(5 + here), *(member(n, status=Status.TEMPORARY_HERE) for n in (8, 9, 10)))
    told = season(regulation, people, votes={m.id: "T" * 5 for m in people[:5]})
    found = what_if(regulation, told, judge(regulation, told), 0)
    assert found is not None
    assert found.readings[0].allowed == allowed


@pytest.mark.parametrize(
    ("excellent", "nearest"),
    [
        (2, (("m01", 3),)),
        (3, (("m01", 3), ("m02", 2), ("m03", 2))),
        (4, (("m01", 3), ("m02", 2), ("m03", 2))),
        (0, (("m07", 7),)),
    ],
)
def test_who_is_nearest_by_votes(excellent: int, nearest: tuple[tuple[str, int], ...]) -> None:
    told, verdict = branch(6, 1)
    found = what_if(LAM, told, verdict, excellent)
    assert found is not None
    assert found.nearest == nearest


def test_downwards_those_with_the_fewest_votes_for_the_top() -> None:
    told, verdict = branch(5, 3)
    found = what_if(LAM, told, verdict, 2)
    assert found is not None
    assert found.nearest == (("m07", 5), ("m08", 5))


def test_nobody_is_left_to_move() -> None:
    told, verdict = branch(3, 1)
    assert what_if(LAM, told, verdict, 5) is None
    assert what_if(LAM, told, verdict, -1) is None


def test_before_the_count_nobody_is_near() -> None:
    told = season(LAM, (member(1),))
    found = what_if(LAM, told, judge(LAM, told), 0)
    assert found is not None
    assert (found.readings[0].whole, found.nearest) == (0, ())
    assert found.readings[0].sentence == (
        "0/0 (tính trên số Hoàn thành tốt nhiệm vụ): được 0, trong giới hạn"
    )


@given(good=st.integers(0, 12), top=st.integers(0, 6), extra=st.integers(-6, 12))
def test_the_literal_reading_is_the_cap_of_the_verdict(good: int, top: int, extra: int) -> None:
    told, verdict = branch(good, top)
    found = what_if(LAM, told, verdict, verdict.cap.excellent + extra)
    if found is None:
        assert extra > verdict.cap.good or verdict.cap.excellent + extra < 0
        return
    after, judged = branch(max(found.good, 0), top + extra)
    assert (found.readings[0].allowed, found.readings[0].ok) == (judged.cap.allowed, judged.cap.ok), after
    assert found.readings[-1].allowed >= found.readings[0].allowed
