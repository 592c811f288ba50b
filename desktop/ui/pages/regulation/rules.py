"""Every rule of a regulation as one sentence with its source, in the order of the season. No Qt."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from desktop.ui.pages.fields import wording
from meeting.points import points_text
from meeting.regulation import Regulation, Source, Sure
from meeting.season import SessionKind

SURE: Final = {
    Sure.FULL: "đọc toàn văn",
    Sure.QUOTED: "theo nguyên văn điều khoản được trích dẫn",
    Sure.EXCERPT: "theo bản trích lược",
    Sure.INFERRED: "suy luận, văn bản không nêu",
    Sure.OWN: "văn bản không nêu",
}

_MEETINGS: Final = {
    SessionKind.TO_DANG: "tổ đảng",
    SessionKind.CHI_BO: "chi bộ",
    SessionKind.CHI_UY: "chi ủy",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the part of the season it belongs to, what it says, and where that comes from."""

    part: str
    sentence: str
    source: Source

    @property
    def own(self) -> bool:
        """True where no paper gives the rule."""
        return self.source.own

    @property
    def clause(self) -> str:
        """The clause, or that the unit set it by itself."""
        return self.source.cite

    @property
    def origin(self) -> str:
        """The paper, and how sure the value is."""
        return SURE[self.source.sure] if self.own else f"{self.source.document}, {SURE[self.source.sure]}"


def rules(regulation: Regulation) -> tuple[Rule, ...]:
    """All rules, from the meetings to the dossier."""
    return (
        *_meetings(regulation),
        *_people(regulation),
        *_voting(regulation),
        *_conditions(regulation),
        *_cap(regulation),
        *_papers(regulation),
    )


def _meetings(regulation: Regulation) -> Iterator[Rule]:
    part = "Hội nghị"
    for shape in regulation.shapes:
        order = ", rồi ".join(_MEETINGS[kind] for kind in shape.sessions)
        yield Rule(part, f"{wording.STRUCTURES[shape.structure]}: họp {order}.", shape.source)
    for item in regulation.items:
        yield Rule(part, f"Hội nghị {_MEETINGS[item.session]}: {item.title}.", item.source)
    chair = "phó bí thư chủ trì thay" if regulation.chairing.deputy_for_head else "bí thư vẫn chủ trì"
    yield Rule(part, f"Khi kiểm điểm bí thư: {chair}.", regulation.chairing.source)


def _people(regulation: Regulation) -> Iterator[Rule]:
    part = "Ai được xếp loại"
    for status in (*regulation.statuses, regulation.absent):
        yield Rule(part, _stop(status.sentence), status.source)
    yield Rule(part, _stop(regulation.new_member.sentence), regulation.new_member.source)
    if regulation.new_leader is not None:
        yield Rule(part, _stop(regulation.new_leader.sentence), regulation.new_leader.source)


def _voting(regulation: Regulation) -> Iterator[Rule]:
    part = "Bỏ phiếu"
    yield Rule(part, "Tỷ lệ phiếu tính trên số đảng viên chính thức được triệu tập.", regulation.base)
    for each in regulation.thresholds:
        where = f" ({', '.join(wording.FORMS[form].lower() for form in each.forms)})" if each.forms else ""
        name = regulation.member_names[each.level]
        yield Rule(part, f"{name}: trên {each.part_text} số phiếu{where}.", each.source)


def _conditions(regulation: Regulation) -> Iterator[Rule]:
    part, names = "Điều kiện của từng mức", regulation.member_names
    if regulation.professional is not None:
        text = "Không xếp cao hơn mức xếp loại cán bộ, công chức, viên chức."
        yield Rule(part, text, regulation.professional.source)
    if regulation.sick is not None:
        text = f"Nghỉ ốm từ {regulation.sick.months} tháng: không quá {names[regulation.sick.ceiling]}."
        yield Rule(part, text, regulation.sick.source)
    for discipline in regulation.disciplines:
        yield Rule(part, _stop(discipline.sentence), discipline.source)
    for grade in regulation.grades:
        text = (
            f"{names[grade.level]}: kết quả nhiệm vụ từ mức {wording.GRADES[grade.tasks]}, "
            f"tiêu chí khác từ mức {wording.GRADES[grade.others]}."
        )
        yield Rule(part, text, grade.source)
    yield from _points(regulation)
    if regulation.head is not None:
        yield Rule(part, "Người đứng đầu không xếp cao hơn đơn vị mình đứng đầu.", regulation.head.source)


