"""Signing and checking from the command line, over a dossier that was really exported."""

import hashlib
import json
import shutil
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from db.store import load_documents
from desktop import signatures
from desktop.cli import main
from desktop.commands import PASSPHRASE as KEY
from desktop.desk import Desk
from desktop.signing_command import PASSPHRASE, PIN
from forms import control, signing
from forms.verify import Verdict, verify, verify_sheet
from tests.desktop.test_bad_input import refused
from tests.desktop.test_rehearsal import SMALL
from tests.forms import hsm
from tests.forms.attacks import append
from tests.forms.pictures import render, save, turned
from tests.forms.tools import pages_of

SECRET = "hoa sen trắng"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("played") / "ra"
    assert main(["rehearse", str(SMALL), "--out", str(out)]) == 0
    return out


@pytest.fixture
def folder(played: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(played, tmp_path / "ra"))


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "chu-tri.p12"
    signing.create_key(path, SECRET, "Trần Thị Bình")
    monkeypatch.setenv(PASSPHRASE, SECRET)
    return path


def papers(folder: Path) -> list[Path]:
    return sorted(one for one in folder.glob("*.pdf") if one.name != control.FILE)


def book_of(folder: Path) -> Path:
    return next(folder.glob("*.chibo"))


def test_a_person_signs_two_papers_and_the_book_knows(
    folder: Path, key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = papers(folder)[:2]
    command = ["sign", str(first), str(second), "--key", str(key), "--role", "chu-tri", "--visible"]
    assert main([*command, "--book", str(book_of(folder))]) == 0
    assert "đã ký: " in capsys.readouterr().out
    for path in (first, second):
        (verdict,) = verify(path)
        assert verdict.verdict is Verdict.GOOD, verdict.sentence
        assert verdict.signers[-1].name == "Trần Thị Bình"
    with Desk.open(book_of(folder)) as desk:
        copies = [one for one in load_documents(desk.book) if one.file == first.name]
    assert [len(one.signed_by) for one in copies] == [1, 2]
    assert copies[-1].signed_by[-1] == "Trần Thị Bình"
    assert "2 văn bản được ký thêm" in verify_sheet(folder / control.FILE).sentence
    said = refused(capsys, "sign", str(first), "--key", str(key))
    assert "đã ký văn bản này rồi" in said


def test_what_was_signed_before_a_refusal_is_in_the_book(
    folder: Path, key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = papers(folder)[0]
    other = folder / "khac.pdf"
    other.write_bytes(b"%PDF-1.7\n")
    said = refused(capsys, "sign", str(first), str(other), "--key", str(key), "--book", str(book_of(folder)))
    assert "Chưa ký được" in said
    with Desk.open(book_of(folder)) as desk:
        newest = [one for one in load_documents(desk.book) if one.file == first.name][-1]
    assert newest.signed_by[-1] == "Trần Thị Bình"


def test_clean_papers_for_another_program_stand_in_a_folder_of_their_own(
    folder: Path, tmp_path: Path, key: Path
) -> None:
    out = tmp_path / "de-ky"
    assert main(["export", str(book_of(folder)), "--out", str(out), "--unsigned"]) == 0
    clean = sorted((out / signatures.UNSIGNED).iterdir())
    assert [one.name for one in clean] == [one.name for one in papers(folder)]
    for one in clean:
        content = one.read_bytes()
        assert b"/ByteRange" not in content
        assert b"/AcroForm" not in content
        assert (folder / one.name).read_bytes().startswith(content) or "muc-luc" in one.name
    assert [p.name for p in out.iterdir()] == [signatures.UNSIGNED]
    assert main(["sign", str(clean[0]), "--key", str(key)]) == 0
    assert main(["verify", str(clean[0])]) == 0


@pytest.mark.skipif(hsm.module() is None, reason="SoftHSM2 is not installed")
def test_a_person_signs_with_a_token(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = papers(folder)[0]
    before = path.read_bytes()
    key = ec.generate_private_key(ec.SECP256R1())
    with hsm.opened(tmp_path) as tokens:
        tokens.token("Bi thu")
        tokens.key(tmp_path, "Bi thu", "01", "bi-thu", key)
        tokens.certificate("Bi thu", "01", "bi-thu", hsm.certificate_of(key, "Nguyễn Văn An"))
        command = ["sign", str(path), "--token", str(tokens.module)]
        assert main(command) == 0
        assert "bi-thu: Nguyễn Văn An, thiết bị “Bi thu”" in capsys.readouterr().out
        command += ["--certificate", "bi-thu"]
        monkeypatch.setenv(PIN, "sai-pin-roi")
        assert main(command) == 2
        said = capsys.readouterr().err
        assert "tự khóa sau vài lần" in said
        assert "Mã PIN chưa đúng" in said
        assert path.read_bytes() == before
        monkeypatch.setenv(PIN, hsm.PIN)
        assert main(command) == 0
        assert "Đã có lần nhập sai mã PIN" in capsys.readouterr().err
    assert verify(path)[0].signers[-1].name == "Nguyễn Văn An"


def test_signing_asks_for_what_is_missing(
    folder: Path, key: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(papers(folder)[0])
    assert "đúng một cách ký" in refused(capsys, "sign", path)
    assert "đúng một cách ký" in refused(capsys, "sign", path, "--key", str(key), "--token", "a.so")
    assert "ít nhất một văn bản" in refused(capsys, "sign", "--key", str(key))
    assert "Không đọc được thư viện" in refused(capsys, "sign", path, "--token", str(folder / "khong-co.dll"))
    monkeypatch.setenv(PASSPHRASE, "sai mật khẩu")
    assert "chưa đúng" in refused(capsys, "sign", path, "--key", str(key))
    monkeypatch.delenv(PASSPHRASE)
    monkeypatch.setattr("sys.stdin", StringIO())
    assert PASSPHRASE in refused(capsys, "sign", path, "--key", str(key))


def test_verify_knows_keys_and_finds_printed_pages(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = papers(folder)[1]
    assert main(["verify", str(path), "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    print_of = told["signers"][0]["fingerprint"]
    assert main(["verify", str(path), "--fingerprint", print_of]) == 0
    assert "Khóa đã biết" in capsys.readouterr().out
    assert main(["verify", str(path), "--fingerprint", "0" * 64]) == 1
    assert "Khóa chưa biết" in capsys.readouterr().out
    picture = save(turned(render(path, 150), 3), tmp_path / "anh.jpg")
    bundle = next(folder.glob("*.zip"))
    assert main(["verify", str(picture), "--dossier", str(bundle)]) == 0
    assert "thuộc hồ sơ" in capsys.readouterr().out
    assert main(["verify", str(picture)]) == 2
    assert main(["verify", f"CB1:KP:AAAAAAAA:2023:KP01:1/1:{'A' * 52}", "--dossier", str(bundle)]) == 1
    assert "--dossier" in capsys.readouterr().out
    assert "Không mở được hồ sơ" in refused(capsys, "verify", str(picture), "--dossier", str(tmp_path / "x"))


def test_the_bundle_is_made_anew_from_the_papers_that_were_signed_since(
    folder: Path, key: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(KEY, SECRET)
    book, out = book_of(folder), folder / "ho-so"
    book.with_suffix(".p12").unlink()  # the rehearsal's own, whose passphrase nobody knows
    said = refused(capsys, "export", str(book), "--out", str(out), "--rebundle")
    assert "chưa có khóa ký" in said
    assert main(["export", str(book), "--out", str(out)]) == 0
    said = refused(capsys, "export", str(book), "--out", str(out), "--rebundle")
    assert "Chưa có văn bản nào được ký thêm" in said
    first = papers(out)[0]
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    assert main(["sign", str(first), "--key", str(key), "--role", "chu-tri", "--book", str(book)]) == 0
    assert main(["export", str(book), "--out", str(out), "--rebundle"]) == 0
    assert main(["verify", str(out)]) == 0
    bundle = next(out.glob("*.zip"))
    with zipfile.ZipFile(bundle) as archive:
        assert archive.read(first.name) == first.read_bytes() != before[first.name]
    old = {path.name: path.read_bytes() for path in (out / "ban-cu" / "lan-1").iterdir()}
    assert old == {name: before[name] for name in old}
    index = next(path.name for path in out.glob("*muc-luc*"))
    assert set(old) == {control.FILE, bundle.name, index}
    text = " ".join(pages_of(out / index)).replace("\n", "")
    assert hashlib.sha256(first.read_bytes()).hexdigest() in "".join(text.split())
    with Desk.open(book) as desk:
        known = {one.sha256 for one in load_documents(desk.book)}
    for path in (out / index, out / control.FILE):
        assert hashlib.sha256(path.read_bytes()).hexdigest() in known


def test_a_bundle_is_not_made_of_papers_that_are_not_the_exported_ones(
    folder: Path, key: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(KEY, SECRET)
    book, out = book_of(folder), folder / "ho-so"
    book.with_suffix(".p12").unlink()
    assert main(["export", str(book), "--out", str(out)]) == 0
    command = ["export", str(book), "--out", str(out), "--rebundle"]
    first = papers(out)[0]
    content = first.read_bytes()
    for other, why in ((b"%PDF-1.7 khac", "không phải là bản đã xuất"), (append(content), "đã bị sửa")):
        first.write_bytes(other)
        assert why in refused(capsys, *command)
    first.unlink()
    assert "Không đọc được" in refused(capsys, *command)
    shutil.copy(next(out.glob("*.zip")), out / "goi-nop-khac.zip")
    assert "đúng một gói nộp" in refused(capsys, *command)
    assert not (out / "ban-cu").exists()
