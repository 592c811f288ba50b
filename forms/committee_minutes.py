"""Biên bản hội nghị chi ủy (KH/ĐUK Lâm Đồng 2023, mục II.2.1 (3) and II.2.2 (2))."""

from forms.branch_minutes import collective
from forms.document import Block, Document, Heading, Title
from forms.facts import Facts
from forms.group_minutes import member_reviews
from forms.meeting_part import agenda_item, closing, header, minutes, opening, review, signatures
from meeting.season import AgendaItem, Session


def committee_minutes(facts: Facts, session_id: str = "chi_uy") -> Document:
    """Return the minutes of the committee meeting."""
    season, session = facts.season, facts.season.session(session_id)
    what = f"kiểm điểm tập thể, cá nhân và đánh giá, {facts.words.verb} chất lượng năm {season.year}"
    blocks = opening(facts, session, "Chi ủy", what)
    blocks.append(Heading("II. NỘI DUNG, DIỄN BIẾN"))
    for number, item in enumerate(session.items, 1):
        blocks += _item(facts, session, number, item)
    blocks += closing(session, "03 bản (gửi cấp ủy cấp trên, lưu chi bộ, lưu hồ sơ)")
    title = Title("BIÊN BẢN", f"Hội nghị chi ủy {what}")
    name = "Biên bản hội nghị chi ủy"
    return minutes(facts, name, header(season), title, blocks, signatures(season, session))


def _item(facts: Facts, session: Session, number: int, item: AgendaItem) -> list[Block]:
    blocks: list[Block] = []
    match item.key:
        case "kiem_diem_tap_the":
            found = session.reviews.get("chi_uy")
            if found is not None:
                blocks += review(facts, found, "- Tập thể chi ủy:", facts.words.committee_names, session)
        case "kiem_diem":
            blocks += member_reviews(facts, session)
        case "xep_loai_chi_uy":
            blocks += _rating(facts, session, "chi_uy")
        case "xep_loai_chi_bo":
            blocks += _rating(facts, session, "chi_bo")
    return agenda_item(number, item, blocks)


def _rating(facts: Facts, session: Session, subject: str) -> list[Block]:
    """Return the level of a collective; what was said of the committee already stands at its review."""
    told = subject == "chi_uy" and any(item.key == "kiem_diem_tap_the" for item in session.items)
    return collective(facts, session, subject, told=told)
