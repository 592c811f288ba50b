"""All rows under the header: people, and rows that are none."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count, repeat
from operator import itemgetter
from typing import Any, Final

from desktop.member_list.collector import collector_waiting
from desktop.member_list.fields import Field, names_people
from desktop.member_list.mapping import Columns
from desktop.member_list.person import read_row
from desktop.member_list.records import InRow, LeftOut, Problem, Row, Rows, Setting, Weight
from desktop.member_list.sheet import Sheet, Value, cell_text, cell_texts
from desktop.member_list.usual import usual_facts
from desktop.member_list.words import column_letters, fold, name_key
from meeting.text import shown

# Bound once: to look a member of an enumeration up takes longer than to take a text out of a row.
_NAME, _BORN, _ADMITTED, _OFFICIAL = Field.NAME, Field.BORN, Field.ADMITTED, Field.OFFICIAL
_Found = Row | LeftOut | None
"""What a row is: a person, a row that is none, or empty."""


def setting(groups: Sequence[str], today: date, columns: Columns) -> Setting:
    """What the rows under these columns are read by."""
    letters = {each: column_letters(columns.of(each)[0]) for each in Field if columns.of(each)}
    if Field.NAME not in letters and Field.FAMILY in letters:
        letters[Field.NAME] = letters[Field.FAMILY]
    return Setting({key: group for group in groups for key in _group_keys(group)}, today, letters)


def _group_keys(group: str) -> tuple[str, ...]:
    whole = fold(group)
    short = whole.removeprefix("to dang ").removeprefix("to ")
    return whole, f"to {short}", f"to dang {short}", short


@collector_waiting()
def read_rows(sheet: Sheet, columns: Columns, known: Setting) -> Rows:
    """Read every row under the header."""
    first = columns.header.last + 1
    body = sheet.rows[first:]
    texts = _texts(body, columns)
    facts, odd = usual_facts(texts, known)
    in_rows = map(InRow, repeat(texts), repeat(texts), range(len(body)))
    facts_in_rows = map(InRow, repeat(facts), repeat(texts), range(len(body)))
    rows: list[_Found] = list(map(Row, count(first + 1), in_rows, facts_in_rows))
    for at in odd:
        own = {each: text for each, column in texts.items() if (text := column[at])}
        rows[at] = _by_itself(first + 1 + at, own, body[at], columns, known)
    people = _told_apart(rows, texts.get(_BORN) or [""] * len(body), known)
    return Rows(people, tuple(row for row in rows if isinstance(row, LeftOut)))


def _by_itself(
    number: int, texts: Mapping[Field, str], cells: Sequence[Value], columns: Columns, known: Setting
) -> _Found:
    """What a row is in which something is not as usual."""
    if not texts and all(cell == "" for cell in cells):
        return None
    if why := _no_person(texts, cells):
        return LeftOut(number, _first_texts(cells, columns), why)
    return read_row(number, texts, known)


def with_texts(rows: Rows, number: int, texts: Mapping[Field, str], known: Setting) -> Rows:
    """The same with other texts for one row: what the user completed or corrected."""
    people = [
        read_row(row.number, texts if row.number == number else row.texts, known) for row in rows.people
    ]
    return Rows(_told_apart(people, [row.texts.get(_BORN, "") for row in people], known), rows.left_out)


_Kind = tuple[str, str, int]
"""Rows for one person are alike in the birth and in the first letter and the length of the name."""


def _texts(body: Sequence[Sequence[Value]], columns: Columns) -> dict[Field, Sequence[str]]:
    """The texts of the fields in all rows."""
    nobody: Sequence[str] = [""] * len(body)
    taken = [at for at, each in enumerate(columns.fields) if each is not None]
    texts = dict(
        zip(taken, (cell_texts(cells, columns.script) for cells in _cells(body, taken)), strict=True)
    )
    fields = dict.fromkeys(each for each in columns.fields if each is not None)
    found = {each: _joined([texts[at] for at in columns.of(each)]) for each in fields}
    whole = found.setdefault(_NAME, nobody)
    if Field.FAMILY in found or Field.GIVEN in found:
        parts = _joined([found.pop(Field.FAMILY, nobody), found.pop(Field.GIVEN, nobody)])
        found[_NAME] = [name or in_parts for name, in_parts in zip(whole, parts, strict=True)]
    return found


def _cells(body: Sequence[Sequence[Value]], columns: Sequence[int]) -> Sequence[Sequence[Value]]:
    """The cells of these columns; rows of a text file end where their last cell does."""
    if not body or not columns:
        return [()] * len(columns)
    width = columns[-1] + 1
    rows = (row if len(row) >= width else [*row, *[""] * width] for row in body)
    _, *found = zip(*map(itemgetter(columns[0], *columns), rows), strict=True)  # of two it gives pairs
    return found


def _joined(columns: Sequence[Sequence[str]]) -> Sequence[str]:
    if len(columns) == 1:
        return columns[0]
    return [" ".join(filter(None, texts)) for texts in zip(*columns, strict=True)]


_NUMBER: Final = re.compile(r"\(?\d{1,3}(?:\.0)?\)?")
_NO_NAME: Final = re.compile(
    r"(?:tong|cong|tong so|tong cong|nguoi lap|nguoi ghi|noi nhan|ky ten|danh sach|ghi chu|luu y|"
    r"t m|tm|bi thu|pho bi thu|dang uy|to dang|chi bo|to \d+|ngay \d+)\b.*"
)


def _no_person(texts: Mapping[Field, str], cells: Sequence[Any]) -> str:
    """Why the row is no person; "" for a person."""
    name = texts.get(_NAME, "")
    if _BORN in texts and name[:1].isalpha() and name[:1] not in "Hh":
        return ""
    days = _BORN in texts or _ADMITTED in texts or _OFFICIAL in texts
    if (
        not name[:1].isalpha()
        and _NUMBER.fullmatch(name)
        and all(_NUMBER.fullmatch(str(cell)) for cell in cells if cell != "")
    ):
        return "dòng đánh số cột"
    if not name and not days:
        return "không có họ tên"
    if names_people(name):
        return "dòng tiêu đề lặp lại"
    folded = "" if days else fold(name)
    if not days and (_NO_NAME.fullmatch(folded) or not folded or folded[0].isdigit()):
        return "không phải họ tên"
    return ""


def _first_texts(cells: Sequence[Any], columns: Columns) -> str:
    texts = [text for cell in cells if (text := cell_text(cell, columns.script))]
    return shown(" | ".join(texts[:3]), 120)


def _told_apart(rows: Sequence[_Found], births: Sequence[str], known: Setting) -> tuple[Row, ...]:
    """The people among the rows; of those with one birth, the second row for one person says so."""
    shared = {birth for birth, times in Counter(births).items() if times > 1}
    seen = dict[_Kind, list[Row]]()
    return tuple(
        _first_of_its_kind(row, seen, known) if birth in shared else row
        for row, birth in zip(rows, births, strict=True)
        if isinstance(row, Row)
    )


def _first_of_its_kind(row: Row, seen: dict[_Kind, list[Row]], known: Setting) -> Row:
    """The second row for one person says so, and is not taken."""
    name = row.texts.get(_NAME, "")
    alike = seen.setdefault((row.texts.get(_BORN, ""), name[:1].casefold(), len(name)), [])
    first = next((each for each in alike if name_key(each.name) == name_key(name)), None) if alike else None
    alike.append(row)
    if first is None:
        return row
    sentence = (
        f"trùng họ tên và ngày sinh với dòng {first.number}; đồng chí bỏ một dòng hoặc sửa lại cho đúng."
    )
    twice = Problem(_NAME, Weight.WRONG, sentence, known.cell(_NAME, row.number))
    return row._replace(problems=(*row.problems, twice))
