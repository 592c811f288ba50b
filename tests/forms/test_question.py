"""A round that asks for a yes or no to the top level, on paper: columns, notes, numbers that add up."""

import copy
from dataclasses import replace
from typing import Any

import pytest

from desktop.regulations import load_regulation
from forms import sums
from forms.document import Para, Row, Table
from forms.paper import Paper, read
from meeting.ballot import Question, Tally
from meeting.judge import judge
from meeting.results import results_document
from meeting.season import Ballot, BallotForm, BallotState, Season
from tests.forms.seasons import dossier, season

YES, NO = Tally("m002", (8, 0, 0, 0), 0, 2), Tally("m003", (4, 0, 0, 0), 1, 5)


def two_rounds() -> Season:
    of = season()
    first = replace(of.ballot, form=BallotForm.PAPER, box="")
    second = Ballot(
        state=BallotState.COUNTED,
        form=BallotForm.PAPER,
        round=2,
        tellers=first.tellers,
        issued=11,
        collected=10,
        valid=10,
        tallies=(YES, NO),
        counted=first.counted,
        subjects=("m002", "m003"),
        reason="Vòng hai",
        question=Question.TOP,
    )
    return replace(of, ballot=second, earlier_ballots=(first,))


@pytest.fixture(scope="module")
def papers() -> tuple[Paper, ...]:
    return dossier(two_rounds())


def of_form(papers: tuple[Paper, ...], form: str) -> list[Paper]:
    return [paper for paper in papers if paper.form.id == form]


def tables(paper: Paper) -> list[Table]:
    return [block for block in paper.document.blocks if isinstance(block, Table)]


def row_of(table: Table, name: str) -> Row:
    return next(row for row in table.rows if any(cell.startswith(name) for cell in row.cells))


def test_the_tellers_minutes_have_a_column_for_each_answer(papers: tuple[Paper, ...]) -> None:
    first, second = of_form(papers, "bien_ban_kiem_phieu")
    told = next(table for table in tables(second) if len(table.rows) == 2)
    assert [column.title for column in told.columns[2:5]] == ["Đồng ý", "Không đồng ý", "Để trống"]
    yes, no = (row_of(told, name).cells for name in ("Trần Thị Bích Ngọc", "Lê Hữu Đức"))
    assert [cell.split("\n")[0] for cell in yes[2:]] == ["8", "2", "0", "HTXSNV"]
    assert [cell.split("\n")[0] for cell in no[2:]] == ["4", "5", "1", "–"]
    assert "đơn vị tự đặt" in str(second.document.blocks)
    assert "Không đồng ý" not in str(first.document.blocks)
    assert read(second.data) == second
    assert second.pdf()


def test_among_others_the_noes_stand_under_the_table(papers: tuple[Paper, ...]) -> None:
    (minutes,) = of_form(papers, "bien_ban_chi_bo")
    texts = [block.text for block in minutes.document.blocks if isinstance(block, Para)]
    cells = row_of(tables(minutes)[0], "Trần Thị Bích Ngọc (lần 2)").cells
    assert [cell.split("\n")[0] for cell in cells[2:]] == ["8", "–", "–", "–", "0", "HTXSNV"]
    noes = [text for text in texts if "không đồng ý mức cao nhất; " in text]
    assert [text.partition("; ")[2] for text in noes] == [
        "đồng ý 08, không đồng ý 02, để trống 0 phiếu.",
        "đồng ý 04, không đồng ý 05, để trống 01 phiếu.",
    ]


def test_the_summary_says_for_and_against(papers: tuple[Paper, ...]) -> None:
    (summary,) = of_form(papers, "bang_tong_hop")
    assert "8 đồng ý, 2 không" in str(summary.document.blocks)


def results() -> dict[str, Any]:
    of = two_rounds()
    regulation = load_regulation(of.regulation)
    return copy.deepcopy(dict(results_document(of, judge(regulation, of))))


def test_the_numbers_add_up() -> None:
    assert list(sums.faults(results())) == []


@pytest.mark.parametrize("change", [{"against": 3}, {"against": 1}, {"HTTNV": 1, "against": 1}])
def test_noes_that_were_changed_are_noticed(change: dict[str, int]) -> None:
    told = results()
    told["members"]["m002"]["votes"].update(change)
    told["rounds"][0]["votes"]["m002"].update(change)
    assert list(sums.faults(told))


def test_noes_to_no_question_are_noticed() -> None:
    told = results()
    del told["rounds"][0]["question"]
    assert any("loại phiếu" in fault for fault in sums.faults(told))
