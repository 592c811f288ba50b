"""Signs that nobody sees in the cells of a list, and in what is typed or pasted: see meeting.text."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import operations
from db.errors import Refused
from desktop.member_list import intake as steps
from desktop.member_list.encodings import Script, convert
from desktop.member_list.reading import read_bytes
from desktop.member_list.records import Row, Weight
from tests.db.sample import AT, member, new_book, season_of

from .files import TODAY, Cells, csv_text, xls, xlsx
from .test_bad_files import SEASON

TITLES = ("Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức", "Công việc", "Số thẻ Đảng")
DAYS = ("01/02/1980", "03/02/2005", "03/02/2006")


def rows_of(data: bytes) -> tuple[Row, ...]:
    return steps.read(steps.begin(read_bytes(data, "ds"), SEASON, TODAY)).rows.people


Write = Callable[[Cells], bytes]


@pytest.mark.parametrize("write", [xlsx, xls, lambda table: csv_text(table).encode()])
def test_harmless_signs_go_silently(write: Write) -> None:
    (row,) = rows_of(
        write([TITLES, ("\ufeffLý\xa0Thị\u200b  Tú", "\u200e01/02/1980", *DAYS[1:], "kế\u2009toán")])
    )
    assert (row.facts["name"], row.facts["job"], row.problems) == ("Lý Thị Tú", "kế toán", ())


@pytest.mark.parametrize(("column", "cell"), [(0, "A2"), (1, "B2"), (2, "C2"), (3, "D2"), (4, "E2")])
@pytest.mark.parametrize("sign", ["\u202e", "\u2067", "\x02", "\x7f"])
def test_a_sign_that_turns_the_line_is_refused_with_its_cell(column: int, cell: str, sign: str) -> None:
    texts = ["Lý Tú", *DAYS, "kế toán", ""]
    texts[column] = f"{sign}{texts[column]}"
    (row,) = rows_of(xls([TITLES, texts]))
    said = [
        str(each)
        for each in row.problems
        if each.weight is Weight.WRONG and f"U+{ord(sign):04X}" in str(each)
    ]
    assert len(said) == 1
    assert f"ô {cell}: " in said[0]
    assert all(sign not in str(each) for each in row.problems)
    assert all(sign not in str(value) for value in row.facts.values())


def test_a_number_that_is_only_looked_at_does_not_keep_the_row_out() -> None:
    (row,) = rows_of(csv_text([TITLES, ("Lý Tú", *DAYS, "", "06800000000\u202e1")]).encode())
    assert [each.weight for each in row.problems] == [Weight.NOTE] * len(row.problems)
    assert any("U+202E" in each.sentence for each in row.problems)


SIGNS = st.text(st.sampled_from("Lýe\u0301 \xa0\u200b\u202e\u2069\ufeff\x01\x1c\xad'\t"), max_size=8)


@settings(max_examples=60)
@given(st.lists(st.tuples(SIGNS, SIGNS), min_size=1, max_size=4))
def test_no_fact_holds_a_sign_that_nobody_sees(cells: list[tuple[str, str]]) -> None:
    table = [(f"Lý {name}", *DAYS, job, "") for name, job in cells]
    for row in rows_of(xlsx([TITLES, *table])):
        for text in (value for value in row.facts.values() if isinstance(value, str)):
            assert not any(unicodedata.category(sign) in {"Cc", "Cf"} for sign in text)
            assert unicodedata.is_normalized("NFC", text)
            assert text == " ".join(text.split())


def test_quotes_and_dashes_beside_old_letters_are_no_signs_of_control() -> None:
    assert convert("\x93Hä vµ tªn\x94 \x96 x", Script.TCVN3) == "“Họ và tên” – x"
    assert convert("Hoï vaø teân \x96 \x81", Script.VNI) == "Họ và tên – \x81"


def test_the_book_takes_text_tidied_and_refuses_what_turns_a_line(tmp_path: Path) -> None:
    """The last border, whatever field a text was typed or pasted into."""
    with new_book(tmp_path / "a.chibo") as book:
        operations.add_member(book, member(60, name="Lý\xa0Thị\u200b Tú", job="kế toán\ufeff"), AT)
        kept = next(each for each in season_of(book).members if each.id == "DV60")
        assert (kept.name, kept.job) == ("Lý Thị Tú", "kế toán")
        with pytest.raises(Refused, match=r"“Lý Tú” có ký tự đảo chiều chữ không nhìn thấy [(]U[+]202E[)]"):
            operations.add_member(book, member(61, name="Lý \u202eTú"), AT)
        assert all(each.id != "DV61" for each in season_of(book).members)
