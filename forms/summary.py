"""Bảng tổng hợp kết quả đánh giá, xếp loại đảng viên (KH/ĐUK Lâm Đồng 2023, mục V.3, item 3)."""

from collections import Counter
from datetime import date
from typing import Final

from forms import words
from forms.branch_minutes import not_rated
from forms.branch_paper import head
from forms.count_part import UNITS, asked_top, base, cap, cap_now, totals
from forms.document import (
    Align,
    Block,
    Column,
    Document,
    Para,
    Recipients,
    Row,
    Signature,
    SignatureRow,
    Table,
    Title,
)
from forms.facts import Facts
from forms.meeting_part import minutes
from forms.proposers import proposed, proposers
from meeting.decision import DecisionKind, decision_on, proposed_level
from meeting.level import LEVELS
from meeting.season import Post, Season
from meeting.verdict import MemberVerdict

_WIDTH: Final = 252
"""Of the text of a sheet that lies on its side, in millimetres; the reasons take what the rest leaves."""


def summary(facts: Facts, session_id: str = "chi_bo") -> Document:
    """Return the summary of all members' levels, with proposals, votes, base and reasons."""
    season, verdict = facts.season, facts.judged
    rows = tuple(_row(facts, number, one) for number, one in enumerate(verdict.rated, 1))
    proposals = tuple(Column(name, 20, group="Mức đề xuất") for name in proposers(season.unit.structure))
    columns = (
        Column("TT", 9),
        Column("Họ và tên, chức vụ", 45, Align.LEFT),
        *proposals,
        Column("Số phiếu XS–T–HT–K", 27, group="Chi bộ bỏ phiếu"),
        Column("Mức đạt", 20, group="Chi bộ bỏ phiếu"),
    )
    reasons = Column("Căn cứ, ghi chú", _WIDTH - sum(one.share for one in columns), Align.LEFT)
    blocks: list[Block] = [
        Table((*columns, reasons), rows, empty="Không có đảng viên thuộc diện xếp loại."),
        totals(facts),
        *base(facts),
        *cap(facts),
        *cap_now(facts),
        *_agreed(facts),
        *_collectives(facts),
        *_letters(facts),
        *(Para(words.NOTES.get(code, code)) for code in verdict.notes),
        *not_rated(facts),
        Para(
            f"Tổng số đảng viên trong danh sách: {words.count(len(verdict.members))} đồng chí; "
            f"thuộc diện {facts.words.verb}: {words.count(len(verdict.rated))} đồng chí."
        ),
    ]
    title = Title(
        "BẢNG TỔNG HỢP", f"kết quả đánh giá, {facts.words.verb} chất lượng đảng viên năm {season.year}"
    )
    name = "Bảng tổng hợp kết quả xếp loại đảng viên"
    session = season.session(session_id)
    return minutes(
        facts, name, head(season, session, decided=True), title, blocks, _foot(season), landscape=True
    )


def _agreed(facts: Facts) -> list[Block]:
    """Return once, by paper, for how many the superior decided as the branch proposed."""
    season, papers = facts.season, Counter[tuple[date, str]]()
    for one in facts.judged.rated:
        final = decision_on(season.decisions, one.member, DecisionKind.FINAL)
        if final is not None and final.level is proposed_level(season.decisions, one.member, one.level):
            papers[final.day, final.paper] += 1
    return [
        Para(
            f"như đề nghị đối với {words.count(number)} đồng chí ({paper}, ngày {day:%d/%m/%Y}).",
            lead="Cấp trên quyết định mức:",
        )
        for (day, paper), number in sorted(papers.items())
    ]


def _collectives(facts: Facts) -> list[Block]:
    """Return what was decided on the organisation and the committee after the count."""
    told = [
        words.unit_decided(facts.season, unit, facts.words.names_of(unit.subject))
        for unit in facts.judged.units
    ]
    found = zip(facts.judged.units, told, strict=True)
    return [Para(f"- {UNITS.get(unit.subject, unit.subject)}: {text}") for unit, text in found if text]


def _letters(facts: Facts) -> list[Block]:
    """Return the rules that a superior's paper set, where there are any."""
    if not facts.words.letters:
        return []
    return [
        Para("", lead="Áp dụng theo văn bản của cấp trên:"),
        *(Para(f"- {x}") for x in facts.words.letters),
    ]


def _tally(facts: Facts, one: MemberVerdict) -> str:
    """Return the votes for the four levels, or for and against the top one where that was asked."""
    if one.tally is None:
        return ""
    if asked_top(facts.season, one.member):
        return f"{one.tally.by_level[0]} đồng ý, {one.tally.against} không"
    return "–".join(str(one.tally.votes(level)) for level in LEVELS)


def _row(facts: Facts, number: int, one: MemberVerdict) -> Row:
    member = facts.season.member(one.member)
    return Row(
        (
            str(number),
            words.with_post(member),
            *proposed(facts.season.unit.structure, member),
            _tally(facts, one),
            words.code(one.level),
            _reasons(facts, one),
        )
    )


def _reasons(facts: Facts, one: MemberVerdict) -> str:
    """Return the count, or the whole arithmetic where something is to be noted; then what was decided."""
    decided = words.decided(facts.season, one, facts.words.member_names, agreed=False)
    if one.flags or one.level is None or one.tally is None:
        told = f"{one.sentence} {words.remarks(one, facts.words.verb, facts.season)}"
    else:
        told = f"{one.tally.votes(one.level)}/{one.base} phiếu; cần từ {one.needed[one.level.rank]} phiếu."
    return f"{told.strip()} {decided}".strip()


def _foot(season: Season) -> SignatureRow:
    """T/M CHI BỘ; a deputy signs with the own post, never K/T (HD 36-HD/VPTW 2018)."""
    posts = {Post.BI_THU: "BÍ THƯ", Post.PHO_BI_THU: "PHÓ BÍ THƯ"}
    signer = next((m for post in posts for m in season.members if m.post is post), None)
    name, post = (words.BLANK, "BÍ THƯ") if signer is None else (signer.name, posts[signer.post])
    return SignatureRow(Recipients(("Cấp ủy cấp trên (để báo cáo)",)), Signature("T/M CHI BỘ", post, name))
