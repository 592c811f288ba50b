"""Damaged and random files of every kind: read or refused in one sentence; every value stands in its cell.

A few examples by default, thousands with --long.
"""

import csv
import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.member_list import intake as steps
from desktop.member_list import reading, rows
from desktop.member_list.differences import Action
from desktop.member_list.encodings import Script
from desktop.member_list.errors import ListError
from desktop.member_list.fields import Field
from desktop.member_list.intake import Intake
from desktop.member_list.reading import read_bytes
from desktop.member_list.records import Row, Weight
from desktop.member_list.sheet import ListFile, Sheet

from .files import TODAY, national, person_40, tcvn3, vni, xls, xlsx
from .test_bad_files import SEASON, SENTENCE

PEOPLE = [
    ("Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức", "Chức vụ", "Ghi chú"),
    ("Lý Thị Tú", "01/02/1980", "03/02/2005", "03/02/2006", "Bí thư", "nghỉ phép"),
    ("Nguyễn Thị Hạnh", "1975", "19/5/2000 (chính thức 19/5/2001)", "", "", ""),
    ("Trần Bình", "31/02/1990", "2010-06-07", "dự bị", "vua", "x"),
    ("Lý Thị Tú", "01/02/1980", "03/02/2005", "03/02/2006", "", "hai lần"),
    ("Cộng: 4", "", "", "", "", ""),
]
Write = Callable[[list[list[str]]], bytes]


def quoted(table: list[list[str]]) -> str:
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=";").writerows(table)
    return made.getvalue()


KINDS: dict[str, Write] = {
    "xlsx": xlsx,
    "xls": xls,
    "utf-8": lambda table: quoted(table).encode(),
    "utf-8 with its mark": lambda table: quoted(table).encode("utf-8-sig"),
    "utf-16": lambda table: quoted(table).encode("utf-16"),
    "tcvn3": lambda table: tcvn3(quoted(table)).encode("latin-1"),
    "vni": lambda table: vni(quoted(table)).encode("latin-1"),
}
BASES = {name: write([list(line) for line in PEOPLE]) for name, write in KINDS.items()}
BASES["national"] = national([person_40(1, "Lý Tú", "01/02/1980", "03/02/2005", "03/02/2006")])
OFTEN = pytest.mark.parametrize("times", [25, pytest.param(600, marks=pytest.mark.long)])


def unfounded(data: bytes, intake: Intake) -> list[str]:
    """Everything in the result that the file does not give, and every row or reason that is lacking."""
    return [
        *_cells_not_in(data, intake.file),
        *(complaint for row in intake.rows.people for complaint in _not_in_its_cells(row, intake)),
        *(complaint for row in intake.rows.people for complaint in _not_understood(row)),
        *_unaccounted(intake),
        *_without_reason(intake),
    ]


def _cells_not_in(data: bytes, file: ListFile) -> Iterator[str]:
    """Words in the cells that stand nowhere in the bytes of the file, whatever they are taken for."""
    given_text = [re.sub(r"[\"\0]", "", text) for text in _readings(data)]
    for sheet in file.sheets:
        for cell in {cell for line in sheet.rows for cell in line if isinstance(cell, str)}:
            for word in re.sub(r"[\"\0]", "", cell).split():
                if not any(word in text for text in given_text):
                    yield f"no word of the file: {word!r}"


def _readings(data: bytes) -> Iterator[str]:
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield html.unescape(archive.read(name).decode("utf-8", "replace"))
        return
    for code in ("utf-8", "latin-1", "cp1252", "utf-16-le", "utf-16-be"):
        yield data.decode(code, "replace")
        yield data[1:].decode(code, "replace")


def _not_in_its_cells(row: Row, intake: Intake) -> Iterator[str]:
    """Texts and years of a row that do not stand in its cells."""

    def cell(each: Field) -> str:
        columns = intake.columns.of(each)
        texts = (intake.sheet.text(row.number - 1, at, intake.columns.script) for at in columns)
        return " ".join(filter(None, texts))

    for each, text in row.texts.items():
        parts = f"{cell(Field.FAMILY)} {cell(Field.GIVEN)}".strip() if each is Field.NAME else ""
        if text not in {cell(each), parts}:
            yield f"row {row.number}: {each} is no cell: {text!r}"
    for field, found in row.partial.items():
        if str(found.year) not in _for_fact(row, field):
            yield f"row {row.number}: {field} year {found.year} from {_for_fact(row, field)!r}"


