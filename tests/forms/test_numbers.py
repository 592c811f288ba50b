"""The number of a paper: printed where its kind counts, blank where none was given, nobody else's business."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from forms import paper
from forms.paper import FORMS, Paper, read
from meeting.numbering import PaperNumber
from tests.forms.seasons import disciplined, everything, season, season_2016
from tests.forms.tools import text_of

DAY = date(2023, 12, 5)


def first_of_each() -> dict[str, Paper]:
    made = (*everything(disciplined()), *everything(season()), *everything(season_2016()))
    return {one.form.id: one for one in reversed(made)}


def test_exactly_the_papers_of_a_kind_have_a_line_for_its_number() -> None:
    for one in first_of_each().values():
        line = one.document.header.number
        if one.form.kind:
            assert line == f"Số        -{one.form.kind}/CB"
        else:
            assert line is None or line.endswith("/ĐU"), one.form.id


def test_a_number_is_printed_and_carried_by_its_paper_alone(tmp_path: Path) -> None:
    of = season()
    numbers = (
        PaperNumber("CB01", "bien_ban_chi_bo", "BB", 7, DAY),
        PaperNumber("BC01", "bao_cao_chi_bo", "BC", 12, DAY),
        PaperNumber("TD01", "bien_ban_to_dang", "BB", 99, DAY),
        PaperNumber("KH01", "ke_hoach_khac_phuc", "BB", 98, DAY),
    )
    lines = {}
    for one in everything(replace(of, numbers=numbers)):
        assert "numbers" not in json.dumps(json.loads(one.data))
        lines[one.document_id] = one.document.header.number
        assert read(one.data) == one
    assert lines["CB01"] == "Số 07-BB/CB"
    assert lines["BC01"] == "Số 12-BC/CB"
    assert lines["TD01"] is None
    assert lines["KH01"] == "Số        -KH/CB"
    made = next(one for one in everything(replace(of, numbers=numbers)) if one.document_id == "BC01")
    (tmp_path / "bc.pdf").write_bytes(made.pdf())
    assert "Số 12-BC/CB" in text_of(tmp_path / "bc.pdf")


def test_without_a_number_the_data_are_as_before() -> None:
    one = first_of_each()["bien_ban_chi_bo"]
    assert "number" not in json.loads(one.data)["facts"]


def test_kinds_are_those_of_the_guideline() -> None:
    assert {form.kind for form in FORMS.values()} <= {"", "BB", "BC", "KH", "TTr", "TB", "QĐ", "NQ", "CV"}
    assert paper.FORMS["bien_ban_kiem_phieu"].kind == "BB"
