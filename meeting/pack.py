"""Which keys a regulation pack has, and the record each of them becomes."""

from meeting.level import Level
from meeting.pack_organisation import organisation_rule, question
from meeting.reader import Reader, ReadError
from meeting.regulation import (
    AwardRule,
    BranchAward,
    Cap,
    Chairing,
    Deadline,
    DisciplineRule,
    DossierItem,
    FailRule,
    GradeRule,
    HeadRule,
    Item,
    MonthsRule,
    PointsFrame,
    ProfessionalRule,
    Regulation,
    Remark,
    RerateRule,
    ScoreSheet,
    Shape,
    SickRule,
    Standing,
    StatusRule,
    SubQuota,
    TaskRule,
    Threshold,
)
from meeting.season import Form, Grade, Leader, Scope, Sector, SessionKind, Status, Structure
from meeting.soundness import faults


def read_regulation(table: object) -> Regulation:
    """Read a parsed pack; ReadError names the place and the reason."""
    document = str(table.get("document", "")) if isinstance(table, dict) else ""
    r = Reader(table, "", document)
    r.take("document", str)
    unit_names = r.by_level("unit_levels", str)
    regulation = Regulation(
        id=r.take("id", str),
        title=r.take("title", str),
        short=r.take("short", str),
        years=tuple(r.take("years", list)),
        layout=r.take("layout", str),
        verb=r.take("verb", str),
        member_names=r.by_level("member_levels", str),
        unit_names=unit_names,
        committee_names=r.by_level("committee_levels", str) if r.has("committee_levels") else unit_names,
        shapes=r.each("shapes", _shape),
        items=r.each("agenda", _item),
        chairing=r.read("chairing", _chairing),
        statuses=r.each("statuses", _status),
        new_member=r.read("new_member", _months),
        new_leader=r.read_or_none("new_leader", _months),
        absent=r.read("absent", _absent),
        base=r.read("base", Reader.source),
        thresholds=r.each("thresholds", _threshold),
        cap=r.read("cap", _cap),
        subquotas=r.each("subquotas", _subquota),
        professional=r.read_or_none("professional", _professional),
        sick=r.read_or_none("sick", _sick),
        disciplines=r.each("disciplines", _discipline),
        grades=r.each("grades", _grade),
        points=r.read_or_none("points", _points),
        tasks=r.each("tasks", _task),
        fails=r.each("fails", _fail),
        head=r.read_or_none("head", _head),
        score_sheet=r.read_or_none("score_sheet", _score_sheet),
        questions=r.each("questions", question),
        organisation=r.each("organisation", organisation_rule),
        deadlines=r.each("deadlines", _deadline),
        dossier=r.each("dossier", _dossier),
        remarks=r.each("remarks", _remark),
        award=r.read_or_none("award", _award),
        rerate=r.read_or_none("rerate", _rerate),
    )
    r.done()
    for path, reason in faults(regulation):
        raise ReadError(path, reason)
    return regulation


def _shape(r: Reader) -> Shape:
    return Shape(r.enum("structure", Structure), r.enums("sessions", SessionKind), r.source())


def _item(r: Reader) -> Item:
    return Item(
        r.enum("session", SessionKind),
        r.take("key", str),
        r.take("title", str),
        r.enums("structures", Structure),
        r.source(),
    )


def _chairing(r: Reader) -> Chairing:
    return Chairing(r.flag("deputy_for_head", default=True), r.take("without_deputy", str, ""), r.source())


def _status(r: Reader) -> StatusRule:
    return StatusRule(
        r.enum("status", Status), r.enum("standing", Standing), r.take("sentence", str), r.source()
    )


def _absent(r: Reader) -> StatusRule:
    return StatusRule(Status.ACTIVE, Standing.DEFERRED, r.take("sentence", str), r.source())


def _months(r: Reader) -> MonthsRule:
    return MonthsRule(r.count("months"), r.enum("standing", Standing), r.take("sentence", str), r.source())


def _threshold(r: Reader) -> Threshold:
    return Threshold(
        r.enum("level", Level),
        r.ratio("more_than"),
        r.flag("default", default=False),
        r.enums("forms", Form),
        r.source(),
    )


