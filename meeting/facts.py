"""Ceilings that follow from single facts: professional rating, illness, discipline, grades, the head."""

from collections.abc import Iterator

from meeting.level import LEVELS, Level
from meeting.regulation import DisciplineRule, GradeRule, Regulation
from meeting.season import Discipline, Member, Unit
from meeting.verdict import Ceiling


def professional_ceiling(regulation: Regulation, member: Member) -> Iterator[Ceiling]:
    """Nobody stands above the rating as công chức, viên chức.

    Where the text lets a merit stand in its place ("hoặc được đề nghị Chiến sĩ thi đua ..."), the merit
    opens the top level whatever the rating, except a rating that is itself a fault (KHTNV).
    """
    rule, level = regulation.professional, member.professional.level
    if rule is None or level is None or level is Level.HTXSNV:
        return
    if level is not Level.KHTNV and any(merit in rule.lifted_by for merit in member.merits):
        return
    name = regulation.member_names[level]
    sentence = f"Xếp loại cán bộ, công chức, viên chức: {name} ({rule.source.cite})."
    yield Ceiling(level, "professional", rule.binding, rule.source.clause, sentence)


def sick_ceiling(regulation: Regulation, member: Member) -> Iterator[Ceiling]:
    """Illness of so many months in the year, where the regulation sets a ceiling for it."""
    rule = regulation.sick
    if rule is None or member.sick_months < rule.months:
        return
    name = regulation.member_names[rule.ceiling]
    sentence = (
        f"Nghỉ ốm {member.sick_months} tháng trong năm (từ {rule.months} tháng): "
        f"không quá {name} ({rule.source.cite})."
    )
    yield Ceiling(rule.ceiling, "sick", rule.binding, rule.source.clause, sentence)


def discipline_rule(regulation: Regulation, member: Member) -> DisciplineRule | None:
    """The rule for the member's discipline of this year, if there is one."""
    if member.discipline is Discipline.NONE:
        return None
    return next((r for r in regulation.disciplines if r.scope is member.discipline_scope), None)


def discipline_ceiling(regulation: Regulation, member: Member) -> Iterator[Ceiling]:
    """A discipline decided in the year."""
    rule = discipline_rule(regulation, member)
    if rule is None or rule.ceiling is None:
        return
    sentence = f"{rule.sentence} ({rule.source.cite})."
    yield Ceiling(rule.ceiling, "discipline", rule.binding, rule.source.clause, sentence)


def grades_ceiling(regulation: Regulation, member: Member) -> Iterator[Ceiling]:
    """The member's grades: the first is the result of tasks, the others the other criteria.

    The binding rules speak first, by themselves; a rule that is only advice may bar more, never less.
    """
    if not member.grades:
        return
    rules = sorted(regulation.grades, key=lambda rule: rule.level.rank)
    hard = [rule for rule in rules if rule.binding]
    bound = _reached(hard, member)
    if bound is not LEVELS[0]:
        yield _grades_sentence(regulation, hard, bound)
    advised = _reached(rules, member)
    if bound.is_above(advised):
        advice = [rule for rule in rules if not rule.binding]
        yield _grades_sentence(regulation, advice, advised)


def _reached(rules: list[GradeRule], member: Member) -> Level:
    """The best level whose grades the member has; a level without a rule asks for none."""
    failed = {rule.level for rule in rules if not _meets(rule, member)}
    return next((level for level in LEVELS[:-1] if level not in failed), LEVELS[-1])


def _grades_sentence(regulation: Regulation, rules: list[GradeRule], reached: Level) -> Ceiling:
    """The ceiling at `reached`, with the clause of the lowest rule above it: none above it is met."""
    rule = [r for r in rules if r.level.is_above(reached)][-1]
    name = regulation.member_names[reached]
    sentence = f"Kết quả các tiêu chí tự đánh giá chỉ đạt tới {name} ({rule.source.cite})."
    return Ceiling(reached, "grades", rule.binding, rule.source.clause, sentence)


def _meets(rule: GradeRule, member: Member) -> bool:
    tasks, *others = member.grades
    return tasks.reaches(rule.tasks) and all(grade.reaches(rule.others) for grade in others)


def head_ceiling(regulation: Regulation, unit: Unit, member: Member) -> Iterator[Ceiling]:
    """The head is not rated above the unit led; not for a head who newly arrived."""
    rule, level = regulation.head, unit.unit_level
    if rule is None or not member.head or member.head_newly_arrived:
        return
    if level is None or level is Level.HTXSNV:
        return
    ceiling = Level.HTTNV if rule.only_top else level
    name = regulation.unit_names[level]
    sentence = (
        f"Người đứng đầu: đơn vị do đồng chí đứng đầu được xếp loại {name}, "
        f"nên không quá {regulation.member_names[ceiling]} ({rule.source.cite})."
    )
    yield Ceiling(ceiling, "head", rule.binding, rule.source.clause, sentence)
