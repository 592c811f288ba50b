"""The tellers' page from the decision to the count, over a real box, by keys and clicks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from db.ballot_box import BoxState
from desktop import sessions, voting
from desktop.desk import Desk
from desktop.ui.booth import Booth
from desktop.ui.pages.ballot import BallotPage
from desktop.ui.pages.ballot.codes import CodesStep
from desktop.ui.pages.ballot.holders import CODE, HALVES
from desktop.ui.pages.ballot.stage import Stage
from desktop.ui.pages.ballot.two_tellers import TwoTellers
from desktop.ui.pages.page import Context
from meeting.ballot import BallotPaper
from meeting.level import LEVELS
from meeting.season import Attendance, BallotForm, BallotState

from .conftest import ROOM, Shell, Shot, open_branch, review_all
from .running_totals import running_totals


class Voter:
    """Somebody in the booth, with the number keys."""

    def __init__(self, qtbot: QtBot, booth: Booth) -> None:
        self.qtbot, self.booth = qtbot, booth

    def mark(self, choice: int) -> None:
        begin_button = self.booth._invited.button
        assert begin_button is not None
        begin_button.click()
        for _ in self.booth._paper.contests:
            self.qtbot.keyClicks(self.booth.focusWidget(), str(choice))
            self.qtbot.keyClick(self.booth.focusWidget(), Qt.Key.Key_Right)

    def vote(self, choice: int) -> None:
        self.mark(choice)
        self.cast()

    def cast(self) -> None:
        self.booth._bottom.cast.click()


class Ceremony:
    """Walks the page's steps and writes the codes on paper, as people do."""

    def __init__(self, qtbot: QtBot, shell: Shell, page: BallotPage) -> None:
        self.qtbot, self.shell, self.page = qtbot, shell, page
        self.slips: dict[str, dict[str, str]] = {}
        self.booths: list[Booth] = []

    def decide(self) -> None:
        assert self.page.stage is Stage.DECISION
        self.shell.step(self.page)
        assert self.page.stage is Stage.PREPARE

    def prepare(self) -> None:
        self.decide()
        self.shell.step(self.page)
        self.copy_codes()

    def copy_codes(self) -> None:
        while self.page.stage is Stage.CODES:
            self.shell.click(self.page, "reveal")
            self.copy_slip()
            self.shell.click(self.page, "reveal")
            self.shell.step(self.page)

    def copy_slip(self) -> None:
        """Write down what is shown, on the paper of the person who was asked to the screen."""
        whose = self.page.memory.secrets[0]
        shown = [one.replace(" ", "") for one in shown_codes(self.page)]
        meanings = [meaning for meaning, _code in whose.lines]
        self.slips.setdefault(whose.whom, {}).update(zip(meanings, shown, strict=True))

    @property
    def codes(self) -> list[str]:
        return [slip[CODE] for slip in self.slips.values() if CODE in slip]

    @property
    def halves(self) -> list[str]:
        return [slip[half] for half in HALVES for slip in self.slips.values() if half in slip]

    def type_codes(self, codes: list[str]) -> None:
        for number, code in enumerate(codes, 1):
            field = self.page.findChild(QLineEdit, f"code-{number}")
            assert field is not None
            self.shell.type(field, code)

    def sign(self, names: int) -> None:
        """Type how many names stand on the paper list."""
        field = self.page.findChild(QLineEdit, "signatures")
        assert field is not None
        field.clear()
        self.shell.type(field, str(names))

    def rehearse(self) -> None:
        for slip in self.slips.values():
            assert self.page.stage is Stage.REHEARSE
            self.type_codes(list(slip.values()))
            self.shell.step(self.page)
        assert self.page.stage is Stage.OPEN

    def open(self) -> None:
        self.prepare()
        self.rehearse()
        self.shell.step(self.page)
        assert self.page.stage is Stage.VOTING

    def invite(self) -> Voter:
        self.shell.click(self.page, "invite")
        return Voter(self.qtbot, self.booths[-1])

    def close(self, signatures: int) -> None:
        self.sign(signatures)
        for name in ("confirm-1", "confirm-2"):
            self.page.findChild(QWidget, name).setChecked(True)  # type: ignore[attr-defined]
        self.shell.step(self.page)
        self.shell.click(self.page, "yes")


@pytest.fixture
def ceremony(qtbot: QtBot, shell: Shell, desk: Desk, context: Context) -> Ceremony:
    open_branch(desk)
    review_all(desk)
    return begin(qtbot, shell, context)


