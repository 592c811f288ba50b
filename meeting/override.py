"""A superior's papers over a regulation: each changes one value, and the value then carries the paper.

The central texts leave many numbers to the level above (QĐ 366-QĐ/TW, Điều 3.3, 18; HD 43-HD/BTCTW, 7.12).
What such a letter says is not the unit's own choice: it is shown with the number and date of the letter.
Places are always rounded down; no paper changes that.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from meeting.level import LEVELS, Level
from meeting.ratio import Ratio
from meeting.regulation import (
    Cap,
    Deadline,
    FailRule,
    HeadRule,
    MonthsRule,
    PointsFrame,
    Regulation,
    Source,
    SubQuota,
    Sure,
    TaskRule,
    Threshold,
)
from meeting.soundness import faults

Value = Ratio | int | bool | str | date
T = TypeVar("T")


class OverrideError(ValueError):
    """A change that cannot be made: the key and in Vietnamese the reason; `place` is where it would break."""

    def __init__(self, key: str, reason: str, place: str = "") -> None:
        super().__init__(f"{key}: {reason} ({place})." if place else f"{key}: {reason}.")
        self.key = key
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Override:
    """One value that a superior's paper sets: "cap.rate" becomes 25/100 by CV 12-CV/ĐU of 03/11/2026."""

    key: str
    value: Value
    paper: str
    day: date

    @property
    def named(self) -> str:
        """The paper as it is cited: number and date."""
        return f"{self.paper.strip()}, {self.day.day:02d}/{self.day.month:02d}/{self.day.year}"


Change = Callable[[Override], Regulation]
Changes = dict[str, Change]


def apply_overrides(regulation: Regulation, overrides: Iterable[Override]) -> Regulation:
    """The regulation as the papers leave it; of two papers on the same value the later one stands.

    OverrideError for a key that this regulation does not have, a value of the wrong kind, and a result
    that no regulation may be. Only the whole is looked at: on the way two papers may contradict each other.
    """
    key = ""
    for one in sorted(overrides, key=lambda o: o.day):
        regulation, key = _apply(regulation, one), one.key
    for place, reason in faults(regulation) if key else ():
        raise OverrideError(key, f"giá trị không dùng được: {reason}", place)
    return regulation


def override_keys(regulation: Regulation) -> tuple[str, ...]:
    """The keys that a paper may set in this regulation, in the order of the pack."""
    return tuple(_changes(regulation))


def _apply(regulation: Regulation, one: Override) -> Regulation:
    if not one.paper.strip():
        raise OverrideError(one.key, "cần ghi số văn bản của cấp trên")
    changes = _changes(regulation)
    if one.key not in changes:
        raise OverrideError(one.key, f"không thay được giá trị này; chỉ thay được: {', '.join(changes)}")
    return changes[one.key](one)


def _changes(regulation: Regulation) -> Changes:
    parts = (_people, _votes, _cap, _few, _subquotas, _facts, _points, _tasks, _head, _deadlines)
    return {key: change for part in parts for key, change in part(regulation).items()}


def _people(r: Regulation) -> Changes:
    leader = r.new_leader
    changes: Changes = {"new_member.months": lambda one: replace(r, new_member=_months(r.new_member, one))}
    if leader:
        changes["new_leader.months"] = lambda one: replace(r, new_leader=_months(leader, one))
    return changes


def _months(rule: MonthsRule, one: Override) -> MonthsRule:
    """The rule with another number of months, in its sentence too."""
    months = _count(one)
    sentence = re.sub(rf"\b0?{rule.months} tháng", f"{months} tháng", rule.sentence)
    return replace(rule, months=months, sentence=sentence, source=_amended(rule.source, one))


def _votes(r: Regulation) -> Changes:
    def threshold(level: Level) -> Change:
        return lambda one: replace(r, thresholds=tuple(_passing(rule, level, one) for rule in r.thresholds))

    def base(one: Override) -> Regulation:
        clause = f"{_text(one)}, theo {one.named}"
        return replace(r, base=Source(clause, one.paper.strip(), Sure.SUPERIOR))

    return {"base.clause": base, **{f"thresholds.{level}": threshold(level) for level in LEVELS}}


def _passing(rule: Threshold, level: Level, one: Override) -> Threshold:
    if rule.level is not level:
        return rule
    return replace(rule, part=_ratio(one), default=False, source=_paper(one))


def _cap(r: Regulation) -> Changes:
    def rate(one: Override) -> Regulation:
        cap = replace(r.cap, rate=_ratio(one), source=_paper(one), scope_source=r.cap.scope_from)
        return replace(r, cap=cap)

    def special(one: Override) -> Regulation:
        return replace(r, cap=replace(r.cap, special_rate=_ratio(one), special_source=_paper(one)))

    return {
        "cap.rate": rate,
        "cap.special.rate": special,
        "cap.scope": lambda one: replace(r, cap=replace(r.cap, scope=_text(one), scope_source=_paper(one))),
    }


def _few(r: Regulation) -> Changes:
    cap, source = r.cap, r.cap.few_source
    if source is None:
        return {}

    def with_cap(changed: Cap, one: Override) -> Regulation:
        return replace(r, cap=replace(changed, few_source=_amended(source, one)))

    return {
        "cap.few.good_below": lambda one: with_cap(replace(cap, few_good=_count(one)), one),
        "cap.few.members_below": lambda one: with_cap(replace(cap, few_members=_count(one)), one),
        "cap.few.allowed": lambda one: with_cap(replace(cap, few_allowed=_count(one)), one),
    }


