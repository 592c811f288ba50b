"""Reads a rehearsal scenario: one branch's whole review season written down in a TOML file.

The keys are a contract: an unknown key, a missing one, the same id twice, an impossible date or a row of
votes of the wrong length is refused with file, key and reason, and nothing is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple

from db.ballot_box.manifest import opaque
from desktop.regulations import RegulationError, load_regulation
from desktop.scenario_after import Around, read_around
from desktop.scenario_rules import Letter, read_collectives, read_decisions, read_letters
from desktop.scenario_votes import FurtherRound, Rows, read_ballot, read_rounds, valid_in
from desktop.toml_file import TomlFileError, read_toml
from meeting.decision import Decision
from meeting.level import LEVELS, Level
from meeting.reader import Reader, ReadError
from meeting.regulation import Regulation
from meeting.season import (
    Attendance,
    CollectiveFacts,
    Discipline,
    Form,
    Grade,
    Leader,
    Member,
    OldFaults,
    Post,
    Professional,
    Scope,
    Sector,
    Status,
    Structure,
    Tasks,
    Unit,
)
from meeting.unit_texts import too_long

YEARS: Final = (1930, 9999)
"""The years that the book takes; the Party is as old as the first."""

MONTHS: Final = 12
"""Of a year."""


class ScenarioError(Exception):
    """A scenario that is refused: file, key and reason in one Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A season to be rehearsed; the regulation is the one that its letters leave.

    previous: the season of the year before, whose book this one begins with. old_faults_told: of whom the
    file itself says what became of last year's shortcomings.
    """

    name: str
    regulation: Regulation
    year: int
    meeting_day: date
    unit: Unit
    members: tuple[Member, ...]
    attendance: Mapping[str, Attendance]
    reviewed: frozenset[str]
    invalid: int
    votes: Rows
    unit_votes: Rows
    collectives: tuple[CollectiveFacts, ...] = ()
    letters: tuple[Letter, ...] = ()
    decisions: tuple[Decision, ...] = ()
    around: Around = field(default_factory=Around)
    old_faults_told: frozenset[str] = frozenset()
    previous: "Scenario | None" = None
    rounds: tuple[FurtherRound, ...] = ()

    @property
    def valid(self) -> int:
        """Number of valid ballots."""
        return valid_in(self.votes, self.unit_votes)


class _Person(NamedTuple):
    """A member as the file has it, and what it says beside the facts of the year."""

    member: Member
    attendance: Attendance
    reviewed: bool
    told_faults: bool


def read_scenario(path: Path) -> Scenario:
    """Read a scenario file and the one of the year before, if it names one; ScenarioError where odd."""
    return _read(path, ())


def _read(path: Path, before: tuple[str, ...]) -> Scenario:
    try:
        _, table = read_toml(path)
    except TomlFileError as error:
        raise ScenarioError(f"Tệp kịch bản {path.name} {error}.") from error
    try:
        return _scenario(path, Reader(table, "", path.name), (*before, path.name))
    except ReadError as error:
        raise ScenarioError(f"Tệp kịch bản {path.name}, khóa {error.path}: {error.reason}.") from error
    except RegulationError as error:
        raise ScenarioError(f"Tệp kịch bản {path.name}, khóa regulation: {error}") from error


def _scenario(path: Path, r: Reader, seen: tuple[str, ...]) -> Scenario:
    previous = _previous(path, r, seen)
    letters, regulation = read_letters(r, load_regulation(r.take("regulation", str)))
    year, day = r.within("year", *YEARS), r.take("meeting_day", date)
    unit = r.read("unit", _unit)
    people = r.each("members", _member)
    _refuse_twins(r, [one.member.id for one in people])
    members = _in_groups(r, unit, tuple(one.member for one in people))
    _check_by_pack(r, regulation, unit, members)
    collectives = read_collectives(r, regulation, _points, _tasks)
    decisions = read_decisions(r, (member.id for member in members))
    invalid, votes, unit_votes = r.read("ballot", read_ballot) if r.has("ballot") else (0, {}, {})
    if "chi_uy" in unit_votes and unit.structure is Structure.BI_THU:
        raise r.fail("ballot.unit_votes.chi_uy", "chi bộ này không có chi ủy")
    around = read_around(r, year, [member.id for member in members])
    rounds = read_rounds(r, {member.id for member in members})
    r.done()
    if previous is not None and previous.year != year - 1:
        raise r.fail("previous", f"phải là kịch bản của năm {year - 1}")
    return Scenario(
        name=path.stem,
        regulation=regulation,
        year=year,
        meeting_day=day,
        unit=unit,
        members=members,
        attendance={one.member.id: one.attendance for one in people},
        reviewed=frozenset(one.member.id for one in people if one.reviewed),
        invalid=invalid,
        votes=votes,
        unit_votes=unit_votes,
        collectives=collectives,
        letters=letters,
        decisions=decisions,
        around=around,
        old_faults_told=frozenset(one.member.id for one in people if one.told_faults),
        previous=previous,
        rounds=rounds,
    )


def _previous(path: Path, r: Reader, seen: tuple[str, ...]) -> Scenario | None:
    """The scenario of the year before: a file in the same folder."""
    name = r.take("previous", str, "")
    if not name:
        return None
    if Path(name).name != name or name in seen:
        raise r.fail("previous", "cần tên một tệp khác trong cùng thư mục")
    return _read(path.with_name(name), seen)


def _refuse_twins(r: Reader, ids: list[str]) -> None:
    for number, member_id in enumerate(ids, 1):
        if member_id in ids[: number - 1]:
            raise r.fail(f"members[{number}].id", f"mã “{member_id}” đã dùng cho người khác")
    if not ids:
        raise r.fail("members", "chưa có đảng viên nào")


def _in_groups(r: Reader, unit: Unit, members: tuple[Member, ...]) -> tuple[Member, ...]:
    """The members in their groups; a branch without groups has nobody in one."""
    if unit.structure is not Structure.TO_DANG:
        return tuple(replace(member, group="") for member in members)
    for number, member in enumerate(members, 1):
        if member.group and member.group not in unit.groups:
            raise r.fail(f"members[{number}].group", f"chi bộ không có tổ đảng “{member.group}”")
    return members


def _check_by_pack(r: Reader, regulation: Regulation, unit: Unit, members: tuple[Member, ...]) -> None:
    """Refuse points and merits that the regulation does not know."""
    frame, sheet, rule = regulation.points, regulation.score_sheet, regulation.professional
    if sheet is not None and unit.organisation_score:
        most = [group_most for _, group_most in sheet.groups]
        told = unit.organisation_score
        if len(told) != len(most) or any(one > top for one, top in zip(told, most, strict=True)):
            raise r.fail("unit.organisation_score", f"cần {len(most)} số, mỗi số nhiều nhất {most}")
    for number, member in enumerate(members, 1):
        if frame is not None and member.points is not None:
            common, tasks = member.points
            if common > frame.common_max * 100 or tasks > frame.tasks_max * 100:
                limits = f"[{frame.common_max}, {frame.tasks_max}]"
                raise r.fail(f"members[{number}].points", f"vượt điểm tối đa {limits}")
        known = rule.lifted_by if rule is not None else ()
        strange = [merit for merit in member.merits if known and merit not in known]
        if strange:
            raise r.fail(f"members[{number}].merits", f"“{strange[0]}” không có trong: {', '.join(known)}")


def _level(r: Reader, key: str) -> Level | None:
    text = r.take(key, str, "")
    if text and text not in Level.__members__:
        raise r.fail(key, f"mức “{text}” không có trong: {', '.join(LEVELS)}")
    return Level(text) if text else None


def _unit(r: Reader) -> Unit:
    structure, groups = r.enum("structure", Structure), _groups(r)
    unit = Unit(
        superior=_line(r, "superior"),
        name=_nonempty(r, "name"),
        form=r.enum("form", Form),
        structure=structure,
        sector=r.enum("sector", Sector),
        place=_line(r, "place", ""),
        groups=groups if structure is Structure.TO_DANG else (),
        unit_level=_level(r, "unit_level"),
        cap_document=_line(r, "cap_document", ""),
        organisation_score=_whole_numbers(r, "organisation_score"),
    )
    for key, sentence in too_long(unit).items():
        raise r.fail(key, sentence.rstrip("."))
    return unit


def _groups(r: Reader) -> tuple[str, ...]:
    groups: list[object] = r.take("groups", list, [])
    if not all(_is_name(group) for group in groups) or len(set(groups)) != len(groups):
        raise r.fail("groups", "cần danh sách tên tổ đảng, mỗi tên một dòng, không trùng nhau")
    return tuple(str(group) for group in groups)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and value != "" and "\n" not in value


def _whole_numbers(r: Reader, key: str) -> tuple[int, ...]:
    values: list[object] = r.take(key, list, [])
    if not all(type(value) is int and value >= 0 for value in values):
        raise r.fail(key, "cần danh sách số nguyên không âm")
    return tuple(value for value in values if isinstance(value, int))


def _member(r: Reader) -> _Person:
    told_faults = r.has("old_faults")
    born, admitted, official = r.take("born", date), r.take("admitted", date), r.day("official")
    if born >= admitted:
        raise r.fail("admitted", "ngày kết nạp phải sau ngày sinh")
    if official is not None and official < admitted:
        raise r.fail("official", "ngày chính thức không được trước ngày kết nạp")
    member = Member(
        id=_id(r),
        name=_nonempty(r, "name"),
        born=born,
        admitted=admitted,
        official=official,
        group=r.take("group", str, ""),
        post=r.enum("post", Post, Post.NONE),
        leader=r.enum("leader", Leader, Leader.NONE),
        leader_since=r.day("leader_since"),
        head=r.flag("head", default=False),
        head_newly_arrived=r.flag("head_newly_arrived", default=False),
        status=r.enum("status", Status, Status.ACTIVE),
        professional=r.enum("professional", Professional, Professional.NOT_EMPLOYED),
        sick_months=r.within("sick_months", 0, MONTHS, 0),
        maternity=r.flag("maternity", default=False),
        discipline=r.enum("discipline", Discipline, Discipline.NONE),
        discipline_scope=r.enum("discipline_scope", Scope, Scope.DUTY_HERE_THIS_YEAR),
        self_level=_level(r, "self_level"),
        group_level=_level(r, "group_level"),
        committee_level=_level(r, "committee_level"),
        grades=r.enums("grades", Grade),
        points=_points(r),
        tasks=r.read_or_none("tasks", _tasks) or Tasks(),
        old_faults=r.read_or_none("old_faults", _old_faults) or OldFaults(),
        merits=tuple(str(merit) for merit in r.take("merits", list, [])),
        job=_line(r, "job", ""),
    )
    attendance = Attendance(r.flag("present", default=True), r.flag("absence_accepted", default=False))
    return _Person(member, attendance, r.flag("reviewed", default=True), told_faults)


def _line(r: Reader, key: str, default: str | None = None) -> str:
    """A text that papers print as one line."""
    text = r.take(key, str, default)
    if "\n" in text:
        raise r.fail(key, "phải viết trên một dòng")
    return text


def _nonempty(r: Reader, key: str) -> str:
    text = _line(r, key).strip()
    if not text:
        raise r.fail(key, "không được để trống")
    return text


def _id(r: Reader) -> str:
    text = _nonempty(r, "id")
    if not opaque(text) or text in {"chi_bo", "chi_uy"}:
        raise r.fail("id", f"mã “{text}” cần gồm chữ không dấu và chữ số, khác chi_bo và chi_uy")
    return text


def _points(r: Reader) -> tuple[int, int] | None:
    if not r.has("points"):
        return None
    values: list[object] = r.take("points", list)
    pair_of = 2
    if len(values) != pair_of or not all(type(value) in {int, Decimal} for value in values):
        raise r.fail("points", "cần hai số [điểm tiêu chí chung, điểm nhiệm vụ]")
    hundredths = [Decimal(str(value)) * 100 for value in values]
    if not all(value.is_finite() and value >= 0 and value % 1 == 0 for value in hundredths):
        raise r.fail("points", "điểm không âm, nhiều nhất hai chữ số thập phân")
    common, tasks = (int(value) for value in hundredths)
    return common, tasks


def _tasks(r: Reader) -> Tasks:
    tasks = Tasks(r.count("total", 0), r.count("done", 0), r.count("on_time", 0), r.count("beyond", 0))
    if max(tasks.done, tasks.on_time, tasks.beyond) > tasks.total:
        raise r.fail("total", "số nhiệm vụ hoàn thành, đúng hạn, vượt yêu cầu không được quá tổng số")
    return tasks


def _old_faults(r: Reader) -> OldFaults:
    faults = OldFaults(r.count("named", 0), r.count("fixed", 0))
    if faults.fixed > faults.named:
        raise r.fail("fixed", "số hạn chế đã khắc phục không được quá số đã nêu")
    return faults
