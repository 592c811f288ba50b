"""The whole window over real books in a folder of the test's own; file dialogs answer what the test says."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.rehearsal import play, prepare
from desktop.sample import SAMPLE, make_sample
from desktop.scenario import read_scenario
from desktop.ui.pages.page import Page
from desktop.ui.shell.files import Files
from desktop.ui.shell.window import Shell
from desktop.ui.shell.workspace import Workspace
from tests.desktop.meeting_room import Noted

SCREEN = (1366, 720)
"""What a small laptop leaves to a window."""


class Answers(Files):
    """Answers the file dialogs; None is "Quay lại"."""

    def __init__(self) -> None:
        self.answer: Path | None = None

    def book_to_open(self, parent: QWidget, title: str, verb: str) -> Path | None:  # noqa: ARG002
        return self.answer

    def new_book(self, parent: QWidget, title: str, verb: str, name: str) -> Path | None:  # noqa: ARG002
        return self.answer

    def folder(self, parent: QWidget, title: str, verb: str, start: Path) -> Path | None:  # noqa: ARG002
        return self.answer


class Window:
    """A shell as a user meets it."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.bot, self.folder, self.files = qtbot, folder, Answers()
        self.awake = Noted()
        self.shell = Shell(folder / "config" / "settings.json", folder / "samples", self.files, self.awake)
        self.shell.resize(*SCREEN)
        with qtbot.waitActive(self.shell):
            self.shell.show()
            self.shell.activateWindow()

    @property
    def work(self) -> Workspace:
        assert self.shell.workspace is not None
        return self.shell.workspace

    @property
    def page(self) -> Page:
        assert self.work.page is not None
        return self.work.page

    @property
    def said(self) -> str:
        """The sentence that stands on the screen."""
        return (self.shell.workspace or self.shell.home).notice.text()

    def dialogs(self) -> list[QDialog]:
        """The windows over the window that are to be seen, the newest last."""
        return [d for d in self.shell.findChildren(QDialog) if d.isVisible()]

    def settled(self) -> None:
        """Wait until the window shows what the book has."""
        self.bot.waitUntil(lambda: not self.work._later.isActive(), timeout=30000)

    def type(self, text: str) -> None:
        """Press the keys of a text, Vietnamese letters too, wherever the focus is."""
        self.bot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=30000)
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(QApplication.focusWidget(), event)

    def close(self) -> None:
        self.shell._may_close = True
        self.shell.close()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    made = Window(qtbot, tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="session")
def sample_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "mau.chibo"
    make_sample(path).close()
    return path


@pytest.fixture(scope="session")
def played_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample branch after its whole season."""
    path = tmp_path_factory.mktemp("played") / "xong.chibo"
    with Desk.create(path, rehearsal=True) as desk:
        sample = read_scenario(SAMPLE)
        prepare(desk, sample)
        play(desk, sample)
    return path


@pytest.fixture
def sample(window: Window, sample_book: Path) -> Window:
    """The window with the sample branch open."""
    copy = window.folder / "mau.chibo"
    shutil.copy(sample_book, copy)
    assert window.shell.open_book(copy)
    return window
