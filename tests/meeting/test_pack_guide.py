"""The guide to the packs names every key and every rule of the documents."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.regulations import FOLDER
from meeting.regulation import Sure
from tests.meeting.branch import PACKS

GUIDE = (Path(__file__).parent.parent.parent / "docs" / "regulation-packs.md").read_text(encoding="utf-8")
QUOTED = frozenset(re.findall(r"`([^`]+)`", GUIDE))
TABLES = {pack: tomllib.loads((FOLDER / f"{pack}.toml").read_text(encoding="utf-8")) for pack in PACKS}

# The rows of the comparison of the six regulations, in its order.
ROWS = """
Member levels|Organisation levels|Verb|Member scoring|Organisation scoring|Score bands|Task condition HTXS|
Task condition HTT|Task condition HTNV|KHT task trigger|KHT discipline|HTXS cap, members|Base|Scope|Rounding|
Small-number rule|Sub-quota|Cap on organisations|Ranking when too many|Miễn|Đình chỉ SHĐ|
Suspended from cấp ủy only|Admitted < 6 months|Org/leader < 6 months|Sick ≥ 3 months|Maternity|Temporary member|
Moved in the year|Professional rating|Head ≤ unit|Collective ≤ organisation|Reviewed first|Absent|Old-place fault|
Earlier-year fault|Review order|Rating order|With tổ đảng|Secret ballot of members|Threshold|
Who attends without vote|Who decides a member|Chair for the head|Drafts|Minimum time|Review done|Dossiers|
Other dates|Yearly member award|5-year award|Organisation award|Money
""".replace("\n", "").split("|")


def rows() -> dict[str, str]:
    """The last table of the guide: the rule and where it stands."""
    part = GUIDE.partition("## What the documents regulate")[2]
    found = [line.strip("| ").split(" | ", 1) for line in part.splitlines() if line.startswith("| ")]
    return {rule: where for rule, where in found if rule != "rule"}


def test_every_rule_of_the_documents_stands_in_the_guide() -> None:
    assert list(rows()) == ROWS


@pytest.mark.parametrize("rule", ROWS)
def test_a_rule_is_a_value_in_a_pack_or_not_evaluated_with_a_reason(rule: str) -> None:
    where = rows()[rule]
    keys = re.findall(r"`([^`]+)`", where)
    assert all(any(holds(table, key) for table in TABLES.values()) for key in keys)
    not_evaluated = "not evaluated: " in where
    assert not_evaluated or keys


def holds(table: object, key: str) -> bool:
    """Tell whether a pack has this key."""
    if isinstance(table, list):
        return any(holds(each, key) for each in table)
    first, _, rest = key.partition(".")
    if not isinstance(table, dict) or first not in table:
        return False
    return not rest or holds(table[first], rest)


def keys_of(table: object) -> Iterator[str]:
    """Every key anywhere in a pack."""
    if isinstance(table, dict):
        for key, value in table.items():
            yield key
            yield from keys_of(value)
    elif isinstance(table, list):
        for value in table:
            yield from keys_of(value)


@pytest.mark.parametrize("pack", PACKS)
def test_every_key_of_a_pack_is_explained(pack: str) -> None:
    explained = {part for quoted in QUOTED for part in quoted.split(".")}
    assert set(keys_of(TABLES[pack])) <= explained


def test_every_certainty_is_explained() -> None:
    assert {sure.value for sure in Sure} <= QUOTED
