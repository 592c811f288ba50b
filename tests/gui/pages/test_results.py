"""The results: nothing before the count, then numbers, bars, flags in words, the ceiling."""

from PySide6.QtWidgets import QSpinBox
from pytestqt.qtbot import QtBot

from db import operations
from desktop import voting
from desktop.desk import Desk
from desktop.ui.pages.page import Context
from desktop.ui.pages.results import ResultsPage
from desktop.ui.pages.results.flags import FLAGS, flag_of
from desktop.ui.widgets import StackedBar
from meeting.ballot import Tally
from meeting.season import Attendance, BallotForm

from .conftest import ROOM, Shell, Shot, finish_items, open_branch, review_all
from .running_totals import running_totals

VOTES = {
    "m1": (3, 2, 0, 0),
    "m2": (1, 4, 0, 0),
    "m3": (2, 2, 1, 0),
    "m4": (4, 1, 0, 0),
    "chi_bo": (0, 5, 0, 0),
    "chi_uy": (0, 5, 0, 0),
}


def count(desk: Desk) -> None:
    open_branch(desk)
    review_all(desk)
    operations.record_attendance(desk.book, "chi_bo", "m5", Attendance(accepted=True), at=desk.clock())
    desk._season = None
    voting.approve_ballot(desk, BallotForm.PAPER, "Bỏ phiếu kín bằng phiếu giấy.", ("m2", "m4"))
    tallies = tuple(Tally(subject, votes, 5 - sum(votes)) for subject, votes in VOTES.items())
    voting.record_paper_count(desk, tallies, tallies, issued=5, valid=5, invalid=0)


def test_before_the_count_there_is_a_page_that_teaches(
    shell: Shell, context: Context, desk: Desk, shot: Shot
) -> None:
    open_branch(desk)
    page = shell.show(ResultsPage(context))
    assert page.empty.isVisible()
    assert not running_totals(page.empty)
    assert page.next_step() is None
    shot(page, "results-empty")
    shell.click(page, "begin")
    assert shell.visited == ["bo-phieu"]


def test_every_result_has_its_numbers_level_and_reasons(
    desk: Desk, shell: Shell, context: Context, shot: Shot
) -> None:
    count(desk)
    page = shell.show(ResultsPage(context))
    rows = [page.roster.people.record(at) for at in range(page.roster.people.rowCount())]
    assert [row.level for row in rows] == [
        "HTXSNV", "HTTNV", "Không đủ phiếu", "HTXSNV", "Không xếp loại", "HTTNV", "HTTNV"
    ]  # fmt: skip
    assert len(page.findChildren(StackedBar)) == 6
    page.roster.choose_row(2)
    assert "Hai mức bằng phiếu" in rows[2].short
    assert "Máy không tự chọn mức" in page._details.text()
    assert "Hoàn thành tốt nhiệm vụ: 2 phiếu (cần từ 3)" in page._details.text()
    shot(page, "results")
    page.roster.choose_row(4)
    assert desk.verdict.member("m5").standing.sentence in page._details.text()
    page.roster.choose_row(3)
    shot(page, "results-member")


def test_the_ceiling_answers_what_one_more_would_mean(desk: Desk, shell: Shell, context: Context) -> None:
    count(desk)
    page = shell.show(ResultsPage(context))
    cap = desk.verdict.cap
    field = page.cap.findChild(QSpinBox)
    assert field is not None
    field.setValue(cap.excellent + 1)
    assert "thêm 1" in page.cap._verdict.text()
    assert cap.sentence in page.cap._arithmetic.text()


def test_the_next_step_leads_back_to_the_meeting_and_then_to_the_dossier(
    desk: Desk, shell: Shell, context: Context
) -> None:
    count(desk)
    page = shell.show(ResultsPage(context))
    shell.step(page)
    finish_items(desk, "chi_bo")
    desk.changed(
        operations.close_session(desk.book, desk.regulation, "chi_bo", "Thống nhất.", at=desk.clock())
    )
    shell.step(page)
    assert shell.visited == ["hop:chi_bo", "ho-so"]


def test_every_flag_has_words_and_fits(qtbot: QtBot, desk: Desk, shell: Shell, context: Context) -> None:
    assert all(flag.sentence.endswith(".") for flag in FLAGS.values())
    assert "x-new" in flag_of("x-new").sentence
    count(desk)
    least = shell.show(ResultsPage(context)).minimumSizeHint()
    assert least.width() <= ROOM[0]
    assert least.height() <= ROOM[1]
