"""How the papers say dates, times, numbers, people and verdicts (dates as HD 36-HD/VPTW 2018 asks)."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final

from meeting.decision import DecisionKind, decision_on, decision_sentence, proposed_level
from meeting.level import Level
from meeting.paper import post_name
from meeting.regulation import Standing
from meeting.season import Member, Season
from meeting.verdict import MemberVerdict, UnitVerdict

BLANK: Final = "……"
"""What stands where a value was not recorded; it is filled in by hand."""

_NUMBER_ROOM: Final = " " * 8

PLAIN_MEMBER: Final = "Đảng viên"
_LAST_PADDED_MONTH: Final = 2
_LAST_PADDED_NUMBER: Final = 9

FLAGS: Final[Mapping[str, str]] = {
    "no-majority": "Không mức nào đủ số phiếu cần thiết; báo cáo nguyên kết quả.",
    "tie": "Có các mức bằng phiếu nhau.",
    "conflict": "Mức chi bộ bỏ phiếu cao hơn mức tối đa theo quy định; đề nghị cấp trên xem xét.",
    "undefined-level": "Quy định không có mức nào phù hợp nguyên văn với trường hợp này.",
    "over-cap": "Số được xếp mức cao nhất vượt tỷ lệ cho phép.",
    "sub-quota": "Vượt phần chỉ tiêu dành cho nhóm lãnh đạo, quản lý.",
    "head-waits-for-unit": "Người đứng đầu: chờ kết quả xếp loại của đơn vị.",
    "professional-missing": "Chưa có kết quả xếp loại cán bộ, công chức, viên chức.",
    "rerate-earlier-year": "Khuyết điểm thuộc năm trước: xem xét lại kết quả xếp loại năm đó.",
    "rate-at-old-unit": "Khuyết điểm ở đơn vị cũ: xem xét xếp loại tại đơn vị cũ.",
}

_SETTLED: Final[Mapping[str, str]] = {"no-majority": "Không mức nào đủ số phiếu cần thiết."}
"""The same where the meeting decided which level it proposes."""

NOTES: Final[Mapping[str, str]] = {
    "threshold-by-default": (
        "Văn bản hướng dẫn không nêu tỷ lệ phiếu; chi bộ áp dụng quá nửa số đảng viên được tính."
    ),
}

STANDINGS: Final[Mapping[Standing, str]] = {
    Standing.RATED: "Được xếp loại",
    Standing.REVIEWED_ONLY: "Kiểm điểm, không xếp loại",
    Standing.NONE: "Không kiểm điểm, không xếp loại",
    Standing.DEFERRED: "Chưa xếp loại",
    Standing.ELSEWHERE: "Xếp loại ở nơi khác",
}


def of_year(verb: str, text: str) -> str:
    """Return the program's own words with the verb of the regulation: "phân loại" in 2016."""
    return (
        text.replace("xếp loại", verb)
        .replace("Xếp loại", upper_first(verb))
        .replace("XẾP LOẠI", verb.upper())
    )


def day(value: date | None) -> str:
    """Return "ngày 05 tháng 12 năm 2023"; days below 10 and months 1 and 2 get a zero."""
    if value is None:
        return f"ngày {BLANK} tháng {BLANK} năm {BLANK}"
    month = f"{value.month:02d}" if value.month <= _LAST_PADDED_MONTH else str(value.month)
    return f"ngày {value.day:02d} tháng {month} năm {value.year}"


def clock(value: datetime | None) -> str:
    """Return "08 giờ 05 phút"."""
    return f"{BLANK} giờ {BLANK} phút" if value is None else f"{value.hour:02d} giờ {value.minute:02d} phút"


def count(number: int) -> str:
    """Return a number with a zero before a single digit, as minutes write it."""
    return f"{number:02d}" if 1 <= number <= _LAST_PADDED_NUMBER else str(number)


def number_line(kind: str, body: str = "CB") -> str:
    """Return the line of number and symbol, with room for the number (HD 36-HD/VPTW 2018, ô số 3)."""
    return f"Số{_NUMBER_ROOM}-{kind}/{body}"


def numbered(line: str, number: int) -> str:
    """Return "Số 03-BC/CB": that line with its number."""
    return line.replace(_NUMBER_ROOM, f" {count(number)}", 1)


def sentence(text: str) -> str:
    """Return a typed text with a full stop at its end."""
    text = text.strip()
    return text if not text or text[-1] in ".!?;:…" else f"{text}."


def percent(part: int, whole: int) -> str:
    """Return "83,3%" by whole numbers, half a tenth rounded up; "" of nothing."""
    if whole <= 0:
        return ""
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10},{tenths % 10}%"


