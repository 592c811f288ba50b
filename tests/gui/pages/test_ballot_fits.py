"""Every screen of the ballot at every text size on 1366 by 768: nothing cut, nothing sideways, nothing to scroll."""

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop import preparation, voting
from desktop.desk import Desk
from desktop.ui.pages.ballot import BallotPage
from desktop.ui.pages.ballot.stage import Stage
from desktop.ui.pages.page import Context
from desktop.ui.shell.workspace import Workspace
from desktop.ui.theme import Theme, apply_theme
from meeting.season import Post
from tests.gui.conftest import Picture
from tests.gui.sight import faults, scrolled_by, settle

from .conftest import member, open_branch, review_all

SCREEN = (1366, 768)
GRID = "Số phiếu từng mức"
SCALES = (1.0, 1.5, 2.0)
LONG_NAMES = (
    "Nguyễn Thị Phương Thảo",
    "Nguyễn Hoàng Trường Giang",
    "Phạm Thị Hồng Nhung",
    "Trương Nguyễn Minh Khuê",
    "Huỳnh Thị Thanh Phượng",
    "Nguyễn Phước Hưng Thịnh",
    "Lê Nguyễn Hương Giang",
    "Đặng Trần Khánh Huyền",
    "Hoàng Nguyễn Quỳnh Chi",
    "Vương Thị Thùy Dương",
    "Nguyễn Trương Xuân Quỳnh",
)
"""With the five of the branch sixteen voters: three tellers' codes, four slips of paper."""


@pytest.fixture
def large(desk: Desk) -> Desk:
    for number, name in enumerate(LONG_NAMES, 6):
        preparation.add_member(desk, member(f"m{number}", name, Post.NONE, "Chuyên viên"))
    open_branch(desk)
    review_all(desk)
    return desk


class Walk:
    """The page in the program's window; every screen is looked at on the way."""

    def __init__(self, desk: Desk, qtbot: QtBot, picture: Picture, scale: float) -> None:
        apply_theme(QApplication.instance(), Theme(scale=scale))  # type: ignore[arg-type]
        self.desk, self.picture, self.scale = desk, picture, scale
        self.codes: dict[str, str] = {}
        self.seen: list[str] = []
        self.said: list[str] = []
        self.wrong: list[str] = []
        context = Context(desk)
        context.notice.connect(lambda kind, text: self.said.append(text) if kind == "error" else None)
        self.space = Workspace(context, QPushButton("Tùy chọn"))
        qtbot.addWidget(self.space)
        self.space.setFixedSize(*SCREEN)
        self.space.show()
        self.space.go("bo-phieu")

    @property
    def page(self) -> BallotPage:
        page = self.space.page
        assert isinstance(page, BallotPage)
        return page

    def look(self, name: str, *, long: str = "-") -> None:
        """Look at the screen as it is now; `long` is the area that may have to be scrolled."""
        self.space.refresh()
        settle()
        self.seen.append(name)
        self.picture(self.space, f"fit-{self.scale:g}-{len(self.seen):02}-{name}")
        found = [*faults(self.space.stack), *faults(self.space.bar)]
        found += [one for one in scrolled_by(self.space.stack) if not one.startswith(long)]
        self.wrong += [f"{name} at {self.scale:g}: {one}" for one in found]

    def step(self) -> None:
        step = self.page.next_step()
        assert step is not None
        assert not step.why_not
        self.said.clear()
        self.space.refresh()
        self.space.bar.triggered.emit()
        settle()
        assert not self.said, self.said

    def child(self, name: str) -> QPushButton:
        found = [w for w in self.page.findChildren(QPushButton, name) if w.isVisible()]
        return found[0]

    def dialog(self, name: str) -> None:
        """Look at the question that is asked, and leave it open."""
        settle()
        shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
        shown += [w for w in self.space.findChildren(QDialog) if w.isVisible() and w not in shown]
        self.picture(shown[0], f"fit-{self.scale:g}-{name}")
        self.wrong += [f"{name} at {self.scale:g}: {one}" for one in faults(shown[0])]
        if shown[0].width() > SCREEN[0] or shown[0].height() > SCREEN[1]:
            self.wrong.append(
                f"{name} at {self.scale:g}: {shown[0].size().toTuple()} is more than the screen"
            )

    def write_down(self) -> None:
        """Everybody's paper: look at it hidden and shown, copy it."""
        while self.page.stage is Stage.CODES:
            number = sum(one.startswith("codes") for one in self.seen)
            self.look(f"codes-{number}")
            self.child("reveal").click()
            self.look(f"codes-{number}-shown")
            whose = self.page.memory.secrets[0]
            for place, (meaning, _code) in enumerate(whose.lines, 1):
                label = self.page.findChild(QLabel, f"secret-{place}")
                assert label is not None
                self.codes[f"{whose.whom}/{meaning}"] = label.text().replace(" ", "")
            self.step()

    def type_all(self, codes: list[str]) -> None:
        for number, code in enumerate(codes, 1):
            field = self.page.findChild(QLineEdit, f"code-{number}")
            assert field is not None
            field.setText(code)

    def prove(self) -> None:
        papers: dict[str, list[str]] = {}
        for key, code in self.codes.items():
            papers.setdefault(key.split("/")[0], []).append(code)
        for number, codes in enumerate(papers.values()):
            self.look(f"rehearse-{number}")
            self.type_all(codes)
            self.step()

    def to_the_desk(self) -> None:
        self.look("decision")
        self.step()
        self.look("prepare")
        self.step()
        self.write_down()
        self.prove()
        self.look("open")
        self.step()
        self.look("voting")

    def through(self) -> None:
        """From the decision to the count, with a pause, an unlocking, and the questions that are asked."""
        self.to_the_desk()
        voters = [m for m, present, _ in voting.roll(self.desk) if present]
        contests = len(voting.box_of(self.desk).manifest.contests)
        for one in voters[:-1]:
            voting.cast(self.desk, one, [2] * contests)
        self.look("voting-almost")
        self.child("pause").click()
        self.look("paused")
        self.child("start-over").click()
        self.dialog("void")
        self.close_dialogs()
        self.lock_and_unlock()
        self.child("go-to-close").click()
        self.look("close-early")
        self.page.memory.closing = False
        voting.cast(self.desk, voters[-1], [1] * contests)
        self.look("voting-all")
        self.step()
        self.look("close")
        self.page.findChild(QLineEdit, "signatures").setText(str(len(voters)))  # type: ignore[union-attr]
        for box in self.page.findChildren(QCheckBox):
            box.setChecked(True)
        self.step()
        self.dialog("ask-close")
        for asked in self.space.findChildren(QDialog):
            asked.accept()
        self.look("closed")
        self.step()
        self.dialog("ask-torn")
        self.close_dialogs()
        torn = self.page.findChild(QCheckBox, "torn")
        assert torn is not None
        torn.setChecked(True)
        self.look("torn")
        self.step()
        self.look("count")
        self.type_all([code for key, code in self.codes.items() if key.endswith("Mã kiểm phiếu")])
        self.step()
        self.space.go("bo-phieu")
        self.look("done")

    def lock_and_unlock(self) -> None:
        """As if the machine had slept."""
        self.page.memory.slept = True
        voting.box_of(self.desk).lock()
        self.look("unlock")
        halves = sorted((k.split("/")[1], c) for k, c in self.codes.items() if "mã mở lại" in k)
        self.type_all([code for _meaning, code in reversed(halves)])
        self.page.findChild(QLineEdit, "signatures").setText(str(voting.box_of(self.desk).count))
        self.step()
        while self.page.stage is Stage.CODES:
            self.look("new-half")
            self.child("reveal").click()
            self.step()

    def close_dialogs(self) -> None:
        for asked in self.space.findChildren(QDialog):
            asked.reject()
        settle()


