"""What the tables of a book and their columns are called, and what stands in them, in words for people."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from desktop import wording
from meeting.hand_in import PROFESSIONAL, RECORD, RESIDENCE, REVIEW, TEMPORARY

TABLES: Final = {
    "book": "Kỳ kiểm điểm",
    "unit": "Chi bộ",
    "members": "Thông tin trong danh sách",
    "sessions": "Hội nghị chủ trì, ghi biên bản",
    "agenda_items": "Nội dung hội nghị",
    "attendance": "Điểm danh ở các hội nghị",
    "reviews": "Kiểm điểm ở các hội nghị",
    "ballots": "Tham gia tổ kiểm phiếu",
    "tallies": "Kết quả kiểm phiếu",
    "overrides": "Văn bản của cấp trên",
    "decisions": "Quyết định sau kiểm phiếu",
    "documents": "Văn bản đã xuất",
    "hand_ins": "Giấy tờ đã nộp",
    "review_texts": "Bản kiểm điểm",
    "remedies": "Kế hoạch khắc phục",
    "past_years": "Mức xếp loại các năm trước",
    "paper_numbers": "Số văn bản",
    "reratings": "Xếp loại lại",
    "settings": "Thiết lập của sổ",
    "history": "Lịch sử của sổ",
}

COLUMNS: Final[dict[str, dict[str, str]]] = {
    "book": {
        "regulation": "Quy định",
        "year": "Năm",
        "meeting_day": "Ngày họp chi bộ",
        "created": "Ngày lập sổ",
    },
    "unit": {
        "superior": "Cấp trên",
        "name": "Tên chi bộ",
        "form": "Loại chi bộ",
        "structure": "Cơ cấu",
        "sector": "Loại hình đơn vị",
        "place": "Địa danh",
        "groups": "Các tổ đảng",
        "unit_level": "Mức của cơ quan, đơn vị",
        "cap_document": "Văn bản về tỷ lệ",
        "organisation_score": "Điểm của tổ chức",
    },
    "members": {
        "id": "Mã trong sổ",
        "position": "Thứ tự trong danh sách",
        "name": "Họ và tên",
        "born": "Ngày sinh",
        "admitted": "Ngày vào Đảng",
        "official": "Ngày chính thức",
        "group": "Tổ đảng",
        "post": "Chức vụ trong chi bộ",
        "leader": "Chức vụ lãnh đạo, quản lý",
        "leader_since": "Giữ chức vụ từ ngày",
        "head": "Là người đứng đầu",
        "head_newly_arrived": "Người đứng đầu mới về",
        "status": "Tình trạng sinh hoạt",
        "professional": "Xếp loại chuyên môn",
        "sick_months": "Số tháng nghỉ ốm",
        "maternity": "Nghỉ thai sản",
        "discipline": "Hình thức kỷ luật",
        "discipline_scope": "Phạm vi kỷ luật",
        "self_level": "Mức tự nhận",
        "group_level": "Mức tổ đảng đề nghị",
        "committee_level": "Mức chi ủy đề nghị",
        "grades": "Mức theo tiêu chí",
        "points": "Điểm (chung; nhiệm vụ)",
        "tasks": "Nhiệm vụ trong năm",
        "old_faults": "Khuyết điểm kỳ trước",
        "merits": "Khen thưởng",
        "residence_comment": "Nhận xét nơi cư trú",
        "job": "Công việc chuyên môn",
        "note": "Ghi chú",
    },
    "sessions": {
        "id": "Hội nghị",
        "day": "Ngày họp",
        "place": "Nơi họp",
        "chair": "Chủ trì",
        "secretary": "Thư ký",
    },
    "attendance": {
        "session": "Hội nghị",
        "member": "Đảng viên",
        "present": "Có mặt",
        "accepted": "Lý do vắng được chấp nhận",
        "reason": "Lý do vắng",
    },
    "reviews": {
        "session": "Hội nghị",
        "member": "Người được kiểm điểm",
        "done": "Đã kiểm điểm xong",
        "chair": "Chủ trì phần này",
        "strengths": "Ưu điểm",
        "shortcomings": "Hạn chế, khuyết điểm",
        "opinions": "Ý kiến góp ý",
        "conclusion": "Kết luận",
        "proposed": "Mức đề nghị",
        "in_favour": "Số người tán thành",
    },
    "ballots": {"round": "Lần bỏ phiếu", "tellers": "Tổ kiểm phiếu"},
    "tallies": {
        "round": "Lần bỏ phiếu",
        "subject": "Người trên phiếu",
        "position": "Thứ tự trên phiếu",
        "htxsnv": "Số phiếu hoàn thành xuất sắc nhiệm vụ",
        "httnv": "Số phiếu hoàn thành tốt nhiệm vụ",
        "htnv": "Số phiếu hoàn thành nhiệm vụ",
        "khtnv": "Số phiếu không hoàn thành nhiệm vụ",
        "blank": "Số phiếu để trống",
    },
    "overrides": {"key": "Giá trị", "value": "Được đặt là", "paper": "Văn bản", "day": "Ngày văn bản"},
    "decisions": {
        "subject": "Về",
        "kind": "Loại",
        "level": "Mức",
        "by": "Nơi quyết định",
        "paper": "Văn bản hoặc kết quả biểu quyết",
        "day": "Ngày",
        "reason": "Lý do",
    },
    "hand_ins": {"member": "Đảng viên", "paper": "Giấy tờ", "day": "Ngày nộp"},
    "review_texts": {"member": "Đảng viên", "part": "Phần", "text": "Nội dung"},
    "remedies": {
        "id": "Số",
        "subject": "Về",
        "shortcoming": "Hạn chế, khuyết điểm",
        "measure": "Biện pháp",
        "owner": "Người phụ trách",
        "due": "Thời hạn",
        "state": "Tình trạng",
        "done": "Ngày khắc phục xong",
    },
    "past_years": {
        "member": "Đảng viên",
        "year": "Năm",
        "level": "Mức",
        "commended": "Được giấy khen của cấp ủy cơ sở",
        "awarded": "Được khen thưởng nhiều năm liền",
        "source": "Nguồn",
    },
    "reratings": {
        "id": "Số",
        "subject": "Về",
        "year": "Năm",
        "old": "Mức cũ",
        "new": "Mức mới",
        "kind": "Loại",
        "by": "Nơi quyết định",
        "paper": "Văn bản hoặc kết quả biểu quyết",
        "day": "Ngày",
        "reason": "Lý do",
        "clause": "Điều khoản",
    },
}

_LEVELS: Final = {level.value: name for level, name in wording.LABELS.items()}
_DECIDED: Final = {"proposal": "đề nghị của chi bộ", "final": "chính thức"}
_FLAGS: Final = frozenset(
    {"head", "head_newly_arrived", "maternity", "present", "accepted", "done", "commended", "awarded"}
)
_VALUES: Final[dict[tuple[str, str], Mapping[Any, str]]] = {
    ("unit", "form"): wording.FORMS,
    ("unit", "structure"): wording.STRUCTURES,
    ("unit", "sector"): wording.SECTORS,
    ("unit", "unit_level"): _LEVELS,
    ("members", "post"): wording.POSTS,
    ("members", "leader"): wording.LEADERS,
    ("members", "status"): wording.STATUSES,
    ("members", "professional"): wording.PROFESSIONALS,
    ("members", "discipline"): wording.DISCIPLINES,
    ("members", "discipline_scope"): wording.SCOPES,
    **{("members", name): _LEVELS for name in ("self_level", "group_level", "committee_level")},
    ("reviews", "proposed"): _LEVELS,
    ("decisions", "kind"): _DECIDED,
    ("decisions", "level"): _LEVELS,
    ("remedies", "state"): {"planned": "chưa làm", "doing": "đang làm", "done": "đã khắc phục"},
    ("past_years", "level"): _LEVELS,
    ("reratings", "kind"): _DECIDED,
    ("reratings", "old"): _LEVELS,
    ("reratings", "new"): _LEVELS,
    ("hand_ins", "paper"): {
        REVIEW: "Bản kiểm điểm",
        RESIDENCE: "Nhận xét nơi cư trú",
        TEMPORARY: "Nhận xét nơi sinh hoạt tạm thời",
        RECORD: "Phiếu bổ sung hồ sơ",
        PROFESSIONAL: "Kết quả xếp loại chuyên môn",
    },
}
_PEOPLE: Final = frozenset({"member", "subject", "chair", "secretary", "owner"})
_POINT: Final = 100
EMPTY: Final = "để trống"


@dataclass(frozen=True, slots=True)
class Names:
    """What people call the members, sessions and parts of the review form that the book knows by key."""

    people: Mapping[str, str] = field(default_factory=dict)
    sessions: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)


def value_in_words(table: str, column: str, value: Any, names: Names) -> str:  # noqa: PLR0911 -- a line a kind
    """What a column holds, as people write it."""
    if (table, column) in _VALUES and value in _VALUES[table, column]:
        return _VALUES[table, column][value]
    if value is None or value == "":
        return EMPTY
    if column in _FLAGS and value in {0, 1}:
        return "có" if value else "không"
    if column in _PEOPLE:
        return names.people.get(value, str(value))
    if column == "session" or (table, column) == ("sessions", "id"):
        return names.sessions.get(value, str(value))
    if column == "part":
        return names.parts.get(value, str(value))
    if isinstance(value, str) and value[:1] in {"[", "{"}:
        return _list_in_words(column, json.loads(value), names)
    return _day_in_words(value) if isinstance(value, str) else str(value)


def _list_in_words(column: str, found: Any, names: Names) -> str:
    if column == "points":
        return "; ".join(f"{each // _POINT},{each % _POINT:02}" for each in found)
    if column == "tasks":
        return (
            f"giao {found['total']}, hoàn thành {found['done']}, đúng hạn {found['on_time']}, "
            f"vượt yêu cầu {found['beyond']}"
        )
    if column == "old_faults":
        return f"đã khắc phục {found['fixed']}/{found['named']}"
    known: dict[str, Mapping[Any, str]] = {"grades": wording.GRADES, "tellers": names.people}
    words = known.get(column, {})
    return ", ".join(words.get(each, str(each)) for each in found) or EMPTY


def _day_in_words(value: str) -> str:
    for read, form in ((date.fromisoformat, "%d/%m/%Y"), (datetime.fromisoformat, "%H:%M ngày %d/%m/%Y")):
        try:
            return f"{read(value):{form}}"
        except ValueError:
            continue
    return value
