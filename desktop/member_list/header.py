"""Where the titles of the columns are: found by scanning, on one level or two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.member_list.encodings import Script
from desktop.member_list.fields import Field, field_of
from desktop.member_list.sheet import Sheet, cell_texts
from desktop.member_list.words import column_letters

_SCAN: Final = 30
_LONGEST_TITLE: Final = 200
_NAMES: Final = frozenset({Field.NAME, Field.FAMILY, Field.GIVEN})


@dataclass(frozen=True, slots=True)
class Header:
    """The rows of the titles, from 0 (`last` is the second level or the same), and each column's title."""

    first: int
    last: int
    titles: tuple[str, ...]

    def column_name(self, column: int) -> str:
        """The title of a column, or its letters in Excel."""
        return self.titles[column] or f"Cột {column_letters(column)}"


def find_header(sheet: Sheet, script: Script) -> Header | None:
    """The header of the sheet: the first row with a title for the name, else None."""
    best: tuple[int, int] | None = None
    for row in range(min(_SCAN, len(sheet.rows))):
        known = _known(_texts(sheet, row, script))
        if _names_people(known) and (best is None or len(known) > best[0]):
            best = len(known), row
    return header_at(sheet, best[1], script) if best else None


def header_at(sheet: Sheet, row: int, script: Script) -> Header:
    """The header when the titles stand in this row, with a second level below or a first one above."""
    own = _texts(sheet, row, script)
    below = _texts(sheet, row + 1, script)
    if _is_second_level(own, below):
        spread = _spread(_covered(sheet, row, script), own, below)
        return Header(row, row + 1, _joined(spread, own, below))
    groups = _groups_above(_covered(sheet, row - 1, script), _texts(sheet, row - 1, script), own)
    first = row - 1 if any(groups) else row
    return Header(first, row, tuple(map(_with_group, groups, own)))


def _texts(sheet: Sheet, row: int, script: Script) -> tuple[str, ...]:
    cells = sheet.rows[row] if 0 <= row < len(sheet.rows) else ()
    texts = [text[:_LONGEST_TITLE] for text in cell_texts(cells, script)]
    return (*texts, *[""] * (sheet.width - len(texts)))


def _known(texts: Sequence[str]) -> set[Field]:
    return {field for text in texts if text and (field := field_of(text)) is not None}


def _names_people(known: set[Field]) -> bool:
    return Field.NAME in known or {Field.FAMILY, Field.GIVEN} <= known


def _is_second_level(own: Sequence[str], below: Sequence[str]) -> bool:
    """Only words, none under the name or the first column, and something under an empty or spread title."""
    filled = [column for column, text in enumerate(below) if text]
    titles = [column for column, text in enumerate(own) if text]
    if not filled or not titles or any(c.isdigit() for column in filled for c in below[column]):
        return False
    names = [column for column in titles if field_of(own[column]) in _NAMES]
    in_parts = [column for column in names if _split_name(own, below, column)]
    if titles[0] in filled or any(column in filled and column not in in_parts for column in names):
        return False
    return bool(in_parts) or any(not own[column] for column in filled)


def _split_name(own: Sequence[str], below: Sequence[str], column: int) -> bool:
    return field_of(_with_group(own[column], below[column])) is Field.FAMILY


def _spread(covered: Mapping[int, str], own: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """Titles of the first level carried over the columns they cover."""
    found, last = [], ""
    for column, text in enumerate(own):
        last = text or (last if below[column] else "")
        found.append(text or covered.get(column, "") or last)
    return tuple(found)


def _covered(sheet: Sheet, row: int, script: Script) -> Mapping[int, str]:
    """The columns that a merged cell of this row covers besides its first, with its text."""
    return {
        column: sheet.text(row, left, script)
        for (top, left), (_, right) in sheet.merged
        if top == row
        for column in range(left + 1, min(right + 1, sheet.width))
    }


def _joined(spread: Sequence[str], own: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        _with_group(group, under) if under else title
        for group, title, under in zip(spread, own, below, strict=True)
    )


def _groups_above(covered: Mapping[int, str], above: Sequence[str], own: Sequence[str]) -> tuple[str, ...]:
    """What stands over the titles as a group: right of the name, where both together name a field."""
    name = next((column for column, text in enumerate(own) if text and field_of(text) in _NAMES), 0)
    reach = {**covered, **{column: text for column, text in enumerate(above) if text}}
    return tuple(
        group if column > name and _is_group(group := reach.get(column, ""), title) else ""
        for column, title in enumerate(own)
    )


def _is_group(group: str, title: str) -> bool:
    return bool(group and title and field_of(title) is None and field_of(_with_group(group, title)))


def _with_group(group: str, title: str) -> str:
    return " – ".join(part for part in (group, title) if part)
