"""Use case: everything that the book holds about one member: a page to read and a file of data.

Every table is walked, so that a table of a later version is not forgotten. What a member voted is nowhere:
neither the book nor the box links a slip with a person.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from db.schema import KEYS
from db.store import load_history
from desktop.book_words import COLUMNS, STEPS, TABLES, Names, value_in_words
from desktop.desk import Desk
from desktop.undoing import names_of
from forms.files import write_whole

FORMAT: Final = "chibo-du-lieu-ca-nhan/1"
NO_VOTES: Final = (
    "Ở đây không có lá phiếu nào của đồng chí: sổ và hòm phiếu không ghi ai bỏ phiếu thế nào, "
    "nên không ai lấy ra được."
)
_WALKED: Final = tuple(table for table in KEYS if table not in {"history", "history_head"})

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Mention:
    """A text somewhere else in the book in which the member is named."""

    table: str
    key: Row
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """A record of the history that touched the member, with those of its rows that did."""

    sequence: int
    at: datetime
    operation: str
    who: str
    facts: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """What the book holds about one member: rows by table, mentions, steps of the history."""

    member: str
    name: str
    branch: str
    year: int
    made: datetime
    tables: Mapping[str, tuple[Row, ...]]
    mentions: tuple[Mention, ...]
    steps: tuple[Step, ...]
    names: Names


def gather(desk: Desk, member_id: str) -> PersonRecord:
    """Read everything about the member; nothing is written to the book."""
    season = desk.season
    name = season.member(member_id).name
    found = {table: desk.book.rows(table) for table in _WALKED}
    tables = {table: tuple(row for row in rows if is_about(row, member_id)) for table, rows in found.items()}
    mentions = [
        one
        for table, rows in found.items()
        for row in rows
        if not is_about(row, member_id)
        for one in _mentions(table, row, name)
    ]
    return PersonRecord(
        member_id,
        name,
        season.unit.name,
        season.year,
        desk.clock(),
        {table: rows for table, rows in tables.items() if rows},
        tuple(mentions),
        tuple(_steps(desk, member_id, name)),
        names_of(season),
    )


def is_about(row: Row, member_id: str) -> bool:
    """Tell whether a column of the row is the member, or a list or key with the member in it."""
    return any(_holds(value, member_id) for value in row.values())


def _holds(value: Any, member_id: str) -> bool:
    if not isinstance(value, str):
        return False
    if value[:1] == "[":
        return member_id in json.loads(value)
    return " " not in value and member_id in re.split(r"[:/|]", value)


def _mentions(table: str, row: Row, name: str) -> Iterator[Mention]:
    key = {column: row[column] for column in KEYS[table]}
    for column, value in row.items():
        if isinstance(value, str) and name.casefold() in value.casefold():
            yield Mention(table, key, column, value)


def _steps(desk: Desk, member_id: str, name: str) -> Iterator[Step]:
    for entry in load_history(desk.book):
        facts = tuple(fact for fact in entry.facts if _touches(fact, member_id, name))
        if facts:
            yield Step(entry.sequence, entry.at, entry.operation, entry.who, facts)


def _touches(fact: Row, member_id: str, name: str) -> bool:
    values = {**fact["key"], **fact.get("set", {})}
    return is_about(values, member_id) or any(_mentions(fact["table"], {**values, **_no_key(fact)}, name))


def _no_key(fact: Row) -> Row:
    return {column: fact["key"].get(column) for column in KEYS[fact["table"]]}


def write(record: PersonRecord, page: Path) -> tuple[Path, Path]:
    """Write the page (HTML) and the data beside it (JSON); FormsError where they cannot be written."""
    data = page.with_suffix(".json")
    write_whole(page, as_page(record).encode())
    write_whole(data, (json.dumps(as_data(record), ensure_ascii=False, indent=1) + "\n").encode())
    return page, data


def as_data(record: PersonRecord) -> dict[str, Any]:
    """The record as plain values for a program: rows as the book holds them."""
    return {
        "format": FORMAT,
        "member": record.member,
        "name": record.name,
        "branch": record.branch,
        "year": record.year,
        "made": record.made.isoformat(timespec="minutes"),
        "votes": NO_VOTES,
        "tables": {table: [dict(row) for row in rows] for table, rows in record.tables.items()},
        "mentions": [
            {"table": one.table, "key": dict(one.key), "column": one.column, "text": one.text}
            for one in record.mentions
        ],
        "history": [
            {
                "sequence": one.sequence,
                "at": one.at.isoformat(timespec="minutes"),
                "operation": one.operation,
                "who": one.who,
                "facts": [dict(fact) for fact in one.facts],
            }
            for one in record.steps
        ],
    }


_STYLE: Final = (
    "body{font:12pt/1.4 'Times New Roman',serif;max-width:46em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse;width:100%;margin:0 0 1em}"
    "td{border:1px solid #999;padding:.2em .5em;vertical-align:top;white-space:pre-wrap}"
    "td:first-child{width:32%;color:#444}"
)


def as_page(record: PersonRecord) -> str:
    """The record for people: one file that opens in any browser and prints."""
    title = f"Mọi điều sổ ghi về đồng chí {record.name}"
    parts = [
        f"<h1>{_safe(title)}</h1>",
        f"<p>{_safe(record.branch)}, kỳ kiểm điểm {record.year}. Lập ngày {record.made:%d/%m/%Y}.</p>",
        f"<p><strong>{_safe(NO_VOTES)}</strong></p>",
        *(_section(table, rows, record.names) for table, rows in record.tables.items()),
        _elsewhere(record),
        _told(record),
    ]
    head = f'<meta charset="utf-8"><title>{_safe(title)}</title><style>{_STYLE}</style>'
    return f'<!doctype html>\n<html lang="vi"><head>{head}</head>\n<body>{"".join(parts)}</body></html>\n'


def _section(table: str, rows: tuple[Row, ...], names: Names) -> str:
    told = COLUMNS[table]
    shown = (
        _rows((told[name], value_in_words(table, name, row[name], names)) for name in _read(table, row))
        for row in rows
    )
    return f"<h2>{_safe(TABLES[table])}</h2>{''.join(shown)}"


def _elsewhere(record: PersonRecord) -> str:
    if not record.mentions:
        return ""
    shown = (
        (f"{TABLES[one.table]}: {COLUMNS[one.table].get(one.column, one.column)}", one.text)
        for one in record.mentions
    )
    return f"<h2>Chỗ khác trong sổ có nêu tên</h2>{_rows(shown)}"


def _told(record: PersonRecord) -> str:
    shown = ((f"{one.at:%d/%m/%Y, %H:%M}", _done(one, record.names)) for one in record.steps)
    return f"<h2>{TABLES['history']}</h2>{_rows(shown)}"


def _done(step: Step, names: Names) -> str:
    who = f" ({step.who})" if step.who else ""
    facts = "; ".join(_fact(fact, names) for fact in step.facts)
    return f"{STEPS[step.operation].capitalize()}{who}: {facts}"


def _fact(fact: Row, names: Names) -> str:
    table = fact["table"]
    if "gone" in fact:
        return f"bỏ khỏi “{TABLES[table]}”"
    told, row = COLUMNS[table], fact["set"]
    return ", ".join(
        f"{told[name]}: {value_in_words(table, name, row[name], names)}" for name in _read(table, row)
    )


def _read(table: str, row: Row) -> list[str]:
    """The columns that people read; the scope of a discipline that nobody received says nothing."""
    none = row.get("discipline") == ""
    return [name for name in COLUMNS[table] if name in row and not (none and name == "discipline_scope")]


def _rows(pairs: Iterable[tuple[str, str]]) -> str:
    lines = "".join(f"<tr><td>{_safe(name)}</td><td>{_safe(value)}</td></tr>" for name, value in pairs)
    return f"<table>{lines}</table>"


def _safe(text: str) -> str:
    return html.escape(text)
