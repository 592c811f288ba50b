"""What the minutes of every meeting share: head, time and place, people, reviews, signatures."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from forms import words
from forms.document import Block, Document, Header, Heading, Para, Signature, SignatureRow, Table, Title
from forms.facts import Facts
from meeting.agenda import attendees
from meeting.level import Level
from meeting.regulation import OWN_CHOICE
from meeting.season import AgendaItem, Attendance, ItemState, Member, Review, Season, Session, Status

LevelNames = Mapping[Level, str]

MINUTES: Final = "BB"
"""The code of minutes in the branch's own sequence of numbers (HD 36-HD/VPTW 2018)."""


def header(season: Season, *, group: str = "") -> Header:
    """Return the head of a paper of the branch; minutes say place and day in their text."""
    unit = season.unit
    return Header(
        unit.superior, unit.name, subunit=group, number=None if group else words.number_line(MINUTES)
    )


def opening(facts: Facts, session: Session, who: str, what: str) -> list[Block]:
    """Return why the meeting was held, and part I: time, place, people."""
    meeting = "hội nghị bổ sung" if session.supplementary else "hội nghị"
    return [
        Para(f"Thực hiện {facts.words.title}, {who} tổ chức {meeting} {what}."),
        Heading("I. THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN"),
        Para(f"bắt đầu hồi {words.clock(session.opened)}, {words.day(_day(session))}.", lead="1. Thời gian:"),
        Para(f"{session.place or facts.season.unit.place or words.BLANK}.", lead="2. Địa điểm:"),
        *_people(facts.season, session),
    ]


def _day(session: Session) -> date | None:
    return session.day or (session.opened.date() if session.opened else None)


def _people(season: Season, session: Session) -> list[Block]:
    members = attendees(season, session)
    marks = {m.id: session.attendance.get(m.id, Attendance()) for m in members}
    present = [m for m in members if marks[m.id].present]
    official = [m for m in members if _official(m)]
    guests = sum(m.status is Status.TEMPORARY_HERE for m in official)
    here = f", trong đó {words.count(guests)} sinh hoạt tạm thời tại đây" if guests else ""
    blocks: list[Block] = [
        Para(
            f"tổng số {words.count(len(members))} đồng chí (chính thức {words.count(len(official))}{here}; "
            f"dự bị {words.count(len(members) - len(official))}); có mặt {words.count(len(present))}; "
            f"vắng mặt {words.count(len(members) - len(present))}.",
            lead="3. Thành phần:",
        )
    ]
    absent = [f"đồng chí {m.name} ({_reason(m, marks[m.id])})" for m in members if not marks[m.id].present]
    if absent:
        blocks.append(Para(f"Vắng mặt: {'; '.join(absent)}."))
    if session.guests:
        blocks.append(Para(words.sentence(session.guests), lead="Khách mời:"))
    blocks.append(Para(f"{_titled(season, session.chair)}.", lead="4. Chủ trì:"))
    blocks.append(Para(f"{_titled(season, session.secretary)}.", lead="5. Thư ký:"))
    return blocks


def _official(member: Member) -> bool:
    return member.official is not None


_STATUS: Final = {
    Status.EXEMPT: "được miễn công tác và sinh hoạt đảng",
    Status.SUSPENDED: "đang bị đình chỉ sinh hoạt đảng",
    Status.TEMPORARY_AWAY: "đang sinh hoạt đảng tạm thời ở nơi khác",
}


def _reason(member: Member, mark: Attendance) -> str:
    reason = mark.reason or _STATUS.get(member.status, "")
    if mark.accepted:
        return f"{reason}, có lý do chính đáng" if reason else "có lý do chính đáng"
    return reason or "không ghi lý do"


def _titled(season: Season, member_id: str) -> str:
    member = next((m for m in season.members if m.id == member_id), None)
    return words.titled(member) if member else f"đồng chí {words.person(season, member_id)}"


