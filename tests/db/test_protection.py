"""A book with a passphrase: not a readable byte on the disk, and in all else the same book."""

import os
import random
import shutil
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

import pytest

from db import engine, migrations, protection
from db import operations as op
from db.backup import backup
from db.connection import SETTINGS, Book, create_book, open_book
from db.errors import (
    BookError,
    BookInUse,
    DamagedBook,
    NewerBook,
    NotABook,
    PassphraseNeeded,
    Refused,
    WrongPassphrase,
)
from db.history import verify_history
from db.protection import is_protected, set_passphrase
from db.reading import read_book
from db.restore import look_inside, restore
from db.store import load_history
from tests.ballot_box.boxes import memory_disk
from tests.db.sample import AT, DAY, MEMBERS, UNIT, book_after, member, regulation, season_of, whole_year
from tests.db.test_files import picture, sentence

SECRET = "mùa xuân 'năm' ấy"
OTHER = "một mật khẩu khác"
NAME = MEMBERS[0].name
FULL = 256_000  # rounds of SQLCipher 4


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A memory disk where there is one: books are written hundreds of times here."""
    with TemporaryDirectory(dir=memory_disk(), prefix="chibo-") as folder:
        yield Path(folder)


@pytest.fixture(autouse=True)
def quick_keys() -> Iterator[None]:
    """Derive keys in few rounds; one test below sees that the program itself takes the full number."""
    rounds(1000)
    yield
    rounds(FULL)


def rounds(number: int) -> None:
    """Say in how many rounds this process derives keys from now on."""
    db = engine.connect(":memory:", SECRET)
    db.execute(f"PRAGMA cipher_default_kdf_iter={number}")
    db.close()


def protected(path: Path, *steps: Callable[[Book], None]) -> Path:
    """A closed, protected book after these steps."""
    book_after(path, *steps).close()
    set_passphrase(path, "", SECRET)
    return path


def traces(folder: Path, text: str) -> list[str]:
    """The files of a folder that hold this text as UTF-8 or UTF-16."""
    forms = [text.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    return sorted(n for n, content in picture(folder).items() if any(form in content for form in forms))


def test_no_name_lies_readable_in_any_byte(tmp_path: Path) -> None:
    plain, safe = tmp_path / "plain", tmp_path / "safe"
    for folder, passphrase in ((plain, ""), (safe, SECRET)):
        folder.mkdir()
        with create_book(folder / "so.chibo", passphrase=passphrase) as book:
            whole = season_of(fill(book))
            backup(book, folder / "sao.chibo")
            with book.transaction():  # a journal of the old pages lies there
                book.update("members", {"id": "DV01"}, {"name": "Trần Văn Mới"})
                book.connection.execute("PRAGMA cache_spill=1")
                assert (folder / "so.chibo-journal").stat().st_size > 0
                seen = traces(folder, NAME)
        assert len(whole.members) == len(MEMBERS)
        assert seen == (["sao.chibo", "so.chibo", "so.chibo-journal"] if folder == plain else [])
        words = ("CREATE TABLE", "SQLite format", "DV01", UNIT.name, "add_member")
        assert all(bool(traces(folder, text)) == (folder == plain) for text in words)


def fill(book: Book) -> Book:
    op.set_up_unit(book, UNIT, regulation().id, 2025, DAY, AT)
    for one in MEMBERS:
        op.add_member(book, one, AT)
    return book


def test_a_whole_year_is_the_same_with_and_without_a_passphrase(tmp_path: Path) -> None:
    with book_after(tmp_path / "plain.chibo", whole_year) as book:
        expected, steps = season_of(book), load_history(book)
    with create_book(tmp_path / "so.chibo", passphrase=SECRET) as book:
        whole_year(fill(book))
    with open_book(tmp_path / "so.chibo", SECRET) as book:
        found = season_of(book)
        assert verify_history(book).ok
        assert [one.body for one in load_history(book)] == [one.body for one in steps]
    assert found.members == expected.members
    assert (found.sessions, found.ballot) == (expected.sessions, expected.ballot)


def test_every_setting_is_read_back(tmp_path: Path) -> None:
    with open_book(protected(tmp_path / "so.chibo"), SECRET) as book:
        for name, value in SETTINGS.items():
            assert book.connection.execute(f"PRAGMA {name}").fetchone()[0] == value


def test_the_key_is_derived_in_many_rounds(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; from db.connection import create_book\n"
        f"book = create_book(Path({str(tmp_path / 'so.chibo')!r}), passphrase='mùa xuân ấy')\n"
        "print(*(book.connection.execute(f'PRAGMA {n}').fetchone()[0] for n in"
        " ('kdf_iter', 'cipher_kdf_algorithm', 'cipher_hmac_algorithm', 'cipher_use_hmac')))\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.split() == [str(FULL), "PBKDF2_HMAC_SHA512", "HMAC_SHA512", "1"]


def test_without_the_passphrase_nothing_opens_and_nothing_changes(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = protected(tmp_path / "so.chibo")
    before = picture(tmp_path)
    for given, kind in (
        ("", PassphraseNeeded),
        ("sai mật khẩu", WrongPassphrase),
        (SECRET[:-1], WrongPassphrase),
    ):
        for way in (open_book, read_book, look_inside):
            with pytest.raises(kind) as found:
                way(path, given)
            assert "so.chibo" in sentence(found.value)
        with pytest.raises(kind):
            set_passphrase(path, given, OTHER)
        with pytest.raises(kind):
            restore(path, tmp_path / "moi.chibo", AT, given)
    assert picture(tmp_path) == before
    assert capfd.readouterr() == ("", "")


def test_either_spelling_of_the_letters_opens(tmp_path: Path) -> None:
    path = protected(tmp_path / "so.chibo")
    apart = unicodedata.normalize("NFD", SECRET)
    assert apart != SECRET
    open_book(path, apart).close()
    set_passphrase(path, apart, OTHER)
    open_book(path, OTHER).close()


def test_the_passphrase_is_changed_and_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "so.chibo"
    with book_after(path, whole_year) as book:
        whole, head = season_of(book), verify_history(book)
    told = []
    for old, new in (("", SECRET), (SECRET, OTHER), (OTHER, "")):
        set_passphrase(path, old, new)
        told.append(is_protected(path))
        with open_book(path, new) as book:
            assert (season_of(book), verify_history(book), book.passphrase) == (whole, head, new)
            with pytest.raises(BookInUse):
                is_protected(path)
        if new:
            with pytest.raises(WrongPassphrase):
                open_book(path, old or "sai mật khẩu")
    assert told == [True, True, False]
    assert traces(tmp_path, NAME) == ["so.chibo"]
    assert [file.name for file in tmp_path.iterdir()] == ["so.chibo"]


def test_a_plain_book_needs_none_and_takes_none(tmp_path: Path) -> None:
    path = tmp_path / "so.chibo"
    book_after(path).close()
    with open_book(path, "thừa ra") as book:
        assert book.passphrase == ""
    with read_book(path, "thừa ra") as book:
        assert book.passphrase == ""


def test_a_short_passphrase_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "so.chibo"
    book_after(path).close()
    with pytest.raises(BookError, match="ít nhất 8"):
        set_passphrase(path, "", "1234567")
    assert not is_protected(path)


def test_an_open_book_is_not_converted(tmp_path: Path) -> None:
    with book_after(tmp_path / "so.chibo") as book:
        with pytest.raises(BookInUse):
            set_passphrase(book.path, "", SECRET)
        op.set_setting(book, "vẫn", "ghi được", AT)


def test_a_protected_book_is_one_program_s_alone(tmp_path: Path) -> None:
    path = protected(tmp_path / "so.chibo")
    script = (
        "from pathlib import Path; from db.connection import open_book; from tests.db import test_protection as t\n"
        f"t.rounds(1000); open_book(Path({str(path)!r}), t.SECRET)"
    )
    with open_book(path, SECRET):
        run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
        assert "BookInUse" in run.stderr
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def spoiled(content: bytes) -> Iterator[bytes]:
    """The file with one bit turned, at its start, at its end and in between."""
    places = random.Random(1)
    for place in (0, 17, 100, 4095, len(content) - 1, *(places.randrange(len(content)) for _ in range(30))):
        yield content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def test_one_bit_turned_anywhere_is_refused(tmp_path: Path) -> None:
    path = protected(tmp_path / "so.chibo", whole_year)
    whole = path.read_bytes()
    for content in spoiled(whole):
        path.write_bytes(content)
        for way in (open_book, look_inside):
            with pytest.raises((DamagedBook, WrongPassphrase)):
                way(path, SECRET)
        assert path.read_bytes() == content
    for content in (whole[:8192], whole[:-4096], whole + bytes(4096)):
        path.write_bytes(content)
        with pytest.raises(DamagedBook):
            open_book(path, SECRET)
    path.write_bytes(whole[:-1])
    with pytest.raises(NotABook):
        open_book(path, SECRET)
    path.write_bytes(whole)
    open_book(path, SECRET).close()


def test_a_protected_file_of_another_program_or_a_newer_one(tmp_path: Path) -> None:
    path = protected(tmp_path / "so.chibo")
    for pragma, kind in (("user_version=99", NewerBook), ("application_id=1", NotABook)):
        db = engine.connect(path, SECRET)
        db.execute(f"PRAGMA {pragma}")
        db.close()
        with pytest.raises(kind):
            open_book(path, SECRET)


def test_what_the_book_refuses_is_said_in_the_same_words(tmp_path: Path) -> None:
    said: list[list[str]] = []
    for passphrase in ("", SECRET):
        with create_book(tmp_path / f"so{len(said)}.chibo", passphrase=passphrase) as book:
            whole_year(fill(book))
            said.append([])
            for change in (
                lambda book: book.update("sessions", {"id": "chi_bo"}, {"place": "khác"}),
                lambda book: book.delete("history", {"seq": 1}),
                lambda book: book.update("members", {"id": "DV01"}, {"sick_months": 99}),
                lambda book: book.insert("hand_ins", {"member": "DV99", "paper": "x", "day": "2025-12-01"}),
            ):
                with pytest.raises(Refused) as found, book.transaction():
                    change(book)
                said[-1].append(str(found.value))
            assert verify_history(book).ok
    assert said[0] == said[1]


def test_a_backup_has_the_same_passphrase_and_is_put_back(tmp_path: Path) -> None:
    path, copy = protected(tmp_path / "so.chibo", whole_year), tmp_path / "sao.chibo"
    with open_book(path, SECRET) as book:
        backup(book, copy)
        op.set_setting(book, "sau", "sao lưu", AT)
        before = season_of(book)
    assert is_protected(copy)
    assert look_inside(copy, SECRET).branch == UNIT.name
    kept = restore(copy, path, AT, SECRET)
    assert kept is not None
    assert is_protected(kept)
    with open_book(path, SECRET) as book:
        assert season_of(book) == before
        assert not book.rows("settings", "key='sau'")
    with open_book(kept, SECRET) as book:
        assert book.rows("settings", "key='sau'")


def test_an_older_version_is_copied_protected_before_it_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = protected(tmp_path / "so.chibo")
    monkeypatch.setattr(migrations, "VERSIONS", (*migrations.VERSIONS, ("CREATE TABLE more(x TEXT) STRICT",)))
    with open_book(path, SECRET) as book:
        assert season_of(book).members == MEMBERS
    monkeypatch.setattr(migrations, "VERSIONS", migrations.VERSIONS[:-1])
    copy = next(file for file in tmp_path.iterdir() if "truoc-nang-cap" in file.name)
    with open_book(copy, SECRET) as book:
        assert season_of(book).members == MEMBERS
    assert traces(tmp_path, NAME) == []


def test_what_was_written_differently_does_not_replace_the_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "so.chibo"
    book_after(path, whole_year).close()
    before = picture(tmp_path)
    real = protection._export

    def one_less(db: object, fresh: Path, new: str) -> None:
        real(db, fresh, new)  # type: ignore[arg-type]
        copy = engine.connect(fresh, new)
        copy.execute("DELETE FROM history_head")
        copy.close()

    monkeypatch.setattr(protection, "_export", one_less)
    with pytest.raises(BookError, match="không giống"):
        set_passphrase(path, "", SECRET)
    assert picture(tmp_path) == before


def killed_at(path: Path, number: int) -> bool:
    """Protect the book in a child that is killed at its nth call; False when it was done before that."""
    child = os.fork()
    if not child:
        calls = [0]

        def count(frame: FrameType, event: str, _: object) -> None:
            if event == "c_call" and frame.f_code.co_filename.endswith(("protection.py", "copying.py")):
                calls[0] += 1
                if calls[0] == number:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(count)
        set_passphrase(path, "", SECRET)
        os._exit(0)
    return os.waitpid(child, 0)[1] != 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a child is forked here")
def test_killed_at_any_call_there_is_one_good_book(tmp_path: Path) -> None:
    number, endings = 1, set()
    while True:  # every third call
        path = tmp_path / f"{number}" / "so.chibo"
        path.parent.mkdir()
        book_after(path, whole_year).close()
        whole = path.read_bytes()
        if not killed_at(path, number):
            break
        protected_now = is_protected(path)
        endings.add(protected_now)
        with open_book(path, SECRET if protected_now else "") as book:
            assert len(season_of(book).members) == len(MEMBERS)
            assert verify_history(book).ok
        assert protected_now or path.read_bytes() == whole
        shutil.rmtree(path.parent)
        number += 3
    assert number > 20, number
    assert endings == {True, False}


def test_killed_while_writing_the_journal_is_rolled_back(tmp_path: Path) -> None:
    path = protected(tmp_path / "so.chibo")
    child = os.fork()
    if not child:
        book = open_book(path, SECRET)
        book.connection.execute("BEGIN IMMEDIATE")
        book.connection.execute("PRAGMA cache_size=1")
        book.connection.execute("UPDATE members SET note=hex(randomblob(20000))")
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert (tmp_path / "so.chibo-journal").stat().st_size > 0
    assert traces(tmp_path, NAME) == []
    with open_book(path, SECRET) as book:
        assert season_of(book).members == MEMBERS
        op.add_member(book, member(9), AT)
