"""A regulation in sentences for people, in the order of the path, and what two packs differ in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from meeting.ask_words import COLLECTIVES, GRADES, asked
from meeting.level import LEVELS, Level
from meeting.points import points_text
from meeting.regulation import (
    AwardRule,
    Deadline,
    FailRule,
    HeadRule,
    Item,
    OrganisationRule,
    Regulation,
    Source,
    SubQuota,
    Sure,
    TaskRule,
    Threshold,
)
from meeting.season import Form, Scope, Sector, SessionKind, Status, Structure


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as people read it; `cite` is what stands in brackets, `sure` how the value is known."""

    topic: str
    text: str
    cite: str
    document: str
    sure: Sure


@dataclass(frozen=True, slots=True)
class Difference:
    """A rule of one topic in two regulations; None where that regulation has no such rule."""

    topic: str
    before: Rule | None
    after: Rule | None


STRUCTURES = {
    Structure.TO_DANG: "Chi bộ có tổ đảng",
    Structure.CHI_UY: "Chi bộ có chi ủy, không có tổ đảng",
    Structure.BI_THU: "Chi bộ không có chi ủy",
}
SESSIONS = {
    SessionKind.TO_DANG: "hội nghị tổ đảng",
    SessionKind.CHI_BO: "hội nghị chi bộ",
    SessionKind.CHI_UY: "hội nghị chi ủy",
}
STATUSES = {
    Status.ACTIVE: "Đảng viên đang sinh hoạt",
    Status.EXEMPT: "Miễn công tác và sinh hoạt đảng",
    Status.SUSPENDED: "Đình chỉ sinh hoạt đảng",
    Status.TEMPORARY_HERE: "Sinh hoạt tạm thời ở đây",
    Status.TEMPORARY_AWAY: "Sinh hoạt tạm thời nơi khác",
    Status.COMMITTEE_SUSPENDED: "Đình chỉ sinh hoạt cấp ủy",
}
FORMS = {Form.TRUC_THUOC: "chi bộ trực thuộc", Form.CO_SO: "chi bộ cơ sở"}
SECTORS = {
    Sector.HANH_CHINH: "cơ quan hành chính",
    Sector.SU_NGHIEP: "đơn vị sự nghiệp",
    Sector.DOANH_NGHIEP: "doanh nghiệp",
    Sector.KHAC: "loại hình khác",
}
SCOPES = {
    Scope.DUTY_HERE_THIS_YEAR: "Kỷ luật do nhiệm vụ, trong năm",
    Scope.OTHER_UNIT: "Kỷ luật do vi phạm ở đơn vị khác",
    Scope.EARLIER_YEAR: "Kỷ luật do khuyết điểm năm trước",
    Scope.NOT_DUTY: "Kỷ luật không do nhiệm vụ",
}
SURES = {
    Sure.FULL: "đọc toàn văn",
    Sure.QUOTED: "đọc nguyên văn điều khoản qua trích dẫn",
    Sure.EXCERPT: "đọc qua phần trích lược",
    Sure.INFERRED: "suy luận, đơn vị tự đặt",
    Sure.OWN: "văn bản không nêu, đơn vị tự đặt",
    Sure.SUPERIOR: "văn bản của cấp trên",
}
"""How sure a value is, in words."""


def describe(regulation: Regulation) -> tuple[Rule, ...]:
    """Every rule of the regulation as a sentence with its source, in the order in which a season meets it."""
    parts = (_meetings, _people, _votes, _cap, _facts, _conditions, _papers)
    return tuple(rule for part in parts for rule in part(regulation))


def differences(before: Regulation, after: Regulation) -> tuple[Difference, ...]:
    """The rules that are not the same sentence with the same source in both, topic by topic."""
    old, new = _by_topic(describe(before)), _by_topic(describe(after))
    topics = [*old, *(topic for topic in new if topic not in old)]
    return tuple(pair for topic in topics for pair in _pairs(topic, old.get(topic, []), new.get(topic, [])))