def _for_fact(row: Row, field: Field) -> str:
    """What a fact may come from; the cell of the admission may hold the official day, too."""
    beside = row.texts.get(Field.ADMITTED, "") + " " if field is Field.OFFICIAL else ""
    return beside + row.texts.get(field, "")


def _not_understood(row: Row) -> Iterator[str]:
    """Facts that the texts of the row do not give."""
    for key, value in row.facts.items():
        text = _for_fact(row, Field(key))
        if isinstance(value, date) and not _says(text, value):
            yield f"row {row.number}: {key} {value} from {text!r}"
        elif key in {Field.NAME, Field.JOB, Field.NOTE} and value != text:
            yield f"row {row.number}: {key} {value!r} from {text!r}"
        elif value is not None and not text.strip():
            yield f"row {row.number}: {key} {value!r} from nothing"


def _says(text: str, day: date) -> bool:
    """Tell whether the text holds the numbers of the day, or the number that Excel has for it."""
    numbers = {int(found) for found in re.findall(r"[0-9]{1,5}", text)}
    runs = {f"{day:%d%m}{day.year:04d}"} & set(re.findall(r"[0-9]{8}", text))
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    return {day.day, day.month, day.year} <= numbers or bool(runs) or serial in numbers


def _unaccounted(intake: Intake) -> Iterator[str]:
    """Rows under the titles that are neither people nor left out with a reason, or are both."""
    told = [
        *(each.number for each in intake.rows.people),
        *(each.number for each in intake.rows.left_out),
    ]
    first = intake.columns.header.last + 1
    filled = {at + 1 for at, line in enumerate(intake.sheet.rows) if at >= first and set(line) - {""}}
    if sorted(told) != sorted(filled):
        yield f"rows {sorted(filled)}, told {sorted(told)}"
    yield from (f"row {each.number} without reason" for each in intake.rows.left_out if not each.why)


def _without_reason(intake: Intake) -> Iterator[str]:
    """Problems without a sentence or without the cell, refused rows without a problem."""
    for line in intake.lines:
        heavy = [each for each in line.row.problems if each.weight is not Weight.NOTE]
        facts = line.row.facts
        known = all(facts.get(each) is not None for each in ("name", "born", "admitted"))
        ready = known and "official" in facts and not heavy
        if not line.why_not and not (ready or line.action is Action.UPDATE):
            yield f"row {line.row.number} goes into the book as it is"
        for each in line.row.problems:
            columns = intake.columns.of(each.field) or (each.field is Field.NAME)
            place = each.cell.endswith(str(line.row.number)) if columns else each.cell == ""
            if not place or len(each.sentence) < len("chưa có"):
                yield f"row {line.row.number}: {each.cell!r} {each.sentence!r}"


def understood(data: bytes) -> Intake | None:
    """The file as far as the program understands it, None where it refuses it in one sentence."""
    found = _read_or_refused(data)
    if isinstance(found, str):
        assert SENTENCE.match(found)
        return None
    intake = steps.begin(found, SEASON, TODAY)
    return intake if intake.problem else steps.read(intake)


def _read_or_refused(data: bytes) -> ListFile | str:
    try:
        return read_bytes(data, "ds")
    except ListError as refused:
        return str(refused)


def check(data: bytes) -> None:
    intake = understood(data)
    if intake is None:
        return
    for script in intake.scripts():
        other = steps.with_script(intake, script)
        read = other if other.problem else steps.read(other)
        assert not read.lines or unfounded(data, read) == []


WOUNDS = st.lists(
    st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 6)), min_size=1, max_size=4
)


def wounded(data: bytes, wounds: list[tuple[float, bytes, int]]) -> bytes:
    for place, wound, lost in wounds:
        at = int(place * len(data))
        data = data[:at] + wound + data[at + lost :]
    return data


@pytest.mark.parametrize("name", BASES)
@OFTEN
def test_mutated_bytes(name: str, times: int) -> None:
    @settings(max_examples=times)
    @given(WOUNDS)
    def any_wounds(wounds: list[tuple[float, bytes, int]]) -> None:
        check(wounded(BASES[name], wounds))

    any_wounds()


@OFTEN
def test_mutated_parts_of_a_workbook(times: int) -> None:
    parts = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"]

    @settings(max_examples=times)
    @given(st.sampled_from(["xlsx", "national"]), st.sampled_from(parts), WOUNDS)
    def any_part(name: str, part: str, wounds: list[tuple[float, bytes, int]]) -> None:
        made = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(BASES[name])) as source,
            zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for each in source.namelist():
                body = source.read(each)
                target.writestr(each, wounded(body, wounds) if each == part else body)
        check(made.getvalue())

    any_part()


