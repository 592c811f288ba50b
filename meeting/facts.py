"""Ceilings that follow from single facts: professional rating, illness, discipline, grades, the head."""

from collections.abc import Iterator

from meeting.level import LEVELS, Level
from meeting.regulation import DisciplineRule, GradeRule, Regulation
from meeting.season import Discipline, Member, Unit
from meeting.verdict import Ceiling


def professional_ceiling(regulation: Regulation, member: Member) -> Iterator[Ceiling]:
    """Nobody stands above the rating as công chức, viên chức; a merit may lift the top level's bar."""
    rule, level = regulation.professional, member.professional.level
    if rule is None or level is None or level is Level.HTXSNV:
        return
    if level is Level.HTTNV and any(m in rule.lifted_by for m in member.merits):
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
    """The member's grades: the first is the result of tasks, the others the other criteria."""
    if not regulation.grades or not member.grades:
        return
    rules = sorted(regulation.grades, key=lambda rule: rule.level.rank)
    failed = [rule for rule in rules if not _meets(rule, member)]
    reached = next((rule.level for rule in rules if rule not in failed), Level.KHTNV)
    if reached is LEVELS[0]:
        return
    rule = failed[-1] if reached is Level.KHTNV else next(r for r in failed if r.level.rank < reached.rank)
    name = regulation.member_names[reached]
    sentence = f"Kết quả các tiêu chí tự đánh giá chỉ đạt tới {name} ({rule.source.cite})."
    yield Ceiling(reached, "grades", rule.binding, rule.source.clause, sentence)


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
        f"Người đứng đầu: đơn vị do đồng chí đứng đầu xếp loại {name}, "
        f"nên không quá {regulation.member_names[ceiling]} ({rule.source.cite})."
    )
    yield Ceiling(ceiling, "head", rule.binding, rule.source.clause, sentence)
