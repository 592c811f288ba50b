"""The program's own tables say that they are its own, are templates themselves, and hold what the season holds."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.drafts import Gathered
from desktop.templates.defaults import OWN, Default, blank, defaults
from desktop.templates.errors import TemplateError
from desktop.templates.filling import fill, write_default
from desktop.templates.guard import kind_of
from desktop.templates.names import COLUMNS, LISTS, SINGLES, values_of
from tests.forms.seasons import disciplined, dossier, facts, season

from .made import word


@pytest.fixture(scope="module")
def gathered() -> Gathered:
    of = season()
    return Gathered(facts(of), dossier(of))


def cells(content: bytes) -> list[object]:
    sheet = load_workbook(BytesIO(content)).active
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_there_is_one_for_every_table_that_the_papers_name() -> None:
    assert [one.id for one in defaults()] == ["6A", "6B", "6D", "6E", "6E1", "6F", "BTH02", "BTH03"]
    for one in defaults():
        assert one.listed in {"", *LISTS}
        assert {name for _, name in one.cells} <= set(COLUMNS if one.listed else SINGLES)


@pytest.mark.parametrize("table", defaults(), ids=lambda one: one.id)
def test_a_table_is_a_template_marked_as_the_programs_own(
    table: Default, gathered: Gathered, tmp_path: Path
) -> None:
    assert kind_of(blank(table)) == ".xlsx"
    filled, empty = write_default(gathered, table, tmp_path)
    told = cells(filled.read_bytes())
    assert OWN in told
    assert "Chi bộ Văn phòng" in told
    assert 2023 in told
    again = fill(gathered, empty, tmp_path / "lai")
    assert cells(again.read_bytes()) == told


def test_values_are_those_of_the_papers(gathered: Gathered) -> None:
    found = values_of(gathered.facts)
    assert set(found.singles) == set(SINGLES)
    assert set(found.lists) == set(LISTS)
    assert all(set(record) == set(COLUMNS) for records in found.lists.values() for record in records)
    rated, left = found.lists["dang_vien"], found.lists["chua_xep_loai"]
    assert len(rated) == found.singles["so_xep_loai"]
    assert len(left) == found.singles["so_chua_xep_loai"]
    assert len(rated) + len(left) == found.singles["so_dang_vien"] == 14
    counted = [found.singles[f"so_{code}"] for code in ("xuat_sac", "tot", "hoan_thanh", "khong_hoan_thanh")]
    assert sum(map(int, counted)) + sum(record["muc"] == "" for record in rated) == len(rated)
    assert all(record["ly_do"] for record in left)
    assert [record["ho_ten"] for record in found.lists["lanh_dao"]] == ["Nguyễn Văn An"]


def test_no_discipline_or_health_can_be_asked_for() -> None:
    told = values_of(facts(disciplined()))
    assert "Khiển trách" not in str(told)


def test_a_word_template_is_filled_beside_the_drafts(gathered: Gathered, tmp_path: Path) -> None:
    template = tmp_path / "mau.docx"
    template.write_bytes(word("{{ chi_bo }}"))
    made = fill(gathered, template, tmp_path)
    assert made == tmp_path / "ban-sua" / "mau-rieng" / "mau-da-dien.docx"
    template.write_bytes(b"x" * (6 << 20))
    with pytest.raises(TemplateError, match="quá lớn"):
        fill(gathered, template, tmp_path)


def test_the_document_lists_every_name() -> None:
    told = (Path(__file__).parents[3] / "docs" / "templates.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in told for name in (*SINGLES, *LISTS, *COLUMNS))
