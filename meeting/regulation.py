"""A regulation pack as frozen records: every rule carries the clause it comes from and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from meeting.asks import Ask
from meeting.level import Level
from meeting.ratio import Ratio
from meeting.season import Form, Grade, Leader, Scope, Sector, SessionKind, Status, Structure

OWN_CHOICE = "đơn vị tự đặt"
"""What stands behind a value that no source gives."""


class Sure(StrEnum):
    """How a value is known."""

    FULL = "toan_van"  # the whole document was read
    QUOTED = "trich_dan"  # the clause itself, as a legal site quotes it
    EXCERPT = "trich_luoc"  # a summary or a partly cut quotation
    INFERRED = "suy_luan"  # our reading; never shown as a rule
    OWN = "don_vi_tu_dat"  # the text gives none: the unit's own choice
    SUPERIOR = "van_ban_cap_tren"  # a paper of the level above that changes or fills in the text


class Standing(StrEnum):
    """What is done with a member this year."""

    RATED = "rated"
    REVIEWED_ONLY = "reviewed_only"
    NONE = "none"
    DEFERRED = "deferred"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from: clause, document, and how sure that is."""

    clause: str
    document: str
    sure: Sure

    @property
    def own(self) -> bool:
        """True where no source gives the value: it must be shown as the unit's own choice."""
        return self.sure in {Sure.INFERRED, Sure.OWN}

    @property
    def cite(self) -> str:
        """The words that stand in brackets behind a value."""
        if self.own:
            return OWN_CHOICE
        if not self.clause[:1].isdigit():
            return self.clause
        return f"{'văn bản số' if self.sure is Sure.SUPERIOR else 'mục'} {self.clause}"


