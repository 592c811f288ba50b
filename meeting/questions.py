"""Which results ask for a decision of the meeting or the superior, and the cap after those recorded."""

from meeting.cap import Levels, judge_cap
from meeting.decision import decision_on, proposed_level
from meeting.regulation import Regulation
from meeting.season import Season
from meeting.verdict import CapVerdict, MemberVerdict, Verdict

ASKING = frozenset({"no-majority", "tie", "undefined-level", "conflict"})
"""Flags that only a decision on this member settles; places over the cap are settled by any who go."""


def proposed_levels(season: Season, verdict: Verdict) -> Levels:
    """The level that the branch proposes for every member: voted, or decided where a decision is recorded."""
    return {v.member: proposed_level(season.decisions, v.member, v.level) for v in verdict.members}


def proposed_cap(regulation: Regulation, season: Season, verdict: Verdict) -> CapVerdict:
    """The cap as it stands after the decisions that are recorded."""
    return judge_cap(regulation, season, proposed_levels(season, verdict))


def asked(regulation: Regulation, season: Season, verdict: Verdict) -> tuple[str, ...]:
    """The members, in roll order, and the collectives that still need a decision."""
    cap = proposed_cap(regulation, season, verdict)
    crowded = {member for quota in cap.subquotas if not quota.ok for member in quota.holders}
    members = [v.member for v in verdict.rated if _asks(season, v, cap, crowded)]
    units = [
        unit.subject
        for unit in verdict.units
        if unit.tally is not None and unit.level is None and not decision_on(season.decisions, unit.subject)
    ]
    return (*members, *units)


def _asks(season: Season, verdict: MemberVerdict, cap: CapVerdict, crowded: set[str]) -> bool:
    if verdict.tally is None or decision_on(season.decisions, verdict.member):
        return False
    over = "over-cap" in verdict.flags and not cap.ok
    return over or verdict.member in crowded or bool(ASKING & set(verdict.flags))
