"""Papers handed in, self-reviews, the remedy plan and earlier years: kept, refused, told in the history."""

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
from meeting.hand_in import RESIDENCE, REVIEW, HandIn, ReviewText
from meeting.level import Level
from meeting.past import BRANCH, PastYear
from meeting.remedy import Remedy, RemedyState, counted
from meeting.season import Answer, CollectiveFacts, Grade, OldFaults, Peer, PeerKind, Tasks
from tests.db.sample import AT, DAY, book_after, season_of, until_branch_open, whole_year

ITEM = Remedy(1, "DV02", "Chậm báo cáo", "Báo cáo trước ngày 25", "Chi ủy", date(2026, 3, 31))


FACTS = CollectiveFacts(
    "chi_bo",
    (Grade.XUAT_SAC, Grade.TOT),
    (2800, 6199),
    Tasks(10, 9, 8, 1),
    (Peer("Công đoàn", PeerKind.DOAN_THE, Level.HTTNV), Peer("Hội Nông dân", PeerKind.DOAN_THE, absent=True)),
    (Answer("mat_doan_ket", yes=False), Answer("sinh_hoat", yes=True)),
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with book_after(tmp_path / "so.chibo") as found:
        yield found


@pytest.fixture
def finished(tmp_path: Path) -> Iterator[Book]:
    with book_after(tmp_path / "xong.chibo", whole_year) as found:
        yield found


def refused(step: Callable[[], object], why: str) -> None:
    with pytest.raises(Refused, match=why):
        step()


def reopened(book: Book) -> Book:
    path = book.path
    book.close()
    return open_book(path)


def test_what_was_written_is_there_after_opening_again(book: Book) -> None:
    op.write_review_part(book, "DV01", "uu_diem_1", "Gương mẫu.\nĐoàn kết.", AT)
    op.write_review_parts(book, "DV02", {"han_che": "Chậm", "nguyen_nhan": ""}, AT)
    op.hand_in_review(book, "DV01", DAY, AT)
    op.receive_paper(book, "DV02", RESIDENCE, DAY, AT)
    op.add_remedies(book, (replace(ITEM, id=77),), AT)
    op.record_past_years(book, (PastYear("DV01", 2024, Level.HTXSNV, commended=True, source="Sổ 2024"),), AT)
    with reopened(book) as again:
        season = season_of(again)
        assert season.review_texts == (
            ReviewText("DV01", "uu_diem_1", "Gương mẫu.\nĐoàn kết."),
            ReviewText("DV02", "han_che", "Chậm"),
        )
        assert season.hand_ins == (HandIn("DV01", REVIEW, DAY), HandIn("DV02", RESIDENCE, DAY))
        assert season.remedies == (ITEM,)
        assert season.past_years == (PastYear("DV01", 2024, Level.HTXSNV, True, False, "Sổ 2024"),)  # noqa: FBT003
        assert verify_history(again).ok
        assert [entry.operation for entry in load_history(again)][-6:] == [
            "write_review_part",
            "write_review_parts",
            "hand_in_review",
            "receive_paper",
            "add_remedies",
            "record_past_years",
        ]


def test_what_was_entered_by_mistake_is_taken_back(book: Book) -> None:
    op.hand_in_review(book, "DV01", DAY, AT)
    op.take_back_review(book, "DV01", AT)
    op.receive_paper(book, "DV01", RESIDENCE, DAY, AT)
    op.take_back_paper(book, "DV01", RESIDENCE, AT)
    op.take_back_paper(book, "DV01", RESIDENCE, AT)
    op.record_past_years(book, (PastYear("DV01", 2024, None),), AT)
    op.clear_past_year(book, "DV01", 2024, AT)
    op.clear_past_year(book, "DV01", 2024, AT)
    op.add_remedies(book, (ITEM,), AT)
    op.drop_remedy(book, 1, AT)
    season = season_of(book)
    assert (season.hand_ins, season.past_years, season.remedies) == ((), (), ())
    op.write_review_part(book, "DV01", "han_che", "Chậm", AT)
    op.write_review_part(book, "DV01", "han_che", "", AT)
    assert season_of(book).review_texts == (ReviewText("DV01", "han_che", ""),)


def test_the_same_step_twice_leaves_one_record(book: Book) -> None:
    op.write_review_part(book, "DV01", "han_che", "Chậm", AT)
    before = len(load_history(book))
    assert not op.write_review_part(book, "DV01", "han_che", "Chậm", AT).kinds
    assert not op.write_review_part(book, "DV01", "nguyen_nhan", "", AT).kinds
    assert len(load_history(book)) == before


def test_a_review_that_was_held_is_never_edited(finished: Book) -> None:
    refused(lambda: op.write_review_part(finished, "DV03", "han_che", "mới", AT), "đã kết thúc")
    refused(lambda: op.take_back_review(finished, "DV03", AT), "vẫn tính là đã nộp")
    op.write_review_part(finished, "DV04", "han_che", "Chưa được kiểm điểm nên còn viết được.", AT)
    op.hand_in_review(finished, "DV03", DAY, AT)


def test_the_file_itself_refuses_to_edit_it(tmp_path: Path) -> None:
    def write(book: Book) -> None:
        op.write_review_part(book, "DV03", "han_che", "Chậm", AT)

    with book_after(tmp_path / "so.chibo", write, whole_year) as book:
        for sql in ("UPDATE review_texts SET text='khác'", "DELETE FROM review_texts"):
            with pytest.raises(sqlite3.IntegrityError, match="đã kết thúc"):
                book.connection.execute(sql)


def test_the_plan_goes_on_after_the_meeting(finished: Book) -> None:
    op.add_remedies(finished, (ITEM,), AT)
    op.add_remedies(finished, (replace(ITEM, shortcoming="Vắng họp"),), AT)
    op.add_remedies(finished, (replace(ITEM, subject="chi_uy"),), AT)
    op.update_remedy(finished, replace(ITEM, state=RemedyState.DONE, done=DAY), AT)
    season = season_of(finished)
    assert [one.id for one in season.remedies] == [1, 2, 3]
    assert counted(season.remedies, "DV02") == (2, 1)
    assert counted(season.remedies, "DV01") == (0, 0)


def test_what_cannot_be_is_refused_in_a_sentence(book: Book) -> None:
    refused(lambda: op.hand_in_review(book, "DV99", DAY, AT), "DV99")
    refused(lambda: op.write_review_part(book, "chi_uy", "han_che", "x", AT), "chi_uy")
    refused(lambda: op.add_remedies(book, (replace(ITEM, shortcoming=" "),), AT), "khuyết điểm")
    refused(
        lambda: op.add_remedies(book, (replace(ITEM, state=RemedyState.DONE),), AT), "ngày khắc phục xong"
    )
    refused(lambda: op.add_remedies(book, (replace(ITEM, subject="DV99"),), AT), "DV99")
    refused(lambda: op.update_remedy(book, ITEM, AT), "chọn lại")
    refused(lambda: op.drop_remedy(book, 9, AT), "chọn lại")
    refused(lambda: op.record_past_years(book, (PastYear("DV01", 2025, None),), AT), "trước năm 2025")
    refused(lambda: op.set_old_faults(book, {"DV01": OldFaults(1, 2)}, AT), "nhiều hơn")
    assert season_of(book).past_years == ()


def test_old_faults_of_many_are_set_at_once(book: Book) -> None:
    op.set_old_faults(book, {"DV01": OldFaults(3, 2), "DV04": OldFaults(1, 1)}, AT)
    faults = {one.id: one.old_faults for one in season_of(book).members}
    assert (faults["DV01"], faults["DV02"], faults["DV04"]) == (
        OldFaults(3, 2),
        OldFaults(2, 1),
        OldFaults(1, 1),
    )


def test_who_leaves_the_roll_takes_the_own_papers_along(book: Book) -> None:
    op.write_review_part(book, "DV04", "han_che", "Chậm", AT)
    op.hand_in_review(book, "DV04", DAY, AT)
    op.record_past_years(book, (PastYear("DV04", 2024, Level.HTTNV),), AT)
    op.remove_member(book, "DV04", AT)
    season = season_of(book)
    assert (season.hand_ins, season.review_texts, season.past_years) == ((), (), ())
    op.add_remedies(book, (replace(ITEM, subject="DV03"),), AT)
    refused(lambda: op.remove_member(book, "DV03", AT), "không xóa")


def test_writing_goes_on_while_the_meeting_is_open(tmp_path: Path) -> None:
    with book_after(tmp_path / "so.chibo", until_branch_open) as book:
        op.write_review_part(book, "DV01", "han_che", "Viết thêm", AT)
        refused(lambda: op.write_review_part(book, "DV03", "han_che", "x", AT), "đã kết thúc")


def test_what_is_known_of_a_collective_comes_back_the_same_and_in_the_history(book: Book) -> None:
    op.record_collective(book, FACTS, (40, 20), AT)
    op.record_collective(book, CollectiveFacts("chi_uy"), (40, 20), AT)
    with reopened(book) as again:
        season = season_of(again)
        assert season.collectives == (FACTS, CollectiveFacts("chi_uy"))
        assert season.collective("chi_bo").answer("sinh_hoat") is True
        assert season.collective("chi_bo").answer("khac") is None
        assert season.unit.organisation_score == (40, 20)
        assert [entry.operation for entry in load_history(again)][-2:] == ["record_collective"] * 2
        assert verify_history(again)
        before = op.record_collective(again, FACTS, (40, 20), AT)
        assert before.kinds == frozenset()


def test_no_other_collective_is_known(book: Book) -> None:
    refused(lambda: op.record_collective(book, replace(FACTS, subject="to_1"), (), AT), ".")
    assert season_of(book).collectives == ()


def test_the_branch_has_earlier_years_of_its_own(book: Book) -> None:
    op.record_past_years(book, (PastYear("DV01", 2024, Level.HTTNV),), AT)
    own = PastYear(BRANCH, 2024, Level.HTXSNV, commended=True, source="QĐ 12")
    op.record_past_years(book, (own, PastYear(BRANCH, 2023, None)), AT)
    assert season_of(book).past_years == (
        PastYear("DV01", 2024, Level.HTTNV),
        PastYear(BRANCH, 2023, None),
        own,
    )
    refused(lambda: op.record_past_years(book, (PastYear(BRANCH, 2025, None),), AT), "trước năm 2025")
    op.clear_past_year(book, BRANCH, 2023, AT)
    op.undo_edit(book, op.last_edit(book).entry.sequence, AT)
    assert PastYear(BRANCH, 2023, None) in season_of(book).past_years
    op.clear_past_year(book, BRANCH, 2024, AT)
    assert [one.year for one in season_of(book).past_years if one.member == BRANCH] == [2023]
