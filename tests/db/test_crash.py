"""Killed at any instant, or out of disk: what was acknowledged is in the book, once."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from db import operations as op
from db.connection import create_book, open_book
from db.errors import BookError, DiskFull
from db.history import verify_history
from db.store import load_history, load_settings
from tests.db.sample import AT, member, new_book, season_of

if sys.platform == "win32":
    pytest.skip("a child is forked here", allow_module_level=True)

import resource

LINE = 12


def in_child(work: Callable[[Callable[[int], None]], None]) -> tuple[int, int]:
    """Run `work(acknowledge)` in a child process; returns its id and where its acknowledgements are read."""
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        return child, reader
    try:
        os.close(reader)
        work(lambda number: wholly(writer, number))
    finally:
        os._exit(0)


def wholly(writer: int, number: int) -> None:
    """Acknowledge a number."""
    os.write(writer, f"{number:{LINE}}".encode())


def grow(path: Path) -> Callable[[Callable[[int], None]], None]:
    """Add members and settings without end, and acknowledge each when it is done."""

    def work(acknowledge: Callable[[int], None]) -> None:
        with open_book(path) as book:
            number = len(load_history(book))
            while True:
                number += 1
                if number % 2:
                    op.add_member(book, member(number), AT)
                else:
                    op.set_setting(book, "mục", f"{number}" * 500, AT)
                acknowledge(number)

    return work


def killed(path: Path, after: int, later: int) -> tuple[int, bool]:
    """Let a child grow the book, kill it after so many acknowledgements; the last one, and if a journal lay there."""
    child, reader = in_child(grow(path))
    said = b""
    while len(said) < after * LINE:
        said += os.read(reader, LINE)
    for _ in range(later):
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reader, 4096):
        said += more
    os.close(reader)
    journal = path.with_name(path.name + "-journal")
    torn = journal.exists() and journal.stat().st_size > 0
    return int(said[-LINE:]), torn


def kill_and_check(path: Path, times: int) -> int:
    """Kill `times` times; every time the book holds what was acknowledged. Returns how often a step was torn."""
    with create_book(path):
        pass
    torn = 0
    for turn in range(times):
        last, in_step = killed(path, 1 + turn % 4, turn * 7919 % 60_000)
        torn += in_step
        with open_book(path) as book:
            check, done = verify_history(book), len(load_history(book))
            assert check.ok
            assert last <= done <= last + 1
            odd = [f"DV{n:02}" for n in range(1, done + 1) if n % 2]
            assert [row["id"] for row in book.rows("members", order="position")] == odd
            newest = done - done % 2
            assert load_settings(book) == ({"mục": f"{newest}" * 500} if newest else {})
    return torn


def test_killed_twenty_times(tmp_path: Path) -> None:
    kill_and_check(tmp_path / "so.chibo", 20)


@pytest.mark.long
def test_killed_two_hundred_times(tmp_path: Path) -> None:
    assert kill_and_check(tmp_path / "so.chibo", 200) > 0


def limited(work: Callable[[], None], size: int) -> int:
    """Run `work` in a child whose files may not grow beyond `size` bytes; 7 if it ended in DiskFull, else 1."""

    def child(acknowledge: Callable[[int], None]) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        try:
            work()
        except DiskFull as error:
            acknowledge(7 if str(error).endswith("làm lại.") else 2)
        except BookError:
            acknowledge(1)

    pid, reader = in_child(child)
    os.waitpid(pid, 0)
    said = os.read(reader, LINE)
    os.close(reader)
    return int(said or b"0")


def test_a_disk_that_takes_no_more_bytes(tmp_path: Path) -> None:
    path = tmp_path / "so.chibo"
    with new_book(path) as book:
        before = season_of(book)

    def fill() -> None:
        with open_book(path) as book:
            for number in range(10_000):
                op.set_setting(book, f"mục {number:04}", "x" * 3000, AT)

    assert limited(fill, path.stat().st_size + 100_000) == 7
    with open_book(path) as book:
        assert season_of(book) == before
        assert verify_history(book).ok
        settings = load_settings(book)
        assert list(settings) == [f"mục {number:04}" for number in range(len(settings))]
        assert len(settings) > 5
        op.set_setting(book, "sau", "ghi tiếp", AT)


def test_a_new_book_on_a_full_disk(tmp_path: Path) -> None:
    assert limited(lambda: create_book(tmp_path / "so.chibo").close(), 8192) == 7
    assert list(tmp_path.iterdir()) == []
