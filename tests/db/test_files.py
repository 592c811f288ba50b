"""Files that are no book, newer, damaged, taken or not writable: one sentence each, and not a byte is changed."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from hashlib import sha256
from pathlib import Path

import pytest

from db import migrations
from db.connection import SETTINGS, Book, create_book, open_book
from db.errors import (
    BookError,
    BookExists,
    BookInUse,
    BookMissing,
    DamagedBook,
    DiskFull,
    NewerBook,
    NotABook,
    ReadOnly,
)
from db.schema import (
    VERSION_1,
    VERSION_2,
    VERSION_3,
    VERSION_4,
    VERSION_5,
    VERSION_6,
    VERSION_7,
    VERSION_8,
)
from db.schema_ballots import VERSION_9, VERSION_11
from db.schema_papers import VERSION_10, VERSION_12
from db.store import load_season
from meeting.amendment import Amendment
from meeting.decision import Decision
from meeting.paper_entry import PaperEntry
from meeting.season import AgendaItem, Attendance, Ballot, Member, Review, Session, Unit
from tests.db.sample import MEMBERS, book_after, season_of, whole_year

ROOT = Path(__file__).parents[2]


def made(folder: Path) -> Path:
    """A sound, closed book."""
    path = folder / "so.chibo"
    book_after(path).close()
    return path


def picture(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def sentence(error: BookError) -> str:
    """The text of an error, which is one sentence."""
    text = str(error)
    assert text.endswith(".")
    assert "\n" not in text
    return text


def cut(length: int) -> Callable[[bytes], bytes]:
    """Cut a file short."""
    return lambda content: content[:length]


def foreign(_: bytes) -> bytes:
    """A database of another program."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE t(x)")
    content = db.serialize()
    db.close()
    return content


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (cut(0), NotABook),
        (lambda _: "Biên bản họp chi bộ".encode(), NotABook),
        (foreign, NotABook),
        (cut(10), DamagedBook),
        (cut(99), DamagedBook),
        (cut(4096), DamagedBook),
        (cut(20000), DamagedBook),
        (lambda c: c[:8192] + bytes(4096) + c[12288:], DamagedBook),
        (lambda c: c[:60] + (99).to_bytes(4, "big") + c[64:], NewerBook),
        (lambda c: c[:60] + bytes(4) + c[64:], DamagedBook),
    ],
)
def test_what_is_no_sound_book_is_refused_untouched(
    tmp_path: Path, spoil: Callable[[bytes], bytes], kind: type[BookError]
) -> None:
    path = made(tmp_path)
    path.write_bytes(spoil(path.read_bytes()))
    before = picture(tmp_path)
    with pytest.raises(kind) as found:
        open_book(path)
    assert "so.chibo" in sentence(found.value)
    assert picture(tmp_path) == before


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(BookMissing):
        open_book(tmp_path / "không.chibo")
    with pytest.raises(NotABook, match="thư mục"):
        open_book(tmp_path)
    with pytest.raises(BookError):
        create_book(tmp_path / "không có" / "so.chibo")
    assert list(tmp_path.iterdir()) == []


def test_a_file_marked_read_only(tmp_path: Path) -> None:
    path = made(tmp_path)
    path.chmod(0o444)
    before = picture(tmp_path)
    with pytest.raises(ReadOnly):
        open_book(path)
    assert picture(tmp_path) == before


@pytest.mark.parametrize("content", [b"", b"x"])
def test_a_new_book_never_takes_the_place_of_a_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "so.chibo"
    path.write_bytes(content)
    with pytest.raises(BookExists):
        create_book(path)
    assert picture(tmp_path) == {"so.chibo": content}


def test_a_new_book_where_no_links_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", no_links)
    with create_book(tmp_path / "so.chibo", rehearsal=True) as book:
        assert (len(book.id), book.rehearsal) == (16, True)
    assert [path.name for path in tmp_path.iterdir()] == ["so.chibo"]


