"""What holds for every branch: order and names do not matter, numbers are whole, thresholds are strict."""

import ast
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.regulations import load_regulation
from meeting.cap import allowed_places, judge_cap
from meeting.ceilings import facts_level
from meeting.judge import judge
from meeting.level import LEVELS, Level
from meeting.months import fewer_than, months_after
from meeting.ratio import Ratio
from meeting.regulation import FailRule, Regulation
from meeting.results import results_document
from meeting.season import (
    Attendance,
    Discipline,
    Form,
    Grade,
    Leader,
    Member,
    OldFaults,
    Professional,
    Scope,
    Sector,
    Status,
    Tasks,
)
from meeting.verdict import Ceiling
from meeting.vote import needed, passed
from tests.meeting.branch import PACKS, H, K, T, X, member, roll, season, tally, verdict_of

ROOM = Path(__file__).parent.parent.parent / "meeting"
regulations = st.sampled_from(PACKS).map(load_regulation)
attendances = st.builds(Attendance, present=st.booleans(), accepted=st.booleans())
counts = st.integers(0, 12)


@st.composite
def tasks(draw: st.DrawFn) -> Tasks:
    total = draw(counts)
    done = draw(st.integers(0, total))
    return Tasks(total, done, draw(st.integers(0, done)), draw(st.integers(0, total)))


@st.composite
def faults(draw: st.DrawFn) -> OldFaults:
    named = draw(counts)
    return OldFaults(named, draw(st.integers(0, named)))


@st.composite
def members(draw: st.DrawFn) -> tuple[Member, ...]:
    """A small branch with all kinds of people."""
    return tuple(
        member(
            number,
            status=draw(st.sampled_from(Status)),
            official=draw(st.sampled_from([None, date(2001, 5, 19)])),
            admitted=draw(st.sampled_from([date(2000, 5, 19), date(2026, 6, 4), date(2026, 6, 5)])),
            leader=draw(st.sampled_from(Leader)),
            head=draw(st.booleans()),
            professional=draw(st.sampled_from(Professional)),
            sick_months=draw(counts),
            discipline=draw(st.sampled_from(Discipline)),
            discipline_scope=draw(st.sampled_from(Scope)),
            grades=tuple(draw(st.lists(st.sampled_from(Grade), max_size=3))),
            points=draw(st.none() | st.tuples(st.integers(0, 3000), st.integers(0, 7000))),
            tasks=draw(tasks()),
            old_faults=draw(faults()),
            merits=tuple(draw(st.lists(st.sampled_from(["chien_si_thi_dua", "bang_khen"]), max_size=1))),
        )
        for number in range(1, draw(st.integers(1, 7)) + 1)
    )


@st.composite
def seasons(draw: st.DrawFn) -> tuple[Regulation, Any]:
    """A regulation and a counted season of a small branch."""
    regulation, people = draw(regulations), draw(members())
    base = len(people)
    votes = {m.id: "".join(draw(st.lists(st.sampled_from("XTHK-"), max_size=base))) for m in people}
    told = season(
        regulation,
        people,
        votes={**votes, "chi_bo": "T"},
        attendance={m.id: draw(attendances) for m in people},
        not_reviewed=frozenset(draw(st.sets(st.sampled_from([m.id for m in people])))),
        sector=draw(st.sampled_from(Sector)),
        form=draw(st.sampled_from(Form)),
        unit_level=draw(st.sampled_from([None, *Level])),
        cap_document=draw(st.sampled_from(["", "CV 1"])),
    )
    return regulation, told


def leaves(value: object) -> Iterator[object]:
    """Every value inside a verdict, however deep."""
    if is_dataclass(value):
        for field in fields(value):
            yield from leaves(getattr(value, field.name))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (*leaves(key), *leaves(inner))
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from leaves(inner)
    else:
        yield value


@settings(max_examples=60)
@given(seasons())
def test_no_float_is_anywhere_in_a_decision(told: tuple[Regulation, Any]) -> None:
    regulation, branch = told
    verdict = judge(regulation, branch)
    allowed = {int, str, bool, type(None)}
    for value in (*leaves(verdict), *leaves(results_document(branch, verdict))):
        assert type(value) in allowed or isinstance(value, Enum), repr(value)


