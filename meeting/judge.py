"""All verdicts on a season at once."""

from dataclasses import replace

from meeting.ballot import Tally
from meeting.cap import judge_cap
from meeting.ceilings import ceilings, facts_level
from meeting.facts import discipline_rule
from meeting.level import Level
from meeting.organisation import organisations
from meeting.regulation import Regulation, Standing
from meeting.season import Member, Professional, Season
from meeting.standing import standing
from meeting.verdict import (
    CapVerdict,
    MemberVerdict,
    UnitVerdict,
    Verdict,
    Voters,
)
from meeting.vote import Needed, by_default, explain, needed, passed, tied
from meeting.voters import voters

COLLECTIVES = ("chi_bo", "chi_uy")


def judge(regulation: Regulation, season: Season) -> Verdict:
    """Judge the whole season; before the count there are no levels yet, only standings and ceilings."""
    who = voters(regulation, season)
    need = needed(regulation, season.unit.form, who.base)
    tallies = {tally.subject: tally for tally in season.ballot.tallies}
    first = [_member(regulation, season, m, who, need, tallies.get(m.id)) for m in season.members]
    cap = judge_cap(regulation, season, {v.member: v.level for v in first})
    members = tuple(_with_cap_flags(v, cap) for v in first)
    notes = ("threshold-by-default",) if by_default(regulation, season.unit.form) else ()
    units = tuple(_unit(regulation, season, subject, who, need) for subject in COLLECTIVES)
    verdict = Verdict(who, members, units, cap, notes)
    return replace(verdict, organisations=organisations(regulation, season, verdict))


def _member(
    regulation: Regulation, season: Season, member: Member, who: Voters, need: Needed, count: Tally | None
) -> MemberVerdict:
    stands = standing(regulation, season, member)
    found = ceilings(regulation, season, member)
    facts = facts_level(found)
    tally = count if stands.standing is Standing.RATED else None
    level = passed(tally, need) if tally else None
    sentence = explain(regulation, season.unit.form, tally, level, who.base) if tally else stands.sentence
    verdict = MemberVerdict(member.id, stands, found, facts, who.base, need, tally, level, (), sentence)
    return replace(verdict, flags=_flags(regulation, season, member, verdict))


def _flags(regulation: Regulation, season: Season, member: Member, verdict: MemberVerdict) -> tuple[str, ...]:
    rule = discipline_rule(regulation, member)
    flags = {rule.flag} if rule is not None and rule.flag else set[str]()
    if verdict.rated:
        flags |= _vote_flags(verdict)
        if verdict.facts_level is None:
            flags.add("undefined-level")
        if member.professional is Professional.UNKNOWN:
            flags.add("professional-missing")
        if _waits_for_unit(regulation, season, member, verdict):
            flags.add("head-waits-for-unit")
    return tuple(sorted(flags))


def _vote_flags(verdict: MemberVerdict) -> set[str]:
    if verdict.tally is None:
        return set()
    if verdict.level is None:
        return {"no-majority", "tie"} if tied(verdict.tally) else {"no-majority"}
    facts = verdict.facts_level
    return {"conflict"} if facts is not None and verdict.level.is_above(facts) else set()


def _waits_for_unit(regulation: Regulation, season: Season, member: Member, verdict: MemberVerdict) -> bool:
    if regulation.head is None or not member.head or member.head_newly_arrived:
        return False
    above = verdict.level is not None and verdict.level.is_above(Level.HTNV)
    return above and season.unit.unit_level is None


def _with_cap_flags(verdict: MemberVerdict, cap: CapVerdict) -> MemberVerdict:
    flags = set(verdict.flags)
    if verdict.level is Level.HTXSNV and not cap.ok:
        flags.add("over-cap")
    if any(verdict.member in quota.holders and not quota.ok for quota in cap.subquotas):
        flags.add("sub-quota")
    return replace(verdict, flags=tuple(sorted(flags)))


def _unit(regulation: Regulation, season: Season, subject: str, who: Voters, need: Needed) -> UnitVerdict:
    tally = season.ballot.tally(subject)
    level = passed(tally, need) if tally else None
    form = season.unit.form
    sentence = explain(regulation, form, tally, level, who.base, collective=True) if tally else ""
    return UnitVerdict(subject, need, tally, level, sentence)
