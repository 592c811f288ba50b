"""One open book at work: the book, its rules, the clock, the picture of the season, the box of the ballot.

Use cases (`preparation`, `sessions`, `voting`, `dossier`) are functions that take a `Desk`; the windows
and the rehearsal call the same ones. Whoever shows something registers `on_change`.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Self

from db.ballot_box import Box
from db.connection import Book, create_book, open_book
from db.operations import Changes
from db.store import load_season
from desktop.regulations import regulation_in_force
from meeting.judge import judge
from meeting.regulation import Regulation
from meeting.season import Season
from meeting.verdict import Verdict

Clock = Callable[[], datetime]


def local_clock() -> datetime:
    """The laptop's wall clock to the minute; seconds are never kept."""
    return datetime.now().astimezone().replace(second=0, microsecond=0, tzinfo=None)


class DeskError(Exception):
    """An expected refusal: one Vietnamese sentence that says what, where and what to do."""


class Desk:
    """The book that is open, and everything a use case needs to work on it."""

    def __init__(self, book: Book, boxes: Path, clock: Clock = local_clock) -> None:
        self.book = book
        self.boxes = boxes
        self.clock = clock
        self.box: Box | None = None
        self.on_change: list[Callable[[Changes], None]] = []
        self._season: Season | None = None
        self._judged: tuple[Season, Verdict] | None = None

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        boxes: Path | None = None,
        rehearsal: bool = False,
        clock: Clock = local_clock,
        passphrase: str = "",
    ) -> Self:
        """Make a new book at `path`; BookError when that is not possible."""
        book = create_book(path, rehearsal=rehearsal, passphrase=passphrase)
        return cls(book, boxes or boxes_beside(path), clock)

    @classmethod
    def open(
        cls, path: Path, *, boxes: Path | None = None, clock: Clock = local_clock, passphrase: str = ""
    ) -> Self:
        """Open the book at `path`; BookError when that is not possible."""
        return cls(open_book(path, passphrase), boxes or boxes_beside(path), clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the box and the book; nothing has to be saved."""
        if self.box is not None:
            self.box.release()
            self.box = None
        self.book.close()

    @property
    def ready(self) -> bool:
        """Tell whether the unit and its regulation have been set."""
        return self._picture() is not None

    @property
    def season(self) -> Season:
        """The season as the book has it now; DeskError before the unit is set."""
        season = self._picture()
        if season is None:
            raise DeskError("Sổ chưa có thông tin chi bộ; đồng chí điền trang “Đơn vị, quy định” trước.")
        return season

    @property
    def regulation(self) -> Regulation:
        """The regulation that the season follows, as the letters of the superior in the book leave it."""
        season = self.season
        return regulation_in_force(season.regulation, season.overrides)

    @property
    def verdict(self) -> Verdict:
        """All verdicts on the season as it stands; judged once for a picture."""
        season = self.season
        if self._judged is None or self._judged[0] is not season:
            self._judged = season, judge(self.regulation, season)
        return self._judged[1]

    def changed(self, changes: Changes) -> None:
        """Forget the old picture and tell everyone who shows it."""
        self._season = None
        for listener in tuple(self.on_change):
            listener(changes)

    def _picture(self) -> Season | None:
        if self._season is None:
            self._season = load_season(self.book)
        return self._season


def boxes_beside(book: Path) -> Path:
    """The folder of the ballot boxes of a book: beside it, under its name."""
    return book.with_name(f"{book.stem}.hom-phieu")
