"""Biên bản kiểm phiếu: tellers, numbers of slips, votes (form in common use)."""

from typing import Final

from forms import words
from forms.count_part import FORMS, UNITS, cap, slips, totals, votes
from forms.document import Block, Document, Heading, Para, Signature, SignatureRow, Title
from forms.facts import Facts
from forms.meeting_part import header, minutes
from meeting.ballot import Question
from meeting.season import Post, Season

TOP: Final = "đồng ý hay không đồng ý mức cao nhất (hai vòng, đơn vị tự đặt)."
"""What a second round on paper asks; no source says how it combines with the first."""


def tally_minutes(facts: Facts, session_id: str = "chi_bo") -> Document:
    """Return the tellers' minutes of the secret ballot."""
    season, session = facts.season, facts.season.session(session_id)
    ballot, voters = season.ballot, facts.voters
    what = f"kiểm phiếu đánh giá, {facts.words.verb} chất lượng đảng viên năm {season.year}"
    held = ballot.counted or session.closed
    blocks: list[Block] = [
        Para(
            f"Hồi {words.clock(held)}, {words.day(held.date() if held else season.meeting_day)}, "
            f"tại {session.place or season.unit.place or words.BLANK}, Tổ kiểm phiếu tiến hành kiểm phiếu "
            f"đánh giá, {facts.words.verb} chất lượng đảng viên năm {season.year} "
            f"(lần bỏ phiếu thứ {ballot.round})."
        ),
        *again(season),
        Heading("I. TỔ KIỂM PHIẾU"),
        *tellers(season),
        Heading("II. THÀNH PHẦN VÀ HÌNH THỨC BỎ PHIẾU"),
        Para(
            f"- Đảng viên chính thức: {words.count(voters.official)}; được tính khi biểu quyết: "
            f"{words.count(voters.base)}; có mặt và nhận phiếu: {words.count(voters.present)}."
        ),
        Para(f"- Hình thức: {FORMS[ballot.form]}."),
        Heading("III. KẾT QUẢ KIỂM PHIẾU"),
        *slips(ballot),
        *entered(facts),
        *votes(facts, ballot.subjects),
        totals(facts),
        *cap(facts),
        Para("Biên bản được lập thành 03 bản và đã được công bố trước hội nghị."),
    ]
    title = Title("BIÊN BẢN", what)
    return minutes(facts, "Biên bản kiểm phiếu", header(season), title, blocks, signatures(facts, session_id))


def again(season: Season) -> list[Block]:
    """Return whom a further round is about and why it was held; nothing for a first round."""
    ballot = season.ballot
    if not ballot.subjects:
        return []
    names = "; ".join(_named(season, subject) for subject in ballot.subjects)
    return [
        Para(f"{names}.", lead="Bỏ phiếu đối với:"),
        Para(words.sentence(ballot.reason), lead="Lý do bỏ phiếu:"),
        *([Para(TOP, lead="Loại phiếu:")] if ballot.question is Question.TOP else []),
    ]


def _named(season: Season, subject: str) -> str:
    return UNITS[subject] if subject in UNITS else f"đồng chí {season.member(subject).name}"


def tellers(season: Season) -> list[Block]:
    """Return the tellers, their head first."""
    names = [words.person(season, teller) for teller in season.ballot.tellers]
    roles = ["Tổ trưởng", *["thành viên"] * (len(names) - 1)]
    lines: list[Block] = [
        Para(f"{number}. Đồng chí {name}, {role}.")
        for number, (name, role) in enumerate(zip(names, roles, strict=False), 1)
    ]
    return lines or [Para(f"Hội nghị đã cử Tổ kiểm phiếu gồm: {words.BLANK}")]


def entered(facts: Facts) -> list[Block]:
    """Return who entered the count of paper ballots and what did not agree at first; nothing in the booth."""
    return [
        Para(
            f"- Nhập số liệu kiểm phiếu: lần 1 đồng chí {words.person(facts.season, one.first)}, "
            f"lần 2 đồng chí {words.person(facts.season, one.second)}; {_apart(one.recounted)}."
        )
        for one in facts.given.paper_entries
    ]


def _apart(rows: int) -> str:
    if rows:
        return f"{words.count(rows)} dòng chưa khớp, đã đếm lại và khớp"
    return "hai lần khớp nhau ngay khi đối chiếu"


def signatures(facts: Facts, session_id: str) -> SignatureRow:
    """Return the signatures of the tellers' papers: their head, and who chaired."""
    season = facts.season
    session = season.session(session_id)
    head = season.ballot.tellers[0] if season.ballot.tellers else ""
    chair = next((m for m in season.members if m.id == session.chair), None)
    posts = {Post.BI_THU: "BÍ THƯ", Post.PHO_BI_THU: "PHÓ BÍ THƯ"}
    post = posts.get(chair.post, "") if chair is not None else ""
    return SignatureRow(
        Signature("T/M TỔ KIỂM PHIẾU", "TỔ TRƯỞNG", words.person(season, head)),
        Signature("CHỦ TRÌ HỘI NGHỊ", post, words.person(season, session.chair)),
    )