def people(members: Iterable[Member]) -> str:
    """Return the names, each with "đồng chí" before it."""
    return "; ".join(f"đồng chí {member.name}" for member in members)


def person(season: Season, member_id: str) -> str:
    """Return the name of a member; blank when nobody is named."""
    return next((m.name for m in season.members if m.id == member_id), member_id or BLANK)


def named(names: Mapping[Level, str], level: Level | None) -> str:
    """Return the level in words; a dash when there is none."""
    return "–" if level is None else names[level]


def to_tick(names: Mapping[Level, str], level: Level | None) -> str:
    """Return the level in words with a full stop; nothing where the boxes below wait for the pen."""
    return "" if level is None else f"{names[level]}."


def code(level: Level | None) -> str:
    """Return the level's code for narrow cells; a dash when there is none."""
    return "–" if level is None else level.value


def upper_first(text: str) -> str:
    """Return `text` as it stands at the beginning of a cell: with a capital."""
    return text[:1].upper() + text[1:]


def post_of(member: Member) -> str:
    """Return the member's posts, or "Đảng viên", for a cell of their own."""
    return upper_first(post_name(member))


def with_post(member: Member) -> str:
    """Return the name and, in a new line, the posts of a member who has any."""
    post = post_name(member)
    return member.name if post == PLAIN_MEMBER else f"{member.name}\n{upper_first(post)}"


def titled(member: Member) -> str:
    """Return "đồng chí A, Bí thư"; a member without posts has the name only."""
    post = post_name(member)
    return f"đồng chí {member.name}" if post == PLAIN_MEMBER else f"đồng chí {member.name}, {post}"


def remarks(verdict: MemberVerdict, verb: str, season: Season | None = None) -> str:
    """Return the flags of one member in words, and the binding rules where the vote went against them.

    season: where what was decided stands beside it, so that a result the meeting settled is not open too.
    """
    chosen = None if season is None else decision_on(season.decisions, verdict.member)
    flags = {**FLAGS, **(_SETTLED if chosen is not None and chosen.level is not None else {})}
    against = {"conflict", "undefined-level"} & set(verdict.flags)
    ceilings = [ceiling.sentence for ceiling in verdict.ceilings if ceiling.binding and against]
    return of_year(verb, " ".join([*ceilings, *(flags.get(flag, flag) for flag in verdict.flags)]))


def decided(season: Season, one: MemberVerdict, names: Mapping[Level, str], *, agreed: bool = True) -> str:
    """Return what the meeting and the superior decided on one member after the count.

    agreed: also a decision of the superior that only says what the branch proposed.
    """
    return _decided(season, one.member, one.level, names, agreed=agreed)


def unit_decided(season: Season, one: UnitVerdict, names: Mapping[Level, str]) -> str:
    """Return what was decided on a collective after the count; its own proposal where no level was voted."""
    return _decided(season, one.subject, one.level or own_proposal(season, one.subject), names)


def not_reached(season: Season, one: UnitVerdict, names: Mapping[Level, str]) -> str:
    """Return that no level got its votes, with the one that a meeting wrote down; "" where one did."""
    if one.tally is None or one.level is not None:
        return ""
    own = own_proposal(season, one.subject)
    return "Không mức nào đủ số phiếu cần thiết" + ("." if own is None else f"; đề nghị mức: {names[own]}.")


def own_proposal(season: Season, subject: str) -> Level | None:
    """Return the level that a meeting wrote down for a collective at its review."""
    told = (s.reviews[subject].proposed for s in season.sessions if subject in s.reviews)
    return next((level for level in told if level is not None), None)


def _decided(
    season: Season, subject: str, voted: Level | None, names: Mapping[Level, str], *, agreed: bool = True
) -> str:
    proposed = proposed_level(season.decisions, subject, voted)
    told = [found for kind in DecisionKind if (found := decision_on(season.decisions, subject, kind))]
    if not agreed:
        told = [one for one in told if one.kind is DecisionKind.PROPOSAL or one.level is not proposed]
    return " ".join(decision_sentence(one, names, proposed) for one in told)


def cited(paper: str) -> str:
    """Return a paper as running text names it: “Quyết định số 60-QĐ/ĐU” for “QĐ 60-QĐ/ĐU” as typed."""
    return re.sub(r"^QĐ (số )?(?=\d)", "Quyết định số ", paper.strip())


def slug(text: str) -> str:
    """Return `text` for a file name: small letters without diacritics, hyphens between words."""
    flat = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    kept = "".join(sign for sign in flat if not unicodedata.combining(sign))
    return "-".join(re.findall("[a-z0-9]+", kept))
