"""Whoever adds a table, a column or an operation says what people call it (desktop/book_words.py)."""

import re
import sqlite3
from pathlib import Path

from db import migrations
from db import operations as op
from db.operations.undoing import EDITS
from db.schema import KEYS
from desktop.book_words import COLUMNS, STEPS, TABLES

WHOLE = ("unit", "members", "collectives", "inspection", "overrides", "hand_ins", "review_texts", "remedies")
"""Tables whose rows people see whole, because an edit of them may be taken back."""


def columns() -> dict[str, set[str]]:
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrations.migrate(db, migrations.VERSIONS)
    found = {table: {row[1] for row in db.execute(f"PRAGMA table_info({table})")} for table in KEYS}
    db.close()
    return found


def test_every_table_has_a_name() -> None:
    assert set(TABLES) == set(KEYS) - {"history_head"}
    assert set(COLUMNS) == set(KEYS) - {"history", "history_head"}


def test_every_column_that_people_read_has_a_name() -> None:
    there = columns()
    assert all(set(told) <= there[table] for table, told in COLUMNS.items())
    assert all(there[table] - {"one"} == set(COLUMNS[table]) for table in (*WHOLE, "past_years"))


def test_every_operation_has_a_name() -> None:
    sources = Path(op.__file__).parent.glob("*.py")
    steps = {name for file in sources for name in re.findall(r'step\(book, "(\w+)"', file.read_text("utf-8"))}
    assert set(STEPS) == steps | {"undo"}
    assert steps > EDITS