def _cap(r: Reader) -> Cap:
    special, few = r.has("special"), r.has("few")
    special_rate, special_source = None, None
    few_good = few_members = few_allowed = 0
    few_source = None
    if special:
        inner = r.table("special")
        special_rate, special_source = inner.ratio("rate"), inner.source()
        inner.done()
    if few:
        inner = r.table("few")
        few_good, few_members = inner.count("good_below", 0), inner.count("members_below", 0)
        few_allowed, few_source = inner.count("allowed"), inner.source()
        inner.done()
    return Cap(
        r.ratio("rate"),
        special_rate,
        special_source,
        few_good,
        few_members,
        few_allowed,
        few_source,
        r.take("scope", str),
        r.source(),
    )


def _subquota(r: Reader) -> SubQuota:
    return SubQuota(
        r.take("name", str),
        r.enums("sectors", Sector),
        r.enums("leaders", Leader),
        r.ratio("part"),
        r.source(),
    )


def _professional(r: Reader) -> ProfessionalRule:
    return ProfessionalRule(r.flag("binding", default=False), r.texts("lifted_by"), r.source())


def _sick(r: Reader) -> SickRule:
    return SickRule(r.count("months"), r.enum("ceiling", Level), r.flag("binding", default=True), r.source())


def _discipline(r: Reader) -> DisciplineRule:
    return DisciplineRule(
        r.enum("scope", Scope),
        r.enum("ceiling", Level) if r.has("ceiling") else None,
        r.flag("binding", default=True),
        r.take("flag", str, ""),
        r.take("sentence", str),
        r.source(),
    )


def _grade(r: Reader) -> GradeRule:
    return GradeRule(
        r.enum("level", Level),
        r.enum("tasks", Grade),
        r.enum("others", Grade),
        r.flag("binding", default=True),
        r.source(),
    )


def _points(r: Reader) -> PointsFrame:
    return PointsFrame(
        r.count("common_max"),
        r.count("tasks_max"),
        r.by_level("bands", int),
        r.flag("binding", default=True),
        r.source(),
    )


def _leaders(r: Reader) -> bool | None:
    return r.flag("leaders", default=False) if r.has("leaders") else None


def _task(r: Reader) -> TaskRule:
    return TaskRule(
        r.enum("level", Level),
        _leaders(r),
        r.flag("done_all", default=False),
        r.flag("on_time_all", default=False),
        r.ratio_or_none("late_at_most"),
        r.ratio_or_none("beyond_at_least"),
        r.flag("old_faults_fixed", default=False),
        r.flag("binding", default=True),
        r.source(),
    )


def _fail(r: Reader) -> FailRule:
    return FailRule(
        _leaders(r),
        r.ratio_or_none("not_done_above"),
        r.ratio_or_none("done_below"),
        r.flag("binding", default=True),
        r.source(),
    )


def _head(r: Reader) -> HeadRule:
    return HeadRule(r.flag("only_top", default=False), r.flag("binding", default=True), r.source())


def _score_sheet(r: Reader) -> ScoreSheet:
    groups = r.each("groups", lambda g: (g.take("name", str), g.count("most")))
    return ScoreSheet(groups, r.by_level("bands", int), r.source())


def _deadline(r: Reader) -> Deadline:
    what, day = r.take("what", str), r.day("day")
    days = r.count("days_before") if r.has("days_before") else None
    if (day is None) == (days is None):
        raise r.fail("day", "cần đúng một trong hai: day hoặc days_before")
    binding = r.flag("binding", default=False)
    if binding and days is None:
        raise r.fail("binding", "chỉ việc tính ngược từ hội nghị mới có thể bắt buộc trước khi mở hội nghị")
    who = r.take("who", str, "")
    return Deadline(what, day, days, r.flag("working_days", default=False), r.source(), who, binding)


def _dossier(r: Reader) -> DossierItem:
    return DossierItem(
        r.take("part", str),
        r.take("number", str),
        r.take("title", str),
        r.take("form", str, ""),
        r.flag("optional", default=False),
        r.source(),
    )


def _remark(r: Reader) -> Remark:
    return Remark(r.take("topic", str), r.take("text", str), r.source())


def _award(r: Reader) -> AwardRule:
    few = r.count("few", 0)
    return AwardRule(
        r.count("years"),
        few,
        r.count("many", few),
        r.count("many_from", 0),
        r.count("pause", 0),
        r.flag("commended", default=False),
        r.source(),
        r.read_or_none("branch", lambda b: BranchAward(b.count("most", 0), b.source())),
    )


def _rerate(r: Reader) -> RerateRule:
    return RerateRule(r.take("sentence", str), r.take("earlier", str, ""), r.source())
