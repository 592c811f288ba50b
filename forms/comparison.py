"""So sánh mức xếp loại: the numbers of the charts as a paper; levels alone, never votes."""

from typing import Final

from forms.branch_paper import OWN_LAYOUT, foot, head, paper, small
from forms.document import Align, Block, Column, Document, Heading, Para, Row, Table, Title
from forms.facts import Facts
from meeting.comparison import Bar
from meeting.level import LEVELS

_NONE: Final = "Chưa có mức"
_COLUMNS: Final = (
    Column("Năm, tổ, đối tượng", 50, Align.LEFT),
    *(Column(level.value, 22) for level in LEVELS),
    Column(_NONE, 22),
    Column("Tổng", 18),
)


def comparison(facts: Facts, session_id: str) -> Document:
    """Return the comparisons, a table each."""
    season = facts.season
    blocks: list[Block] = []
    for number, chart in enumerate(facts.given.charts, 1):
        blocks += [
            Heading(f"{number}. {chart.title.upper()}"),
            Table(_COLUMNS, tuple(map(_row, chart.bars))),
        ]
    title = Title("SO SÁNH", f"mức xếp loại chất lượng đảng viên năm {season.year} và các năm trước")
    blocks += [
        small(f"Các năm trước tính những đồng chí còn trong danh sách năm {season.year}. {OWN_LAYOUT}"),
        Para("Số liệu lấy từ sổ của chi bộ và quyết định của cấp có thẩm quyền từng năm."),
    ]
    top = head(season, season.session(session_id), dated=False)
    return paper(facts, "So sánh mức xếp loại các năm", top, title, blocks, foot(season))


def _row(bar: Bar) -> Row:
    return Row((bar.label, *map(str, bar.parts), str(bar.total)))
