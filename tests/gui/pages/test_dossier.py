"""The dossier: what there is, what it looks like, how it is signed and exported beside the window."""

import hashlib
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from db import operations
from desktop import dossier, drafts
from desktop.desk import Desk
from desktop.paper_status import State
from desktop.ui.pages.dossier import DossierPage
from desktop.ui.pages.dossier.passphrase import PassphraseDialog
from desktop.ui.pages.dossier.sending_dialog import SendingDialog
from desktop.ui.pages.page import Context

from .conftest import ROOM, Shell, Shot, finish_items
from .test_results import count


@pytest.fixture
def page(desk: Desk, shell: Shell, context: Context) -> DossierPage:
    count(desk)
    finish_items(desk, "chi_bo")
    desk.changed(
        operations.close_session(desk.book, desk.regulation, "chi_bo", "Thống nhất.", at=desk.clock())
    )
    return shell.show(DossierPage(context))


def states(page: DossierPage) -> list[State]:
    return [one.state for one in page.rows]


def open_dialog(shell: Shell, page: DossierPage) -> PassphraseDialog:
    shell.step(page)
    dialog = page.findChildren(PassphraseDialog)[-1]
    assert dialog.isVisible()
    return dialog


def fill(dialog: PassphraseDialog, passphrase: str, again: str) -> None:
    dialog.passphrase.setText(passphrase)
    dialog.again.setText(again)


def test_before_a_meeting_is_closed_nothing_can_be_exported(
    shell: Shell, context: Context, shot: Shot
) -> None:
    page = shell.show(DossierPage(context))
    assert State.FINAL not in states(page)
    assert {State.MISSING, State.OPTIONAL, State.TO_FINISH} <= set(states(page))
    step = page.next_step()
    assert step is not None
    assert "Chưa có hội nghị nào kết thúc" in step.why_not
    shot(page, "dossier-empty")


def opened(content: bytes) -> QPdfDocument:
    document = QPdfDocument()
    buffer = QBuffer(document)
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    return document


def first_words(document: QPdfDocument) -> str:
    return document.getAllText(0).text()[:600]


def test_a_paper_is_shown_as_it_will_be_printed(page: DossierPage, shot: Shot) -> None:
    assert states(page)[:3] == [State.OPEN, State.FINAL, State.FINAL]
    for row in (0, 1, 0, 2):
        page.roster.choose_row(row)
        paper = page.rows[row].paper
        assert paper is not None
        document = page.preview.document
        assert document is page.preview.view.document()
        assert document is not None
        assert document.status() is QPdfDocument.Status.Ready
        assert document.pageCount() >= 1
        assert first_words(document) in first_words(opened(paper.pdf()))
    shot(page, "dossier")
    page.roster.choose_row(states(page).index(State.ONE_BY_ONE))
    assert not page.preview.view.isVisible()


def test_the_first_export_makes_the_key_and_says_where_all_lies(
    qtbot: QtBot, desk: Desk, page: DossierPage, shell: Shell, shot: Shot
) -> None:
    dialog = open_dialog(shell, page)
    shot(dialog, "dossier-passphrase")
    fill(dialog, "ngan", "ngan")
    shell.click(dialog, "yes")
    assert "ít nhất 8" in dialog._wrong.text()
    fill(dialog, "mot mat khau dai", "mot mat khau khac")
    shell.click(dialog, "yes")
    assert "chưa giống nhau" in dialog._wrong.text()
    fill(dialog, "mot mat khau dai", "mot mat khau dai")
    shell.click(dialog, "yes")
    step = page.next_step()
    assert step is not None
    assert step.why_not == "Đang ghi hoặc ký văn bản."
    qtbot.waitUntil(lambda: page.done.isVisible() and page.work.job is None, timeout=30000)
    assert dossier.has_key(desk)
    bundle = next(page.work.folder.glob("*.zip"), None) or next(
        p for p in page.work.folder.iterdir() if p.suffix != ".pdf"
    )
    digest = hashlib.sha256(bundle.read_bytes()).hexdigest()
    assert digest in page._where.text().replace(" ", "")
    assert states(page)[:3] == [State.SIGNED] * 3
    shot(page, "dossier-done")


def test_a_wrong_passphrase_is_refused_in_one_sentence(desk: Desk, page: DossierPage, shell: Shell) -> None:
    dossier.signer_of(desk, "mot mat khau dai")
    dialog = open_dialog(shell, page)
    assert not dialog.again.isVisible()
    dialog.passphrase.setText("sai roi sai roi")
    shell.click(dialog, "yes")
    assert shell.notices[-1][0] == "error"
    assert page.work.job is None


