"""What a row of a list is, once read: texts, facts, and problems with their cells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from desktop.member_list.days import Found
from desktop.member_list.fields import TITLES, Field

ByField = Mapping[Field, Sequence[Any]]
"""One value for every row, by field."""


class Weight(StrEnum):
    """How grave a problem is: the cell cannot be used, something is lacking, or only to be known."""

    WRONG = "wrong"
    MISSING = "missing"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One cell and what is to be said about it; `cell` is its name in Excel ("" for none)."""

    field: Field
    weight: Weight
    sentence: str
    cell: str = ""

    def __str__(self) -> str:
        """Return it as the user reads it."""
        where = f"{TITLES[self.field]}, ô {self.cell}" if self.cell else TITLES[self.field]
        return f"{where}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Setting:
    """What reading a row has to know: the groups of the branch, today, and the columns of the fields."""

    groups: Mapping[str, str]
    today: date
    letters: Mapping[Field, str]

    def cell(self, field: Field, row: int) -> str:
        """The name in Excel of the cell of a field; "" where no column fills it."""
        letters = self.letters.get(field, "")
        return f"{letters}{row}" if letters else ""


class InRow(Mapping[Any, Any]):
    """What one row has of the values of whole columns: those of the fields in which it has a text."""

    __slots__ = ("_at", "_texts", "_values")

    def __init__(self, values: ByField, texts: ByField, at: int) -> None:
        self._values, self._texts, self._at = values, texts, at

    def __getitem__(self, field: Field) -> Any:
        """Return the value of a field; KeyError where the row has no text."""
        if not self._texts[field][self._at]:
            raise KeyError(field)
        return self._values[field][self._at]

    def __iter__(self) -> Iterator[Field]:
        """Go through the fields in which the row has a text."""
        return (field for field in self._values if self._texts[field][self._at])

    def __len__(self) -> int:
        """Count them."""
        return sum(1 for _ in self)


class Row(NamedTuple):
    """One person of the list: what the cells say (`texts`), what they mean (`facts`, as in the book)."""

    number: int
    texts: Mapping[Field, str]
    facts: Mapping[str, Any]
    partial: Mapping[Field, Found] = MappingProxyType({})
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """The name as the list has it."""
        return self.texts.get(Field.NAME, "")

    def has(self, weight: Weight) -> bool:
        """Tell whether there is a problem of this weight."""
        return any(problem.weight is weight for problem in self.problems)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no person, and why it was taken for none."""

    number: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of a list."""

    people: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]
