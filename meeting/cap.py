"""The cap on the top level and its division among leaders, with the arithmetic in words."""

from meeting.level import Level
from meeting.points import points_text
from meeting.ratio import Ratio
from meeting.regulation import Cap, Regulation, Source, SubQuota
from meeting.season import Season, Status
from meeting.verdict import CapVerdict, SubQuotaVerdict

Levels = dict[str, Level | None]


def allowed_places(cap: Cap, rate: Ratio, good: int, members: int) -> int:
    """Places at the top level for `good` members at HTTNV in a branch of `members` on the roll."""
    places = rate.floor_of(good)
    if good < cap.few_good or members < cap.few_members:
        return max(places, cap.few_allowed)
    return places


def rate_in_force(regulation: Regulation, season: Season) -> tuple[Ratio, Source]:
    """The usual rate, or the higher one where a superior's paper grants it."""
    cap = regulation.cap
    if cap.special_rate and cap.special_source and season.unit.cap_document:
        return cap.special_rate, cap.special_source
    return cap.rate, cap.source


def judge_cap(regulation: Regulation, season: Season, levels: Levels) -> CapVerdict:
    """Judge the cap on the levels that the votes gave."""
    rate, source = rate_in_force(regulation, season)
    good = sum(1 for level in levels.values() if level is Level.HTTNV)
    excellent = sum(1 for level in levels.values() if level is Level.HTXSNV)
    on_roll = sum(1 for m in season.members if m.status is not Status.TEMPORARY_HERE)
    allowed = allowed_places(regulation.cap, rate, good, on_roll)
    quotas = tuple(
        _quota(rule, season, levels, allowed)
        for rule in regulation.subquotas
        if season.unit.sector in rule.sectors
    )
    sentence = _sentence(regulation, season, rate, source, good, excellent, allowed)
    return CapVerdict(rate, good, excellent, allowed, quotas, sentence, source.clause)


def _quota(rule: SubQuota, season: Season, levels: Levels, allowed: int) -> SubQuotaVerdict:
    holders = tuple(
        m.id for m in season.members if m.leader in rule.leaders and levels.get(m.id) is Level.HTXSNV
    )
    places = rule.part.floor_of(allowed)
    sentence = (
        f"{rule.name}: {len(holders)} đồng chí; không quá {rule.part} của {allowed} chỉ tiêu, "
        f"tức {places} ({rule.source.cite})."
    )
    return SubQuotaVerdict(rule.name, rule.part, len(holders), places, holders, sentence)


def _sentence(
    regulation: Regulation,
    season: Season,
    rate: Ratio,
    source: Source,
    good: int,
    excellent: int,
    allowed: int,
) -> str:
    top, fair = regulation.member_names[Level.HTXSNV], regulation.member_names[Level.HTTNV]
    paper = f", theo {season.unit.cap_document}" if source is regulation.cap.special_source else ""
    few = regulation.cap.few_source
    relief = ""
    if few is not None and allowed > rate.floor_of(good):
        relief = f"; số lượng ít, được chọn {allowed} ({few.cite})"
    return (
        f"{top}: {excellent} đồng chí; {fair}: {good} đồng chí. "
        f"{rate} của {good} là {_exact(rate, good)}{relief}, "
        f"được {allowed} ({source.cite}{paper})."
    )


def _exact(rate: Ratio, whole: int) -> str:
    """The product with two decimals at the most, by whole numbers: 20% of 13 is "2,6"."""
    hundredths = rate.numerator * whole * 100 // rate.denominator
    return points_text(hundredths)
