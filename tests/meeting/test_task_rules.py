"""Rules on tasks as no pack has them yet: each part asks alone, binding goes before advice, what is broken is cited."""

from dataclasses import replace

import pytest

from desktop.regulations import load_regulation
from meeting.points import points_ceilings
from meeting.ratio import Ratio
from meeting.regulation import FailRule, Source, Sure, TaskRule
from meeting.season import OldFaults, Tasks
from tests.meeting.branch import H, K, T, X, member


def at(clause: str) -> Source:
    return Source(clause, "QĐ 1", Sure.FULL)


BASE = replace(load_regulation("trung-uong-2025"), points=None, tasks=(), fails=())
NOTHING = TaskRule(
    level=X,
    leaders=None,
    done_all=False,
    on_time_all=False,
    late_at_most=None,
    beyond_at_least=None,
    old_faults_fixed=False,
    binding=True,
    source=at("Điều 1"),
)
ONE = member(1, tasks=Tasks(10, 9, 8, 2), old_faults=OldFaults(2, 1))


@pytest.mark.parametrize(
    ("asks", "holds"),
    [
        ({"done_all": True}, False),
        ({"on_time_all": True}, False),
        # one of nine done came late: a tenth of ten is one, a twentieth is none
        ({"late_at_most": Ratio(1, 10)}, True),
        ({"late_at_most": Ratio(1, 20)}, False),
        ({"beyond_at_least": Ratio(1, 5)}, True),
        ({"beyond_at_least": Ratio(3, 10)}, False),
        ({"old_faults_fixed": True}, False),
    ],
)
def test_a_rule_asks_for_its_own_part_alone(asks: dict[str, object], holds: bool) -> None:
    rule = replace(NOTHING, **asks)  # type: ignore[arg-type]
    found = list(points_ceilings(replace(BASE, tasks=(rule,)), ONE))
    assert [one.level for one in found] == ([] if holds else [T])


def test_of_two_rules_on_a_level_the_broken_one_is_cited() -> None:
    holds = replace(NOTHING, late_at_most=Ratio(1, 10), source=at("Điều 2"))
    broken = replace(NOTHING, done_all=True, source=at("Điều 3"))
    for rules in ((holds, broken), (broken, holds)):
        (found,) = points_ceilings(replace(BASE, tasks=rules), ONE)
        assert (found.level, found.clause) == (T, "Điều 3")


def test_of_several_broken_levels_the_best_is_cited() -> None:
    rules = tuple(
        replace(NOTHING, level=level, done_all=True, source=at(f"Điều {level.rank}")) for level in (T, X, H)
    )
    (found,) = points_ceilings(replace(BASE, tasks=rules), ONE)
    assert (found.level, found.clause) == (None, "Điều 0")


def test_a_binding_rule_on_failure_goes_before_advice() -> None:
    """Nine of ten are done: less than all of them, by advice and by rule."""
    advice = FailRule(None, None, Ratio(1, 1), binding=False, source=at("Điều 4"))
    binding = replace(advice, binding=True, source=at("Điều 5"))
    for rules in ((advice, binding), (binding, advice)):
        (found,) = points_ceilings(replace(BASE, fails=rules), ONE)
        assert (found.level, found.binding, found.clause) == (K, True, "Điều 5")
    (found,) = points_ceilings(replace(BASE, fails=(advice,)), ONE)
    assert (found.binding, found.clause) == (False, "Điều 4")
