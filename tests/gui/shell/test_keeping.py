"""Books kept long enough: nothing is named before the user sets a time, nothing goes before it is typed."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from desktop import care, dossier, retention
from desktop.desk import Desk, boxes_beside
from desktop.retention import Overdue, delete, overdue
from desktop.ui.shell.keeping import DeleteDialog, KeepingDialog
from desktop.ui.shell.preferences import load_preferences
from tests.gui.conftest import Picture

from .conftest import Window
from .test_care import menu_item, real_book

__all__ = ["real_book"]
TODAY = date(2030, 1, 2)


def belong_to(book: Path) -> None:
    """Everything that may lie beside a book."""
    with Desk.open(book) as desk:
        care.back_up(desk, care.folder_beside(book))
        (dossier.printing_folder(desk)).mkdir()
        (dossier.printing_folder(desk) / "in.pdf").write_bytes(b"%PDF")
        dossier.key_file(desk).write_bytes(b"key")
    for folder in (boxes_beside(book), book.with_name(f"{book.stem}.ho-so")):
        (folder / "sau").mkdir(parents=True)
        (folder / "sau" / "tep").write_bytes(b"x")
    book.with_name(f"{book.stem}-truoc-khoi-phuc-20260101-0000.chibo").write_bytes(book.read_bytes())


def test_all_of_a_book_goes_and_nothing_of_another(tmp_path: Path, real_book: Path) -> None:
    other = real_book.with_name(f"{real_book.stem} khác.chibo")
    other.write_bytes(real_book.read_bytes())
    for book in (real_book, other):
        belong_to(book)
    namesake = real_book.with_name(f"{real_book.stem}-truoc-khi-khác.chibo")  # the user's own name
    namesake.write_bytes(b"x")
    own = care.folder_beside(real_book) / "ghi chú của tôi.txt"
    own.write_text("giữ lại", encoding="utf-8")
    stays = {
        path for path in real_book.parent.rglob("*") if "khác" in str(path.relative_to(real_book.parent))
    }
    [one] = overdue({str(real_book): 2023}, 5, TODAY, "")
    assert one.belongings[-1] == real_book
    log = tmp_path / "x" / "nhat-ky.txt"
    note = delete(one, TODAY, log)
    assert set(real_book.parent.rglob("*")) == {*stays, own, own.parent}
    assert log.read_text("utf-8") == note + "\n"
    assert note == "02/01/2030: đã xóa sổ của kỳ kiểm điểm 2023 cùng mọi tệp đi kèm, 7 tệp."
    assert real_book.stem not in note
    own.unlink()
    assert overdue({str(real_book): 2023}, 5, TODAY, "") == ()


def test_backups_in_the_chosen_folder_go_too(tmp_path: Path, real_book: Path) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    with Desk.open(real_book) as desk:
        copy = care.back_up(desk, usb)
    (usb / "khac-20260101-0000.saoluu.chibo").touch()
    [one] = overdue({str(real_book): 2023}, 5, TODAY, str(usb))
    assert copy in one.belongings
    delete(one, TODAY, tmp_path / "nhat-ky.txt")
    assert [path.name for path in usb.iterdir()] == ["khac-20260101-0000.saoluu.chibo"]


@pytest.mark.parametrize(("keep", "today", "there"), [
    (0, date(2099, 1, 1), False),
    (5, date(2028, 12, 31), False),
    (5, date(2029, 1, 1), True),
])  # fmt: skip
def test_a_book_is_named_only_after_full_years(real_book: Path, keep: int, today: date, there: bool) -> None:
    assert bool(overdue({str(real_book): 2023}, keep, today, "")) is there


def test_an_open_book_and_a_file_that_stays_are_refused(
    tmp_path: Path, real_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Overdue(real_book, 2023, (real_book.with_suffix(".p12"), real_book))
    real_book.with_suffix(".p12").touch()
    with Desk.open(real_book), pytest.raises(care.BookError, match="đang được mở"):
        delete(one, TODAY, tmp_path / "nhat-ky.txt")

    def locked(_: Path) -> None:
        raise PermissionError(13, "locked")

    monkeypatch.setattr(Path, "unlink", locked)
    with pytest.raises(care.BookError):
        delete(one, TODAY, tmp_path / "nhat-ky.txt")
    assert real_book.exists()
    assert not (tmp_path / "nhat-ky.txt").exists()


def shown(kind: type[QDialog]) -> QDialog:
    [dialog] = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    return dialog


def press(window: Window, dialog: QDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    window.bot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_user_sets_the_time_and_types_the_words(
    window: Window, real_book: Path, picture: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = window.folder / "config" / "settings.json"
    monkeypatch.setattr("desktop.ui.shell.window.local_clock", lambda: datetime(2035, 1, 2, 8, 0))  # noqa: DTZ001
    assert window.shell.open_book(real_book)
    window.shell.leave_book()
    belong_to(real_book)
    assert window.shell.home.overdue_button.isHidden()
    menu_item(window, "Thời hạn lưu sổ")
    dialog = shown(KeepingDialog)
    assert isinstance(dialog, KeepingDialog)
    assert dialog.years.value() == 0
    picture(dialog, "keeping-years")
    dialog.years.setValue(5)
    press(window, dialog, "yes")
    assert load_preferences(settings).keep == 5
    picture(window.shell, "keeping-home")
    window.bot.mouseClick(window.shell.home.overdue_button, Qt.MouseButton.LeftButton)
    question = shown(DeleteDialog)
    assert isinstance(question, DeleteDialog)
    picture(question, "keeping-delete")
    for said in ("", "xóa", "XÓA 2022"):
        question.typed.setText(said)
        press(window, question, "yes")
        assert "thì mới xóa" in question.wrong.text()
        assert real_book.exists()
    question.typed.setText("xóa  2023")
    press(window, question, "yes")
    assert list(real_book.parent.iterdir()) == []
    assert "đã xóa sổ của kỳ kiểm điểm 2023" in window.said
    assert window.shell.home.overdue_button.isHidden()
    kept = settings.read_text("utf-8") + settings.with_name("nhat-ky-xoa.txt").read_text("utf-8")
    assert real_book.stem not in kept
    assert json.loads(settings.read_text("utf-8"))["known"] == {}


def test_what_cannot_be_deleted_is_said_and_can_be_tried_again(
    window: Window, real_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.shell.window.local_clock", lambda: datetime(2035, 1, 2, 8, 0))  # noqa: DTZ001
    window.shell._remember(window.shell.preferences.with_season(real_book, 2023))
    window.shell._keep_for(3)

    def fail(*_: object) -> str:
        raise care.BookError("Ổ đĩa chỉ cho đọc.")

    monkeypatch.setattr(retention, "delete", fail)
    window.shell._ask_delete()
    question = shown(DeleteDialog)
    assert isinstance(question, DeleteDialog)
    question.typed.setText("XÓA 2023")
    press(window, question, "yes")
    assert question.wrong.text() == "Ổ đĩa chỉ cho đọc."
    assert str(real_book) in window.shell.preferences.known
