"""A yes or no to the top level: it stands only by enough yeses, and nothing falls back on the first round."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.scenario import read_scenario
from meeting.ballot import Question, Tally
from meeting.judge import judge
from meeting.level import Level
from meeting.results import votes_of
from tests.meeting.branch import SCENARIOS, held

TWO_ROUNDS = read_scenario(SCENARIOS / "trung-uong-2026-two-rounds-on-paper.toml")
SEASON, _ = held(TWO_ROUNDS)
PACK = TWO_ROUNDS.regulation


@given(st.integers(0, 12), st.integers(0, 12))
def test_only_enough_yeses_make_the_top_level(agreed: int, other: int) -> None:
    against = min(other, 12 - agreed)
    told = Tally("m06", (agreed, 0, 0, 0), 12 - agreed - against, against)
    tallies = (told, *SEASON.ballot.tallies[1:])
    one = judge(PACK, replace(SEASON, ballot=replace(SEASON.ballot, tallies=tallies))).member("m06")
    enough = agreed > 12 // 2
    assert one.level is (Level.HTXSNV if enough else None)
    assert ("no-majority" in one.flags) is not enough
    assert f"{agreed} phiếu/12" in one.sentence
    assert (f"Không đồng ý: {against} phiếu." in one.sentence) is bool(against)
    assert told.total == 12


@pytest.mark.parametrize(
    ("tally", "levels", "top"),
    [
        (Tally("m", (3, 2, 0, 0), 0), True, False),
        (Tally("m", (3, 0, 0, 0), 0, 2), False, True),
        (Tally("m", (3, 0, 0, 0), 2), True, True),
        (Tally("m", (3, 0, 0, 1), 0, 2), False, False),
    ],
)
def test_a_count_answers_one_question(tally: Tally, levels: bool, top: bool) -> None:
    assert (tally.answers(Question.LEVELS), tally.answers(Question.TOP)) == (levels, top)


def test_noes_are_told_only_where_there_are_any() -> None:
    assert votes_of(Tally("m", (3, 0, 0, 0), 0, 2))["against"] == 2
    assert "against" not in votes_of(Tally("m", (3, 2, 0, 0), 0))
