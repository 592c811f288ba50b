"""The level that stands for each year: decided this year, entered for an earlier one, or re-rated since."""

from dataclasses import replace

from meeting.agenda import Refusal
from meeting.decision import DecisionKind, decision_on, standing_level
from meeting.level import Level
from meeting.past import PastYear
from meeting.regulation import Regulation
from meeting.rerating import rerated_level
from meeting.season import Season
from meeting.verdict import Verdict


def levels_now(season: Season, verdict: Verdict) -> dict[str, Level | None]:
    """This year's level of every member: re-rated, else the superior's, else what the branch proposes."""
    found: dict[str, Level | None] = {}
    for one in verdict.members:
        level = standing_level(season.decisions, one.member, one.level)
        found[one.member] = rerated_level(season.reratings, one.member, season.year, level)
    return found


def branch_level_now(season: Season, verdict: Verdict) -> Level | None:
    """The same of the branch itself."""
    voted = next((one.level for one in verdict.units if one.subject == "chi_bo"), None)
    level = standing_level(season.decisions, "chi_bo", voted)
    return rerated_level(season.reratings, "chi_bo", season.year, level)


def past_of(season: Season, member: str) -> dict[int, PastYear]:
    """The earlier years of a member by year, each with the level that stands."""
    return {
        one.year: replace(one, level=rerated_level(season.reratings, member, one.year, one.level))
        for one in season.past_years
        if one.member == member
    }


def result_of(season: Season, subject: str, year: int) -> Level | None:
    """The result that a re-rating would replace; None where the year has none yet.

    Of this year that is the superior's decision alone: before it there is only a proposal.
    """
    if year == season.year:
        final = decision_on(season.decisions, subject, DecisionKind.FINAL)
        return rerated_level(season.reratings, subject, year, final.level if final else None)
    past = past_of(season, subject).get(year)
    return past.level if past else None


def why_not_rerate(season: Season, subject: str, year: int, new: Level) -> Refusal | None:
    """Why this year's or an earlier result cannot be replaced with `new`, or None."""
    stands = result_of(season, subject, year)
    if year > season.year:
        return Refusal(f"Sổ này chỉ ghi xếp loại lại của năm {season.year} trở về trước.", "")
    if stands is None and year == season.year:
        return Refusal("Kết quả năm nay chưa có quyết định của cấp trên nên chưa có gì để xếp loại lại.", "")
    if stands is None:
        return Refusal(f"Sổ chưa ghi mức năm {year}; đồng chí nhập ở trang “Các năm, khen thưởng” trước.", "")
    if stands is new:
        return Refusal(f"Năm {year} đang là mức này; xếp loại lại phải cho một mức khác.", "")
    return None


def rerate_advice(regulation: Regulation, season: Season, year: int) -> tuple[str, str]:
    """(sentence, clause) of what the regulation says on re-rating that year; the clause "" if nothing."""
    rule = regulation.rerate
    if rule is None:
        return f"{regulation.short} không nêu việc xếp loại lại; ghi theo văn bản của cấp trên.", ""
    told = rule.earlier if year < season.year and rule.earlier else rule.sentence
    return f"{told} ({rule.source.cite}).", rule.source.cite