def test_the_same_book_twice_in_this_program(tmp_path: Path) -> None:
    path = made(tmp_path)
    with open_book(path) as book:
        with pytest.raises(BookInUse):
            open_book(path)
        assert season_of(book).members == MEMBERS
    open_book(path).close()


SECOND = """
import sys
from pathlib import Path
from db.connection import open_book
from db.errors import BookInUse
try:
    open_book(Path(sys.argv[1])).close()
except BookInUse as error:
    print(error)
    sys.exit(3)
"""


def run_second(path: Path) -> subprocess.CompletedProcess[str]:
    """Another program that wants the same book."""
    done = subprocess.run(
        [sys.executable, "-c", SECOND, path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.stderr == ""
    return done


def test_a_second_program_is_refused_until_the_first_is_done(tmp_path: Path) -> None:
    path = made(tmp_path)
    with open_book(path):
        # Nobody reads the file here: closing a second handle would drop the lock of this program.
        changed = path.stat().st_mtime_ns
        done = run_second(path)
        assert (done.returncode, "đang được mở" in done.stdout) == (3, True)
        assert path.stat().st_mtime_ns == changed
    assert run_second(path).returncode == 0


def test_the_settings_that_make_writing_safe(tmp_path: Path) -> None:
    with create_book(tmp_path / "so.chibo") as book:
        found = {name: book.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in SETTINGS}
    assert found == SETTINGS
    assert (found["journal_mode"], found["synchronous"], found["foreign_keys"]) == ("truncate", 3, 1)


def test_a_file_system_that_takes_no_safe_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path)
    monkeypatch.setitem(SETTINGS, "temp_store", 7)
    with pytest.raises(BookError, match="ghi an toàn"):
        open_book(path)


def test_no_table_is_made_by_accident(tmp_path: Path) -> None:
    with create_book(tmp_path / "so.chibo") as book:
        before = migrations.master_of(book.connection)
        with pytest.raises(LookupError):
            book.insert("member", {"id": "x"})
        assert migrations.master_of(book.connection) == before


def test_every_field_of_a_record_has_its_column(tmp_path: Path) -> None:
    tables = {
        "unit": (Unit, set()),
        "members": (Member, set()),
        "sessions": (Session, {"items", "attendance", "reviews"}),
        "agenda_items": (AgendaItem, set()),
        "attendance": (Attendance, set()),
        "reviews": (Review, set()),
        "ballots": (Ballot, {"tallies", "room", "session", "subjects", "reason", "question"}),
        "ballot_rooms": (Attendance, set()),
        "paper_entries": (PaperEntry, set()),
        "decisions": (Decision, set()),
        "overrides": (Amendment, set()),
    }
    with create_book(tmp_path / "so.chibo") as book:
        for table, (record, elsewhere) in tables.items():
            columns = {row[1] for row in book.connection.execute(f"PRAGMA table_info({table})")}
            assert {field.name for field in fields(record)} - elsewhere <= columns, table


def test_no_table_could_link_a_voter_with_a_vote_or_a_time() -> None:
    ballot_tables = [
        text for text in VERSION_1 if text.startswith(("CREATE TABLE ballots", "CREATE TABLE tallies"))
    ]
    assert len(ballot_tables) == 2
    assert not any("member" in text or "voted" in text for text in ballot_tables)
    assert not any("voted" in text or "voter" in text for text in VERSION_1)


def test_the_first_version_of_the_file_never_changes() -> None:
    assert (
        sha256("\n".join(VERSION_1).encode()).hexdigest()
        == "c0f43573e7020c3dc90fb693dcc0352ada7cd84862fcf40efdb0b27cbae7756e"
    )


def test_the_second_version_of_the_file_never_changes() -> None:
    assert (
        sha256("\n".join(VERSION_2).encode()).hexdigest()
        == "79ef9d9c10e40194be7de2f3d49657f475c43298e16f7604c27852c97cadec62"
    )


def test_the_third_version_of_the_file_never_changes() -> None:
    assert (
        sha256("\n".join(VERSION_3).encode()).hexdigest()
        == "7ac22326414815d4ea12f87b0f7adc05b4e24390be2df88e59194ae8f8f7f1da"
    )


def test_the_fourth_version_of_the_file_never_changes() -> None:
    assert (
        sha256("\n".join(VERSION_4).encode()).hexdigest()
        == "d1788f35636b0c1f7fcce965a75276054ff89a9f7a43341b3bc1255eefac60e7"
    )


def test_the_fifth_version_of_the_file_never_changes() -> None:
    assert (
        sha256("\n".join(VERSION_5).encode()).hexdigest()
        == "64f6a0f7aa18b400d92c797ff7e2b292b3c552212f2ea0186931a6779c01c6e0"
    )


def test_the_sixth_version_of_the_file_never_changes() -> None:
    assert (
        sha256("\n".join(VERSION_6).encode()).hexdigest()
        == "b18a2d2be7832acd8128847c844033360c2480d3bc898394b8b8d1c1716d822f"
    )


def test_the_seventh_version_of_the_file_never_changes() -> None:
    assert (
        sha256("\n".join(VERSION_7).encode()).hexdigest()
        == "6bcb2d3b2ec6664b2ba6374c898a803df1c3b614b20e957c97841b500b6790a2"
    )


def test_the_eighth_version_of_the_file_never_changes() -> None:
    assert (
        sha256("\n".join(VERSION_8).encode()).hexdigest()
        == "95a7ad019779f5262e1e0c9745d7ff6fb95b9b98cfcfac0f3c6ea1320bb0edac"
    )


def test_the_ninth_version_of_the_file_never_changes() -> None:
    assert (
        sha256("\n".join(VERSION_9).encode()).hexdigest()
        == "e864d54b8d8c8ba44cbf560dd872a4eed9cccc641311e2b55da38e647025c75f"
    )


def test_the_tenth_version_of_the_file_never_changes() -> None:
    assert (
        sha256("\n".join(VERSION_10).encode()).hexdigest()
        == "2e0bd626026e5afb290b7cc187047f1aca22ac334b0cbb405b79a2402c6b9d92"
    )


def test_the_eleventh_version_of_the_file_never_changes() -> None:
    assert (
        sha256("\n".join(VERSION_11).encode()).hexdigest()
        == "fabe3fc88e1d30758a40851de0a9405a1fcea18bffa947505eec6c149f3626c3"
    )


def test_the_twelfth_version_of_the_file_never_changes() -> None:
    assert (
        sha256("\n".join(VERSION_12).encode()).hexdigest()
        == "cae12b200b1cab30985b2ca81092f2134d893033d84c38c39e0f5464563a4764"
    )


NOW = len(migrations.VERSIONS)
NEW_TABLES = (
    "ALTER TABLE tallies DROP COLUMN against",
    *(
        f"DROP TABLE {name}"
        for name in (
            "paper_data",
            "sendings",
            "decisions",
            "hand_ins",
            "review_texts",
            "remedies",
            "past_years",
            "branch_years",
            "paper_numbers",
            "reratings",
            "collectives",
            "inspection",
            "further_rounds",
            "paper_entries",
            "ballot_rooms",
        )
    ),
)


def test_a_book_of_the_first_version_gets_the_tables_of_later_ones(tmp_path: Path) -> None:
    path = made(tmp_path)
    outside(path, *NEW_TABLES, "PRAGMA user_version=1")
    with open_book(path) as book:
        assert migrations.version_of(book.connection) == NOW
        season = season_of(book)
        assert (season.members, season.decisions, season.remedies) == (MEMBERS, (), ())
        assert season.collectives == ()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["so-truoc-nang-cap-1.chibo", "so.chibo"]


def test_an_older_book_is_copied_and_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path)
    old = path.read_bytes()
    another = ("CREATE TABLE extra(id INTEGER PRIMARY KEY) STRICT", "ALTER TABLE unit ADD COLUMN phone TEXT")
    monkeypatch.setattr(migrations, "VERSIONS", (*migrations.VERSIONS, another))
    (tmp_path / f"so-truoc-nang-cap-{NOW}.chibo").write_bytes(b"cu")
    with open_book(path) as book:
        assert migrations.version_of(book.connection) == NOW + 1
        assert season_of(book).members == MEMBERS
    open_book(path).close()
    monkeypatch.undo()
    before = picture(tmp_path)
    assert sorted(before) == [
        f"so-truoc-nang-cap-{NOW}-2.chibo",
        f"so-truoc-nang-cap-{NOW}.chibo",
        "so.chibo",
    ]
    with pytest.raises(NewerBook, match="mới hơn"):
        open_book(path)
    assert picture(tmp_path) == before
    copy = tmp_path / f"so-truoc-nang-cap-{NOW}-2.chibo"
    assert len(copy.read_bytes()) == len(old)
    with open_book(copy) as book:
        assert season_of(book).members == MEMBERS


