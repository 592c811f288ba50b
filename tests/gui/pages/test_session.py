"""One meeting, by keys and clicks, over a real book."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from desktop import before, sessions
from desktop.desk import Desk
from desktop.sample import make_sample
from desktop.ui.pages.page import Context
from desktop.ui.pages.session import SessionPage
from desktop.ui.pages.session.subjects import subjects_of
from meeting.level import LEVELS, Level
from meeting.season import Attendance, ItemState, Review, SessionState

from .conftest import ROOM, Clock, Shell, Shot, finish_items, open_branch, review_all


@pytest.fixture
def page(shell: Shell, context: Context) -> SessionPage:
    return shell.show(SessionPage(context, "chi_bo"))


def call_the_roll(qtbot: QtBot, page: SessionPage, keys: str) -> None:
    page.tabs.setCurrentWidget(page.roll_call)
    page.roll_call.roster.choose_row(0)
    for key in keys:
        qtbot.keyClicks(page.roll_call.roster, key)


def test_one_key_a_person_calls_the_roll(qtbot: QtBot, desk: Desk, page: SessionPage, shot: Shot) -> None:
    call_the_roll(qtbot, page, "   l ")
    here = desk.season.session("chi_bo").attendance
    assert [here[m].present for m in ("m1", "m2", "m3", "m4", "m5")] == [True, True, True, False, True]
    assert here["m4"] == Attendance(present=False, accepted=True)
    assert "Có mặt 4/5 đảng viên chính thức" in page.head._presence.text()
    assert desk.verdict.voters.sentence in page.head._presence.text()
    page.roll_call.roster.choose_row(3)
    page.roll_call.reason.setFocus()
    qtbot.keyClicks(page.roll_call.reason, "Om")
    page.roll_call.flush()
    assert desk.season.session("chi_bo").attendance["m4"].reason == "Om"
    shot(page, "session-roll-call")


def test_a_meeting_opens_only_when_someone_is_there_and_the_earlier_one_is_closed(
    qtbot: QtBot, desk: Desk, page: SessionPage, shell: Shell, context: Context, shot: Shot
) -> None:
    committee = shell.show(SessionPage(context, "chi_uy"))
    step = committee.next_step()
    assert step is not None
    assert "chỉ mở sau khi" in step.why_not
    held_up = page.next_step()
    assert held_up is not None
    assert (held_up.label, held_up.why_not) == ("Sang hồ sơ trước họp", "")
    assert "Gửi dự thảo báo cáo kiểm điểm" in held_up.hint
    shell.step(page)
    assert shell.visited == ["truoc-hop"]
    assert page.advice.isVisibleTo(page)
    assert "5 đồng chí chưa nộp bản kiểm điểm; chỉ nhắc, không ngăn mở hội nghị." in page.advice.text()
    shot(page, "session-held-up")
    before.mark_binding_done(desk, "chi_bo")
    first = page.next_step()
    assert first is not None
    assert "điểm danh" in first.why_not
    call_the_roll(qtbot, page, "     ")
    shell.step(page)
    session = desk.season.session("chi_bo")
    assert session.state is SessionState.OPEN
    assert (session.chair, session.secretary, session.place) == ("m1", "m2", "Hội trường A")
    assert page.tabs.currentWidget() is page.proceedings
    assert not page.advice.isVisibleTo(page)


def test_notes_are_kept_by_themselves(
    qtbot: QtBot, desk: Desk, page: SessionPage, shell: Shell, clock: Clock, shot: Shot
) -> None:
    open_branch(desk)
    page.tabs.setCurrentWidget(page.proceedings)
    page.proceedings.go_to_work()
    shell.click(page, "start-item")
    clock.forward(7)
    shell.type(page.proceedings.note, "Dong chi Hoa khai mac")
    qtbot.waitUntil(
        lambda: desk.season.session("chi_bo").items[0].note == "Dong chi Hoa khai mac", timeout=30000
    )
    qtbot.keyClicks(page.proceedings.note, " hoi nghi")
    page.proceedings._tick()
    assert page.proceedings._clock.text() == "Đã 7 phút, từ 14:00"
    shot(page, "session-proceedings")
    page.hide()
    assert desk.season.session("chi_bo").items[0].note.endswith("hoi nghi")
    page.show()
    page.tabs.setCurrentWidget(page.proceedings)
    shell.click(page, "close-item")
    items = desk.season.session("chi_bo").items
    assert items[0].state is ItemState.DONE
    assert page.proceedings.roster.currentIndex().row() == 1


def test_a_change_elsewhere_never_takes_away_what_is_being_typed(
    qtbot: QtBot, desk: Desk, page: SessionPage, shell: Shell
) -> None:
    open_branch(desk)
    page.tabs.setCurrentWidget(page.reviews)
    shell.type(page.reviews.form.texts["opinions"], "Can sau sat")
    sessions.start_item(desk, "chi_bo", "khai_mac")
    assert page.reviews.form.texts["opinions"].text() == "Can sau sat"
    page.tabs.setCurrentWidget(page.closing)
    assert desk.season.session("chi_bo").reviews["m1"].opinions == "Can sau sat"
    assert "Ý kiến góp ý: Can sau sat" in page.closing.minutes.toPlainText()


def test_the_deputy_chairs_while_the_chair_is_reviewed(
    qtbot: QtBot, desk: Desk, page: SessionPage, shell: Shell, shot: Shot
) -> None:
    open_branch(desk)
    page.tabs.setCurrentWidget(page.reviews)
    page.reviews.go_to_work()
    assert "Trần Đình Bảo" in page.reviews.form._chair.text()
    shell.type(page.reviews.form.texts["strengths"], "Guong mau")
    shell.click(page, "level-HTXSNV")
    shot(page, "session-reviews")
    shell.click(page, "conclude")
    first = desk.season.session("chi_bo").reviews["m1"]
    assert (first.done, first.chair, first.strengths, first.proposed) == (
        True,
        "m2",
        "Guong mau",
        Level.HTXSNV,
    )
    assert page.reviews.form._name.text() == "Trần Đình Bảo"
    assert page.reviews.form._chair.text() == ""
    assert "Chủ trì: Nguyễn Văn Hòa" in page.head._people.text()
    assert page.reviews.form.texts["strengths"].text() == ""
    shell.click(page, "conclude")
    assert desk.season.session("chi_bo").reviews["m2"].chair == "m1"


def test_the_branch_meeting_leads_to_the_ballot_and_does_not_close_before_it(
    desk: Desk, page: SessionPage, shell: Shell
) -> None:
    open_branch(desk)
    step = page.next_step()
    assert step is not None
    assert step.label == "Bắt đầu nội dung 1"
    page.tabs.setCurrentWidget(page.closing)
    step = page.next_step()
    assert step is not None
    assert step.label == "Kết thúc hội nghị"
    assert "bỏ phiếu" in step.why_not
    page.tabs.setCurrentWidget(page.proceedings)
    review_all(desk)
    shell.step(page)
    assert shell.visited == ["bo-phieu"]


def test_the_next_step_goes_through_the_agenda(desk: Desk, page: SessionPage, shell: Shell) -> None:
    open_branch(desk)

    def label() -> str:
        step = page.next_step()
        assert step is not None
        return step.label

    shell.step(page)
    assert page.tabs.currentWidget() is page.proceedings
    assert desk.season.session("chi_bo").items[0].state is ItemState.RUNNING
    assert label() == "Xong nội dung 1, sang nội dung 2"
    page.proceedings.note.setPlainText("Đã khai mạc.")
    shell.step(page)
    first, second = desk.season.session("chi_bo").items[:2]
    assert (first.note, first.state) == ("Đã khai mạc.", ItemState.DONE)
    assert second.state is ItemState.RUNNING
    at = next(n for n, item in enumerate(desk.season.session("chi_bo").items) if item.key == "kiem_diem")
    while desk.season.session("chi_bo").items[at].state is not ItemState.RUNNING:
        shell.step(page)
    assert label() == "Sang kiểm điểm"
    shell.step(page)
    assert page.tabs.currentWidget() is page.reviews
    here = [line for line in subjects_of(desk, desk.season.session("chi_bo")) if line.here]
    assert len(here) > 1
    for _ in here:  # the big button never ends the reviews while somebody waits
        assert desk.season.session("chi_bo").items[at].state is ItemState.RUNNING
        assert label() == "Kết luận, sang đồng chí tiếp"
        assert primary_buttons(page) == []  # the one primary button is in the bar below
        shell.step(page)
    assert label() == f"Xong nội dung {at + 1}, sang nội dung {at + 2}"


def test_the_branch_does_not_wait_for_those_whom_their_group_reviewed(
    shell: Shell, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_sample(tmp_path / "mau.chibo") as desk:
        page = Shell(qtbot, Context(desk)).show(SessionPage(Context(desk), "chi_bo"))
        assert page.reviews.waiting("kiem_diem")
        first = desk.season.sessions[0]
        heard = sessions.review_order(desk, first)
        for member in heard:
            sessions.record_attendance(desk, first.id, member, Attendance(present=True))
        sessions.open_session(desk, first.id)
        for member in heard:
            sessions.record_review(desk, first.id, Review(member, done=True))
        assert sessions.reviewed_by_groups(desk) == set(heard)
        assert page.reviews.waiting("kiem_diem"), "the other groups have not met"
        everyone = frozenset(member.id for member in desk.season.members)
        monkeypatch.setattr(sessions, "reviewed_by_groups", lambda _desk: everyone)
        assert not page.reviews.waiting("kiem_diem")


def primary_buttons(page: SessionPage) -> list[str]:
    buttons = page.findChildren(QPushButton)
    return [b.text() for b in buttons if b.isVisibleTo(page) and b.property("role") == "primary"]


def test_a_review_is_concluded_ahead_of_its_item(desk: Desk, page: SessionPage, shell: Shell) -> None:
    """The button of the leaf is there where the bar is about something else, and is quiet beside it."""
    open_branch(desk)
    page.tabs.setCurrentWidget(page.reviews)
    page.reviews.go_to_work()
    step = page.next_step()
    assert step is not None
    assert step.label == "Bắt đầu nội dung 1"
    assert page.reviews.conclude.isVisibleTo(page)
    assert primary_buttons(page) == []
    shell.step(page)
    assert not page.reviews.leads()


def test_the_committee_reviews_itself_and_closes_with_its_conclusion(
    desk: Desk, shell: Shell, context: Context, shot: Shot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meeting.agenda._order_refusal", lambda *_: None)
    page = shell.show(SessionPage(context, "chi_uy"))
    shell.click(page, "all-present")
    shell.step(page)
    page.tabs.setCurrentWidget(page.reviews)
    shell.type(page.reviews.form.texts["conclusion"], "Doan ket")
    shell.click(page, "level-HTTNV")
    shot(page, "session-committee")
    shell.click(page, "conclude")
    assert desk.season.session("chi_uy").reviews["chi_uy"].proposed is Level.HTTNV
    assert page.reviews.form._name.text() == "Chi bộ"
    finish_items(desk, "chi_uy")
    shell.step(page)
    assert shell.notices[-1][0] == "warning"
    shell.type(page.closing.conclusion, "Thong nhat")
    shell.step(page)
    shot(page, "session-minutes")
    dialog = page.findChild(QDialog)
    assert dialog is not None
    yes = dialog.findChild(QPushButton, "yes")
    assert yes is not None
    yes.click()
    closed = desk.season.session("chi_uy")
    assert (closed.state, closed.conclusion) == (SessionState.CLOSED, "Thong nhat")
    assert page.closing.conclusion.isReadOnly()
    shell.step(page)
    assert shell.visited == ["hop:chi_bo"]


def test_what_a_group_concludes_stands_on_the_ballot(shell: Shell, tmp_path: Path, qtbot: QtBot) -> None:
    with make_sample(tmp_path / "mau.chibo") as desk:
        shell = Shell(qtbot, Context(desk))
        first = desk.season.sessions[0]
        page = shell.show(SessionPage(shell.context, first.id))
        shell.click(page, "all-present")
        shell.step(page)
        page.tabs.setCurrentWidget(page.reviews)
        member = sessions.review_order(desk, first)[0]
        level = next(one for one in LEVELS if one is not desk.season.member(member).group_level)
        shell.click(page, f"level-{level.value}")
        shell.click(page, "conclude")
        assert desk.season.member(member).group_level is level


def test_the_page_fits_the_room(page: SessionPage, desk: Desk) -> None:
    open_branch(desk)
    for at in range(page.tabs.count()):
        page.tabs.setCurrentIndex(at)
        least = page.minimumSizeHint()
        assert least.width() <= ROOM[0], at
        assert least.height() <= ROOM[1], (at, least)


def test_alt_number_and_tab_reach_every_part(qtbot: QtBot, page: SessionPage) -> None:
    assert [page.tabs.tabText(at)[:2] for at in range(4)] == ["&1", "&2", "&3", "&4"]
    assert page.roll_call.roster.focusPolicy() & Qt.FocusPolicy.TabFocus
