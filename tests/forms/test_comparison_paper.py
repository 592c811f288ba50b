"""The comparisons on paper: the numbers of the charts, nobody's own level, no vote."""

import json

from forms.document import Bars
from forms.dossier import working_papers
from forms.paper import Paper, read
from meeting.comparison import charts
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
