"""The worked examples: caps, division of places, bases of the vote and levels, with every number written out."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop.regulations import load_regulation
from meeting.cap import allowed_places, judge_cap, rate_in_force
from meeting.judge import judge
from meeting.level import Level
from meeting.points import points_text
from meeting.ratio import Ratio
from meeting.season import (
    Attendance,
    Discipline,
    Leader,
    Member,
    OldFaults,
    Scope,
    Sector,
    Status,
    Tasks,
)
from tests.meeting.branch import HERE, H, K, T, X, member, roll, season, verdict_of

FIFTH, QUARTER, FIFTEEN = Ratio(20, 100), Ratio(25, 100), Ratio(15, 100)
CENTRAL = "trung-uong-2025"
AWAY_WITH_REASON = Attendance(present=False, accepted=True)


@pytest.mark.parametrize(
    ("good", "fifth", "few_rule", "quarter", "fifteen"),
    [
        (4, 0, 1, 1, 0),
        (5, 1, 1, 1, 0),
        (6, 1, 1, 1, 0),
        (7, 1, 1, 1, 1),
        (9, 1, 1, 2, 1),
        (10, 2, 2, 2, 1),
        (13, 2, 2, 3, 1),
        (15, 3, 3, 3, 2),
        (25, 5, 5, 6, 3),
    ],
)
def test_places_by_the_number_left_at_good(
    good: int, fifth: int, few_rule: int, quarter: int, fifteen: int
) -> None:
    central, few = load_regulation(CENTRAL).cap, load_regulation("tuy-phuoc-2021").cap
    assert allowed_places(central, FIFTH, good, 40) == fifth
    assert allowed_places(central, QUARTER, good, 40) == quarter
    assert allowed_places(few, FIFTH, good, 40) == few_rule
    assert allowed_places(load_regulation("quang-binh-2016").cap, FIFTEEN, good, 40) == fifteen


@pytest.mark.parametrize(
    ("people", "plain", "few_rule", "quarter"),
    [
        (4, 0, 1, 0),
        (5, 0, 1, 1),
        (6, 1, 1, 1),
        (9, 1, 1, 1),
        (10, 1, 1, 2),
        (12, 2, 2, 2),
        (13, 2, 2, 2),
        (20, 3, 3, 4),
    ],
)
def test_how_many_of_so_many_good_people_may_stand_at_the_top(
    people: int, plain: int, few_rule: int, quarter: int
) -> None:
    def most(pack: str, rate: Ratio) -> int:
        cap = load_regulation(pack).cap
        return max(x for x in range(people + 1) if x <= allowed_places(cap, rate, people - x, 40))

    assert most("lam-dong-2023", FIFTH) == plain == people // 6
    assert most("tuy-phuoc-2021", FIFTH) == few_rule
    assert most(CENTRAL, QUARTER) == quarter == people // 5


@pytest.mark.parametrize(
    ("on_roll", "good", "usual", "special"),
    [(6, 5, 1, 1), (6, 4, 1, 1), (7, 6, 0, 1), (8, 7, 1, 1), (14, 13, 1, 2), (16, 14, 2, 2)],
)
def test_the_rule_of_2016_for_branches_of_fewer_than_seven(
    on_roll: int, good: int, usual: int, special: int
) -> None:
    cap = load_regulation("quang-binh-2016").cap
    assert allowed_places(cap, FIFTEEN, good, on_roll) == usual
    assert cap.special_rate is not None
    assert allowed_places(cap, cap.special_rate, good, on_roll) == special


@pytest.mark.parametrize(
    ("good", "places", "collective", "division", "service"),
    [
        (5, 1, 0, 0, 0),
        (10, 2, 1, 0, 1),
        (13, 2, 1, 0, 1),
        (15, 3, 1, 0, 1),
        (19, 3, 1, 0, 1),
        (20, 4, 2, 1, 2),
        (25, 5, 2, 1, 2),
        (30, 6, 3, 1, 3),
        (50, 10, 5, 3, 5),
    ],
)
def test_division_of_the_places(good: int, places: int, collective: int, division: int, service: int) -> None:
    regulation = load_regulation("lam-dong-2023")
    levels: dict[str, Level | None] = {f"m{n:02d}": T for n in range(good)}
    by_sector = {
        sector: [
            q.allowed for q in judge_cap(regulation, season(regulation, (), sector=sector), levels).subquotas
        ]
        for sector in Sector
    }
    assert allowed_places(regulation.cap, FIFTH, good, 60) == places
    assert by_sector == {
        Sector.HANH_CHINH: [collective, division],
        Sector.SU_NGHIEP: [service],
        Sector.DOANH_NGHIEP: [service],
        Sector.KHAC: [],
    }


def test_the_cap_of_a_wider_scope_is_not_the_sum_of_the_small_ones() -> None:
    cap = load_regulation("tuy-phuoc-2021").cap
    alone = [allowed_places(load_regulation(CENTRAL).cap, FIFTH, good, 40) for good in (4, 5, 4)]
    assert alone == [0, 1, 0]
    assert allowed_places(cap, FIFTH, 13, 40) == 2


def test_the_base_decides_whether_eight_of_twelve_pass() -> None:
    """15 official members, 12 in the base, 11 valid ballots, 8 votes for the top level."""
    regulation = load_regulation("quang-binh-2016")
    people = (
        *roll(12),
        member(13, status=Status.TEMPORARY_AWAY),
        member(14, status=Status.EXEMPT),
        member(15),
    )
    absent = {"m13": Attendance(), "m14": Attendance(), "m15": AWAY_WITH_REASON}
    votes = {"m01": "X" * 8 + "TTT", "m02": "X" * 9 + "TT"}
    verdict = judge(regulation, season(regulation, people, votes=votes, attendance=absent))
    assert (verdict.voters.official, verdict.voters.base, verdict.voters.present) == (15, 12, 12)
    assert verdict.member("m01").needed == (9, 7, 7, 7)
    assert verdict.member("m01").level is None
    assert verdict.member("m02").level is X
    assert Ratio(2, 3).smallest_above(11) == 8, "on the valid ballots eight would have passed"
    assert Ratio(2, 3).smallest_above(15) == 11, "on all official members even nine would not"


def test_split_votes_pass_nothing_and_are_not_cumulated() -> None:
    regulation = load_regulation(CENTRAL)
    votes = {"m01": "XXXXXTTTTHHH"}
    verdict = judge(regulation, season(regulation, roll(12), votes=votes)).member("m01")
    assert (verdict.level, verdict.flags) == (None, ("no-majority",))


def central(
    score: tuple[int, int] | None, total: int, done: int, on_time: int, beyond: int, **facts: Any
) -> Level | None:
    one = member(1, points=score, tasks=Tasks(total, done, on_time, beyond), **facts)
    return verdict_of(CENTRAL, one).facts_level


@pytest.mark.parametrize(
    ("score", "tasks", "old", "expected"),
    [
        ((2900, 6600), (10, 10, 10, 3), OldFaults(2, 2), X),
        ((2900, 6600), (10, 10, 10, 2), OldFaults(2, 2), T),
        ((2900, 6100), (10, 10, 10, 3), OldFaults(), X),
        ((2900, 6090), (10, 10, 10, 5), OldFaults(2, 2), T),
        ((2999, 6000), (10, 10, 10, 5), OldFaults(2, 2), T),
        ((2500, 5000), (10, 10, 9, 0), OldFaults(), H),
        ((2000, 4500), (10, 10, 8, 0), OldFaults(), H),
        ((2000, 4500), (10, 10, 7, 0), OldFaults(), None),
        ((2000, 4500), (10, 9, 9, 0), OldFaults(), None),
        ((2000, 4000), (10, 5, 5, 0), OldFaults(), None),
        ((2000, 4000), (10, 4, 4, 0), OldFaults(), K),
        ((1990, 3000), (10, 10, 10, 10), OldFaults(2, 2), K),
        ((2900, 6600), (10, 10, 10, 3), OldFaults(2, 1), T),
        ((2900, 6600), (3, 3, 3, 1), OldFaults(), X),
        ((2900, 6600), (4, 4, 4, 1), OldFaults(), T),
        ((2900, 6600), (0, 0, 0, 0), OldFaults(), None),
        ((2000, 3000), (0, 0, 0, 0), OldFaults(), None),
        ((1000, 3000), (0, 0, 0, 0), OldFaults(), K),
        (None, (0, 0, 0, 0), OldFaults(), X),
        (None, (10, 10, 9, 5), OldFaults(), H),
    ],
)
def test_levels_of_a_plain_member_by_points_and_tasks(
    score: tuple[int, int] | None, tasks: tuple[int, int, int, int], old: OldFaults, expected: Level | None
) -> None:
    assert central(score, *tasks, old_faults=old) is expected


@pytest.mark.parametrize(
    ("tasks", "expected"),
    [
        ((10, 10, 8, 3), X),
        ((10, 7, 7, 0), None),
        ((10, 6, 6, 0), K),
        ((10, 10, 8, 2), H),
        ((10, 10, 7, 2), None),
    ],
)
@pytest.mark.parametrize("who", [{"leader": Leader.PHONG}, {"leader": Leader.TAP_THE}, {"head": True}])
def test_levels_of_a_leader_by_tasks(
    tasks: tuple[int, int, int, int], expected: Level | None, who: dict[str, Any]
) -> None:
    assert central((2900, 6600), *tasks, **who) is expected


def test_a_duty_discipline_and_a_head_of_a_good_unit() -> None:
    """The last two rows of the table under QĐ 366."""
    disciplined = member(
        1, points=(2900, 6300), tasks=Tasks(10, 10, 10, 4), discipline=Discipline.KHIEN_TRACH
    )
    assert verdict_of(CENTRAL, disciplined).facts_level is K
    head = member(1, points=(2900, 6600), tasks=Tasks(10, 10, 10, 4), head=True)
    assert verdict_of(CENTRAL, head, unit_level=T).facts_level is T
    assert verdict_of(CENTRAL, replace(head, head_newly_arrived=True), unit_level=T).facts_level is X


@pytest.mark.parametrize(
    ("pack", "scope", "expected", "flags"),
    [
        ("bac-giang-2024", Scope.DUTY_HERE_THIS_YEAR, X, ()),
        ("bac-giang-2024", Scope.EARLIER_YEAR, X, ("rerate-earlier-year",)),
        ("bac-giang-2024", Scope.OTHER_UNIT, X, ()),
        ("bac-giang-2024", Scope.NOT_DUTY, X, ()),
        ("ha-tinh-2024", Scope.DUTY_HERE_THIS_YEAR, X, ()),
        ("ha-tinh-2024", Scope.EARLIER_YEAR, X, ("rerate-earlier-year",)),
        ("lam-dong-2023", Scope.DUTY_HERE_THIS_YEAR, X, ()),
        ("lam-dong-2023", Scope.EARLIER_YEAR, X, ("rerate-earlier-year",)),
        ("lam-dong-2023", Scope.OTHER_UNIT, X, ("rate-at-old-unit",)),
        ("quang-binh-2016", Scope.DUTY_HERE_THIS_YEAR, K, ()),
        ("quang-binh-2016", Scope.EARLIER_YEAR, K, ("rerate-earlier-year",)),
        ("quang-binh-2016", Scope.OTHER_UNIT, K, ()),
        ("quang-binh-2016", Scope.NOT_DUTY, K, ()),
        (CENTRAL, Scope.DUTY_HERE_THIS_YEAR, K, ()),
        (CENTRAL, Scope.EARLIER_YEAR, K, ()),
        (CENTRAL, Scope.OTHER_UNIT, X, ("rate-at-old-unit",)),
        (CENTRAL, Scope.NOT_DUTY, X, ()),
        ("tuy-phuoc-2021", Scope.DUTY_HERE_THIS_YEAR, K, ()),
        ("tuy-phuoc-2021", Scope.EARLIER_YEAR, X, ("rerate-earlier-year",)),
        ("tuy-phuoc-2021", Scope.OTHER_UNIT, X, ("rate-at-old-unit",)),
        ("tuy-phuoc-2021", Scope.NOT_DUTY, K, ()),
    ],
)
def test_discipline_by_pack_and_scope(
    pack: str, scope: Scope, expected: Level, flags: tuple[str, ...]
) -> None:
    one = member(1, discipline=Discipline.CANH_CAO, discipline_scope=scope)
    verdict = verdict_of(pack, one)
    assert (verdict.facts_level, verdict.flags) == (expected, flags)


def test_the_higher_rate_needs_a_paper_and_a_rule() -> None:
    with_rule, without = load_regulation(CENTRAL), load_regulation("lam-dong-2023")
    for document, rate in (("", FIFTH), ("CV 12-CV/ĐU", QUARTER)):
        assert rate_in_force(with_rule, season(with_rule, (), cap_document=document))[0] == rate
        assert rate_in_force(without, season(without, (), cap_document=document))[0] == FIFTH


def test_the_sentence_of_the_cap_shows_the_arithmetic() -> None:
    def sentence(pack: str, good: int, **facts: Any) -> str:
        regulation = load_regulation(pack)
        levels: dict[str, Level | None] = {f"m{n:02d}": T for n in range(good)}
        return judge_cap(regulation, season(regulation, (), **facts), levels).sentence

    assert "20% của 13 là 2,6, được 2 (mục 3.12)" in sentence("lam-dong-2023", 13)
    assert "20% của 4 là 0,8; số lượng ít, được chọn 1 (mục II.B.6), được 1" in sentence("tuy-phuoc-2021", 4)
    assert "25% của 9 là 2,25" in sentence(CENTRAL, 9, cap_document="CV 12-CV/ĐU")
    assert sentence(CENTRAL, 9, cap_document="CV 12-CV/ĐU").endswith("theo CV 12-CV/ĐU).")


def test_the_sentence_of_the_cap_counts_both_levels_and_keeps_silent_on_a_relief_that_gives_nothing() -> None:
    """20% of 10 at HTTNV are 2 places, more than the one that small numbers would open."""
    regulation = load_regulation("tuy-phuoc-2021")
    levels: dict[str, Level | None] = {f"m{n:02d}": T for n in range(10)} | {"x1": X, "x2": X, "x3": X}
    assert judge_cap(regulation, season(regulation, ()), levels).sentence == (
        "Hoàn thành xuất sắc nhiệm vụ: 3 đồng chí; Hoàn thành tốt nhiệm vụ: 10 đồng chí. "
        "20% của 10 là 2, được 2 (mục II.B.2.3.a)."
    )


def test_fewer_than_five_is_not_five() -> None:
    """A paper that opens two places for fewer than five at HTTNV: four have two, five have 20% of 5 = 1."""
    cap = replace(load_regulation("tuy-phuoc-2021").cap, few_allowed=2)
    assert [allowed_places(cap, FIFTH, good, 40) for good in (4, 5)] == [2, 1]


@pytest.mark.parametrize(
    ("hundredths", "text"),
    [(9000, "90"), (8995, "89,95"), (8990, "89,9"), (8909, "89,09"), (5, "0,05"), (0, "0")],
)
def test_points_are_written_with_a_comma(hundredths: int, text: str) -> None:
    assert points_text(hundredths) == text


def test_the_place_where_a_person_counts_is_the_branch_of_the_roll() -> None:
    """Members who are here only temporarily do not lift a branch over the limit of seven."""
    regulation = load_regulation("quang-binh-2016")
    people: tuple[Member, ...] = (*roll(6), member(7, status=Status.TEMPORARY_HERE))
    levels: dict[str, Level | None] = {f"m{n:02d}": T for n in range(1, 6)}
    assert judge_cap(regulation, season(regulation, people, attendance={"m07": HERE}), levels).allowed == 1
    assert judge_cap(regulation, season(regulation, roll(7)), levels).allowed == 0


def test_six_months_are_counted_in_calendar_months() -> None:
    regulation = load_regulation(CENTRAL)
    for admitted, day, standing in (
        (date(2026, 6, 4), date(2026, 12, 4), "rated"),
        (date(2026, 6, 5), date(2026, 12, 4), "none"),
        (date(2025, 8, 31), date(2026, 2, 28), "rated"),
        (date(2025, 8, 31), date(2026, 2, 27), "none"),
    ):
        told = season(regulation, (member(1, admitted=admitted, official=None),), day=day)
        assert judge(regulation, told).member("m01").standing.standing == standing
