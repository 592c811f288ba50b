"""Tờ trình and list of those who may be commended (KH/ĐUK Lâm Đồng 2023, mục III; CV 1054-CV/ĐUK, mục 2).

"Kính trình" under HD 05-HD/VPTW 2026, "Kính gửi" under HD 36-HD/VPTW 2018. Whom to propose people choose.
"""

from typing import Final

from forms import words
from forms.branch_paper import OWN_LAYOUT, addressed, committee, foot, head, paper, small
from forms.count_part import to_weigh
from forms.document import Align, Block, Column, Document, Para, Row, Table, Title
from forms.facts import Facts
from forms.trims import level_of, now_of
from meeting.level import Level
from meeting.paper import merits_of
from meeting.past import BRANCH
from meeting.season import Member

_COLUMNS: Final = (
    Column("TT", 10),
    Column("Họ và tên", 44, Align.LEFT),
    Column("Chức vụ, đơn vị", 36, Align.LEFT),
    Column("Mức xếp loại", 24),
    Column("Danh hiệu, thành tích đã ghi", 48, Align.LEFT),
    Column("Hình thức đề nghị", 28, Align.LEFT),
)


def excellent(facts: Facts) -> list[Member]:
    """Return the members whose level is the top one."""
    return [m for m in facts.season.members if now_of(facts, m.id) is Level.HTXSNV]


def awards(facts: Facts, session_id: str) -> Document:
    """Return the proposal with the list of those at the top level."""
    season = facts.season
    people = excellent(facts)
    rows = [
        Row((str(number), m.name, words.post_of(m), Level.HTXSNV.value, _told(facts, m), ""))
        for number, m in enumerate(people, 1)
    ]
    top = facts.words.member_names[Level.HTXSNV]
    to = "Kính trình:" if facts.words.layout.startswith("hd05") else "Kính gửi:"
    blocks: list[Block] = [
        addressed(committee(season), to),
        Para(
            f"Căn cứ kết quả đánh giá, {facts.words.verb} chất lượng năm {season.year}, "
            f"{season.unit.name} đề nghị xem xét khen thưởng các đảng viên được đề nghị mức “{top}” sau đây:"
        ),
        Table(_COLUMNS, tuple(rows), empty=f"Không có đảng viên mức “{top}”."),
        *_branch(facts),
        *to_weigh(facts, {m.id for m in people}),
        small(
            "Hình thức khen thưởng và người được chọn do chi bộ ghi; báo cáo thành tích và bản sao các quyết "
            f"định {facts.words.verb} nộp kèm. {OWN_LAYOUT}"
        ),
        Para("Đề nghị cấp ủy cấp trên xem xét, quyết định."),
    ]
    title = Title("TỜ TRÌNH", f"về việc đề nghị khen thưởng đảng viên năm {season.year}")
    name = "Tờ trình đề nghị khen thưởng"
    top_of_page = head(season, season.session(session_id), "TTr", dated=False)
    return paper(facts, name, top_of_page, title, blocks, foot(season))


def _branch(facts: Facts) -> list[Block]:
    level = level_of(facts.season, facts.judged, "chi_bo")
    if level is not Level.HTXSNV:
        return []
    told = [words.named(facts.words.unit_names, level), *in_a_row(facts, BRANCH), "đề nghị xét khen thưởng"]
    return [Para(f"{'; '.join(told)}.", lead="Chi bộ:")]


def _told(facts: Facts, member: Member) -> str:
    """Return the merits, and the years at the top in a row."""
    return "; ".join(filter(None, [merits_of(member), *in_a_row(facts, member.id)]))


def in_a_row(facts: Facts, subject: str) -> list[str]:
    """Return how many years up to this one stand at the top level, where there are more than this one."""
    top = {one.year for one in facts.given.years if one.member == subject and one.level is Level.HTXSNV}
    now = facts.season.year
    first = next(year for year in range(now, 0, -1) if year - 1 not in top)
    return (
        [f"{words.count(now - first + 1)} năm liền {Level.HTXSNV.value} ({first}–{now})"]
        if first < now
        else []
    )
