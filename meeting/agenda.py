"""The sessions in the order the regulation sets, what may open and close, and who takes the chair."""

from collections.abc import Sequence
from dataclasses import dataclass

from meeting.regulation import Item, Regulation, Shape
from meeting.season import (
    AgendaItem,
    BallotState,
    ItemState,
    Leader,
    Member,
    Post,
    Season,
    Session,
    SessionKind,
    SessionState,
    Status,
    Unit,
)
from meeting.voters import official_member


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a step is not open yet: one sentence that says what to do, and the clause."""

    sentence: str
    clause: str


def planned_sessions(regulation: Regulation, unit: Unit) -> tuple[Session, ...]:
    """The sessions of this branch, in order, with their agenda items; nothing has happened yet."""
    shape = regulation.shape(unit.structure)
    sessions: list[Session] = []
    for kind in shape.sessions:
        items = _items(regulation, unit, kind)
        if kind is SessionKind.TO_DANG:
            sessions += [Session(f"to_dang:{group}", kind, group, items=items) for group in unit.groups]
        else:
            sessions.append(Session(kind.value, kind, items=items))
    return tuple(sessions)


def _items(regulation: Regulation, unit: Unit, kind: SessionKind) -> tuple[AgendaItem, ...]:
    def asked(item: Item) -> bool:
        return item.session is kind and (not item.structures or unit.structure in item.structures)

    return tuple(AgendaItem(i.key, i.title, i.source.cite) for i in regulation.items if asked(i))


def may_open(regulation: Regulation, season: Season, session_id: str) -> Refusal | None:
    """Why the session may not open now, or None when it may."""
    session, shape = season.session(session_id), regulation.shape(season.unit.structure)
    if session.state is not SessionState.PLANNED:
        return Refusal(f"{session.title} đã được mở, không mở lại.", shape.source.clause)
    running = next((s for s in season.sessions if s.state is SessionState.OPEN), None)
    if running is not None:
        text = f"{running.title} đang diễn ra; đồng chí kết thúc hội nghị này trước."
        return Refusal(text, shape.source.clause)
    return _order_refusal(season, session, shape)


def _order_refusal(season: Season, session: Session, shape: Shape) -> Refusal | None:
    place = shape.sessions.index(session.kind)
    for earlier in season.sessions:
        before = shape.sessions.index(earlier.kind) < place or _is_followed_by(earlier, session)
        if before and not earlier.supplementary and earlier.state is not SessionState.CLOSED:
            return Refusal(_wait_sentence(session, earlier, shape), shape.source.clause)
    return None


def _is_followed_by(earlier: Session, session: Session) -> bool:
    """A supplementary branch meeting follows the branch meeting; nothing waits for a supplementary one."""
    return bool(session.supplementary) and earlier.kind is session.kind


def _wait_sentence(session: Session, earlier: Session, shape: Shape) -> str:
    after = {
        SessionKind.TO_DANG: f"{earlier.title} kết thúc và có trích biên bản",
        SessionKind.CHI_BO: "chi bộ đã bỏ phiếu, kiểm phiếu xong và kết thúc hội nghị",
        SessionKind.CHI_UY: "hội nghị chi ủy kết thúc",
    }
    return f"{session.title} chỉ mở sau khi {after[earlier.kind]} ({shape.source.cite})."


def may_close(season: Season, session_id: str) -> Refusal | None:
    """Why the session may not be closed now, or None when it may."""
    session = season.session(session_id)
    if session.state is not SessionState.OPEN:
        return Refusal(f"{session.title} chưa mở nên không kết thúc được.", "")
    if session.kind is SessionKind.CHI_BO and not _voted(season, session):
        return Refusal("Chi bộ chưa bỏ phiếu kín và kiểm phiếu xong, chưa kết thúc hội nghị được.", "")
    waiting = next((i for i in session.items if i.state is not ItemState.DONE), None)
    if waiting is not None:
        text = f"Nội dung “{waiting.title}” chưa xong; đồng chí kết luận nội dung này trước."
        return Refusal(text, waiting.clause)
    if not session.chair or not session.secretary:
        return Refusal("Biên bản chưa có người chủ trì và thư ký; đồng chí chọn hai người này trước.", "")
    return None


def _voted(season: Season, session: Session) -> bool:
    """Tell whether the vote of this meeting is over: counted, or a further round given up.

    A supplementary meeting without a vote may end: those it is for may be absent again.
    """
    if season.ballot.session != session.id:
        return bool(session.supplementary)
    given_up = season.counted and season.ballot.state is BallotState.VOID
    return given_up or season.ballot.state is BallotState.COUNTED


def next_session(season: Season) -> Session | None:
    """The session that runs, or else the next one to be opened."""
    running = next((s for s in season.sessions if s.state is SessionState.OPEN), None)
    planned = next((s for s in season.sessions if s.state is SessionState.PLANNED), None)
    return running or planned


def attendees(season: Season, session: Session) -> tuple[Member, ...]:
    """The members who belong to the session: a group's members, the whole branch, the committee."""
    if session.kind is SessionKind.TO_DANG:
        return tuple(m for m in season.members if m.group == session.group)
    if session.kind is SessionKind.CHI_UY:
        return tuple(m for m in season.members if m.post is not Post.NONE and m.status not in _OFF_COMMITTEE)
    return season.members


_OFF_COMMITTEE = frozenset({Status.SUSPENDED, Status.COMMITTEE_SUSPENDED})
"""Who is suspended from the committee is reviewed in the branch only (HD 43-HD/BTCTW, 7.7)."""

_CHAIR_ORDER = (Post.BI_THU, Post.PHO_BI_THU, Post.CHI_UY_VIEN, Post.NONE)


def usual_chair(season: Season, session: Session) -> str:
    """Who usually takes the chair: the secretary, else the next in the committee, else the first present.

    Where nobody belongs to the session (no committee posts were entered), someone of the branch.
    """
    return _by_post(_who_may_chair(season, session)) or _by_post(season.members)


def chair_for(regulation: Regulation, season: Season, session: Session, reviewed: str) -> str:
    """Who chairs while `reviewed` is reviewed: the session's chair, or a deputy when it is the chair's turn.

    Without a deputy or another committee member, a member who leads a division, then anyone present.
    """
    chair = session.chair or usual_chair(season, session)
    if reviewed != chair or not regulation.chairing.deputy_for_head:
        return chair
    others = [m for m in _who_may_chair(season, session) if m.id != reviewed]
    return _by_post(others) or chair


def _by_post(people: Sequence[Member]) -> str:
    """The first by post, among those without a post a leader at work before the others; "" if nobody."""

    def place(member: Member) -> tuple[int, bool]:
        return _CHAIR_ORDER.index(member.post), member.leader is Leader.NONE

    return min(people, key=place).id if people else ""


def _who_may_chair(season: Season, session: Session) -> list[Member]:
    """Official members in the room who are not suspended; whoever belongs there before the roll is called."""
    able = [m for m in attendees(season, session) if official_member(m) and m.status not in _OFF_COMMITTEE]
    here = [m for m in able if m.id in session.attendance and session.attendance[m.id].present]
    return here or able
