"""Use case: the last edit told in words, and taken back when the user says so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from db import operations
from db.operations import Restored
from desktop.book_words import COLUMNS, STEPS, Names, value_in_words
from desktop.desk import Desk
from desktop.reviews import review_form
from meeting.review_form import BESIDE
from meeting.season import Season

_MOST: Final = 8
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Told:
    """The edit that would be taken back: its number, what it was and when, what the book would say again."""

    sequence: int
    title: str
    lines: tuple[str, ...]


def tell(desk: Desk) -> Told:
    """What would be taken back now, in words; Refused where the last step is no edit."""
    edit = operations.last_edit(desk.book)
    lines = [line for row in edit.rows for line in _lines(row, names_of(desk.season, edit.rows))]
    more = (f"… và {len(lines) - _MOST} chỗ khác.",) if len(lines) > _MOST else ()
    when = f"{edit.entry.at:%H:%M ngày %d/%m/%Y}"
    title = f"Hoàn tác bước {STEPS[edit.entry.operation]} (lúc {when})?"
    if edit.steps > 1:
        title = f"Hoàn tác cả lần nhập danh sách ({edit.steps} bước, lúc {when})?"
    return Told(edit.entry.sequence, title, (*lines[:_MOST], *more))


def undo(desk: Desk, sequence: int) -> None:
    """Take it back; Refused where something was done since it was told."""
    desk.changed(operations.undo_edit(desk.book, sequence, at=desk.clock()))


def names_of(season: Season, rows: tuple[Restored, ...] = ()) -> Names:
    """What people call whom and what the book knows by key; those who come back are named in the rows."""
    form = review_form(season.regulation)
    people = {"chi_bo": season.unit.name, "chi_uy": "Chi ủy"}
    back = [row for row in rows if row.table == "members" and row.before and "name" in row.before]
    people |= {row.key["id"]: row.before["name"] for row in back if row.before}
    people |= {member.id: member.name for member in season.members}
    sessions = {session.id: session.title for session in season.sessions}
    return Names(people, sessions, {part.key: part.name for part in (*form.parts, *BESIDE)})


def _lines(row: Restored, names: Names) -> Iterator[str]:
    about = ", ".join(filter(None, (_named(row.table, n, v, names) for n, v in row.key.items())))
    start = f"{about}: " if about else ""
    if row.before is None:
        yield f"{start}không còn trong sổ."
    elif row.now is None:
        yield f"{start}được đưa trở lại ({_whole(row.table, row.before, names)})."
    else:
        for name, before in row.before.items():
            now = _short(value_in_words(row.table, name, row.now[name], names))
            old = _short(value_in_words(row.table, name, before, names))
            yield f"{start}{COLUMNS[row.table][name]} từ “{now}” trở lại “{old}”."


def _named(table: str, column: str, value: Any, names: Names) -> str:
    if column == "one":
        return ""
    if table == "members":
        return names.people.get(value, str(value))
    found = value_in_words(table, column, value, names)
    return f"mục {found}" if table == "remedies" else found


def _whole(table: str, row: Mapping[str, Any], names: Names) -> str:
    told = ("text", "shortcoming", "name", "day", "level", "value", "notice")
    found = [value_in_words(table, name, row[name], names) for name in told if name in row]
    return _short("; ".join(found))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
