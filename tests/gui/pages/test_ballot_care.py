"""The ballot's pages when something comes in between: a projector, a crash while codes are copied."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.ballot_box import REHEARSAL
from desktop import fitness, preparation, voting
from desktop.desk import Desk
from desktop.probes import look
from desktop.surroundings import Display
from desktop.ui.booth import Booth
from desktop.ui.pages.ballot.code_field import CodeField
from desktop.ui.pages.ballot.codes import LONGEST, CodesStep
from desktop.ui.pages.ballot.count import ClosedStep
from desktop.ui.pages.ballot.fit import FitNotice
from desktop.ui.pages.ballot.stage import Stage
from desktop.ui.pages.ballot.two_tellers import TwoTellers
from desktop.ui.pages.page import Context
from forms.box_facts import short_code
from meeting.level import Level

from .conftest import Shell, Shot, open_branch, review_all
from .test_ballot import Ceremony, begin

PROJECTOR = (Display("eDP-1", 0, 0, 1366, 768), Display("HDMI-1", 1366, 0, 1024, 768))


@pytest.fixture
def ceremony(qtbot: QtBot, shell: Shell, desk: Desk, context: Context) -> Ceremony:
    open_branch(desk)
    review_all(desk)
    return begin(qtbot, shell, context)


@pytest.fixture
def projector(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two screens, whatever Qt says."""

    def seen(folder: object, displays: object, box: object) -> object:
        return replace(look(folder, displays=(), box=box), displays=PROJECTOR)  # type: ignore[arg-type]

    monkeypatch.setattr(fitness, "look", seen)


