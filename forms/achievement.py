"""Báo cáo thành tích of a member or of the branch, for the award.

KH/ĐUK Lâm Đồng 2023, mục III; CV 1054-CV/ĐUK Bắc Giang 2024, mục 2. How long it may be is data of the
regulation (`forms.skeleton.PageLimit`); `too_long` tells when it is longer.
"""

from collections.abc import Mapping
from typing import Final

from forms import words
from forms.branch_paper import OWN_LAYOUT, head, paper, sign, small
from forms.document import (
    Align,
    Blank,
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
from forms.member_papers import ROOM, person
from forms.review_parts import texts
from forms.skeleton import form_names
from meeting.level import Level
from meeting.paper import merits_of
from meeting.past import PastYear
from meeting.review_form import texts_of

_LINES: Final = 5
_YEARS: Final = (
    Column("Năm", 14),
    Column("Mức xếp loại", 54, Align.LEFT),
    Column("Khen thưởng", 38, Align.LEFT),
    Column("Căn cứ", 59, Align.LEFT),
)


def member_achievement(facts: Facts, session_id: str) -> Document:
    """Return the report of the first member of the facts."""
    season = facts.season
    member = season.members[0]
    written = tuple(texts_of(facts.given.written, member.id).values())
    told = written or tuple(texts(season, member.id, "strengths"))
    end = SignatureRow(
        Signature("XÁC NHẬN CỦA CẤP ỦY CƠ SỞ", "", ROOM), Signature("NGƯỜI BÁO CÁO", "", member.name)
    )
    merits = [Para(f"{merits_of(member)}.")] if member.merits else []
    blocks = [*person(member), *_body(facts, facts.words.member_names, told, merits)]
    return _report(facts, session_id, f"của đồng chí {member.name}", blocks, end)


def branch_achievement(facts: Facts, session_id: str) -> Document:
    """Return the report of the branch."""
    season = facts.season
    end = SignatureRow(Signature("XÁC NHẬN CỦA CẤP ỦY CƠ SỞ", "", ROOM), sign(season))
    blocks = [
        Para(f"{season.unit.name}, {season.unit.superior}.", lead="Tên tập thể:"),
        *_body(facts, facts.words.unit_names, tuple(texts(season, "chi_bo", "strengths")), []),
    ]
    return _report(facts, session_id, f"của {season.unit.name}", blocks, end)


def _body(facts: Facts, names: Mapping[Level, str], told: tuple[str, ...], merits: list[Para]) -> list[Block]:
    blocks: list[Block] = [Heading("I. THÀNH TÍCH ĐẠT ĐƯỢC TRONG NĂM")]
    blocks += [Para(line) for text in told for line in text.splitlines() if line.strip()] or [Blank(_LINES)]
    blocks += [Heading("II. DANH HIỆU, HÌNH THỨC KHEN THƯỞNG"), *merits, *_years(facts)]
    blocks += [] if merits or facts.given.years else [Blank(2)]
    level = words.named(names, facts.given.voted)
    # Only the superior's decision makes the level more than what the branch proposes.
    what = f"Mức {facts.words.verb}" if facts.season.decisions else "Mức chi bộ đề nghị"
    blocks += [Heading("III. ĐỀ NGHỊ"), Para(f"{what} năm {facts.season.year}: {level}.")]
    return blocks


def _years(facts: Facts) -> list[Block]:
    """Return the levels and awards of the earlier years that the book holds."""
    names = facts.words.member_names
    rows = [
        Row((str(one.year), words.named(names, one.level), _award(one), one.source))
        for one in facts.given.years
    ]
    return [Table(_YEARS, tuple(rows))] if rows else []


def _award(one: PastYear) -> str:
    told = ("giấy khen năm" if one.commended else "", "khen nhiều năm liền" if one.awarded else "")
    return words.upper_first("; ".join(part for part in told if part))


def _report(facts: Facts, session_id: str, whose: str, blocks: list[Block], end: SignatureRow) -> Document:
    season = facts.season
    blocks += [
        small(f"{_most(facts)}{OWN_LAYOUT}"),
        Para("Đề nghị cấp ủy cấp trên xem xét, khen thưởng."),
    ]
    title = Title("BÁO CÁO THÀNH TÍCH", f"{whose}, đề nghị khen thưởng năm {season.year}")
    top = head(season, season.session(session_id), dated=False)
    return paper(facts, f"Báo cáo thành tích {whose}", top, title, blocks, end)


def _most(facts: Facts) -> str:
    """Say how long the regulation lets the reports be; "" where it does not say."""
    limit = form_names(facts.words.regulation).achievement
    if limit is None:
        return ""
    return (
        f"Không quá {words.count(limit.member)} trang đối với cá nhân, {words.count(limit.unit)} trang đối "
        f"với tập thể ({limit.source}). "
    )


def too_long(facts: Facts, pages: int, *, unit: bool) -> str:
    """Say that a report of so many pages is longer than the regulation allows; "" where it is not."""
    limit = form_names(facts.words.regulation).achievement
    most = 0 if limit is None else limit.unit if unit else limit.member
    if limit is None or pages <= most:
        return ""
    return (
        f"báo cáo thành tích dài {words.count(pages)} trang, quá {words.count(most)} trang theo "
        f"{limit.source}; đồng chí rút gọn phần thành tích trong bản Word"
    )
