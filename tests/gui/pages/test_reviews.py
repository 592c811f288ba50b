"""Bản kiểm điểm: typed with autosave, taken from a Word file after a look, handed in, never edited once held."""

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import reviews, sessions
from desktop.desk import Desk
from desktop.ui.pages.page import Context
from desktop.ui.pages.reviews.page import ReviewsPage
from desktop.ui.pages.reviews.taking import TakingDialog
from meeting.hand_in import REVIEW
from tests.meeting.test_review_lines import FILE

from .conftest import Shell, Shot, finish_items, open_branch
from .test_access import visit
from .test_results import count


@pytest.fixture
def page(shell: Shell, context: Context) -> ReviewsPage:
    return shell.show(ReviewsPage(context))


def texts(desk: Desk, member: str) -> dict[str, str]:
    return {one.part: one.text for one in desk.season.review_texts if one.member == member}


def person(page: ReviewsPage, row: int) -> list[str]:
    people = page.people.people
    return [people.data(people.index(row, at)) for at in range(people.columnCount())]


def test_what_is_typed_is_kept_by_itself(page: ReviewsPage, qtbot: QtBot, desk: Desk, shell: Shell) -> None:
    shell.type(page.editor.text, "Guong mau")
    assert texts(desk, "m1") == {}
    qtbot.waitUntil(lambda: texts(desk, "m1") == {"pham_chat": "Guong mau"}, timeout=30000)
    assert page.editor.text.toPlainText() == "Guong mau"
    assert person(page, 0) == ["Nguyễn Văn Hòa", "chưa nộp", "1/12"]


def test_another_part_or_person_keeps_it_at_once(
    page: ReviewsPage, qtbot: QtBot, desk: Desk, shell: Shell
) -> None:
    shell.type(page.editor.text, "Mot")
    page.editor.parts.setFocus()
    qtbot.keyClick(page.editor.parts, Qt.Key.Key_Down)
    assert texts(desk, "m1") == {"pham_chat": "Mot"}
    assert page.editor.text.toPlainText() == ""
    shell.type(page.editor.text, "Hai")
    page.people.setFocus()
    qtbot.keyClick(page.people, Qt.Key.Key_Down)
    assert texts(desk, "m1") == {"pham_chat": "Mot", "nhiem_vu": "Hai"}
    assert page.name.text() == "Trần Đình Bảo"
    assert page.editor.text.toPlainText() == ""
    shell.type(page.editor.text, "Ba")
    assert page.leave()
    assert list(texts(desk, "m2").values()) == ["Ba"]


def test_leaders_write_more_parts_and_their_own_form(page: ReviewsPage, shot: Shot) -> None:
    assert "Mẫu 2A" in page.form.text()
    leader = page.editor.parts.people.rowCount()
    page.people.choose_row(3)
    assert "Mẫu 2B" in page.form.text()
    assert page.editor.parts.people.rowCount() == leader - 3
    shot(page, "reviews-empty")


def test_handing_in_goes_on_to_the_next(page: ReviewsPage, shell: Shell, desk: Desk, qtbot: QtBot) -> None:
    shell.step(page)
    assert [(one.member, one.paper) for one in desk.season.hand_ins] == [("m1", REVIEW)]
    assert page.name.text() == "Trần Đình Bảo"
    page.handed.setFocus()
    qtbot.keyClick(page.handed, Qt.Key.Key_Space)
    assert page.handed.isChecked()
    assert page.handed.text().startswith("Đã nộp ngày")
    qtbot.keyClick(page.handed, Qt.Key.Key_Space)
    assert len(desk.season.hand_ins) == 1
    for _ in range(4):
        shell.step(page)
    assert page.count.text() == "Đã nộp 5/5"
    shell.step(page)
    assert shell.visited == ["truoc-hop"]


@pytest.fixture
def word_file(tmp_path: Path) -> Path:
    document = Document()
    for line in FILE.splitlines():
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Sản phẩm", "10/10"
    path = tmp_path / "kiểm điểm.docx"
    document.save(str(path))
    return path


def taking() -> TakingDialog:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, TakingDialog) and w.isVisible()]
    assert len(found) == 1
    return found[0]


def test_a_word_file_is_looked_at_before_it_is_taken(
    page: ReviewsPage, qtbot: QtBot, desk: Desk, word_file: Path, shot: Shot
) -> None:
    reviews.write_part(desk, "m4", "han_che", "Khác")
    page.people.choose_row(3)
    page.show_file(word_file)
    dialog = taking()
    shot(dialog, "reviews-taking")
    assert texts(desk, "m4") == {"han_che": "Khác"}
    assert "1 phần sẽ được thay" in dialog.notice.text()
    assert "họ tên" not in dialog.notice.text()
    assert "Sản phẩm | 10/10" in dialog.preview.toPlainText()
    qtbot.keyClick(dialog.yes, Qt.Key.Key_Return)
    assert texts(desk, "m4")["han_che"] == "Chậm một báo cáo."
    assert len(texts(desk, "m4")) == 8
    shot(page, "reviews")


def test_the_file_of_someone_else_is_noticed(page: ReviewsPage, desk: Desk, word_file: Path) -> None:
    page.people.choose_row(1)
    page.show_file(word_file)
    assert "Lê Thị Đức" in taking().notice.text()
    taking().reject()
    assert texts(desk, "m2") == {}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", b"van ban", "không phải tệp Word"),
        ("b.doc", b"\xd0\xcf\x11\xe0", "không phải tệp Word"),
        ("c.docx", None, "Không đọc được"),
    ],
)
def test_what_is_no_review_gets_one_sentence(
    page: ReviewsPage, shell: Shell, tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    page.show_file(path)
    assert words in shell.notices[-1][1]


def test_a_file_without_the_form_is_said_so(page: ReviewsPage, shell: Shell, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Đơn xin nghỉ phép")
    document.save(str(tmp_path / "don.docx"))
    page.show_file(tmp_path / "don.docx")
    assert "Không nhận ra mục nào" in shell.notices[-1][1]


def test_once_held_it_is_only_read(page: ReviewsPage, desk: Desk, shell: Shell) -> None:
    reviews.write_part(desk, "m1", "pham_chat", "Gương mẫu")
    reviews.hand_in(desk, "m1", handed_in=True)
    count(desk)
    finish_items(desk, "chi_bo")
    sessions.close_session(desk, "chi_bo", "Nhất trí.")
    page.people.choose_row(0)
    assert page.editor.text.isReadOnly()
    assert page.editor.text.toPlainText() == "Gương mẫu"
    assert "chỉ để đọc" in page.form.text()
    shell.click(page, "hand-in")
    assert page.handed.isChecked()
    assert "vẫn tính là đã nộp" in shell.notices[-1][1]


def test_every_control_has_a_name(page: ReviewsPage, desk: Desk) -> None:
    visit(page)
    open_branch(desk)
    visit(page)
