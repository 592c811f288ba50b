"""The unit, the day of the meeting, and the roll of members."""

from collections.abc import Sequence
from datetime import date, datetime

from db.codec import to_row
from db.connection import Book
from db.errors import Refused
from db.operations import guards
from db.operations.step import Step, step
from db.records import Changes
from db.schema import KEYS
from db.store import load_season
from meeting.season import CollectiveFacts, Member, Unit
from meeting.unit_texts import too_long

_SUBJECT = frozenset({"subject"})
_BY_UNIT_ONCE = ("form", "structure", "groups")


def set_up_unit(
    book: Book, unit: Unit, regulation_id: str, year: int, meeting_day: date, at: datetime, *, who: str = ""
) -> Changes:
    """Say whose book it is, under which regulation, for which year; a session that opens makes that final."""
    with step(book, "set_up_unit", at, who) as done:
        top = book.find("book", {"one": 1}) or {}
        if guards.any_session_begun(book) and (top["regulation"], top["year"]) != (regulation_id, year):
            raise Refused("Hội nghị đã khai mạc nên không đổi quy định hoặc năm kiểm điểm được nữa.")
        if top.get("regulation") != regulation_id and book.rows("overrides"):
            raise Refused(
                "Sổ có văn bản của cấp trên sửa quy định hiện nay; đồng chí thu hồi ở trang "
                "“Quy định áp dụng” rồi mới chọn quy định khác."
            )
        _put_unit(done, unit)
        facts = {"regulation": regulation_id, "year": year, "meeting_day": meeting_day}
        done.put("book", {"one": 1}, {**facts, "created": top["created"] or at.date()})
    return done.changes


def update_unit(book: Book, unit: Unit, at: datetime, *, who: str = "") -> Changes:
    """Correct the unit, or add what comes late: its level, its score, the paper about the cap."""
    with step(book, "update_unit", at, who) as done:
        guards.the_season(book)
        _put_unit(done, unit)
    return done.changes


def record_collective(
    book: Book, facts: CollectiveFacts, score: tuple[int, ...], at: datetime, *, who: str = ""
) -> Changes:
    """Write down what is known of a collective; with it `score`, the organisation's own points."""
    with step(book, "record_collective", at, who) as done:
        guards.the_season(book)
        done.put("collectives", {"subject": facts.subject}, to_row(facts, _SUBJECT))
        done.put("unit", {"one": 1}, {"organisation_score": score})
    return done.changes


def _put_unit(done: Step, unit: Unit) -> None:
    for sentence in too_long(unit).values():
        raise Refused(sentence)
    row, found = to_row(unit), done.book.find("unit", {"one": 1})
    if found and guards.any_session_begun(done.book):
        for name in _BY_UNIT_ONCE:
            if found[name] != row[name]:
                raise Refused("Hội nghị đã khai mạc nên không đổi loại chi bộ, cơ cấu và tổ đảng được nữa.")
    used = {m["group"] for m in done.book.rows("members")} - {"", *unit.groups}
    if used:
        raise Refused(
            f"Còn đảng viên thuộc “{min(used)}”; đồng chí chuyển tổ cho đảng viên trước khi bỏ tổ này."
        )
    done.put("unit", {"one": 1}, row)


def set_meeting_day(book: Book, day: date, at: datetime, *, who: str = "") -> Changes:
    """Set the day of the branch meeting; refused once that meeting is closed."""
    with step(book, "set_meeting_day", at, who) as done:
        branch = guards.the_season(book).branch_session
        if branch is not None:
            guards.editable_session(book, branch.id)
        done.put("book", {"one": 1}, {"meeting_day": day})
    return done.changes