def make_real(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the book for a real one; its codes stay cheap."""
    monkeypatch.setattr(desk.book, "rehearsal", False)
    monkeypatch.setattr(voting, "_cost", lambda _desk: REHEARSAL)
    desk._season = None


def test_a_rehearsal_beside_a_projector_is_warned(
    desk: Desk, ceremony: Ceremony, shell: Shell, projector: None, shot: Shot
) -> None:
    ceremony.decide()
    notice = ceremony.page.findChild(FitNotice)
    assert notice is not None
    assert "máy chiếu" in notice.text()
    shot(ceremony.page, "ballot-prepare-projector")
    shell.step(ceremony.page)
    ceremony.copy_codes()
    ceremony.rehearse()
    shot(ceremony.page, "ballot-open-projector")
    shell.step(ceremony.page)
    assert ceremony.page.stage is Stage.VOTING
    ceremony.invite()
    assert shell.notices[-1][0] == "warning"
    assert ceremony.booths[-1].isVisible()
    ceremony.booths[-1].leave()


def test_nobody_votes_while_a_projector_is_connected(
    desk: Desk, ceremony: Ceremony, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_real(desk, monkeypatch)
    ceremony.open()
    with monkeypatch.context() as patch:
        patch.setattr("desktop.ui.pages.ballot.fit.displays", lambda: PROJECTOR)
        shell.click(ceremony.page, "invite")
        assert not ceremony.booths
        assert shell.notices[-1][0] == "error"
        assert "màn hình hoặc máy chiếu thứ hai" in shell.notices[-1][1]
        assert voting.box_of(desk).log()[-1].kind == "voting_refused"
    shell.click(ceremony.page, "invite")
    assert ceremony.booths[-1].isVisible()
    ceremony.booths[-1].leave()


def test_no_code_is_shown_beside_a_projector(
    desk: Desk, ceremony: Ceremony, shell: Shell, projector: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    ceremony.decide()
    shell.step(ceremony.page)
    make_real(desk, monkeypatch)
    shell.click(ceremony.page, "reveal")
    step = ceremony.page.next_step()
    assert step is not None
    assert step.why_not
    assert "máy chiếu" in shell.notices[-1][1]


def shown(page: QWidget) -> list[str]:
    """The digits of the codes that stand on the screen."""
    labels = (page.findChild(QLabel, f"secret-{place}") for place in (1, 2))
    texts = [one.text() for one in labels if one is not None and not one.isHidden()]
    return [text for text in texts if any(sign.isdigit() for sign in text)]


def test_a_code_on_the_screen_is_hidden_when_a_projector_is_plugged_in(
    desk: Desk, ceremony: Ceremony, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    ceremony.decide()
    shell.step(ceremony.page)
    make_real(desk, monkeypatch)
    shell.click(ceremony.page, "reveal")
    step = ceremony.page.step
    assert isinstance(step, CodesStep)
    step.look()
    assert shown(ceremony.page)  # the control: nobody else looks on
    monkeypatch.setattr("desktop.ui.pages.ballot.fit.displays", lambda: PROJECTOR)
    step._look.timeout.emit()
    assert not shown(ceremony.page)
    assert not step._look.isActive()
    assert "máy chiếu" in shell.notices[-1][1]


def test_a_code_does_not_stand_on_the_screen_for_ever(ceremony: Ceremony, shell: Shell) -> None:
    ceremony.decide()
    shell.step(ceremony.page)
    shell.click(ceremony.page, "reveal")
    step = ceremony.page.step
    assert isinstance(step, CodesStep)
    assert (shown(ceremony.page) != [], step._enough.isActive(), step._enough.interval()) == (
        True,
        True,
        LONGEST,
    )
    step._enough.timeout.emit()
    assert not shown(ceremony.page)
    assert not step._enough.isActive()
    shell.click(ceremony.page, "reveal")  # who needs longer shows it again
    assert shown(ceremony.page)


def test_after_a_restart_the_old_halves_are_to_be_torn_up_too(
    qtbot: QtBot, desk: Desk, ceremony: Ceremony
) -> None:
    ceremony.open()
    for mark in (1, 2, 3):
        ceremony.invite().vote(mark)
    halves, path, boxes, clock = ceremony.halves, desk.book.path, desk.boxes, desk.clock
    ceremony.page.hide()
    desk.close()
    with Desk.open(path, boxes=boxes, clock=clock) as again:
        context = Context(again)
        other = begin(qtbot, Shell(qtbot, context), context)
        other.sign(3)
        other.type_codes(halves)
        other.shell.step(other.page)
        assert isinstance(other.page.step, CodesStep)
        assert "Nửa cũ giữ đến khi bỏ phiếu tiếp" in other.page.step.lead.text()
        other.copy_codes()
        voting.close_box(again, confirmations=2, signatures=3)
        other.page.reload()
        assert isinstance(other.page.step, ClosedStep)
        assert "cả các nửa cũ" in other.page.step.lead.text()
        other.page.hide()


def test_when_closing_failed_half_way_closing_is_all_that_is_left(desk: Desk, ceremony: Ceremony) -> None:
    """The slips may lie bare on the disk: there is no way back to the desk, also not for a ballot more."""
    ceremony.open()
    for mark in (1, 2, 3):
        ceremony.invite().vote(mark)
    voting.box_of(desk)._suspend_for_good()
    ceremony.page.reload()
    assert ceremony.page.stage is Stage.CLOSE
    back = ceremony.page.findChild(QPushButton, "back-to-desk")
    assert back is not None
    assert back.isHidden()
    ceremony.close(3)
    assert ceremony.page.stage is Stage.CLOSED


def test_a_code_that_was_taken_is_not_kept_for_an_undo(qtbot: QtBot) -> None:
    field, plain = CodeField("Mã"), QLineEdit()
    for one in (field, plain):
        qtbot.addWidget(one)
        qtbot.keyClicks(one, "1234567890123")
    assert field.take() == "1234567890123"
    plain.clear()
    field.setEchoMode(QLineEdit.EchoMode.Normal)  # in which Qt would give back what it kept
    for one in (field, plain):
        one.undo()
    assert (field.text(), plain.text()) == ("", "1234567890123")


def test_a_crash_while_new_halves_are_copied_leaves_the_old_ones(
    qtbot: QtBot, desk: Desk, ceremony: Ceremony
) -> None:
    ceremony.open()
    ceremony.invite().vote(1)
    halves = ceremony.halves
    path, boxes, clock = desk.book.path, desk.boxes, desk.clock
    ceremony.page.hide()
    desk.close()
    for copied in (1, 2):
        with Desk.open(path, boxes=boxes, clock=clock) as again:
            context = Context(again)
            other = begin(qtbot, Shell(qtbot, context), context)
            assert other.page.stage is Stage.UNLOCK
            other.sign(1)
            other.type_codes(halves)
            other.shell.step(other.page)
            assert other.page.stage is Stage.CODES
            if copied == 1:
                other.shell.click(other.page, "reveal")
                other.page.hide()
                continue  # the machine dies after the first of two halves was read
            other.copy_codes()
            assert other.page.stage is Stage.VOTING
            assert voting.box_of(again).count == 1
            other.page.hide()


@pytest.fixture
def opened_files(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """PDFs that the page opened to be printed."""
    found: list[Path] = []
    where = "desktop.ui.pages.ballot.record_card.QDesktopServices.openUrl"
    monkeypatch.setattr(where, lambda url: found.append(Path(url.toLocalFile())))
    return found


def test_the_records_of_the_box_are_shown_and_printed(
    desk: Desk, ceremony: Ceremony, shell: Shell, opened_files: list[Path], shot: Shot
) -> None:
    page = ceremony.page
    ceremony.prepare()
    ceremony.rehearse()
    box = voting.box_of(desk)
    assert short_code(box.manifest.hash.hex()) in texts(page)
    shot(page, "ballot-open-record")
    shell.click(page, "save-bien_ban_mo_hom")
    shell.step(page)
    for _ in range(5):
        ceremony.invite().vote(1)
    shell.step(page)
    ceremony.close(5)
    assert page.stage is Stage.CLOSED
    assert short_code(box.box_hash) in texts(page)
    assert short_code(box.closing_head) in texts(page)
    shell.step(page)
    question = page.findChild(QDialog)
    assert question is not None
    shot(question, "ballot-not-torn")
    shell.click(question, "no")
    assert page.stage is Stage.CLOSED
    assert box.log()[-1].kind == "closed"
    shell.click(page, "torn")
    assert box.log()[-1].kind == "resume_destroyed"
    torn = page.findChild(QCheckBox, "torn")
    assert torn is not None
    assert torn.isChecked()
    assert not torn.isEnabled()
    shot(page, "ballot-count-record")
    shell.click(page, "save-bien_ban_dong_hom")
    assert [path.name for path in opened_files] == [
        "de-in-bien-ban-mo-hom-phieu-lan-1.pdf",
        "de-in-bien-ban-dong-hom-phieu-lan-1.pdf",
    ]
    assert all(path.read_bytes().startswith(b"%PDF") for path in opened_files)
    assert {path.parent.name for path in opened_files} == {f"{desk.book.path.stem}.de-in"}
    assert not [text for kind, text in shell.notices if kind == "error"]


def texts(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_ballots_are_printed_when_the_meeting_decided_for_paper(
    desk: Desk, ceremony: Ceremony, shell: Shell, opened_files: list[Path], shot: Shot
) -> None:
    page = ceremony.page
    shell.click(page, "form-paper")
    shell.step(page)
    button = page.findChild(QPushButton, "print-ballots")
    assert button is not None
    shot(page, "ballot-paper-print")
    for action in button.menu().actions():
        action.trigger()
    assert [path.name for path in opened_files] == [
        "de-in-phieu-mot-vong-lan-1.pdf",
        "de-in-phieu-vong-1-lan-1.pdf",
    ]
    assert "chưa có phiếu vòng 2" in shell.notices[-1][1]
    leader = replace(desk.season.member("m1"), self_level=Level.HTXSNV)
    preparation.update_member(desk, leader)
    button.menu().actions()[2].trigger()
    assert opened_files[-1].name == "de-in-phieu-vong-2-lan-1.pdf"
    assert {path.parent.name for path in opened_files} == {f"{desk.book.path.stem}.de-in"}


def test_a_round_is_given_up_for_a_reason_by_two(
    desk: Desk, ceremony: Ceremony, shell: Shell, shot: Shot
) -> None:
    ceremony.open()
    ceremony.invite().vote(1)
    first = voting.box_of(desk).path
    shell.click(ceremony.page, "pause")
    shell.click(ceremony.page, "start-over")
    dialog = ceremony.page.findChild(TwoTellers)
    assert dialog is not None
    why = dialog.findChild(QComboBox, "why")
    assert why is not None
    assert why.currentText() == "Phiếu có sai sót"
    why.setCurrentIndex(why.findData("meeting"))
    yes = dialog.findChild(QWidget, "yes")
    assert yes is not None
    assert not yes.isEnabled()
    for name in ("confirm-1", "confirm-2"):
        dialog.findChild(QWidget, name).setChecked(True)  # type: ignore[union-attr]
    shot(dialog, "ballot-void")
    shell.click(dialog, "yes")
    assert ceremony.page.stage is Stage.DECISION
    with voting.Box.open_existing(first) as given_up:
        assert given_up.log()[-1].details["reason"] == "meeting"
        parent = given_up.manifest.hash.hex()
    ceremony.slips.clear()
    ceremony.open()
    assert voting.box_of(desk).manifest.parent == parent


def test_a_box_that_cannot_be_read_has_a_screen_of_its_own(
    qtbot: QtBot, desk: Desk, ceremony: Ceremony, shot: Shot
) -> None:
    ceremony.open()
    box, path, boxes, clock = voting.box_of(desk).path, desk.book.path, desk.boxes, desk.clock
    ceremony.page.hide()
    desk.close()
    whole = box.read_bytes()
    box.write_bytes(b"x" * 4096)
    with Desk.open(path, boxes=boxes, clock=clock) as again:
        context = Context(again)
        other = begin(qtbot, Shell(qtbot, context), context)
        assert other.page.stage is Stage.BROKEN
        shot(other.page, "ballot-broken")
        box.write_bytes(whole)
        other.shell.step(other.page)
        assert other.page.stage is Stage.UNLOCK
        other.page.hide()


def clear_by_tellers(ceremony: Ceremony, shell: Shell, booth: Booth) -> None:
    dialog = booth.findChild(TwoTellers)
    assert dialog is not None
    for name in ("confirm-1", "confirm-2"):
        dialog.findChild(QWidget, name).setChecked(True)  # type: ignore[union-attr]
    shell.click(dialog, "yes")


def test_turns_are_counted_and_stand_on_the_closing_record(
    desk: Desk, ceremony: Ceremony, shell: Shell
) -> None:
    ceremony.open()
    left = ceremony.invite()
    left.mark(1)
    left.booth.idle.left.emit()
    left.booth.assistance_requested.emit()
    clear_by_tellers(ceremony, shell, left.booth)
    assert not left.booth.isVisible()
    for _ in range(5):
        ceremony.invite().vote(2)
    shell.step(ceremony.page)
    ceremony.close(5)
    closed = voting.box_of(desk).log()[-1]
    assert (closed.details["started"], closed.details["cancelled"], closed.details["n"]) == (6, 1, 5)


def test_turns_that_were_forgotten_are_not_invented(qtbot: QtBot, desk: Desk, ceremony: Ceremony) -> None:
    ceremony.open()
    ceremony.invite().vote(1)
    halves = ceremony.halves
    path, boxes, clock = desk.book.path, desk.boxes, desk.clock
    ceremony.page.hide()
    desk.close()
    with Desk.open(path, boxes=boxes, clock=clock) as again:
        context = Context(again)
        other = begin(qtbot, Shell(qtbot, context), context)
        other.sign(1)
        other.type_codes(halves)
        other.shell.step(other.page)
        other.copy_codes()
        for _ in range(4):
            other.invite().vote(1)
        other.shell.step(other.page)
        other.close(5)
        assert "started" not in voting.box_of(again).log()[-1].details
        other.page.hide()


def test_a_projector_plugged_in_ends_the_turn(
    desk: Desk, ceremony: Ceremony, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_real(desk, monkeypatch)
    ceremony.open()
    voter = ceremony.invite()
    voter.mark(1)
    door = ceremony.page.step.door  # type: ignore[union-attr]
    door.look()
    assert voter.booth.isVisible()
    with monkeypatch.context() as patch:
        patch.setattr("desktop.ui.pages.ballot.fit.displays", lambda: PROJECTOR)
        door.look()
    assert not voter.booth.isVisible()
    assert "máy chiếu" in shell.notices[-1][1]
    assert voting.box_of(desk).count == 0
    assert voting.box_of(desk).log()[-1].kind == "voting_refused"
    ceremony.invite().vote(1)
    assert voting.box_of(desk).count == 1
