"""Copies of the book: whole or not at all, and only our own old copies are thrown away."""

from datetime import timedelta
from pathlib import Path

import pytest

from db import copying
from db import operations as op
from db.backup import backup, backup_name, keep_newest
from db.connection import open_book
from db.errors import BookError
from db.history import verify_history
from tests.db.sample import AT, book_after, season_of, whole_year


def test_a_copy_is_a_book_of_its_own(tmp_path: Path) -> None:
    target = tmp_path / "usb" / "sao.chibo"
    target.parent.mkdir()
    with book_after(tmp_path / "so.chibo", whole_year) as book:
        backup(book, target)
        op.set_setting(book, "sau", "sao lưu", AT)
        with open_book(target) as copy:
            assert season_of(copy) == season_of(book)
            assert verify_history(copy).ok
            assert verify_history(copy).entries == verify_history(book).entries - 1
        backup(book, target)
        with open_book(target) as copy:
            assert verify_history(copy) == verify_history(book)
    assert [path.name for path in target.parent.iterdir()] == ["sao.chibo"]


def test_a_copy_that_fails_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "sao.chibo"
    target.write_bytes(b"old")

    def no_sync(_: Path) -> None:
        raise OSError(28, "no space")

    with book_after(tmp_path / "so.chibo") as book:
        monkeypatch.setattr(copying, "sync_file", no_sync)
        with pytest.raises(BookError, match="đầy"):
            backup(book, target)
        assert target.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sao.chibo", "so.chibo"]


def test_where_no_copy_can_be(tmp_path: Path) -> None:
    with book_after(tmp_path / "so.chibo") as book:
        for target in (book.path, tmp_path, tmp_path / "không có" / "sao.chibo"):
            with pytest.raises(BookError):
                backup(book, target)
        assert verify_history(book).ok


def test_the_newest_copies_of_each_book_stay(tmp_path: Path) -> None:
    with book_after(tmp_path / "so.chibo") as book:
        names = [backup_name(book, AT + timedelta(minutes=n)) for n in range(4)]
    others = ["khác-20251220-0830.saoluu.chibo", "ghi chú.txt", "so-20251220-0830.chibo"]
    for name in (*names, *others):
        (tmp_path / name).touch()
    removed = keep_newest(tmp_path, 2)
    assert [path.name for path in removed] == names[:2]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*names[2:], *others, "so.chibo"])
    assert keep_newest(tmp_path, 0) == (tmp_path / names[2],)
