"""Letters of the superior and decisions after the count: kept, refused, taken back, told in the history."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db import operations as op
from db.connection import Book
from db.errors import Refused
from db.history import verify_history
from db.store import load_history
from meeting.amendment import Amendment
from meeting.decision import DecidedBy, Decision, DecisionKind
from meeting.level import Level
from tests.db.sample import (
    AT,
    DAY,
    UNIT,
    book_after,
    count,
    regulation,
    season_of,
    until_branch_open,
    vote,
    whole_year,
)

LETTER = Amendment("cap.rate", "25/100", "12-CV/ĐU", date(2025, 11, 2))
DECISION = Decision(
    "DV01", Level.HTTNV, DecidedBy.MEETING, "Biểu quyết 14/14", date(2025, 12, 20), "Hai mức bằng phiếu"
)
FINAL = replace(
    DECISION, level=Level.HTNV, by=DecidedBy.SUPERIOR, paper="45-QĐ/ĐU", kind=DecisionKind.FINAL, reason=""
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with book_after(tmp_path / "so.chibo") as found:
        yield found


@pytest.fixture
def voted(tmp_path: Path) -> Iterator[Book]:
    with book_after(tmp_path / "phieu.chibo", until_branch_open, vote) as found:
        yield found


@pytest.fixture
def finished(tmp_path: Path) -> Iterator[Book]:
    with book_after(tmp_path / "xong.chibo", whole_year) as found:
        yield found


def refused(step: Callable[[], object], why: str) -> None:
    with pytest.raises(Refused, match=why) as found:
        step()
    assert str(found.value).endswith(".")


def last_body(book: Book) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(load_history(book)[-1].body)
    return body


def test_a_letter_before_the_meetings_is_in_the_season(book: Book) -> None:
    op.set_override(book, LETTER, AT)
    assert season_of(book).overrides == (LETTER,)
    assert "after_closing" not in last_body(book)


def test_another_regulation_only_without_letters_over_the_old_one(book: Book) -> None:
    op.set_override(book, LETTER, AT)
    refused(lambda: op.set_up_unit(book, UNIT, "lam-dong-2023", 2025, DAY, AT), "thu hồi")
    op.set_up_unit(book, replace(UNIT, place="Huế"), regulation().id, 2025, DAY, AT)
    op.clear_override(book, LETTER.key, AT)
    op.set_up_unit(book, UNIT, "lam-dong-2023", 2025, DAY, AT)
    assert season_of(book).regulation == "lam-dong-2023"


def test_no_letter_while_a_ballot_stands_by_the_rules_as_they_are(voted: Book) -> None:
    refused(lambda: op.set_override(voted, LETTER, AT), "Phiếu đã lập")
    refused(lambda: op.clear_override(voted, LETTER.key, AT), "Phiếu đã lập")
    count(voted)
    op.set_override(voted, LETTER, AT)
    assert season_of(voted).overrides == (LETTER,)


def test_a_letter_after_a_meeting_was_closed_says_so_in_the_history(finished: Book) -> None:
    closed = [session.id for session in season_of(finished).sessions]
    op.set_override(finished, LETTER, AT)
    assert last_body(finished)["after_closing"] == closed
    op.clear_override(finished, LETTER.key, AT)
    assert last_body(finished)["after_closing"] == closed
    assert verify_history(finished).ok


def test_decisions_come_after_the_count_and_leave_the_votes(voted: Book) -> None:
    refused(lambda: op.record_decisions(voted, [DECISION], AT), "chưa kiểm xong")
    count(voted)
    before = season_of(voted)
    assert op.record_decisions(voted, [DECISION, FINAL], AT).kinds == {"decisions"}
    assert season_of(voted) == replace(before, decisions=(DECISION, FINAL))
    again = replace(DECISION, level=None, reason="")
    op.record_decisions(voted, [again], AT)
    assert season_of(voted).decisions == (again, FINAL)
    op.clear_decision(voted, "DV01", DecisionKind.PROPOSAL, AT)
    assert op.clear_decision(voted, "DV01", DecisionKind.PROPOSAL, AT).kinds == frozenset()
    assert season_of(voted).decisions == (FINAL,)
    assert verify_history(voted).ok


def test_no_decision_before_there_is_a_ballot(book: Book) -> None:
    refused(lambda: op.record_decisions(book, [DECISION], AT), "chưa kiểm xong")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (replace(DECISION, subject="DV03"), "có tên trên phiếu"),
        (replace(DECISION, paper=" "), "văn bản hoặc kết quả biểu quyết"),
        (replace(FINAL, level=None), "phải nêu mức"),
        (replace(FINAL, by=DecidedBy.MEETING), "do cấp trên quyết định"),
    ],
)
def test_a_decision_that_cannot_be_leaves_nothing(finished: Book, wrong: Decision, why: str) -> None:
    refused(lambda: op.record_decisions(finished, [DECISION, wrong], AT), why)
    assert season_of(finished).decisions == ()
