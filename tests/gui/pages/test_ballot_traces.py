"""The windows during a vote: outside the box no byte, log line, backup or history step follows a voter or a mark."""

import logging
import os
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.ballot_box import BoxState
from db.history import last_link
from desktop import care, person_record, sessions, voting
from desktop.desk import Desk
from desktop.ui.pages.ballot.stage import Stage
from desktop.ui.pages.page import Context
from meeting.season import Attendance

from .conftest import PEOPLE, Shell, open_branch, review_all
from .test_ballot import Ceremony, begin

MARKS = (1, 4, 2, 0, 3)
"""Everybody marks differently."""
OF_THE_TESTS_SCREEN = "This plugin does not support propagateSizeHints()"


@pytest.fixture
def ceremony(qtbot: QtBot, shell: Shell, desk: Desk, context: Context) -> Ceremony:
    open_branch(desk)
    review_all(desk)
    return begin(qtbot, shell, context)


@pytest.fixture
def told_by_qt() -> Iterator[list[str]]:
    told: list[str] = []
    before = qInstallMessageHandler(lambda _kind, _context, text: told.append(text))
    yield told
    qInstallMessageHandler(before)


def places() -> set[Path]:
    """Where a program may leave something behind its user's back."""
    named = (
        "HOME",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "XDG_RUNTIME_DIR",
    )
    return {Path(os.environ[name]) for name in named if os.environ.get(name)}


def around(desk: Desk) -> dict[str, str]:
    """Name, size and content of every file but the box: beside the book, at home, in caches and temporary places."""
    found = {}
    for folder in {desk.book.path.parent, *places()}:
        for path in folder.rglob("*"):
            if path.is_file() and ".box" not in path.name:
                found[str(path)] = sha256(path.read_bytes()).hexdigest()
    temporary = Path(tempfile.gettempdir())
    return found | {str(path): "" for path in temporary.iterdir() if not path.name.startswith("pytest")}


def shape_of_the_box(desk: Desk) -> tuple[int, list[str]]:
    """How large the file is and what lies beside it: neither follows the ballots."""
    (box,) = desk.boxes.glob("*.box")
    return box.stat().st_size, sorted(path.name for path in desk.boxes.iterdir())


def test_from_voter_to_voter_nothing_changes_but_the_box(
    desk: Desk,
    ceremony: Ceremony,
    shell: Shell,
    told_by_qt: list[str],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    ceremony.open()
    QApplication.clipboard().clear()
    seen, shapes, steps = [], [], []
    with caplog.at_level(logging.DEBUG):
        caplog.clear()
        capfd.readouterr()
        for choice in MARKS:
            ceremony.invite().vote(choice)
            seen.append(around(desk))
            shapes.append(shape_of_the_box(desk))
            steps.append(last_link(desk.book))
    assert seen[0]
    assert all(one == seen[0] for one in seen)
    assert all(one == shapes[0] for one in shapes)
    assert all(one == steps[0] for one in steps), "no step of the history for a ballot"
    assert set(told_by_qt) <= {OF_THE_TESTS_SCREEN}
    assert (caplog.text, capfd.readouterr()) == ("", ("", ""))
    assert QApplication.clipboard().text() == ""
    assert voting.box_of(desk).count == len(MARKS)


def test_control_what_a_ballot_left_elsewhere_is_seen(desk: Desk, ceremony: Ceremony) -> None:
    before = around(desk)
    (Path(os.environ["HOME"]) / "recently-used.xbel").write_text("x", encoding="utf-8")
    assert around(desk) != before


def test_the_log_of_the_box_says_as_much_after_five_ballots_as_before(desk: Desk, ceremony: Ceremony) -> None:
    """No record between opening and closing, so none of their minutes either."""
    ceremony.open()
    before = voting.box_of(desk).log()
    for choice in MARKS:
        ceremony.invite().vote(choice)
    assert voting.box_of(desk).log() == before


def test_a_backup_during_the_vote_has_the_book_and_nothing_of_the_box(
    desk: Desk, ceremony: Ceremony, tmp_path: Path
) -> None:
    """Two copies of an open box, one ballot apart, would be two versions of it; so none is ever made."""
    ceremony.open()
    folder = tmp_path / "sao-luu"
    folder.mkdir()
    copies = []
    for choice in (1, 2):
        ceremony.invite().vote(choice)
        assert voting.box_of(desk).state is BoxState.OPEN
        made = care.back_up(desk, folder)
        assert list(folder.iterdir()) == [made]
        copies.append(made.read_bytes())
    assert copies[0] == copies[1], "not even that somebody voted"
    (box,) = desk.boxes.glob("*.box")
    body = box.read_bytes()
    pieces = {piece for at in range(0, len(body) - 64, 64) if len(set(piece := body[at : at + 64])) > 40}
    assert pieces
    assert not [piece for piece in pieces if piece in copies[0]]


def test_a_late_voter_is_in_the_book_as_present_and_never_as_having_voted(
    desk: Desk, ceremony: Ceremony
) -> None:
    """Whoever comes late, leaves or changes places: the book has who was there, the box who voted, nobody when."""
    away = Attendance(present=False)
    meeting = desk.season.voting_session
    assert meeting is not None
    sessions.record_attendance(desk, meeting.id, "m5", away)
    ceremony.open()
    ceremony.invite().vote(1)
    sessions.record_attendance(desk, meeting.id, "m5", Attendance(present=True))
    books = []
    for choice in (2, 3, 4, 0):
        books.append((last_link(desk.book), around(desk)[str(desk.book.path)]))
        ceremony.invite().vote(choice)
    assert all(one == books[0] for one in books)
    assert {row[2] for row in voting.roll(desk)} == {True}


def test_what_the_book_tells_of_a_person_does_not_know_whether_they_voted(
    desk: Desk, ceremony: Ceremony
) -> None:
    ceremony.open()
    told = person_record.gather(desk, "m1")
    ceremony.invite().vote(1)
    assert voting.roll(desk)[0] == ("m1", True, True)
    assert person_record.gather(desk, "m1") == told


def test_the_desk_shows_list_order_whoever_votes_first(desk: Desk, ceremony: Ceremony, shell: Shell) -> None:
    """The list never moves with the votes; it says who has voted and nothing of when."""
    ceremony.open()
    roster = ceremony.page.step.roster  # type: ignore[union-attr]
    for row in (3, 0, 2):
        roster.choose_row(row)
        ceremony.invite().vote(MARKS[row])
        model = roster.people
        names = [model.record(at).name for at in range(model.rowCount())]
        assert names == [name for _id, name, _post, _job in PEOPLE]
    assert ceremony.page.stage is Stage.VOTING
