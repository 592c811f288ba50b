"""Every scenario gives the same results through the booth, vote by vote, and through a paper count.

A yes or no to the top level is asked on paper only, and a box without a ballot is never counted; such rounds
are on paper in both, the others are held both ways.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop import rehearsal
from desktop.desk import Desk
from desktop.scenario import Scenario, read_scenario
from desktop.scenario_votes import FurtherRound
from meeting.ballot import Question
from meeting.results import results_document
from meeting.season import BallotForm
from tests.desktop.test_rehearsal import expected
from tests.meeting.branch import SCENARIOS
from tests.meeting.test_scenarios import FILES, differences

OWN = frozenset({"book"})
"""Keys of the results that no two books share."""

SOME = (
    "lam-dong-2023-three-groups",
    "quang-binh-2016-exactly-two-thirds",
    "trung-uong-2026-points",
    "trung-uong-2026-two-rounds-on-paper",
    "tuy-phuoc-2021-groups-on-paper",
)
"""Groups and collectives; an invalid ballot; points; a yes or no; groups on paper. The others with --long."""


def fits_the_booth(told: Scenario | FurtherRound) -> bool:
    asks_levels = not isinstance(told, FurtherRound) or told.question is Question.LEVELS
    return asks_levels and told.valid > 0


def rounds_of(scenario: Scenario) -> list[Scenario | FurtherRound]:
    return [scenario, *scenario.rounds]


def results(folder: Path, scenario: Scenario, form: BallotForm, patch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Play the whole season with the ballot in this form."""
    clock = rehearsal.MeetingClock(scenario)
    path = folder / f"{form.value}.chibo"
    with patch.context() as within, Desk.create(path, rehearsal=True, clock=clock) as desk:
        within.setattr(rehearsal, "form_of", lambda told: form if fits_the_booth(told) else BallotForm.PAPER)
        rehearsal.prepare(desk, scenario)
        rehearsal.play(desk, scenario)
        forms = [one.form for one in desk.season.counted_ballots]
        assert forms == [form if fits_the_booth(told) else BallotForm.PAPER for told in rounds_of(scenario)]
        document = results_document(desk.season, desk.verdict)
    return {key: value for key, value in document.items() if key not in OWN}


def same_both_ways(path: Path, folder: Path, patch: pytest.MonkeyPatch) -> None:
    """A booth takes no invalid ballot, so the paper count has none here either; what is expected without them."""
    scenario = read_scenario(path)
    alike = replace(scenario, invalid=0)
    booth = results(folder, alike, BallotForm.BOOTH, patch)
    assert booth == results(folder, alike, BallotForm.PAPER, patch)
    told = expected(path)
    if scenario.invalid:
        counted, ballots = scenario.valid + scenario.invalid, booth["ballots"]
        booth["ballots"] = {**ballots, "collected": counted, "invalid": scenario.invalid}
    assert list(differences(told, booth)) == []


@pytest.mark.parametrize("name", SOME)
def test_booth_and_paper_give_the_same(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    same_both_ways(SCENARIOS / f"{name}.toml", tmp_path, monkeypatch)


@pytest.mark.long
@pytest.mark.parametrize("path", [one for one in FILES if one.stem not in SOME], ids=lambda path: path.stem)
def test_every_scenario_gives_the_same_both_ways(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    same_both_ways(path, tmp_path, monkeypatch)


def test_control_one_mark_on_paper_makes_a_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = read_scenario(SCENARIOS / f"{SOME[0]}.toml")
    first, row = next(iter(scenario.votes.items()))
    other = replace(scenario, votes={**scenario.votes, first: (row[0] % 4 + 1, *row[1:])})
    booth = results(tmp_path, scenario, BallotForm.BOOTH, monkeypatch)
    assert booth != results(tmp_path, other, BallotForm.PAPER, monkeypatch)
