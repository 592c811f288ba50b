"""A result cancelled and replaced because a fault was found out later; old and new both stay on record.

KH/ĐUK Lâm Đồng 2023, mục 3.1, 3.2; KH Tuy Phước 2021, mục II.B.6; QĐ 366-QĐ/TW, Điều 15.3 (Mẫu 03).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from meeting.decision import DecidedBy, DecisionKind
from meeting.level import Level


@dataclass(frozen=True, slots=True)
class Rerating:
    """One re-rating of a member's or collective's `year`; `old` is what stood before it.

    A proposal is the branch's own and replaces nothing yet; a final one is the competent body's decision.
    `clause` is the place in the regulation that asks for it, "" where the regulation says nothing.
    """

    id: int
    subject: str
    year: int
    old: Level
    new: Level
    kind: DecisionKind
    by: DecidedBy
    paper: str
    day: date
    reason: str
    clause: str = ""


def replacement(reratings: Iterable[Rerating], subject: str, year: int) -> Rerating | None:
    """The decision that replaced the result of that year, the newest one; None where the result stands."""
    found = [one for one in reratings if (one.subject, one.year) == (subject, year)]
    return next((one for one in reversed(found) if one.kind is DecisionKind.FINAL), None)


def rerated_level(
    reratings: Iterable[Rerating], subject: str, year: int, level: Level | None
) -> Level | None:
    """The level that counts: the newest re-rating's, else `level`."""
    found = replacement(reratings, subject, year)
    return level if found is None else found.new


def rerating_sentence(one: Rerating, names: Mapping[Level, str]) -> str:
    """The re-rating in one sentence: what is cancelled, what replaces it, who decided, why."""
    clause = f" ({one.clause})" if one.clause else ""
    source = f"{one.paper}, ngày {one.day:%d/%m/%Y}"
    reason = f"Lý do: {one.reason.rstrip('.')}{clause}."
    if one.kind is DecisionKind.PROPOSAL:
        told = f"Đề nghị xếp loại lại năm {one.year}: từ {names[one.old]} thành {names[one.new]}"
    else:
        told = f"Xếp loại lại năm {one.year}: hủy kết quả {names[one.old]}, mức mới {names[one.new]}"
    return f"{told} ({one.by}; {source}). {reason}"
