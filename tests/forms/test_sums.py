import copy
from collections.abc import Callable
from typing import Any

import pytest

from forms import sums
from forms.paper import Paper


@pytest.fixture
def results(tally: Paper) -> dict[str, Any]:
    return copy.deepcopy(dict(tally.facts.results))


def test_true_results_add_up(results: dict[str, Any]) -> None:
    assert list(sums.faults(results)) == []


def _move_vote(r: dict[str, Any]) -> None:
    r["members"]["m002"]["votes"]["HTTNV"] -= 1


def _raise_level(r: dict[str, Any]) -> None:
    r["members"]["m002"]["level"] = "HTXSNV"


def _level_without_votes(r: dict[str, Any]) -> None:
    r["members"]["m004"]["level"] = "HTNV"


def _text_for_number(r: dict[str, Any]) -> None:
    r["ballots"]["valid"] = "10"


CHANGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "more collected": lambda r: r["ballots"].update(collected=12, invalid=2),
    "valid": lambda r: r["ballots"].update(valid=9),
    "negative": lambda r: r["ballots"].update(invalid=-1),
    "too many issued": lambda r: r["ballots"].update(issued=99),
    "vote moved": _move_vote,
    "level raised": _raise_level,
    "level without votes": _level_without_votes,
    "unit votes": lambda r: r["unit_votes"]["chi_bo"].update(blank=3),
    "cap good": lambda r: r["cap"].update(good=8),
    "cap allowed": lambda r: r["cap"].update(allowed=0),
    "cap verdict": lambda r: r["cap"].update(ok=False),
    "base": lambda r: r["voters"].update(base=99),
    "text": _text_for_number,
    "missing": lambda r: r.pop("cap"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_number_that_was_changed_is_noticed(results: dict[str, Any], change: str) -> None:
    CHANGES[change](results)
    found = list(sums.faults(results))
    assert found
    assert all(sentence.endswith(".") for sentence in found)


def again(results: dict[str, Any]) -> dict[str, Any]:
    """The results after a further round on one member, in which one ballot less was valid."""
    votes = results["members"]["m002"]["votes"]
    best = max(("HTXSNV", "HTTNV", "HTNV", "KHTNV"), key=lambda level: int(votes[level]))
    votes[best] -= 1
    valid = results["ballots"]["valid"] - 1
    slips = {"issued": valid + 1, "collected": valid + 1, "valid": valid, "invalid": 1}
    told = {"round": 2, "session": "chi_bo", "reason": "Bỏ phiếu lại.", "subjects": ["m002"]}
    results["rounds"] = [{**told, **slips, "votes": {"m002": dict(votes)}}]
    return results


def test_a_further_round_is_measured_by_its_own_ballots(results: dict[str, Any]) -> None:
    assert list(sums.faults(again(results))) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one.update(valid=one["valid"] + 1),
        lambda one: one["votes"]["m002"].update(blank=5),
        lambda one: one.update(subjects=["m002", "m003"]),
        lambda one: one.pop("votes"),
    ],
    ids=["valid", "votes", "subjects", "missing"],
)
def test_a_further_round_that_does_not_add_up_is_seen(
    results: dict[str, Any], change: Callable[[dict[str, Any]], object]
) -> None:
    change(again(results)["rounds"][0])
    assert list(sums.faults(results))


def test_another_result_than_the_further_round_gave_is_seen(results: dict[str, Any]) -> None:
    further = again(results)["rounds"][0]
    member = results["members"]["m002"]["votes"]
    member["HTTNV"], member["HTNV"] = member["HTNV"], member["HTTNV"]
    assert further["votes"]["m002"] != member
    assert any("không phải là kết quả" in fault for fault in sums.faults(results))
