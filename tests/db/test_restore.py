"""A look into a book file without touching it, and a restore that loses nothing."""

import os
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from db import operations as op
from db import restore as restoring
from db.backup import Copy, Keeping, backup, backup_name, copies, outdated, thin_out
from db.connection import open_book
from db.errors import BookError, BookInUse, BookMissing, DamagedBook, NewerBook, NotABook
from db.reading import read_book
from db.restore import look_inside, restore
from db.store import load_history
from tests.db.sample import (
    AT,
    UNIT,
    book_after,
    conclude,
    count,
    season_of,
    until_branch_open,
    vote,
    whole_year,
)
from tests.db.test_files import NEW_TABLES, outside


def a_backup(tmp_path: Path) -> Path:
    target = tmp_path / "so-20251220-0830.saoluu.chibo"
    with book_after(tmp_path / "so.chibo", whole_year) as book:
        backup(book, target)
        op.set_setting(book, "sau", "sao lưu", AT + timedelta(days=1))
    return target


def test_a_look_inside_tells_whose_book_it_is_and_touches_nothing(tmp_path: Path) -> None:
    path = a_backup(tmp_path)
    path.chmod(0o444)
    before = (path.read_bytes(), sorted(tmp_path.iterdir()))
    found = look_inside(path)
    assert (found.branch, found.year, found.members, found.changed) == (UNIT.name, 2025, 4, AT)
    assert (found.closed_sessions, found.sessions, found.intact) == (4, 4, True)
    assert (path.read_bytes(), sorted(tmp_path.iterdir())) == before


def test_what_is_read_is_the_book_itself(tmp_path: Path) -> None:
    path = a_backup(tmp_path)
    with read_book(path) as copy, open_book(tmp_path / "so.chibo") as book:
        assert season_of(copy) == season_of(book)


def test_a_book_of_an_older_version_is_read_as_it_lies(tmp_path: Path) -> None:
    path = a_backup(tmp_path)
    outside(path, *NEW_TABLES, "PRAGMA user_version=1")
    before = path.read_bytes()
    assert look_inside(path).branch == UNIT.name
    assert path.read_bytes() == before


def test_a_book_that_is_open_is_never_read_by_a_second_handle(tmp_path: Path) -> None:
    with book_after(tmp_path / "so.chibo") as book:
        with pytest.raises(BookInUse):
            look_inside(book.path)
        with pytest.raises(BookInUse):
            restore(a_backup_of(book.path), book.path, AT)
        op.set_setting(book, "vẫn", "giữ khóa", AT)
    (tmp_path / "so.chibo-journal").touch()
    with pytest.raises(BookInUse, match="chưa đóng hẳn"):
        look_inside(tmp_path / "so.chibo")


