"""Results replaced later: both levels stay for good, in the rows, in the file and in the history."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from db import operations as op
from db.connection import Book, open_book
from db.errors import Refused
from db.history import verify_history
from db.store import load_history
from meeting.decision import DecidedBy, Decision, DecisionKind
from meeting.level import Level
from meeting.past import PastYear
from meeting.rerating import Rerating
from tests.db.sample import AT, book_after, season_of, whole_year

TOP, GOOD, PLAIN, FAILED = Level
DAY = date(2026, 3, 1)
FINAL = Decision("DV01", GOOD, DecidedBy.SUPERIOR, "45-QĐ/ĐU", DAY, kind=DecisionKind.FINAL)


def again(year: int = 2025, new: Level = FAILED, **facts: object) -> Rerating:
    how = (DecisionKind.FINAL, DecidedBy.SUPERIOR, "12-QĐ/ĐU", DAY, "Phát hiện vi phạm", "mục 3.1")
    return replace(Rerating(0, "DV01", year, new, new, *how), **facts)  # type: ignore[arg-type]


@pytest.fixture
def decided(tmp_path: Path) -> Iterator[Book]:
    with book_after(tmp_path / "xong.chibo", whole_year) as found:
        op.record_decisions(found, [FINAL], AT)
        op.record_past_years(found, (PastYear("DV01", 2024, TOP),), AT)
        yield found


def refused(step: Callable[[], object], why: str) -> None:
    with pytest.raises(Refused, match=why):
        step()


def test_the_book_numbers_them_and_writes_down_what_stood_before(decided: Book) -> None:
    assert op.record_rerating(decided, again(), AT).kinds == {"reratings"}
    op.record_rerating(decided, again(2024, PLAIN), AT)
    op.record_rerating(decided, again(new=PLAIN), AT)
    found = season_of(decided).reratings
    assert [(one.id, one.year, one.old, one.new) for one in found] == [
        (1, 2025, GOOD, FAILED),
        (2, 2024, TOP, PLAIN),
        (3, 2025, FAILED, PLAIN),
    ]
    season = season_of(decided)
    assert season.decisions == (FINAL,)
    assert season.past_years == (PastYear("DV01", 2024, TOP),)
    path = decided.path
    decided.close()
    with open_book(path) as book:
        assert season_of(book).reratings == found
        assert verify_history(book).ok
        [fact] = json.loads(load_history(book)[-1].body)["facts"]
        assert (fact["set"]["old"], fact["set"]["new"]) == ("KHTNV", "HTNV")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (again(new=GOOD), "đang là mức này"),
        (again(2023), "chưa ghi mức năm 2023"),
        (again(2026), "trở về trước"),
        (again(subject="DV02"), "chưa có quyết định của cấp trên"),
        (again(subject="DV99"), "DV99"),
        (again(paper=" "), "văn bản hoặc kết quả biểu quyết"),
        (again(reason=" "), "lý do xếp loại lại"),
    ],
)
def test_what_cannot_be_replaced_leaves_nothing(decided: Book, wrong: Rerating, why: str) -> None:
    refused(lambda: op.record_rerating(decided, wrong, AT), why)
    assert season_of(decided).reratings == ()


def test_the_old_level_cannot_be_changed_underneath(decided: Book) -> None:
    op.clear_decision(decided, "DV01", DecisionKind.FINAL, AT)  # free before, not after
    op.record_decisions(decided, [FINAL], AT)
    op.record_rerating(decided, again(), AT)
    op.record_rerating(decided, again(2024), AT)
    stays = "đã được xếp loại lại"
    refused(lambda: op.record_decisions(decided, [replace(FINAL, level=TOP)], AT), stays)
    refused(lambda: op.clear_decision(decided, "DV01", DecisionKind.FINAL, AT), stays)
    refused(lambda: op.record_past_years(decided, [PastYear("DV01", 2024, GOOD)], AT), stays)
    refused(lambda: op.clear_past_year(decided, "DV01", 2024, AT), stays)
    op.record_past_years(decided, [PastYear("DV01", 2024, TOP, commended=True)], AT)
    op.record_decisions(decided, [replace(FINAL, paper="45a-QĐ/ĐU")], AT)


def test_no_statement_changes_or_removes_one(decided: Book) -> None:
    op.record_rerating(decided, again(), AT)
    for statement in ("UPDATE reratings SET reason='khác'", "DELETE FROM reratings"):
        with pytest.raises(sqlite3.IntegrityError, match="giữ nguyên cả kết quả cũ và mới"):
            decided.connection.execute(statement)


def test_who_was_rated_again_stays_on_the_roll(decided: Book) -> None:
    op.record_rerating(decided, again(2024), AT)
    refused(lambda: op.remove_member(decided, "DV01", AT), "không xóa|danh sách")