def begin(qtbot: QtBot, shell: Shell, context: Context) -> Ceremony:
    booths: list[Booth] = []

    def make(paper: BallotPaper) -> Booth:
        booths.append(Booth(paper, after=lambda _milliseconds, then: then()))
        return booths[-1]

    made = Ceremony(qtbot, shell, shell.show(BallotPage(context, booth=make)))
    made.booths = booths
    return made


def shown_codes(page: BallotPage) -> list[str]:
    labels = [page.findChild(QLabel, f"secret-{place}") for place in (1, 2)]
    return [label.text() for label in labels if label is not None and label.isVisible()]


def test_nothing_to_do_before_the_branch_meeting(shell: Shell, context: Context, shot: Shot) -> None:
    page = shell.show(BallotPage(context))
    assert page.stage is Stage.WAITING
    shot(page, "ballot-waiting")
    shell.step(page)
    assert shell.visited == ["hop:chi_bo"]


def test_from_the_decision_to_the_count(desk: Desk, ceremony: Ceremony, shell: Shell, shot: Shot) -> None:
    page = ceremony.page
    shot(page, "ballot-decision")
    ceremony.decide()
    assert desk.season.ballot.tellers == ("m4", "m5")
    assert "Lê Thị Đức" in desk.season.ballot.approved
    shot(page, "ballot-prepare")
    shell.step(page)
    shell.click(page, "reveal")
    shot(page, "ballot-code")
    ceremony.copy_slip()
    shell.step(page)
    ceremony.copy_codes()
    assert [list(slip) for slip in ceremony.slips.values()] == [[CODE], [CODE, HALVES[1]], [HALVES[0]]]
    shot(page, "ballot-rehearse")
    ceremony.rehearse()
    shot(page, "ballot-open")
    shell.step(page)
    for at in range(5):
        ceremony.invite().vote(1 + at % 2)
        assert not running_totals(page)
        if at == 2:
            shot(page, "ballot-voting")
    shell.step(page)
    shot(page, "ballot-close")
    ceremony.close(5)
    assert page.stage is Stage.CLOSED
    shell.click(page, "torn")
    shell.step(page)
    shot(page, "ballot-count")
    ceremony.type_codes(ceremony.codes)
    shell.step(page)
    assert desk.season.ballot.state is BallotState.COUNTED
    assert desk.season.ballot.tallies[0].by_level == (3, 2, 0, 0)
    assert shell.visited[-1] == "ket-qua"
    shot(page, "ballot-done")
    assert not [text for kind, text in shell.notices if kind == "error"]


def test_a_code_is_hidden_until_asked_for_and_gone_afterwards(ceremony: Ceremony, shell: Shell) -> None:
    page = ceremony.page
    ceremony.decide()
    shell.step(page)
    assert isinstance(page.step, CodesStep)
    step = page.next_step()
    assert step is not None
    assert step.why_not
    assert "•" in shown_codes(page)[0]
    shell.click(page, "reveal")
    code = shown_codes(page)[0]
    assert sum(sign.isdigit() for sign in code) == 13
    assert code.replace(" ", "") not in page.windowTitle() + page.step.heading.text()
    page.hide()
    page.show()
    assert "•" in shown_codes(page)[0]
    ceremony.copy_codes()
    assert not page.memory.secrets
    texts = [label.text() for label in page.findChildren(QLabel)]
    assert not [text for text in texts if code in text]


