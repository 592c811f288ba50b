"""What a paper of a bundle must have in common with the results that lie in it.

A paper about one round of the ballot tells what was known when that round was counted. Where another round
followed, everything that the later one could not change must be the same: the head, the voters and slips of
the first round, the rounds up to then, and the votes on everybody on whom no later round voted. A paper that
proposes, and the minutes of one meeting, tell of fewer decisions than there are; of no others.
"""

from collections.abc import Mapping
from typing import Any, Final

LATER: Final = ("agenda", "rounds", "members", "cap", "unit", "unit_votes", "notes", "decisions")
"""What a later round may change, or add to."""


def agrees(own: Mapping[str, Any], results: Mapping[str, Any]) -> bool:
    """Tell whether what the paper carries is what the bundle's results say."""
    told, known = own.get("rounds", []), results.get("rounds", [])
    later = known[len(told) :]
    if "members" not in own or not later:
        return all(_same(key, value, results) for key, value in own.items())
    same = all(_same(key, value, results) for key, value in own.items() if key not in LATER)
    return same and told == known[: len(told)] and _votes_agree(own, results, _subjects(later))


def _same(key: str, value: Any, results: Mapping[str, Any]) -> bool:
    if key == "decisions":
        known = iter(results.get(key, []))
        return all(one in known for one in value)  # in their order
    return bool(results.get(key) == value)


def _subjects(rounds: list[Mapping[str, Any]]) -> set[str]:
    return {subject for one in rounds for subject in one["subjects"]}


def _votes_agree(own: Mapping[str, Any], results: Mapping[str, Any], again: set[str]) -> bool:
    members, units = results.get("members", {}), results.get("unit_votes", {})
    people = all(
        members.get(key, {}).get("votes") == one.get("votes")
        for key, one in own["members"].items()
        if key not in again
    )
    return people and all(
        units.get(key) == votes for key, votes in own.get("unit_votes", {}).items() if key not in again
    )
