"""Giấy triệu tập and chương trình hội nghị, one for each session.

Time, place, contents, who votes, who attends without a vote, guests (CV 1375-CV/Th.U Hà Tĩnh 2024, mục 4.5,
and common use); no regulation prescribes the layout.
"""

from typing import Final

from forms import words
from forms.branch_paper import OWN_LAYOUT, day_of, foot, head, paper, small
from forms.document import Align, Block, Column, Document, Para, Row, Table, Title
from forms.facts import Facts
from meeting.agenda import attendees
from meeting.season import Member, Season, Session, SessionKind, Status
from meeting.voters import official_member

_COLUMNS: Final = (
    Column("TT", 10),
    Column("Nội dung", 107, Align.LEFT),
    Column("Căn cứ", 48, Align.LEFT),
)
_NAMED: Final = 12
"""Up to so many people are called by name; more are called together."""

_WITHOUT: Final = {
    Status.EXEMPT: "được miễn công tác và sinh hoạt đảng, dự nếu có điều kiện",
    Status.TEMPORARY_AWAY: "đang sinh hoạt đảng tạm thời ở nơi khác",
    Status.TEMPORARY_HERE: "đang sinh hoạt đảng tạm thời tại chi bộ",
}
_ABSENT: Final = {Status.SUSPENDED}


def invitation(facts: Facts, session_id: str) -> Document:
    """Return the call to one session with its programme."""
    season, session = facts.season, facts.season.session(session_id)
    members = [m for m in attendees(season, session) if m.status not in _ABSENT]
    body = "Chi ủy" if session.kind is SessionKind.CHI_UY else "Chi bộ"
    where = f"hội nghị {session.group}" if session.group else "hội nghị"
    where = "hội nghị bổ sung" if session.supplementary else where
    what = f"kiểm điểm, đánh giá, {facts.words.verb} chất lượng năm {season.year}"
    place = session.place or season.unit.place or words.BLANK
    blocks: list[Block] = [
        Para(f"Thực hiện {facts.words.title}, {body} trân trọng triệu tập các đồng chí dự {where} {what}."),
        Para(f"{_time(season, session)}.", lead="1. Thời gian:"),
        Para(f"{place}.", lead="2. Địa điểm:"),
        *_people(session, members),
        *_reviewed(season, session),
        Para("", lead="4. Nội dung, chương trình:"),
        Table(_COLUMNS, _programme(session), empty="Chương trình sẽ được thông báo tại hội nghị."),
        small(OWN_LAYOUT),
        Para(
            f"Đề nghị {_prepare(session)} dự họp đầy đủ, đúng giờ; đồng chí nào vắng mặt "
            "thì báo cáo lý do với chi ủy (bí thư) trước hội nghị."
        ),
    ]
    recipients = ("Các đồng chí được triệu tập", *(("Đại biểu được mời",) if session.guests else ()))
    name = f"Giấy triệu tập {session.title[0].lower()}{session.title[1:]}"
    top = head(season, session, "", dated=False)
    title = Title("GIẤY TRIỆU TẬP", f"{session.title} {what}")
    return paper(facts, name, top, title, blocks, foot(season, recipients, f"T/M {body.upper()}"))


def _time(season: Season, session: Session) -> str:
    return f"{words.clock(None)}, {words.day(day_of(season, session))}"


def _people(session: Session, members: list[Member]) -> list[Block]:
    """Who votes, who attends without a vote, who is invited."""
    voters = [m for m in members if official_member(m) and m.status is not Status.TEMPORARY_AWAY]
    others = [m for m in members if m not in voters]
    right = "bỏ phiếu" if session.kind is SessionKind.CHI_BO else "biểu quyết"
    blocks: list[Block] = [
        Para(f"{words.count(len(members))} đồng chí.", lead="3. Thành phần:"),
        Para(f"- Đảng viên chính thức, được thảo luận và {right}: {_called(voters)}."),
    ]
    if others:
        told = "; ".join(f"đồng chí {m.name} ({_why(m)})" for m in others)
        blocks.append(Para(f"- Dự họp, không {right}: {told}."))
    guests = session.guests.strip()
    blocks.append(Para(f"- Khách mời: {words.sentence(guests) if guests else words.BLANK}"))
    return blocks


def _reviewed(season: Season, session: Session) -> list[Block]:
    """Whom a supplementary meeting is for."""
    people = [m for m in season.members if session.supplementary and m.id in session.reviews]
    return [Para(f"- Được kiểm điểm tại hội nghị: {words.people(people)}.")] if people else []


def _prepare(session: Session) -> str:
    if session.supplementary:
        return "đồng chí được kiểm điểm chuẩn bị bản kiểm điểm; các đồng chí"
    return "các đồng chí chuẩn bị bản kiểm điểm và"


def _called(people: list[Member]) -> str:
    number = f"{words.count(len(people))} đồng chí"
    return f"{number}: {words.people(people)}" if 0 < len(people) <= _NAMED else number


def _why(member: Member) -> str:
    return _WITHOUT.get(member.status, "") or "đảng viên dự bị"


def _programme(session: Session) -> tuple[Row, ...]:
    return tuple(Row((str(number), item.title, item.clause)) for number, item in enumerate(session.items, 1))
