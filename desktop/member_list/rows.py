"""All rows under the header: people, and rows that are none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from desktop.member_list.fields import Field, field_of
from desktop.member_list.mapping import Columns
from desktop.member_list.person import read_row
from desktop.member_list.records import LeftOut, Problem, Row, Rows, Setting, Weight
from desktop.member_list.sheet import Sheet, Value, cell_text, column_texts
from desktop.member_list.words import column_letters, fold, name_key
from meeting.text import shown

# Bound once: to look a member of an enumeration up takes longer than to take a text out of a row.
_NAME, _BORN, _ADMITTED, _OFFICIAL = Field.NAME, Field.BORN, Field.ADMITTED, Field.OFFICIAL


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


def read_rows(sheet: Sheet, columns: Columns, known: Setting) -> Rows:
    """Read every row under the header."""
    people, left_out = list[Row](), list[LeftOut]()
    seen, first = dict[_Kind, list[Row]](), columns.header.last + 1
    body = sheet.rows[first:]
    for number, (cells, texts) in enumerate(zip(body, _texts(body, columns), strict=True), first + 1):
        if not texts and all(cell == "" for cell in cells):
            continue
        if why := _no_person(texts, cells):
            left_out.append(LeftOut(number, _first_texts(cells, columns), why))
        else:
            people.append(_first_of_its_kind(read_row(number, texts, known), seen, known))
    return Rows(tuple(people), tuple(left_out))


def with_texts(rows: Rows, number: int, texts: Mapping[Field, str], known: Setting) -> Rows:
    """The same with other texts for one row: what the user completed or corrected."""
    seen = dict[_Kind, list[Row]]()
    people = (
        read_row(row.number, texts if row.number == number else row.texts, known) for row in rows.people
    )
    return Rows(tuple(_first_of_its_kind(row, seen, known) for row in people), rows.left_out)


_Kind = tuple[str, str, int]
"""Rows for one person are alike in the birth and in the first letter and the length of the name."""


def _texts(body: Sequence[Sequence[Value]], columns: Columns) -> Iterator[dict[Field, str]]:
    """The texts of the fields of every row."""
    nobody: Sequence[str] = [""] * len(body)
    found = {each: _column(body, columns, each) for each in dict.fromkeys(columns.fields) if each is not None}
    whole = found.setdefault(_NAME, nobody)
    if Field.FAMILY in found or Field.GIVEN in found:
        parts = _joined([found.pop(Field.FAMILY, nobody), found.pop(Field.GIVEN, nobody)])
        found[_NAME] = [name or in_parts for name, in_parts in zip(whole, parts, strict=True)]
    fields = tuple(found)
    for texts in zip(*found.values(), strict=True):
        yield {each: text for each, text in zip(fields, texts, strict=True) if text}


def _column(body: Sequence[Sequence[Value]], columns: Columns, field: Field) -> Sequence[str]:
    """The text of one field in every row."""
    return _joined([column_texts(_cells(body, at), columns.script) for at in columns.of(field)])


def _cells(body: Sequence[Sequence[Value]], column: int) -> Sequence[Value]:
    try:
        return [row[column] for row in body]
    except IndexError:  # rows of a text file end where their last cell does
        return [row[column] if column < len(row) else "" for row in body]


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
    if name[:1] in {"H", "h"} and field_of(name) is Field.NAME:
        return "dòng tiêu đề lặp lại"
    folded = "" if days else fold(name)
    if not days and (_NO_NAME.fullmatch(folded) or not folded or folded[0].isdigit()):
        return "không phải họ tên"
    return ""


def _first_texts(cells: Sequence[Any], columns: Columns) -> str:
    texts = [text for cell in cells if (text := cell_text(cell, columns.script))]
    return shown(" | ".join(texts[:3]), 120)


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
