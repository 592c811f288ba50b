"""Every operation does what it says, survives closing the book, and refuses what the rules refuse."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from db import operations as op
from db.ballot_box.state import NEXT, BoxState
from db.connection import Book, create_book, open_book
from db.errors import Refused
from db.history import verify_history
from db.operations.ballots import STEPS
from db.store import load_ballots, load_documents, load_history, load_overrides, load_season, load_settings
from meeting.amendment import Amendment
from meeting.ballot import Tally
from meeting.level import Level
from meeting.season import (
    Attendance,
    BallotForm,
    BallotState,
    ItemState,
    OldFaults,
    Review,
    Season,
    SessionState,
    Structure,
    Tasks,
)
from tests.db.sample import (
    AT,
    DAY,
    MEMBERS,
    TALLIES,
    UNIT,
    book_after,
    count,
    member,
    open_,
    regulation,
    season_of,
    until_branch_open,
    vote,
    whole_year,
    with_sessions,
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with book_after(tmp_path / "so.chibo") as found:
        yield found


@pytest.fixture
def finished(tmp_path: Path) -> Iterator[Book]:
    with book_after(tmp_path / "xong.chibo", whole_year) as found:
        yield found


@pytest.fixture
def voted(tmp_path: Path) -> Iterator[Book]:
    with book_after(tmp_path / "phieu.chibo", until_branch_open, vote) as found:
        yield found


def reopened(book: Book) -> Season:
    """The season as a fresh program reads it; it must be the one that was there."""
    before = season_of(book)
    book.close()
    with open_book(book.path) as again:
        assert verify_history(again).ok
        after = season_of(again)
    assert after == before
    return after


def refused(step: Callable[[], object]) -> Refused:
    """The refusal of a step; its sentence is one, and in words."""
    with pytest.raises(Refused) as found:
        step()
    assert str(found.value).endswith(".")
    return found.value


def test_a_book_without_unit_has_no_season(tmp_path: Path) -> None:
    with create_book(tmp_path / "so.chibo") as book:
        assert load_season(book) is None
        refused(lambda: with_sessions(book))


def test_unit_and_members_come_back_as_they_were(book: Book) -> None:
    season = reopened(book)
    assert (season.unit, season.members, season.meeting_day, season.year) == (UNIT, MEMBERS, DAY, 2025)
    assert season.regulation == regulation().id


def test_changes_say_what_to_reload(book: Book) -> None:
    changes = op.update_member(book, replace(MEMBERS[0], note="mới"), AT)
    assert changes == op.Changes(frozenset({"members"}), 6)
    assert op.update_member(book, replace(MEMBERS[0], note="mới"), AT) == op.Changes(frozenset(), 6)
    assert load_history(book)[-1].facts == (
        {"table": "members", "key": {"id": "DV01"}, "set": {"note": "mới"}},
    )


def test_text_is_kept_in_nfc(book: Book) -> None:
    op.update_member(book, replace(MEMBERS[0], name="Nguyễn Ái"), AT)
    assert season_of(book).members[0].name == "Nguyễn Ái"


@pytest.mark.parametrize("bad", ["a\0b", "a\ud800"])
def test_text_that_is_no_text_is_refused(book: Book, bad: str) -> None:
    refused(lambda: op.update_member(book, replace(MEMBERS[0], name=bad), AT))
    assert season_of(book).members == MEMBERS


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({"sick_months": 13}, "số tháng nghỉ ốm"),
        ({"name": "  "}, "họ và tên"),
        ({"admitted": date(1960, 1, 1)}, "ngày vào Đảng phải sau ngày sinh"),
        ({"id": "chi_bo"}, "mã đảng viên"),
        ({"official": date(1999, 1, 1)}, "ngày chính thức không thể trước ngày vào Đảng"),
        ({"group": "Tổ lạ"}, "Tổ lạ"),
        ({"tasks": Tasks(3, 4, 1)}, "nhiệm vụ"),
        ({"old_faults": OldFaults(1, 2)}, "khuyết điểm"),
        ({"points": (-1, 2)}, "Điểm"),
    ],
)
def test_nonsense_is_refused_by_name(book: Book, facts: dict[str, object], word: str) -> None:
    assert word in str(refused(lambda: op.add_member(book, member(9, **facts), AT)))
    assert season_of(book).members == MEMBERS
    assert len(load_history(book)) == 5


def test_members_are_added_removed_and_put_in_order(book: Book) -> None:
    op.add_member(book, member(5), AT)
    refused(lambda: op.add_member(book, member(5), AT))
    op.remove_member(book, "DV03", AT)
    refused(lambda: op.remove_member(book, "DV03", AT))
    refused(lambda: op.reorder_members(book, ["DV01"], AT))
    op.reorder_members(book, ["DV05", "DV01", "DV04", "DV02"], AT)
    assert [m.id for m in reopened(book).members] == ["DV05", "DV01", "DV04", "DV02"]


def test_a_member_with_records_stays(book: Book) -> None:
    with_sessions(book)
    op.record_attendance(book, "chi_bo", "DV03", Attendance(), AT)
    assert "Số 3" in str(refused(lambda: op.remove_member(book, "DV03", AT)))
    op.approve_ballot(book, BallotForm.BOOTH, "x", ("DV04",), AT)
    refused(lambda: op.remove_member(book, "DV04", AT))


def test_a_name_that_no_paper_holds_is_refused_and_nothing_is_written(book: Book) -> None:
    before = season_of(book).unit
    for long in (replace(before, name="Chi bộ " * 90), replace(before, superior="Đ" * 151)):
        sentence = str(refused(lambda long=long: op.update_unit(book, long, AT)))
        assert "viết gọn lại" in sentence
    assert season_of(book).unit == before


def test_the_unit_may_change_until_a_session_opens(book: Book) -> None:
    op.set_meeting_day(book, DAY + timedelta(1), AT)
    op.update_unit(book, replace(UNIT, unit_level=Level.HTTNV), AT)
    refused(lambda: op.update_unit(book, replace(UNIT, groups=()), AT))
    with_sessions(book)
    open_(book, "to_dang:Tổ đảng 1")
    refused(lambda: op.set_up_unit(book, UNIT, "khác", 2025, DAY, AT))
    refused(lambda: op.update_unit(book, replace(UNIT, structure=Structure.CHI_UY), AT))
    refused(lambda: with_sessions(book))
    op.update_unit(book, replace(UNIT, unit_level=Level.HTNV), AT)
    season = reopened(book)
    assert (season.unit.unit_level, season.meeting_day) == (Level.HTNV, DAY + timedelta(1))


def test_sessions_laid_out_again_keep_what_was_prepared(book: Book) -> None:
    with_sessions(book)
    op.set_session_people(book, "chi_bo", "DV01", "DV02", "khách", "nơi họp", None, AT)
    op.record_attendance(book, "chi_bo", "DV01", Attendance(accepted=True, reason="ốm"), AT)
    with_sessions(book)
    before = season_of(book)
    op.lay_out_sessions(book, before.sessions[1:], AT)
    assert season_of(book).sessions == before.sessions[1:]
    shorter = tuple(replace(s, items=s.items[1:]) for s in before.sessions[1:])
    op.lay_out_sessions(book, shorter, AT)
    assert reopened(book).sessions == shorter


def test_the_order_of_sessions_is_asked_of_the_rules(book: Book) -> None:
    with_sessions(book)
    refusal = refused(lambda: op.open_session(book, regulation(), "chi_bo", AT))
    assert refusal.clause == regulation().shape(UNIT.structure).source.clause
    other = replace(regulation(), id="khác")
    refused(lambda: op.open_session(book, other, "to_dang:Tổ đảng 1", AT))
    refused(lambda: op.open_session(book, regulation(), "không có", AT))
    assert all(s.state is SessionState.PLANNED for s in season_of(book).sessions)


def test_items_run_and_end_and_may_be_taken_up_again(book: Book) -> None:
    with_sessions(book)
    first = "to_dang:Tổ đảng 1"
    key = season_of(book).session(first).items[0].key
    refused(lambda: op.start_item(book, first, key, AT))
    op.write_item_note(book, first, key, "nháp", AT)
    open_(book, first)
    refused(lambda: op.start_item(book, first, "lạ", AT))
    op.close_item(book, first, key, "xong", AT)
    refused(lambda: op.close_item(book, first, key, "xong", AT))
    later = AT + timedelta(minutes=5, seconds=20)
    op.start_item(book, first, key, later)
    item = season_of(book).session(first).items[0]
    assert (item.state, item.started, item.ended, item.note) == (ItemState.RUNNING, AT, None, "xong")
    op.close_item(book, first, key, "xong hẳn", later)
    item = reopened(book).session(first).items[0]
    assert (item.state, item.ended) == (ItemState.DONE, AT + timedelta(minutes=5))


def test_reviews_are_drafted_before_and_concluded_in_the_session(book: Book) -> None:
    with_sessions(book)
    first = "to_dang:Tổ đảng 1"
    draft = Review("DV02", strengths="Gương mẫu", proposed=Level.HTTNV)
    op.record_review(book, first, draft, AT)
    refused(lambda: op.record_review(book, first, replace(draft, done=True), AT))
    refused(lambda: op.record_review(book, first, Review("DV99"), AT))
    open_(book, first)
    final = replace(draft, done=True, in_favour=2, chair="DV01")
    op.record_review(book, first, final, AT)
    op.record_review(book, first, Review("chi_uy", opinions="Nhất trí"), AT)
    assert reopened(book).session(first).reviews == {
        "DV02": final,
        "chi_uy": Review("chi_uy", opinions="Nhất trí"),
    }


def test_a_whole_year_comes_back(book: Book) -> None:
    whole_year(book)
    op.record_documents(book, [op.Document("bien-ban.pdf", "BB", "a" * 64)], AT)
    season = reopened(book)
    assert all(s.state is SessionState.CLOSED for s in season.sessions)
    assert season.ballot.tallies == TALLIES
    assert (season.ballot.state, season.ballot.counted, season.ballot.opened) == (BallotState.COUNTED, AT, AT)


def test_a_closed_session_is_never_edited(book: Book) -> None:
    with_sessions(book)
    first = "to_dang:Tổ đảng 1"
    open_(book, first)
    for item in season_of(book).session(first).items:
        op.close_item(book, first, item.key, "", AT)
    op.close_session(book, regulation(), first, "xong", AT)
    before, key = season_of(book), season_of(book).session(first).items[0].key
    steps: list[Callable[[], object]] = [
        lambda: op.set_session_people(book, first, "", "", "", "", None, AT),
        lambda: op.open_session(book, regulation(), first, AT),
        lambda: op.record_attendance(book, first, "DV01", Attendance(), AT),
        lambda: op.start_item(book, first, key, AT),
        lambda: op.close_item(book, first, key, "", AT),
        lambda: op.write_item_note(book, first, key, "khác", AT),
        lambda: op.record_review(book, first, Review("DV01"), AT),
        lambda: op.close_session(book, regulation(), first, "khác", AT),
        lambda: with_sessions(book),
    ]
    for step in steps:
        refused(step)
    assert season_of(book) == before


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE sessions SET conclusion='khác' WHERE id='chi_bo'",
        "DELETE FROM sessions WHERE id='chi_bo'",
        "UPDATE attendance SET present=0 WHERE session='chi_bo'",
        "DELETE FROM agenda_items WHERE session='chi_bo'",
        "INSERT INTO attendance VALUES('chi_bo','DV09',1,0,'')",
        "UPDATE ballots SET approved='khác'",
        "DELETE FROM ballots",
        "UPDATE tallies SET blank=0",
        "DELETE FROM tallies",
        "INSERT INTO tallies VALUES(1,'DV03',9,1,0,0,0,0,0)",
        "UPDATE history SET body='{}'",
        "DELETE FROM history",
    ],
)
def test_even_a_mistake_of_ours_cannot_edit_what_is_final(finished: Book, sql: str) -> None:
    book = finished
    before = season_of(book)

    def step() -> None:
        with book.transaction():
            book.connection.execute(sql)

    refused(step)
    assert season_of(book) == before


def test_the_branch_session_waits_for_the_count(book: Book) -> None:
    until_branch_open(book)
    for item in season_of(book).session("chi_bo").items:
        op.close_item(book, "chi_bo", item.key, "", AT)
    refused(lambda: op.close_session(book, regulation(), "chi_bo", "", AT))


def test_the_day_of_a_meeting_that_is_over_stays(finished: Book) -> None:
    refused(lambda: op.set_meeting_day(finished, DAY + timedelta(1), AT))


def test_the_book_follows_every_step_of_the_box_and_no_other() -> None:
    own = {BoxState.COUNTED, BoxState.SEALED}  # the book learns of the count by `record_count`
    for state, after in STEPS.items():
        if state is not BallotState.NONE:
            box = NEXT[BoxState(state.value)] - own
            assert {one.value for one in after} == {one.value for one in box}


def test_ballot_states_follow_the_box_only(book: Book) -> None:
    refused(lambda: op.prepare_ballot(book, "hom-1.box", 1, AT))
    op.approve_ballot(book, BallotForm.BOOTH, "Thống nhất", ("DV03",), AT)
    op.approve_ballot(book, BallotForm.BOOTH, "Thống nhất bỏ trên máy", ("DV03",), AT)
    refused(lambda: op.prepare_ballot(book, "hom-1.box", 2, AT))
    op.prepare_ballot(book, "hom-1.box", 1, AT)
    refused(lambda: op.approve_ballot(book, BallotForm.PAPER, "", (), AT))
    refused(lambda: op.set_ballot_state(book, BallotState.OPEN, AT))
    until_branch_open(book)
    for wrong in (BallotState.NONE, BallotState.SUSPENDED, BallotState.CLOSED, BallotState.COUNTED):
        refused(lambda state=wrong: op.set_ballot_state(book, state, AT))  # type: ignore[misc]
    op.set_ballot_state(book, BallotState.OPEN, AT)
    refused(lambda: op.prepare_ballot(book, "hom-2.box", 2, AT))
    refused(lambda: count(book))
    op.set_ballot_state(book, BallotState.CLOSED, AT)
    refused(lambda: op.set_ballot_state(book, BallotState.OPEN, AT))
    assert reopened(book).ballot.approved == "Thống nhất bỏ trên máy"


def test_a_void_round_is_followed_by_the_next(voted: Book) -> None:
    book = voted
    op.set_ballot_state(book, BallotState.VOID, AT)
    refused(lambda: op.set_ballot_state(book, BallotState.OPEN, AT))
    refused(lambda: op.prepare_ballot(book, "hom-1.box", 2, AT))
    op.prepare_ballot(book, "hom-2.box", 2, AT)
    assert [b.state for b in load_ballots(book)] == [BallotState.VOID, BallotState.PREPARED]
    second = reopened(book).ballot
    assert (second.round, second.box, second.tellers) == (2, "hom-2.box", ("DV03", "DV04"))


def test_another_decision_after_a_void_round(voted: Book) -> None:
    book = voted
    op.set_ballot_state(book, BallotState.VOID, AT)
    op.approve_ballot(book, BallotForm.PAPER, "Chuyển sang phiếu giấy", ("DV03",), AT)
    op.prepare_ballot(book, "", 2, AT)
    count(book)
    ballot = reopened(book).ballot
    assert (ballot.round, ballot.form, ballot.state) == (2, BallotForm.PAPER, BallotState.COUNTED)


@pytest.mark.parametrize(
    ("totals", "tallies"),
    [
        ((3, 4, 3, 1), TALLIES),
        ((4, 4, 3, 0), TALLIES),
        ((4, 4, 4, 0), TALLIES),
        ((4, 4, 3, 1), (*TALLIES, TALLIES[0])),
        ((4, 4, 3, 1), ()),
        ((4, 4, 3, 1), (Tally("DV99", (3, 0, 0, 0), 0),)),
        ((4, 4, 3, 1), (Tally("DV01", (4, 0, 0, 0), -1),)),
        ((4, 3, 4, -1), (Tally("DV01", (4, 0, 0, 0), 0),)),
    ],
)
def test_a_count_that_does_not_add_up_is_refused(
    voted: Book, totals: tuple[int, int, int, int], tallies: tuple[Tally, ...]
) -> None:
    book = voted
    before = season_of(book)
    refused(lambda: op.record_count(book, *totals, tallies, AT))
    assert season_of(book) == before
    count(book)
    refused(lambda: count(book))
    refused(lambda: op.set_ballot_state(book, BallotState.VOID, AT))
    refused(lambda: op.approve_ballot(book, BallotForm.PAPER, "", (), AT))


def test_the_roll_is_fixed_while_a_ballot_stands(voted: Book) -> None:
    book = voted
    refused(lambda: op.add_member(book, member(7), AT))
    refused(lambda: op.remove_member(book, "DV04", AT))
    op.set_ballot_state(book, BallotState.VOID, AT)
    op.add_member(book, member(7), AT)


def test_the_history_tells_states_and_totals_of_the_ballot_only(book: Book) -> None:
    whole_year(book)
    told = [f for entry in load_history(book) for f in entry.facts if f["table"] in {"ballots", "tallies"}]
    assert {name for fact in told for name in fact["set"]} <= {
        "state",
        "issued",
        "collected",
        "valid",
        "invalid",
    }
    assert [fact["set"]["state"] for fact in told] == [
        "none",
        "prepared",
        "open",
        "suspended",
        "open",
        "closed",
        "counted",
    ]
    assert all(fact["table"] == "ballots" for fact in told)


def test_every_copy_of_a_paper_is_kept(book: Book) -> None:
    first = op.Document("bb.pdf", "BB", "b" * 64, ("Chi bộ",))
    again = replace(first, sha256="a" * 64)
    op.record_documents(book, [first], AT)
    op.record_documents(book, [again], AT)
    assert op.record_documents(book, [again], AT).kinds == frozenset()
    refused(lambda: op.record_documents(book, [replace(first, file="x.pdf", sha256="XYZ")], AT))
    assert load_documents(book) == (first, again)


def test_overrides_and_settings(book: Book) -> None:
    override = Amendment("cap.rate", "1/4", "12-HD/ĐU", date(2025, 11, 2))
    op.set_override(book, override, AT)
    refused(lambda: op.set_override(book, replace(override, paper=" "), AT))
    op.set_setting(book, "cỡ chữ", "lớn", AT)
    assert (load_overrides(book), load_settings(book)) == ((override,), {"cỡ chữ": "lớn"})
    op.clear_override(book, "cap.rate", AT)
    assert op.clear_override(book, "cap.rate", AT).kinds == frozenset()
    assert load_overrides(book) == ()


def test_a_step_that_fails_leaves_nothing(book: Book) -> None:
    papers = [op.Document("a.pdf", "A", "a" * 64), op.Document("b.pdf", "B", "kém")]
    refused(lambda: op.record_documents(book, papers, AT))
    assert load_documents(book) == ()
    assert len(load_history(book)) == 5
    assert verify_history(book).ok
