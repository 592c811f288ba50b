"""Numbers of papers in the book: once in a term, kept when signed, all or none."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from db import operations as op
from db.connection import Book
from db.errors import Refused
from db.history import verify_history
from db.store import load_history, load_term
from meeting.numbering import PaperNumber
from tests.db.sample import AT, DAY, book_after, season_of


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with book_after(tmp_path / "so.chibo") as found:
        yield found


def paper(mark: str, number: int, kind: str = "BB", day: date = DAY) -> PaperNumber:
    return PaperNumber(mark, f"mau_{mark}", kind, number, day)


def test_numbers_are_kept_and_told_in_the_history(book: Book) -> None:
    given = (paper("CB01", 7), paper("KP01", 8), paper("BC01", 7, "BC"))
    op.number_papers(book, given, AT)
    assert season_of(book).numbers == given
    op.number_papers(book, (paper("CB01", 7, day=date(2026, 1, 5)),), AT)
    assert season_of(book).numbers == given
    assert [entry.operation for entry in load_history(book)].count("number_papers") == 1
    assert verify_history(book).ok


def test_a_number_stands_once_in_its_kind_and_the_refusal_names_a_free_one(book: Book) -> None:
    op.number_papers(book, (paper("CB01", 7),), AT)
    with pytest.raises(Refused, match=r"07-BB đã ghi .* còn trống là 08"):
        op.number_papers(book, (paper("BC01", 1, "BC"), paper("KP01", 7)), AT)
    assert [one.paper for one in season_of(book).numbers] == ["CB01"]
    op.number_papers(book, (paper("CB01", 8), paper("KP01", 7)), AT)
    op.number_papers(book, (paper("CB01", 7), paper("KP01", 8)), AT)
    assert {one.paper: one.number for one in season_of(book).numbers} == {"CB01": 7, "KP01": 8}


def test_a_number_is_taken_back(book: Book) -> None:
    op.number_papers(book, (paper("CB01", 7),), AT)
    op.number_papers(book, (), AT, dropped=("CB01", "KP01"))
    assert season_of(book).numbers == ()


def test_a_signed_paper_keeps_its_number(book: Book) -> None:
    op.number_papers(book, (paper("CB01", 7),), AT)
    op.record_documents(book, (op.Document("cb.pdf", "mau_CB01", "a" * 64, ("Chi bộ",)),), AT)
    with pytest.raises(Refused, match="đã ký nên giữ nguyên số"):
        op.number_papers(book, (paper("CB01", 8),), AT)
    with pytest.raises(Refused, match="đã ký nên giữ nguyên số"):
        op.number_papers(book, (), AT, dropped=("CB01",))
    op.number_papers(book, (paper("CB01", 7), paper("KP01", 8)), AT)
    assert [one.number for one in season_of(book).numbers] == [7, 8]


def test_an_unsigned_copy_keeps_no_number(book: Book) -> None:
    op.number_papers(book, (paper("CB01", 7),), AT)
    op.record_documents(book, (op.Document("cb.pdf", "mau_CB01", "a" * 64),), AT)
    op.number_papers(book, (paper("CB01", 8),), AT)
    assert [one.number for one in season_of(book).numbers] == [8]


def test_a_new_term_counts_anew_and_is_not_moved_back_over_numbers_given_twice(book: Book) -> None:
    later = datetime.fromisoformat("2026-02-01T08:00")
    op.number_papers(book, (paper("CB01", 1),), AT)
    op.set_term(book, date(2026, 1, 1), later)
    assert load_term(book) == date(2026, 1, 1)
    op.number_papers(book, (paper("KP01", 1, day=later.date()),), later)
    with pytest.raises(Refused, match="01-BB đã ghi"):
        op.set_term(book, None, later)
    assert load_term(book) == date(2026, 1, 1)


def test_a_number_no_paper_can_have_is_refused(book: Book) -> None:
    for number in (0, 100000):
        with pytest.raises(Refused, match="số văn bản"):
            op.number_papers(book, (paper("CB01", number),), AT)