@settings(max_examples=60)
@given(seasons(), st.randoms(use_true_random=False))
def test_verdicts_do_not_depend_on_order_or_names(told: tuple[Regulation, Any], dice: Any) -> None:
    regulation, branch = told
    people = [replace(m, name=f"Tên khác {n}") for n, m in enumerate(branch.members)]
    dice.shuffle(people)
    before, after = judge(regulation, branch), judge(regulation, replace(branch, members=tuple(people)))
    assert {v.member: v for v in before.members} == {v.member: v for v in after.members}
    assert before.units == after.units
    assert before.notes == after.notes
    assert (before.cap.good, before.cap.excellent, before.cap.allowed) == (
        after.cap.good,
        after.cap.excellent,
        after.cap.allowed,
    )
    assert (before.voters.official, before.voters.base, before.voters.present) == (
        after.voters.official,
        after.voters.base,
        after.voters.present,
    )


@settings(max_examples=60)
@given(seasons())
def test_only_the_rated_have_levels_and_facts_are_the_binding_ceilings(told: tuple[Regulation, Any]) -> None:
    regulation, branch = told
    verdict = judge(regulation, branch)
    for one in verdict.members:
        assert one.rated or (one.level is None and one.tally is None)
        assert one.flags == tuple(sorted(set(one.flags)))
        assert one.facts_level == facts_level(tuple(c for c in one.ceilings if c.binding))
        if one.facts_level is not None:
            lowest = [c.level for c in one.ceilings if c.binding and c.level]
            assert one.facts_level == max(lowest, key=lambda level: level.rank, default=X)
        assert ("undefined-level" in one.flags) is (one.rated and one.facts_level is None)
    assert verdict.voters.present <= verdict.voters.base <= verdict.voters.official


@given(regulations, st.integers(0, 400), st.integers(0, 400), st.integers(1, 100))
def test_the_cap_is_monotone(regulation: Regulation, good: int, more: int, on_roll: int) -> None:
    """More at HTTNV never means fewer places, once the relief for small numbers is left behind."""
    cap = regulation.cap
    if good >= cap.few_good:
        fewer, many = (allowed_places(cap, cap.rate, n, on_roll) for n in (good, good + more))
        assert fewer <= many
    places = allowed_places(cap, cap.rate, good, on_roll)
    within = places * cap.rate.denominator <= cap.rate.numerator * good
    assert within or places == cap.few_allowed
    if cap.special_rate:
        assert allowed_places(cap, cap.special_rate, good, on_roll) >= places


@given(regulations, st.integers(0, 300))
def test_the_cap_is_judged_on_the_final_split(regulation: Regulation, good: int) -> None:
    levels: dict[str, Level | None] = {f"m{n}": T for n in range(good)}
    branch = season(regulation, roll(8))
    allowed = judge_cap(regulation, branch, levels).allowed
    for excellent in (allowed, allowed + 1):
        judged = judge_cap(regulation, branch, levels | {f"x{n}": X for n in range(excellent)})
        assert (judged.good, judged.allowed, judged.ok) == (good, allowed, excellent <= allowed)


@given(regulations, st.sampled_from(Form), st.integers(0, 300), st.data())
def test_at_most_one_level_passes_and_thresholds_are_strict(
    regulation: Regulation, form: Form, base: int, data: st.DataObject
) -> None:
    need = needed(regulation, form, base)
    for level in LEVELS:
        part = regulation.threshold(level, form).part
        assert need[level.rank] * part.denominator > part.numerator * base
        assert (need[level.rank] - 1) * part.denominator <= part.numerator * base
    rest, votes = base, []
    for _ in LEVELS:
        votes.append(data.draw(st.integers(0, rest)))
        rest -= votes[-1]
    reached = [level for level in LEVELS if votes[level.rank] >= need[level.rank]]
    assert len(reached) <= 1
    marks = "".join(mark * count for mark, count in zip("XTHK", votes, strict=True))
    assert passed(tally("m", marks), need) == (reached[0] if reached else None)


@given(st.integers(1, 200))
def test_exactly_half_and_exactly_two_thirds_do_not_pass(number: int) -> None:
    half = needed(load_regulation("lam-dong-2023"), Form.TRUC_THUOC, 2 * number)
    assert passed(tally("m", "T" * number), half) is None
    assert passed(tally("m", "T" * (number + 1)), half) is T
    third = needed(load_regulation("quang-binh-2016"), Form.TRUC_THUOC, 3 * number)
    assert passed(tally("m", "X" * (2 * number)), third) is None
    assert passed(tally("m", "X" * (2 * number + 1)), third) is X