def test_an_update_that_fails_leaves_the_old_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path)
    broken = ("CREATE TABLE extra(id INTEGER PRIMARY KEY) STRICT", "DROP TABLE nothing")
    monkeypatch.setattr(migrations, "VERSIONS", (*migrations.VERSIONS, broken))
    with pytest.raises(BookError):
        open_book(path)
    monkeypatch.undo()
    with open_book(path) as book:
        assert season_of(book).members == MEMBERS


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TRIGGER history_keeps",
        "DROP TABLE reviews",
        "CREATE TABLE note(x)",
        "CREATE INDEX i ON history(h)",
    ],
)
def test_tables_changed_from_outside_are_noticed(tmp_path: Path, sql: str) -> None:
    path = made(tmp_path)
    outside(path, sql)
    with pytest.raises(DamagedBook):
        open_book(path)


def outside(path: Path, *statements: str) -> None:
    """Another program writes to the book."""
    db = sqlite3.connect(path)
    with db:
        for sql in statements:
            db.execute(sql)
    db.close()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE members SET tasks='{không}'",
        "UPDATE members SET grades='[9]'",
        "UPDATE unit SET \"groups\"='[1,]'",
        "UPDATE book SET meeting_day=NULL",
        "UPDATE book SET year=NULL",
    ],
)
def test_rows_that_no_program_of_ours_writes(tmp_path: Path, sql: str) -> None:
    path = made(tmp_path)
    outside(path, sql)
    with open_book(path) as book, pytest.raises(DamagedBook):
        load_season(book)


