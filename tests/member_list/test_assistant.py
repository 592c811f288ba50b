"""The assistant by keyboard over a real window: file, columns, rows, differences, book; and the roll out again."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.member_list.differences import Action
from desktop.member_list.encodings import Script
from desktop.member_list.fields import Field
from desktop.member_list.taking import Done
from desktop.sample import make_sample
from desktop.ui.pages.fields.choice import Choice
from desktop.ui.pages.member_list.assistant import ImportAssistant
from desktop.ui.pages.member_list.row_dialog import RowDialog
from desktop.ui.pages.members.page import MembersPage
from desktop.ui.pages.page import Context
from desktop.ui.shell.files import Files
from desktop.ui.theme import LIGHT, Theme, apply_theme
from meeting.season import Post
from tests.gui.conftest import Picture, _clean_floor

from .files import TITLES_40, national, person_40, tcvn3, xlsx

__all__ = ["_clean_floor"]

TU = ("Lý Tú", "01/02/1980", "03/02/2005", "03/02/2006")


class Answers(Files):
    """Answers the file dialogs."""

    def __init__(self, path: Path) -> None:
        self.path: Path | None = path

    def list_to_open(self, _parent: QWidget) -> Path | None:
        return self.path

    def list_to_write(self, _parent: QWidget, _name: str) -> Path | None:
        return self.path


class Room:
    """The page of the roll over the sample branch."""

    def __init__(self, bot: QtBot, book: Path) -> None:
        from desktop.desk import Desk

        self.bot, self.folder = bot, book.parent
        self.desk = Desk.open(book)
        self.context = Context(self.desk)
        self.said: list[tuple[str, str]] = []
        self.take_picture = Picture()
        self.context.notice.connect(lambda kind, words: self.said.append((kind, words)))
        self.page = MembersPage(self.context)
        self.page.resize(1366, 720)
        bot.addWidget(self.page)
        self.page.reload()
        self.page.show()

    def open(self, data: bytes, name: str = "danh sách.xlsx") -> ImportAssistant:
        path = self.folder / name
        path.write_bytes(data)
        self.page.lists.files = Answers(path)
        self.press("import-list")
        self.bot.waitUntil(lambda: bool(self.assistants()))
        return self.assistants()[0]

    def assistants(self) -> list[ImportAssistant]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, ImportAssistant) and w.isVisible()]

    def press(self, name: str) -> None:
        button = next(b for b in self.page.findChildren(QWidget, name) if b.isVisible())
        self.bot.keyClick(button, Qt.Key.Key_Space)

    def picture(self, widget: QWidget, name: str) -> None:
        """Save what the widget looks like once it is laid out."""
        QApplication.processEvents()
        self.take_picture(widget, name)

    def on(self, widget: QWidget, key: Qt.Key = Qt.Key.Key_Return) -> None:
        """Press Ctrl and the key in a window that is in front."""
        widget.activateWindow()
        self.bot.waitUntil(widget.isActiveWindow)
        self.bot.keyClick(widget, key, Qt.KeyboardModifier.ControlModifier)

    def finished(self, assistant: ImportAssistant) -> list[Done]:
        self.bot.waitUntil(lambda: bool(assistant.done_step.outcomes) and not assistant.done_step.busy)
        return [each.done for each in assistant.done_step.outcomes]


def type_text(widget: QWidget, text: str) -> None:
    for letter in text:
        QApplication.sendEvent(
            widget, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        )


@pytest.fixture(scope="session")
def sample_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mau") / "mau.chibo"
    make_sample(path).close()
    return path


@pytest.fixture
def room(qtbot: QtBot, sample_book: Path, tmp_path: Path) -> Iterator[Room]:
    book = tmp_path / "so.chibo"
    shutil.copy(sample_book, book)
    made = Room(qtbot, book)
    yield made
    for assistant in made.assistants():
        assistant.done(0)
    made.desk.close()


def test_the_national_file_goes_into_the_book_by_keyboard(room: Room) -> None:
    before = room.desk.season.members
    known = before[0]
    people = [
        person_40(1, known.name, f"{known.born:%d/%m/%Y}", "01/01/2000", "01/01/2001"),
        person_40(2, *TU),
        person_40(3, "Vũ Thị Ân", "1985", "19/05/2010", "19/05/2011"),
    ]
    assistant = room.open(national(people))
    assert len(assistant.columns.fields) == len(TITLES_40)
    room.picture(assistant, "list-columns")
    room.on(assistant)
    assert assistant.stack.currentWidget() is assistant.preview
    room.bot.waitUntil(assistant.preview.roster.hasFocus)
    room.picture(assistant, "list-rows")
    for _ in range(2):
        room.bot.keyClick(assistant.preview.roster, Qt.Key.Key_Down)
    assert "mới có năm" in assistant.preview.what.text()
    room.bot.keyClick(assistant.preview.roster, Qt.Key.Key_Return)
    dialog = next(w for w in assistant.findChildren(RowDialog) if w.isVisible())
    room.picture(dialog, "list-row")
    assert [dialog.editors[each].__class__ for each in (Field.GROUP, Field.POST)] == [Choice, Choice]
    editor = dialog.editors[Field.BORN]
    assert isinstance(editor, QLineEdit)
    room.bot.waitUntil(editor.hasFocus)
    editor.selectAll()
    type_text(editor, "02/03/1985")
    room.on(dialog)
    assert assistant.intake.lines[2].why_not == ""
    room.on(assistant)
    assert assistant.stack.currentWidget() is assistant.differences
    room.picture(assistant, "list-differences")
    room.bot.keyClick(assistant.differences.roster, Qt.Key.Key_Space)
    assert assistant.intake.lines[0].taken == {Field.ADMITTED}
    room.on(assistant)
    assert room.finished(assistant) == [Done.UPDATED, Done.ADDED, Done.ADDED]
    room.picture(assistant, "list-done")
    assert assistant.done_step.said.text() == "Đã thêm 2; đã sửa theo tệp 1."
    members = room.desk.season.members
    assert len(members) == len(before) + 2
    assert (members[0].admitted.year, members[0].official) == (2000, known.official)
    assert members[-1].name == "Vũ Thị Ân"
    room.on(assistant)
    assert room.assistants() == []


def test_a_second_time_there_is_nothing_to_choose(room: Room) -> None:
    data = national([person_40(1, *TU)])
    first = room.open(data)
    for _ in range(2):
        room.on(first)
    assert room.finished(first) == [Done.ADDED]
    first.accept()
    second = room.open(data)
    for _ in range(2):
        room.on(second)
    assert room.finished(second) == [Done.KEPT]
    second.back()
    assert second.stack.currentWidget() is second.preview


def test_old_letters_are_recognised_and_may_be_changed(room: Room) -> None:
    rows = [("Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức"), TU]
    assistant = room.open(xlsx([[tcvn3(cell) for cell in row] for row in rows]))
    assert assistant.columns.script.value() is Script.TCVN3
    room.picture(assistant, "list-tcvn3")
    assistant.columns.script.set_value(Script.VNI)
    assistant.columns.script.chosen.emit()
    assert assistant.intake.columns.of(Field.BORN) == ()
    room.on(assistant)
    assert "Chưa có cột nào là “Họ và tên”" in assistant.notice.text()
    assistant.columns.script.set_value(Script.TCVN3)
    assistant.columns.script.chosen.emit()
    room.on(assistant)
    assert assistant.intake.lines[0].row.name == "Lý Tú"


def test_columns_and_title_row_by_hand(room: Room) -> None:
    assistant = room.open(xlsx([("a", "b"), ("tên người", "sinh"), ("Lý Tú", "1980")]))
    assistant.columns.header.setValue(2)
    first = assistant.columns.fields[0]
    first.setFocus()
    room.bot.keyClick(first, Qt.Key.Key_Down)
    first.chosen.emit()
    assert assistant.intake.columns.of(Field.NAME) == (0,)
    room.on(assistant)
    assert [line.row.number for line in assistant.intake.lines] == [3]


def test_doubt_is_answered_and_wrong_rows_can_be_seen_alone(room: Room) -> None:
    known = room.desk.season.members[0]
    rows = [
        ("Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức", "Chức vụ Đảng"),
        (known.name, "01/01/1950", "03/02/1975", "03/02/1976", "Tổ trưởng"),
        TU,
    ]
    assistant = room.open(xlsx(rows))
    room.on(assistant)
    preview = assistant.preview
    assert f"Sổ đã có {known.name}" in preview.what.text()
    preview.action.set_value((Action.UPDATE, known.id))
    preview.action.chosen.emit()
    assert assistant.intake.lines[0].member == known
    preview.only.click()
    assert preview.roster.people.rowCount() == 1
    preview.action.set_value((Action.LEAVE, ""))
    preview.action.chosen.emit()
    assert preview.roster.people.rowCount() == 0
    assert preview.what.text() == "Không còn dòng nào chưa ghi được."
    room.on(assistant)
    assert room.finished(assistant) == [Done.LEFT, Done.ADDED]


def test_all_differences_at_once_and_esc_asks(room: Room) -> None:
    known = room.desk.season.members[0]
    rows = [
        ("Họ và tên", "Ngày sinh", "Chức vụ Đảng", "Ngày chính thức"),
        (
            known.name,
            f"{known.born:%d/%m/%Y}",
            "Đảng viên" if known.post is Post.BI_THU else "Bí thư",
            "01/02/2020",
        ),
    ]
    assistant = room.open(xlsx(rows))
    room.on(assistant)
    room.on(assistant)
    for name, taken in (
        ("take-all", {Field.POST, Field.OFFICIAL}),
        ("keep-all", set()),
        ("toggle", {Field.OFFICIAL}),
    ):
        button = assistant.findChild(QWidget, name)
        assert isinstance(button, QWidget)
        room.bot.keyClick(button, Qt.Key.Key_Return)
        assert assistant.intake.lines[0].taken == taken
    room.bot.keyClick(assistant, Qt.Key.Key_Escape)
    assert assistant.isVisible()
    assert "lần nữa" in assistant.notice.text()
    room.bot.keyClick(assistant, Qt.Key.Key_Escape)
    assert not assistant.isVisible()
    assert room.desk.season.members[0] == known


def test_a_bad_file_is_one_sentence(room: Room) -> None:
    path = room.folder / "a.xlsx"
    path.write_bytes(b"%PDF-1.7")
    room.page.lists.files = Answers(path)
    room.press("import-list")
    room.bot.waitUntil(lambda: bool(room.said))
    assert room.said == [("error", "Đây là tệp PDF. Đồng chí xin lại danh sách dạng Excel hoặc CSV.")]
    assert room.assistants() == []


def test_the_roll_goes_out(room: Room) -> None:
    path = room.folder / "ra.xlsx"
    room.page.lists.files = Answers(path)
    room.press("export-list")
    assert room.said == [("info", "Đã ghi 24 đồng chí vào tệp “ra.xlsx”.")]
    assistant = room.open(path.read_bytes())
    room.on(assistant)
    room.on(assistant)
    assert set(room.finished(assistant)) == {Done.KEPT}
    assistant.done_step._files = Answers(room.folder / "kết quả.xlsx")
    assistant.done_step.export()
    assert assistant.done_step.said.text() == "Đã ghi tệp “kết quả.xlsx”."
    assert (room.folder / "kết quả.xlsx").exists()


def test_taking_over_can_be_stopped(room: Room) -> None:
    assistant = room.open(
        national([person_40(n, f"Lý Tú {letter}", *TU[1:]) for n, letter in enumerate("ABCDE")])
    )
    room.on(assistant)
    assistant.next()
    assert assistant.done_step.busy
    room.bot.keyClick(assistant, Qt.Key.Key_Escape)
    assert assistant.isVisible()
    assistant.done_step.stop()
    assert assistant.done_step.said.text().startswith("Đã dừng.")
    assert len(room.desk.season.members) < 24 + 5


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_assistant_fits_a_small_screen(room: Room, scale: float, qapp: QApplication) -> None:
    apply_theme(qapp, Theme(LIGHT, scale))
    assistant = room.open(national([person_40(1, *TU)]))
    assert assistant.minimumSizeHint().width() <= 1342
    assert assistant.minimumSizeHint().height() <= 664
    assistant.resize(1342, 664)
    room.picture(assistant, f"list-columns-{scale}")
    room.on(assistant)
    room.picture(assistant, f"list-rows-{scale}")
