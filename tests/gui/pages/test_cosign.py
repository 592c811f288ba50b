"""From the page of the dossier: one more person signs a paper; clean papers for another program."""

import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from pytestqt.qtbot import QtBot

from desktop import dossier, signatures
from desktop.desk import Desk
from desktop.ui.pages.dossier import DossierPage
from desktop.ui.pages.dossier.cosign_dialog import CosignDialog
from desktop.ui.pages.dossier.passphrase import PassphraseDialog
from forms import control, signing
from forms.verify import Verdict, verify, verify_sheet
from tests.forms import hsm

from .conftest import Shell, Shot
from .test_dossier import page

__all__ = ["page"]  # the fixture
SECRET = "hoa sen trang"


@pytest.fixture
def exported(desk: Desk, page: DossierPage) -> Path:
    folder = desk.book.path.with_name("chi-bo.ho-so")
    dossier.export(desk, folder, "mot mat khau dai")
    page.roster.choose_row(0)
    return folder


def ask(shell: Shell, page: DossierPage) -> CosignDialog:
    shell.choose(page, "cosign")
    dialog = page.findChildren(CosignDialog)[-1]
    assert dialog.isVisible()
    return dialog


def done(qtbot: QtBot, page: DossierPage) -> None:
    qtbot.waitUntil(lambda: page.work.job is None, timeout=30000)


def test_a_person_signs_with_a_file(
    qtbot: QtBot, desk: Desk, page: DossierPage, exported: Path, shell: Shell, shot: Shot, tmp_path: Path
) -> None:
    key = tmp_path / "chu-tri.p12"
    signing.create_key(key, SECRET, "Trần Đình Bảo")
    dialog = ask(shell, page)
    shell.click(dialog, "yes")
    assert "chọn tệp khóa" in dialog._wrong.text()
    dialog.take_key(str(key))
    shell.click(dialog, "yes")
    assert "gõ mật khẩu" in dialog._wrong.text()
    dialog.secret.setText(SECRET)
    dialog.roles.setCurrentText("Chủ trì hội nghị")
    dialog.visible_block.setChecked(True)
    shot(dialog, "dossier-cosign")
    shell.click(dialog, "yes")
    done(qtbot, page)
    kind, said = shell.notices[-1]
    assert (kind, "Trần Đình Bảo" in said) == ("info", True)
    row = page.roster.record()
    assert row is not None
    (verdict,) = verify(exported / row.file)
    assert verdict.verdict is Verdict.GOOD, verdict.sentence
    assert verdict.signers[-1].name == "Trần Đình Bảo"
    assert verdict.digest in {one["sha256"] for one in dossier.recorded(desk)}


def test_a_wrong_passphrase_is_a_notice(
    qtbot: QtBot, page: DossierPage, exported: Path, shell: Shell, tmp_path: Path
) -> None:
    key = tmp_path / "chu-tri.p12"
    signing.create_key(key, SECRET, "Trần Đình Bảo")
    dialog = ask(shell, page)
    dialog.take_key(str(key))
    dialog.secret.setText("sai roi")
    shell.click(dialog, "yes")
    done(qtbot, page)
    assert shell.notices[-1][0] == "error"
    assert "chưa đúng" in shell.notices[-1][1]


@pytest.mark.skipif(hsm.module() is None, reason="SoftHSM2 is not installed")
def test_a_person_signs_with_a_token(
    qtbot: QtBot, page: DossierPage, exported: Path, shell: Shell, tmp_path: Path
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    folder = tmp_path / "hsm"
    folder.mkdir()
    with hsm.opened(folder) as token:
        token.token("Bi thu")
        token.key(folder, "Bi thu", "01", "bi-thu", key)
        token.certificate("Bi thu", "01", "bi-thu", hsm.certificate_of(key, "Nguyễn Văn Hòa"))
        dialog = ask(shell, page)
        dialog.take_module(str(tmp_path / "khong-co.so"))
        qtbot.waitUntil(lambda: "Không đọc được" in dialog._wrong.text(), timeout=30000)
        dialog.take_module(str(token.module))
        qtbot.waitUntil(lambda: dialog.certificates.count() == 1, timeout=30000)
        assert "chỉ thử đúng một lần" in dialog._warning.text()
        dialog.secret.setText(hsm.PIN)
        shell.click(dialog, "yes")
        done(qtbot, page)
    row = page.roster.record()
    assert row is not None
    assert verify(exported / row.file)[0].signers[-1].name == "Nguyễn Văn Hòa"


def test_only_an_exported_paper_gets_more_signatures(page: DossierPage) -> None:
    page.roster.choose_row(0)
    assert not page.one_paper.cosign.isEnabled()


def test_clean_papers_stand_beside_the_book(
    qtbot: QtBot, desk: Desk, page: DossierPage, shell: Shell
) -> None:
    shell.choose(page, "unsigned")
    done(qtbot, page)
    folder = desk.book.path.with_name("chi-bo.ho-so") / signatures.UNSIGNED
    assert len(list(folder.glob("*.pdf"))) == len(dossier.collect(desk).papers)
    assert shell.notices[-1][0] == "info"


def test_the_bundle_is_made_anew_after_a_signature(
    qtbot: QtBot, desk: Desk, page: DossierPage, exported: Path, shell: Shell, shot: Shot, tmp_path: Path
) -> None:
    key = tmp_path / "chu-tri.p12"
    signing.create_key(key, SECRET, "Trần Đình Bảo")
    row = page.roster.record()
    assert row is not None
    with signatures.key_signer(key, SECRET) as signer:
        signatures.record(desk, list(signatures.sign([exported / row.file], signer, "chu-tri")))
    shell.choose(page, "rebundle")
    dialog = page.findChildren(PassphraseDialog)[-1]
    shot(dialog, "dossier-rebundle")
    dialog.passphrase.setText("mot mat khau dai")
    shell.click(dialog, "yes")
    done(qtbot, page)
    kind, said = shell.notices[-1]
    assert (kind, "ban-cu" in said) == ("info", True), said
    with zipfile.ZipFile(next(exported.glob("*.zip"))) as archive:
        assert archive.read(row.file) == (exported / row.file).read_bytes()
    sheet = verify_sheet(exported / control.FILE)
    assert sheet.verdict is Verdict.GOOD, sheet.sentence
    assert "ký thêm" not in sheet.sentence
    shell.choose(page, "rebundle")
    dialog = page.findChildren(PassphraseDialog)[-1]
    dialog.passphrase.setText("mot mat khau dai")
    shell.click(dialog, "yes")
    done(qtbot, page)
    assert shell.notices[-1][0] == "error"
    assert "Chưa có văn bản nào được ký thêm" in shell.notices[-1][1]


def test_there_is_no_bundle_to_make_anew_before_the_export(page: DossierPage, shell: Shell) -> None:
    shell.choose(page, "rebundle")
    assert shell.notices[-1] == ("error", "Đồng chí xuất hồ sơ trước; sau khi ký thêm thì lập lại gói nộp.")
