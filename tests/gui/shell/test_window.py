"""The shell around the pages: path, notices, next step, keys, closing, and what nobody foresaw."""

import logging
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from db import operations
from desktop import before, preparation, sessions, voting
from desktop.desk import Desk
from desktop.ui.app import run_app
from desktop.ui.pages.members.page import MembersPage
from desktop.ui.pages.regulation.page import RegulationPage
from desktop.ui.pages.unit.form import fresh, pack_for
from desktop.ui.pages.unit.page import UnitPage
from desktop.ui.shell import registry
from desktop.ui.shell.help import Guide
from desktop.ui.shell.path import path_of
from desktop.ui.shell.qt_words import QtWords
from desktop.ui.shell.unexpected import SENTENCE, caught_by
from desktop.ui.shell.window import Shell
from desktop.ui.widgets import StepState
from meeting.hand_in import REVIEW
from meeting.season import Attendance, Ballot, BallotState
from resources.guide import CHAPTERS, GUIDE
from tests.desktop.meeting_room import meeting_desk, open_ballot
from tests.gui.conftest import Picture

from .conftest import SCREEN, Window

FIRST = "to_dang:Tổ đảng số 1"


def begin(window: Window) -> None:
    """Open the first group's session through the use cases."""
    desk = window.work.context.desk
    sessions.set_people(desk, FIRST, chair="m01", secretary="m05")
    for number in range(1, 9):
        sessions.record_attendance(desk, FIRST, f"m{number:02d}", Attendance(present=True))
    sessions.open_session(desk, FIRST)


def steps(window: Window) -> dict[str, tuple[StepState, str]]:
    return {step.key: (step.state, step.hint or step.locked) for step in path_of(window.work.context.desk)}


def test_the_path_of_a_new_book_begins_with_the_unit(window: Window) -> None:
    assert window.shell.create_book(window.folder / "a.chibo")
    assert list(steps(window)) == ["don-vi", "thanh-vien"]
    assert window.work.rail.current() == "don-vi"
    window.work.rail.select("thanh-vien")
    assert window.work.rail.current() == "don-vi"


def test_a_new_book_begins_in_its_first_field_also_behind_a_dialog(window: Window) -> None:
    """While the file dialog closes the keyboard is not the window's yet; what is typed must not press."""
    other = QWidget()
    other.show()
    other.activateWindow()
    window.bot.waitUntil(other.isActiveWindow)
    assert window.shell.create_book(window.folder / "a.chibo")
    begun = window.shell.focusWidget()
    assert begun is not None
    assert begun.objectName() == "superior"
    other.close()


def test_nothing_of_an_empty_book_is_ticked_as_done(window: Window) -> None:
    assert window.shell.create_book(window.folder / "a.chibo")
    unit = replace(fresh(date(2026, 11, 1)).unit, superior="Đảng bộ A", name="Chi bộ B")
    preparation.set_up_unit(window.work.context.desk, unit, pack_for(2026), 2026, date(2026, 12, 5))
    done = [key for key, (state, _) in steps(window).items() if state is StepState.DONE]
    assert done == ["don-vi"]


def test_the_path_follows_the_season(sample: Window) -> None:
    path = steps(sample)
    assert path["don-vi"] == (StepState.DONE, "")
    assert path[f"hop:{FIRST}"] == (StepState.NOT_BEGUN, "")
    assert path["hop:chi_bo"] == (StepState.NOT_BEGUN, "sau các tổ đảng – mục II.2.1")
    assert path["hop:chi_uy"] == (StepState.NOT_BEGUN, "sau chi bộ – mục II.2.1")
    begin(sample)
    sample.settled()
    path = steps(sample)
    assert path[f"hop:{FIRST}"] == (StepState.RUNNING, "")
    assert path["hop:to_dang:Tổ đảng số 2"][1] == "sau Tổ đảng số 1 – mục II.2.1"
    said = [sample.work.rail.model().index(row, 0) for row in range(sample.work.rail.model().rowCount())]
    words = [str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "") for index in said]
    assert "Tổ đảng số 1, đang diễn ra" in words


def test_the_program_comes_back_to_the_running_meeting(sample: Window) -> None:
    begin(sample)
    path = sample.work.context.desk.book.path
    sample.shell.leave_book()
    assert sample.shell.open_book(path)
    assert sample.page.page_id == f"hop:{FIRST}"


def test_after_the_season_everything_says_so(window: Window, played_book: Path) -> None:
    copy = window.folder / "xong.chibo"
    shutil.copy(played_book, copy)
    assert window.shell.open_book(copy)
    assert window.page.page_id == "ket-qua"
    path = steps(window)
    assert all(state is StepState.DONE for key, (state, _) in path.items() if key.startswith("hop:"))
    assert path["bo-phieu"] == (StepState.DONE, "đã kiểm phiếu")
    assert path["ket-qua"] == (StepState.ATTENTION, "1 đồng chí chưa đủ phiếu ở mức nào")
    window.work.go("don-vi")
    page = window.page
    assert isinstance(page, UnitPage)
    assert not page.form.day.isEnabled()
    assert page.form.level.isEnabled()
    window.work.go("thanh-vien")
    assert window.work.bar.button.text() == "Sang kết quả xếp loại"


