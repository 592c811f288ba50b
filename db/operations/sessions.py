"""The sessions: laid out, opened, written up and closed."""

from collections.abc import Sequence
from datetime import date, datetime

from db.codec import Row, to_row
from db.connection import Book
from db.errors import Refused
from db.operations import guards
from db.operations.step import Step, step
from db.records import Changes
from meeting.agenda import may_close, may_open
from meeting.regulation import Regulation
from meeting.rounds import may_supplement, supplement
from meeting.season import Attendance, BallotState, ItemState, Review, Session, SessionState


def lay_out_sessions(book: Book, sessions: Sequence[Session], at: datetime, *, who: str = "") -> Changes:
    """Write down the sessions with their agenda; refused once one was opened.

    Only id, kind, group and the items' key, title and clause are taken. A session that was there keeps its
    day, people, attendance and drafts.
    """
    with step(book, "lay_out_sessions", at, who) as done:
        guards.the_season(book)
        if guards.any_session_begun(book):
            raise Refused("Đã có hội nghị khai mạc nên không lập lại chương trình được nữa.")
        wanted = {session.id for session in sessions}
        for row in book.rows("sessions"):
            if row["id"] not in wanted:
                done.drop("sessions", {"id": row["id"]})
        for place, session in enumerate(sessions, 1):
            _lay_out(done, session, place)
    return done.changes


def _lay_out(done: Step, session: Session, place: int) -> None:
    plan = {"position": place, "kind": session.kind, "group": session.group}
    if not done.book.find("sessions", {"id": session.id}):
        blank = to_row(Session("", session.kind), frozenset({"id", "items", "attendance", "reviews"}))
        plan = {**blank, **plan}
    done.put("sessions", {"id": session.id}, plan)
    wanted = {item.key for item in session.items}
    for row in done.book.rows("agenda_items", "session=?", (session.id,)):
        if row["key"] not in wanted:
            done.drop("agenda_items", {"session": session.id, "key": row["key"]})
    for number, item in enumerate(session.items, 1):
        key = {"session": session.id, "key": item.key}
        values: Row = {"position": number, "title": item.title, "clause": item.clause}
        if not done.book.find("agenda_items", key):
            values |= {"state": ItemState.PENDING, "note": ""}
        done.put("agenda_items", key, values)


def add_supplement(book: Book, regulation: Regulation, at: datetime, *, who: str = "") -> Changes:
    """Lay out the next supplementary branch meeting; refused while nobody waits or one is not closed."""
    with step(book, "add_supplement", at, who) as done:
        season = guards.the_season(book)
        guards.same_regulation(season, regulation)
        guards.obey(may_supplement(regulation, season))
        place = max(row["position"] for row in book.rows("sessions")) + 1
        _lay_out(done, supplement(regulation, season), place)
    return done.changes


def drop_supplement(book: Book, session_id: str, at: datetime, *, who: str = "") -> Changes:
    """Take away a supplementary meeting that was planned by mistake; refused once it was opened."""
    with step(book, "drop_supplement", at, who) as done:
        row, season = guards.editable_session(book, session_id), guards.the_season(book)
        if row["state"] != SessionState.PLANNED or not season.session(session_id).supplementary:
            raise Refused("Chỉ bỏ được hội nghị bổ sung chưa khai mạc; đồng chí chọn lại.")
        done.drop("sessions", {"id": session_id})
    return done.changes


def set_session_people(
    book: Book,
    session_id: str,
    chair: str,
    secretary: str,
    guests: str,
    place: str,
    day: date | None,
    at: datetime,
    *,
    who: str = "",
) -> Changes:
    """Say who chairs and who keeps the minutes (member ids or ""), who else is there, where and when."""
    with step(book, "set_session_people", at, who) as done:
        guards.editable_session(book, session_id)
        for member_id in filter(None, (chair, secretary)):
            guards.on_roll(book, member_id)
        people = {"chair": chair, "secretary": secretary, "guests": guests}
        done.put("sessions", {"id": session_id}, {**people, "place": place, "day": day})
    return done.changes


def open_session(
    book: Book, regulation: Regulation, session_id: str, at: datetime, *, who: str = ""
) -> Changes:
    """Open a session when the rules let it; its day becomes the day of `at` where none was set."""
    with step(book, "open_session", at, who) as done:
        row, season = guards.editable_session(book, session_id), guards.the_season(book)
        guards.same_regulation(season, regulation)
        guards.obey(may_open(regulation, season, session_id))
        begun = {"state": SessionState.OPEN, "opened": at, "day": row["day"] or at.date()}
        done.put("sessions", {"id": session_id}, begun)
    return done.changes


