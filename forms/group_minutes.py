"""Biên bản họp tổ đảng and trích biên bản (order of meetings: KH/ĐUK Lâm Đồng 2023, mục II.2.1 (1)).

No regulation prescribes their layout; the fields are those in common use: who was there, and for each
member strengths, shortcomings and the level that the group proposes.
"""

from typing import Final

from forms import words
from forms.document import (
    Align,
    Block,
    Column,
    Document,
    Heading,
    Para,
    Row,
    Signature,
    SignatureRow,
    Table,
    Title,
)
from forms.facts import Facts
from forms.meeting_part import agenda_item, closing, header, minutes, opening, review, signatures
from meeting.agenda import attendees
from meeting.season import AgendaItem, Member, Review, Season, Session

_COLUMNS: Final = (
    Column("TT", 9),
    Column("Họ và tên", 34, Align.LEFT),
    Column("Ưu điểm", 76, Align.LEFT),
    Column("Hạn chế, khuyết điểm", 54, Align.LEFT),
    Column("Tự nhận mức", 20),
    Column("Tổ đảng đề nghị", 20),
    Column("Tán thành", 18),
)
_NOT_REVIEWED: Final = "Không kiểm điểm tại hội nghị này."


def group_minutes(facts: Facts, session_id: str) -> Document:
    """Return the minutes of one group's meeting."""
    season, session = facts.season, facts.season.session(session_id)
    what = f"kiểm điểm, đánh giá, {facts.words.verb} chất lượng đảng viên năm {season.year}"
    blocks = opening(facts, session, session.group, what)
    blocks.append(Heading("II. NỘI DUNG, DIỄN BIẾN"))
    for number, item in enumerate(session.items, 1):
        blocks += _item(facts, session, number, item)
    blocks += closing(session, "02 bản (01 bản báo cáo chi bộ, 01 bản lưu tổ đảng)")
    title = Title("BIÊN BẢN", f"Họp {session.group} {what}")
    head = header(season, group=session.group)
    return minutes(facts, f"Biên bản họp {session.group}", head, title, blocks, signatures(season, session))


def _item(facts: Facts, session: Session, number: int, item: AgendaItem) -> list[Block]:
    reviews = member_reviews(facts, session) if item.key == "kiem_diem" else []
    return agenda_item(number, item, reviews)


def member_reviews(facts: Facts, session: Session) -> list[Block]:
    """Return the reviews of a session in roll order, each under the member's name and posts."""
    blocks: list[Block] = []
    for member, found in reviewed(facts.season, session):
        blocks += review(
            facts, found, f"- {words.upper_first(words.titled(member))}:", facts.words.member_names, session
        )
    return blocks


def reviewed(season: Season, session: Session) -> list[tuple[Member, Review]]:
    """Return the members of a session with their reviews, in roll order."""
    return [(m, session.reviews[m.id]) for m in attendees(season, session) if m.id in session.reviews]


def group_extract(facts: Facts, session_id: str) -> Document:
    """Return the extract that the group reports to the branch, one row a member."""
    season, session = facts.season, facts.season.session(session_id)
    members = attendees(season, session)
    rows = tuple(_row(n, m, session) for n, m in enumerate(members, 1))
    present = sum(1 for m in members if m.id in session.attendance and session.attendance[m.id].present)
    blocks: tuple[Block, ...] = (
        Para(
            f"{session.group} họp {words.day(session.day or season.meeting_day)}, tại "
            f"{session.place or season.unit.place or words.BLANK}; "
            f"có mặt {words.count(present)}/{words.count(len(members))} đồng chí; "
            f"chủ trì: đồng chí {words.person(season, session.chair)}; "
            f"thư ký: đồng chí {words.person(season, session.secretary)}."
        ),
        Para(f"Hội nghị đã kiểm điểm, góp ý và đề xuất mức {facts.words.verb} từng đảng viên như sau:"),
        Table(_COLUMNS, rows),
        Para(f"Trích từ biên bản họp {session.group} để báo cáo chi bộ."),
    )
    what = (
        f"Họp {session.group} kiểm điểm, đánh giá, {facts.words.verb} chất lượng đảng viên năm {season.year}"
    )
    foot = SignatureRow(
        Signature("THƯ KÝ", "", words.person(season, session.secretary)),
        Signature("TỔ TRƯỞNG", "", words.person(season, session.chair)),
    )
    head = header(season, group=session.group)
    name = f"Trích biên bản họp {session.group}"
    return minutes(facts, name, head, Title("TRÍCH BIÊN BẢN", what), blocks, foot, landscape=True)


def _row(number: int, member: Member, session: Session) -> Row:
    found = session.reviews.get(member.id)
    if found is None:
        return Row((str(number), member.name, _NOT_REVIEWED, "", words.code(member.self_level), "–", ""))
    hands = "" if found.in_favour is None else words.count(found.in_favour)
    proposed = found.proposed or member.group_level
    return Row(
        (
            str(number),
            member.name,
            found.strengths,
            found.shortcomings,
            words.code(member.self_level),
            words.code(proposed),
            hands,
        )
    )
