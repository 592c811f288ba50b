"""Who entered a count of paper ballots: two different tellers, written once with the count and sealed with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import operations as op
from db.connection import Book
from db.errors import Refused
from db.history import verify_history
from db.store import load_history
from meeting.paper_entry import PaperEntry
from meeting.season import BallotForm, BallotState
from tests.db.sample import AT, TALLIES, book_after, season_of, until_branch_open

TELLERS = ("DV03", "DV04")
ENTRY = PaperEntry(1, "DV04", "DV03", 2)


def on_paper(book: Book) -> None:
    """The meeting votes on paper; the ballots are given out."""
    op.approve_ballot(book, BallotForm.PAPER, "Bỏ phiếu giấy", TELLERS, AT)
    op.prepare_ballot(book, "", 1, AT)


def count(book: Book, entry: PaperEntry | None) -> None:
    op.record_count(book, 4, 4, 3, 1, TALLIES, AT, entry=entry)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with book_after(tmp_path / "giay.chibo", until_branch_open, on_paper) as found:
        yield found


def test_the_two_are_written_with_the_count(book: Book) -> None:
    count(book, ENTRY)
    assert season_of(book).paper_entries == (ENTRY,)
    assert verify_history(book).ok
    told = [fact for fact in load_history(book)[-1].facts if fact["table"] == "paper_entries"]
    assert told == [
        {
            "table": "paper_entries",
            "key": {"round": 1},
            "set": {"first": "DV04", "second": "DV03", "recounted": 2},
        }
    ]


def test_a_count_without_them_stands_as_before(book: Book) -> None:
    count(book, None)
    assert season_of(book).paper_entries == ()


@pytest.mark.parametrize(
    ("entry", "match"),
    [
        (PaperEntry(1, "DV03", "DV03"), "hai đồng chí khác nhau"),
        (PaperEntry(1, "DV03", "DV01"), "trong tổ kiểm phiếu"),
        (PaperEntry(1, "DV09", "DV04"), "trong tổ kiểm phiếu"),
        (PaperEntry(2, "DV03", "DV04"), "đang kiểm"),
        (PaperEntry(1, "DV03", "DV04", -1), "số dòng chưa khớp"),
    ],
)
def test_who_cannot_have_entered_it(book: Book, entry: PaperEntry, match: str) -> None:
    with pytest.raises(Refused, match=match):
        count(book, entry)
    assert season_of(book).ballot.state is BallotState.PREPARED
    assert season_of(book).paper_entries == ()


def test_in_the_booth_nobody_enters(tmp_path: Path) -> None:
    with book_after(tmp_path / "may.chibo", until_branch_open) as book:
        op.approve_ballot(book, BallotForm.BOOTH, "Trên máy", TELLERS, AT)
        op.prepare_ballot(book, "a.box", 1, AT)
        for state in (BallotState.OPEN, BallotState.CLOSED):
            op.set_ballot_state(book, state, AT)
        with pytest.raises(Refused, match="phiếu giấy"):
            count(book, ENTRY)


def test_the_file_itself_takes_no_person_twice(book: Book) -> None:
    """The negative control: past the operation, the table refuses too."""
    with pytest.raises(Refused, match="hai đồng chí khác nhau"), book.transaction():
        book.insert("paper_entries", {"round": 1, "first": "DV03", "second": "DV03", "recounted": 0})


def test_it_is_never_rewritten(book: Book) -> None:
    count(book, None)
    late = "INSERT INTO paper_entries VALUES(1,'DV03','DV04',0)"
    with pytest.raises(Exception, match="không sửa được nữa"):
        book.connection.execute(late)


@pytest.mark.parametrize("change", ["UPDATE paper_entries SET recounted=0", "DELETE FROM paper_entries"])
def test_what_was_written_stays(book: Book, change: str) -> None:
    count(book, ENTRY)
    with pytest.raises(Exception, match="không sửa được nữa"):
        book.connection.execute(change)
