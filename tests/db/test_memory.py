"""A table is read again exactly when it was written, by whatever way."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db import operations as op
from db.connection import Book
from db.errors import Refused
from db.memory import Memory
from meeting.season import Attendance
from tests.db.sample import AT, MEMBERS, UNIT, book_after, open_, season_of, with_sessions

GROUP = "to_dang:Tổ đảng 1"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with book_after(tmp_path / "so.chibo", with_sessions) as found:
        season_of(found)
        yield found


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tables that are read, in order."""
    tables: list[str] = []
    rows = Book.rows

    def watched(self: Book, table: str, *args: object, **named: object) -> object:
        tables.append(table)
        return rows(self, table, *args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Book, "rows", watched)
    return tables


def test_only_what_was_written_is_read_again(book: Book, read: list[str]) -> None:
    op.record_attendance(book, GROUP, MEMBERS[0].id, Attendance(present=True), AT)
    del read[:]
    assert season_of(book).session(GROUP).attendance[MEMBERS[0].id].present
    assert "attendance" in read
    assert not {"members", "reviews", "agenda_items", "hand_ins"} & set(read)


def test_a_picture_once_given_stays_as_it_was(book: Book) -> None:
    before = season_of(book)
    op.record_attendance(book, GROUP, MEMBERS[0].id, Attendance(present=True), AT)
    assert not before.session(GROUP).attendance
    assert season_of(book).session(GROUP).attendance


def test_a_write_of_any_other_hand_is_seen(book: Book) -> None:
    book.connection.execute("UPDATE members SET note='sửa từ ngoài' WHERE id=?", (MEMBERS[0].id,))
    assert season_of(book).members[0].note == "sửa từ ngoài"


def test_what_goes_with_its_session_is_gone(book: Book) -> None:
    op.record_attendance(book, GROUP, MEMBERS[0].id, Attendance(present=True), AT)
    season = season_of(book)
    assert season.session(GROUP).attendance
    op.lay_out_sessions(book, [s for s in season.sessions if s.id != GROUP], AT)
    op.lay_out_sessions(book, season.sessions, AT)
    assert not season_of(book).session(GROUP).attendance


def test_what_was_read_before_a_roll_back_is_forgotten(book: Book) -> None:
    def write_and_give_up() -> None:
        with book.transaction():
            book.update("members", {"id": MEMBERS[0].id}, {"note": "không bao giờ ghi"})
            assert season_of(book).members[0].note == "không bao giờ ghi"
            raise Refused("thôi")

    with pytest.raises(Refused):
        write_and_give_up()
    assert season_of(book).members[0].note == MEMBERS[0].note


def test_the_checks_above_can_fail(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """A memory that never forgets shows an old picture."""
    monkeypatch.setattr(Memory, "forget", lambda _self: None)
    monkeypatch.setattr(Memory, "wrote_one", lambda _self, _table: None)
    op.update_member(book, replace(MEMBERS[0], note="mới"), AT)
    assert season_of(book).members[0].note == MEMBERS[0].note


def test_a_year_is_the_same_read_piece_by_piece_and_at_once(book: Book) -> None:
    open_(book, GROUP)
    op.set_up_unit(book, replace(UNIT, place="Trụ sở"), season_of(book).regulation, 2025, AT.date(), AT)
    piecemeal = season_of(book)
    book._memory.forget()
    assert season_of(book) == piecemeal
