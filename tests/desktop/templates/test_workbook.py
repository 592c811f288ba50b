"""A workbook with named cells: filled, moved down, kept as it looks; what cannot be filled is one sentence."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Border, Font, Side
from openpyxl.workbook.defined_name import DefinedName

from desktop.templates.errors import NOTHING, OUTSIDE, TOO_LARGE, TemplateError
from desktop.templates.workbook import fill_workbook

from .made import FORMULA, saved, values, workbook

LIST = {"dang_vien.tt": "$A$4", "dang_vien.ho_ten": "$B$4"}


def filled(content: bytes, people: int = 3) -> object:
    return load_workbook(BytesIO(fill_workbook(content, values(people))))["Bieu"]


def test_single_values_and_columns_are_filled_as_text_and_numbers() -> None:
    made = workbook({"chi_bo": "$A$1", "NAM": "$B$1", **LIST}, A3="TT", B3="Họ và tên", A5="Tổng cộng")
    sheet = load_workbook(BytesIO(fill_workbook(made, values()))).active
    assert (sheet["A1"].value, sheet["A1"].data_type) == (FORMULA, "s")
    assert sheet["B1"].value == 2025
    assert [sheet.cell(row, 2).value for row in (4, 5, 6)] == [f"dang_vien ho_ten {n}" for n in (1, 2, 3)]
    assert [sheet.cell(row, 1).value for row in (4, 5, 6, 7)] == [1, 2, 3, "Tổng cộng"]


def test_looks_are_repeated_and_merged_cells_move_down() -> None:
    book = load_workbook(BytesIO(workbook(LIST, A5="Người lập", A3="TT")))
    sheet = book.active
    sheet["B4"].font, sheet["B4"].border = Font(bold=True), Border(top=Side("thin"))
    sheet.merge_cells("A5:B5")
    sheet = load_workbook(BytesIO(fill_workbook(saved(book), values()))).active
    assert all(sheet.cell(row, 2).font.bold and sheet.cell(row, 2).border.top.style for row in (4, 5, 6))
    assert [str(found) for found in sheet.merged_cells.ranges] == ["A7:B7"]
    assert sheet["A7"].value == "Người lập"


@pytest.mark.parametrize("people", [0, 1, 300])
def test_empty_and_long_lists(people: int) -> None:
    made = workbook({**LIST, "lanh_dao.ho_ten": "$B$8"}, A5="Hết", B4="mẫu")
    sheet = load_workbook(BytesIO(fill_workbook(made, values(people)))).active
    names = [cell.value for (cell,) in sheet["B4:B1000"] if str(cell.value or "").startswith("dang_vien")]
    assert len(names) == people
    assert sheet.cell(4 + max(people, 1), 1).value == "Hết"
    leaders = [cell.value for (cell,) in sheet["B1:B1000"] if str(cell.value or "").startswith("lanh_dao")]
    assert len(leaders) == people


def test_names_of_the_program_alone_are_taken() -> None:
    with pytest.raises(TemplateError, match="“luong_thang” mà chương trình không biết"):
        filled(workbook({"luong_thang": "$A$1"}))
    with pytest.raises(TemplateError, match=r"“dang_vien\.so_dien_thoai”"):
        filled(workbook({"dang_vien.so_dien_thoai": "$A$1"}))
    with pytest.raises(TemplateError) as found:
        filled(workbook({}, A1="chi_bo"))
    assert str(found.value) == NOTHING


def test_a_name_is_one_cell_that_is_there() -> None:
    for place in ("$A$1:$B$2", "#REF!", "$A$1,Bieu!$B$1"):
        with pytest.raises(TemplateError, match="phải chỉ đúng một ô"):
            filled(workbook({"chi_bo": place}))
    book = load_workbook(BytesIO(workbook({"chi_bo": "$A$1"})))
    book.defined_names["nam"] = DefinedName("nam", attr_text="Khac!$A$1")
    with pytest.raises(TemplateError, match="phải chỉ đúng một ô"):
        filled(saved(book))


def test_the_columns_of_a_list_stand_in_one_row() -> None:
    for other in ({"dang_vien.muc": "$C$9"}, {"lanh_dao.muc": "$C$4"}):
        with pytest.raises(TemplateError, match="phải cùng một dòng"):
            filled(workbook({**LIST, **other}))


def test_formulas_that_reach_out_and_sheets_without_end_are_refused() -> None:
    for formula in ('=WEBSERVICE("http://a")', "=[2]Sheet1!A1", "=cmd|'/c calc'!A0"):
        with pytest.raises(TemplateError) as found:
            filled(workbook({"chi_bo": "$A$1"}, B2=formula))
        assert str(found.value) == OUTSIDE
    for place in ("A6000", "ZZ1"):
        with pytest.raises(TemplateError) as found:
            filled(workbook({"chi_bo": "$A$1"}, **{place: "xa"}))
        assert str(found.value) == TOO_LARGE


def test_formulas_of_the_template_stay() -> None:
    made = workbook({**LIST, "so_tot": "$D$1"}, E1="=D1*2")
    assert load_workbook(BytesIO(fill_workbook(made, values()))).active["E1"].value == "=D1*2"
