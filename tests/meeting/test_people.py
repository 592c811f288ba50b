"""Who is rated, who votes, and what each fact of a member leaves."""

from datetime import date
from typing import Any

import pytest

from desktop.regulations import load_regulation
from meeting.judge import judge
from meeting.regulation import Standing
from meeting.season import (
    Attendance,
    Grade,
    Leader,
    Member,
    Professional,
    Season,
    Status,
    Tasks,
)
from meeting.verdict import Ceiling
from meeting.voters import voters
from tests.meeting.branch import HERE, PACKS, H, K, T, X, member, roll, season, verdict_of

ABSENT = Attendance(reason="đi công tác")
EXCUSED = Attendance(accepted=True)
RATED, NONE, ELSEWHERE = Standing.RATED, Standing.NONE, Standing.ELSEWHERE
REVIEWED_ONLY, DEFERRED = Standing.REVIEWED_ONLY, Standing.DEFERRED
NEW = {
    "bac-giang-2024": NONE,
    "ha-tinh-2024": NONE,
    "lam-dong-2023": NONE,
    "quang-binh-2016": REVIEWED_ONLY,
    "trung-uong-2025": NONE,
    "tuy-phuoc-2021": REVIEWED_ONLY,
}


@pytest.mark.parametrize("pack", PACKS)
def test_standings(pack: str) -> None:
    regulation = load_regulation(pack)
    people: tuple[tuple[Member, Attendance, Standing], ...] = (
        (member(1), HERE, RATED),
        (member(2, status=Status.EXEMPT), HERE, NONE),
        (member(3, status=Status.SUSPENDED), ABSENT, NONE),
        (member(4, status=Status.TEMPORARY_HERE), HERE, ELSEWHERE),
        (member(5, status=Status.TEMPORARY_AWAY), ABSENT, RATED),
        (member(6, status=Status.COMMITTEE_SUSPENDED), HERE, RATED),
        (member(7, admitted=date(2026, 6, 5), official=None), HERE, NEW[pack]),
        (member(8, admitted=date(2026, 6, 4), official=None), HERE, RATED),
        (member(9), ABSENT, DEFERRED),
        (member(10), EXCUSED, DEFERRED),
        (member(11), HERE, DEFERRED),
        (member(12, status=Status.TEMPORARY_AWAY), ABSENT, DEFERRED),
    )
    told = season(
        regulation,
        tuple(m for m, _, _ in people),
        attendance={m.id: a for m, a, _ in people},
        not_reviewed=frozenset({"m11", "m12"}),
    )
    verdict = judge(regulation, told)
    assert {v.member: v.standing.standing for v in verdict.members} == {m.id: s for m, _, s in people}
    assert [v.member for v in verdict.rated] == [m.id for m, _, s in people if s is RATED]


def test_a_leader_of_less_than_six_months_is_reviewed_only_where_the_text_says_so() -> None:
    for months, standing in (((2026, 6, 5), REVIEWED_ONLY), ((2026, 6, 4), RATED)):
        since = date(*months)
        one = member(1, leader=Leader.PHONG, leader_since=since)
        assert verdict_of("lam-dong-2023", one).standing.standing is standing
        assert verdict_of("tuy-phuoc-2021", one).standing.standing is RATED
    assert verdict_of("lam-dong-2023", member(1, leader_since=date(2026, 9, 1))).standing.standing is RATED
    assert verdict_of("lam-dong-2023", member(1, leader=Leader.PHONG)).standing.standing is RATED


def test_before_the_sessions_are_laid_out_nobody_is_there() -> None:
    regulation = load_regulation("lam-dong-2023")
    told = Season("B", regulation.id, 2023, date(2023, 12, 8), season(regulation, ()).unit, roll(2))
    assert told.branch_session is None
    assert [v.standing.standing for v in judge(regulation, told).members] == [DEFERRED, DEFERRED]


