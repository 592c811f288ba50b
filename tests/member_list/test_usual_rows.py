"""Whole columns looked at together say what each row says by itself; texts are cut as the reader of CSV does."""

import csv
import gc
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.member_list import rows
from desktop.member_list.collector import collector_waiting
from desktop.member_list.days import read_day, usual_days
from desktop.member_list.encodings import Script
from desktop.member_list.errors import MOST_COLUMNS, ListError
from desktop.member_list.fields import Field
from desktop.member_list.header import find_header
from desktop.member_list.mapping import propose
from desktop.member_list.records import ByField, Rows, Setting
from desktop.member_list.rows import read_rows, setting
from desktop.member_list.sheet import Lines, Sheet, Value
from desktop.member_list.text_file import split

from .files import TODAY

TITLES = (
    "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức", "Chức vụ Đảng", "Tổ đảng", "Số thẻ Đảng",
    "Công việc", "Trạng thái hoạt động",
)  # fmt: skip
USUAL = (
    "Lý Tú", "01/02/1980", "03/02/2005", "03/02/2006", "Bí thư", "tổ 1", "068000000001", "kế toán", "",
)  # fmt: skip
NAMES = (
    "Lý Tú", "Hồ Hoà", "HỒ HÒA", "Họ và tên", "Họ tên *", "Hạnh", "Tổng cộng", "Lý-Tú", "x" * 81, "1", "",
)  # fmt: skip
DAYS = (
    "01/02/1980", "02/02/1980", "29/02/2005", "29/02/2004", "31/12/2099", "5/12/1980", "1980", "dự bị",
    "19/5/2018 (dự bị)", "19/05/2018 (chính thức 19/05/2019)", "12/25/1980", "01/02/1899", "03-02-2005",
    "٠١/٠٢/١٩٨٠", "",
)  # fmt: skip
OTHERS = (
    "Bí thư", "vua", "-", "tổ 1", "tổ 9", "068000000001", "68000000001", "kế\u202etoán", "Bí\x07 thư", "x\ny",
    "Đang sinh hoạt", "٠٦٨٠٠٠٠٠٠٠٠١", "'001", 7.0, True, date(1980, 2, 1), "", "",
)  # fmt: skip
ROW = st.one_of(
    st.just(USUAL),
    st.tuples(st.sampled_from(NAMES), *[st.sampled_from(DAYS)] * 3, *[st.sampled_from(OTHERS)] * 5),
)


def read(table: Sequence[Sequence[Value]], groups: Sequence[str] = ()) -> Rows:
    sheet = Sheet("DS", table)
    header = find_header(sheet, Script.UNICODE)
    assert header is not None
    columns = propose(sheet, header, Script.UNICODE)
    return read_rows(sheet, columns, setting(groups, TODAY, columns))


def plainly(found: Rows) -> tuple[list[Any], Any]:
    """What was found, whatever holds it."""
    people = [
        (row.number, row.name, dict(row.texts), dict(row.facts), dict(row.partial), row.problems)
        for row in found.people
    ]
    return people, found.left_out


def every_row_by_itself(texts: ByField, _known: Setting) -> tuple[ByField, set[int]]:
    return {}, set(range(len(texts[Field.NAME])))


def slowly(table: Sequence[Sequence[Value]], groups: Sequence[str]) -> tuple[list[Any], Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "usual_facts", every_row_by_itself)
        return plainly(read(table, groups))


@settings(max_examples=100)
@given(st.lists(ROW, max_size=6), st.sampled_from([(), ("Tổ đảng 1",)]), st.integers(1, len(TITLES)))
def test_columns_say_what_rows_say(
    table: list[tuple[Value, ...]], groups: tuple[str, ...], width: int
) -> None:
    """Also with columns that are lacking, and without groups."""
    cut = [row[:width] for row in (TITLES, *table)]
    assert plainly(read(cut, groups)) == slowly(cut, groups)


def test_columns_say_what_rows_say_of_everything_in_one_cell() -> None:
    table = [
        (*USUAL[:at], other, *USUAL[at + 1 :])
        for at in range(len(USUAL))
        for other in (*NAMES, *DAYS, *OTHERS)
    ]
    for some in (table, *([USUAL, row] for row in table)):
        assert plainly(read([TITLES, *some], ["Tổ đảng 1"])) == slowly([TITLES, *some], ["Tổ đảng 1"])


def test_a_usual_row_is_not_read_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "read_row", None)
    (row,) = read([TITLES, USUAL], ["Tổ đảng 1"]).people
    assert (row.number, row.name, len(row.texts), len(row.facts)) == (2, "Lý Tú", 8, 7)
    assert (row.texts.get(Field.STATUS, "–"), row.facts["group"], row.problems) == ("–", "Tổ đảng 1", ())


@settings(max_examples=150)
@given(
    st.lists(st.one_of(st.sampled_from(DAYS), st.dates().map("{0:%d/%m}/{0.year:04d}".format)), max_size=9)
)
def test_usual_days_are_those_of_each_text(texts: list[str]) -> None:
    for text, day in zip(texts, usual_days(texts), strict=True):
        assert day is None or day == read_day(text).day


LETTERS = st.text(st.sampled_from("aĐ ;,\t|\n\r\v\f\x1c\x85\u2028\0\"'"), max_size=30)


@settings(max_examples=400)
@given(LETTERS, st.sampled_from(["", "\n", "\r\n"]))
def test_texts_are_cut_as_by_the_reader_of_csv(text: str, end: str) -> None:
    text = f"{';' * 30}{end}{text}{end}"
    expected = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    sheet = split(text, "ds")
    assert isinstance(sheet.rows, Lines) is ('"' not in text)
    assert [list(row) for row in sheet.rows] == [row or ([] if '"' in text else [""]) for row in expected]
    assert sheet.width == max(map(len, expected))
    assert [list(row) for row in sheet.rows[1:]] == [list(row) for row in sheet.rows][1:]


def test_lines_too_long_for_the_reader_of_csv_are_refused_by_it() -> None:
    with pytest.raises(ListError, match="Dòng 2 có ô dài bất thường"):
        split(f"a;b\n{'x' * 200_000};c\n", "ds")
    with pytest.raises(ListError, match="quá lớn"):
        split(f"a;b\n{';' * MOST_COLUMNS}\n", "ds")


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch, was_on: bool) -> None:
    called = list[str]()
    monkeypatch.setattr(gc, "isenabled", lambda: was_on)
    monkeypatch.setattr(gc, "disable", lambda: called.append("disable"))
    monkeypatch.setattr(gc, "enable", lambda: called.append("enable"))
    with pytest.raises(KeyError):
        _fail()
    assert called == (["disable", "enable"] if was_on else ["disable"])


@collector_waiting()
def _fail() -> None:
    raise KeyError
