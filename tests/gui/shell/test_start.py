"""The start: it asks for nothing, opens, makes, remembers, and says in one sentence why not."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.ui.shell.preferences import Preferences, load_preferences

from .conftest import Window


def press(window: Window, name: str) -> None:
    button = window.shell.home.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    window.bot.mouseClick(button, Qt.MouseButton.LeftButton)


def recent(window: Window) -> list[str]:
    found = window.shell.home.findChildren(QPushButton, "recent")
    return [button.accessibleName() for button in found if not button.isHidden()]


def test_a_new_book_is_made_and_remembered(window: Window) -> None:
    window.files.answer = window.folder / "Chi bộ 5"
    press(window, "create")
    assert (window.folder / "Chi bộ 5.chibo").is_file()
    assert window.page.page_id == "don-vi"
    window.shell.leave_book()
    window.bot.waitUntil(lambda: recent(window) == ["Mở sổ Chi bộ 5"], timeout=30000)
    press(window, "recent")
    assert window.shell.workspace is not None


def test_going_back_in_a_file_dialog_does_nothing(window: Window) -> None:
    for name in ("open", "create", "rehearse"):
        press(window, name)
    assert window.shell.workspace is None
    assert window.said == ""


def test_no_book_is_replaced(window: Window, sample_book: Path) -> None:
    taken = window.folder / "cũ.chibo"
    shutil.copy(sample_book, taken)
    window.files.answer = taken
    press(window, "create")
    assert window.shell.workspace is None
    assert "không bao giờ bị ghi đè" in window.said
    assert taken.read_bytes() == sample_book.read_bytes()


def newer(path: Path, book: Path) -> None:
    content = bytearray(book.read_bytes())
    content[60:64] = (9999).to_bytes(4, "big")
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("kind", "words"),
    [("newer", "mới hơn"), ("text", "không phải sổ"), ("gone", "Không tìm thấy"), ("broken", "hỏng")],
)
def test_a_file_that_cannot_be_opened_gets_one_sentence(
    window: Window, sample_book: Path, kind: str, words: str
) -> None:
    path = window.folder / f"{kind}.chibo"
    if kind == "newer":
        newer(path, sample_book)
    elif kind == "text":
        path.write_text("Danh sách đảng viên", encoding="utf-8")
    elif kind == "broken":
        path.write_bytes(sample_book.read_bytes()[:9000])
    window.files.answer = path
    press(window, "open")
    assert window.shell.workspace is None
    assert words in window.said
    assert "\n" not in window.said


def test_a_book_open_elsewhere_is_refused(window: Window, sample_book: Path) -> None:
    path = window.folder / "đang mở.chibo"
    shutil.copy(sample_book, path)
    with Desk.open(path):
        assert not window.shell.open_book(path)
    assert "đang được mở" in window.said
    assert window.shell.open_book(path)
    assert window.said == ""


def test_every_sample_is_a_fresh_rehearsal(window: Window) -> None:
    for number in range(2):
        press(window, "sample")
        assert window.work.top.badge.isVisible()
        assert window.work.context.desk.season.rehearsal
        assert len(window.work.context.desk.season.members) == 24
        assert number == len(list((window.folder / "samples").glob("*.chibo"))) - 1
        window.shell.leave_book()


def test_a_rehearsal_leaves_the_real_book_alone(window: Window, sample_book: Path) -> None:
    real = window.folder / "thật.chibo"
    shutil.copy(sample_book, real)
    window.files.answer = real
    press(window, "rehearse")
    desk = window.work.context.desk
    assert desk.book.path.name == "thật-tap-duot.chibo"
    assert desk.book.rehearsal
    assert [m.name for m in desk.season.members][:2] == ["Nguyễn Thị Hồng Ánh", "Trần Đình Bảo"]
    with Desk.open(real) as own:
        assert own.season.members == desk.season.members


def test_a_rehearsal_of_an_empty_book_says_what_to_do(window: Window) -> None:
    Desk.create(window.folder / "trống.chibo").close()
    window.files.answer = window.folder / "trống.chibo"
    press(window, "rehearse")
    assert "chưa có thông tin chi bộ" in window.said
    assert not (window.folder / "trống-tap-duot.chibo").exists()


def test_text_size_is_kept(window: Window, qtbot: QtBot) -> None:
    before = window.shell.home.fontMetrics().height()
    window.shell._scale(1.5)
    assert window.shell.home.fontMetrics().height() > before
    assert load_preferences(window.folder / "config" / "settings.json").scale == 1.5


@pytest.mark.parametrize("text", ["", "[]", '{"recent": 3, "scale": 9, "dark": "x"}', "\x00"])
def test_odd_settings_are_no_trouble(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text, encoding="utf-8")
    assert load_preferences(path) == Preferences()


def test_the_last_book_comes_first() -> None:
    settings = Preferences()
    for name in "abcdefgha":
        settings = settings.with_recent(Path(name))
    assert settings.recent == ("a", "h", "g", "f", "e", "d")