def test_voters_and_the_reasons_in_words() -> None:
    regulation = load_regulation("lam-dong-2023")
    people = (
        member(1),
        member(2, status=Status.EXEMPT),
        member(3, status=Status.EXEMPT),
        member(4, status=Status.SUSPENDED),
        member(5, status=Status.TEMPORARY_AWAY),
        member(6, status=Status.TEMPORARY_HERE),
        member(7, official=None),
        member(8),
        member(9),
        member(10),
    )
    absent = {"m03": ABSENT, "m08": ABSENT, "m09": EXCUSED, "m10": EXCUSED}
    who = voters(regulation, season(regulation, people, attendance=absent))
    assert (who.official, who.base, who.present) == (8, 3, 2)
    assert who.voting == ("m01", "m02")
    assert [i for i, _ in who.excluded] == ["m03", "m04", "m05", "m09", "m10"]
    assert "trừ 2 vắng mặt có lý do chính đáng" in who.sentence
    assert who.sentence.endswith("còn 3 (đơn vị tự đặt).")
    everyone = voters(regulation, season(regulation, roll(3)))
    assert everyone.sentence.startswith("3 đảng viên chính thức được triệu tập, tất cả được tính")


def ceilings_of(pack: str, one: Member, **facts: Any) -> list[tuple[object, str, bool]]:
    return [(c.level, c.reason, c.binding) for c in verdict_of(pack, one, **facts).ceilings]


@pytest.mark.parametrize("pack", PACKS)
def test_the_professional_rating_binds_where_the_text_makes_it_a_condition(pack: str) -> None:
    binds = pack in {"tuy-phuoc-2021", "quang-binh-2016"}
    for rating, level in (("HTTNV", T), ("HTNV", H), ("KHTNV", K)):
        one = member(1, professional=Professional(rating))
        assert ceilings_of(pack, one) == [(level, "professional", binds)]
        assert verdict_of(pack, one).facts_level is (level if binds else X)
    assert ceilings_of(pack, member(1, professional=Professional.HTXSNV)) == []
    assert ceilings_of(pack, member(1, professional=Professional.NOT_EMPLOYED)) == []
    assert ceilings_of(pack, member(1, professional=Professional.UNKNOWN)) == []
    assert verdict_of(pack, member(1, professional=Professional.UNKNOWN)).flags == ("professional-missing",)


@pytest.mark.parametrize("merit", ["chien_si_thi_dua", "bang_khen"])
def test_a_merit_stands_in_place_of_the_professional_rating_in_2016_only(merit: str) -> None:
    for rating, level in (("HTTNV", X), ("HTNV", X), ("KHTNV", K)):
        one = member(1, professional=Professional(rating), merits=(merit,))
        assert verdict_of("quang-binh-2016", one).facts_level is level
    other = member(1, professional=Professional.HTTNV, merits=("giay_khen",))
    assert verdict_of("quang-binh-2016", other).facts_level is T
    assert (
        verdict_of("tuy-phuoc-2021", member(1, professional=Professional.HTTNV, merits=(merit,))).facts_level
        is T
    )


@pytest.mark.parametrize("pack", PACKS)
def test_illness_bars_levels_in_2021_only(pack: str) -> None:
    barred = [(H, "sick", True)] if pack == "tuy-phuoc-2021" else []
    assert ceilings_of(pack, member(1, sick_months=3)) == barred
    assert ceilings_of(pack, member(1, sick_months=2, maternity=True)) == []


@pytest.mark.parametrize("pack", ["bac-giang-2024", "ha-tinh-2024", "lam-dong-2023"])
@pytest.mark.parametrize(
    ("grades", "found"),
    [
        (("xuat_sac", "tot", "xuat_sac"), []),
        (("xuat_sac", "trung_binh"), [(T, True)]),
        (("tot", "tot"), [(T, True)]),
        (("trung_binh", "tot"), [(H, True)]),
        (("tot", "kem"), [(H, True), (K, False)]),
        (("kem", "tot"), [(H, True), (K, False)]),
    ],
)
def test_grades_under_the_rules_of_2023(
    pack: str, grades: tuple[str, ...], found: list[tuple[object, bool]]
) -> None:
    """The two upper levels bind; that HTNV asks for trung bình is inferred and only advice."""
    one = member(1, grades=tuple(Grade(grade) for grade in grades))
    assert ceilings_of(pack, one) == [(level, "grades", binding) for level, binding in found]