def _subquotas(r: Regulation) -> Changes:
    def part(index: int, rule: SubQuota) -> Change:
        return lambda one: replace(
            r, subquotas=_put(r.subquotas, index, replace(rule, part=_ratio(one), source=_paper(one)))
        )

    return {f"subquotas[{n + 1}].part": part(n, rule) for n, rule in enumerate(r.subquotas)}


def _facts(r: Regulation) -> Changes:
    professional, sick = r.professional, r.sick
    changes: Changes = {}
    if professional:
        changes["professional.binding"] = lambda one: replace(
            r,
            professional=replace(professional, binding=_flag(one), source=_amended(professional.source, one)),
        )
    if sick:
        changes["sick.months"] = lambda one: replace(
            r, sick=replace(sick, months=_count(one), source=_amended(sick.source, one))
        )
    return changes


def _points(r: Regulation) -> Changes:
    frame = r.points
    if frame is None:
        return {}

    def with_frame(changed: PointsFrame, one: Override) -> Regulation:
        return replace(r, points=replace(changed, source=_amended(frame.source, one)))

    def band(level: Level) -> Change:
        return lambda one: with_frame(replace(frame, bands={**frame.bands, level: _count(one)}), one)

    return {
        "points.common_max": lambda one: with_frame(replace(frame, common_max=_count(one)), one),
        "points.tasks_max": lambda one: with_frame(replace(frame, tasks_max=_count(one)), one),
        **{f"points.bands.{level}": band(level) for level in LEVELS[:-1]},
    }


def _tasks(r: Regulation) -> Changes:
    changes: Changes = {}
    for index, rule in enumerate(r.tasks):
        changes |= _task(r, index, rule)
    for index, fail in enumerate(r.fails):
        changes |= _fail(r, index, fail)
    return changes


def _task(r: Regulation, index: int, rule: TaskRule) -> Changes:
    def changed(new: TaskRule, one: Override) -> Regulation:
        return replace(r, tasks=_put(r.tasks, index, replace(new, source=_amended(rule.source, one))))

    key = f"tasks[{index + 1}]"
    return {
        f"{key}.late_at_most": lambda one: changed(replace(rule, late_at_most=_ratio(one)), one),
        f"{key}.beyond_at_least": lambda one: changed(replace(rule, beyond_at_least=_ratio(one)), one),
    }


def _fail(r: Regulation, index: int, rule: FailRule) -> Changes:
    def changed(new: FailRule, one: Override) -> Regulation:
        return replace(r, fails=_put(r.fails, index, replace(new, source=_amended(rule.source, one))))

    key = f"fails[{index + 1}]"
    if rule.done_below is None:
        return {f"{key}.not_done_above": lambda one: changed(replace(rule, not_done_above=_ratio(one)), one)}
    return {f"{key}.done_below": lambda one: changed(replace(rule, done_below=_ratio(one)), one)}


def _head(r: Regulation) -> Changes:
    """A paper may set the rule on the head, also where the regulation has none."""
    old = r.head or HeadRule(only_top=False, binding=True, source=r.base)
    return {
        "head.only_top": lambda one: replace(r, head=replace(old, only_top=_flag(one), source=_paper(one))),
        "head.binding": lambda one: replace(r, head=replace(old, binding=_flag(one), source=_paper(one))),
    }


def _deadlines(r: Regulation) -> Changes:
    def changed(index: int, rule: Deadline) -> Change:
        return lambda one: replace(r, deadlines=_put(r.deadlines, index, _moved(rule, one)))

    return {f"deadlines[{n + 1}]": changed(n, rule) for n, rule in enumerate(r.deadlines)}


def _moved(rule: Deadline, one: Override) -> Deadline:
    """A fixed day moved to another day, or a number of days before the meeting to another number."""
    if rule.day is None:
        return replace(rule, days_before=_count(one), source=_paper(one))
    return replace(rule, day=_is(one, date, "một ngày"), source=_paper(one))


def _put(rules: tuple[T, ...], index: int, rule: T) -> tuple[T, ...]:
    return (*rules[:index], rule, *rules[index + 1 :])


def _paper(one: Override) -> Source:
    """The source of a value that the paper alone gives."""
    return Source(one.named, one.paper.strip(), Sure.SUPERIOR)


def _amended(old: Source, one: Override) -> Source:
    """The source of a rule of which the paper changes one value and leaves the others."""
    return Source(f"{old.cite}, sửa theo {one.named}", one.paper.strip(), Sure.SUPERIOR)


def _is(one: Override, kind: type[T], what: str) -> T:
    if type(one.value) is not kind:
        raise OverrideError(one.key, f"cần {what}")
    return one.value


def _ratio(one: Override) -> Ratio:
    ratio = _is(one, Ratio, "một tỷ lệ")
    if not 0 < ratio.numerator <= ratio.denominator:
        raise OverrideError(one.key, "tỷ lệ phải lớn hơn 0 và không quá 1")
    return ratio


def _count(one: Override) -> int:
    number = _is(one, int, "một số nguyên")
    if number < 0:
        raise OverrideError(one.key, "số không được âm")
    return number


def _flag(one: Override) -> bool:
    return _is(one, bool, "có hoặc không")


def _text(one: Override) -> str:
    text = _is(one, str, "một dòng chữ").strip()
    if not text:
        raise OverrideError(one.key, "không được để trống")
    return text
