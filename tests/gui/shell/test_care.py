"""Backups made on closing and on demand, looked into, put back; nothing that stands there is lost."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from db import operations
from db.restore import look_inside
from desktop import care
from desktop.desk import Desk
from desktop.sample import make_rehearsal
from desktop.ui.shell.backups import RestoreDialog
from desktop.ui.shell.preferences import load_preferences
from tests.gui.conftest import Picture

from .conftest import Window


@pytest.fixture
def real_book(tmp_path: Path, sample_book: Path) -> Path:
    """A book with the sample's unit and roll that is no rehearsal."""
    path = tmp_path / "so" / "Chi bộ 5.chibo"
    path.parent.mkdir()
    copy_as_real(sample_book, path)
    return path


def copy_as_real(source: Path, path: Path) -> None:
    make_rehearsal(source, path).close()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE book SET rehearsal=0")
    db.close()


def menu_item(window: Window, words: str) -> None:
    """Choose an item of the options menu (the plugin without a screen opens no menus)."""
    home = window.shell.workspace is None
    button = (window.shell.home if home else window.work).findChild(QPushButton, "options")
    assert isinstance(button, QPushButton)
    menu = button.menu()
    assert isinstance(menu, QMenu)
    next(a for a in menu.actions() if words in a.text().replace("&", "")).trigger()


def copies_of(book: Path) -> list[Path]:
    return sorted(care.folder_beside(book).glob("*.saoluu.chibo"))


def change(window: Window) -> None:
    desk = window.shell._context.desk  # type: ignore[union-attr]
    desk.changed(operations.set_setting(desk.book, "thu", "1", at=desk.clock()))


def test_closing_a_changed_book_backs_it_up(window: Window, real_book: Path) -> None:
    assert window.shell.open_book(real_book)
    window.shell.leave_book()
    assert copies_of(real_book) == []
    assert "chưa có bản sao lưu" in window.shell.home._backups.text()
    assert window.shell.open_book(real_book)
    change(window)
    window.shell.leave_book()
    [copy] = copies_of(real_book)
    assert look_inside(copy).branch == look_inside(real_book).branch
    assert "được sao lưu lần cuối" in window.shell.home._backups.text()


def test_a_rehearsal_is_not_backed_up_by_itself(sample: Window) -> None:
    change(sample)
    sample.shell.leave_book()
    assert copies_of(sample.folder / "mau.chibo") == []


def test_a_backup_on_demand(window: Window, real_book: Path) -> None:
    assert window.shell.open_book(real_book)
    menu_item(window, "Sao lưu sổ ngay")
    assert len(copies_of(real_book)) == 1
    assert "Đã sao lưu" in window.said
    assert "Hòm phiếu" in window.said
    assert "khóa ký" in window.said


def test_the_folder_of_backups_is_chosen_once_for_all_books(window: Window, real_book: Path) -> None:
    window.files.answer = window.folder / "usb"
    window.files.answer.mkdir()
    menu_item(window, "Nơi để bản sao lưu")
    assert load_preferences(window.folder / "config" / "settings.json").backups == str(window.folder / "usb")
    assert window.shell.open_book(real_book)
    menu_item(window, "Sao lưu sổ ngay")
    assert len(list((window.folder / "usb").iterdir())) == 1
    shutil.rmtree(window.folder / "usb")
    menu_item(window, "Sao lưu sổ ngay")
    assert "Nơi đã chọn chưa dùng được" in window.said
    assert len(copies_of(real_book)) == 1
    change(window)
    window.shell.leave_book()
    assert "Nơi đã chọn chưa dùng được" in window.said
    assert "được sao lưu lần cuối" in window.shell.home._backups.text()


def test_a_backup_that_cannot_be_made_is_said_so(window: Window, real_book: Path) -> None:
    assert window.shell.open_book(real_book)
    care.folder_beside(real_book).write_text("một tệp ở chỗ của thư mục", encoding="utf-8")
    menu_item(window, "Sao lưu sổ ngay")
    assert "Chưa sao lưu được" in window.said
    change(window)
    window.shell.leave_book()
    assert window.shell.workspace is None
    assert "Chưa sao lưu được" in window.said


def restore_dialog(window: Window) -> RestoreDialog:
    [dialog] = [w for w in QApplication.topLevelWidgets() if isinstance(w, RestoreDialog) and w.isVisible()]
    return dialog


def test_restoring_from_the_start_looks_inside_first(
    window: Window, real_book: Path, picture: Picture
) -> None:
    assert window.shell.open_book(real_book)
    menu_item(window, "Sao lưu sổ ngay")
    change(window)
    window.shell.leave_book()
    newest = real_book.read_bytes()
    window.files.answer = copies_of(real_book)[0]
    restore = window.shell.home.findChild(QPushButton, "restore-book")
    assert isinstance(restore, QPushButton)
    picture(window.shell, "care-home")
    restore.setFocus()
    window.bot.keyClick(restore, Qt.Key.Key_Space)
    dialog = restore_dialog(window)
    picture(dialog, "care-restore")
    shown = dict(care.look(window.files.answer).lines)
    assert shown["Kỳ kiểm điểm"].startswith("năm 20")
    assert "được giữ lại với tên" in dialog.kept.text()
    assert dialog.focusWidget() is dialog.yes
    window.bot.keyClick(dialog.yes, Qt.Key.Key_Return)
    assert window.shell.workspace is not None
    assert "Đã khôi phục" in window.said
    [kept] = real_book.parent.glob("*-truoc-khoi-phuc-*.chibo")
    assert kept.read_bytes() == newest


def test_restoring_while_the_book_is_open_closes_it_first(window: Window, real_book: Path) -> None:
    assert window.shell.open_book(real_book)
    menu_item(window, "Sao lưu sổ ngay")
    window.files.answer = copies_of(real_book)[0]
    menu_item(window, "Khôi phục từ bản sao lưu")
    dialog = restore_dialog(window)
    assert "đang mở được đóng lại" in dialog.kept.text()
    window.files.answer = window.folder / "noi khac"
    window.bot.mouseClick(dialog.other, Qt.MouseButton.LeftButton)
    assert dialog.kept.isHidden()
    window.bot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    assert (window.folder / "noi khac.chibo").is_file()
    assert list(real_book.parent.glob("*-truoc-khoi-phuc-*")) == []
    with Desk.open(real_book) as desk:
        assert desk.ready


def test_what_is_no_backup_gets_one_sentence(window: Window, real_book: Path) -> None:
    window.files.answer = window.folder / "thu.chibo"
    window.files.answer.write_text("thư", encoding="utf-8")
    menu_item(window, "Khôi phục từ bản sao lưu")
    assert "không phải sổ" in window.said
    assert window.shell.open_book(real_book)
    window.files.answer = real_book
    menu_item(window, "Khôi phục từ bản sao lưu")
    assert "đang được mở" in window.said
    window.files.answer = None
    menu_item(window, "Khôi phục từ bản sao lưu")
