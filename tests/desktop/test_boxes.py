"""A file that lies where the box should be is no box of this book: swapped boxes, and a book edited behind its back."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from db.ballot_box import BoxDamaged, BoxState, VoidReason
from db.history import box_prepared, verify_history
from desktop import dossier, voting
from desktop.desk import Desk, DeskError
from meeting.season import BallotForm, BallotState

from .meeting_room import (
    TELLERS,
    afternoon,
    close_meeting,
    count_ballot,
    meeting_desk,
    open_ballot,
    restarted,
    vote,
)


def own_box(folder: Path) -> Path:
    """A secretary's own vote on the same ballot, at home: counted, with codes of his own."""
    with meeting_desk(folder / "so.chibo") as desk:
        count_ballot(desk, open_ballot(desk))
        return voting.box_of(desk).path


@pytest.fixture
def swapped(tmp_path: Path) -> Desk:
    """Two have voted; the laptop is off, and when it comes on a box lies there that says all is counted."""
    (tmp_path / "nha").mkdir()
    other = own_box(tmp_path / "nha")
    desk = meeting_desk(tmp_path / "so.chibo")
    open_ballot(desk)
    vote(desk, ["m1", "m2"])
    path, real = desk.book.path, voting.box_of(desk).path
    desk.close()
    real.rename(tmp_path / "giau")
    shutil.copy(other, real)
    return Desk.open(path, clock=afternoon)


def test_the_box_of_another_vote_is_not_taken_for_this_one(swapped: Desk, tmp_path: Path) -> None:
    with swapped as desk:
        with pytest.raises(BoxDamaged, match="không phải hòm đã chuẩn bị"):
            voting.box_of(desk)
        assert desk.box is None
        assert (desk.season.ballot.state, desk.season.ballot.tallies) == (BallotState.OPEN, ())
        shutil.copy(tmp_path / "giau", desk.boxes / desk.season.ballot.box)
        assert voting.box_of(desk).count == 2  # the control: its own box is taken


def test_a_swapped_box_may_only_be_given_up(swapped: Desk) -> None:
    with swapped as desk:
        with pytest.raises(BoxDamaged):
            voting.void_box(desk, VoidReason.MEETING, 2)
        voting.void_box(desk, VoidReason.DAMAGED, 2)
        assert desk.season.ballot.state is BallotState.VOID


def test_a_book_that_binds_no_box_takes_the_one_under_its_name(
    swapped: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Books of earlier versions; and what happened to all of them: a count that no teller of this vote made."""
    monkeypatch.setattr("desktop.boxes.box_prepared", lambda *_: "")
    with swapped as desk:
        assert voting.box_of(desk).state is BoxState.COUNTED
        assert desk.season.ballot.state is BallotState.COUNTED


def test_the_history_binds_every_box_by_its_round(tmp_path: Path) -> None:
    with meeting_desk(tmp_path / "so.chibo") as desk:
        voting.prepare_box(desk)
        first = voting.box_of(desk).manifest.hash.hex()
        voting.void_box(desk, VoidReason.CODES_LOST, 2)
        voting.approve_ballot(desk, BallotForm.BOOTH, "Hội nghị thống nhất bỏ phiếu lại.", TELLERS)
        voting.prepare_box(desk)
        second = voting.box_of(desk).manifest.hash.hex()
        assert [box_prepared(desk.book, number) for number in (1, 2, 3)] == [first, second, ""]
        assert verify_history(desk.book).ok
    with restarted(desk) as again:
        assert voting.box_of(again).manifest.hash.hex() == second


def edit_tallies(path: Path) -> None:
    """One mark from the second level to the first, by whoever knows how to drop a trigger and put it back."""
    with sqlite3.connect(path) as db:
        kept = db.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'").fetchall()
        for name, _sql in kept:
            db.execute(f'DROP TRIGGER "{name}"')
        db.execute("UPDATE tallies SET htxsnv=htxsnv+1, httnv=httnv-1 WHERE subject='m4'")
        for _name, sql in kept:
            db.execute(sql)
    db.close()


def test_a_result_changed_in_the_book_is_not_handed_in(tmp_path: Path) -> None:
    with meeting_desk(tmp_path / "so.chibo") as desk:
        count_ballot(desk, open_ballot(desk))
        close_meeting(desk)
        assert dossier.complete(desk, dossier.collect(desk)).box  # the control
        path = desk.book.path
    edit_tallies(path)
    with Desk.open(path, clock=afternoon) as desk, pytest.raises(DeskError, match="khác với kết quả"):
        dossier.complete(desk, dossier.collect(desk))