WORDS = st.sampled_from(
    ["Lý Tú", "Nguyễn Thị Hạnh", "Hồ Thị Hoà", "Bùi Ngọc Đỗ", "01/02/1980", "1975", "7/1990", "36526", "31/02/1980",
     "chưa", "Bí thư", "tổ 1", "Tổng cộng", "068000000001", "'0012", "đảng viên dự bị", "0", "(1)", "", "", ""]
)  # fmt: skip
TITLES = ("Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức", "Chức vụ", "Số thẻ Đảng", "Ghi chú")


@pytest.mark.parametrize("name", KINDS)
@OFTEN
def test_random_sheets_come_back_cell_by_cell(name: str, times: int) -> None:
    script = {"tcvn3": Script.TCVN3, "vni": Script.VNI}.get(name, Script.UNICODE)

    @settings(max_examples=times)
    @given(st.lists(st.lists(WORDS, min_size=7, max_size=7), min_size=1, max_size=6))
    def any_sheet(table: list[list[str]]) -> None:
        data = KINDS[name]([list(TITLES), *table])
        intake = steps.with_script(steps.begin(read_bytes(data, "ds"), SEASON, TODAY), script)
        seen = [[intake.sheet.text(row + 1, at, script) for at in range(7)] for row in range(len(table))]
        assert seen == [[text.removeprefix("'") for text in line] for line in table]
        assert unfounded(data, steps.read(intake)) == []

    any_sheet()


def test_a_row_of_zeros_is_told() -> None:
    intake = understood(xlsx([PEOPLE[0], (0.0, 0.0, 0.0), PEOPLE[1]]))
    assert intake is not None
    assert [each.number for each in intake.rows.left_out] == [2]


def test_the_second_row_for_one_person_names_its_cell() -> None:
    intake = understood(BASES["xls"])
    assert intake is not None
    twice = [str(each) for row in intake.rows.people for each in row.problems if "trùng" in each.sentence]
    assert [text.partition(": ")[0] for text in twice] == ["Họ và tên, ô A5"]


def spoiled(
    monkeypatch: pytest.MonkeyPatch, place: object, name: str, spoil: Callable[..., object]
) -> list[str]:
    """What the check says when one function of the program lies."""
    honest = getattr(place, name)
    monkeypatch.setattr(place, name, lambda *given_: spoil(honest(*given_)))
    intake = understood(BASES["xlsx"])
    assert intake is not None
    return unfounded(BASES["xlsx"], intake)


def _another_name(sheet: Sheet) -> Sheet:
    return replace(sheet, rows=[*sheet.rows, ["Võ Ma", "01/01/1980", "01/01/2000", "01/01/2001"]])


@pytest.mark.parametrize(
    ("place", "name", "spoil", "words"),
    [
        (reading, "_sheet", _another_name, "no word of the file"),
        (
            reading,
            "_sheet",
            lambda s: replace(s, rows=[[*r[:1], "09/09/1999"] for r in s.rows]),
            "09/09/1999",
        ),
        (
            rows,
            "read_row",
            lambda r: r._replace(facts={**r.facts, "born": date(1999, 1, 1)}),
            "born 1999-01-01",
        ),
        (rows, "read_row", lambda r: r._replace(facts={**r.facts, "job": "vua"}), "job 'vua'"),
        (rows, "read_row", lambda r: r._replace(texts={**r.texts, Field.NOTE: "thêm"}), "note is no cell"),
        (rows, "read_row", lambda r: r._replace(problems=()), "goes into the book as it is"),
        (
            rows,
            "read_row",
            lambda r: r._replace(problems=tuple(replace(p, cell="") for p in r.problems)),
            "''",
        ),
        (
            rows,
            "usual_facts",
            lambda found: ({**found[0], Field.BORN: [date(1999, 1, 1)] * 5}, found[1]),
            "born 1999-01-01",
        ),
        (rows, "usual_facts", lambda found: (found[0], set()), "row 3 goes into the book as it is"),
        (rows, "_first_of_its_kind", lambda row: row._replace(number=99), "told"),
    ],
)
def test_what_is_invented_or_lost_is_caught(
    monkeypatch: pytest.MonkeyPatch, place: object, name: str, spoil: Callable[..., object], words: str
) -> None:
    """Negative controls: the check is not blind."""
    intake = understood(BASES["xlsx"])
    assert intake is not None
    assert unfounded(BASES["xlsx"], intake) == []
    assert any(words in complaint for complaint in spoiled(monkeypatch, place, name, spoil))
