"""Levels by points and by what was done of the year's tasks.

The total and the conditions are looked at together: the level is the highest one whose smallest total
is reached and whose conditions hold. Where none fits literally there is no level, and the competent
body must decide.
"""

from collections.abc import Iterator

from meeting.level import LEVELS, Level
from meeting.regulation import FailRule, PointsFrame, Regulation, TaskRule
from meeting.season import Leader, Member
from meeting.verdict import Ceiling


def points_text(hundredths: int) -> str:
    """Points as people write them: 8995 is "89,95", 9000 is "90"."""
    whole, part = divmod(hundredths, 100)
    return str(whole) if part == 0 else f"{whole},{part:02d}".rstrip("0")


def points_ceilings(regulation: Regulation, member: Member) -> Iterator[Ceiling]:
    """Ceilings from the total and from the tasks; nothing where neither was recorded."""
    frame = regulation.points
    lowest = LEVELS[0]
    if frame is not None and member.points is not None:
        lowest = _band(frame, sum(member.points))
        if lowest is not LEVELS[0]:
            yield _score_ceiling(regulation, frame, sum(member.points), lowest)
    elif member.tasks.total == 0:
        return
    yield from _task_ceilings(regulation, member, lowest)


def _band(frame: PointsFrame, total: int) -> Level:
    return next((level for level in LEVELS[:-1] if total >= frame.bands[level]), LEVELS[-1])


def _score_ceiling(regulation: Regulation, frame: PointsFrame, total: int, level: Level) -> Ceiling:
    better = LEVELS[level.rank - 1]
    sentence = (
        f"Tổng {points_text(total)} điểm, dưới {points_text(frame.bands[better])} điểm của mức "
        f"{regulation.member_names[better]} ({frame.source.cite})."
    )
    return Ceiling(level, "score", frame.binding, frame.source.clause, sentence)


def _task_ceilings(regulation: Regulation, member: Member, by_score: Level) -> Iterator[Ceiling]:
    """Binding rules speak first, by themselves; a rule that is only advice may bar more, never less."""
    failed = [rule for rule in regulation.fails if _is_for(rule, member) and _fails(rule, member)]
    if failed:
        rule = next((r for r in failed if r.binding), failed[0])
        sentence = f"{_done_text(member)}: {regulation.member_names[Level.KHTNV]} ({rule.source.cite})."
        yield Ceiling(Level.KHTNV, "conditions", rule.binding, rule.source.clause, sentence)
        if rule.binding:
            return
    if by_score is Level.KHTNV:
        return
    rules = [rule for rule in regulation.tasks if _is_for(rule, member)]
    hard = [rule for rule in rules if rule.binding]
    bound = _attained(hard, member, by_score)
    if bound is not by_score:
        yield _conditions_ceiling(regulation, member, bound, hard, by_score)
    advised = _attained(rules, member, by_score)
    if advised is not bound:
        advice = [rule for rule in rules if not rule.binding]
        yield _conditions_ceiling(regulation, member, advised, advice, by_score)


def _is_for(rule: TaskRule | FailRule, member: Member) -> bool:
    return rule.leaders in {None, leads(member)}


def leads(member: Member) -> bool:
    """Tell whether the member is measured as a leader."""
    return member.head or member.leader is not Leader.NONE


def _attained(rules: list[TaskRule], member: Member, start: Level) -> Level | None:
    """The best level from `start` down whose rules all hold; the lowest only through a rule that says so."""
    broken = {rule.level for rule in rules if not _rule_holds(rule, member)}
    return next((level for level in LEVELS[start.rank : -1] if level not in broken), None)


def _rule_holds(rule: TaskRule, member: Member) -> bool:
    tasks, late = member.tasks, member.tasks.done - member.tasks.on_time
    if tasks.total == 0:
        return False
    asked = (
        not rule.done_all or tasks.done >= tasks.total,
        not rule.on_time_all or tasks.on_time >= tasks.total,
        rule.late_at_most is None or late <= rule.late_at_most.floor_of(tasks.total),
        rule.beyond_at_least is None or tasks.beyond >= rule.beyond_at_least.smallest_at_least(tasks.total),
        not rule.old_faults_fixed or member.old_faults.fixed >= member.old_faults.named,
    )
    return all(asked)


def _fails(rule: FailRule, member: Member) -> bool:
    """Tell whether too much is not done; of no tasks at all it never is."""
    tasks = member.tasks
    undone, below = rule.not_done_above, rule.done_below
    too_many = undone is not None and tasks.total - tasks.done >= undone.smallest_above(tasks.total)
    too_few = below is not None and tasks.done < below.smallest_at_least(tasks.total)
    return too_many or too_few


def _conditions_ceiling(
    regulation: Regulation, member: Member, level: Level | None, rules: list[TaskRule], start: Level
) -> Ceiling:
    """The ceiling at `level`, with the clause of the best level from `start` down whose rule is broken."""
    broken = [r for r in rules if r.level.rank >= start.rank and not _rule_holds(r, member)]
    rule = min(broken, key=lambda r: r.level.rank)
    if level is None:
        text = "không mức nào khớp đủ điều kiện theo câu chữ, cấp có thẩm quyền xem xét, quyết định"
    else:
        wanted = regulation.member_names[rule.level]
        text = f"không đủ điều kiện mức {wanted}, cao nhất {regulation.member_names[level]}"
    sentence = f"{_done_text(member)}: {text} ({rule.source.cite})."
    return Ceiling(level, "conditions", rule.binding, rule.source.clause, sentence)


def _done_text(member: Member) -> str:
    tasks, faults = member.tasks, member.old_faults
    if tasks.total == 0:
        return "Chưa ghi số nhiệm vụ được giao trong năm"
    text = (
        f"Hoàn thành {tasks.done}/{tasks.total} nhiệm vụ, đúng hạn {tasks.on_time}, "
        f"vượt yêu cầu {tasks.beyond}"
    )
    if faults.named:
        text += f", đã khắc phục {faults.fixed}/{faults.named} hạn chế"
    return text