@dataclass(frozen=True, slots=True)
class Shape:
    """Which sessions a branch of this structure holds, in order."""

    structure: Structure
    sessions: tuple[SessionKind, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item that the regulation asks for (`structures` empty: in every shape)."""

    session: SessionKind
    key: str
    title: str
    structures: tuple[Structure, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class StatusRule:
    """What becomes of members with this status."""

    status: Status
    standing: Standing
    sentence: str
    source: Source


@dataclass(frozen=True, slots=True)
class MonthsRule:
    """What becomes of a member (or leader) with fewer than `months` months."""

    months: int
    standing: Standing
    sentence: str
    source: Source


@dataclass(frozen=True, slots=True)
class Threshold:
    """Votes needed for `level`: strictly more than `part` of the base. `default`: the text states none."""

    level: Level
    part: Ratio
    default: bool
    forms: tuple[Form, ...]
    source: Source

    @property
    def part_text(self) -> str:
        """The part in the words of the papers: "1/2"."""
        return f"{self.part.numerator}/{self.part.denominator}"


@dataclass(frozen=True, slots=True)
class Cap:
    """How many may stand at the top level, measured on the number at HTTNV.

    `few_good`: with fewer than this many at HTTNV, `few_allowed` places are open all the same;
    `few_members`: the same for the number of members on the roll. 0 switches a rule off.
    """

    rate: Ratio
    special_rate: Ratio | None
    special_source: Source | None
    few_good: int
    few_members: int
    few_allowed: int
    few_source: Source | None
    scope: str
    source: Source
    scope_source: Source | None = None

    @property
    def scope_from(self) -> Source:
        """Where the scope comes from: the clause of the rate, unless a paper set one of the two."""
        return self.scope_source or self.source


@dataclass(frozen=True, slots=True)
class SubQuota:
    """The part of the places that one class of leaders may hold, in the sectors named."""

    name: str
    sectors: tuple[Sector, ...]
    leaders: tuple[Leader, ...]
    part: Ratio
    source: Source


@dataclass(frozen=True, slots=True)
class ProfessionalRule:
    """The professional rating as a ceiling; a merit in `lifted_by` lifts it from the top level."""

    binding: bool
    lifted_by: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class SickRule:
    """Ceiling for members ill for `months` months or more in the year."""

    months: int
    ceiling: Level
    binding: bool
    source: Source


@dataclass(frozen=True, slots=True)
class DisciplineRule:
    """What a discipline with this scope does: a ceiling, a flag, or both."""

    scope: Scope
    ceiling: Level | None
    binding: bool
    flag: str
    sentence: str
    source: Source


@dataclass(frozen=True, slots=True)
class GradeRule:
    """Grades a level asks for: at least `tasks` for the result of tasks, `others` for the rest."""

    level: Level
    tasks: Grade
    others: Grade
    binding: bool
    source: Source


@dataclass(frozen=True, slots=True)
class PointsFrame:
    """Points: the most that each group can bring, and the smallest total (hundredths) of each level."""

    common_max: int
    tasks_max: int
    bands: Mapping[Level, int]
    binding: bool
    source: Source


@dataclass(frozen=True, slots=True)
class TaskRule:
    """What a level asks of the year's tasks. Parts are of the number of tasks; None asks nothing."""

    level: Level
    leaders: bool | None
    done_all: bool
    on_time_all: bool
    late_at_most: Ratio | None
    beyond_at_least: Ratio | None
    old_faults_fixed: bool
    binding: bool
    source: Source


@dataclass(frozen=True, slots=True)
class FailRule:
    """Tasks so badly done that the level is KHTNV.

    With `not_done_above` when strictly more than this part is not done; with `done_below` when
    strictly less than this part is done.
    """

    leaders: bool | None
    not_done_above: Ratio | None
    done_below: Ratio | None
    binding: bool
    source: Source


@dataclass(frozen=True, slots=True)
class HeadRule:
    """The head against the unit: never above it, or (`only_top`) at the top only if the unit is."""

    only_top: bool
    binding: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Chairing:
    """Who takes the chair while the head is reviewed."""

    deputy_for_head: bool
    without_deputy: str
    source: Source


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date of the regulation. `days_before`: counted back from the meeting instead of a fixed day.

    `who`: who does it, where the document says so. `binding`: the branch meeting opens only when it is done.
    """

    what: str
    day: date | None
    days_before: int | None
    working_days: bool
    source: Source
    who: str = ""
    binding: bool = False


@dataclass(frozen=True, slots=True)
class DossierItem:
    """A paper of the dossier. `form`: our form's code where the program makes it."""

    part: str
    number: str
    title: str
    form: str
    optional: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Remark:
    """A rule that is shown to people and not computed."""

    topic: str
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """Points of the organisation itself: the groups with their most, and the smallest total per level."""

    groups: tuple[tuple[str, int], ...]
    bands: Mapping[Level, int]
    source: Source


@dataclass(frozen=True, slots=True)
class Question:
    """A fact about a collective that only people can tell: `text` is the statement, answered yes or no."""

    key: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class OrganisationRule:
    """One condition of a level of the branch ("chi_bo") or its committee ("chi_uy")."""

    subject: str
    level: Level
    ask: Ask
    binding: bool
    source: Source


@dataclass(frozen=True, slots=True)
class BranchAward:
    """The same award for branches: how many a base organisation proposes (0: no number is set)."""

    most: int
    source: Source


@dataclass(frozen=True, slots=True)
class AwardRule:
    """The award for `years` years at the top level in a row.

    few, many: how many members a base organisation proposes, many from `many_from` members on (0: no number
    is set). pause: years that must pass after the last such award (0: none is set). commended: a giấy khen
    of the base committee is asked for every one of the years when the province is to give the award.
    branch: the award for the branch itself, with the same years and pause; None where there is none.
    """

    years: int
    few: int
    many: int
    many_from: int
    pause: int
    commended: bool
    source: Source
    branch: BranchAward | None = None


@dataclass(frozen=True, slots=True)
class RerateRule:
    """What becomes of a result when a fault is found out later.

    earlier: what is different where the year of the fault is over, "" where nothing is.
    """

    sentence: str
    earlier: str
    source: Source


@dataclass(frozen=True, slots=True)
class Regulation:
    """One regulation of one year, complete."""

    id: str
    title: str
    short: str
    years: tuple[int, ...]
    layout: str
    verb: str
    member_names: Mapping[Level, str]
    unit_names: Mapping[Level, str]
    committee_names: Mapping[Level, str]
    shapes: tuple[Shape, ...]
    items: tuple[Item, ...]
    chairing: Chairing
    statuses: tuple[StatusRule, ...]
    new_member: MonthsRule
    new_leader: MonthsRule | None
    absent: StatusRule
    base: Source
    thresholds: tuple[Threshold, ...]
    cap: Cap
    subquotas: tuple[SubQuota, ...]
    professional: ProfessionalRule | None
    sick: SickRule | None
    disciplines: tuple[DisciplineRule, ...]
    grades: tuple[GradeRule, ...]
    points: PointsFrame | None
    tasks: tuple[TaskRule, ...]
    fails: tuple[FailRule, ...]
    head: HeadRule | None
    score_sheet: ScoreSheet | None
    questions: tuple[Question, ...]
    organisation: tuple[OrganisationRule, ...]
    deadlines: tuple[Deadline, ...]
    dossier: tuple[DossierItem, ...]
    remarks: tuple[Remark, ...]
    award: AwardRule | None
    rerate: RerateRule | None = None

    def names_of(self, subject: str) -> Mapping[Level, str]:
        """The names of the levels of a member, of the branch ("chi_bo") or of its committee ("chi_uy")."""
        return {"chi_bo": self.unit_names, "chi_uy": self.committee_names}.get(subject, self.member_names)

    def shape(self, structure: Structure) -> Shape:
        """The sessions of a branch of this structure; KeyError if the regulation gives none."""
        for shape in self.shapes:
            if shape.structure is structure:
                return shape
        raise KeyError(structure)

    def threshold(self, level: Level, form: Form) -> Threshold:
        """The threshold for `level` in a branch of this form."""
        return next(t for t in self.thresholds if t.level is level and (not t.forms or form in t.forms))
