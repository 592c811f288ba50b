"""Tờ trình and list of those who may be commended (KH/ĐUK Lâm Đồng 2023, mục III; CV 1054-CV/ĐUK, mục 2).

"Kính trình" under HD 05-HD/VPTW 2026, "Kính gửi" under HD 36-HD/VPTW 2018. Whom to propose people choose.
"""

from typing import Final

from forms import words
from forms.branch_paper import OWN_LAYOUT, addressed, committee, foot, head, paper, small
from forms.document import Align, Block, Column, Document, Para, Row, Table, Title
from forms.facts import Facts
from forms.trims import level_of, now_of
from meeting.level import Level
from meeting.season import Member

_COLUMNS: Final = (
    Column("TT", 10),
    Column("Họ và tên", 48, Align.LEFT),
    Column("Chức vụ, đơn vị", 38, Align.LEFT),
    Column("Mức xếp loại", 24),
    Column("Danh hiệu, thành tích đã ghi", 40, Align.LEFT),
    Column("Hình thức đề nghị", 30, Align.LEFT),
)


def excellent(facts: Facts) -> list[Member]:
    """Return the members whose level is the top one."""
    return [m for m in facts.season.members if now_of(facts, m.id) is Level.HTXSNV]


def awards(facts: Facts, session_id: str) -> Document:
    """Return the proposal with the list of those at the top level."""
    season = facts.season
    people = excellent(facts)
    rows = [
        Row((str(number), m.name, words.post_of(m), Level.HTXSNV.value, "; ".join(m.merits), ""))
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
    return [Para(f"{words.named(facts.words.unit_names, level)}; đề nghị xét khen thưởng.", lead="Chi bộ:")]
