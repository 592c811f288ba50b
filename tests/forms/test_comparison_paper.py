"""The comparisons on paper: the numbers of the charts, nobody's own level, no vote."""

import json
from dataclasses import replace
from io import BytesIO

import docx
import openpyxl

from forms.comparison import comparison
from forms.document import Bars
from forms.docx import to_docx
from forms.dossier import working_papers
from forms.paper import Paper, read
from forms.xlsx import to_xlsx
from meeting.comparison import charts
from meeting.level import Level
from meeting.past import PastYear
from meeting.season import Season
from meeting.year_results import levels_now
from tests.forms.seasons import decided_above, facts


def printed(of: Season) -> Paper:
    return next(paper for paper in working_papers(facts(of)) if paper.form.id == "so_sanh_muc")


def test_the_paper_tells_the_numbers_of_the_charts() -> None:
    of = decided_above()
    paper = printed(of)
    tables = [block.table for block in paper.document.blocks if isinstance(block, Bars)]
    verdict = facts(of).judged
    wanted = charts(of, levels_now(of, verdict))
    assert [[row.cells[0] for row in table.rows] for table in tables] == [
        [bar.label for bar in chart.bars] for chart in wanted
    ]
    for table, chart in zip(tables, wanted, strict=True):
        for row, bar in zip(table.rows, chart.bars, strict=True):
            assert row.cells[1:] == (*map(str, bar.parts), str(bar.total))
    assert read(paper.data) == paper


def test_it_carries_nobodys_level_and_no_vote() -> None:
    told = json.loads(printed(decided_above()).data)
    assert told["facts"]["verdict"] is None
    assert "votes" not in json.dumps(told["results"])
    assert "decisions" not in told["facts"]["season"]
    assert set(told["facts"]["given"]) == {"charts"}


def test_an_editable_copy_has_the_numbers_in_a_table() -> None:
    made = printed(decided_above()).document
    first = next(block for block in made.blocks if isinstance(block, Bars))
    book = openpyxl.load_workbook(BytesIO(to_xlsx(made)))
    cells = [[str(cell.value) for cell in row] for row in book.worksheets[0].iter_rows()]
    assert [list(row.cells) for row in first.table.rows] == cells[-len(first.rows) :]
    told = docx.Document(BytesIO(to_docx(made))).tables[1:]
    assert [cell.text for cell in told[0].rows[-1].cells] == list(first.table.rows[-1].cells)


def test_the_title_names_earlier_years_only_where_there_are_any() -> None:
    alone = printed(decided_above()).document
    assert alone.title.summary == "mức xếp loại chất lượng đảng viên năm 2023"
    of = decided_above()
    past = replace(of, past_years=(PastYear(of.members[0].id, 2022, Level.HTXSNV),))
    charts_of = charts(past, levels_now(past, facts(past).judged))
    told = replace(facts(past), given=replace(facts(past).given, charts=charts_of))
    assert comparison(told, "chi_bo").title.summary.endswith("năm 2023 và các năm trước")
