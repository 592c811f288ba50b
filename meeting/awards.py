"""Who may be proposed for the award for several years at the top level in a row; people choose.

The rule and its quota are the pack's (CV Bắc Giang 2024, mục 2.1: one member, two from 100 on, a pause of
five years). Only who is at the top level this year comes into question (HD 21; KH Lâm Đồng 2023, mục III).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from meeting.level import Level
from meeting.past import BRANCH, PastYear
from meeting.regulation import AwardRule, Regulation
from meeting.season import Season
from meeting.year_results import past_of

TOP = Level.HTXSNV


@dataclass(frozen=True, slots=True)
class Chain:
    """One member's years up to this one: the years at the top in a row, and years that nobody entered.

    commended: how many of the earlier years in the chain brought a giấy khen of the base committee.
    free_from: the first year in which a new award is possible, 0 where none was given before.
    """

    member: str
    straight: int
    unknown: tuple[int, ...]
    commended: int
    free_from: int
    eligible: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class AwardVerdict:
    """Who may be proposed: quota 0 where none is set; `chains` of everyone at the top level this year.

    branch: the years of the branch itself, None where it is not at the top this year or no rule is about it.
    """

    rule: AwardRule | None
    quota: int
    chains: tuple[Chain, ...]
    sentence: str
    branch: Chain | None = None
    branch_sentence: str = ""

    @property
    def candidates(self) -> tuple[str, ...]:
        """The members who fulfil the rule."""
        return tuple(chain.member for chain in self.chains if chain.eligible)


def judge_awards(
    regulation: Regulation, season: Season, levels: Mapping[str, Level | None], base_members: int
) -> AwardVerdict:
    """The verdict with this year's levels, the branch's under "chi_bo"; `base_members`: 0 if not known."""
    rule = regulation.award
    if rule is None:
        words = f"{regulation.short} không nêu khen thưởng nhiều năm liền; đồng chí hỏi cấp ủy cấp trên."
        return AwardVerdict(None, 0, (), words)
    top = [member.id for member in season.members if levels.get(member.id) is TOP]
    chains = tuple(_chain(rule, season, member) for member in top)
    quota = _quota(rule, base_members)
    branch = None
    if rule.branch is not None and levels.get(BRANCH) is TOP:
        branch = _chain(replace(rule, commended=False), season, BRANCH)
    told = _sentence(rule, quota, base_members, chains)
    return AwardVerdict(rule, quota, chains, told, branch, _of_branch(regulation.short, rule, branch))


def _of_branch(short: str, rule: AwardRule, chain: Chain | None) -> str:
    if rule.branch is None:
        return f"{short} không nêu khen thưởng nhiều năm liền cho chi bộ."
    said = "năm nay chi bộ chưa có mức cao nhất." if chain is None else chain.sentence
    most = f" Chỉ tiêu: mỗi cơ sở {rule.branch.most} chi bộ." if rule.branch.most else ""
    return f"Chi bộ: {said[:1].lower()}{said[1:]} ({rule.branch.source.cite}).{most}".replace(". (", " (")


def _quota(rule: AwardRule, base_members: int) -> int:
    return rule.many if rule.many_from and base_members >= rule.many_from else rule.few


def _chain(rule: AwardRule, season: Season, member: str) -> Chain:
    past = past_of(season, member)
    needed = range(season.year - 1, season.year - rule.years, -1)
    straight = 1
    for year in needed:
        if year not in past or past[year].level is not TOP:
            break
        straight += 1
    unknown = tuple(sorted(year for year in needed if year not in past))
    commended = sum(year in past and past[year].commended for year in needed)
    free_from = _free_from(rule, past)
    broken = any(year in past and past[year].level is not TOP for year in needed)
    eligible = straight >= rule.years and season.year >= free_from
    words = _words(rule, straight, () if broken else unknown, season.year, free_from)
    if eligible and rule.commended:
        words += f" Giấy khen của cấp ủy cơ sở: {commended}/{rule.years - 1} năm trước."
    return Chain(member, straight, unknown, commended, free_from, eligible, words)


def _free_from(rule: AwardRule, past: Mapping[int, PastYear]) -> int:
    awarded = [year for year, one in past.items() if one.awarded]
    return max(awarded) + rule.pause if awarded and rule.pause else 0


def _words(rule: AwardRule, straight: int, unknown: tuple[int, ...], year: int, free_from: int) -> str:
    if straight >= rule.years and year < free_from:
        last = free_from - rule.pause
        return f"Đủ {rule.years} năm liền nhưng đã được khen năm {last}: đề nghị lại từ năm {free_from}."
    if straight >= rule.years:
        return f"Đủ {rule.years} năm liền xếp mức cao nhất ({year - rule.years + 1}–{year})."
    if unknown:
        return f"Chưa nhập mức của năm {', '.join(map(str, unknown))} nên chưa xét được."
    return f"{straight}/{rule.years} năm liền xếp mức cao nhất."


def _sentence(rule: AwardRule, quota: int, base_members: int, chains: tuple[Chain, ...]) -> str:
    count = sum(chain.eligible for chain in chains)
    told = f"{count} đồng chí đủ điều kiện {rule.years} năm liền ({rule.source.cite})."
    if not quota:
        return told
    base = f"cơ sở có {base_members} đảng viên" if base_members else "chưa khai số đảng viên của cơ sở"
    told += f" Chỉ tiêu: {quota} đảng viên ({base})."
    return told + (" Nhiều hơn chỉ tiêu: chi bộ và cấp ủy chọn." if count > quota else "")
