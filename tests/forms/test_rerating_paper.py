"""The draft of the re-rating decision: filled from the record, beside those who are still to be decided on."""

from dataclasses import replace
from datetime import date

from forms.document import Table
from forms.dossier import working_papers
from forms.paper import Paper, read
from meeting.decision import DecidedBy, DecisionKind
from meeting.level import Level
from meeting.rerating import Rerating
from meeting.season import Season
from tests.forms.seasons import disciplined, dossier, facts, season

AGAIN = Rerating(
    1, "m001", 2022, Level.HTXSNV, Level.HTNV, DecisionKind.FINAL, DecidedBy.SUPERIOR, "QĐ 12-QĐ/ĐU",
    date(2024, 3, 1), "Vi phạm năm 2022, nay bị kỷ luật", "mục 3.1, 3.2",
)  # fmt: skip
FORM = "quyet_dinh_xep_loai_lai"


def draft(of: Season) -> Paper:
    return next(paper for paper in working_papers(facts(of)) if paper.form.id == FORM)


def cells(of: Season) -> list[tuple[str, ...]]:
    [table] = [block for block in draft(of).document.blocks if isinstance(block, Table)]
    return [row.cells for row in table.rows]


def test_a_record_fills_its_line() -> None:
    [line] = cells(replace(season(), reratings=(AGAIN,)))
    assert line[1:5] == ("Nguyễn Văn An", "2022", "HTXSNV", "HTNV")
    assert line[5] == ("Vi phạm năm 2022, nay bị kỷ luật (QĐ 12-QĐ/ĐU, ngày 01/03/2024; mục 3.1, 3.2).")


def test_who_is_still_to_be_decided_on_stands_below_with_room_to_write() -> None:
    of = replace(disciplined(), reratings=(AGAIN,))
    assert [line[1] for line in cells(of)] == ["Nguyễn Văn An", "K’Brễu"]
    done = replace(disciplined(), reratings=(replace(AGAIN, subject="m006"),))
    assert [line[1:4] for line in cells(done)] == [("K’Brễu", "2022", "HTXSNV")]


def test_a_collective_is_named() -> None:
    [line] = cells(replace(season(), reratings=(replace(AGAIN, subject="chi_bo"),)))
    assert line[1] == "Chi bộ"


def test_only_the_draft_carries_it_and_reads_back() -> None:
    of = replace(season(), reratings=(AGAIN,))
    paper = draft(of)
    assert read(paper.data) == paper
    assert paper.facts.given.reratings == (AGAIN,)
    assert all(AGAIN.paper.encode() not in one.data and not one.facts.given.reratings for one in dossier(of))
    assert [one.data for one in dossier(of)] == [one.data for one in dossier(season())]
