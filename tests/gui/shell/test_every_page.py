"""Every page of the window, in every state of a season, at every text size: all is seen, reached and named."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.rehearsal import play_until, prepare
from desktop.sample import SAMPLE
from desktop.scenario import read_scenario
from desktop.ui.shell.path import path_of
from tests.gui.conftest import Picture
from tests.gui.reach import nameless, unreached
from tests.gui.sight import faults, scrolled_by, settle

from .conftest import Window

SIZES = (1.0, 1.5, 2.0)
STATES = ("empty", "midway", "played")


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory, played_book: Path) -> dict[str, Path]:
    """A book in which nothing is, one in the middle of its meeting, one after its season."""
    folder, sample = tmp_path_factory.mktemp("books"), read_scenario(SAMPLE)
    Desk.create(folder / "empty.chibo").close()
    with Desk.create(folder / "midway.chibo", rehearsal=True) as desk:
        prepare(desk, sample)
        play_until(desk, sample, "chi_bo", "kiem_diem")
    return {"played": played_book, **{name: folder / f"{name}.chibo" for name in ("empty", "midway")}}


def opened(window: Window, book: Path, scale: float) -> Window:
    window.shell._scale(scale)
    copy = window.folder / book.name
    shutil.copy(book, copy)
    assert window.shell.open_book(copy)
    return window


def views(window: Window) -> Iterator[str]:
    """Show every page, and every tab of it, one after another."""
    steps = [step.key for step in path_of(window.work.context.desk) if not step.locked]
    for page_id in [*steps, "quy-dinh"] if window.work.context.desk.ready else steps:
        window.work.go(page_id)
        tabs = window.page.findChild(QTabWidget)
        for at in range(tabs.count() if tabs else 1):
            if tabs:
                tabs.setCurrentIndex(at)
            settle()
            yield f"{page_id}/{at}"


@pytest.mark.parametrize("scale", SIZES)
@pytest.mark.parametrize("state", STATES)
def test_nothing_is_cut_or_hidden_on_a_small_screen(
    window: Window, books: dict[str, Path], state: str, scale: float, picture: Picture
) -> None:
    found: dict[str, list[str]] = {}
    window.shell._scale(scale)
    settle()
    found["mo-dau"] = faults(window.shell)
    for name in views(opened(window, books[state], scale)):
        found[name] = faults(window.shell)
        if scale == 1.0 and name.startswith("hop:"):  # what is written during a meeting is all in sight
            found[name] += scrolled_by(window.work.stack)
        picture(window.shell, f"every-{state}-{scale}-{name.replace('/', '-').replace(':', '-')}")
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("state", STATES)
def test_every_control_has_a_name_and_is_reached_by_tab(
    window: Window, books: dict[str, Path], state: str
) -> None:
    wrong: list[str] = []
    for name in views(opened(window, books[state], 1.0)):
        wrong += [f"{name}: {one} has no name" for one in nameless(window.shell)]
        wrong += [f"{name}: Tab does not reach {one}" for one in unreached(window.shell, window.work.rail)]
    assert wrong == []


def test_faults_are_found(qtbot: QtBot) -> None:
    """Each kind of fault, made on purpose."""
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(300, 200)
    for box, text in (
        ((0, 0, 20, 20), "chữ bị cắt"),
        ((10, 5, 100, 30), "đè lên"),
        ((280, 90, 90, 30), "ra ngoài"),
    ):
        label = QLabel(text, page)
        label.setGeometry(*box)
    button = QPushButton("Nút chật chữ", page)
    button.setGeometry(0, 150, 20, 20)
    page.show()
    settle()
    said = "\n".join(faults(page))
    for words in ("is cut", "lie on one another", "is outside", "Nút chật chữ"):
        assert words in said
    button.setToolTip("Nút chật chữ")
    assert "Nút chật chữ” is cut" not in "\n".join(faults(page))


class Swallow(QObject):
    """Keeps Tab for itself, as a field does in which one is caught."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab


def test_a_nameless_control_and_a_trap_are_found(sample: Window) -> None:
    nobody = QPushButton(sample.page)
    nobody.show()
    assert nameless(sample.shell) == ["QPushButton "]
    assert unreached(sample.shell, sample.work.rail) == []
    trap = Swallow(sample.shell)
    nobody.installEventFilter(trap)
    assert unreached(sample.shell, sample.work.rail) != []
