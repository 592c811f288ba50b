"""A result replaced later: which may be, what stands then, what is told, what the chain of awards makes of it."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.regulations import load_regulation, regulation_ids
from meeting.awards import judge_awards
from meeting.decision import DecidedBy, Decision, DecisionKind
from meeting.judge import judge
from meeting.level import Level
from meeting.past import PastYear
from meeting.rerating import Rerating, replacement, rerated_level, rerating_sentence
from meeting.season import Season
from meeting.year_results import branch_level_now, levels_now, rerate_advice, result_of, why_not_rerate

from .branch import roll
from .branch import season as counted_season
from .test_before import member, season

TOP, GOOD, PLAIN, FAILED = Level
DAY = date(2025, 3, 1)
LAM, NEW = load_regulation("lam-dong-2023"), load_regulation("trung-uong-2025")


def rerating(number: int = 1, year: int = 2022, old: Level = TOP, new: Level = FAILED) -> Rerating:
    how = (DecisionKind.FINAL, DecidedBy.SUPERIOR, "QĐ 12-QĐ/ĐUK", DAY, "Bị kỷ luật vì vi phạm năm đó")
    return Rerating(number, "m1", year, old, new, *how, clause="mục 3.1, 3.2")


def branch(*reratings: Rerating) -> Season:
    past = tuple(PastYear("m1", year, TOP) for year in range(2019, 2023))
    base = season(date(2023, 12, 5), member(1), pack=LAM.id)
    final = Decision("m1", TOP, DecidedBy.SUPERIOR, "QĐ 1", DAY, kind=DecisionKind.FINAL)
    return replace(base, past_years=past, decisions=(final,), reratings=reratings)


def test_the_newest_decision_counts_and_a_proposal_does_not() -> None:
    proposed = replace(rerating(3, old=PLAIN, new=GOOD), kind=DecisionKind.PROPOSAL)
    records = (rerating(), rerating(2, old=FAILED, new=PLAIN), proposed)
    assert replacement(records, "m1", 2022) == records[1]
    assert rerated_level(records, "m1", 2022, TOP) is PLAIN
    assert rerated_level(records, "m1", 2021, TOP) is TOP
    assert rerated_level(records, "m2", 2022, None) is None


def test_what_stands_for_each_year() -> None:
    of = branch(rerating(), rerating(2, year=2023, new=PLAIN))
    assert [result_of(of, "m1", year) for year in (2023, 2022, 2021, 2018)] == [PLAIN, FAILED, TOP, None]
    assert levels_now(of, judge(LAM, of)) == {"m1": PLAIN}
    assert levels_now(replace(of, reratings=()), judge(LAM, of)) == {"m1": TOP}
    undecided = replace(of, reratings=(), decisions=())
    assert levels_now(undecided, judge(LAM, of)) == {"m1": None}
    verdict = judge(LAM, of)
    voted = replace(verdict, members=(replace(verdict.members[0], level=GOOD),))
    assert levels_now(undecided, voted) == {"m1": GOOD}
    proposed = Decision("m1", PLAIN, DecidedBy.MEETING, "biểu quyết 3/3", DAY)
    assert levels_now(replace(undecided, decisions=(proposed,)), voted) == {"m1": PLAIN}


def test_what_stands_for_the_branch_itself() -> None:
    """Voted at HTTNV; proposed lower by the meeting; decided by the superior; rated again since."""
    told = counted_season(NEW, roll(3), votes={"chi_bo": "TTT"})
    verdict = judge(NEW, told)
    assert branch_level_now(told, verdict) is GOOD
    proposed = Decision("chi_bo", PLAIN, DecidedBy.MEETING, "biểu quyết 3/3", DAY)
    final = Decision("chi_bo", TOP, DecidedBy.SUPERIOR, "QĐ 1", DAY, kind=DecisionKind.FINAL)
    assert branch_level_now(replace(told, decisions=(proposed,)), verdict) is PLAIN
    decided = replace(told, decisions=(proposed, final))
    assert branch_level_now(decided, verdict) is TOP
    again = replace(rerating(year=told.year), subject="chi_bo")
    assert branch_level_now(replace(decided, reratings=(again,)), verdict) is FAILED


@pytest.mark.parametrize(
    ("year", "new", "why"),
    [
        (2022, FAILED, None),
        (2023, FAILED, None),
        (2022, TOP, "đang là mức này"),
        (2018, FAILED, "chưa ghi mức năm 2018"),
        (2024, FAILED, "2023 trở về trước"),
    ],
)
def test_only_a_result_that_is_there_gets_another_level(year: int, new: Level, why: str | None) -> None:
    refusal = why_not_rerate(branch(), "m1", year, new)
    if why is None:
        assert refusal is None
    else:
        assert refusal is not None
        assert why in refusal.sentence
        assert refusal.clause == "", "no regulation speaks of what this book holds"


def test_before_the_decision_from_above_there_is_only_a_proposal() -> None:
    refusal = why_not_rerate(replace(branch(), decisions=()), "m1", 2023, FAILED)
    assert refusal is not None
    assert refusal.sentence.startswith("Kết quả năm nay chưa có quyết định của cấp trên nên chưa có gì")
    assert refusal.clause == ""


def test_a_year_that_was_rated_again_breaks_the_chain_of_awards() -> None:
    levels = {"m1": TOP}
    assert judge_awards(LAM, branch(), levels, 0).candidates == ("m1",)
    [chain] = judge_awards(LAM, branch(rerating(year=2021)), levels, 0).chains
    assert (chain.straight, chain.eligible) == (2, False)


def test_the_sentence_says_both_levels_paper_reason_and_clause() -> None:
    told = rerating_sentence(rerating(), LAM.member_names)
    assert told == (
        "Xếp loại lại năm 2022: hủy kết quả Hoàn thành xuất sắc nhiệm vụ, mức mới Không hoàn thành nhiệm vụ "
        "(cấp trên; QĐ 12-QĐ/ĐUK, ngày 01/03/2025). Lý do: Bị kỷ luật vì vi phạm năm đó (mục 3.1, 3.2)."
    )
    proposed = replace(rerating(), kind=DecisionKind.PROPOSAL, clause="")
    told = rerating_sentence(proposed, LAM.member_names)
    assert told.startswith("Đề nghị xếp loại lại năm 2022: từ Hoàn thành xuất sắc")
    assert told.endswith("vi phạm năm đó.")
    ended = replace(proposed, reason="Không thực hiện Nghị quyết Đại hội X.")
    assert rerating_sentence(ended, LAM.member_names).endswith("Đại hội X."), "one full stop, and the X stays"


def test_the_old_year_in_2023_and_the_current_period_in_2025() -> None:
    told, clause = rerate_advice(LAM, branch(), 2022)
    assert "kết quả mới của thời điểm xảy ra" in told
    assert clause == "mục 3.1, 3.2"
    of = replace(branch(), year=2025)
    told, clause = rerate_advice(NEW, of, 2024)
    assert "tính vào kỳ xếp loại này (Điều 11.4.3.a)" in told
    assert clause == "QĐ 366-QĐ/TW, Điều 15.3"
    assert "Mẫu 03" in rerate_advice(NEW, of, 2025)[0]


@pytest.mark.parametrize("pack", regulation_ids())
def test_a_pack_without_a_source_gives_no_clause(pack: str) -> None:
    regulation = load_regulation(pack)
    told, clause = rerate_advice(regulation, branch(), 2023)
    silent = pack in {"bac-giang-2024", "ha-tinh-2024"}
    assert (clause == "") is silent
    assert ("không nêu" in told) is silent
    assert regulation.rerate is None or not regulation.rerate.source.own