def _by_topic(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    topics: dict[str, list[Rule]] = {}
    for rule in rules:
        topics.setdefault(rule.topic, []).append(rule)
    return topics


def _pairs(topic: str, old: list[Rule], new: list[Rule]) -> Iterator[Difference]:
    gone = [rule for rule in old if rule not in new]
    come = [rule for rule in new if rule not in old]
    for place in range(max(len(gone), len(come))):
        before = gone[place] if place < len(gone) else None
        after = come[place] if place < len(come) else None
        yield Difference(topic, before, after)


def _rule(topic: str, text: str, source: Source) -> Rule:
    return Rule(topic, text, source.cite, source.document, source.sure)


def _meetings(r: Regulation) -> Iterator[Rule]:
    for shape in r.shapes:
        order = ", rồi ".join(SESSIONS[kind] for kind in shape.sessions)
        yield _rule(STRUCTURES[shape.structure], f"Tổ chức theo thứ tự: {order}.", shape.source)
    for item in r.items:
        yield _rule(f"Chương trình {SESSIONS[item.session]}", _item(item), item.source)
    chair = "Khi kiểm điểm người chủ trì, một đồng chí cấp phó chủ trì thay."
    if not r.chairing.deputy_for_head:
        chair = "Người chủ trì không thay đổi khi đến lượt mình kiểm điểm."
    yield _rule("Người chủ trì", f"{chair} {r.chairing.without_deputy}".strip(), r.chairing.source)


def _item(item: Item) -> str:
    where = "; ".join(STRUCTURES[s][0].lower() + STRUCTURES[s][1:] for s in item.structures)
    return f"{item.title} ({where})." if where else f"{item.title}."


def _people(r: Regulation) -> Iterator[Rule]:
    for rule in r.statuses:
        yield _rule(STATUSES[rule.status], f"{rule.sentence}.", rule.source)
    yield _rule("Mới kết nạp", f"{r.new_member.sentence}.", r.new_member.source)
    if r.new_leader:
        yield _rule("Mới được bổ nhiệm", f"{r.new_leader.sentence}.", r.new_leader.source)
    yield _rule("Vắng mặt, chưa kiểm điểm", f"{r.absent.sentence}.", r.absent.source)


def _votes(r: Regulation) -> Iterator[Rule]:
    base = (
        "Đảng viên chính thức, trừ người sinh hoạt tạm thời nơi khác, bị đình chỉ sinh hoạt, được miễn mà "
        "không dự họp, vắng mặt có lý do được chấp nhận."
    )
    yield _rule("Số đảng viên được tính khi bỏ phiếu", base, r.base)
    for rule in r.thresholds:
        yield _rule(f"Số phiếu cần: {r.member_names[rule.level]}", _threshold(rule), rule.source)


def _threshold(rule: Threshold) -> str:
    forms = ", ".join(FORMS[form] for form in rule.forms)
    of = f" ({forms})" if forms else ""
    return f"Trên {rule.part_text} số đảng viên được tính{of}."


def _cap(r: Regulation) -> Iterator[Rule]:
    cap, top, good = r.cap, r.member_names[Level.HTXSNV], r.member_names[Level.HTTNV]
    limit = f"Số {top} không quá {cap.rate} số {good}, phần lẻ bỏ đi."
    yield _rule("Chỉ tiêu mức cao nhất", limit, cap.source)
    yield _rule("Phạm vi tính chỉ tiêu", cap.scope, cap.scope_from)
    if cap.special_rate and cap.special_source:
        raised = f"Khi có văn bản của cấp có thẩm quyền: không quá {cap.special_rate} số {good}."
        yield _rule("Chỉ tiêu được nâng", raised, cap.special_source)
    if cap.few_source:
        yield _rule("Số lượng ít", _few(r, good), cap.few_source)
    for quota in r.subquotas:
        yield _rule("Chia chỉ tiêu", _subquota(quota), quota.source)


def _few(r: Regulation, good: str) -> str:
    cases = []
    if r.cap.few_good:
        cases.append(f"dưới {r.cap.few_good} đảng viên {good}")
    if r.cap.few_members:
        cases.append(f"chi bộ dưới {r.cap.few_members} đảng viên")
    return f"Có {' hoặc '.join(cases)}: vẫn được chọn {r.cap.few_allowed}."


def _subquota(quota: SubQuota) -> str:
    sectors = ", ".join(SECTORS[sector] for sector in quota.sectors)
    return f"{quota.name}: không quá {quota.part} chỉ tiêu, phần lẻ bỏ đi ({sectors})."


def _facts(r: Regulation) -> Iterator[Rule]:
    if r.professional:
        text = "Không xếp loại cao hơn mức xếp loại cán bộ, công chức, viên chức"
        if r.professional.lifted_by:
            text += "; danh hiệu thi đua, bằng khen trong năm mở được mức cao nhất"
        yield _rule(
            "Xếp loại chuyên môn", _bound(text, binding=r.professional.binding), r.professional.source
        )
    if r.sick:
        name = r.member_names[r.sick.ceiling]
        text = f"Nghỉ ốm từ {r.sick.months} tháng trong năm: không quá {name}"
        yield _rule("Nghỉ ốm", _bound(text, binding=r.sick.binding), r.sick.source)
    for rule in r.disciplines:
        text = rule.sentence if rule.ceiling is None else f"{rule.sentence}: {r.member_names[rule.ceiling]}"
        whole = _bound(text, binding=rule.binding) if rule.ceiling else f"{text}."
        yield _rule(SCOPES[rule.scope], whole, rule.source)
    if r.head:
        yield _rule("Người đứng đầu", _bound(_head(r, r.head), binding=r.head.binding), r.head.source)


def _head(r: Regulation, rule: HeadRule) -> str:
    if rule.only_top:
        top = r.member_names[Level.HTXSNV]
        return f"Người đứng đầu chỉ {top} khi đơn vị do mình đứng đầu được xếp mức cao nhất"
    return "Người đứng đầu không xếp loại cao hơn đơn vị do mình đứng đầu, trừ người mới chuyển đến"


def _bound(text: str, *, binding: bool) -> str:
    text = text[:1].upper() + text[1:]
    return f"{text}." if binding else f"{text} (căn cứ để xem xét, không ràng buộc)."


def _conditions(r: Regulation) -> Iterator[Rule]:
    for grade in r.grades:
        text = f"Kết quả nhiệm vụ từ {GRADES[grade.tasks]}, tiêu chí còn lại từ {GRADES[grade.others]}"
        yield _rule(
            f"Cấp độ: {r.member_names[grade.level]}", _bound(text, binding=grade.binding), grade.source
        )
    if r.points:
        frame = r.points
        groups = f"Tiêu chí chung {frame.common_max} điểm, kết quả nhiệm vụ {frame.tasks_max} điểm"
        yield _rule("Thang điểm", _bound(groups, binding=frame.binding), frame.source)
        for level in LEVELS:
            text = f"Từ {points_text(frame.bands[level])} điểm."
            yield _rule(f"Điểm: {r.member_names[level]}", text, frame.source)
    for task in r.tasks:
        topic = f"Điều kiện nhiệm vụ: {r.member_names[task.level]}"
        yield _rule(topic, _bound(_task(task), binding=task.binding), task.source)
    for fail in r.fails:
        topic = f"Điều kiện nhiệm vụ: {r.member_names[Level.KHTNV]}"
        yield _rule(topic, _bound(_fail(fail), binding=fail.binding), fail.source)
    if r.score_sheet:
        groups = "; ".join(f"{name} {most} điểm" for name, most in r.score_sheet.groups)
        bands = ", ".join(f"{r.unit_names[x]} từ {r.score_sheet.bands[x]} điểm" for x in LEVELS)
        yield _rule("Điểm của chi bộ", f"{groups}. {bands}.", r.score_sheet.source)
    for rule in r.organisation:
        yield _organisation(r, rule)


def _organisation(r: Regulation, rule: OrganisationRule) -> Rule:
    """A condition of the level; under the lowest one what must hold, for whoever fails it falls to that."""
    name = COLLECTIVES[rule.subject]
    level = r.names_of(rule.subject)[rule.level]
    topic = (
        f"{name}: không thì {level}" if rule.level is Level.KHTNV else f"{name}: điều kiện của mức {level}"
    )
    return _rule(topic, _bound(asked(r, rule), binding=rule.binding), rule.source)


def _who(leaders: bool | None) -> str:
    names = {None: "", True: "Lãnh đạo, quản lý: ", False: "Không giữ chức vụ: "}
    return names[leaders]


def _task(rule: TaskRule) -> str:
    asked = [
        ("hoàn thành 100% nhiệm vụ", rule.done_all),
        ("đúng hạn 100%", rule.on_time_all),
        (f"chậm không quá {rule.late_at_most}", rule.late_at_most),
        (f"vượt yêu cầu từ {rule.beyond_at_least}", rule.beyond_at_least),
        ("hạn chế kỳ trước đã khắc phục 100%", rule.old_faults_fixed),
    ]
    return _who(rule.leaders) + ", ".join(text for text, is_asked in asked if is_asked)


def _fail(rule: FailRule) -> str:
    if rule.done_below is None:
        return f"{_who(rule.leaders)}trên {rule.not_done_above} nhiệm vụ chưa hoàn thành"
    return f"{_who(rule.leaders)}hoàn thành dưới {rule.done_below} nhiệm vụ"


def _papers(r: Regulation) -> Iterator[Rule]:
    for deadline in r.deadlines:
        who = f" ({deadline.who})" if deadline.who else ""
        first = "; chưa làm thì chưa mở hội nghị" if deadline.binding else ""
        yield _rule("Thời hạn", f"{deadline.what}{who}: {_when(deadline)}{first}.", deadline.source)
    for paper in r.dossier:
        text = f"({paper.number}) {paper.title}"
        yield _rule(f"Hồ sơ: {paper.part}", text, paper.source)
    if r.award is not None:
        yield _rule("Khen thưởng nhiều năm liền", _award(r.award), r.award.source)
        if (branch := r.award.branch) is not None:
            most = f"; mỗi cơ sở đề nghị {branch.most} chi bộ" if branch.most else ""
            told = f"Đề nghị khen chi bộ {r.award.years} năm liền xếp mức cao nhất{most}."
            yield _rule("Khen thưởng chi bộ nhiều năm liền", told, branch.source)
    if r.rerate is not None:
        yield _rule("Xếp loại lại", f"{r.rerate.sentence}.", r.rerate.source)
        if r.rerate.earlier:
            yield _rule("Xếp loại lại năm trước", f"{r.rerate.earlier}.", r.rerate.source)
    for remark in r.remarks:
        yield _rule(remark.topic, remark.text, remark.source)


def _award(rule: AwardRule) -> str:
    told = [f"Đề nghị khen đảng viên {rule.years} năm liền xếp mức cao nhất"]
    if rule.few:
        told.append(f"cơ sở từ {rule.many_from} đảng viên không quá {rule.many}, còn lại {rule.few}")
    if rule.pause:
        told.append(f"đã được khen phải sau {rule.pause} năm")
    if rule.commended:
        told.append(f"cấp tỉnh khen phải có {rule.years} năm liền được giấy khen của cấp ủy cơ sở")
    return "; ".join(told) + "."


def _when(deadline: Deadline) -> str:
    if deadline.day is not None:
        return f"trước ngày {deadline.day.day:02d}/{deadline.day.month:02d}/{deadline.day.year}"
    days = "ngày làm việc" if deadline.working_days else "ngày"
    return f"ít nhất {deadline.days_before} {days} trước hội nghị"
