"""Rounds on paper that ask for a yes or no to the top level: what they take, and that no box ever holds one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db import operations as op
from db.connection import Book
from db.errors import Refused
from db.history import verify_history
from meeting.ballot import Question, Tally
from meeting.season import BallotForm, BallotState
from tests.db.sample import AT, book_after, count, season_of, until_branch_open, vote

WHY = "Vòng hai."
TELLERS = ("DV03", "DV04")


def ask(book: Book) -> None:
    """Begin the second round on two members."""
    op.begin_further_round(book, "chi_bo", ("DV01", "DV02"), WHY, AT, question=Question.TOP)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with book_after(tmp_path / "hai-vong.chibo", until_branch_open, vote, count, ask) as found:
        yield found


def refused(change: Callable[[], object], match: str) -> None:
    with pytest.raises(Refused, match=match):
        change()


def on_paper(book: Book) -> None:
    op.approve_ballot(book, BallotForm.PAPER, "Phiếu giấy, hai vòng", TELLERS, AT)
    op.prepare_ballot(book, "", season_of(book).ballot.round, AT)


def record(book: Book, *tallies: Tally) -> None:
    op.record_count(book, 4, 4, 4, 0, tallies, AT)


FOR, AGAINST = Tally("DV01", (3, 0, 0, 0), 0, 1), Tally("DV02", (1, 0, 0, 0), 1, 2)


def test_yeses_and_noes_come_back_as_they_were_counted(book: Book) -> None:
    assert season_of(book).ballot.question is Question.TOP
    assert season_of(book).ballot.form is BallotForm.PAPER
    on_paper(book)
    record(book, FOR, AGAINST)
    assert season_of(book).ballot.tallies == (FOR, AGAINST)
    assert season_of(book).earlier_ballots[0].question is Question.LEVELS
    assert verify_history(book).ok


def test_noes_that_were_changed_from_outside_are_seen(book: Book) -> None:
    on_paper(book)
    record(book, FOR, AGAINST)
    book.connection.execute("DROP TRIGGER tallies_stay")
    book.connection.execute("UPDATE tallies SET against=2 WHERE subject='DV01' AND round=2")
    assert not verify_history(book).ok


def test_the_box_never_holds_such_a_round(book: Book) -> None:
    refused(lambda: op.approve_ballot(book, BallotForm.BOOTH, "Trên máy", TELLERS, AT), "phiếu giấy")
    op.approve_ballot(book, BallotForm.PAPER, "Phiếu giấy", TELLERS, AT)
    refused(lambda: op.prepare_ballot(book, "hom-2.box", 2, AT), "phiếu giấy")
    assert season_of(book).ballot.state is BallotState.NONE


@pytest.mark.parametrize(
    ("wrong", "match"),
    [
        (Tally("DV01", (3, 1, 0, 0), 0), "loại phiếu"),
        (Tally("DV01", (2, 1, 0, 0), 0, 1), "loại phiếu"),
        (Tally("DV01", (3, 0, 0, 0), 0), "không cộng lại"),
        (Tally("DV01", (5, 0, 0, 0), 0, -1), "không cộng lại"),
    ],
)
def test_what_is_no_answer_is_refused(book: Book, wrong: Tally, match: str) -> None:
    on_paper(book)
    refused(lambda: record(book, wrong, AGAINST), match)
    assert season_of(book).ballot.state is BallotState.PREPARED


def test_a_round_on_levels_takes_no_noes(tmp_path: Path) -> None:
    with book_after(tmp_path / "muc.chibo", until_branch_open, vote) as book:
        refused(lambda: record(book, FOR, AGAINST), "loại phiếu")


def test_a_round_made_again_asks_the_same(book: Book) -> None:
    on_paper(book)
    op.set_ballot_state(book, BallotState.VOID, AT)
    op.approve_ballot(book, BallotForm.PAPER, "Phiếu giấy", TELLERS, AT)
    again = season_of(book).ballot
    assert (again.round, again.question, again.subjects) == (3, Question.TOP, ("DV01", "DV02"))
