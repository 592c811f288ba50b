"""Every window over the window, at every text size: all is seen, reached and named; Esc goes back, doing nothing."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from desktop import care
from tests.gui.conftest import Picture
from tests.gui.reach import nameless, unreached
from tests.gui.sight import faults, settle

from .conftest import Window
from .dialogs import DIALOGS, classes, plain

SIZES = (1.0, 1.5, 2.0)
FRAME = (24, 56)
"""What the frame of a window may take of the screen."""


def test_every_dialog_is_walked() -> None:
    assert classes() == {name.partition(":")[0] for name in DIALOGS}


@pytest.fixture
def played(window: Window, played_book: Path) -> Window:
    """The window over the sample branch after its season."""
    copy = window.folder / played_book.name
    shutil.copy(played_book, copy)
    assert window.shell.open_book(copy)
    return window


def shown(window: Window, show: Callable[[Window], None]) -> QDialog:
    show(window)
    settle()
    dialog = window.dialogs()[-1]
    dialog.activateWindow()
    window.bot.waitUntil(dialog.isActiveWindow, timeout=30000)
    settle()
    return dialog


def wrong_with(dialog: QDialog) -> list[str]:
    """All that would keep somebody from using it."""
    wrong = faults(dialog)
    room = QApplication.primaryScreen().availableSize()
    if not dialog.isFullScreen() and (
        dialog.width() > room.width() - FRAME[0] or dialog.height() > room.height() - FRAME[1]
    ):
        wrong.append(f"{dialog.width()}×{dialog.height()} is larger than the screen")
    usual = [b for b in dialog.findChildren(QPushButton) if b.isDefault()]
    wrong += [f"Enter does “{b.text()}”" for b in usual if b.property("role") == "danger"]
    wrong += [f"{one} has no name" for one in nameless(dialog)]
    if not dialog.windowTitle():
        wrong.append("the window has no title")
    start = dialog.focusWidget()
    if start is None:
        return [*wrong, "nothing has the focus"] if dialog.findChildren(QPushButton) else wrong
    if start.property("role") == "danger":
        wrong.append("what destroys has the focus")
    return [*wrong, *(f"Tab does not reach {one}" for one in unreached(dialog, start))]


@pytest.mark.parametrize("scale", SIZES)
def test_every_dialog_is_seen_reached_named_and_left(played: Window, scale: float, picture: Picture) -> None:
    played.shell._scale(scale)
    found: dict[str, list[str]] = {}
    for name, show in DIALOGS.items():
        dialog = shown(played, show)
        picture(dialog, f"dialog-{scale:g}-{name.replace(': ', '-')}")
        found[name] = [*wrong_with(dialog), *left_wrongly(played, dialog)]
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def left_wrongly(window: Window, dialog: QDialog) -> list[str]:
    """Press Esc; what did not happen, or did happen to the book."""
    before = care.steps_taken(window.work.context.desk)
    for _ in range(2):  # where something was read or typed, the first one only warns
        if dialog in window.dialogs():
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            settle()
    wrong = ["Esc does not close it"] if window.dialogs() else []
    return wrong + ["Esc changes the book"] * (care.steps_taken(window.work.context.desk) != before)


def test_a_bad_dialog_is_found(played: Window) -> None:
    """Negative control: the dangerous verb is what Enter does, a button has no name, the window is too large."""
    dialog = shown(played, lambda w: plain(w, danger=True))
    assert wrong_with(dialog) == []
    yes = dialog.findChild(QPushButton, "yes")
    assert yes is not None
    yes.setDefault(True)
    yes.setFocus()
    nobody = QPushButton()
    dialog.layout().addWidget(nobody)
    dialog.setMinimumHeight(900)
    settle()
    wrong = "\n".join(wrong_with(dialog))
    for part in ("Enter does", "has no name", "larger than the screen", "what destroys"):
        assert part in wrong
    nobody.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    dialog.reject()
