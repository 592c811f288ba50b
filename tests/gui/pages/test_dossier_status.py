"""The standing of each paper beside its name: signed, handed in, outdated; one paper printed, signed by itself."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from db.store import load_sendings
from desktop import dossier, preparation, signatures
from desktop.desk import Desk
from desktop.paper_status import State
from desktop.ui.pages.dossier import DossierPage
from desktop.ui.pages.dossier.passphrase import PassphraseDialog
from desktop.ui.pages.dossier.rows import Row
from desktop.ui.pages.dossier.sending_dialog import SendingDialog
from desktop.ui.pages.page import Context
from desktop.ui.shell.workspace import Workspace
from desktop.ui.theme import Theme, apply_theme
from forms.verify import Verdict, verify
from tests.gui.conftest import Picture
from tests.gui.sight import faults, settle

from .conftest import Shell, Shot, open_branch
from .test_dossier import page, states

__all__ = ["page"]  # the fixture
SECRET = "mot mat khau dai"
SCREEN = (1366, 768)


@pytest.fixture
def exported(desk: Desk, page: DossierPage) -> Path:
    folder = desk.book.path.with_name("chi-bo.ho-so")
    dossier.export(desk, folder, SECRET)
    page.roster.choose_row(0)
    return folder


def rows(page: DossierPage) -> list[Row]:
    return list(page.rows)


def printed(page: DossierPage) -> list[State]:
    """How the papers stand that belong to the signed dossier."""
    return [one.state for one in page.rows if one.file]


def rename(desk: Desk, name: str) -> None:
    preparation.update_member(desk, replace(desk.season.member("m5"), name=name))


def sending(shell: Shell, page: DossierPage) -> SendingDialog:
    shell.choose(page, "mark-sent")
    return page.findChildren(SendingDialog)[-1]


def test_a_running_meeting_has_drafts_and_a_planned_one_lacks_its_data(
    desk: Desk, shell: Shell, context: Context, shot: Shot
) -> None:
    page = shell.show(DossierPage(context))
    assert State.DRAFT not in states(page)
    minutes = next(one for one in rows(page) if one.title == "Biên bản hội nghị")
    assert minutes.state is State.MISSING
    assert "chưa khai mạc, chưa có chủ trì, chưa có thư ký" in minutes.status.sentence
    open_branch(desk)
    page.reload()
    page.roster.choose_row(states(page).index(State.DRAFT))
    assert "đang họp, chưa kết thúc" in page.standing.text()
    assert not page.preview.view.isVisible()
    shot(page, "dossier-draft")


def test_a_name_that_changes_makes_the_papers_old_until_the_next_export(
    desk: Desk, page: DossierPage, exported: Path, shot: Shot
) -> None:
    count = len(dossier.collect(desk).papers)
    assert printed(page) == [State.SIGNED] * count
    rename(desk, "Đỗ Minh Ấn")
    outdated = [one for one in rows(page) if one.state is State.OUTDATED]
    old = [one for one in outdated if one.paper is not None]
    (reviews,) = (one for one in outdated if one.paper is None)  # they stand in the list as one
    carry = [one for one in dossier.collect(desk).papers if "Đỗ Minh Ấn" in one.data.decode()]
    assert {one.title for one in old} == {one.document.name for one in carry}
    assert "1 bản chưa ký hoặc có dữ liệu khác so với lúc ký: Đỗ Minh Ấn" in reviews.status.sentence
    assert 0 < len(old) < count
    assert page._lead.text().startswith(f"! {len(old) + 1} văn bản đã cũ")
    page.roster.choose_row(states(page).index(State.OUTDATED))
    assert "xuất lại hồ sơ" in page.standing.text()
    shot(page, "dossier-outdated")
    dossier.export(desk, exported, SECRET)
    assert printed(page) == [State.SIGNED] * count
    assert not page._lead.text().startswith("!")
    assert all((exported / "ban-cu" / "lan-1" / one.file).is_file() for one in old)


def test_the_whole_dossier_or_one_paper_is_marked_as_handed_in(
    desk: Desk, page: DossierPage, exported: Path, shell: Shell, shot: Shot
) -> None:
    dialog = sending(shell, page)
    assert dialog.recipient.text() == "Đảng ủy Sở Nội vụ"
    assert dialog.day.text() == "05/12/2025"
    dialog.which.setCurrentIndex(1)
    dialog.day.setText("06/12/2025")
    shell.click(dialog, "keep")
    assert "chưa tới" in dialog.notice.text()
    dialog.day.setText("5/12/2025")
    dialog.recipient.setText(" ")
    shell.click(dialog, "keep")
    assert "nơi nhận" in dialog.form.error("recipient")
    assert load_sendings(desk.book) == ()
    dialog.recipient.setText("Văn phòng Đảng ủy")
    shot(dialog, "dossier-sending")
    shell.click(dialog, "keep")
    assert states(page)[:2] == [State.SENT, State.SIGNED]
    assert "đã nộp ngày 05/12/2025 cho Văn phòng Đảng ủy" in page.standing.text()
    shell.click(sending(shell, page), "keep")
    count = len(dossier.collect(desk).papers)
    assert printed(page) == [State.SENT] * count
    assert "cho Đảng ủy Sở Nội vụ" in page.standing.text()  # the last one written down
    shot(page, "dossier-sent")
    rename(desk, "Đỗ Minh Ấn")
    page.roster.choose_row(states(page).index(State.OUTDATED))
    assert "Bản ấy đã nộp ngày 05/12/2025" in page.standing.text()


def test_before_anything_is_signed_nothing_can_be_handed_in(page: DossierPage, shell: Shell) -> None:
    shell.choose(page, "mark-sent")
    assert "Chưa có văn bản nào đã ký" in shell.notices[-1][1]


def test_one_paper_is_printed_and_the_dossier_stays_as_it_is(
    desk: Desk, page: DossierPage, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = list[str]()
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    for row in (1, states(page).index(State.TO_FINISH)):
        page.roster.choose_row(row)
        shell.click(page, "print-one")
        made, paper = Path(opened[-1]), rows(page)[row].paper
        assert paper is not None
        assert made.parent == dossier.printing_folder(desk)
        assert made.read_bytes() == paper.pdf()
    assert len(set(opened)) == 2
    assert states(page)[1] is State.FINAL
    page.roster.choose_row(states(page).index(State.ONE_BY_ONE))
    assert page.one_paper.print.text() == "Ghi tệp in cho từng đảng viên"
    page.roster.choose_row(states(page).index(State.OPTIONAL))
    assert not page.one_paper.print.isEnabled()


def test_one_paper_is_signed_by_itself(qtbot: QtBot, page: DossierPage, exported: Path, shell: Shell) -> None:
    bundle = next(exported.glob("*.zip")).read_bytes()
    shell.choose(page, "sign-one")
    dialog = page.findChildren(PassphraseDialog)[-1]
    dialog.passphrase.setText(SECRET)
    shell.click(dialog, "yes")
    qtbot.waitUntil(lambda: page.work.job is None, timeout=30000)
    (verdict,) = verify(exported / signatures.ALONE / rows(page)[0].file)
    assert verdict.verdict is Verdict.GOOD, verdict.sentence
    assert next(exported.glob("*.zip")).read_bytes() == bundle
    assert states(page)[0] is State.SIGNED
    page.roster.choose_row(states(page).index(State.TO_FINISH))
    assert not page.one_paper.sign.isEnabled()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_page_fits_at_every_text_size(
    desk: Desk, page: DossierPage, exported: Path, qtbot: QtBot, picture: Picture, scale: float
) -> None:
    page.hide()
    apply_theme(QApplication.instance(), Theme(scale=scale))  # type: ignore[arg-type]
    rename(desk, "Đỗ Minh Ấn")
    space = Workspace(Context(desk), QPushButton("Tùy chọn"))
    qtbot.addWidget(space)
    space.setFixedSize(*SCREEN)
    space.show()
    space.go("ho-so")
    shown = space.page
    assert isinstance(shown, DossierPage)
    shown.roster.choose_row(states(shown).index(State.OUTDATED))
    settle()
    picture(space, f"fit-{scale:g}-dossier")
    wrong = [one for one in faults(space.stack) if not one.startswith("cut: cell")]
    wrong += faults(space.bar)
    for at, one in enumerate(rows(shown)):
        shown.roster.choose_row(at)
        assert one.title == shown.heading.text()  # also where the list cuts it
    shown.roster.choose_row(0)
    shown.findChildren(QAction, "mark-sent")[0].trigger()
    settle()
    dialog = next(one for one in space.findChildren(QDialog) if one.isVisible())
    picture(dialog, f"fit-{scale:g}-dossier-sending")
    wrong += faults(dialog)
    dialog.reject()
    assert not wrong, "\n".join(wrong)