@pytest.mark.parametrize(
    ("grades", "level"),
    [
        (("xuat_sac", "tot"), X),
        (("tot", "trung_binh"), T),
        (("trung_binh", "trung_binh"), H),
        (("kem", "trung_binh"), K),
        (("xuat_sac", "kem"), K),
        (("xuat_sac",), X),
    ],
)
def test_grades_under_the_rules_of_2021(grades: tuple[str, ...], level: object) -> None:
    one = member(1, grades=tuple(Grade(grade) for grade in grades))
    assert verdict_of("tuy-phuoc-2021", one).facts_level is level


def test_the_clause_of_a_grade_is_that_of_the_level_just_missed() -> None:
    def clause(*grades: str) -> str:
        found: tuple[Ceiling, ...] = verdict_of(
            "tuy-phuoc-2021", member(1, grades=tuple(Grade(grade) for grade in grades))
        ).ceilings
        return found[0].clause

    assert clause("tot", "tot") == "mục II.B.2.3.a"
    assert clause("trung_binh", "tot") == "mục II.B.2.3.b"
    assert clause("kem", "tot") == "mục II.B.2.3.c"


@pytest.mark.parametrize(("done", "level"), [(5, X), (4, K)])
def test_fewer_than_half_of_the_tasks_in_2021(done: int, level: object) -> None:
    assert verdict_of("tuy-phuoc-2021", member(1, tasks=Tasks(10, done, done, 0))).facts_level is level


@pytest.mark.parametrize(
    ("pack", "unit_level", "level"),
    [
        ("lam-dong-2023", H, H),
        ("lam-dong-2023", X, X),
        ("tuy-phuoc-2021", K, K),
        ("trung-uong-2025", T, T),
        ("ha-tinh-2024", T, T),
        ("ha-tinh-2024", H, T),
        ("ha-tinh-2024", X, X),
        ("bac-giang-2024", H, X),
        ("quang-binh-2016", K, X),
    ],
)
def test_the_head_against_the_unit(pack: str, unit_level: object, level: object) -> None:
    assert verdict_of(pack, member(1, head=True), unit_level=unit_level).facts_level is level
    assert verdict_of(pack, member(1), unit_level=unit_level).facts_level is X


@pytest.mark.parametrize("pack", PACKS)
def test_a_head_above_the_plain_level_waits_for_the_unit(pack: str) -> None:
    waits = () if pack in {"bac-giang-2024", "quang-binh-2016"} else ("head-waits-for-unit",)
    head = member(1, head=True)
    assert verdict_of(pack, head, "TTT").flags == waits
    assert verdict_of(pack, head, "HHH").flags == ()
    assert verdict_of(pack, head, "TTT", unit_level=T).flags == ()
    assert verdict_of(pack, member(1, head=True, head_newly_arrived=True), "TTT").flags == ()
    assert verdict_of(pack, head, "THK").flags == ("no-majority", "tie")


def test_only_the_rated_carry_flags_of_the_vote() -> None:
    exempt = member(1, status=Status.EXEMPT, professional=Professional.UNKNOWN)
    verdict = verdict_of("lam-dong-2023", exempt, "TTT")
    assert (verdict.tally, verdict.level, verdict.flags) == (None, None, ())


def test_a_seasons_records_are_found_by_id() -> None:
    regulation = load_regulation("lam-dong-2023")
    told = season(regulation, roll(2), votes={"m01": "TT"})
    verdict = judge(regulation, told)
    assert told.member("m02").id == verdict.member("m02").member == "m02"
    assert told.session("chi_uy").title == "Hội nghị chi ủy"
    for find in (told.member, told.session, verdict.member):
        with pytest.raises(KeyError):
            find("m99")
