"""Commands on a book with a passphrase: from a file or the keyboard; a wrong one is refused with code 2."""

import getpass
import io
import json
import sys
from pathlib import Path

import pytest

from db.protection import set_passphrase
from desktop.cli import REFUSED, main
from desktop.sample import make_sample

SECRET = "một mùa xuân nho nhỏ"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "so.chibo"
    make_sample(path).close()
    set_passphrase(path, "", SECRET)
    return path


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_file_of_the_passphrase_opens_the_book(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mat-khau.txt"
    file.write_bytes(b"\xef\xbb\xbf" + SECRET.encode() + b"\r\n")
    assert main(["results", str(book), "--json", "--passphrase-file", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)
    assert (
        main(["export", str(book), "--out", str(tmp_path / "ra"), "--drafts", "--passphrase-file", str(file)])
        == 0
    )


def test_the_keyboard_is_asked(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = [SECRET, "sai"]
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(getpass, "getpass", lambda _: answers.pop(0))
    assert main(["results", str(book), "--json"]) == 0
    assert main(["results", str(book), "--json"]) == REFUSED
    assert "Mật khẩu chưa đúng" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["results"], ["export", "--out", "ra"], ["export", "--out", "ra", "--unsigned"],
                                     ["export", "--out", "ra", "--members"]])  # fmt: skip
def test_without_it_nothing_is_done(
    book: Path,
    tmp_path: Path,
    command: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    (tmp_path / "sai.txt").write_text("sai mật khẩu", encoding="utf-8")
    (tmp_path / "trong.txt").write_text("\n", encoding="utf-8")
    (tmp_path / "chu-la.txt").write_bytes(b"\xff\xfe")
    before = sorted(tmp_path.iterdir()), book.read_bytes()
    for more, said in (
        ([], "--passphrase-file"),
        (["--passphrase-file", "sai.txt"], "Mật khẩu chưa đúng"),
        (["--passphrase-file", "trong.txt"], "dòng đầu"),
        (["--passphrase-file", "chu-la.txt"], "Không đọc được"),
        (["--passphrase-file", "khong.txt"], "Không đọc được"),
    ):
        assert main([command[0], str(book), *command[1:], *more]) == REFUSED
        told = capsys.readouterr().err
        assert said in told
        assert told.count("\n") == 1
    assert (sorted(tmp_path.iterdir()), book.read_bytes()) == before


def test_the_passphrase_is_no_argument(book: Path) -> None:
    assert main(["results", str(book), f"--passphrase={SECRET}"]) == REFUSED


def test_signing_asks_before_it_signs(book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    paper = tmp_path / "a.pdf"
    paper.write_bytes(b"%PDF")
    arguments = ["sign", str(paper), "--key", str(tmp_path / "k.p12"), "--book", str(book)]
    assert main(arguments) == REFUSED
    assert paper.read_bytes() == b"%PDF"