def test_nobody_votes_twice_and_a_double_click_casts_once(
    qtbot: QtBot, desk: Desk, ceremony: Ceremony, shell: Shell
) -> None:
    ceremony.open()
    page = ceremony.page
    invite = page.findChild(QWidget, "invite")
    assert invite is not None
    qtbot.mouseClick(invite, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(invite, Qt.MouseButton.LeftButton)
    voter = Voter(qtbot, ceremony.booths[0])
    voter.mark(1)
    QApplication.processEvents()
    qtbot.mouseDClick(voter.booth._bottom.cast, Qt.MouseButton.LeftButton)
    voter.cast()
    voter.booth.cast_requested.emit([1] * len(voter.booth._paper.contests))
    assert voting.box_of(desk).count == 1
    assert not voter.booth.isVisible()
    page.step.roster.choose_row(0)  # type: ignore[union-attr]
    assert not invite.isEnabled()
    qtbot.keyClick(page.step.roster, Qt.Key.Key_Return)  # type: ignore[union-attr]
    assert not voter.booth.isVisible()
    assert shell.notices[-1] == ("warning", "Đồng chí Nguyễn Văn Hòa: đã bỏ phiếu.")


def test_a_left_booth_is_cleared_only_by_two_tellers(desk: Desk, ceremony: Ceremony, shell: Shell) -> None:
    ceremony.open()
    voter = ceremony.invite()
    voter.mark(1)
    voter.booth.assistance_requested.emit()
    dialog = voter.booth.findChild(TwoTellers)
    assert dialog is not None
    yes = dialog.findChild(QWidget, "yes")
    dialog.findChild(QWidget, "confirm-1").setChecked(True)  # type: ignore[union-attr]
    assert not yes.isEnabled()  # type: ignore[union-attr]
    dialog.findChild(QWidget, "confirm-2").setChecked(True)  # type: ignore[union-attr]
    shell.click(dialog, "yes")
    assert voting.box_of(desk).count == 0
    assert not voter.booth.isVisible()
    ceremony.invite().vote(2)
    assert voting.box_of(desk).count == 1


def test_after_a_restart_the_halves_open_the_box_again(
    qtbot: QtBot, desk: Desk, ceremony: Ceremony, shell: Shell, shot: Shot
) -> None:
    ceremony.open()
    ceremony.invite().vote(1)
    halves = ceremony.halves
    path, boxes, clock = desk.book.path, desk.boxes, desk.clock
    ceremony.page.hide()
    desk.close()
    with Desk.open(path, boxes=boxes, clock=clock) as again:
        context = Context(again)
        other = begin(qtbot, Shell(qtbot, context), context)
        assert other.page.stage is Stage.UNLOCK
        assert again.season.ballot.state is BallotState.SUSPENDED
        shot(other.page, "ballot-unlock")
        said = " ".join(label.text() for label in other.page.findChildren(QLabel))
        assert "1 phiếu" not in said, "the signatures are counted, not copied from the screen"
        other.type_codes(halves)
        other.shell.step(other.page)
        assert other.shell.notices[-1][1].startswith("Đồng chí nhập số chữ ký")
        other.sign(2)  # an older copy of the box has fewer ballots than the list has names
        other.shell.step(other.page)
        assert other.shell.notices[-1][1].startswith("Hòm có 1 phiếu nhưng danh sách ký có 2")
        assert other.page.stage is Stage.UNLOCK
        other.sign(1)
        other.type_codes(["1234567890123", halves[1]])
        other.shell.step(other.page)
        assert other.page.stage is Stage.UNLOCK
        other.type_codes(halves)
        other.shell.step(other.page)
        other.copy_codes()
        assert len(other.halves) == 2
        assert set(other.halves).isdisjoint(halves)
        assert other.page.stage is Stage.VOTING
        voted = [voted for _member, _present, voted in voting.roll(again)]
        assert voted == [True, False, False, False, False]
        other.invite().vote(1)
        assert voting.box_of(again).count == 2


def test_a_lost_code_before_opening_means_a_new_box(desk: Desk, ceremony: Ceremony, shell: Shell) -> None:
    ceremony.prepare()
    shell.click(ceremony.page, "start-over")
    page = ceremony.page
    for name in ("confirm-1", "confirm-2"):
        page.findChild(QWidget, name).setChecked(True)  # type: ignore[union-attr]
    shell.click(page, "yes")
    assert desk.season.ballot.state is BallotState.VOID
    assert page.stage is Stage.DECISION
    ceremony.slips.clear()
    ceremony.open()
    assert desk.season.ballot.round == 2


def test_a_late_comer_is_issued_a_ballot(desk: Desk, qtbot: QtBot, shell: Shell, context: Context) -> None:
    open_branch(desk)
    review_all(desk)
    sessions.record_attendance(desk, "chi_bo", "m5", Attendance(present=False, accepted=True))
    ceremony = begin(qtbot, shell, context)
    ceremony.open()
    assert voting.box_of(desk).present == 4
    ceremony.page.step.roster.choose_row(4)  # type: ignore[union-attr]
    shell.click(ceremony.page, "late")
    assert voting.box_of(desk).present == 5
    assert desk.season.session("chi_bo").attendance["m5"].present
    ceremony.invite().vote(3)
    assert voting.box_of(desk).count == 1


def test_the_box_closes_only_with_as_many_signatures(desk: Desk, ceremony: Ceremony, shell: Shell) -> None:
    ceremony.open()
    for _ in range(4):
        ceremony.invite().vote(1)
    shell.click(ceremony.page, "go-to-close")
    assert "Còn 1 đồng chí" in ceremony.page.step._count.text()  # type: ignore[union-attr]
    shell.step(ceremony.page)
    assert shell.notices[-1][0] == "warning"
    ceremony.close(5)
    assert ceremony.page.stage is Stage.CLOSE
    assert "5 chữ ký" in shell.notices[-1][1]
    ceremony.close(4)
    assert voting.box_of(desk).state is BoxState.CLOSED


def test_pause_and_go_on(desk: Desk, ceremony: Ceremony, shell: Shell, shot: Shot) -> None:
    ceremony.open()
    shell.click(ceremony.page, "pause")
    assert ceremony.page.stage is Stage.PAUSED
    shot(ceremony.page, "ballot-paused")
    shell.step(ceremony.page)
    assert ceremony.page.stage is Stage.VOTING


def test_too_few_voters_are_warned_of_and_refused(
    desk: Desk, qtbot: QtBot, shell: Shell, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_branch(desk, absent=frozenset({"m5"}))
    ceremony = begin(qtbot, shell, context)
    ceremony.decide()
    assert "đoán được" in ceremony.page.step._warning.text()  # type: ignore[union-attr]
    monkeypatch.setattr("desktop.ui.pages.ballot.prepare.FEWEST", 5)
    monkeypatch.setattr(desk.book, "rehearsal", False)
    desk._season = None
    step = ceremony.page.next_step()
    assert step is not None
    assert "không giữ được bí mật" in step.why_not


def test_paper_is_entered_twice_and_must_agree(
    desk: Desk, ceremony: Ceremony, shell: Shell, shot: Shot
) -> None:
    page = ceremony.page
    shell.click(page, "form-paper")
    shell.step(page)
    assert desk.season.ballot.form is BallotForm.PAPER
    assert page.stage is Stage.PAPER
    step = page.step
    people = step.person  # type: ignore[union-attr]
    tellers = [people.itemText(at) for at in range(people.count())]
    shell.step(page)
    assert "Chưa chọn người nhập" in shell.notices[-1][1]
    people.setCurrentIndex(0)
    shell.step(page)
    assert "Còn ô chưa nhập" in shell.notices[-1][1]
    enter(step, [5, 5, 5, 0], (3, 2, 0, 0, 1))
    shell.step(page)
    assert "chưa bằng 5" in shell.notices[-1][1]
    enter(step, [5, 5, 5, 0], (3, 2, 0, 0, 0))
    shot(page, "ballot-paper")
    shell.step(page)
    assert step.totals["issued"].text() == ""  # type: ignore[union-attr]
    assert [people.itemText(at) for at in range(people.count())] == tellers[
        1:
    ]  # the first cannot be the second
    enter(step, [5, 5, 5, 0], (2, 3, 0, 0, 0))
    shell.step(page)
    assert "chưa khớp" in shell.notices[-1][1]
    assert desk.season.ballot.state is BallotState.NONE
    enter(step, [5, 5, 5, 0], (3, 2, 0, 0, 0))
    shell.step(page)
    assert desk.season.ballot.state is BallotState.COUNTED
    assert desk.season.ballot.tallies[0].by_level == (3, 2, 0, 0)
    (entry,) = desk.season.paper_entries
    assert [desk.season.member(one).name for one in (entry.first, entry.second)] == tellers[:2]
    assert entry.recounted == len(step.grid._contests)  # type: ignore[union-attr]  # at the first comparison


def enter(step: object, totals: list[int], numbers: tuple[int, ...]) -> None:
    for field, number in zip(step.totals.values(), totals, strict=True):  # type: ignore[attr-defined]
        field.setText(str(number))
    step.grid.put([numbers] * len(step.grid._contests))  # type: ignore[attr-defined]


def test_numbers_are_typed_with_enter_from_cell_to_cell(
    qtbot: QtBot, ceremony: Ceremony, shell: Shell
) -> None:
    shell.click(ceremony.page, "form-paper")
    shell.step(ceremony.page)
    grid = ceremony.page.step.grid  # type: ignore[union-attr]
    grid._fields[0][0].setFocus()
    for digit in "410002":
        field = QApplication.focusWidget()
        qtbot.keyClicks(field, digit)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [field.number() for field in grid._fields[0]] == [4, 1, 0, 0, 0]
    assert grid._fields[1][0].number() == 2
    assert grid._sums[0].text() == "5"


def test_a_page_that_shows_a_running_total_is_caught(qtbot: QtBot, ceremony: Ceremony) -> None:
    ceremony.open()
    ceremony.invite().vote(1)
    page = ceremony.page
    assert not running_totals(page)
    for wrong in (f"{LEVELS[0].value}: 1 phiếu", "Hoàn thành xuất sắc nhiệm vụ 1"):
        extra = QWidget(page)
        label = QLabel(wrong)
        QVBoxLayout(extra).addWidget(label)
        extra.show()
        assert running_totals(page) == [wrong]
        extra.setParent(None)


def test_every_screen_fits_the_room(ceremony: Ceremony) -> None:
    ceremony.open()
    least = ceremony.page.minimumSizeHint()
    assert least.width() <= ROOM[0]
    assert least.height() <= ROOM[1]