def record_attendance(
    book: Book, session_id: str, member_id: str, attendance: Attendance, at: datetime, *, who: str = ""
) -> Changes:
    """Write down whether a member is in the room; possible before the session opens."""
    with step(book, "record_attendance", at, who) as done:
        guards.editable_session(book, session_id)
        guards.on_roll(book, member_id)
        _not_counted(book, session_id, member_id, attendance)
        done.put("attendance", {"session": session_id, "member": member_id}, to_row(attendance))
    return done.changes


def _not_counted(book: Book, session_id: str, member_id: str, attendance: Attendance) -> None:
    """Refused once the vote of this meeting was counted: who was in the room decided what it needs."""
    season = guards.the_season(book)
    if season.ballot.state is not BallotState.COUNTED or season.ballot.session != session_id:
        return
    if season.session(session_id).attendance.get(member_id, Attendance()) != attendance:
        raise Refused(
            "Phiếu đã kiểm theo danh sách có mặt này nên không sửa được nữa; người đến hoặc về sau khi kiểm "
            "phiếu, đồng chí ghi vào diễn biến của biên bản."
        )


def start_item(book: Book, session_id: str, key: str, at: datetime, *, who: str = "") -> Changes:
    """Begin an agenda item, or take up one that was concluded."""
    with step(book, "start_item", at, who) as done:
        guards.open_session_row(book, session_id)
        row = _item(book, session_id, key)
        if row["state"] != ItemState.RUNNING:
            begun = {"state": ItemState.RUNNING, "started": row["started"] or at, "ended": None}
            done.put("agenda_items", {"session": session_id, "key": key}, begun)
    return done.changes


def close_item(book: Book, session_id: str, key: str, note: str, at: datetime, *, who: str = "") -> Changes:
    """Conclude an agenda item; `note` is what the minutes say about it."""
    with step(book, "close_item", at, who) as done:
        guards.open_session_row(book, session_id)
        row = _item(book, session_id, key)
        if row["state"] == ItemState.DONE:
            raise Refused(f"Nội dung “{row['title']}” đã kết luận rồi.")
        ended = {"state": ItemState.DONE, "started": row["started"] or at, "ended": at, "note": note}
        done.put("agenda_items", {"session": session_id, "key": key}, ended)
    return done.changes


def write_item_note(
    book: Book, session_id: str, key: str, note: str, at: datetime, *, who: str = ""
) -> Changes:
    """Keep the text of the minutes about an item while it is being written."""
    with step(book, "write_item_note", at, who) as done:
        guards.editable_session(book, session_id)
        _item(book, session_id, key)
        done.put("agenda_items", {"session": session_id, "key": key}, {"note": note})
    return done.changes


def _item(book: Book, session_id: str, key: str) -> Row:
    row = book.find("agenda_items", {"session": session_id, "key": key})
    if row is None:
        raise Refused("Chương trình hội nghị không có nội dung này; đồng chí chọn lại.")
    return row


def record_review(book: Book, session_id: str, review: Review, at: datetime, *, who: str = "") -> Changes:
    """Keep a review as it stands; drafts before the session opens, conclusions only while it is open."""
    with step(book, "record_review", at, who) as done:
        row = guards.editable_session(book, session_id)
        concluded = review.done or review.in_favour is not None
        if concluded and row["state"] != SessionState.OPEN:
            raise Refused(
                "Hội nghị chưa khai mạc nên chưa kết luận kiểm điểm được; đồng chí mở hội nghị trước."
            )
        if review.member not in guards.COLLECTIVES:
            guards.on_roll(book, review.member)
        values = to_row(review, frozenset({"member"}))
        done.put("reviews", {"session": session_id, "member": review.member}, values)
    return done.changes


def close_session(
    book: Book, regulation: Regulation, session_id: str, conclusion: str, at: datetime, *, who: str = ""
) -> Changes:
    """Close a session for good when the rules let it; from then on nothing in it changes."""
    with step(book, "close_session", at, who) as done:
        guards.editable_session(book, session_id)
        season = guards.the_season(book)
        guards.same_regulation(season, regulation)
        guards.obey(may_close(season, session_id))
        ended = {"state": SessionState.CLOSED, "closed": at, "conclusion": conclusion}
        done.put("sessions", {"id": session_id}, ended)
    return done.changes
