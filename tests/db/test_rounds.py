"""Further rounds and supplementary meetings in the book: when they may begin, and that nothing before changes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db import operations as op
from db.connection import Book
from db.errors import Refused
from db.history import verify_history
from db.store import load_ballots
from meeting.ballot import Tally
from meeting.decision import DecidedBy, Decision, DecisionKind
from meeting.level import Level
from meeting.season import (
    Attendance,
    BallotForm,
    BallotState,
    ItemState,
    Review,
    Season,
    SessionKind,
    SessionState,
)
from tests.db.sample import AT, book_after, count, regulation, season_of, until_branch_open, vote

WHY = "Hội nghị thống nhất bỏ phiếu lại."


@pytest.fixture
def counted(tmp_path: Path) -> Iterator[Book]:
    """The branch meeting is open, its first round counted."""
    with book_after(tmp_path / "phieu.chibo", until_branch_open, vote, count) as found:
        yield found


def refused(change: Callable[[], object], match: str) -> None:
    with pytest.raises(Refused, match=match):
        change()


def first_subjects(book: Book) -> tuple[str, ...]:
    return tuple(one.subject for one in season_of(book).main_ballot.tallies)


def count_again(book: Book, subjects: tuple[str, ...], valid: int = 3) -> None:
    """Approve, prepare and count a further round on paper."""
    op.approve_ballot(book, BallotForm.PAPER, "Bỏ phiếu giấy", ("DV03",), AT)
    op.prepare_ballot(book, "", season_of(book).ballot.round, AT)
    tallies = tuple(Tally(subject, (0, valid, 0, 0), 0) for subject in subjects)
    op.record_count(book, valid, valid, valid, 0, tallies, AT)


def test_a_further_round_leaves_the_first_as_it_was(counted: Book) -> None:
    first = season_of(counted).ballot
    chosen = first_subjects(counted)[:1]
    op.begin_further_round(counted, "chi_bo", chosen, f"  {WHY} ", AT)
    begun = season_of(counted)
    assert (begun.ballot.round, begun.ballot.subjects, begun.ballot.reason) == (2, chosen, WHY)
    assert begun.ballot.state is BallotState.NONE
    assert replace(begun.earlier_ballots[0], room={}) == first
    assert begun.earlier_ballots[0].room == begun.session("chi_bo").attendance
    count_again(counted, chosen)
    assert [b.state for b in load_ballots(counted)] == [BallotState.COUNTED] * 2
    assert verify_history(counted).ok


def test_people_may_come_and_go_between_the_rounds(counted: Book) -> None:
    person = next(iter(season_of(counted).session("chi_bo").attendance))
    gone = Attendance(present=False, accepted=True, reason="về sớm")
    refused(lambda: op.record_attendance(counted, "chi_bo", person, gone, AT), "Phiếu đã kiểm")
    op.begin_further_round(counted, "chi_bo", first_subjects(counted), WHY, AT)
    op.record_attendance(counted, "chi_bo", person, gone, AT)
    season = season_of(counted)
    assert season.session("chi_bo").attendance[person] == gone
    assert season.earlier_ballots[0].room[person] != gone


@pytest.mark.parametrize(
    ("session", "subjects", "why", "match"),
    [
        ("chi_bo", (), WHY, "Mỗi đảng viên"),
        ("chi_bo", ("DV01", "DV01"), WHY, "Mỗi đảng viên"),
        ("chi_bo", ("DV99",), WHY, "DV99"),
        ("chi_bo", ("DV01",), "  ", "lý do"),
        ("chi_uy", ("DV01",), WHY, "đang diễn ra"),
        ("chi_bo:9", ("DV01",), WHY, "đang diễn ra"),
    ],
)
def test_what_cannot_be_a_further_round(
    counted: Book, session: str, subjects: tuple[str, ...], why: str, match: str
) -> None:
    before = season_of(counted)
    refused(lambda: op.begin_further_round(counted, session, subjects, why, AT), match)
    assert season_of(counted) == before


def test_one_round_at_a_time(counted: Book) -> None:
    chosen = first_subjects(counted)[:1]
    op.begin_further_round(counted, "chi_bo", chosen, WHY, AT)
    refused(lambda: op.begin_further_round(counted, "chi_bo", chosen, WHY, AT), "chưa kiểm xong")


def test_before_the_first_count_there_is_no_further_round(tmp_path: Path) -> None:
    with book_after(tmp_path / "chua.chibo", until_branch_open) as book:
        refused(lambda: op.begin_further_round(book, "chi_bo", ("DV01",), WHY, AT), "chưa kiểm xong")


def test_the_count_is_of_the_chosen_and_of_no_other(counted: Book) -> None:
    one, other = first_subjects(counted)[:2]
    op.begin_further_round(counted, "chi_bo", (one,), WHY, AT)
    refused(lambda: count_again(counted, (one, other)), "đúng những dòng")
    assert season_of(counted).ballot.state is BallotState.PREPARED


def test_decisions_are_on_the_subjects_of_every_round(counted: Book) -> None:
    one, other = first_subjects(counted)[:2]
    first = Decision(other, Level.HTTNV, DecidedBy.SUPERIOR, "QĐ 45", AT.date(), kind=DecisionKind.FINAL)
    op.begin_further_round(counted, "chi_bo", (one,), WHY, AT)
    refused(lambda: op.record_decisions(counted, [first], AT), "chưa kiểm xong")
    count_again(counted, (one,))
    op.record_decisions(counted, [first, replace(first, subject=one)], AT)
    assert {each.subject for each in season_of(counted).decisions} == {one, other}
    refused(lambda: op.record_decisions(counted, [replace(first, subject="DV99")], AT), "có tên trên phiếu")


def test_decisions_after_a_further_round_was_given_up(counted: Book) -> None:
    one, other = first_subjects(counted)[:2]
    op.begin_further_round(counted, "chi_bo", (one,), WHY, AT)
    op.set_ballot_state(counted, BallotState.VOID, AT)
    final = Decision(other, Level.HTTNV, DecidedBy.SUPERIOR, "QĐ 45", AT.date(), kind=DecisionKind.FINAL)
    op.record_decisions(counted, [final], AT)
    assert season_of(counted).decisions == (final,)


def test_a_further_round_may_be_given_up_and_another_begun(counted: Book) -> None:
    one, other = first_subjects(counted)[:2]
    op.begin_further_round(counted, "chi_bo", (one,), WHY, AT)
    op.set_ballot_state(counted, BallotState.VOID, AT)
    given_up = season_of(counted)
    assert given_up.counted
    op.begin_further_round(counted, "chi_bo", (other,), WHY, AT)
    assert (season_of(counted).ballot.round, season_of(counted).ballot.subjects) == (3, (other,))


def test_the_first_round_is_not_given_up_before_it_is_prepared(tmp_path: Path) -> None:
    with book_after(tmp_path / "chua.chibo", until_branch_open) as book:
        op.approve_ballot(book, BallotForm.PAPER, "Bỏ phiếu giấy", ("DV03",), AT)
        refused(lambda: op.set_ballot_state(book, BallotState.VOID, AT), "không chuyển")


@pytest.mark.parametrize("decided_anew", [True, False])
def test_a_box_made_again_is_about_the_same_subjects(counted: Book, decided_anew: bool) -> None:
    chosen = first_subjects(counted)[:1]
    op.begin_further_round(counted, "chi_bo", chosen, WHY, AT)
    op.approve_ballot(counted, BallotForm.BOOTH, "Trên máy", ("DV03", "DV04"), AT)
    op.prepare_ballot(counted, "hom-a.box", 2, AT)
    op.set_ballot_state(counted, BallotState.VOID, AT)
    if decided_anew:
        op.approve_ballot(counted, BallotForm.BOOTH, "Trên máy", ("DV03", "DV04"), AT)
    op.prepare_ballot(counted, "hom-b.box", 3, AT)
    again = season_of(counted).ballot
    assert (again.round, again.subjects, again.session, again.reason) == (3, chosen, "chi_bo", WHY)


@pytest.mark.parametrize("table", ["further_rounds", "ballot_rooms"])
def test_what_a_round_was_about_is_never_rewritten(counted: Book, table: str) -> None:
    op.begin_further_round(counted, "chi_bo", first_subjects(counted)[:1], WHY, AT)
    for change in (f"UPDATE {table} SET reason='khác'", f"DELETE FROM {table}"):  # noqa: S608
        with pytest.raises(Exception, match="không sửa được nữa"):
            counted.connection.execute(change)


def finished_with_one_waiting(book: Book) -> Season:
    """End the branch meeting; nobody may wait for long."""
    season = season_of(book)
    for item in season.session("chi_bo").items:
        if item.state is not ItemState.DONE:
            op.close_item(book, "chi_bo", item.key, "", AT)
    people = [m.id for m in season.members[:2]]
    op.set_session_people(book, "chi_bo", people[0], people[1], "", "", None, AT)
    op.close_session(book, regulation(), "chi_bo", "Nhất trí", AT)
    return season_of(book)


def test_a_supplementary_meeting_from_plan_to_count(counted: Book) -> None:
    season = finished_with_one_waiting(counted)
    op.add_supplement(counted, regulation(), AT)
    planned = season_of(counted).sessions[-1]
    assert (planned.id, planned.kind, planned.state) == (
        "chi_bo:2",
        SessionKind.CHI_BO,
        SessionState.PLANNED,
    )
    refused(lambda: op.add_supplement(counted, regulation(), AT), "chưa kết thúc")
    op.drop_supplement(counted, "chi_bo:2", AT)
    assert season_of(counted) == season
    op.add_supplement(counted, regulation(), AT)
    for member in season.members:
        op.record_attendance(counted, "chi_bo:2", member.id, Attendance(present=True), AT)
    op.open_session(counted, regulation(), "chi_bo:2", AT)
    refused(lambda: op.drop_supplement(counted, "chi_bo:2", AT), "chưa khai mạc")
    refused(lambda: op.drop_supplement(counted, "chi_bo", AT), "đã kết thúc")
    late = season.members[-1].id
    op.record_review(counted, "chi_bo:2", Review(late, done=True), AT)
    op.begin_further_round(counted, "chi_bo:2", (late,), WHY, AT)
    assert season_of(counted).earlier_ballots[0].room == {}
    count_again(counted, (late,))
    assert season_of(counted).ballot.session == "chi_bo:2"
    assert verify_history(counted).ok
