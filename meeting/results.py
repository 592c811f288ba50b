"""The results document: what `results.json`, the papers' data and every check read."""

from collections.abc import Iterable, Mapping

from meeting.amendment import Amendment
from meeting.ballot import Question, Tally
from meeting.decision import Decision
from meeting.level import LEVELS, Level
from meeting.season import Ballot, Season
from meeting.verdict import Condition, MemberVerdict, OrganisationVerdict, Outcome, Verdict

Json = dict[str, object]


def results_document(season: Season, verdict: Verdict, documents: Iterable[Mapping[str, str]] = ()) -> Json:
    """The results of a season as plain JSON values: strings, whole numbers, lists, objects; no floats."""
    ballot, cap = season.main_ballot, verdict.cap
    names = {member.id: member.name for member in season.members}
    return {
        "format": 1,
        "book": season.book,
        "rehearsal": season.rehearsal,
        "regulation": season.regulation,
        "year": season.year,
        "meeting_day": season.meeting_day.isoformat(),
        "unit_name": season.unit.name,
        "agenda": [session.id for session in season.sessions],
        "voters": {
            "official": verdict.voters.official,
            "base": verdict.voters.base,
            "present": verdict.voters.present,
            "sentence": verdict.voters.sentence,
        },
        "ballots": {
            "issued": ballot.issued,
            "collected": ballot.collected,
            "valid": ballot.valid,
            "invalid": ballot.invalid,
        },
        **_further_rounds(season),
        "members": {v.member: _member(names[v.member], v) for v in verdict.members},
        "cap": {
            "rate": [cap.rate.numerator, cap.rate.denominator],
            "good": cap.good,
            "excellent": cap.excellent,
            "allowed": cap.allowed,
            "ok": cap.ok,
            "sentence": cap.sentence,
            "subquotas": [
                {"held": q.held, "allowed": q.allowed, "sentence": q.sentence} for q in cap.subquotas
            ],
        },
        "unit": {u.subject: _name(u.level) for u in verdict.units},
        "organisation": {one.subject: _organisation(one) for one in verdict.organisations},
        "unit_votes": {u.subject: votes_of(u.tally) for u in verdict.units if u.tally},
        "notes": list(verdict.notes),
        "overrides": [_override(one) for one in season.overrides],
        "decisions": decisions_told(season.decisions),
        "documents": [dict(document) for document in documents],
    }


def _organisation(one: OrganisationVerdict) -> Json:
    return {
        "highest": _name(one.highest),
        "settled": one.settled,
        "sentence": one.sentence,
        "warning": one.warning,
        "levels": {
            level.value: {outcome.value: one.count(level, outcome) for outcome in Outcome} for level in LEVELS
        },
        "conditions": [_condition(condition) for condition in one.conditions],
    }


def _condition(one: Condition) -> Json:
    return {
        "level": one.level.value,
        "outcome": one.outcome.value,
        "binding": one.binding,
        "have": one.have,
        "whole": one.whole,
        "needed": one.needed,
        "sentence": one.sentence,
        "clause": one.clause,
    }


def _further_rounds(season: Season) -> Json:
    """The rounds after the first, where there were any; of each subject the newest count is the result."""
    further = [one for one in season.counted_ballots if one.subjects]
    return {"rounds": [_round(one) for one in further]} if further else {}


def _round(one: Ballot) -> Json:
    return {
        "round": one.round,
        "session": one.session,
        "subjects": list(one.subjects),
        "reason": one.reason,
        **({"question": one.question.value} if one.question is not Question.LEVELS else {}),
        "issued": one.issued,
        "collected": one.collected,
        "valid": one.valid,
        "invalid": one.invalid,
        "votes": {tally.subject: votes_of(tally) for tally in one.tallies},
    }


def votes_of(tally: Tally) -> dict[str, int]:
    """One count as an object: the four levels and the blanks; the noes where there are any."""
    noes = {"against": tally.against} if tally.against else {}
    return {**{level.value: tally.votes(level) for level in LEVELS}, "blank": tally.blank, **noes}


def decisions_told(decisions: Iterable[Decision]) -> list[Json]:
    """Decisions as plain JSON values."""
    return [_decision(one) for one in decisions]


def _override(one: Amendment) -> Json:
    return {"key": one.key, "value": one.value, "paper": one.paper, "day": one.day.isoformat()}


def _decision(one: Decision) -> Json:
    return {
        "subject": one.subject,
        "kind": one.kind.value,
        "level": _name(one.level),
        "by": one.by.value,
        "paper": one.paper,
        "day": one.day.isoformat(),
        "reason": one.reason,
    }


def _name(level: Level | None) -> str | None:
    return None if level is None else level.value


def _member(name: str, verdict: MemberVerdict) -> Json:
    document: Json = {
        "name": name,
        "standing": verdict.standing.standing.value,
        "base": verdict.base,
        "needed": {level.value: verdict.needed[level.rank] for level in LEVELS},
        "level": _name(verdict.level),
        "facts_level": _name(verdict.facts_level),
        "ceilings": [
            {"level": _name(c.level), "reason": c.reason, "binding": c.binding, "clause": c.clause}
            for c in verdict.ceilings
        ],
        "reasons": [c.sentence for c in verdict.ceilings],
        "flags": list(verdict.flags),
        "sentence": verdict.sentence,
    }
    if verdict.tally is not None:
        document["votes"] = votes_of(verdict.tally)
    return document
