"""Who of the list is already in the book, and what the list says otherwise, field by field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from desktop.member_list.days import day_text
from desktop.member_list.fields import KEPT, TITLES, Field, words_for
from desktop.member_list.records import Row, Weight
from desktop.member_list.words import fold, name_key
from meeting.season import Member

CHOICES: Final = frozenset({Field.POST, Field.STATUS, Field.PROFESSIONAL})


class Match(StrEnum):
    """Whether the person is in the book: no, surely, or the user has to say."""

    NEW = "new"
    SAME = "same"
    DOUBT = "doubt"


class Action(StrEnum):
    """What is done with a row."""

    ADD = "add"
    UPDATE = "update"
    LEAVE = "leave"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which book and list are not alike; `why_not` says why the list's cannot be taken."""

    field: Field
    book: str
    listed: str
    value: Any = None
    why_not: str = ""

    def __str__(self) -> str:
        """Return it as the user reads it."""
        return f"{TITLES[self.field]}: sổ ghi “{self.book or 'trống'}”, tệp ghi “{self.listed}”"


@dataclass(frozen=True, slots=True)
class Line:
    """A row, how it stands to the book, and what is to be done with it.

    `candidates` are the members it may be; `member` the one it is taken for; `taken` the fields for which the
    list's value goes into the book.
    """

    row: Row
    match: Match
    candidates: tuple[Member, ...] = ()
    action: Action = Action.ASK
    member: Member | None = None
    taken: frozenset[Field] = frozenset()

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What the list says otherwise than the book of the member it is taken for."""
        if self.member is None or self.action is not Action.UPDATE:
            return ()
        return tuple(differences(self.row, self.member))

    @property
    def why_not(self) -> str:
        """What keeps the row from being taken over as it is to be; "" when nothing does."""
        if self.action is Action.LEAVE:
            return ""
        if self.action is Action.ASK:
            return "cần đồng chí cho biết có phải là người đã có trong sổ không"
        heavy = {Weight.WRONG} if self.action is Action.UPDATE else {Weight.WRONG, Weight.MISSING}
        return next((str(each) for each in self.row.problems if each.weight in heavy), "")

    @property
    def changes(self) -> bool:
        """Tell whether taking it over changes the book."""
        return self.action is Action.ADD or (self.action is Action.UPDATE and bool(self.taken))

    def added(self) -> "Line":
        """The same, as a new person."""
        return replace(self, action=Action.ADD, member=None, taken=frozenset())

    def updating(self, member: Member) -> "Line":
        """The same, as this person of the book; nothing is taken yet."""
        return replace(self, action=Action.UPDATE, member=member, taken=frozenset())

    def left(self) -> "Line":
        """The same, not taken over."""
        return replace(self, action=Action.LEAVE, taken=frozenset())

    def taking(self, fields: frozenset[Field]) -> "Line":
        """The same with the list's values for these fields."""
        able = {each.field for each in self.differences if not each.why_not}
        return replace(self, taken=fields & able)


def compare(rows: Sequence[Row], members: Sequence[Member]) -> tuple[Line, ...]:
    """How every row stands to the book; nobody of the book is found twice without a question."""
    by_name: dict[str, list[Member]] = {}
    for member in members:
        by_name.setdefault(fold(member.name), []).append(member)
    found: set[str] = set()
    lines = []
    for row in rows:
        line = _line(row, tuple(by_name.get(fold(row.name), ())))
        if line.match is Match.SAME and line.member is not None:
            if line.member.id in found:
                line = Line(row, Match.DOUBT, line.candidates)
            found.add(line.candidates[0].id)
        lines.append(line)
    return tuple(lines)


def keep_decisions(lines: Sequence[Line], before: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with what the user had decided before, wherever a line still stands as it stood."""
    decided = {line.row.number: line for line in before}
    return tuple(_decided(line, decided.get(line.row.number)) for line in lines)


def _decided(line: Line, before: Line | None) -> Line:
    if before is None or before.match is not line.match or before.candidates != line.candidates:
        return line
    kept = replace(line, action=before.action, member=before.member)
    return kept.taking(before.taken)


def _line(row: Row, alike: tuple[Member, ...]) -> Line:
    same = tuple(m for m in alike if name_key(m.name) == name_key(row.name) and _fits(row, m.born))
    if len(same) == 1:
        return Line(row, Match.SAME, same, Action.UPDATE, same[0])
    if not alike:
        return Line(row, Match.NEW, (), Action.ADD)
    return Line(row, Match.DOUBT, alike)


def _fits(row: Row, born: date) -> bool:
    """Tell whether the birth of the row, as far as it is known, is this day."""
    if "born" in row.facts:
        return bool(row.facts["born"] == born)
    known = row.partial.get(Field.BORN)
    return known is not None and known.covers(born)


def differences(row: Row, member: Member) -> Iterator[Difference]:
    """Where the list says something else than the book; what the list does not say is no difference."""
    for field in KEPT:
        if field in row.facts:
            value, kept = row.facts[field], getattr(member, field)
            if not _alike(field, value, kept) and not _is_guess(row, field):
                yield Difference(field, shown(field, kept), shown(field, value) or "trống", value)
        elif (known := row.partial.get(field)) is not None:
            kept = getattr(member, field)
            if kept is None or not known.covers(kept):
                why_not = "tệp không ghi đủ ngày tháng năm nên không lấy được"
                yield Difference(field, shown(field, kept), row.texts.get(field, ""), why_not=why_not)


def _alike(field: Field, one: Any, other: Any) -> bool:
    if field is Field.NAME:
        return name_key(one) == name_key(other)
    return bool(one == other)


def _is_guess(row: Row, field: Field) -> bool:
    """An empty cell for the official day says nothing about someone who is in the book."""
    return field is Field.OFFICIAL and row.facts[field] is None and not _says_probation(row)


def _says_probation(row: Row) -> bool:
    return not any(each.field is Field.OFFICIAL for each in row.problems)


def shown(field: Field, value: Any) -> str:
    """A value of the book as lists have it."""
    if field in CHOICES:
        return words_for(field)[value]
    if field is Field.OFFICIAL and value is None:
        return "dự bị"
    return day_text(value) if isinstance(value, date) else str(value or "")


def member_from(line: Line, member_id: str) -> Member:
    """The record that goes into the book."""
    facts: Mapping[str, Any] = {str(key): value for key, value in line.row.facts.items() if key in set(KEPT)}
    if line.action is Action.UPDATE and line.member is not None:
        return replace(line.member, **{key: value for key, value in facts.items() if key in line.taken})
    return Member(id=member_id, **facts)
