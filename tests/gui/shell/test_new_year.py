"""A new year from the start page: last year's book is chosen, the new one opens with its people."""

from pathlib import Path

from desktop.desk import Desk
from desktop.new_year import LOOK_OVER
from tests.gui.conftest import Picture
from tests.gui.shell.test_start import press

from .conftest import Window


def test_the_new_book_has_the_people_of_the_old_one(
    window: Window, sample_book: Path, picture: Picture
) -> None:
    old = sample_book.read_bytes()
    assert window.shell.begin_year(sample_book, window.folder / "nam-moi")
    assert window.said == LOOK_OVER
    season = window.work.context.desk.season
    assert (season.year, len(season.members)) == (2024, 24)
    assert window.work.context.desk.book.path.name == "nam-moi.chibo"
    picture(window.shell, "new-year")
    window.shell.leave_book()
    picture(window.shell, "start-with-new-year")
    assert sample_book.read_bytes() == old


def test_going_back_from_the_question_makes_nothing(window: Window) -> None:
    window.files.answer = None
    press(window, "new-year")
    assert window.shell.workspace is None


def test_where_the_new_book_cannot_be_the_start_says_why(window: Window, sample_book: Path) -> None:
    window.files.answer = sample_book  # the answer to both questions: there is a file already
    press(window, "new-year")
    assert window.shell.workspace is None
    assert window.said


def test_an_empty_book_begins_no_year_and_leaves_no_file(window: Window) -> None:
    empty = window.folder / "trong.chibo"
    Desk.create(empty).close()
    assert not window.shell.begin_year(empty, window.folder / "moi.chibo")
    assert "chưa có thông tin chi bộ" in window.said
    assert not (window.folder / "moi.chibo").exists()
