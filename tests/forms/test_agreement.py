"""A paper of an earlier round agrees with a bundle in which a later one followed, and a false one does not."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from forms.agreement import agrees

Json = dict[str, Any]


def votes(*marks: int) -> Json:
    return dict(zip(("HTXSNV", "HTTNV", "HTNV", "KHTNV", "blank"), (*marks, 0, 0, 0, 0, 0)[:5], strict=True))


OWN: Json = {
    "book": "B",
    "agenda": ["chi_bo"],
    "voters": {"base": 5},
    "ballots": {"valid": 5},
    "members": {
        "m1": {"votes": votes(2, 2, 1), "level": None},
        "m2": {"votes": votes(0, 5), "level": "HTTNV"},
        "m3": {"level": None},
    },
    "unit_votes": {"chi_bo": votes(0, 5)},
    "cap": {"good": 1},
}
AGAIN: Json = {"round": 2, "subjects": ["m1", "m3"], "votes": {"m1": votes(0, 5), "m3": votes(0, 5)}}


def bundle() -> Json:
    """What the bundle says after a round on two members."""
    results = copy.deepcopy(OWN)
    results["rounds"] = [copy.deepcopy(AGAIN)]
    results["members"]["m1"] = {"votes": votes(0, 5), "level": "HTTNV"}
    results["members"]["m3"] = {"votes": votes(0, 5), "level": "HTTNV"}
    results["cap"] = {"good": 3}
    results["agenda"] = ["chi_bo", "chi_bo:2"]
    return results


def test_an_earlier_paper_agrees_with_what_followed() -> None:
    assert agrees(OWN, bundle())
    assert agrees(bundle(), bundle())
    assert agrees({"book": "B"}, bundle())


@pytest.mark.parametrize(
    "change",
    [
        lambda own: own.update(book="C"),
        lambda own: own["voters"].update(base=4),
        lambda own: own["ballots"].update(valid=4),
        lambda own: own["members"]["m2"].update(votes=votes(5)),
        lambda own: own["unit_votes"].update(chi_bo=votes(5)),
        lambda own: own.update(rounds=[{**AGAIN, "round": 3}]),
        lambda own: own["members"].update(m9={"votes": votes(5)}),
    ],
    ids=["book", "voters", "ballots", "votes", "unit", "rounds", "stranger"],
)
def test_what_no_later_round_could_change_must_be_the_same(change: Callable[[Json], object]) -> None:
    own = copy.deepcopy(OWN)
    change(own)
    assert not agrees(own, bundle())


@pytest.mark.parametrize("key", ["cap", "members", "agenda"])
def test_without_a_later_round_everything_must_be_the_same(key: str) -> None:
    own = bundle()
    own[key] = {}
    assert not agrees(own, bundle())


OURS, THEIRS = {"subject": "m1", "kind": "proposal"}, {"subject": "m1", "kind": "final"}


@pytest.mark.parametrize("told", [[], [OURS], [THEIRS], [OURS, THEIRS]])
def test_a_paper_tells_of_the_decisions_up_to_then(told: list[Json]) -> None:
    assert agrees({**OWN, "decisions": told}, {**OWN, "decisions": [OURS, THEIRS]})


@pytest.mark.parametrize("told", [[{**OURS, "subject": "m2"}], [THEIRS, OURS], [OURS, OURS]])
def test_a_paper_that_tells_of_other_decisions_is_refused(told: list[Json]) -> None:
    assert not agrees({**OWN, "decisions": told}, {**OWN, "decisions": [OURS, THEIRS]})
    assert not agrees({**OWN, "decisions": told}, OWN)