@pytest.mark.parametrize("scale", SCALES)
def test_the_way_through_the_box(large: Desk, qtbot: QtBot, picture: Picture, scale: float) -> None:
    walk = Walk(large, qtbot, picture, scale)
    walk.through()
    assert len(walk.seen) >= 24
    assert not walk.wrong, "\n".join(walk.wrong)


@pytest.mark.parametrize("scale", SCALES)
def test_the_other_screens(large: Desk, qtbot: QtBot, picture: Picture, scale: float) -> None:
    """Paper, a branch meeting that is not open yet, a file that cannot be read."""
    walk = Walk(large, qtbot, picture, scale)
    walk.page.step.paper.setChecked(True)  # type: ignore[union-attr]
    walk.step()
    walk.look("paper", long=GRID)
    walk.page.step.grid.wrong_sums(16)  # type: ignore[union-attr]
    walk.look("paper-wrong", long=GRID)
    walk.child("change-decision").click()
    walk.space.refresh()
    walk.page.step.booth.setChecked(True)  # type: ignore[union-attr]
    walk.step()
    walk.step()
    voting.box_of(large).release()
    large.box = None
    (large.boxes / large.season.ballot.box).write_bytes(b"x" * 4096)
    walk.page.memory.secrets.clear()
    walk.look("broken")
    assert walk.page.stage is Stage.BROKEN
    assert not walk.wrong, "\n".join(walk.wrong)


@pytest.mark.parametrize("scale", SCALES)
def test_before_the_meeting(desk: Desk, qtbot: QtBot, picture: Picture, scale: float) -> None:
    walk = Walk(desk, qtbot, picture, scale)
    walk.look("waiting")
    assert not walk.wrong, "\n".join(walk.wrong)


def test_what_does_not_fit_would_be_found(large: Desk, qtbot: QtBot, picture: Picture) -> None:
    """Negative control: a wide word, a line without room, a page that is too long, a button outside."""
    walk = Walk(large, qtbot, picture, 2.0)
    walk.look("fits")
    assert walk.wrong == []
    step = walk.page.step
    assert step is not None
    step.heading.setText("x" * 100)
    walk.look("too-wide")
    assert any("sideways" in one for one in walk.wrong)
    step.say("Ngắn")
    step.lead.setText("dài " * 200)
    step.lead.show()
    step.lead.setFixedHeight(20)
    walk.wrong.clear()
    walk.look("cut")
    assert any("“dài" in one and "is cut" in one for one in walk.wrong)
    step.lead.setMinimumHeight(900)
    walk.wrong.clear()
    walk.look("too-long")
    assert any("Bỏ phiếu kín:" in one for one in walk.wrong)
    outside = QPushButton("Ngoài", walk.space.bar)
    outside.move(1300, 0)
    outside.show()
    walk.wrong.clear()
    walk.look("outside")
    assert any("out of reach" in one for one in walk.wrong)
