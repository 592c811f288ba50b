from datetime import date, datetime, time

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from forms import canon
from meeting.ballot import Tally
from meeting.level import Level
from meeting.season import Ballot, BallotState, Review, Season
from tests.forms.seasons import season

moments = st.datetimes(min_value=datetime.combine(date(2000, 1, 1), time()))
tallies = st.builds(
    Tally, st.text(max_size=5), st.tuples(*[st.integers(0, 9)] * 4), st.integers(0, 2**53 - 1)
)
ballots = st.builds(
    Ballot,
    state=st.sampled_from(BallotState),
    approved=st.text(),
    tellers=st.lists(st.text()).map(tuple),
    tallies=st.lists(tallies, max_size=3).map(tuple),
    opened=st.none() | moments,
)
reviews = st.builds(
    Review, st.text(), proposed=st.none() | st.sampled_from(Level), in_favour=st.none() | st.integers(0, 99)
)


@given(ballots)
def test_a_ballot_comes_back_the_same(ballot: Ballot) -> None:
    data = canon.canonical(canon.to_plain(ballot))
    assert canon.from_plain(Ballot, canon.parse(data)) == ballot


@given(reviews)
def test_a_review_comes_back_the_same(review: Review) -> None:
    assert canon.from_plain(Review, canon.to_plain(review)) == review


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.tuples(st.text()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


@given(anything)
def test_the_short_way_gives_the_bytes_of_the_standard_or_none(value: object) -> None:
    """Letters beyond the first plane, fractions and large numbers are left to the library for RFC 8785."""
    short = canon._simple(value)
    if short is not None:
        assert short == rfc8785.dumps(value)  # type: ignore[arg-type]
    elif isinstance(value, str):
        assert any(ord(sign) >= 0xD800 for sign in value)


def test_the_short_way_leaves_alone_what_it_would_write_differently() -> None:
    for value in ({"\uffff": 1, "\U0001f600": 2}, 1.0, 2**53, {1: 2}, "\ud800", float("nan")):
        assert canon._simple(value) is None
    assert canon._simple({"ạ": ["“x”", 2**53 - 1, True, None]}) is not None


def test_a_season_comes_back_the_same() -> None:
    whole = season()
    assert canon.from_plain(Season, canon.parse(canon.canonical(canon.to_plain(whole)))) == whole


@pytest.mark.parametrize(
    "change",
    [
        {"year": "2023"},
        {"year": True},
        {"year": 20.5},
        {"rehearsal": 0},
        {"members": {}},
        {"unit": None},
        {"extra": 1},
        {"meeting_day": "mai"},
    ],
)
def test_what_does_not_fit_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(canon.CanonError):
        canon.from_plain(Season, {**canon.to_plain(season()), **change})


def test_a_field_with_its_default_is_left_out_and_comes_back() -> None:
    assert canon.to_plain(Review("m1", done=True)) == {"member": "m1", "done": True}
    assert canon.from_plain(Review, {"member": "m1"}) == Review("m1")


@pytest.mark.parametrize("data", [b'{"b":1,"a":2}', b'{"a": 1}', b"{", b"\xff", b"[" * 100_000])
def test_what_is_not_canonical_is_refused(data: bytes) -> None:
    with pytest.raises(canon.CanonError):
        canon.parse(data)


def test_what_has_no_canonical_form_is_refused() -> None:
    for value in (object(), 1.5, {1, 2}):
        with pytest.raises(canon.CanonError):
            canon.to_plain(value)
    with pytest.raises(canon.CanonError):
        canon.canonical({"n": 2**60})
