"""All verdicts on a season at once."""

from dataclasses import replace
from typing import NamedTuple

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


class Count(NamedTuple):
    """The newest count of one subject: base of the thresholds, votes needed, votes (None: not counted)."""

    base: int
    needed: Needed
    tally: Tally | None


def judge(regulation: Regulation, season: Season) -> Verdict:
    """Judge the whole season; before the count there are no levels yet, only standings and ceilings."""
    who = voters(regulation, season)
    counts = {m.id: _count(regulation, season, m.id, who) for m in season.members}
    first = [_member(regulation, season, m, counts[m.id]) for m in season.members]
    cap = judge_cap(regulation, season, {v.member: v.level for v in first})
    members = tuple(_with_cap_flags(v, cap) for v in first)
    notes = ("threshold-by-default",) if by_default(regulation, season.unit.form) else ()
    units = tuple(_unit(regulation, season, subject, who) for subject in COLLECTIVES)
    verdict = Verdict(who, members, units, cap, notes)
    return replace(verdict, organisations=organisations(regulation, season, verdict))


def _count(regulation: Regulation, season: Season, subject: str, first: Voters) -> Count:
    """The newest count of one subject with the base of the round it was made in."""
    ballot = season.ballot_of(subject)
    again = ballot is not None and bool(ballot.subjects)
    base = voters(regulation, season, ballot).base if again else first.base
    need = needed(regulation, season.unit.form, base)
    return Count(base, need, None if ballot is None else ballot.tally(subject))


def _member(regulation: Regulation, season: Season, member: Member, count: Count) -> MemberVerdict:
    stands = standing(regulation, season, member)
    found = ceilings(regulation, season, member)
    facts = facts_level(found)
    tally = count.tally if stands.standing is Standing.RATED else None
    level = passed(tally, count.needed) if tally else None
    sentence = explain(regulation, season.unit.form, tally, count.base) if tally else stands.sentence
    verdict = MemberVerdict(
        member.id, stands, found, facts, count.base, count.needed, tally, level, (), sentence
    )
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


def _unit(regulation: Regulation, season: Season, subject: str, who: Voters) -> UnitVerdict:
    base, need, tally = _count(regulation, season, subject, who)
    level = passed(tally, need) if tally else None
    form = season.unit.form
    sentence = explain(regulation, form, tally, base, collective=subject) if tally else ""
    other = None if base == who.base else base
    return UnitVerdict(subject, need, tally, level, sentence, other)
