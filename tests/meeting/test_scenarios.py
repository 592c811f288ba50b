"""Every scenario gives, by the rules alone, what the file beside it expects."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from desktop.scenario import read_scenario
from meeting.results import results_document
from tests.meeting.branch import PACKS, SCENARIOS, held

FILES = sorted(SCENARIOS.glob("*.toml"))
OWN_PER_PACK = 5


def differences(expected: dict[str, Any], actual: dict[str, Any], path: str = "") -> Iterator[str]:
    """Yield where `actual` does not hold what is expected; a key ending in _has names a part of a list."""
    for key, value in expected.items():
        if key.endswith("_has"):
            missing = set(value) - set(actual[key.removesuffix("_has")])
            yield from (f"{path}{key}: {item} is missing" for item in missing)
        elif isinstance(value, dict):
            yield from differences(value, actual[key], f"{path}{key}.")
        elif key == "ceilings":
            told = [{k: c[k] for k in ("level", "reason", "binding", "clause")} for c in actual[key]]
            yield from [] if told == value else [f"{path}{key}: {told} is not {value}"]
        elif actual.get(key, "?") != value:
            yield f"{path}{key}: {actual.get(key)!r} is not {value!r}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_scenario_gives_what_it_expects(path: Any) -> None:
    scenario = read_scenario(path)
    season, verdict = held(scenario)
    voted = set(scenario.votes).union(*(one.votes for one in scenario.rounds))
    assert {v.member for v in verdict.rated} == voted, "a row for every rated member, no other"
    assert all(one.collected <= one.issued for one in season.counted_ballots)
    expected = json.loads(path.with_suffix(".expect.json").read_text(encoding="utf-8"))
    assert list(differences(expected, results_document(season, verdict))) == []


@pytest.mark.parametrize("pack", PACKS)
def test_every_pack_has_its_scenarios(pack: str) -> None:
    assert sum(1 for path in FILES if path.name.startswith(f"{pack}-")) >= OWN_PER_PACK


def test_a_difference_is_seen() -> None:
    actual = {"flags": ["tie"], "cap": {"good": 1}, "ceilings": []}
    expected = {"flags_has": ["conflict"], "cap": {"good": 2}, "ceilings": [{}], "notes": []}
    assert len(list(differences(expected, actual))) == 4
