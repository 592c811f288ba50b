"""What a superior's letter may change, in words; values between what is typed, kept and computed with.

The central texts leave these to the level above (QĐ 366-QĐ/TW, Điều 3.3, 18; HD 43-HD/BTCTW, 7.12).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from meeting.amendment import Amendment
from meeting.level import LEVELS
from meeting.override import Override, OverrideError, Value, apply_overrides
from meeting.points import points_text
from meeting.ratio import Ratio
from meeting.regulation import Deadline, FailRule, Regulation, TaskRule


class Kind(StrEnum):
    """What is typed for a value; POINTS are kept in hundredths."""

    RATIO = "ratio"
    COUNT = "count"
    POINTS = "points"
    FLAG = "flag"
    TEXT = "text"
    DAY = "day"


HINTS: Final = {
    Kind.RATIO: "ví dụ 25% hoặc 2/3",
    Kind.COUNT: "một số nguyên, ví dụ 6",
    Kind.POINTS: "số điểm, ví dụ 92 hoặc 92,5",
    Kind.FLAG: "có hoặc không",
    Kind.TEXT: "một dòng chữ",
    Kind.DAY: "ngày/tháng/năm, ví dụ 10/12/2026",
}
"""How each kind of value is typed."""

YES, NO = "có", "không"
_KEPT_FLAGS: Final = {True: "true", False: "false"}
_FLAGS: Final = {YES: True, NO: False, "true": True, "false": False}
_RATIO: Final = re.compile(r"(?:trên )?([0-9]{1,4}) ?(?:/ ?([0-9]{1,4})|%)")
_POINTS: Final = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))?")
_DAY: Final = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})")


class ValueTextError(ValueError):
    """A text that is no value of its kind: one Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Changeable:
    """A value that a letter may set: its key, its words, how it is typed, and what it is now."""

    key: str
    title: str
    kind: Kind
    now: Value | None

    @property
    def shown(self) -> str:
        """The value now, as people read it."""
        return shown(self.kind, self.now)


def changeable(regulation: Regulation) -> tuple[Changeable, ...]:
    """Every value that a letter may set in this regulation, in the order of the pack."""
    parts = (_people, _votes, _cap, _few, _shares, _facts, _points, _tasks, _head, _deadlines)
    return tuple(one for part in parts for one in part(regulation))


def amended(regulation: Regulation, amendments: Iterable[Amendment]) -> Regulation:
    """The regulation as the letters of the book leave it; OverrideError where one does not fit it."""
    kinds = {one.key: one.kind for one in changeable(regulation)}
    return apply_overrides(regulation, [_override(one, kinds.get(one.key)) for one in amendments])


def shown(kind: Kind, value: Value | None) -> str:
    """A value as people read it: "25%", "6", "92,5", "có", "10/12/2026"."""
    if value is None:
        return "không nêu"
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return points_text(value) if kind is Kind.POINTS and isinstance(value, int) else str(value)


def kept(value: Value) -> str:
    """A value as the book keeps it: "25/100", "6", "true", "2026-12-10"."""
    if isinstance(value, bool):
        return _KEPT_FLAGS[value]
    if isinstance(value, Ratio):
        return f"{value.numerator}/{value.denominator}"
    return value.isoformat() if isinstance(value, date) else str(value)


def from_kept(kind: Kind, text: str) -> Value:
    """The value that the book keeps as `text`; ValueTextError where it is none."""
    if kind is Kind.DAY:
        return _iso(text)
    return _count(text) if kind is Kind.POINTS else typed(kind, text)


def typed(kind: Kind, text: str) -> Value:
    """The value that was typed; ValueTextError where it is none."""
    text = " ".join(text.split())
    if kind is Kind.TEXT:
        return text
    return _TYPED[kind](text)


def _override(one: Amendment, kind: Kind | None) -> Override:
    """The letter with its value; a key that is not known is left to be refused with the known ones."""
    try:
        value = one.value if kind is None else from_kept(kind, one.value)
    except ValueTextError as error:
        raise OverrideError(one.key, f"giá trị “{one.value}” không đọc được") from error
    return Override(one.key, value, one.paper, one.day)


def _ratio(text: str) -> Ratio:
    match = _RATIO.fullmatch(text.casefold())
    if match is None or (match[2] and not int(match[2])):
        raise ValueTextError("Đồng chí gõ tỷ lệ dạng 25% hoặc 2/3.")
    return Ratio(int(match[1]), int(match[2] or 100))


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueTextError("Đồng chí gõ một số nguyên, ví dụ 6.")
    return int(text)


def _hundredths(text: str) -> int:
    match = _POINTS.fullmatch(text)
    if match is None:
        raise ValueTextError("Đồng chí gõ điểm bằng số, có thể lẻ đến hai chữ số, ví dụ 92,5.")
    return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))


def _flag(text: str) -> bool:
    if text.casefold() not in _FLAGS:
        raise ValueTextError("Đồng chí gõ “có” hoặc “không”.")
    return _FLAGS[text.casefold()]


def _day(text: str) -> date:
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueTextError("Đồng chí gõ ngày dạng ngày/tháng/năm, ví dụ 10/12/2026.")
    day, month, year = (int(part) for part in match.groups())
    return _iso(f"{year:04d}-{month:02d}-{day:02d}")