def test_closing_during_the_vote_asks_first(sample: Window) -> None:
    desk = sample.work.context.desk
    desk._season = replace(desk.season, ballot=Ballot(state=BallotState.OPEN))
    sample.shell.close()
    assert sample.shell.workspace is not None
    question = next(d for d in sample.shell.findChildren(QDialog) if d.isVisible())
    assert "mã mở lại" in question.accessibleDescription()
    yes = question.findChild(QPushButton, "yes")
    assert isinstance(yes, QPushButton)
    sample.bot.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert not sample.shell.isVisible()


def test_a_book_under_unknown_rules_is_not_opened(window: Window, sample_book: Path) -> None:
    copy = window.folder / "lạ.chibo"
    with Desk.open(sample_book) as real, Desk.create(copy) as desk:
        season = real.season
        operations.set_up_unit(
            desk.book, season.unit, "tinh-khac-2030", 2030, season.meeting_day, at=desk.clock()
        )
    assert not window.shell.open_book(copy)
    assert "tinh-khac-2030" in window.said
    Desk.open(copy).close()


def test_a_book_whose_page_fails_can_be_opened_again(
    window: Window, sample_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = window.folder / "mau.chibo"
    shutil.copy(sample_book, copy)

    def fails(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("desktop.ui.shell.registry.make_page", fails)
        with pytest.raises(ZeroDivisionError):
            window.shell.open_book(copy)
    assert window.shell.workspace is None
    assert window.shell.open_book(copy)


def test_qt_speaks_vietnamese(qtbot: QtBot, qapp: QApplication) -> None:
    words = QtWords()
    qapp.installTranslator(words)
    field = QLineEdit()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    said = [action.text().partition("\t")[0].replace("&", "") for action in menu.actions()]
    qapp.removeTranslator(words)
    menu.deleteLater()
    assert [word for word in said if word] == [
        "Hoàn tác",
        "Làm lại",
        "Cắt",
        "Sao chép",
        "Dán",
        "Xóa",
        "Chọn tất cả",
    ]


def test_pages_by_keys_and_the_next_step(sample: Window) -> None:
    bot, control = sample.bot, Qt.KeyboardModifier.ControlModifier
    bot.keyClick(sample.work, Qt.Key.Key_1, control)
    assert sample.page.page_id == "don-vi"
    bot.keyClick(sample.work, Qt.Key.Key_2, control)
    assert sample.page.page_id == "thanh-vien"
    assert sample.work.bar.button.text() == "Sang bản kiểm điểm"
    desk = sample.work.context.desk
    for one in desk.season.members:
        before.receive(desk, one.id, REVIEW)
    sample.settled()
    assert sample.work.bar.button.text() == "Sang Hội nghị Tổ đảng số 1"
    bot.keyClick(sample.work, Qt.Key.Key_Return, control)
    assert sample.page.page_id == f"hop:{FIRST}"
    assert sample.work.rail.current() == f"hop:{FIRST}"
    assert sample.work.bar.button.isVisible()


def test_the_regulation_is_one_press_away_and_searchable(sample: Window) -> None:
    sample.bot.mouseClick(sample.work.top.regulation, Qt.MouseButton.LeftButton)
    page = sample.page
    assert isinstance(page, RegulationPage)
    everything = len(page._rows)
    sample.bot.keyClicks(page.search, "khien trach")
    assert "trong đó" in page.count.text()
    own = next(row for row in page._rows if "don vi tu dat" in row.searched)
    assert "van ban khong neu" in own.searched
    page.search.setText("nghi om")
    shown = [row for row in page._rows if not row.parts[1].isHidden()]
    assert 0 < len(shown) < everything
    assert all("om" in row.searched for row in shown)


def test_the_focus_goes_along_to_the_next_page(sample: Window) -> None:
    page = sample.page
    assert isinstance(page, MembersPage)
    page.table.view.setFocus()
    sample.work.go("don-vi")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert sample.page.isAncestorOf(focused)


def test_help_by_f1(sample: Window) -> None:
    sample.bot.keyClick(sample.shell, Qt.Key.Key_F1)
    shown = next(d for d in sample.shell.findChildren(QDialog) if d.isVisible())
    assert shown.windowTitle() == "Trợ giúp"
    back = shown.findChild(QPushButton, "back")
    assert isinstance(back, QPushButton)
    sample.bot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert not shown.isVisible()


def test_an_error_nobody_foresaw_is_told_and_logged_without_names(
    sample: Window, caplog: pytest.LogCaptureFixture
) -> None:
    def fails() -> None:
        raise ValueError("Nguyễn Thị Hồng Ánh")

    with caught_by(lambda sentence: sample.shell.tell("error", sentence)), caplog.at_level(logging.ERROR):
        try:
            fails()
        except ValueError:
            sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
    assert sample.said == SENTENCE
    assert "ValueError at test_window.py" in caplog.text
    assert "Ánh" not in caplog.text


def test_the_hook_goes_away_and_lets_ctrl_c_pass() -> None:
    before, told = sys.excepthook, list[str]()
    with caught_by(told.append):
        assert sys.excepthook is not before
    assert sys.excepthook is before
    assert not told


def test_the_laptop_stays_awake_while_the_box_is_open(window: Window) -> None:
    path = window.folder / "so.chibo"
    meeting_desk(path).close()
    assert window.shell.open_book(path)
    desk = window.work.context.desk
    assert not window.awake.held
    open_ballot(desk)
    assert window.awake.held
    voting.suspend(desk)
    assert not window.awake.held
    voting.resume(desk)
    assert window.awake.held
    window.shell._to_the_start()
    assert not window.awake.held


def test_closing_lets_go_of_the_book(sample: Window) -> None:
    path = sample.work.context.desk.book.path
    assert sample.shell.close()
    assert sample.shell.workspace is None
    assert sample.shell.open_book(path)


def pages(window: Window) -> list[str]:
    return [step.key for step in path_of(window.work.context.desk)] + ["quy-dinh"]


class Windows(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_building_pages_flashes_no_stray_window(sample: Window) -> None:
    app, watcher = QApplication.instance(), Windows()
    assert app is not None
    app.installEventFilter(watcher)
    for page_id in MINE:
        sample.work.go(page_id)
    sample.work.go("thanh-vien")
    sample.work.page.add()  # type: ignore[union-attr]
    app.removeEventFilter(watcher)
    assert watcher.shown == ["MemberDialog"]


@pytest.fixture
def own_locale() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("own_locale")
def test_the_program_runs_from_start_to_close(qapp: QApplication, tmp_path: Path) -> None:
    seen: list[str] = []

    def look_and_close() -> None:
        shell = next(w for w in qapp.topLevelWidgets() if isinstance(w, Shell) and w.isVisible())
        seen.append(
            shell.workspace.page.page_id
            if shell.workspace and shell.workspace.page
            else shell.home.notice.text()
        )
        shell.close()

    for book, sample in ((None, True), (None, False), (tmp_path / "không có.chibo", False)):
        QTimer.singleShot(0, look_and_close)
        assert run_app(book, sample=sample) == 0
    assert seen == ["thanh-vien", "", seen[2]]
    assert "Không tìm thấy" in seen[2]


MINE = ("don-vi", "thanh-vien", "quy-dinh")


def nameless(root: QWidget) -> list[str]:
    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QAbstractItemView)
    return [
        f"{type(control).__name__} {control.objectName()}"
        for kind in kinds
        for control in root.findChildren(kind)
        if control.isVisible()
        and control.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not control.accessibleName()
        and not (isinstance(control, QAbstractButton) and control.text())
    ]


def test_every_control_has_a_name(sample: Window) -> None:
    for page_id in MINE:
        sample.work.go(page_id)
        assert nameless(sample.shell) == []


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_pages_fit_a_small_screen_and_are_kept_as_pictures(
    sample: Window, picture: Picture, scale: float
) -> None:
    sample.shell._scale(scale)
    for page_id in MINE:
        sample.work.go(page_id)
        QApplication.processEvents()
        assert sample.shell.size() == QSize(*SCREEN)
        assert sample.shell.minimumSizeHint().width() <= SCREEN[0]
        picture(sample.shell, f"shell-{page_id}-{scale}")
    sample.shell.leave_book()
    picture(sample.shell, f"shell-mo-dau-{scale}")


@pytest.mark.parametrize(
    ("page", "heading"),
    [("don-vi", "2. Chuẩn bị"), ("hop:chi_bo", "3. Các hội nghị"), ("bo-phieu", "4. Bỏ phiếu kín trên máy")],
)
def test_help_opens_at_the_chapter_of_the_page(sample: Window, page: str, heading: str) -> None:
    sample.work.go(page)
    sample.bot.keyClick(sample.shell, Qt.Key.Key_F1)
    shown = next(d for d in sample.shell.findChildren(QDialog) if d.isVisible())
    guide = shown.findChild(Guide, "guide")
    assert isinstance(guide, Guide)
    at_top = guide.cursorForPosition(QPoint(guide.viewport().width() // 2, 4)).block()
    assert at_top == guide.chapter(heading)
    shown.accept()


def test_every_page_has_its_chapter_and_every_picture_is_there(qtbot: QtBot) -> None:
    pages = {*registry.PAGES, registry.HOME, registry.SESSION.rstrip(":")}
    assert set(CHAPTERS) == pages
    guide = Guide()
    qtbot.addWidget(guide)
    assert all(guide.chapter(heading) is not None for heading in CHAPTERS.values())
    assert guide.chapter("Không có chương này") is None
    named = re.findall(r"\]\((huong-dan/[^)]+)\)", GUIDE.read_text(encoding="utf-8"))
    assert named
    assert all((GUIDE.parent / name).is_file() for name in named)