@given(st.integers(0, 3000), st.integers(0, 7000))
def test_the_band_is_the_highest_whose_least_is_reached_and_nothing_is_rounded(
    common: int, done: int
) -> None:
    full = Tasks(10, 10, 10, 10)
    verdict = verdict_of("trung-uong-2025", member(1, points=(common, done), tasks=full))
    total = common + done
    expected = X if total >= 9000 else T if total >= 7000 else H if total >= 5000 else K
    assert verdict.facts_level is expected


def test_eighty_nine_ninety_nine_is_not_ninety() -> None:
    full = Tasks(10, 10, 10, 10)
    for total, level in ((8999, T), (9000, X), (6999, H), (7000, T), (4999, K), (5000, H)):
        one = member(1, points=(2000, total - 2000), tasks=full)
        assert verdict_of("trung-uong-2025", one).facts_level is level


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.integers(1, 24))
def test_months_are_calendar_months(start: date, months: int) -> None:
    later = months_after(start, months)
    assert (later.year * 12 + later.month) - (start.year * 12 + start.month) == months
    assert later.day <= start.day
    assert not fewer_than(months, start, later)
    assert fewer_than(months, start, date.fromordinal(later.toordinal() - 1))


def test_months_do_not_leave_the_calendar() -> None:
    assert months_after(date(9999, 6, 30), 6) == date(9999, 12, 30)
    assert months_after(date(9999, 7, 1), 6) == date.max
    assert fewer_than(6, date(9999, 12, 31), date(2023, 12, 5))


@given(st.integers(1, 100), st.integers(1, 100), st.integers(0, 1000))
def test_parts_of_a_whole(one: int, other: int, whole: int) -> None:
    part = Ratio(min(one, other), max(one, other))
    least, above, floor = part.smallest_at_least(whole), part.smallest_above(whole), part.floor_of(whole)
    assert floor * part.denominator <= part.numerator * whole < above * part.denominator
    assert above == floor + 1
    assert (least - 1) * part.denominator < part.numerator * whole <= least * part.denominator


def test_a_part_in_words() -> None:
    assert [str(Ratio(20, 100)), str(Ratio(1, 2)), str(Ratio(2, 3))] == ["20%", "50%", "2/3"]


@pytest.mark.parametrize("path", sorted(ROOM.glob("*.py")), ids=lambda path: path.name)
def test_the_rules_are_written_in_whole_numbers(path: Path) -> None:
    """No true division, no float literal, no conversion to float in the room of the rules."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not isinstance(node, ast.Div)
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float | complex))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"float", "complex", "round", "Decimal", "Fraction"}


def test_a_rule_that_is_only_advice_never_hides_a_binding_one() -> None:
    central = load_regulation("trung-uong-2025")
    fail = FailRule(None, Ratio(1, 10), None, False, central.fails[0].source)  # noqa: FBT003
    softened = replace(
        central,
        fails=(fail,),
        tasks=tuple(replace(r, binding=r.level is T) for r in central.tasks),
        professional=None,
    )
    one = member(1, points=(2900, 6600), tasks=Tasks(10, 8, 8, 0), professional=Professional.HTNV)
    found = judge(softened, season(softened, (one,))).member("m01")
    assert [(c.level, c.binding) for c in found.ceilings] == [(K, False), (None, False)]
    assert found.facts_level is X
    one = replace(one, points=(2500, 5000))
    found = judge(softened, season(softened, (one,))).member("m01")
    assert [(c.level, c.binding) for c in found.ceilings] == [(T, True), (K, False), (H, True), (None, False)]
    assert found.facts_level is H


def ceiling(level: Level | None, *, binding: bool = True) -> Ceiling:
    return Ceiling(level, "x", binding, "", "")


def test_the_level_that_the_facts_leave() -> None:
    assert facts_level(()) is X
    assert facts_level((ceiling(T), ceiling(H), ceiling(K, binding=False))) is H
    assert facts_level((ceiling(T), ceiling(None))) is None
    assert facts_level((ceiling(None), ceiling(K))) is K
    assert facts_level((ceiling(None, binding=False),)) is X
