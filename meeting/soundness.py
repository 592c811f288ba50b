"""What a regulation must be to be used: no gaps, no contradictions, no impossible numbers.

The same questions are asked of a pack that was read and of a regulation that a superior's paper changed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from meeting.asks import (
    AnswerAsk,
    DisciplineAsk,
    LevelAsk,
    MembersAsk,
    PeersAsk,
    RestAsk,
    ScoreAsk,
    TasksAsk,
)
from meeting.level import LEVELS, Level
from meeting.ratio import Ratio
from meeting.regulation import MonthsRule, OrganisationRule, PointsFrame, Regulation, ScoreSheet, Shape
from meeting.season import Discipline, Form, Leader, SessionKind, Status, Structure

Fault = tuple[str, str]
"""The place ("cap.few.allowed") and in Vietnamese what is wrong with it."""

FLAGS = frozenset({"rerate-earlier-year", "rate-at-old-unit"})
"""The flags that a rule on discipline may raise."""

MONTHS_OF_A_YEAR = 12


def faults(regulation: Regulation) -> Iterator[Fault]:
    """Everything that makes the regulation unusable, in the order of its parts."""
    yield from _names(regulation)
    yield from _shapes(regulation)
    yield from _agenda(regulation)
    yield from _people(regulation)
    yield from _thresholds(regulation)
    yield from _cap(regulation)
    yield from _conditions(regulation)
    yield from _in_vain(regulation)
    yield from _disciplines(regulation)
    yield from _numbers(regulation)
    yield from _questions(regulation)
    for number, rule in enumerate(regulation.organisation, 1):
        yield from ((f"organisation[{number}]", reason) for reason in _organisation(regulation, rule))


def _names(regulation: Regulation) -> Iterator[Fault]:
    if not regulation.years or not all(type(year) is int for year in regulation.years):
        yield "years", "cần ít nhất một năm, viết bằng số"
    texts = {
        "id": regulation.id,
        "title": regulation.title,
        "short": regulation.short,
        "verb": regulation.verb,
    }
    for key, text in texts.items():
        if not text.strip():
            yield key, "không được để trống"
    named = {
        "member_levels": regulation.member_names,
        "unit_levels": regulation.unit_names,
        "committee_levels": regulation.committee_names,
    }
    for key, names in named.items():
        if len(set(names.values())) < len(LEVELS) or not all(name.strip() for name in names.values()):
            yield key, "bốn mức cần bốn tên khác nhau"


def _shapes(regulation: Regulation) -> Iterator[Fault]:
    found = [shape.structure for shape in regulation.shapes]
    if len(found) != len(set(found)) or set(found) != set(Structure):
        yield "shapes", "cần đủ ba hình thức, mỗi hình thức một lần: to_dang, chi_uy, bi_thu"
    for number, shape in enumerate(regulation.shapes, 1):
        yield from ((f"shapes[{number}].sessions", reason) for reason in _shape(shape))


def _shape(shape: Shape) -> Iterator[str]:
    kinds, possible = shape.sessions, {SessionKind.CHI_BO}
    if shape.structure is not Structure.BI_THU:
        possible.add(SessionKind.CHI_UY)
    if shape.structure is Structure.TO_DANG:
        possible.add(SessionKind.TO_DANG)
    if len(set(kinds)) != len(kinds) or not set(kinds) <= possible or SessionKind.CHI_BO not in kinds:
        yield f"hình thức {shape.structure} cần hội nghị chi bộ, chỉ gồm: {', '.join(sorted(possible))}"
    if SessionKind.TO_DANG in kinds and kinds[0] is not SessionKind.TO_DANG:
        yield "hội nghị tổ đảng phải đứng trước"


def _agenda(regulation: Regulation) -> Iterator[Fault]:
    for shape in regulation.shapes:
        for kind in shape.sessions:
            items = [i for i in regulation.items if i.session is kind]
            keys = [i.key for i in items if not i.structures or shape.structure in i.structures]
            where = f"hội nghị {kind} của hình thức {shape.structure}"
            if len(keys) != len(set(keys)):
                yield "agenda", f"{where} có hai nội dung cùng khóa"
            needed = ("kiem_diem", "bo_phieu") if kind is SessionKind.CHI_BO else ("kiem_diem",)
            yield from (("agenda", f"{where} thiếu nội dung {key}") for key in needed if key not in keys)


def _people(regulation: Regulation) -> Iterator[Fault]:
    found = [rule.status for rule in regulation.statuses]
    if len(found) != len(set(found)):
        yield "statuses", "mỗi tình trạng chỉ được nêu một lần"
    for status in (Status.EXEMPT, Status.SUSPENDED, Status.TEMPORARY_HERE):
        if status not in found:
            yield "statuses", f"chưa nói đảng viên thuộc diện {status} được xếp loại thế nào"
    if not _names_months(regulation.new_member):
        yield "new_member.sentence", "câu giải thích phải nêu đúng số tháng"
    if regulation.new_leader and not _names_months(regulation.new_leader):
        yield "new_leader.sentence", "câu giải thích phải nêu đúng số tháng"


def _names_months(rule: MonthsRule) -> bool:
    """Tell whether the sentence that people read says the number that the program counts with."""
    return rule.months > 0 and re.search(rf"\b0?{rule.months} tháng", rule.sentence) is not None


def _thresholds(regulation: Regulation) -> Iterator[Fault]:
    for form in Form:
        for level in LEVELS:
            here = [t for t in regulation.thresholds if t.level is level and (not t.forms or form in t.forms)]
            if len(here) != 1:
                yield "thresholds", f"mức {level} của {form} cần đúng một ngưỡng, có {len(here)}"
    for number, rule in enumerate(regulation.thresholds, 1):
        path, part = f"thresholds[{number}].more_than", rule.part
        if part.numerator * 2 < part.denominator:
            yield path, f"ngưỡng của mức {rule.level} dưới một nửa, hai mức có thể cùng đạt"
        if part.numerator == part.denominator:
            yield path, "không ai đạt được nhiều hơn tất cả số phiếu"
        if rule.default is not rule.source.own:
            reason = "default = true khi và chỉ khi văn bản không nêu (don_vi_tu_dat, suy_luan)"
            yield f"thresholds[{number}].default", reason


def _cap(regulation: Regulation) -> Iterator[Fault]:
    cap = regulation.cap
    if cap.special_rate is not None and _above(cap.rate, cap.special_rate):
        yield "cap.special.rate", "tỷ lệ được nâng không được thấp hơn tỷ lệ thường"
    if cap.few_source is not None and (cap.few_good, cap.few_members) == (0, 0):
        yield "cap.few", "cần good_below hoặc members_below lớn hơn 0"
    if cap.few_source is not None and cap.few_allowed == 0:
        yield "cap.few.allowed", "phải từ 1 trở lên"
    for number, rule in enumerate(regulation.subquotas, 1):
        if not rule.sectors or not rule.leaders or Leader.NONE in rule.leaders:
            yield f"subquotas[{number}]", "cần sectors, và leaders trong: tap_the, phong"


def _above(one: Ratio, other: Ratio) -> bool:
    return one.numerator * other.denominator > other.numerator * one.denominator


def _conditions(regulation: Regulation) -> Iterator[Fault]:
    graded = [rule.level for rule in regulation.grades]
    if len(graded) != len(set(graded)) or Level.KHTNV in graded:
        yield "grades", "mỗi mức trừ KHTNV nêu nhiều nhất một lần"
    for better in regulation.grades:
        for worse in regulation.grades:
            asks_less = not better.tasks.reaches(worse.tasks) or not better.others.reaches(worse.others)
            if better.level.is_above(worse.level) and asks_less:
                yield "grades", f"mức {better.level} đòi hỏi thấp hơn mức {worse.level}"
    for number, task in enumerate(regulation.tasks, 1):
        asked = (
            task.done_all,
            task.on_time_all,
            task.late_at_most,
            task.beyond_at_least,
            task.old_faults_fixed,
        )
        if task.level is Level.KHTNV or not any(asked):
            yield f"tasks[{number}]", "cần ít nhất một điều kiện, cho một mức trên KHTNV"
    for number, fail in enumerate(regulation.fails, 1):
        if (fail.not_done_above is None) is (fail.done_below is None):
            yield f"fails[{number}]", "cần đúng một trong hai: not_done_above hoặc done_below"


def _in_vain(regulation: Regulation) -> Iterator[Fault]:
    """Binding rules that bar nobody: whoever breaks them keeps a better level, where no rule binds."""
    bound = {rule.level for rule in regulation.grades if rule.binding}
    for number, graded in enumerate(regulation.grades, 1):
        if graded.binding:
            yield from ((f"grades[{number}]", reason) for reason in _open_above(graded.level, bound))
    for number, rule in enumerate(regulation.tasks, 1):
        if rule.binding:
            reasons = (
                reason
                for leads in ((True, False) if rule.leaders is None else (rule.leaders,))
                for reason in _open_above(rule.level, _bound_by_tasks(regulation, leads=leads))
            )
            yield from ((f"tasks[{number}]", reason) for reason in reasons)
    if regulation.points and not regulation.points.binding and any(r.binding for r in regulation.tasks):
        yield "points.binding", "điểm chỉ là gợi ý thì điều kiện nhiệm vụ (tasks) bắt buộc không chặn được ai"


def _bound_by_tasks(regulation: Regulation, *, leads: bool) -> set[Level]:
    """The levels on which a rule on tasks binds leaders, or the others."""
    return {rule.level for rule in regulation.tasks if rule.binding and rule.leaders in {None, leads}}


def _open_above(level: Level, bound: set[Level]) -> Iterator[str]:
    for better in LEVELS[: level.rank]:
        if better not in bound:
            yield f"mức {level} bắt buộc mà mức {better} cao hơn không bắt buộc, nên không chặn được ai"


def _disciplines(regulation: Regulation) -> Iterator[Fault]:
    scopes = [rule.scope for rule in regulation.disciplines]
    if len(scopes) != len(set(scopes)):
        yield "disciplines", "mỗi trường hợp kỷ luật (scope) chỉ được nêu một lần"
    for number, rule in enumerate(regulation.disciplines, 1):
        if rule.ceiling is None and not rule.flag:
            yield f"disciplines[{number}]", "cần ceiling hoặc flag"
        if rule.flag and rule.flag not in FLAGS:
            yield f"disciplines[{number}].flag", f"chỉ có: {', '.join(sorted(FLAGS))}"


def _numbers(regulation: Regulation) -> Iterator[Fault]:
    if regulation.sick and not 0 < regulation.sick.months <= MONTHS_OF_A_YEAR:
        yield "sick.months", "số tháng trong năm phải từ 1 đến 12"
    if regulation.points:
        yield from (
            ("points.bands", reason) for reason in _bands(regulation.points.bands, _most(regulation.points))
        )
    if regulation.score_sheet:
        sheet = regulation.score_sheet
        yield from (("score_sheet.bands", reason) for reason in _bands(sheet.bands, _sheet_most(sheet)))


def _most(frame: PointsFrame) -> int:
    return (frame.common_max + frame.tasks_max) * 100


def _sheet_most(sheet: ScoreSheet) -> int:
    return sum(most for _, most in sheet.groups)


def _bands(bands: Mapping[Level, int], most: int) -> Iterator[str]:
    values = [bands[level] for level in LEVELS]
    if not _falls(values) or values[-1] != 0:
        yield "điểm tối thiểu phải giảm dần từ mức cao xuống mức thấp, mức cuối từ 0"
    if values[0] > most:
        yield "điểm tối thiểu của mức cao nhất vượt tổng điểm tối đa"


def _falls(values: Iterable[int]) -> bool:
    return all(a > b for a, b in pairwise(values))


def _questions(regulation: Regulation) -> Iterator[Fault]:
    keys = [one.key for one in regulation.questions]
    used = {key for rule in regulation.organisation for key in _asked_questions(rule)}
    for number, one in enumerate(regulation.questions, 1):
        if not one.key.strip() or not one.text.strip() or keys.count(one.key) > 1:
            yield f"questions[{number}]", "cần khóa riêng và câu hỏi, không để trống"
        elif one.key not in used:
            yield f"questions[{number}]", "không điều kiện nào dùng câu hỏi này"


def _asked_questions(rule: OrganisationRule) -> tuple[str, ...]:
    match rule.ask:
        case AnswerAsk():
            keys = (rule.ask.question, rule.ask.unless)
        case DisciplineAsk():
            keys = (rule.ask.unless, "")
        case _:
            return ()
    return tuple(key for key in keys if key)


def _organisation(regulation: Regulation, rule: OrganisationRule) -> Iterator[str]:
    own = {one.key for one in regulation.questions if one.subject == rule.subject}
    for key in _asked_questions(rule):
        if key not in own:
            yield f"chưa có câu hỏi “{key}” về tập thể này"
    yield from _ask(regulation, rule)


def _ask(regulation: Regulation, rule: OrganisationRule) -> Iterator[str]:
    match rule.ask:
        case ScoreAsk() if not _has_points(regulation, rule.subject):
            yield "quy định này không có thang điểm cho tập thể ấy"
        case TasksAsk() as ask if ask == TasksAsk(
            done_all=False, on_time_all=False, late_at_most=None, beyond_at_least=None, done_at_least=None
        ):
            yield "tasks cần ít nhất một điều kiện"
        case MembersAsk() as ask if not _one_of_two(ask):
            yield "members cần reach cùng at_least, hoặc chỉ failed_at_most"
        case PeersAsk() as ask if (ask.reach is None) is (ask.failed_below == 0):
            yield "peers cần đúng một trong hai: reach hoặc failed_below"
        case LevelAsk() if rule.ask.of == rule.subject:
            yield "collective phải là tập thể kia"
        case DisciplineAsk() if rule.ask.least is Discipline.NONE:
            yield "discipline cần một hình thức kỷ luật"
        case RestAsk() if rule.level is not Level.KHTNV:
            yield "rest chỉ dùng cho mức KHTNV"


def _has_points(regulation: Regulation, subject: str) -> bool:
    """A score sheet counts the branch alone; a frame of points is for both."""
    if regulation.score_sheet is not None:
        return subject == "chi_bo"
    return regulation.points is not None


def _one_of_two(ask: MembersAsk) -> bool:
    if ask.failed_at_most is not None:
        return ask.reach is None and ask.at_least is None
    return ask.reach is not None and ask.at_least is not None
