"""A small branch with a committee, in a real book, and the pages over it as the shell would show them."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import before, preparation, sessions
from desktop.desk import Desk
from desktop.ui.pages.page import Context, Page
from meeting.level import Level
from meeting.season import (
    Attendance,
    Form,
    ItemState,
    Leader,
    Member,
    Post,
    Professional,
    Review,
    Sector,
    Structure,
    Unit,
)
from tests.gui.conftest import Picture

P = TypeVar("P", bound=Page)
W = TypeVar("W", bound=QWidget)
ROOM = (1030, 540)
"""What the shell leaves to a page on a screen of 1366 by 768 while a notice is shown."""

DAY = date(2025, 12, 5)
PEOPLE = (
    ("m1", "Nguyễn Văn Hòa", Post.BI_THU, "Trưởng phòng Hành chính"),
    ("m2", "Trần Đình Bảo", Post.PHO_BI_THU, "Phó Trưởng phòng"),
    ("m3", "Võ Thị Oanh", Post.CHI_UY_VIEN, "Kế toán trưởng"),
    ("m4", "Lê Thị Đức", Post.NONE, "Chuyên viên"),
    ("m5", "Đỗ Minh Ân", Post.NONE, "Chuyên viên"),
)


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = datetime.combine(DAY, time(14))

    def __call__(self) -> datetime:
        return self.now

    def forward(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    with Desk.create(tmp_path / "chi-bo.chibo", rehearsal=True, clock=clock) as made:
        unit = Unit("Đảng ủy Sở Nội vụ", "Chi bộ Khối Hành chính", Form.TRUC_THUOC, Structure.CHI_UY, Sector.HANH_CHINH,
                    place="Hội trường A")  # fmt: skip
        preparation.set_up_unit(made, unit, "trung-uong-2025", 2025, DAY)
        for person in PEOPLE:
            preparation.add_member(made, member(*person))
        yield made


def member(member_id: str, name: str, post: Post, job: str) -> Member:
    return Member(
        member_id,
        name,
        date(1975, 3, 2),
        date(2005, 5, 19),
        official=date(2006, 5, 19),
        post=post,
        leader=Leader.PHONG if post is Post.BI_THU else Leader.NONE,
        professional=Professional.HTTNV if post is Post.NONE else Professional.HTXSNV,
        self_level=Level.HTTNV,
        committee_level=Level.HTTNV,
        residence_comment="Gia đình gương mẫu.",
        job=job,
    )


@pytest.fixture
def context(desk: Desk) -> Context:
    return Context(desk)


class Shell:
    """Does for a page what the shell does: reloads it on every change, hears what it says."""

    def __init__(self, qtbot: QtBot, context: Context) -> None:
        self._qtbot, self.context = qtbot, context
        self.notices: list[tuple[str, str]] = []
        self.visited: list[str] = []
        self._pages: list[Page] = []  # pages live as long as the shell, as in the program
        context.notice.connect(lambda kind, text: self.notices.append((kind, text)))
        context.navigate.connect(self.visited.append)

    def show(self, page: P) -> P:
        self._qtbot.addWidget(page)
        self._pages.append(page)
        self.context.changed.connect(page.reload)
        page.resize(*ROOM)
        page.show()
        page.reload()
        return page

    def step(self, page: Page) -> None:
        """Press the one next step."""
        step = page.next_step()
        assert step is not None
        assert not step.why_not, step.why_not
        step.action()

    def click(self, page: QWidget, name: str) -> None:
        found = page.findChildren(QWidget, name)
        shown = [widget for widget in found if widget.isVisible()]
        assert shown, f"no {name} to be seen"
        assert shown[0].isEnabled(), f"{name} is not enabled"
        self._qtbot.mouseClick(shown[0], Qt.MouseButton.LeftButton)

    def choose(self, page: QWidget, name: str) -> None:
        """Choose a line of a menu whose button is to be seen."""
        action = page.findChild(QAction, name)
        assert action is not None, f"no {name}"
        opener = action.parent().parent()
        assert isinstance(opener, QWidget)
        assert opener.isVisible()
        assert opener.isEnabled()
        action.trigger()

    def type(self, field: QWidget, text: str) -> None:
        """Type into a field, letter by letter."""
        field.setFocus()
        self._qtbot.keyClicks(field, text)


@pytest.fixture
def shot(qtbot: QtBot, picture: Picture) -> Callable[[QWidget, str], None]:
    """Save what a page looks like once its layout has settled."""

    def take(widget: QWidget, name: str) -> None:
        QApplication.processEvents()
        picture(widget, f"page-{name}")

    return take


Shot = Callable[[QWidget, str], None]


@pytest.fixture
def shell(qtbot: QtBot, context: Context) -> Shell:
    return Shell(qtbot, context)


def open_branch(desk: Desk, absent: frozenset[str] = frozenset()) -> None:
    """Open the branch meeting with everyone in the room but `absent`."""
    for person in desk.season.members:
        sessions.record_attendance(desk, "chi_bo", person.id, Attendance(present=person.id not in absent))
    sessions.set_people(desk, "chi_bo", chair="m1", secretary="m3", place="Hội trường A")
    before.mark_binding_done(desk, "chi_bo")
    sessions.open_session(desk, "chi_bo")


def review_all(desk: Desk) -> None:
    """Conclude every review and every item up to the ballot."""
    for person in desk.season.members:
        said = Review(person.id, done=True, chair="m1", conclusion="Nhất trí.", proposed=Level.HTTNV)
        sessions.record_review(desk, "chi_bo", said)
    for item in desk.season.session("chi_bo").items:
        if item.key == "bo_phieu":
            return
        sessions.close_item(desk, "chi_bo", item.key, "")


def finish_items(desk: Desk, session_id: str) -> None:
    """Conclude whatever of the agenda is left."""
    for item in desk.season.session(session_id).items:
        if item.state is not ItemState.DONE:
            sessions.close_item(desk, session_id, item.key, "")
