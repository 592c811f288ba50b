"""What people decided where the votes and the rules leave a question; the program itself never decides.

A level that no vote gave, a tie, a level outside the conditions, a place over the cap: the meeting or the
superior decides, and the record names the vote or the paper that did. The level that the votes gave stays.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from meeting.level import Level


class DecidedBy(StrEnum):
    """Who decided."""

    MEETING = "hội nghị"
    SUPERIOR = "cấp trên"


class DecisionKind(StrEnum):
    """What was decided: the level that the branch proposes, or the superior's final level."""

    PROPOSAL = "proposal"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on a member or collective; `paper` is the paper's number or the vote that made it.

    A proposal without a level leaves the question open on purpose: it is reported as it stands.
    """

    subject: str
    level: Level | None
    by: DecidedBy
    paper: str
    day: date
    reason: str = ""
    kind: DecisionKind = DecisionKind.PROPOSAL


def decision_on(
    decisions: Iterable[Decision], subject: str, kind: DecisionKind = DecisionKind.PROPOSAL
) -> Decision | None:
    """The decision of this kind on this subject, if one is recorded."""
    return next((one for one in decisions if one.subject == subject and one.kind is kind), None)


def proposed_level(decisions: Iterable[Decision], subject: str, voted: Level | None) -> Level | None:
    """What the branch proposes: the level decided on where there is a decision, else the level voted."""
    found = decision_on(decisions, subject)
    return voted if found is None else found.level


def standing_level(decisions: Iterable[Decision], subject: str, voted: Level | None) -> Level | None:
    """The level that stands: the superior's, else the one proposed, else the one voted."""
    known = tuple(decisions)
    final = decision_on(known, subject, DecisionKind.FINAL)
    return proposed_level(known, subject, voted) if final is None else final.level


def decision_sentence(decision: Decision, names: Mapping[Level, str], proposed: Level | None) -> str:
    """The decision in one sentence; a final one says where it differs from what was `proposed`."""
    who = decision.by[:1].upper() + decision.by[1:]
    source = f"({decision.paper}, ngày {decision.day:%d/%m/%Y})"
    reason = f": {decision.reason.rstrip('.')}" if decision.reason else ""
    if decision.kind is DecisionKind.PROPOSAL:
        what = "để nguyên kết quả, báo cáo cấp trên" if decision.level is None else names[decision.level]
        return f"{who} quyết định đề nghị: {what} {source}{reason}."
    differs = "" if decision.level is proposed else f", khác mức đề nghị ({_named(names, proposed)})"
    return f"{who} quyết định mức: {_named(names, decision.level)}{differs} {source}{reason}."


def finals_summary(decisions: Iterable[Decision], proposed: Iterable[tuple[str, str, Level | None]]) -> str:
    """What the level above decided beside what the branch proposes: by subject, name, level; "" before it."""
    finals = {one.subject: one for one in decisions if one.kind is DecisionKind.FINAL}
    told = [(name, level, finals[who].level) for who, name, level in proposed if who in finals]
    if not told:
        return ""
    papers = sorted({(one.day, one.paper) for one in finals.values()})
    source = "; ".join(f"{paper}, ngày {day:%d/%m/%Y}" for day, paper in papers)
    other = [f"{name} ({_code(was)} → {_code(now)})" for name, was, now in told if was is not now]
    same = f"{len(told) - len(other)}/{len(told)} như đề nghị"
    differs = f"; khác đề nghị: {', '.join(other)}" if other else ""
    return f"Mức chính thức theo quyết định của cấp trên ({source}): {same}{differs}."


def _code(level: Level | None) -> str:
    return "chưa có mức" if level is None else level.value


def _named(names: Mapping[Level, str], level: Level | None) -> str:
    return "chưa có mức" if level is None else names[level]
