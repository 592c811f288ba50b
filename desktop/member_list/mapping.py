"""Which column fills which field: proposed from the titles, confirmed by the user."""

from dataclasses import dataclass, replace
from typing import Final

from desktop.member_list.encodings import Script
from desktop.member_list.fields import TITLES, Field, field_of
from desktop.member_list.header import Header
from desktop.member_list.sheet import Sheet
from desktop.member_list.words import column_letters

SEVERAL: Final = frozenset({Field.NAME, Field.BORN})
"""Fields that two columns may fill together: a name in two parts, the year of birth under "Nam" or "Nữ"."""


@dataclass(frozen=True, slots=True)
class Columns:
    """How a sheet is read: its script, its header, and the field of every column (None: not taken)."""

    script: Script
    header: Header
    fields: tuple[Field | None, ...]

    def of(self, field: Field) -> tuple[int, ...]:
        """The columns that fill a field."""
        return tuple(column for column, each in enumerate(self.fields) if each is field)

    def with_field(self, column: int, field: Field | None) -> "Columns":
        """The same with another field for one column."""
        fields = tuple(field if at == column else each for at, each in enumerate(self.fields))
        return replace(self, fields=fields)


def propose(sheet: Sheet, header: Header, script: Script) -> Columns:
    """The fields that the titles name; where two columns claim one field, the first has it."""
    fields: list[Field | None] = []
    for title in header.titles:
        field = field_of(title) if title else None
        taken = field in fields and not _may_join(field, title, header, fields)
        fields.append(None if taken else field)
    return Columns(script, header, _with_given_name(sheet, header, tuple(fields), script))


def _may_join(field: Field | None, title: str, header: Header, fields: list[Field | None]) -> bool:
    """Two columns for the birth are those under one group."""
    if field is not Field.BORN or " – " not in title:
        return False
    other = header.titles[fields.index(field)]
    return other.partition(" – ")[0] == title.partition(" – ")[0]


def _with_given_name(
    sheet: Sheet, header: Header, fields: tuple[Field | None, ...], script: Script
) -> tuple[Field | None, ...]:
    """A title for the name that covers two columns: the second one, without a title, holds the given name."""
    if Field.NAME not in fields:
        return fields
    column = fields.index(Field.NAME)
    covers = any(
        top in {header.first, header.last} and (left, right) == (column, column + 1)
        for (top, left), (_, right) in sheet.merged
    )
    beside = column + 1
    if not covers or beside >= len(fields) or fields[beside] is not None:
        return fields
    filled = any(sheet.text(row, beside, script) for row in range(header.last + 1, len(sheet.rows)))
    return (*fields[:beside], Field.NAME, *fields[beside + 1 :]) if filled else fields


def mapping_problem(columns: Columns) -> str:
    """What keeps the mapping from being used, as one sentence; "" when it can be."""
    named = columns.of(Field.NAME) or (columns.of(Field.FAMILY) and columns.of(Field.GIVEN))
    if not named:
        return "Chưa có cột nào là “Họ và tên”. Đồng chí chọn cột ấy trong bảng."
    for field in Field:
        taken = columns.of(field)
        if len(taken) > 1 and field not in SEVERAL:
            letters = " và ".join(column_letters(column) for column in taken)
            return f"Cột {letters} cùng được chọn là “{TITLES[field]}”. Đồng chí chỉ để lại một cột."
    return ""
