"""What several operations ask before they write."""

from db.codec import Row
from db.connection import Book
from db.errors import Refused
from db.store import load_season
from meeting.agenda import Refusal
from meeting.regulation import Regulation
from meeting.season import Season

COLLECTIVES = frozenset({"chi_bo", "chi_uy"})


def the_season(book: Book) -> Season:
    """The season; Refused while the unit is not set up."""
    season = load_season(book)
    if season is None:
        raise Refused("Sổ chưa có thông tin chi bộ; đồng chí khai báo chi bộ trước.")
    return season


def same_regulation(season: Season, regulation: Regulation) -> None:
    """Refused if the rules at hand are not the ones the book was set up with."""
    if season.regulation != regulation.id:
        raise Refused("Quy định đang dùng không phải quy định của sổ này; đồng chí chọn lại quy định.")


def obey(refusal: Refusal | None) -> None:
    """Turn the no of a rule into Refused."""
    if refusal is not None:
        raise Refused(refusal.sentence, refusal.clause)


def editable_session(book: Book, session_id: str) -> Row:
    """The row of a session that is not closed; Refused if it is, or if there is none."""
    row = book.find("sessions", {"id": session_id})
    if row is None:
        raise Refused("Trong sổ chưa có hội nghị này; đồng chí lập chương trình các hội nghị trước.")
    if row["state"] == "closed":
        raise Refused(
            "Hội nghị đã kết thúc nên không sửa được nữa; đồng chí ghi nhận đính chính thành một văn bản mới."
        )
    return row


def open_session_row(book: Book, session_id: str) -> Row:
    """The row of a session that is open; Refused otherwise."""
    row = editable_session(book, session_id)
    if row["state"] != "open":
        raise Refused("Hội nghị chưa khai mạc; đồng chí mở hội nghị trước.")
    return row


def any_session_begun(book: Book) -> bool:
    """Tell whether a session was ever opened."""
    return bool(book.rows("sessions", "state<>'planned'"))


def on_roll(book: Book, member_id: str) -> Row:
    """The row of a member; Refused if there is none."""
    row = book.find("members", {"id": member_id})
    if row is None:
        raise Refused(f"Danh sách không có đảng viên mang mã “{member_id}”; đồng chí chọn lại.")
    return row


def last_ballot(book: Book) -> Row | None:
    """The row of the newest round, or None."""
    rows = book.rows("ballots", order="round")
    return rows[-1] if rows else None


def roll_is_free(book: Book) -> None:
    """Refused while a ballot stands that was prepared for the roll as it is."""
    row = last_ballot(book)
    if row is not None and row["state"] not in {"none", "void"}:
        raise Refused("Phiếu đã lập theo danh sách này; đồng chí hủy phiếu rồi mới thêm hoặc bớt đảng viên.")


def not_rerated(book: Book, subject: str, year: int) -> None:
    """Refused where a later decision cancelled and replaced this result: then both stay as they are."""
    if book.rows("reratings", "subject=? AND year=?", (subject, year)):
        raise Refused(
            f"Kết quả năm {year} đã được xếp loại lại nên mức cũ giữ nguyên; "
            "đồng chí ghi thêm một lần xếp loại lại."
        )


def closed_sessions(book: Book) -> list[str]:
    """The sessions that are closed for good."""
    return [row["id"] for row in book.rows("sessions", "state='closed'", order="position")]


def review_may_be_taken_back(book: Book, member_id: str) -> None:
    """Refused once the member's review was held in a session that is closed."""
    closed = "member=? AND done=1 AND session IN (SELECT id FROM sessions WHERE state='closed')"
    if book.rows("reviews", closed, (member_id,)):
        raise Refused("Bản này đã được kiểm điểm ở một hội nghị đã kết thúc nên vẫn tính là đã nộp.")