def _iso(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueTextError("Ngày này không có trên lịch; đồng chí xem lại.") from None


_TYPED: Final[dict[Kind, Callable[[str], Value]]] = {
    Kind.RATIO: _ratio,
    Kind.COUNT: _count,
    Kind.POINTS: _hundredths,
    Kind.FLAG: _flag,
    Kind.DAY: _day,
}


def _people(r: Regulation) -> Iterator[Changeable]:
    yield Changeable("new_member.months", "Mới kết nạp: chưa đủ mấy tháng", Kind.COUNT, r.new_member.months)
    if r.new_leader:
        title = "Mới được bổ nhiệm: chưa đủ mấy tháng"
        yield Changeable("new_leader.months", title, Kind.COUNT, r.new_leader.months)


def _votes(r: Regulation) -> Iterator[Changeable]:
    yield Changeable("base.clause", "Căn cứ của số đảng viên được tính", Kind.TEXT, r.base.clause)
    for level in LEVELS:
        part = next(rule.part for rule in r.thresholds if rule.level is level)
        title = f"Số phiếu cần cho mức {r.member_names[level]}: trên mấy phần"
        yield Changeable(f"thresholds.{level}", title, Kind.RATIO, part)


def _cap(r: Regulation) -> Iterator[Changeable]:
    yield Changeable("cap.rate", "Giới hạn mức cao nhất: không quá mấy phần trăm", Kind.RATIO, r.cap.rate)
    special = "Giới hạn được nâng, khi trang “Đơn vị” ghi văn bản cho phép"
    yield Changeable("cap.special.rate", special, Kind.RATIO, r.cap.special_rate)
    yield Changeable("cap.scope", "Phạm vi tính giới hạn", Kind.TEXT, r.cap.scope)


def _few(r: Regulation) -> Iterator[Changeable]:
    if r.cap.few_source is None:
        return
    good = f"Số lượng ít: dưới mấy đồng chí {r.member_names[LEVELS[1]]}"
    yield Changeable("cap.few.good_below", good, Kind.COUNT, r.cap.few_good)
    members = "Số lượng ít: chi bộ dưới mấy đảng viên"
    yield Changeable("cap.few.members_below", members, Kind.COUNT, r.cap.few_members)
    yield Changeable("cap.few.allowed", "Số lượng ít: được chọn mấy đồng chí", Kind.COUNT, r.cap.few_allowed)


def _shares(r: Regulation) -> Iterator[Changeable]:
    for number, rule in enumerate(r.subquotas, 1):
        yield Changeable(f"subquotas[{number}].part", f"Chia chỉ tiêu: {rule.name}", Kind.RATIO, rule.part)


def _facts(r: Regulation) -> Iterator[Changeable]:
    if r.professional:
        title = "Không cao hơn xếp loại chuyên môn: có bắt buộc"
        yield Changeable("professional.binding", title, Kind.FLAG, r.professional.binding)
    if r.sick:
        yield Changeable("sick.months", "Nghỉ ốm: từ mấy tháng", Kind.COUNT, r.sick.months)


def _points(r: Regulation) -> Iterator[Changeable]:
    frame = r.points
    if frame is None:
        return
    yield Changeable("points.common_max", "Thang điểm: tiêu chí chung tối đa", Kind.COUNT, frame.common_max)
    yield Changeable("points.tasks_max", "Thang điểm: nhiệm vụ tối đa", Kind.COUNT, frame.tasks_max)
    for level in LEVELS[:-1]:
        title = f"Điểm tối thiểu của mức {r.member_names[level]}"
        yield Changeable(f"points.bands.{level}", title, Kind.POINTS, frame.bands[level])


def _tasks(r: Regulation) -> Iterator[Changeable]:
    for number, task in enumerate(r.tasks, 1):
        yield from _task(f"tasks[{number}]", f"{_who(task.leaders)}, mức {r.member_names[task.level]}", task)
    for number, fail in enumerate(r.fails, 1):
        name = r.member_names[LEVELS[-1]]
        yield _fail(f"fails[{number}]", f"{_who(fail.leaders)}, mức {name}", fail)


def _task(key: str, name: str, rule: TaskRule) -> Iterator[Changeable]:
    late = f"{name}: nhiệm vụ chậm không quá"
    yield Changeable(f"{key}.late_at_most", late, Kind.RATIO, rule.late_at_most)
    beyond = f"{name}: nhiệm vụ vượt yêu cầu từ"
    yield Changeable(f"{key}.beyond_at_least", beyond, Kind.RATIO, rule.beyond_at_least)


def _fail(key: str, name: str, rule: FailRule) -> Changeable:
    if rule.done_below is None:
        title = f"{name}: chưa hoàn thành trên"
        return Changeable(f"{key}.not_done_above", title, Kind.RATIO, rule.not_done_above)
    return Changeable(f"{key}.done_below", f"{name}: hoàn thành dưới", Kind.RATIO, rule.done_below)


def _who(leaders: bool | None) -> str:
    return {None: "Nhiệm vụ", True: "Nhiệm vụ, lãnh đạo", False: "Nhiệm vụ, không lãnh đạo"}[leaders]


def _head(r: Regulation) -> Iterator[Changeable]:
    only_top = "Người đứng đầu: chỉ chặn mức cao nhất khi đơn vị chưa đạt"
    yield Changeable("head.only_top", only_top, Kind.FLAG, r.head.only_top if r.head else None)
    binding = "Người đứng đầu không cao hơn đơn vị: có bắt buộc"
    yield Changeable("head.binding", binding, Kind.FLAG, r.head.binding if r.head else None)


def _deadlines(r: Regulation) -> Iterator[Changeable]:
    return (_deadline(number, rule) for number, rule in enumerate(r.deadlines, 1))


def _deadline(number: int, rule: Deadline) -> Changeable:
    if rule.day is not None:
        return Changeable(f"deadlines[{number}]", f"Thời hạn: {rule.what}", Kind.DAY, rule.day)
    title = f"Thời hạn: {rule.what} (số ngày trước hội nghị)"
    return Changeable(f"deadlines[{number}]", title, Kind.COUNT, rule.days_before)
