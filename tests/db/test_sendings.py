"""What exported papers were printed from and that they were handed in: written once, never changed."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db import operations as op
from db.connection import Book
from db.errors import Refused
from db.store import load_history, load_paper_data, load_sendings
from tests.db.sample import AT, book_after

PAPER = op.Document("01-bien-ban.pdf", "bien_ban_chi_bo", "a" * 64, ("Chi bộ",))
DATA = op.PaperData(PAPER.sha256, "CB01", "d" * 64, 4)
DAY = date(2025, 12, 20)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with book_after(tmp_path / "so.chibo") as made:
        op.record_documents(made, [PAPER], AT, data=[DATA])
        yield made


def test_what_a_paper_was_printed_from_is_kept_with_it(book: Book) -> None:
    assert load_paper_data(book) == (DATA,)
    assert op.record_documents(book, [PAPER], AT, data=[DATA]).kinds == frozenset()


def test_a_sending_is_written_down_once_and_a_correction_is_one_more(book: Book) -> None:
    op.record_sending(book, [PAPER.sha256], DAY, "Đảng ủy", AT)
    assert op.record_sending(book, [PAPER.sha256], DAY, "Đảng ủy", AT).kinds == frozenset()
    op.record_sending(book, [PAPER.sha256], date(2025, 12, 19), "Đảng ủy Sở", AT)
    assert [(one.day.day, one.recipient) for one in load_sendings(book)] == [
        (20, "Đảng ủy"),
        (19, "Đảng ủy Sở"),
    ]
    assert load_history(book)[-1].operation == "record_sending"


@pytest.mark.parametrize(
    ("copy", "day", "recipient", "words"),
    [
        (PAPER.sha256, date(2025, 12, 21), "Đảng ủy", "chưa tới"),
        (PAPER.sha256, DAY, "  ", "nơi nhận"),
        ("b" * 64, DAY, "Đảng ủy", "chưa ký"),
        ("c" * 64, DAY, "Đảng ủy", "chưa ký"),
    ],
)
def test_what_cannot_have_been_handed_in_is_refused(
    book: Book, copy: str, day: date, recipient: str, words: str
) -> None:
    op.record_documents(book, [op.Document("x.pdf", "x", "b" * 64)], AT)
    with pytest.raises(Refused, match=words):
        op.record_sending(book, [PAPER.sha256, copy], day, recipient, AT)
    assert load_sendings(book) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE paper_data SET data='" + "e" * 64 + "'",
        "DELETE FROM paper_data",
        "UPDATE sendings SET day='2025-01-01'",
        "DELETE FROM sendings",
    ],
)
def test_neither_is_ever_changed(book: Book, statement: str) -> None:
    op.record_sending(book, [PAPER.sha256], DAY, "Đảng ủy", AT)
    with pytest.raises(sqlite3.IntegrityError, match="giữ nguyên"):
        book.connection.execute(statement)