def _points(regulation: Regulation) -> Iterator[Rule]:
    part, names, frame = "Điều kiện của từng mức", regulation.member_names, regulation.points
    if frame is not None:
        bands = "; ".join(f"{names[level]} từ {points_text(least)}" for level, least in frame.bands.items())
        most = (
            f"Nhóm tiêu chí chung tối đa {frame.common_max} điểm, kết quả nhiệm vụ tối đa {frame.tasks_max}"
        )
        yield Rule(part, f"{most}. {bands}.", frame.source)
    for task in regulation.tasks:
        asked = [
            "hoàn thành mọi nhiệm vụ" if task.done_all else "",
            "mọi nhiệm vụ đúng hạn" if task.on_time_all else "",
            f"chậm không quá {task.late_at_most}" if task.late_at_most else "",
            f"vượt yêu cầu ít nhất {task.beyond_at_least}" if task.beyond_at_least else "",
            "khắc phục xong hạn chế kỳ trước" if task.old_faults_fixed else "",
        ]
        wanted = ", ".join(each for each in asked if each) or "không đòi hỏi thêm về nhiệm vụ"
        yield Rule(part, f"{names[task.level]}{_whose(leaders=task.leaders)}: {wanted}.", task.source)
    for fail in regulation.fails:
        why = f"trên {fail.not_done_above} không hoàn thành" if fail.not_done_above else ""
        why = why or f"hoàn thành dưới {fail.done_below}"
        yield Rule(part, f"Không hoàn thành nhiệm vụ{_whose(leaders=fail.leaders)}: {why}.", fail.source)


def _whose(*, leaders: bool | None) -> str:
    return {None: "", True: " (lãnh đạo, quản lý)", False: " (không giữ chức vụ)"}[leaders]


def _cap(regulation: Regulation) -> Iterator[Rule]:
    part, cap = "Tỷ lệ xuất sắc", regulation.cap
    most = f"Xuất sắc không quá {cap.rate} số hoàn thành tốt nhiệm vụ. {cap.scope}"
    yield Rule(part, _stop(most.strip()), cap.source)
    if cap.special_rate is not None and cap.special_source is not None:
        yield Rule(part, f"Khi có văn bản cho phép: không quá {cap.special_rate}.", cap.special_source)
    if cap.few_source is not None:
        few = cap.few_good or cap.few_members
        what = "số hoàn thành tốt" if cap.few_good else "số đảng viên"
        yield Rule(part, f"Khi {what} dưới {few}: được chọn {cap.few_allowed}.", cap.few_source)
    for quota in regulation.subquotas:
        yield Rule(part, f"{quota.name}: không quá {quota.part} số chỉ tiêu.", quota.source)


def _papers(regulation: Regulation) -> Iterator[Rule]:
    for deadline in regulation.deadlines:
        if deadline.day is not None:
            when = f"{deadline.day:%d/%m/%Y}"
        else:
            kind = "ngày làm việc" if deadline.working_days else "ngày"
            when = f"trước hội nghị {deadline.days_before} {kind}"
        yield Rule("Thời hạn", f"{deadline.what}: {when}.", deadline.source)
    for paper in regulation.dossier:
        number = f"{paper.number}. " if paper.number else ""
        more = " (nếu có)" if paper.optional and "nếu có" not in paper.title else ""
        yield Rule("Hồ sơ", f"{paper.part}, {number}{paper.title}{more}.", paper.source)
    for remark in regulation.remarks:
        topic = f"{remark.topic}: " if remark.topic else ""
        yield Rule("Lưu ý", _stop(f"{topic}{remark.text}"), remark.source)


def _stop(sentence: str) -> str:
    return sentence if sentence.endswith(".") else f"{sentence}."