def add_member(book: Book, member: Member, at: datetime, *, who: str = "", batch: int = 0) -> Changes:
    """Put a member at the end of the roll; steps of one `batch` are taken back together."""
    with step(book, "add_member", at, who) as done:
        done.bind_batch(batch)
        guards.roll_is_free(book)
        if book.find("members", {"id": member.id}):
            raise Refused(f"Danh sách đã có đảng viên mang mã “{member.id}”; đồng chí dùng mã khác.")
        _known_group(book, member)
        _sensible(member)
        rows = book.rows("members", order="position")
        place = rows[-1]["position"] + 1 if rows else 1
        row = to_row(member)
        done.put("members", {"id": row.pop("id")}, {**row, "position": place})
    return done.changes


def update_member(book: Book, member: Member, at: datetime, *, who: str = "", batch: int = 0) -> Changes:
    """Make the facts of the member with this id what `member` says; `batch` as for `add_member`."""
    with step(book, "update_member", at, who) as done:
        done.bind_batch(batch)
        guards.on_roll(book, member.id)
        _known_group(book, member)
        _sensible(member)
        row = to_row(member)
        done.put("members", {"id": row.pop("id")}, row)
    return done.changes


def _known_group(book: Book, member: Member) -> None:
    unit = load_season(book)
    if member.group and unit is not None and member.group not in unit.unit.groups:
        raise Refused(f"Chi bộ không có “{member.group}”; đồng chí chọn một tổ đảng đã khai báo.")


def _sensible(member: Member) -> None:
    """Refuse counts that cannot be."""
    tasks, faults = member.tasks, member.old_faults
    if not all(0 <= part <= tasks.total for part in (tasks.done, tasks.on_time, tasks.beyond)):
        raise Refused(
            f"Số nhiệm vụ của đồng chí {member.name} không hợp lý: "
            "hoàn thành, đúng hạn, vượt yêu cầu đều không quá số được giao."
        )
    if not 0 <= faults.fixed <= faults.named:
        raise Refused(
            f"Số khuyết điểm đã khắc phục của đồng chí {member.name} nhiều hơn số đã nêu; xin sửa lại."
        )
    if member.points is not None and min(member.points) < 0:
        raise Refused(f"Điểm của đồng chí {member.name} không thể âm; xin sửa lại.")


def remove_member(book: Book, member_id: str, at: datetime, *, who: str = "") -> Changes:
    """Take a member off the roll; refused for one who stands in any record."""
    with step(book, "remove_member", at, who) as done:
        name = guards.on_roll(book, member_id)["name"]
        guards.roll_is_free(book)
        if _has_records(book, member_id):
            raise Refused(
                f"Đồng chí {name} đã có trong biên bản hoặc phiếu nên không xóa khỏi danh sách được."
            )
        for table in ("hand_ins", "review_texts", "past_years"):
            for row in book.rows(table, "member=?", (member_id,)):
                done.drop(table, {name: row[name] for name in KEYS[table]})
        done.drop("members", {"id": member_id})
    return done.changes


def _has_records(book: Book, member_id: str) -> bool:
    one, two, like = (member_id,), (member_id, member_id), (f'%"{member_id}"%',)
    return bool(
        book.rows("attendance", "member=?", one)
        or book.rows("reviews", "member=? OR chair=?", two)
        or book.rows("sessions", "chair=? OR secretary=?", two)
        or book.rows("tallies", "subject=?", one)
        or book.rows("further_rounds", "subjects LIKE ?", like)
        or book.rows("remedies", "subject=?", one)
        or book.rows("reratings", "subject=?", one)
        or book.rows("ballots", "tellers LIKE ?", like)
    )


def reorder_members(book: Book, ids: Sequence[str], at: datetime, *, who: str = "") -> Changes:
    """Put the roll in this order; `ids` names every member once."""
    with step(book, "reorder_members", at, who) as done:
        if sorted(ids) != sorted(row["id"] for row in book.rows("members")):
            raise Refused("Thứ tự mới phải có đủ mọi đảng viên, mỗi người một lần; đồng chí xếp lại.")
        for place, member_id in enumerate(ids, 1):
            done.put("members", {"id": member_id}, {"position": place})
    return done.changes
