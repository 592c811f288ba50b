"""All rows under the header: people, and rows that are none."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from desktop.member_list.encodings import Script
from desktop.member_list.fields import Field, field_of
from desktop.member_list.mapping import Columns
from desktop.member_list.person import read_row
from desktop.member_list.records import LeftOut, Problem, Row, Rows, Setting, Weight
from desktop.member_list.sheet import Sheet, Value, cell_text, string_text
from desktop.member_list.words import column_letters, fold, name_key

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
    take = _taker(columns)
    for at in range(columns.header.last + 1, len(sheet.rows)):
        cells = sheet.rows[at]
        if not any(cells) and all(cell == "" for cell in cells):  # a row of zeros is no empty one
            continue
        texts = take(cells)
        if why := _no_person(texts, cells):
            left_out.append(LeftOut(at + 1, _first_texts(cells, columns), why))
        else:
            people.append(read_row(at + 1, texts, known))
    return Rows(_once_each(people, known), tuple(left_out))


def with_texts(rows: Rows, number: int, texts: Mapping[Field, str], known: Setting) -> Rows:
    """The same with other texts for one row: what the user completed or corrected."""
    people = [
        read_row(row.number, texts if row.number == number else row.texts, known) for row in rows.people
    ]
    return Rows(_once_each(people, known), rows.left_out)


_Kind = tuple[str, str, int]
"""Rows for one person are alike in the birth and in the first letter and the length of the name."""


def _once_each(people: Sequence[Row], known: Setting) -> tuple[Row, ...]:
    seen: dict[_Kind, list[Row]] = {}
    return tuple(_first_of_its_kind(row, seen, known) for row in people)


def _taker(columns: Columns) -> Callable[[Sequence[Value]], dict[Field, str]]:
    """The function that takes the texts of the fields out of the cells of a row."""
    wanted = [(column, each) for column, each in enumerate(columns.fields) if each is not None]
    script, plain = columns.script, columns.script is Script.UNICODE
    in_parts = Field.FAMILY in columns.fields or Field.GIVEN in columns.fields

    def take(cells: Sequence[Value]) -> dict[Field, str]:
        texts: dict[Field, str] = {}
        for column, each in wanted:
            if column >= len(cells) or (cell := cells[column]) == "":
                continue
            text = string_text(cell) if plain and isinstance(cell, str) else cell_text(cell, script)
            if text:
                texts[each] = f"{texts[each]} {text}" if each in texts else text
        if in_parts and (Field.FAMILY in texts or Field.GIVEN in texts):
            parts = (texts.pop(Field.FAMILY, ""), texts.pop(Field.GIVEN, ""))
            texts.setdefault(Field.NAME, " ".join(part for part in parts if part))
        return texts

    return take


_NUMBER: Final = re.compile(r"\(?\d{1,3}(?:\.0)?\)?")
_NO_NAME: Final = re.compile(
    r"(?:tong|cong|tong so|tong cong|nguoi lap|nguoi ghi|noi nhan|ky ten|danh sach|ghi chu|luu y|"
    r"t m|tm|bi thu|pho bi thu|dang uy|to dang|chi bo|to \d+|ngay \d+)\b.*"
)


def _no_person(texts: Mapping[Field, str], cells: Sequence[Any]) -> str:
    """Why the row is no person; "" for a person."""
    name = texts.get(_NAME, "")
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
    return " | ".join(texts[:3])[:120]


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
    return replace(row, problems=(*row.problems, twice))