def test_a_book_without_its_first_row(tmp_path: Path) -> None:
    path = made(tmp_path)
    outside(path, "DELETE FROM book")
    with pytest.raises(DamagedBook):
        open_book(path)
    with pytest.raises(DamagedBook):  # it is closed again, not "in use"
        open_book(path)


def fill(book: Book) -> None:
    """Write until the disk takes no more."""
    from db import operations as op
    from tests.db.sample import AT

    for number in range(10_000):
        op.set_setting(book, f"mục {number}", "x" * 3000, AT)


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "so.chibo"
    with book_after(path, whole_year) as book:
        before = season_of(book)
        pages = book.connection.execute("PRAGMA page_count").fetchone()[0]
        book.connection.execute(f"PRAGMA max_page_count={pages + 20}")
        with pytest.raises(DiskFull) as found:
            fill(book)
        assert "so.chibo" in sentence(found.value)
        book.connection.execute("PRAGMA max_page_count=1000000")
        assert season_of(book) == before
    with open_book(path) as book:
        assert season_of(book) == before


def test_a_book_moved_away_while_it_is_open(tmp_path: Path) -> None:
    path = made(tmp_path)
    with open_book(path) as book:
        path.rename(tmp_path / "khác.chibo")
        with pytest.raises(BookError, match="dời"):
            fill(book)
    with open_book(tmp_path / "khác.chibo") as book:
        assert season_of(book).members == MEMBERS
