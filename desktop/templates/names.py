"""The names a template may use, in words, and what stands for them: single values, and lists of members."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from forms import words
from forms.facts import Facts
from forms.trims import level_of, signer_of
from meeting.level import LEVELS, Level
from meeting.paper import post_name
from meeting.season import Leader, Professional
from meeting.verdict import MemberVerdict

Record = Mapping[str, str | int]

_CODES: Final = ("xuat_sac", "tot", "hoan_thanh", "khong_hoan_thanh")
SINGLES: Final = {
    "nam": "năm kiểm điểm",
    "dang_bo": "đảng bộ cấp trên",
    "chi_bo": "tên chi bộ",
    "dia_danh": "địa danh",
    "ngay_hop": "ngày họp chi bộ (ngày/tháng/năm)",
    "bi_thu": "người ký thay mặt chi bộ",
    "so_dang_vien": "tổng số đảng viên",
    "so_chinh_thuc": "số đảng viên chính thức",
    "so_du_bi": "số đảng viên dự bị",
    "so_xep_loai": "số đảng viên được xếp loại",
    "so_chua_xep_loai": "số đảng viên chưa hoặc không xếp loại",
    **{f"so_{code}": f"số đảng viên mức {number}" for number, code in enumerate(_CODES, 1)},
    **{f"ty_le_{code}": f"tỷ lệ phần trăm mức {number}" for number, code in enumerate(_CODES, 1)},
    "muc_chi_bo": "mức xếp loại của chi bộ",
    "muc_chi_uy": "mức xếp loại của tập thể chi ủy",
}
LISTS: Final = {
    "dang_vien": "đảng viên được xếp loại",
    "lanh_dao": "trong đó, đảng viên giữ chức vụ lãnh đạo, quản lý",
    "chua_xep_loai": "đảng viên chưa hoặc không xếp loại",
}
COLUMNS: Final = {
    "tt": "số thứ tự",
    "ho_ten": "họ và tên",
    "ngay_sinh": "ngày sinh",
    "ngay_vao_dang": "ngày vào Đảng",
    "chuc_vu": "chức vụ",
    "tu_nhan": "mức tự nhận",
    "chuyen_mon": "mức xếp loại cán bộ, công chức, viên chức",
    "to_dang": "mức tổ đảng đề nghị",
    "chi_uy": "mức chi ủy đề nghị",
    "muc": "mức xếp loại",
    "ly_do": "lý do, căn cứ nếu chưa xếp loại",
}


@dataclass(frozen=True, slots=True)
class Values:
    """What stands for the names."""

    singles: Record
    lists: Mapping[str, tuple[Record, ...]]


def values_of(facts: Facts) -> Values:
    """Return the values of a season; levels are those that stand: the superior's, else the branch's."""
    rated = facts.judged.rated
    leaders = [one for one in rated if facts.season.member(one.member).leader is not Leader.NONE]
    left = [one for one in facts.judged.members if not one.rated]
    chosen = {"dang_vien": rated, "lanh_dao": leaders, "chua_xep_loai": left}
    lists = {
        name: tuple(_record(facts, number, one) for number, one in enumerate(found, 1))
        for name, found in chosen.items()
    }
    return Values(_singles(facts), lists)


def _singles(facts: Facts) -> Record:
    season = facts.season
    signer, branch = signer_of(season), season.branch_session
    day = season.meeting_day if branch is None or branch.day is None else branch.day
    official = sum(member.official is not None for member in season.members)
    return {
        "nam": season.year,
        "dang_bo": season.unit.superior,
        "chi_bo": season.unit.name,
        "dia_danh": season.unit.place,
        "ngay_hop": f"{day:%d/%m/%Y}",
        "bi_thu": "" if signer is None else signer.name,
        "so_dang_vien": len(season.members),
        "so_chinh_thuc": official,
        "so_du_bi": len(season.members) - official,
        **_counts(facts),
        "muc_chi_bo": _unit(facts, "chi_bo"),
        "muc_chi_uy": _unit(facts, "chi_uy"),
    }


def _counts(facts: Facts) -> dict[str, str | int]:
    levels = [level_of(facts.season, facts.judged, one.member) for one in facts.judged.rated]
    found: dict[str, str | int] = {
        "so_xep_loai": len(levels),
        "so_chua_xep_loai": len(facts.judged.members) - len(levels),
    }
    for code, level in zip(_CODES, LEVELS, strict=True):
        found[f"so_{code}"] = levels.count(level)
        found[f"ty_le_{code}"] = words.percent(levels.count(level), len(levels))
    return found


def _unit(facts: Facts, subject: str) -> str:
    return _named(facts.words.names_of(subject), level_of(facts.season, facts.judged, subject))


def _named(names: Mapping[Level, str], level: Level | None) -> str:
    return "" if level is None else names[level]


def _record(facts: Facts, number: int, one: MemberVerdict) -> Record:
    member = facts.season.member(one.member)
    level: Callable[[Level | None], str] = lambda found: _named(facts.words.member_names, found)  # noqa: E731
    unknown = member.professional is Professional.UNKNOWN
    return {
        "tt": number,
        "ho_ten": member.name,
        "ngay_sinh": f"{member.born:%d/%m/%Y}",
        "ngay_vao_dang": f"{member.admitted:%d/%m/%Y}",
        "chuc_vu": post_name(member),
        "tu_nhan": level(member.self_level),
        "chuyen_mon": "chưa có" if unknown else level(member.professional.level),
        "to_dang": level(member.group_level),
        "chi_uy": level(member.committee_level),
        "muc": level(level_of(facts.season, facts.judged, member.id)) if one.rated else "",
        "ly_do": "" if one.rated else one.standing.sentence,
    }
