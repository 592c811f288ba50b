"""Awards for years in a row, with pauses and quotas; who is left after the meeting: worked examples."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.regulations import load_regulation
from meeting.awards import judge_awards
from meeting.decision import DecidedBy, Decision, DecisionKind
from meeting.describe import describe
from meeting.judge import judge
from meeting.level import Level
from meeting.past import BRANCH, PastYear
from meeting.regulation import Regulation
from meeting.remedy import Remedy, RemedyState
from meeting.season import Member, Season, SessionKind, SessionState
from meeting.season import Session as Meeting
from meeting.unrated import left_over
from meeting.year_results import branch_level_now

from .branch import roll
from .branch import season as counted_season
from .test_before import member, season

TOP, GOOD = Level.HTXSNV, Level.HTTNV
BAC, LAM = load_regulation("bac-giang-2024"), load_regulation("lam-dong-2023")


def branch(*past: PastYear, people: int = 1) -> Season:
    members = tuple(member(number) for number in range(1, people + 1))
    return replace(season(date(2024, 12, 5), *members, pack=BAC.id), past_years=past)


def years(*levels: Level | None, who: str = "m1", **facts: bool) -> tuple[PastYear, ...]:
    """2023, 2022 … with these levels."""
    return tuple(PastYear(who, 2023 - n, level, **facts) for n, level in enumerate(levels))


def test_five_years_in_a_row_with_this_one() -> None:
    verdict = judge_awards(BAC, branch(*years(TOP, TOP, TOP, TOP)), {"m1": TOP}, 0)
    assert verdict.candidates == ("m1",)
    assert verdict.chains[0].sentence.startswith("Đủ 5 năm liền xếp mức cao nhất (2020–2024).")
    assert verdict.rule == BAC.award
    assert verdict.sentence == (
        "1 đồng chí đủ điều kiện 5 năm liền (mục 2.1). "
        "Chỉ tiêu: 1 đảng viên (chưa khai số đảng viên của cơ sở)."
    )


@pytest.mark.parametrize(
    ("past", "now", "straight", "eligible"),
    [
        ((TOP, TOP, TOP, TOP), TOP, 5, True),
        ((TOP, TOP, TOP, TOP, TOP), TOP, 5, True),
        ((TOP, TOP, TOP, GOOD), TOP, 4, False),
        ((GOOD, TOP, TOP, TOP), TOP, 1, False),
        ((None, TOP, TOP, TOP), TOP, 1, False),
        ((TOP, TOP, TOP), TOP, 4, False),
    ],
)
def test_the_chain_is_counted_back(
    past: tuple[Level | None, ...], now: Level, straight: int, eligible: bool
) -> None:
    [chain] = judge_awards(BAC, branch(*years(*past)), {"m1": now}, 0).chains
    assert (chain.straight, chain.eligible) == (straight, eligible)


def test_a_year_that_nobody_entered_is_asked_for_only_where_it_matters() -> None:
    [chain] = judge_awards(BAC, branch(*years(TOP, TOP, TOP)), {"m1": TOP}, 0).chains
    assert chain.unknown == (2020,)
    assert chain.sentence == "Chưa nhập mức của năm 2020 nên chưa xét được."
    gap = [one for one in years(*[TOP] * 4) if one.year != 2022]
    [chain] = judge_awards(BAC, branch(*gap), {"m1": TOP}, 0).chains
    assert chain.sentence == "Chưa nhập mức của năm 2022 nên chưa xét được."
    [chain] = judge_awards(BAC, branch(*years(TOP, GOOD)), {"m1": TOP}, 0).chains
    assert chain.sentence == "2/5 năm liền xếp mức cao nhất."
    [chain] = judge_awards(BAC, branch(*years(TOP, TOP)), {"m1": TOP}, 0).chains
    assert chain.sentence == "Chưa nhập mức của năm 2020, 2021 nên chưa xét được."


def test_only_who_is_at_the_top_this_year_comes_into_question() -> None:
    assert judge_awards(BAC, branch(*years(TOP, TOP, TOP, TOP)), {"m1": GOOD}, 0).chains == ()
    assert judge_awards(BAC, branch(*years(TOP, TOP, TOP, TOP)), {"m1": None}, 0).chains == ()


@pytest.mark.parametrize(("awarded", "eligible"), [(2018, True), (2019, True), (2020, False), (2023, False)])
def test_five_years_must_pass_after_an_award(awarded: int, eligible: bool) -> None:
    past = [replace(one, awarded=one.year == awarded) for one in years(*[TOP] * 6)]
    verdict = judge_awards(BAC, branch(*past), {"m1": TOP}, 0)
    assert bool(verdict.candidates) is eligible
    without_pause = judge_awards(LAM, branch(*past), {"m1": TOP}, 0)
    assert without_pause.candidates == ("m1",)


@pytest.mark.parametrize(("base", "quota"), [(0, 1), (99, 1), (100, 2), (240, 2)])
def test_the_quota_follows_the_size_of_the_base_organisation(base: int, quota: int) -> None:
    past = (*years(*[TOP] * 4), *years(*[TOP] * 4, who="m2"), *years(*[TOP] * 4, who="m3"))
    verdict = judge_awards(BAC, branch(*past, people=3), dict.fromkeys(("m1", "m2", "m3"), TOP), base)
    assert verdict.quota == quota
    assert verdict.candidates == ("m1", "m2", "m3")
    counted = f"cơ sở có {base} đảng viên" if base else "chưa khai số đảng viên của cơ sở"
    assert verdict.sentence == (
        f"3 đồng chí đủ điều kiện 5 năm liền (mục 2.1). Chỉ tiêu: {quota} đảng viên ({counted}). "
        "Nhiều hơn chỉ tiêu: chi bộ và cấp ủy chọn."
    )


@pytest.mark.parametrize(
    ("awarded", "free_from", "said"),
    [
        (2018, 2023, "Đủ 5 năm liền xếp mức cao nhất (2020–2024)."),
        (2019, 2024, "Đủ 5 năm liền xếp mức cao nhất (2020–2024)."),
        (2020, 2025, "Đủ 5 năm liền nhưng đã được khen năm 2020: đề nghị lại từ năm 2025."),
        (None, 0, "Đủ 5 năm liền xếp mức cao nhất (2020–2024)."),
    ],
)
def test_a_pause_of_five_years_after_an_award(awarded: int | None, free_from: int, said: str) -> None:
    past = [replace(one, awarded=one.year == awarded) for one in years(*[TOP] * 6)]
    [chain] = judge_awards(BAC, branch(*past), {"m1": TOP}, 0).chains
    assert chain.free_from == free_from
    assert chain.sentence.startswith(said)


@pytest.mark.parametrize(
    ("pack", "past", "now", "awarded", "straight", "eligible", "said"),
    [
        (
            BAC,
            [TOP] * 4,
            TOP,
            0,
            5,
            True,
            "Chi bộ: đủ 5 năm liền xếp mức cao nhất (2020–2024) (mục 2.1). Chỉ tiêu: mỗi cơ sở 1 chi bộ.",
        ),
        (
            BAC,
            [TOP] * 4,
            TOP,
            2021,
            5,
            False,
            "Chi bộ: đủ 5 năm liền nhưng đã được khen năm 2021: đề nghị lại từ năm 2026 (mục 2.1).",
        ),
        (BAC, [TOP, TOP, GOOD, TOP], TOP, 0, 3, False, "Chi bộ: 3/5 năm liền xếp mức cao nhất (mục 2.1)."),
        (
            BAC,
            [TOP, TOP],
            TOP,
            0,
            3,
            False,
            "Chi bộ: chưa nhập mức của năm 2020, 2021 nên chưa xét được (mục 2.1).",
        ),
        (
            LAM,
            [TOP] * 4,
            TOP,
            2023,
            5,
            True,
            "Chi bộ: đủ 5 năm liền xếp mức cao nhất (2020–2024) (mục III.1).",
        ),
        (BAC, [TOP] * 4, GOOD, 0, 0, False, "Chi bộ: năm nay chi bộ chưa có mức cao nhất (mục 2.1)."),
    ],
)
def test_the_branch_itself_has_a_chain_of_its_own(
    pack: Regulation, past: list[Level], now: Level, awarded: int, straight: int, eligible: bool, said: str
) -> None:
    told = [replace(one, awarded=one.year == awarded) for one in years(*past, who=BRANCH)]
    verdict = judge_awards(pack, branch(*told, *years(*[TOP] * 4)), {"m1": TOP, BRANCH: now}, 0)
    found = verdict.branch
    assert (found.straight if found else 0, found is not None and found.eligible) == (straight, eligible)
    assert verdict.branch_sentence.startswith(said)
    assert "Giấy khen" not in verdict.branch_sentence
    assert verdict.candidates == ("m1",), "the members' chains are their own"


def test_the_level_of_the_branch_is_the_newest_word_on_it() -> None:
    of = counted_season(LAM, roll(3))
    verdict = replace(judge(LAM, of), units=())
    assert branch_level_now(of, verdict) is None
    final = Decision(BRANCH, TOP, DecidedBy.SUPERIOR, "QĐ 1", date(2023, 12, 20), kind=DecisionKind.FINAL)
    assert branch_level_now(replace(of, decisions=(final,)), verdict) is TOP


def test_a_rule_about_members_alone_says_nothing_of_the_branch() -> None:
    assert BAC.award is not None
    pack = replace(BAC, award=replace(BAC.award, branch=None))
    assert not any(rule.topic == "Khen thưởng chi bộ nhiều năm liền" for rule in describe(pack))
    assert any(rule.topic == "Khen thưởng chi bộ nhiều năm liền" for rule in describe(BAC))
    verdict = judge_awards(pack, branch(*years(*[TOP] * 4, who=BRANCH)), {BRANCH: TOP}, 0)
    assert verdict.branch is None
    assert verdict.branch_sentence == f"{BAC.short} không nêu khen thưởng nhiều năm liền cho chi bộ."


def test_without_a_quota_of_branches_none_is_told() -> None:
    past = years(*[TOP] * 4, who=BRANCH)
    told = judge_awards(LAM, branch(*past), {BRANCH: TOP}, 0).branch_sentence
    assert told == "Chi bộ: đủ 5 năm liền xếp mức cao nhất (2020–2024) (mục III.1)."


def test_the_newest_award_begins_the_pause_and_without_a_pause_none_does() -> None:
    past = [replace(one, awarded=one.year in {2018, 2020}) for one in years(*[TOP] * 6)]
    [chain] = judge_awards(BAC, branch(*past), {"m1": TOP}, 0).chains
    assert chain.free_from == 2025
    [chain] = judge_awards(LAM, branch(*past), {"m1": TOP}, 0).chains
    assert (chain.free_from, chain.eligible) == (0, True)


def test_a_short_chain_is_told_as_short_even_in_the_pause() -> None:
    past = [replace(one, awarded=one.year == 2022) for one in years(TOP, GOOD)]
    [chain] = judge_awards(BAC, branch(*past), {"m1": TOP}, 0).chains
    assert (chain.free_from, chain.sentence) == (2027, "2/5 năm liền xếp mức cao nhất.")


def test_without_a_quota_none_is_told_and_without_a_size_there_is_one_number() -> None:
    assert BAC.award is not None
    past = years(*[TOP] * 4)
    none = replace(BAC, award=replace(BAC.award, few=0, many=0, many_from=0))
    verdict = judge_awards(none, branch(*past), {"m1": TOP}, 240)
    assert (verdict.quota, verdict.sentence) == (0, "1 đồng chí đủ điều kiện 5 năm liền (mục 2.1).")
    always_one = replace(BAC, award=replace(BAC.award, many_from=0))
    assert judge_awards(always_one, branch(*past), {"m1": TOP}, 240).quota == 1


def test_a_regulation_without_the_award_says_so() -> None:
    verdict = judge_awards(load_regulation("quang-binh-2016"), branch(), {"m1": TOP}, 0)
    assert (verdict.rule, verdict.quota, verdict.chains) == (None, 0, ())
    assert "không nêu" in verdict.sentence


def test_giay_khen_of_the_years_before_are_counted() -> None:
    [chain] = judge_awards(BAC, branch(*years(*[TOP] * 4, commended=True)), {"m1": TOP}, 0).chains
    assert chain.commended == 4
    assert chain.sentence.endswith("Giấy khen của cấp ủy cơ sở: 4/4 năm trước.")
    some = (*years(TOP, TOP, TOP), replace(years(*[TOP] * 4)[3], commended=True))
    [chain] = judge_awards(BAC, branch(*some), {"m1": TOP}, 0).chains
    assert chain.commended == 1
    assert BAC.award is not None
    plain = replace(BAC, award=replace(BAC.award, commended=False))
    [chain] = judge_awards(plain, branch(*some), {"m1": TOP}, 0).chains
    assert chain.sentence == "Đủ 5 năm liền xếp mức cao nhất (2020–2024)."


def held(state: SessionState, *people: Member) -> Season:
    meeting = Meeting("chi_bo", SessionKind.CHI_BO, state=state)
    return replace(season(date(2025, 12, 5), *people), sessions=(meeting,))


def test_who_was_absent_is_left_over_once_the_meeting_is_closed() -> None:
    pack = load_regulation("trung-uong-2025")
    one = held(SessionState.OPEN, member(1))
    assert left_over(pack, one, judge(pack, one)) == ()
    assert left_over(pack, replace(one, sessions=()), judge(pack, one)) == ()
    one = held(SessionState.CLOSED, member(1))
    verdict = judge(pack, one)
    [left] = left_over(pack, one, verdict)
    assert left.member == "m1"
    assert left.why == verdict.member("m1").standing.sentence
    assert left.what == (
        "Kiểm điểm, xếp loại ở một hội nghị bổ sung sớm nhất; ghi biên bản riêng (QĐ 366-QĐ/TW, Điều 3.4)."
    )


def test_who_has_no_level_is_left_over_until_somebody_decides() -> None:
    """One vote for each of two levels carries neither; the meeting then settles it by another vote."""
    pack = load_regulation("trung-uong-2025")
    told = counted_season(pack, roll(2), votes={"m01": "XT", "m02": "TT"})
    sessions = tuple(replace(s, state=SessionState.CLOSED) for s in told.sessions)
    told = replace(told, sessions=sessions)
    verdict = judge(pack, told)
    [left] = left_over(pack, told, verdict)
    assert (left.member, left.why) == ("m01", verdict.member("m01").sentence)
    assert left.what == "Ghi quyết định của hội nghị hoặc của cấp trên ở trang Xếp loại."
    decided = Decision("m01", GOOD, DecidedBy.MEETING, "biểu quyết 2/2", date(2026, 12, 4))
    assert left_over(pack, replace(told, decisions=(decided,)), verdict) == ()


def test_an_item_is_late_after_its_day() -> None:
    item = Remedy(1, "m1", "Chậm", due=date(2026, 3, 31))
    assert not item.late(date(2026, 3, 31))
    assert item.late(date(2026, 4, 1))
    assert not replace(item, state=RemedyState.DONE).late(date(2026, 4, 1))
    assert not replace(item, due=None).late(date(2026, 4, 1))
