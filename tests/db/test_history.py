"""The chain of the history: it binds every record, and whatever is done to it from outside is found."""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from db import operations as op
from db.codec import canonical
from db.connection import Book, create_book, open_book
from db.history import HistoryCheck, verify_history
from db.migrations import master_of
from db.store import load_history
from tests.db.sample import AT, book_after, whole_year

Edit = Callable[[sqlite3.Connection], None]


def edited(path: Path, edit: Edit) -> HistoryCheck:
    """What the walk finds after another program took the triggers off, edited, and put them back."""
    db = sqlite3.connect(path)
    triggers = [row for row in master_of(db) if row[1] == "trigger"]
    with db:
        for name, *_ in triggers:
            db.execute(f"DROP TRIGGER {name}")
        edit(db)
        for *_, text in triggers:
            db.execute(text)
    db.close()
    with open_book(path) as book:
        return verify_history(book)


def chain(db: sqlite3.Connection, book_id: str) -> None:
    """Compute the whole chain anew, as someone would who knows the format."""
    prev = hashlib.sha256(b"chibo-history:" + book_id.encode()).digest()
    for seq, body in db.execute("SELECT seq,body FROM history ORDER BY seq").fetchall():
        link = hashlib.sha256(prev + body.encode()).digest()
        db.execute("UPDATE history SET prev=?, h=? WHERE seq=?", (prev, link, seq))
        prev = link
    db.execute("UPDATE history_head SET h=?", (prev,))


def run(sql: str) -> Edit:
    """An edit of one statement."""

    def edit(db: sqlite3.Connection) -> None:
        db.execute(sql)

    return edit


def test_a_new_book_has_an_empty_sound_history(tmp_path: Path) -> None:
    with create_book(tmp_path / "so.chibo") as book:
        assert verify_history(book).ok
        assert load_history(book) == ()


def test_every_operation_has_one_record_to_the_minute(tmp_path: Path) -> None:
    with book_after(tmp_path / "so.chibo") as book:
        late = AT.replace(second=59, microsecond=9)
        changes = op.set_setting(book, "cỡ chữ", "lớn", late, who="Bí thư chi bộ")
        entry = load_history(book)[-1]
        assert (entry.sequence, entry.at, entry.operation) == (changes.sequence, AT, "set_setting")
        assert entry.who == "Bí thư chi bộ"
        assert entry.facts == ({"table": "settings", "key": {"key": "cỡ chữ"}, "set": {"value": "lớn"}},)
        assert canonical(json.loads(entry.body)) == entry.body


def test_an_untouched_year_holds(tmp_path: Path) -> None:
    path = tmp_path / "so.chibo"
    with book_after(path, whole_year) as book:
        entries = len(load_history(book))
    found = edited(path, run("UPDATE settings SET value=value"))
    assert (found.ok, found.entries) == (True, entries)
    assert str(entries) in found.sentence


@pytest.mark.parametrize(
    ("edit", "broken"),
    [
        (run("UPDATE history SET body=replace(body,'DV01','DV02') WHERE seq=2"), 2),
        (run("UPDATE history SET h=zeroblob(32) WHERE seq=4"), 4),
        (run("UPDATE history SET prev=zeroblob(32) WHERE seq=1"), 1),
        (run("DELETE FROM history WHERE seq=3"), 3),
        (run("DELETE FROM history WHERE seq=(SELECT max(seq) FROM history)"), -1),
        (run("INSERT INTO history SELECT seq+1,h,body,h FROM history ORDER BY seq DESC LIMIT 1"), 0),
        (run("UPDATE tallies SET httnv=httnv-1, htxsnv=htxsnv+1 WHERE subject='DV01'"), -2),
        (run("UPDATE history SET body='{\"tallies\":1}' WHERE seq=2"), 2),
    ],
)
def test_a_broken_link_is_found_where_it_is(tmp_path: Path, edit: Edit, broken: int) -> None:
    path = tmp_path / "so.chibo"
    with book_after(path, whole_year) as book:
        entries = load_history(book)
    counted = next(e.sequence for e in entries if e.operation == "record_count")
    where = {-1: len(entries), 0: len(entries) + 1, -2: counted}.get(broken, broken)
    found = edited(path, edit)
    assert found.broken == where
    assert str(where) in found.sentence


@pytest.mark.parametrize(
    "body", ["{", '{"tallies":"00","facts":[]}', '{"tallies":"00","facts":[{"key":{"round":1}}]}']
)
def test_a_chain_made_anew_over_nonsense_is_found(tmp_path: Path, body: str) -> None:
    path = tmp_path / "so.chibo"
    with book_after(path) as book:
        book_id = book.id

    def edit(db: sqlite3.Connection) -> None:
        db.execute("UPDATE history SET body=? WHERE seq=3", (body,))
        chain(db, book_id)

    assert edited(path, edit).broken == 3


def test_the_history_of_another_book_does_not_fit(tmp_path: Path) -> None:
    path = tmp_path / "so.chibo"
    with book_after(path) as book:
        assert book_holds(book)
    assert edited(path, run("UPDATE book SET id='AAAAAAAAAAAAAAAA'")).broken == 1


def book_holds(book: Book) -> bool:
    """Tell whether the chain of an open book holds."""
    return verify_history(book).ok
