"""The last edit taken back: the book says what it said before, and the history keeps both."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import operations as op
from db.connection import Book
from db.errors import Refused
from db.history import verify_history
from db.operations.undoing import EDITS
from db.store import load_history, load_settings
from meeting.amendment import Amendment
from meeting.inspection import Inspection
from meeting.level import Level
from meeting.past import PastYear
from meeting.remedy import Remedy, RemedyState
from meeting.season import CollectiveFacts, OldFaults, Season, Tasks
from tests.ballot_box.boxes import memory_disk
from tests.db.sample import (
    AT,
    DAY,
    MEMBERS,
    UNIT,
    book_after,
    conclude,
    member,
    open_,
    regulation,
    season_of,
    until_branch_open,
    vote,
    whole_year,
    with_sessions,
)

LETTER = Amendment("cap_percent", "20", "12-QĐ/ĐU", date(2025, 12, 1))
DUE = date(2026, 6, 30)


def prepared(book: Book) -> None:
    """Something of every kind stands in the book."""
    with_sessions(book)
    op.receive_paper(book, "DV01", "noi_cu_tru", DAY, AT)
    op.hand_in_review(book, "DV02", DAY, AT)
    op.write_review_part(book, "DV02", "uu_diem", "Gương mẫu.", AT)
    op.add_remedies(book, (Remedy(0, "DV02", "Vắng họp"), Remedy(0, "chi_bo", "Chậm nghị quyết")), AT)
    op.record_past_years(book, (PastYear("DV01", 2024, Level.HTXSNV, source="Sổ 2024"),), AT)
    op.set_override(book, LETTER, AT)
    op.set_setting(book, "mục", "cũ", AT)
    op.set_inspection(book, Inspection("11-TB", "Ủy ban Kiểm tra", DAY), AT)
    op.add_member(book, member(9, note="mới đến"), AT)


EDIT: dict[str, Callable[[Book], object]] = {
    "add_member": lambda b: op.add_member(b, member(7), AT),
    "update_member": lambda b: op.update_member(b, replace(MEMBERS[1], name="Trần Thị Khác", merits=()), AT),
    "remove_member": lambda b: op.remove_member(b, "DV01", AT),
    "reorder_members": lambda b: op.reorder_members(b, [m.id for m in reversed(season_of(b).members)], AT),
    "update_unit": lambda b: op.update_unit(b, replace(UNIT, unit_level=Level.HTTNV), AT),
    "set_up_unit": lambda b: op.set_up_unit(
        b, replace(UNIT, place="Nơi khác"), regulation().id, 2025, DUE, AT
    ),
    "set_meeting_day": lambda b: op.set_meeting_day(b, DUE, AT),
    "write_review_part": lambda b: op.write_review_part(b, "DV02", "uu_diem", "Viết lại.", AT),
    "write_review_parts": lambda b: op.write_review_parts(b, "DV03", {"uu_diem": "a", "han_che": "b"}, AT),
    "hand_in_review": lambda b: op.hand_in_review(b, "DV03", DAY, AT),
    "take_back_review": lambda b: op.take_back_review(b, "DV02", AT),
    "receive_paper": lambda b: op.receive_paper(b, "DV01", "noi_cu_tru", DUE, AT),
    "take_back_paper": lambda b: op.take_back_paper(b, "DV01", "noi_cu_tru", AT),
    "add_remedies": lambda b: op.add_remedies(b, (Remedy(0, "DV03", "Một"), Remedy(0, "chi_uy", "Hai")), AT),
    "update_remedy": lambda b: op.update_remedy(
        b, Remedy(1, "DV02", "Vắng họp", "Họp đủ", "DV02", DUE, RemedyState.DONE, DAY), AT
    ),
    "drop_remedy": lambda b: op.drop_remedy(b, 1, AT),
    "record_past_years": lambda b: op.record_past_years(
        b, (PastYear("DV01", 2024, Level.HTNV), PastYear("DV02", 2023, None)), AT
    ),
    "clear_past_year": lambda b: op.clear_past_year(b, "DV01", 2024, AT),
    "record_collective": lambda b: op.record_collective(
        b, CollectiveFacts("chi_bo", points=(2500, 6000), tasks=Tasks(9, 9, 8, 1)), (31, 25), AT
    ),
    "set_inspection": lambda b: op.set_inspection(b, Inspection("12-TB", "UBKT", DUE), AT),
    "clear_inspection": lambda b: op.clear_inspection(b, AT),
    "set_old_faults": lambda b: op.set_old_faults(b, {"DV01": OldFaults(3, 2), "DV02": OldFaults(2, 2)}, AT),
    "set_override": lambda b: op.set_override(b, replace(LETTER, value="25"), AT),
    "clear_override": lambda b: op.clear_override(b, LETTER.key, AT),
    "set_setting": lambda b: op.set_setting(b, "mục", "mới", AT),
}


def sorted_season(book: Book) -> tuple[Season, dict[str, str]]:
    """The season and settings with what has no order sorted, as a row put back comes last in its table."""
    season = season_of(book)
    in_order = replace(
        season,
        hand_ins=tuple(sorted(season.hand_ins, key=repr)),
        review_texts=tuple(sorted(season.review_texts, key=repr)),
    )
    return in_order, load_settings(book)


def undo(book: Book) -> op.Changes:
    return op.undo_edit(book, op.last_edit(book).entry.sequence, AT, who="Bí thư")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with book_after(tmp_path / "so.chibo", prepared) as made:
        yield made


def test_every_edit_is_tried_here() -> None:
    assert set(EDIT) == EDITS


@pytest.mark.parametrize("name", sorted(EDIT))
def test_an_edit_is_taken_back_and_both_are_kept(book: Book, name: str) -> None:
    before, steps = sorted_season(book), len(load_history(book))
    EDIT[name](book)
    assert sorted_season(book) != before
    changed = undo(book)
    assert sorted_season(book) == before
    assert changed.kinds
    tail = [entry.operation for entry in load_history(book)[steps:]]
    assert tail == [name, "undo"]
    assert load_history(book)[-1].who == "Bí thư"
    assert verify_history(book).ok


def test_edits_are_taken_back_one_after_the_other(book: Book) -> None:
    states = [sorted_season(book)]
    for name in ("update_member", "add_remedies", "update_remedy", "remove_member", "set_meeting_day"):
        EDIT[name](book)
        states.append(sorted_season(book))
    while len(states) > 1:
        states.pop()
        undo(book)
        assert sorted_season(book) == states[-1]
    EDIT["update_member"](book)  # after going back, work goes on, and back again
    undo(book)
    assert sorted_season(book) == states[0]
    assert op.last_edit(book).entry.operation == "add_member"


def taken_in(book: Book, *numbers: int) -> None:
    """A list of people put into the book as one batch; the first is in the book and gets another name."""
    batch = len(load_history(book)) + 1
    first = season_of(book).members[0]
    op.update_member(book, replace(first, name="Lý Thị Đổi Tên"), AT, batch=batch)
    for number in numbers:
        op.add_member(book, member(number), AT, batch=batch)


def test_a_batch_is_taken_back_at_once_and_what_was_before_it_after_that(book: Book) -> None:
    EDIT["add_remedies"](book)
    before = sorted_season(book)
    taken_in(book, 70, 71, 72)
    after_first = sorted_season(book)
    taken_in(book, 73)  # another list is another batch
    assert op.last_edit(book).steps == 1
    undo(book)
    assert sorted_season(book) == after_first
    edit = op.last_edit(book)
    assert (edit.steps, len(edit.rows)) == (4, 4)
    undo(book)
    assert sorted_season(book) == before
    assert op.last_edit(book).entry.operation == "add_remedies"
    assert verify_history(book).ok


def test_what_came_between_stands_between(book: Book) -> None:
    batch = len(load_history(book)) + 1
    op.add_member(book, member(70), AT, batch=batch)
    EDIT["set_meeting_day"](book)
    between = sorted_season(book)
    op.add_member(book, member(71), AT, batch=batch)
    assert op.last_edit(book).steps == 1
    undo(book)
    assert sorted_season(book) == between
    undo(book)
    op.add_member(book, member(72), AT, batch=batch)
    assert op.last_edit(book).steps == 2, "an edit that was taken back is none"
    undo(book)
    assert not {"DV70", "DV72"} & {each.id for each in season_of(book).members}
    assert verify_history(book).ok


def test_a_batch_is_refused_once_a_meeting_has_begun(book: Book) -> None:
    taken_in(book, 70)
    opened(book)
    with pytest.raises(Refused, match="không hoàn tác được"):
        op.last_edit(book)


@settings(max_examples=25)
@given(st.lists(st.sampled_from([*sorted(EDIT), "undo"]), max_size=12))
def test_any_sequence_of_edits_is_taken_back_whole(names: list[str]) -> None:
    with (
        TemporaryDirectory(dir=memory_disk()) as folder,
        book_after(Path(folder, "so.chibo"), prepared) as book,
    ):
        states = [sorted_season(book)]
        for name in names:
            steps = len(load_history(book))
            try:
                if name != "undo":
                    EDIT[name](book)
                elif len(states) > 1:
                    undo(book)
                    states.pop()
                    assert sorted_season(book) == states[-1]
                    continue
            except Refused:
                assert sorted_season(book) == states[-1]
                continue
            if len(load_history(book)) > steps:
                states.append(sorted_season(book))
        while len(states) > 1:
            undo(book)
            states.pop()
            assert sorted_season(book) == states[-1]
        assert verify_history(book).ok


def laid_out_anew(book: Book) -> None:
    op.lay_out_sessions(book, season_of(book).sessions[:-1], AT)


def opened(book: Book) -> None:
    open_(book, f"to_dang:{UNIT.groups[0]}")


def closed(book: Book) -> None:
    opened(book)
    conclude(book, f"to_dang:{UNIT.groups[0]}")


BARRIERS: dict[str, Callable[[Book], object]] = {
    "a session laid out anew": laid_out_anew,
    "a session opened": opened,
    "a session closed": closed,
    "a paper made": lambda b: op.record_documents(b, (op.Document("a.pdf", "BB", "0" * 64),), AT),
    "people of a session": lambda b: op.set_session_people(b, "chi_bo", "DV01", "", "", "", DAY, AT),
}


@pytest.mark.parametrize("name", sorted(BARRIERS))
def test_nothing_goes_behind_a_session_or_a_paper(book: Book, name: str) -> None:
    BARRIERS[name](book)
    before = season_of(book)
    with pytest.raises(Refused, match="không hoàn tác được") as found:
        op.last_edit(book)
    assert str(found.value).endswith(".")
    with pytest.raises(Refused):
        op.undo_edit(book, load_history(book)[-1].sequence, AT)
    assert season_of(book) == before


def test_nothing_goes_behind_a_ballot_or_a_whole_year(tmp_path: Path) -> None:
    with book_after(tmp_path / "so.chibo", until_branch_open) as book:
        vote(book)
        with pytest.raises(Refused, match="không hoàn tác được"):
            op.last_edit(book)
    with book_after(tmp_path / "nam.chibo", whole_year) as book:
        before = season_of(book)
        with pytest.raises(Refused):
            op.last_edit(book)
        op.update_member(book, replace(MEMBERS[2], note="sau hội nghị"), AT)
        undo(book)  # what came after the meeting, and only that
        assert season_of(book) == before
        with pytest.raises(Refused):
            op.last_edit(book)


def test_a_paper_that_a_closed_session_relied_on_stays_handed_in(tmp_path: Path) -> None:
    with book_after(tmp_path / "so.chibo", until_branch_open) as book:
        op.hand_in_review(book, "DV03", DAY, AT)  # it was reviewed in the session of its group
        with pytest.raises(Refused, match="vẫn tính là đã nộp"):
            undo(book)
        assert season_of(book).hand_ins


def test_only_the_edit_that_was_shown_is_taken_back(book: Book) -> None:
    shown = op.last_edit(book).entry.sequence
    EDIT["set_meeting_day"](book)
    before = season_of(book)
    with pytest.raises(Refused, match="thay đổi khác"):
        op.undo_edit(book, shown, AT)
    assert season_of(book) == before


def test_a_row_changed_behind_the_history_is_not_written_over(book: Book) -> None:
    EDIT["update_member"](book)
    with book.transaction():
        book.update("members", {"id": "DV02"}, {"name": "Tên khác nữa"})
    with pytest.raises(Refused, match="thay đổi khác"):
        undo(book)
    assert season_of(book).member("DV02").name == "Tên khác nữa"


def test_the_first_steps_of_a_book_stay(tmp_path: Path) -> None:
    with book_after(tmp_path / "so.chibo") as book:
        for _ in MEMBERS:
            undo(book)
        assert season_of(book).members == ()
        with pytest.raises(Refused, match="đầu tiên"):
            undo(book)


def test_an_empty_book_has_nothing_to_take_back(tmp_path: Path) -> None:
    from db.connection import create_book

    with create_book(tmp_path / "so.chibo") as book, pytest.raises(Refused, match="Chưa có bước nào"):
        op.last_edit(book)


def test_a_letter_taken_back_after_closing_names_the_sessions_it_changes(tmp_path: Path) -> None:
    with book_after(tmp_path / "so.chibo", whole_year) as book:
        op.set_override(book, LETTER, AT)
        undo(book)
        assert '"after_closing"' in load_history(book)[-1].body