def _item_heading(number: int, item: AgendaItem) -> Heading:
    """Return the heading of an agenda item with the clause that asks for it, where one does."""
    clause = f" ({item.clause})" if item.clause and item.clause != OWN_CHOICE else ""
    return Heading(f"{number}. {item.title}{clause}", level=2)


def agenda_item(number: int, item: AgendaItem, told: Sequence[Block]) -> list[Block]:
    """Return an agenda item: heading, what was written down about it, what else the paper tells of it."""
    blocks: list[Block] = [Para(words.sentence(item.note))] if item.note.strip() else []
    blocks += told
    if not blocks and item.state is ItemState.DONE:
        blocks.append(Para("Hội nghị đã tiến hành xong nội dung này."))
    return [_item_heading(number, item), *blocks]


def review(facts: Facts, found: Review, name: str, names: LevelNames, session: Session) -> list[Block]:
    """Return the review of one member or collective."""
    parts = (
        ("Ưu điểm:", found.strengths),
        ("Hạn chế, khuyết điểm:", found.shortcomings),
        ("Ý kiến góp ý:", found.opinions),
        ("Kết luận:", found.conclusion),
    )
    blocks: list[Block] = [Para("", lead=name)]
    if found.chair and found.chair != session.chair:
        who = words.person(facts.season, found.chair)
        blocks.append(Para(f"đồng chí {who}.", lead="Chủ trì phần kiểm điểm này:"))
    blocks += [Para(words.sentence(text), lead=lead) for lead, text in parts if text.strip()]
    blocks += _proposal(found, names)
    return blocks


def _proposal(found: Review, names: LevelNames) -> list[Block]:
    if found.proposed is None:
        return [] if found.done else [Para("Chưa kiểm điểm xong tại hội nghị này.")]
    hands = f" ({words.count(found.in_favour)} đồng chí tán thành)" if found.in_favour is not None else ""
    return [Para(f"{words.named(names, found.proposed)}{hands}.", lead="Mức đề nghị:")]


def closing(session: Session, copies: str) -> list[Block]:
    """Return the conclusion and the last paragraph."""
    blocks: list[Block] = [Heading("III. KẾT LUẬN")]
    if session.conclusion.strip():
        blocks.append(Para(words.sentence(session.conclusion)))
    ended = words.clock(session.closed)
    blocks.append(Para(f"Hội nghị kết thúc hồi {ended} cùng ngày. Biên bản được lập thành {copies}."))
    return blocks


def signatures(season: Season, session: Session) -> SignatureRow:
    """Return the two signatures of minutes: who wrote them, who chaired."""
    return SignatureRow(
        Signature("NGƯỜI GHI BIÊN BẢN", "", words.person(season, session.secretary)),
        Signature("CHỦ TRÌ HỘI NGHỊ", "", words.person(season, session.chair)),
    )


def _of_year(verb: str, block: Block) -> Block:
    """Return a block whose headings, leads and table heads say the verb of the regulation."""
    match block:
        case Heading():
            return replace(block, text=words.of_year(verb, block.text))
        case Para(lead=lead) if lead:
            return replace(block, lead=words.of_year(verb, lead))
        case Table():
            columns = tuple(replace(c, title=words.of_year(verb, c.title)) for c in block.columns)
            return replace(block, columns=columns, empty=words.of_year(verb, block.empty))
        case _:
            return block


def minutes(facts: Facts, name: str, head: Header, title: Title, blocks: Sequence[Block], foot: SignatureRow,
            *, landscape: bool = False) -> Document:  # fmt: skip
    """Return the finished paper, with the number it was given in the line that has room for one."""
    if head.number is not None and facts.number is not None:
        head = replace(head, number=words.numbered(head.number, facts.number))
    verb = facts.words.verb
    return Document(
        name=words.of_year(verb, name),
        header=head,
        title=replace(title, summary=words.of_year(verb, title.summary)),
        blocks=tuple(_of_year(verb, block) for block in blocks),
        signatures=foot,
        layout=facts.words.layout,
        landscape=landscape,
        rehearsal=facts.season.rehearsal,
    )