def a_backup_of(path: Path) -> Path:
    other = path.with_name("khac.chibo")
    book_after(other).close()
    return other


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"", NotABook), (b"van ban", NotABook), ("cut", DamagedBook), ("new", NewerBook), (None, BookMissing)],
)
def test_what_is_no_good_book_is_said_so(tmp_path: Path, content: bytes | str | None, kind: type) -> None:
    path = tmp_path / "tep.chibo"
    whole = bytearray(a_backup(tmp_path).read_bytes())
    if content == "cut":
        path.write_bytes(whole[: len(whole) // 2])
    elif content == "new":
        whole[60:64] = (9999).to_bytes(4, "big")
        path.write_bytes(whole)
    elif isinstance(content, bytes):
        path.write_bytes(content)
    with pytest.raises(kind):
        look_inside(path)


def test_restoring_keeps_what_stood_there(tmp_path: Path) -> None:
    source, target = a_backup(tmp_path), tmp_path / "so.chibo"
    newer = target.read_bytes()
    (tmp_path / "so.chibo-journal").write_bytes(b"of the old book")
    kept = restore(source, target, AT)
    assert kept is not None
    assert kept.name == "so-truoc-khoi-phuc-20251220-0830.chibo"
    assert kept.read_bytes() == newer
    assert not (tmp_path / "so.chibo-journal").exists()
    assert (tmp_path / f"{kept.name}-journal").read_bytes() == b"of the old book"
    with open_book(target) as book:
        assert "sau" not in {row["key"] for row in book.rows("settings")}
    again = restore(source, target, AT)
    assert again is not None
    assert again.name == "so-truoc-khoi-phuc-20251220-0830-2.chibo"


def test_a_backup_taken_while_the_meeting_runs_restores_to_the_same_book(tmp_path: Path) -> None:
    target, copy = tmp_path / "so.chibo", tmp_path / "so-20251220-0830.saoluu.chibo"
    with book_after(target, until_branch_open) as book:
        item = season_of(book).session("chi_bo").items[0].key
        op.start_item(book, "chi_bo", item, AT)
        op.write_item_note(book, "chi_bo", item, "Đang ghi dở", AT)
        vote(book)
        backup(book, copy)
        then, steps = season_of(book), load_history(book)
        count(book)
        conclude(book, "chi_bo")
        later = season_of(book)
    kept = restore(copy, target, AT)
    with open_book(target) as book:
        assert (season_of(book), load_history(book)) == (then, steps)
        assert season_of(book).session("chi_bo").closed is None
        count(book)  # and the meeting goes on from there
    assert kept is not None
    with open_book(kept) as book:
        assert season_of(book) == later


def test_restoring_to_a_free_place_keeps_nothing(tmp_path: Path) -> None:
    source = a_backup(tmp_path)
    assert restore(source, tmp_path / "moi.chibo", AT) is None
    assert look_inside(tmp_path / "moi.chibo") == replace(look_inside(source), path=tmp_path / "moi.chibo")


def test_a_restore_that_fails_leaves_the_old_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = a_backup(tmp_path), tmp_path / "so.chibo"
    before = target.read_bytes()

    def full(*_: object) -> None:
        raise BookError("đầy")

    monkeypatch.setattr(restoring, "copy_database", full)
    names = sorted(tmp_path.iterdir())
    with pytest.raises(BookError):
        restore(source, target, AT)
    assert target.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == names
    for wrong in (source, tmp_path, tmp_path / "không có" / "so.chibo"):
        with pytest.raises(BookError):
            restore(source, wrong, AT)


def test_a_disk_without_links_keeps_the_old_book_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = a_backup(tmp_path), tmp_path / "so.chibo"
    before = target.read_bytes()

    def no_links(*_: object) -> None:
        raise OSError(95, "not supported")

    monkeypatch.setattr(os, "link", no_links)
    kept = restore(source, target, AT)
    assert kept is not None
    assert kept.read_bytes() == before
    assert look_inside(target).intact


DAY = datetime.fromisoformat("2025-12-20T08:00")


def made(*days_ago: float) -> tuple[Copy, ...]:
    return tuple(Copy(Path(f"{n}"), "so", DAY - timedelta(days=ago)) for n, ago in enumerate(days_ago))


def test_backups_are_kept_by_number_and_by_age() -> None:
    found = made(0, 0.1, 0.2, 5, 5.1, 70)
    gone = outdated(found, date(2025, 12, 20), Keeping(newest=2, days=60))
    assert [copy.path.name for copy in gone] == ["2", "4", "5"]
    assert outdated(found, date(2025, 12, 20), Keeping(newest=6, days=0)) == ()
    assert [copy.path.name for copy in outdated(made(400), date(2025, 12, 20), Keeping(0, 0))] == []


def test_only_backups_of_this_book_are_thinned_out(tmp_path: Path) -> None:
    with book_after(tmp_path / "so.chibo") as book:
        names = [backup_name(book, AT - timedelta(days=100 * n)) for n in range(3)]
    others = ["khac-20240101-0000.saoluu.chibo", "so-20259999-0000.saoluu.chibo", "so-20240101-0000.chibo"]
    for name in (*names, *others):
        (tmp_path / name).touch()
    assert [copy.path.name for copy in copies(tmp_path, "so")] == names
    removed = thin_out(tmp_path, "so", AT.date(), Keeping(newest=1, days=150))
    assert [path.name for path in removed] == names[2:]
    assert all((tmp_path / name).exists() for name in (*names[:2], *others))
    assert copies(tmp_path / "không có", "so") == ()
