"""What a row of a list is, once read: texts, facts, and problems with their cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from desktop.member_list.days import Found
from desktop.member_list.fields import TITLES, Field


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