def test_a_cancelled_export_leaves_nothing(
    qtbot: QtBot, desk: Desk, page: DossierPage, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier.signer_of(desk, "mot mat khau dai")
    held, write = Event(), dossier.write

    def slow(*args: object, **options: object) -> object:
        held.wait(10)
        return write(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(dossier, "write", slow)
    dialog = open_dialog(shell, page)
    dialog.passphrase.setText("mot mat khau dai")
    folder = tmp_path / "ho-so"
    dialog.folder.setText(str(folder))
    shell.click(dialog, "yes")
    shell.click(page, "stop-job")
    held.set()
    qtbot.waitUntil(lambda: page.work.job is None, timeout=30000)
    assert not folder.exists() or not list(folder.iterdir())
    assert shell.notices[-1] == ("info", "Đã dừng việc đang làm.")
    assert states(page)[1] is State.FINAL


def test_the_page_fits_the_room_and_hides_the_passphrase(page: DossierPage, shell: Shell) -> None:
    least = page.minimumSizeHint()
    assert least.width() <= ROOM[0]
    assert least.height() <= ROOM[1]
    dialog = open_dialog(shell, page)
    assert dialog.passphrase.echoMode() is QLineEdit.EchoMode.Password


def test_copies_to_edit_and_review_forms_are_written_beside_the_window(
    qtbot: QtBot, desk: Desk, page: DossierPage, shell: Shell, shot: Shot
) -> None:
    folder = drafts.folder_of(desk)
    for name, where, suffix in (("drafts", drafts.DRAFTS, ".docx"), ("member-forms", drafts.MEMBERS, ".pdf")):
        shell.choose(page, name)
        assert page.work.job is not None
        qtbot.waitUntil(lambda: page.work.job is None, timeout=30000)
        assert list((folder / where).glob(f"*{suffix}"))
        assert shell.notices[-1][0] == "info"
        assert str(folder / where) in shell.notices[-1][1]
    assert not dossier.has_key(desk)
    assert states(page)[1] is State.FINAL
    shot(page, "dossier-copies")


def test_the_row_of_the_review_form_says_how_it_is_printed(page: DossierPage) -> None:
    row = states(page).index(State.ONE_BY_ONE)
    page.roster.choose_row(row)
    assert "Giấy tờ từng đảng viên" in page.standing.text()


def test_a_paper_to_be_finished_is_shown_beside_the_list(shell: Shell, context: Context) -> None:
    page = shell.show(DossierPage(context))
    page.roster.choose_row(states(page).index(State.TO_FINISH))
    assert page.preview.document is not None
    assert "GIẤY TRIỆU TẬP" in first_words(page.preview.document)


def test_the_papers_stand_under_the_parts_of_the_regulation(desk: Desk, page: DossierPage) -> None:
    people = page.roster.people
    told = [people.index(row, 0).data() for row in people.headings()]
    parts = list(dict.fromkeys(item.part for item in desk.regulation.dossier))
    assert told[: len(parts)] == parts
    assert told[len(parts) :] == ["Cả hồ sơ", "Để hoàn chỉnh rồi in, không thuộc gói nộp"]
    assert people.headings()[0] == 0
    assert [one.title for one in page.rows][-1] != "Mục lục hồ sơ"
    minutes = next(one for one in page.rows if one.form == "bien_ban_chi_bo")
    item = next(item for item in desk.regulation.dossier if item.form == "bien_ban_chi_bo")
    over = max(row for row in people.headings() if row < people.row_of(page.rows.index(minutes)))
    assert people.index(over, 0).data() == item.part


def test_arrows_pass_over_the_headings(page: DossierPage, qtbot: QtBot) -> None:
    page.roster.choose_row(0)
    page.roster.setFocus()
    for _ in range(len(page.rows) - 1):
        qtbot.keyClick(page.roster, Qt.Key.Key_Down)
    assert page.roster.record() == page.rows[-1]
    qtbot.keyClick(page.roster, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert page.roster.record() == page.rows[0]


def test_the_next_step_goes_from_export_to_handing_in_to_the_remedies(
    desk: Desk, page: DossierPage, shell: Shell, context: Context
) -> None:
    def label() -> str:
        step = page.next_step()
        assert step is not None
        return step.label

    assert label() == "Xuất hồ sơ"
    folder = desk.book.path.with_name("chi-bo.ho-so")
    dossier.export(desk, folder, "mot mat khau dai")
    assert label() == "Đánh dấu đã nộp"
    shell.step(page)
    dialog = page.findChildren(SendingDialog)[-1]
    shell.click(dialog, "keep")
    assert label() == "Sang khắc phục"
    shell.step(page)
    assert shell.visited == ["khac-phuc"]


def test_a_paper_of_each_member_is_written_for_all(
    qtbot: QtBot, desk: Desk, page: DossierPage, shell: Shell
) -> None:
    page.roster.choose_row(next(at for at, one in enumerate(page.rows) if one.by_member))
    shell.click(page, "print-one")
    qtbot.waitUntil(lambda: page.work.job is None, timeout=30000)
    assert list((drafts.folder_of(desk) / drafts.MEMBERS).glob("*.pdf"))
