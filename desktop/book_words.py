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
    "collectives": "Chi bộ, chi ủy trong năm",
    "inspection": "Thông báo kiểm tra",
    "sessions": "Hội nghị chủ trì, ghi biên bản",
    "agenda_items": "Nội dung hội nghị",
    "attendance": "Điểm danh ở các hội nghị",
    "reviews": "Kiểm điểm ở các hội nghị",
    "ballots": "Tham gia tổ kiểm phiếu",
    "tallies": "Kết quả kiểm phiếu",
    "further_rounds": "Bỏ phiếu lại",
    "ballot_rooms": "Có mặt khi bỏ phiếu lần trước",
    "paper_entries": "Nhập kết quả phiếu giấy",
    "overrides": "Văn bản của cấp trên",
    "decisions": "Quyết định sau kiểm phiếu",
    "documents": "Văn bản đã xuất",
    "paper_data": "Dữ liệu của văn bản đã xuất",
    "sendings": "Văn bản đã nộp",
    "hand_ins": "Giấy tờ đã nộp",
    "review_texts": "Bản kiểm điểm",
    "remedies": "Kế hoạch khắc phục",
    "past_years": "Mức xếp loại các năm trước",
    "branch_years": "Mức xếp loại của chi bộ các năm trước",
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
    "collectives": {
        "subject": "Về",
        "grades": "Mức theo tiêu chí",
        "points": "Điểm (chung; nhiệm vụ)",
        "tasks": "Nhiệm vụ trong năm",
        "peers": "Các tổ chức cùng cấp",
        "answers": "Trả lời về tập thể",
    },
    "inspection": {
        "notice": "Thông báo",
        "issuer": "Nơi thông báo",
        "day": "Ngày thông báo",
        "contents": "Nội dung kiểm tra",
        "schedule": "Lịch kiểm tra",
        "attendees": "Thành phần dự",
        "due": "Hạn gửi báo cáo",
    },
    "sessions": {
        "id": "Hội nghị",
        "day": "Ngày họp",
        "place": "Nơi họp",
        "chair": "Chủ trì",
        "secretary": "Thư ký",
        "guests": "Khách dự",
        "conclusion": "Kết luận",
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
        "against": "Số phiếu không đồng ý mức cao nhất",
    },
    "further_rounds": {
        "round": "Lần bỏ phiếu",
        "session": "Hội nghị",
        "subjects": "Bỏ phiếu đối với",
        "reason": "Lý do bỏ phiếu lại",
        "question": "Loại phiếu",
    },
    "ballot_rooms": {
        "round": "Lần bỏ phiếu",
        "member": "Đảng viên",
        "present": "Có mặt",
        "accepted": "Lý do vắng được chấp nhận",
        "reason": "Lý do vắng",
    },
    "paper_entries": {
        "round": "Lần bỏ phiếu",
        "first": "Người nhập lần 1",
        "second": "Người nhập lần 2",
        "recounted": "Số dòng chưa khớp, đã đếm lại",
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
    "branch_years": {
        "year": "Năm",
        "level": "Mức",
        "commended": "Được giấy khen",
        "awarded": "Được khen thưởng nhiều năm liền",
        "source": "Nguồn",
    },
    "documents": {"file": "Tệp", "form": "Mẫu", "sha256": "Mã SHA-256", "signed_by": "Người ký"},
    "paper_data": {
        "sha256": "Mã SHA-256",
        "paper": "Ký hiệu trong hồ sơ",
        "data": "Mã SHA-256 của dữ liệu",
        "revision": "Lần trình bày",
        "pack": "Mã SHA-256 của quy định",
    },
    "sendings": {"sha256": "Mã SHA-256", "day": "Ngày nộp", "recipient": "Nơi nhận"},
    "agenda_items": {
        "session": "Hội nghị",
        "key": "Nội dung",
        "title": "Tên nội dung",
        "clause": "Điều khoản",
        "note": "Biên bản",
    },
    "paper_numbers": {"paper": "Văn bản", "kind": "Loại", "number": "Số", "day": "Ngày ghi số"},
    "settings": {"key": "Thiết lập", "value": "Giá trị"},
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

STEPS: Final = {
    "add_member": "thêm đảng viên",
    "add_remedies": "thêm vào kế hoạch khắc phục",
    "add_supplement": "lập hội nghị bổ sung",
    "approve_ballot": "ghi quyết định bỏ phiếu",
    "begin_further_round": "quyết định bỏ phiếu lại",
    "clear_decision": "rút quyết định đã ghi",
    "clear_inspection": "xóa thông báo kiểm tra",
    "clear_override": "thu hồi văn bản của cấp trên",
    "clear_past_year": "xóa mức của năm trước",
    "close_item": "kết luận nội dung hội nghị",
    "close_session": "kết thúc hội nghị",
    "drop_remedy": "bỏ mục khỏi kế hoạch khắc phục",
    "drop_supplement": "bỏ hội nghị bổ sung",
    "hand_in_review": "ghi đã nộp bản kiểm điểm",
    "lay_out_sessions": "lập chương trình hội nghị",
    "number_papers": "ghi số văn bản",
    "open_session": "khai mạc hội nghị",
    "prepare_ballot": "lập phiếu",
    "receive_paper": "ghi đã nhận giấy tờ",
    "record_attendance": "điểm danh",
    "record_collective": "ghi điều biết về tập thể",
    "record_count": "ghi kết quả kiểm phiếu",
    "record_decisions": "ghi quyết định",
    "record_documents": "ghi văn bản đã xuất",
    "record_past_years": "ghi mức các năm trước",
    "record_rerating": "ghi xếp loại lại",
    "record_review": "ghi kiểm điểm",
    "record_sending": "ghi văn bản đã nộp",
    "remove_member": "xóa đảng viên khỏi danh sách",
    "reorder_members": "xếp lại danh sách",
    "set_ballot_state": "ghi trạng thái hòm phiếu",
    "set_inspection": "ghi thông báo kiểm tra",
    "set_meeting_day": "đặt ngày họp",
    "set_old_faults": "ghi khuyết điểm kỳ trước",
    "set_override": "ghi văn bản của cấp trên",
    "set_session_people": "ghi chủ trì, thư ký hội nghị",
    "set_setting": "ghi thiết lập",
    "set_term": "ghi ngày đầu nhiệm kỳ",
    "set_up_unit": "sửa thông tin chi bộ",
    "start_item": "bắt đầu nội dung hội nghị",
    "take_back_paper": "bỏ ghi nhận giấy tờ",
    "take_back_review": "bỏ ghi nhận bản kiểm điểm",
    "undo": "hoàn tác",
    "update_member": "sửa thông tin đảng viên",
    "update_remedy": "sửa mục khắc phục",
    "update_unit": "sửa thông tin chi bộ",
    "write_item_note": "ghi biên bản nội dung",
    "write_review_part": "viết bản kiểm điểm",
    "write_review_parts": "lấy bản kiểm điểm từ tệp",
}
"""What the operations of the history are called."""

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
    ("further_rounds", "question"): {"levels": "theo bốn mức", "top": "đồng ý hay không đồng ý mức cao nhất"},
    ("decisions", "kind"): _DECIDED,
    ("decisions", "level"): _LEVELS,
    ("remedies", "state"): {"planned": "chưa làm", "doing": "đang làm", "done": "đã khắc phục"},
    ("past_years", "level"): _LEVELS,
    ("branch_years", "level"): _LEVELS,
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
_PEOPLE: Final = frozenset({"member", "subject", "chair", "secretary", "owner", "first", "second"})
_POINT: Final = 100
EMPTY: Final = "để trống"
_SETTINGS: Final = {
    "xong": "dấu đã làm của việc “{}”",
    "ket-luan": "kết luận đang ghi của {}",
    "so-dang-vien-co-so": "số đảng viên của đảng bộ (chi bộ) cơ sở",
    "nhiem-ky-tu": "ngày đầu của nhiệm kỳ",
}
"""What a setting is about; behind a colon in its key stands the matter or the meeting."""


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
    if value in {None, "", "[]"}:
        return EMPTY
    if (table, column) == ("settings", "key"):
        return _setting(value, names)
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


def _setting(key: str, names: Names) -> str:
    kind, _, about = key.partition(":")
    return _SETTINGS.get(kind, key).format(names.sessions.get(about, about))


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
    told = known.get(column, {})
    return ", ".join(_record(each) if isinstance(each, dict) else told.get(each, str(each)) for each in found)


def _record(found: Mapping[str, Any]) -> str:
    """How another body was rated, or what was answered about a collective."""
    if "name" in found:
        return f"{found['name']}: {_LEVELS.get(found['level'], 'chưa có')}"
    return f"{found['question']}: {'có' if found['yes'] else 'không'}"


def _day_in_words(value: str) -> str:
    for read, form in ((date.fromisoformat, "%d/%m/%Y"), (datetime.fromisoformat, "%H:%M ngày %d/%m/%Y")):
        try:
            return f"{read(value):{form}}"
        except ValueError:
            continue
    return value
