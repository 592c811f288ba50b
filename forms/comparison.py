"""So sánh mức xếp loại: the numbers of the charts as a paper; levels alone, never votes."""

from typing import Final

from forms.branch_paper import OWN_LAYOUT, foot, head, paper, small
from forms.document import Bars, Block, Document, Heading, Para, Title
from forms.facts import Facts
from meeting.level import LEVELS

_PARTS: Final = (*(level.value for level in LEVELS), "Chưa có mức")


def comparison(facts: Facts, session_id: str) -> Document:
    """Return the comparisons, a chart each."""
    season = facts.season
    blocks: list[Block] = []
    alone = len(facts.given.charts) == 1
    for number, chart in enumerate(facts.given.charts, 1):
        blocks += [
            Heading(f"{'' if alone else f'{number}. '}{chart.title.upper()}"),
            Bars("Năm, tổ, đối tượng", _PARTS, "Tổng", tuple((bar.label, bar.parts) for bar in chart.bars)),
        ]
    years = any(bar.label == str(season.year) for chart in facts.given.charts for bar in chart.bars)
    earlier = " và các năm trước" if years else ""
    counted = f"Các năm trước tính những đồng chí còn trong danh sách năm {season.year}. "
    title = Title("SO SÁNH", f"mức xếp loại chất lượng đảng viên năm {season.year}{earlier}")
    blocks += [
        small(
            "Mỗi thanh là 100%, chia theo số đồng chí ở từng mức. HTXSNV, HTTNV, HTNV, KHTNV: hoàn thành "
            "xuất sắc, hoàn thành tốt, hoàn thành, không hoàn thành nhiệm vụ. "
            f"{counted if years else ''}{OWN_LAYOUT}"
        ),
        Para(
            f"Số liệu lấy từ sổ của chi bộ và quyết định của cấp có thẩm quyền{' từng năm' if years else ''}."
        ),
    ]
    top = head(season, season.session(session_id), dated=False)
    name = f"So sánh mức xếp loại{' các năm' if years else ''}"
    return paper(facts, name, top, title, blocks, foot(season))
