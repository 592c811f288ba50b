"""Levels of the branch and its committee: every condition at its edge, and what nobody wrote down stays unknown."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.regulations import load_regulation
from meeting.ask_words import asked
from meeting.asks import AnswerAsk, ScoreAsk
from meeting.decision import DecidedBy, Decision, DecisionKind
from meeting.judge import judge
from meeting.level import LEVELS, Level
from meeting.results import results_document
from meeting.season import (
    Discipline,
    Grade,
    Peer,
    PeerKind,
    Post,
    Scope,
    Season,
    Structure,
    Tasks,
)
from meeting.verdict import Outcome
from tests.meeting.branch import PACKS, roll, season
from tests.meeting.collective import condition, known, told, verdict

QUANG, TUY, TW = "quang-binh-2016", "tuy-phuoc-2021", "trung-uong-2025"
MET, FAILED, UNKNOWN = Outcome.MET, Outcome.FAILED, Outcome.UNKNOWN
AGENCY, MASS = PeerKind.CHINH_QUYEN, PeerKind.DOAN_THE


@pytest.mark.parametrize("pack", PACKS)
def test_nothing_is_known_of_an_empty_book_but_discipline(pack: str) -> None:
    regulation = load_regulation(pack)
    judged = judge(regulation, season(regulation, roll(5)))
    for one in judged.organisations:
        assert {c.outcome for c in one.conditions if "kỷ luật" not in c.sentence} == {UNKNOWN}
        assert one.highest is Level.HTXSNV
        assert not one.settled
        assert not one.warning


@pytest.mark.parametrize("pack", PACKS)
def test_every_condition_says_what_is_asked_and_by_which_clause(pack: str) -> None:
    regulation = load_regulation(pack)
    one = told(pack, votes={"chi_bo": "T", "chi_uy": "T"})
    sentences = [c.sentence for each in judge(regulation, one).organisations for c in each.conditions]
    assert len(sentences) == len(regulation.organisation)
    for rule in regulation.organisation:
        begin, end = f"{asked(regulation, rule)}: ", f"({rule.source.cite})."
        assert any(s.startswith(begin) and s.endswith(end) for s in sentences)


@pytest.mark.parametrize(
    ("marks", "outcome", "have", "needed"),
    [("TTTTTTTTHH", MET, 8, 8), ("TTTTTTTHHH", FAILED, 7, 8), ("XTTTHH", FAILED, 4, 5), ("XTTTH", MET, 4, 4)],
)
def test_eighty_per_cent_of_the_members(marks: str, outcome: Outcome, have: int, needed: int) -> None:
    found = condition(told(TUY, marks), Level.HTXSNV, "80% đảng viên Hoàn thành tốt nhiệm vụ trở lên")
    assert (found.outcome, found.have, found.whole, found.needed) == (outcome, have, len(marks), needed)


@pytest.mark.parametrize(("marks", "outcome"), [("TTTTTTTTKK", MET), ("TTTTTTTKKK", FAILED), ("TTTTK", MET)])
def test_more_than_a_fifth_at_the_lowest_level(marks: str, outcome: Outcome) -> None:
    one = told(TUY, marks)
    assert condition(one, Level.KHTNV, "Không quá 20% đảng viên").outcome is outcome
    assert (verdict(one).highest is Level.KHTNV) is (outcome is FAILED)


def test_members_without_a_level_are_not_guessed() -> None:
    one = told(TUY, "TTTTTTTTTT")
    split = replace(one.ballot.tallies[0], by_level=(0, 5, 5, 0))
    one = replace(one, ballot=replace(one.ballot, tallies=(split, *one.ballot.tallies[1:])))
    whole = condition(one, Level.HTXSNV, "100% đảng viên")
    assert (whole.outcome, whole.have, whole.needed) == (UNKNOWN, 9, 10)
    assert "9/10 đồng chí, cần 10, 1 đồng chí chưa có mức; chưa đủ số liệu" in whole.sentence
    assert condition(one, Level.HTXSNV, "80% đảng viên").outcome is MET
    decided = Decision("m01", Level.KHTNV, DecidedBy.MEETING, "biểu quyết 9/10", date(2026, 12, 4))
    one = replace(one, decisions=(decided,))
    assert condition(one, Level.HTXSNV, "100% đảng viên").outcome is FAILED
    final = Decision(
        "m01", Level.HTNV, DecidedBy.SUPERIOR, "QĐ 1", date(2026, 12, 9), kind=DecisionKind.FINAL
    )
    one = replace(one, decisions=(decided, final))
    assert condition(one, Level.HTXSNV, "100% đảng viên").outcome is MET


def test_unknown_members_at_the_lowest_level() -> None:
    one = told(QUANG, "KKKTTTT")
    open_ = replace(one.ballot.tallies[3], by_level=(0, 3, 3, 0))
    one = replace(
        one, ballot=replace(one.ballot, tallies=(*one.ballot.tallies[:3], open_, *one.ballot.tallies[4:]))
    )
    assert condition(one, Level.KHTNV, "Không quá 50% đảng viên").outcome is UNKNOWN


def test_who_is_not_rated_does_not_count_and_who_is_rated_later_waits() -> None:
    """Two have a level, one is too new to be rated, two were not reviewed yet: four count, two are known."""
    regulation = load_regulation(TUY)
    people = roll(5)
    new = replace(people[2], admitted=date(2026, 10, 1), official=None)
    votes = {"m01": "TTTT", "m02": "TTTT"}
    waiting = frozenset({"m04", "m05"})
    one = season(regulation, (*people[:2], new, *people[3:]), votes=votes, not_reviewed=waiting)
    found = condition(one, Level.HTXSNV, "100% đảng viên")
    assert (found.outcome, found.have, found.whole) == (UNKNOWN, 2, 4)


@pytest.mark.parametrize(
    ("levels", "outcome"),
    [
        ((Level.HTTNV, Level.HTXSNV), MET),
        ((Level.HTTNV, Level.HTNV), FAILED),
        ((Level.HTTNV, None), UNKNOWN),
        ((Level.HTNV, None), FAILED),
    ],
)
def test_mass_organisations_at_a_level(levels: tuple[Level | None, ...], outcome: Outcome) -> None:
    peers = tuple(Peer(f"Hội {n}", MASS, level) for n, level in enumerate(levels))
    one = known(told(TUY), peers=(*peers, Peer("Thôn", AGENCY, Level.KHTNV)))
    begin = "Mặt trận Tổ quốc, các đoàn thể cùng cấp: Hoàn thành tốt nhiệm vụ"
    assert condition(one, Level.HTXSNV, begin).outcome is outcome


@pytest.mark.parametrize(
    ("levels", "outcome"),
    [
        ((Level.KHTNV, Level.KHTNV), FAILED),
        ((Level.KHTNV, None), UNKNOWN),
        ((Level.KHTNV, Level.HTNV), MET),
        ((None,), MET),
    ],
)
def test_two_mass_organisations_at_the_lowest(levels: tuple[Level | None, ...], outcome: Outcome) -> None:
    one = known(told(TUY), peers=tuple(Peer(f"Hội {n}", MASS, level) for n, level in enumerate(levels)))
    assert condition(one, Level.KHTNV, "Mặt trận Tổ quốc").outcome is outcome


def test_no_such_body_is_an_answer_too() -> None:
    one = known(told(TUY), peers=(Peer("Công đoàn", MASS, absent=True),))
    found = condition(one, Level.HTXSNV, "Mặt trận Tổ quốc")
    assert found.outcome is MET
    assert ": không có; đạt" in found.sentence
    assert ": không có; đạt" in condition(one, Level.KHTNV, "Mặt trận Tổ quốc").sentence
    assert condition(one, Level.HTXSNV, "Chính quyền").outcome is UNKNOWN


def test_one_agency_at_the_lowest_is_enough_in_2016() -> None:
    one = known(told(QUANG), peers=(Peer("Văn phòng", AGENCY, Level.KHTNV),))
    assert (
        condition(one, Level.KHTNV, "Chính quyền, cơ quan, đơn vị cùng cấp: không tổ chức nào").outcome
        is FAILED
    )


@pytest.mark.parametrize(
    ("score", "highest"),
    [((40, 20, 15, 15, 0), X) for X in (Level.HTXSNV,)]
    + [((40, 20, 15, 14, 0), Level.HTTNV), ((40, 20, 10, 0, 0), Level.HTTNV)]
    + [((40, 20, 9, 0, 0), Level.HTNV), ((40, 10, 0, 0, 0), Level.HTNV), ((40, 9, 0, 0, 0), Level.KHTNV)],
)
def test_bands_of_the_score_sheet(score: tuple[int, ...], highest: Level) -> None:
    assert verdict(told(QUANG, organisation_score=score)).highest is highest


@pytest.mark.parametrize(
    ("points", "highest"),
    [
        ((3000, 6000), Level.HTXSNV),
        ((3000, 5999), Level.HTTNV),
        ((2000, 4999), Level.HTNV),
        ((999, 4000), Level.KHTNV),
    ],
)
def test_bands_of_points(points: tuple[int, int], highest: Level) -> None:
    one = known(known(told(TW), points=points), "chi_uy", points=points)
    assert verdict(one).highest is highest
    assert verdict(one, "chi_uy").highest is highest


@pytest.mark.parametrize(
    ("tasks", "level", "outcome"),
    [
        (Tasks(10, 10, 10, 3), Level.HTXSNV, MET),
        (Tasks(10, 10, 10, 2), Level.HTXSNV, FAILED),
        (Tasks(10, 10, 9, 3), Level.HTXSNV, FAILED),
        (Tasks(10, 9, 9, 3), Level.HTXSNV, FAILED),
        (Tasks(10, 10, 9, 0), Level.HTTNV, FAILED),
        (Tasks(10, 10, 8, 0), Level.HTNV, MET),
        (Tasks(10, 10, 7, 0), Level.HTNV, FAILED),
        (Tasks(10, 7, 7, 0), Level.KHTNV, MET),
        (Tasks(10, 6, 6, 0), Level.KHTNV, FAILED),
        (Tasks(), Level.KHTNV, UNKNOWN),
    ],
)
def test_tasks_of_the_collective(tasks: Tasks, level: Level, outcome: Outcome) -> None:
    begin = {Level.HTNV: "Hoàn thành 100% nhiệm vụ, chậm", Level.KHTNV: "Hoàn thành từ 70%"}
    one = known(told(TW), tasks=tasks)
    found = condition(one, level, begin.get(level, "Hoàn thành 100% nhiệm vụ, đúng hạn"))
    assert found.outcome is outcome


@pytest.mark.parametrize(
    ("grades", "level", "outcome"),
    [
        ((Grade.XUAT_SAC, Grade.TOT), Level.HTXSNV, MET),
        ((Grade.TOT, Grade.XUAT_SAC), Level.HTXSNV, FAILED),
        ((Grade.XUAT_SAC, Grade.TRUNG_BINH), Level.HTXSNV, FAILED),
        ((Grade.TOT, Grade.TRUNG_BINH), Level.HTTNV, MET),
        ((Grade.TOT, Grade.KEM), Level.HTTNV, FAILED),
        ((Grade.TRUNG_BINH, Grade.TRUNG_BINH), Level.HTNV, MET),
        ((Grade.KEM, Grade.TOT), Level.HTNV, FAILED),
    ],
)
def test_grades_of_the_collective(grades: tuple[Grade, ...], level: Level, outcome: Outcome) -> None:
    assert condition(known(told(TUY), grades=grades), level, "Tiêu chí về kết quả").outcome is outcome


def test_who_reaches_no_level_is_at_the_lowest_where_the_text_says_so() -> None:
    one = known(told(TUY), grades=(Grade.KEM, Grade.TOT))
    rest = condition(one, Level.KHTNV, "Đạt mức Hoàn thành nhiệm vụ trở lên")
    assert rest.outcome is FAILED
    assert "thuộc trường hợp Không hoàn thành nhiệm vụ" in rest.sentence
    assert verdict(one).highest is Level.KHTNV
    open_ = known(told(TUY), grades=(Grade.TRUNG_BINH, Grade.TRUNG_BINH))
    assert condition(open_, Level.KHTNV, "Đạt mức").outcome is UNKNOWN
    sure = known(told(TUY), grades=(Grade.TRUNG_BINH, Grade.TRUNG_BINH), answers={"bi_ky_luat": False})
    assert condition(sure, Level.KHTNV, "Đạt mức").outcome is MET


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({}, UNKNOWN),
        ({"bi_ky_luat": False}, MET),
        ({"bi_ky_luat": True}, UNKNOWN),
        ({"bi_ky_luat": True, "tu_khac_phuc": True}, MET),
        ({"bi_ky_luat": True, "tu_khac_phuc": False}, FAILED),
    ],
)
def test_discipline_of_the_branch_and_its_excuse(answers: dict[str, bool], outcome: Outcome) -> None:
    one = known(told(TUY), answers=answers)
    assert (
        condition(one, Level.HTNV, "Không thuộc trường hợp “chi bộ bị xử lý kỷ luật trong năm” (trừ").outcome
        is outcome
    )


@pytest.mark.parametrize(("yes", "outcome"), [(True, MET), (False, FAILED)])
def test_a_fact_that_is_wanted(yes: bool, outcome: Outcome) -> None:
    one = known(told(QUANG), answers={"sinh_hoat": yes})
    assert condition(one, Level.HTXSNV, "Chi bộ sinh hoạt đúng quy định").outcome is outcome


def disciplined(pack: str, form: Discipline, scope: Scope, post: Post = Post.CHI_UY_VIEN) -> Season:
    """A branch whose second member was disciplined."""
    one = told(pack)
    two = replace(one.members[1], post=post, discipline=form, discipline_scope=scope)
    return replace(one, members=(one.members[0], two, *one.members[2:]))


@pytest.mark.parametrize(
    ("form", "scope", "post", "outcome"),
    [
        (Discipline.KHIEN_TRACH, Scope.DUTY_HERE_THIS_YEAR, Post.CHI_UY_VIEN, FAILED),
        (Discipline.KHIEN_TRACH, Scope.EARLIER_YEAR, Post.BI_THU, FAILED),
        (Discipline.KHAI_TRU, Scope.OTHER_UNIT, Post.CHI_UY_VIEN, MET),
        (Discipline.CANH_CAO, Scope.DUTY_HERE_THIS_YEAR, Post.NONE, MET),
        (Discipline.NONE, Scope.DUTY_HERE_THIS_YEAR, Post.BI_THU, MET),
    ],
)
def test_discipline_in_the_committee_for_duty(
    form: Discipline, scope: Scope, post: Post, outcome: Outcome
) -> None:
    one = disciplined(TW, form, scope, post)
    assert condition(one, Level.KHTNV, "Không đồng chí cấp ủy viên nào bị kỷ luật:").outcome is outcome


@pytest.mark.parametrize(
    ("form", "outcome"),
    [(Discipline.KHIEN_TRACH, MET), (Discipline.CANH_CAO, FAILED), (Discipline.KHAI_TRU, FAILED)],
)
def test_discipline_from_a_warning_on(form: Discipline, outcome: Outcome) -> None:
    one = disciplined(TUY, form, Scope.NOT_DUTY)
    begin = "Không đồng chí cấp ủy viên nào bị kỷ luật từ cảnh cáo trở lên"
    assert condition(one, Level.KHTNV, begin, "chi_uy").outcome is outcome


def test_an_excused_discipline() -> None:
    one = disciplined(QUANG, Discipline.CANH_CAO, Scope.DUTY_HERE_THIS_YEAR)
    begin = "Không đồng chí cấp ủy viên nào bị kỷ luật (trừ"
    found = condition(one, Level.HTTNV, begin)
    assert (found.outcome, found.have) == (UNKNOWN, 1)
    assert "đồng chí Đảng viên 2 bị cảnh cáo" in found.sentence
    assert condition(known(one, answers={"chu_dong_xu_ly": True}), Level.HTTNV, begin).outcome is MET
    assert condition(known(one, answers={"chu_dong_xu_ly": False}), Level.HTTNV, begin).outcome is FAILED


@pytest.mark.parametrize(
    ("branch", "level", "outcome"),
    [
        ("T", Level.HTXSNV, FAILED),
        ("T", Level.HTTNV, MET),
        ("X", Level.HTXSNV, MET),
        ("H", Level.HTTNV, FAILED),
    ],
)
def test_the_committee_is_not_above_the_branch(branch: str, level: Level, outcome: Outcome) -> None:
    one = told(TUY, votes={"chi_bo": branch})
    assert condition(one, level, "Không cao hơn mức của chi bộ", "chi_uy").outcome is outcome


def test_the_committee_at_the_top_in_2016_and_no_committee_at_all() -> None:
    one = told(QUANG, votes={"chi_uy": "T"})
    assert condition(one, Level.HTXSNV, "Tập thể chi ủy Hoàn thành xuất sắc nhiệm vụ").outcome is FAILED
    assert condition(one, Level.HTTNV, "Tập thể chi ủy Hoàn thành tốt nhiệm vụ trở lên").outcome is MET
    alone = told(QUANG, structure=Structure.BI_THU)
    assert not any("chi ủy" in c.sentence for c in verdict(alone).conditions)
    both = judge(load_regulation(TUY), told(TUY, structure=Structure.BI_THU)).organisations
    assert [each.subject for each in both] == ["chi_bo"]


def test_2016_has_no_conditions_for_the_committee() -> None:
    assert [each.subject for each in judge(load_regulation(QUANG), told(QUANG)).organisations] == ["chi_bo"]


ALL_NO = {"chi_bo_ket_luan": False, "chi_bo_suy_thoai": False, "chi_bo_chi_tieu": False}
PERFECT = {"points": (3000, 7000), "tasks": Tasks(10, 10, 10, 5)}


def test_a_level_is_settled_once_all_is_known() -> None:
    one = known(told(TW), **PERFECT, answers={"chi_bo_khac_phuc": True, **ALL_NO})
    found = verdict(one)
    assert (found.highest, found.settled) == (Level.HTXSNV, True)
    assert found.sentence == "Chi bộ: theo số liệu đã có, cao nhất Hoàn thành xuất sắc nhiệm vụ."
    less = verdict(known(told(TW), **PERFECT, answers={"chi_bo_khac_phuc": True, "chi_bo_ket_luan": False}))
    assert (less.highest, less.settled) == (Level.HTXSNV, False)
    assert less.sentence.endswith("; còn 2 điều kiện chưa có số liệu.")


def test_the_next_level_whose_conditions_hold() -> None:
    one = known(told(TW), **PERFECT, answers={"chi_bo_khac_phuc": False, **ALL_NO})
    assert verdict(one).highest is Level.HTTNV


@pytest.mark.parametrize(
    ("voted", "warns"), [("X", True), ("T", False), ("H", False), ("K", False), ("", False)]
)
def test_a_warning_only_where_the_vote_is_above_the_conditions(voted: str, warns: bool) -> None:
    votes = {"chi_bo": voted} if voted else {}
    one = known(told(TW, votes=votes), points=(3000, 4500))
    assert verdict(one).highest is Level.HTTNV
    assert bool(verdict(one).warning) is warns


def test_the_warning_follows_what_was_decided() -> None:
    one = known(told(TW, votes={"chi_bo": "X"}), points=(3000, 4500))
    decided = Decision("chi_bo", Level.HTTNV, DecidedBy.MEETING, "biểu quyết 5/5", date(2026, 12, 4))
    assert not verdict(replace(one, decisions=(decided,))).warning


def test_where_no_level_fits_the_competent_body_decides() -> None:
    one = known(told(TW, votes={"chi_bo": "K"}), points=(2000, 4500), tasks=Tasks(10, 9, 9, 0))
    found = verdict(one)
    assert found.highest is None
    assert "không mức nào khớp đủ điều kiện theo câu chữ" in found.sentence
    assert "không mức nào khớp;" in found.warning
    assert not found.settled


def test_advice_bars_nothing() -> None:
    one = known(told("lam-dong-2023"), grades=(Grade.KEM, Grade.KEM))
    advice = condition(one, Level.HTNV, "Tiêu chí về kết quả nhiệm vụ từ Trung bình")
    assert (advice.outcome, advice.binding) == (FAILED, False)
    assert "chưa đạt (chỉ là căn cứ để xem xét)" in advice.sentence
    assert verdict(one).highest is Level.HTNV


def test_who_misses_a_level_by_advice_alone_has_not_missed_it() -> None:
    """The grades fail every level; once those of HTNV are only advice, the branch is not at the lowest."""
    regulation = load_regulation(TUY)
    soft = tuple(
        replace(rule, binding=False) if (rule.subject, rule.level) == ("chi_bo", Level.HTNV) else rule
        for rule in regulation.organisation
    )
    one = known(told(TUY), grades=(Grade.KEM, Grade.TOT))
    for rules, outcome in ((regulation.organisation, FAILED), (soft, MET)):
        found = judge(replace(regulation, organisation=rules), one).organisations[0]
        rest = [c for c in found.conditions if c.sentence.startswith("Đạt mức Hoàn thành nhiệm vụ trở lên")]
        assert [c.outcome for c in rest] == [outcome]


def test_only_what_can_still_change_the_level_is_open() -> None:
    """Points leave HTTNV. What is not known of the top level, or is only advice, is not waited for."""
    regulation = load_regulation(TW)
    score = [r for r in regulation.organisation if isinstance(r.ask, ScoreAsk) and r.subject == "chi_bo"]
    fact = next(r for r in regulation.organisation if isinstance(r.ask, AnswerAsk))
    rules = (*score, replace(fact, level=Level.HTXSNV), replace(fact, level=Level.HTTNV, binding=False))
    one = known(told(TW), points=(3000, 4500))
    (found,) = judge(replace(regulation, organisation=rules), one).organisations
    assert (found.highest, found.settled) == (Level.HTTNV, True)
    assert found.sentence.endswith("còn 1 điều kiện chưa có số liệu."), "the advice is still told"
    (found,) = judge(replace(regulation, organisation=rules[:-1]), one).organisations
    assert found.sentence == "Chi bộ: theo số liệu đã có, cao nhất Hoàn thành tốt nhiệm vụ."


def test_at_the_lowest_level_nothing_is_open() -> None:
    found = verdict(told(TUY, "TTTTTTTKKK"))
    assert {c.outcome for c in found.conditions if c.level is Level.KHTNV} == {FAILED, UNKNOWN}
    assert (found.settled, found.sentence) == (
        True,
        "Chi bộ: theo số liệu đã có, cao nhất Không hoàn thành nhiệm vụ.",
    )


def test_conditions_stand_from_the_best_level_down_however_the_pack_lists_them() -> None:
    regulation = load_regulation(TUY)
    turned = replace(regulation, organisation=regulation.organisation[::-1])
    ranks = [c.level.rank for c in judge(turned, told(TUY)).organisations[0].conditions]
    assert ranks == sorted(ranks) != ranks[::-1]


def test_the_results_hold_whole_numbers_of_each_outcome() -> None:
    one = told(TUY, "TTTTTTTTHH")
    document = results_document(one, judge(load_regulation(TUY), one))
    told_of: Any = document["organisation"]
    assert told_of["chi_bo"]["levels"]["HTXSNV"] == {"met": 2, "failed": 0, "unknown": 3}
    first = told_of["chi_bo"]["conditions"][1]
    assert (first["have"], first["whole"], first["needed"]) == (10, 10, 10)
    assert {type(first[key]) for key in ("have", "whole", "needed")} == {int}


@given(st.lists(st.sampled_from("XTHK"), min_size=3, max_size=9), st.sampled_from(PACKS), st.randoms())
def test_the_verdict_does_not_depend_on_the_order_of_members(
    marks: list[str], pack: str, chance: Any
) -> None:
    one = told(pack, "".join(marks), votes={"chi_bo": "T", "chi_uy": "T"})
    people = list(one.members)
    chance.shuffle(people)
    mixed = replace(one, members=tuple(people))
    regulation = load_regulation(pack)
    assert judge(regulation, one).organisations == judge(regulation, mixed).organisations


@given(st.integers(1, 40), st.integers(0, 40), st.integers(0, 40))
def test_a_better_level_of_a_member_never_lowers_the_branch(people: int, fair: int, failed: int) -> None:
    failed, fair = min(failed, people), min(fair, people)
    marks = ("K" * failed + "H" * fair + "T" * people)[:people]
    before = verdict(told(TUY, marks)).highest
    better = "".join({"K": "H", "H": "T"}.get(mark, mark) for mark in marks)
    after = verdict(told(TUY, better)).highest
    assert before is not None
    assert after is not None
    assert not before.is_above(after)
    assert after in LEVELS
