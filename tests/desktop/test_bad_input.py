"""Bad input at the commands: one clear sentence, the right exit code, nothing written."""

import resource
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import dossier
from desktop.cli import main
from desktop.commands import PASSPHRASE
from tests.desktop.test_rehearsal import SMALL

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a whole rehearsed season."""
    out = tmp_path_factory.mktemp("played") / "ra"
    assert main(["rehearse", str(SMALL), "--out", str(out)]) == 0
    return out


@pytest.fixture
def book(played: Path, tmp_path: Path) -> Path:
    """A copy of the book that a test may spoil, without its key."""
    return Path(shutil.copy(next(played.glob("*.chibo")), tmp_path / "so.chibo"))


def refused(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert main(list(argv)) == 2
    said = capsys.readouterr().err.strip()
    assert len(said.splitlines()) == 1
    return said


def test_a_newer_book(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect(book) as db:
        db.execute("PRAGMA user_version=9999")
    before = book.read_bytes()
    assert "mới hơn" in refused(capsys, "results", str(book))
    assert book.read_bytes() == before


def test_a_truncated_book(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book.write_bytes(book.read_bytes()[:9000])
    before = book.read_bytes()
    refused(capsys, "results", str(book))
    assert book.read_bytes() == before


def test_a_file_that_is_no_book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "thu.chibo"
    text.write_text("không phải sổ", encoding="utf-8")
    assert "thu.chibo" in refused(capsys, "results", str(text))
    assert text.read_text(encoding="utf-8") == "không phải sổ"


def test_a_missing_book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused(capsys, "results", str(tmp_path / "khong-co.chibo"))
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_passphrase_writes_nothing(
    played: Path,
    book: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(PASSPHRASE, "mật khẩu đúng của khóa")
    assert main(["export", str(book), "--out", str(tmp_path / "dung")]) == 0
    monkeypatch.setenv(PASSPHRASE, "mật khẩu sai của khóa")
    capsys.readouterr()
    assert "Mật khẩu" in refused(capsys, "export", str(book), "--out", str(tmp_path / "sai"))
    assert not (tmp_path / "sai").exists()


def test_a_short_passphrase_makes_no_key(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSPHRASE, "ngắn")
    assert "8 ký tự" in refused(capsys, "export", str(book), "--out", str(tmp_path / "ra"))
    assert not list(tmp_path.glob("*.p12"))


def limited(size: int, *argv: str) -> subprocess.CompletedProcess[str]:
    """Run a command on a disk that takes files of at most `size` bytes."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    command = [sys.executable, "-m", "desktop", *argv]
    return subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )


@pytest.mark.parametrize("size", [4096, 60_000, 150_000])
def test_a_full_disk(tmp_path: Path, size: int) -> None:
    out = tmp_path / "ra"
    done = limited(size, "rehearse", str(SMALL), "--out", str(out))
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not out.exists()


def test_nothing_to_verify_and_something_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(tmp_path / "khong-co.pdf")]) == 2
    text = tmp_path / "thu.pdf"
    text.write_text("không phải PDF", encoding="utf-8")
    assert main(["verify", str(text)]) == 2
    assert capsys.readouterr().out.count("\n") == 2


def test_a_changed_paper_is_wrong(played: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = Path(shutil.copy(next(played.glob("*.pdf")), tmp_path / "sua.pdf"))
    content = bytearray(paper.read_bytes())
    content[len(content) // 3] ^= 1
    paper.write_bytes(content)
    assert main(["verify", str(paper), *(str(p) for p in played.glob("*.zip"))]) in {1, 2}


def test_every_throwaway_passphrase_is_new() -> None:
    assert dossier.throwaway_passphrase() != dossier.throwaway_passphrase()
