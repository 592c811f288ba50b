"""A book given a passphrase in the window: told beforehand, asked for on opening, copies offered for removal."""

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from db.errors import BookError
from db.protection import is_protected, set_passphrase
from desktop import care
from desktop.desk import Desk
from desktop.ui.pages.book_passphrase import UnlockDialog
from desktop.ui.shell.protecting import ProtectDialog
from tests.gui.conftest import Picture

from .conftest import Window
from .test_care import change, copies_of, menu_item, real_book, restore_dialog

SECRET = "một mùa xuân nho nhỏ"
D = TypeVar("D", bound=QDialog)

__all__ = ["real_book"]


def shown(kind: type[D]) -> D:
    [dialog] = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    return dialog


def press(window: Window, dialog: QDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    window.bot.mouseClick(button, Qt.MouseButton.LeftButton)


def unlock(window: Window, passphrase: str) -> UnlockDialog:
    dialog = shown(UnlockDialog)
    window.bot.waitUntil(lambda: QApplication.focusWidget() is dialog.passphrase, timeout=30000)
    window.type(passphrase)
    window.bot.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    return dialog


def test_a_passphrase_is_set_and_asked_for(window: Window, real_book: Path, picture: Picture) -> None:
    assert window.shell.open_book(real_book)
    menu_item(window, "Sao lưu sổ ngay")
    [made] = copies_of(real_book)
    plain = made.rename(made.with_name(f"{real_book.stem}-20250101-0000.saoluu.chibo"))
    menu_item(window, "Mật khẩu của sổ")
    dialog = shown(ProtectDialog)
    for text, wrong in (("ngắn", "ít nhất 8"), (SECRET, "chưa giống")):
        dialog.new.setText(text)
        press(window, dialog, "yes")
        assert wrong in dialog.wrong.text()
    dialog.again.setText(SECRET)
    press(window, dialog, "yes")
    assert "ghi mật khẩu ra giấy" in dialog.wrong.text()
    picture(dialog, "passphrase-set")
    dialog.understood.setChecked(True)
    press(window, dialog, "yes")
    assert dialog.isHidden()
    assert window.shell.workspace is not None
    assert "Đã đặt mật khẩu" in window.said
    [question] = [w for w in QApplication.topLevelWidgets() if "Xóa các bản sao" in w.windowTitle()]
    assert isinstance(question, QDialog)
    assert plain.name in question.accessibleDescription()
    picture(question, "passphrase-copies")
    press(window, question, "no")
    assert plain.exists()
    window.shell.leave_book()
    assert is_protected(real_book)

    assert not window.shell.open_book(real_book)
    picture(shown(UnlockDialog), "passphrase-ask")
    dialog_ = unlock(window, "sai")
    assert "Mật khẩu chưa đúng" in dialog_.wrong.text()
    assert window.shell.workspace is None
    picture(dialog_, "passphrase-wrong")
    unlock(window, SECRET)
    assert window.shell.workspace is not None


def test_readable_copies_are_removed_only_when_asked(window: Window, real_book: Path) -> None:
    kept = real_book.with_name(f"{real_book.stem}-truoc-nang-cap-2.chibo")
    other = real_book.with_name("Sổ khác-truoc-nang-cap-2.chibo")
    for path in (kept, other):
        path.write_bytes(real_book.read_bytes())
    assert window.shell.open_book(real_book)
    window.shell._protect("", SECRET)
    [question] = [w for w in QApplication.topLevelWidgets() if "Xóa các bản sao" in w.windowTitle()]
    assert isinstance(question, QDialog)
    assert kept.exists()
    press(window, question, "yes")
    assert "xóa 1 bản sao" in window.said
    assert (kept.exists(), other.exists()) == (False, True)
    [copy] = copies_of(real_book)
    assert is_protected(copy)
    assert care.unprotected_copies(real_book, "") == ()


def test_it_is_changed_and_taken_away_with_the_old_one_only(window: Window, real_book: Path) -> None:
    set_passphrase(real_book, "", SECRET)
    assert not window.shell.open_book(real_book)
    unlock(window, SECRET)
    menu_item(window, "Mật khẩu của sổ")
    dialog = shown(ProtectDialog)
    press(window, dialog, "remove")
    assert "hiện nay" in dialog.wrong.text()
    dialog.old.setText("không phải")
    press(window, dialog, "remove")
    assert "chưa đúng" in dialog.wrong.text()
    dialog.old.setText(SECRET)
    for field in (dialog.new, dialog.again):
        field.setText("mật khẩu mới")
    dialog.understood.setChecked(True)
    press(window, dialog, "yes")
    assert window.shell._context.desk.book.passphrase == "mật khẩu mới"  # type: ignore[union-attr]
    menu_item(window, "Mật khẩu của sổ")
    dialog = shown(ProtectDialog)
    dialog.old.setText("mật khẩu mới")
    press(window, dialog, "remove")
    assert "Đã bỏ mật khẩu" in window.said
    window.shell.leave_book()
    assert not is_protected(real_book)


def test_a_conversion_that_fails_leaves_the_book_open(
    window: Window, real_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise BookError("Ổ đĩa đã đầy.")

    monkeypatch.setattr("desktop.ui.shell.window.set_passphrase", full)
    assert window.shell.open_book(real_book)
    assert window.shell._protect("", SECRET) == "Ổ đĩa đã đầy."
    change(window)
    window.shell.leave_book()
    assert not is_protected(real_book)


def test_a_protected_backup_is_looked_into_and_put_back(window: Window, real_book: Path) -> None:
    set_passphrase(real_book, "", SECRET)
    with Desk.open(real_book, passphrase=SECRET) as desk:
        copy = care.back_up(desk, care.folder_beside(real_book))
    assert is_protected(copy)
    window.files.answer = copy
    menu_item(window, "Khôi phục từ bản sao lưu")
    assert "chưa đúng" in unlock(window, "sai mật khẩu").wrong.text()
    unlock(window, SECRET)
    dialog = restore_dialog(window)
    assert "có mật khẩu đang ở chỗ này được giữ lại" in dialog.kept.text()
    press(window, dialog, "restore")
    assert "Đã khôi phục" in window.said
    window.shell.leave_book()
    assert is_protected(real_book)


def test_a_rehearsal_of_a_protected_book_is_protected(window: Window, real_book: Path) -> None:
    set_passphrase(real_book, "", SECRET)
    assert not window.shell.rehearse(real_book)
    unlock(window, SECRET)
    assert window.shell.workspace is not None
    assert window.shell._context.desk.book.passphrase == SECRET  # type: ignore[union-attr]
    window.shell.leave_book()
    assert is_protected(real_book.with_name(f"{real_book.stem}-tap-duot.chibo"))
