"""The minutes as they stand: what the book holds of a meeting, as text to be read."""

from collections.abc import Iterator

from desktop.desk import Desk
from desktop.ui.pages.session.presence import presence
from desktop.ui.pages.session.subjects import COLLECTIVE_NAMES
from meeting.agenda import attendees
from meeting.season import ItemState, Review, Season, Session

_REVIEW = (
    ("Ưu điểm", "strengths"),
    ("Hạn chế, khuyết điểm", "shortcomings"),
    ("Ý kiến góp ý", "opinions"),
    ("Kết luận", "conclusion"),
)


def minutes_so_far(desk: Desk, session_id: str) -> str:
    """Write down the meeting as far as the book knows it."""
    session = desk.season.session(session_id)
    return "\n".join((*_opening(desk, session), *_items(session), *_reviews(desk, session), *_end(session)))


def _opening(desk: Desk, session: Session) -> Iterator[str]:
    season = desk.season
    yield f"BIÊN BẢN {session.title.upper()}"
    yield season.unit.name
    day = session.day or season.meeting_day
    at = f", khai mạc lúc {session.opened:%H:%M}" if session.opened else " (chưa khai mạc)"
    yield f"Ngày {day:%d/%m/%Y}{at}. Địa điểm: {session.place or season.unit.place or '…'}."
    yield f"Chủ trì: {_name(season, session.chair)}. Thư ký: {_name(season, session.secretary)}."
    yield presence(desk, session)
    yield from _absent(season, session)
    if session.guests:
        yield f"Khách mời: {session.guests}."


def _absent(season: Season, session: Session) -> Iterator[str]:
    for member in attendees(season, session):
        attendance = session.attendance.get(member.id)
        if attendance is not None and not attendance.present:
            accepted = "có lý do được chấp nhận" if attendance.accepted else "không có lý do được chấp nhận"
            reason = f": {attendance.reason}" if attendance.reason else ""
            yield f"Vắng: {member.name} ({accepted}{reason})."


def _items(session: Session) -> Iterator[str]:
    for number, item in enumerate(session.items, 1):
        if item.state is ItemState.PENDING and not item.note:
            continue
        began = f"{item.started:%H:%M}" if item.started else ""
        ended = f" – {item.ended:%H:%M}" if item.ended else ""
        yield f"\n{number}. {item.title}" + (f" ({began}{ended})" if began else "")
        if item.note:
            yield item.note


def _reviews(desk: Desk, session: Session) -> Iterator[str]:
    if session.reviews:
        yield "\nKIỂM ĐIỂM"
    order = [*COLLECTIVE_NAMES, *(member.id for member in desk.season.members)]
    for subject in order:
        if subject in session.reviews:
            yield from _review(desk, session, session.reviews[subject])


def _review(desk: Desk, session: Session, review: Review) -> Iterator[str]:
    unit = review.member in COLLECTIVE_NAMES
    name = COLLECTIVE_NAMES[review.member] if unit else f"Đồng chí {_name(desk.season, review.member)}"
    deputy = review.chair and session.chair and review.chair != session.chair
    yield f"\n{name}" + (f" (chủ trì: đồng chí {_name(desk.season, review.chair)})" if deputy else "")
    for title, key in _REVIEW:
        if text := getattr(review, key):
            yield f"{title}: {text}"
    if review.proposed:
        names = desk.regulation.names_of(review.member)
        hands = f" ({review.in_favour} đồng chí giơ tay tán thành)" if review.in_favour is not None else ""
        yield f"Mức đề nghị: {names[review.proposed]}{hands}"


def _end(session: Session) -> Iterator[str]:
    if session.conclusion:
        yield f"\nKẾT LUẬN CỦA HỘI NGHỊ\n{session.conclusion}"
    if session.closed:
        yield f"Hội nghị kết thúc lúc {session.closed:%H:%M}."


def _name(season: Season, member_id: str) -> str:
    return season.member(member_id).name if member_id else "…"
