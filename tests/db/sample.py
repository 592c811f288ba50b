"""A small branch whose year can be walked through, for the tests of the book."""

import tempfile
import tomllib
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path

from db import operations as op
from db.connection import Book, create_book, open_book
from db.store import load_season
from meeting.agenda import planned_sessions
from meeting.ballot import Tally
from meeting.level import Level
from meeting.pack import read_regulation
from meeting.regulation import Regulation
from meeting.season import (
    Attendance,
    BallotForm,
    BallotState,
    Form,
    Grade,
    Member,
    OldFaults,
    Post,
    Review,
    Season,
    Sector,
    Structure,
    Tasks,
    Unit,
)

AT = datetime.fromisoformat("2025-12-20T08:30")
DAY = date(2025, 12, 20)
PACKS = Path(__file__).parents[2] / "resources" / "regulations"

UNIT = Unit(
    "Đảng bộ phường Hòa An",
    "Chi bộ Khu phố 3",
    Form.TRUC_THUOC,
    Structure.TO_DANG,
    Sector.KHAC,
    "Hòa An",
    groups=("Tổ đảng 1", "Tổ đảng 2"),
    organisation_score=(30, 25),
)


@cache
def regulation() -> Regulation:
    """The regulation the sample stands under."""
    return read_regulation(tomllib.loads((PACKS / "trung-uong-2025.toml").read_text(encoding="utf-8")))


def member(number: int, **facts: object) -> Member:
    """Member `number` of the sample; `facts` override fields."""
    plain: dict[str, object] = {
        "id": f"DV{number:02}",
        "name": f"Nguyễn Thị Số {number}",
        "born": date(1970, 1, 1 + number % 28),
        "admitted": date(2000, 3, 3),
        "official": date(2001, 3, 3),
        "group": UNIT.groups[number % 2],
    }
    return Member(**{**plain, **facts})  # type: ignore[arg-type]


MEMBERS = (
    member(
        1, post=Post.BI_THU, self_level=Level.HTTNV, grades=(Grade.TOT, Grade.XUAT_SAC), points=(2950, 6825)
    ),
    member(
        2,
        post=Post.PHO_BI_THU,
        tasks=Tasks(9, 8, 7, 1),
        old_faults=OldFaults(2, 1),
        merits=("Bằng khen", "“A”"),
    ),
    member(3, note="dòng một\ndòng hai"),
    member(4, official=None),
)


def new_book(path: Path, *, rehearsal: bool = False) -> Book:
    """A book with the unit and the members."""
    book = create_book(path, rehearsal=rehearsal)
    op.set_up_unit(book, UNIT, regulation().id, 2025, DAY, AT)
    for one in MEMBERS:
        op.add_member(book, one, AT)
    return book


@cache
def _made(steps: tuple[Callable[[Book], None], ...]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "so.chibo")
        with new_book(path) as book:
            for step in steps:
                step(book)
        return path.read_bytes()


def book_after(path: Path, *steps: Callable[[Book], None]) -> Book:
    """A sample book after these steps, open; made once and copied."""
    path.write_bytes(_made(steps))
    return open_book(path)


def season_of(book: Book) -> Season:
    """The season, which must be there."""
    season = load_season(book)
    assert season is not None
    return season


def with_sessions(book: Book) -> None:
    """Lay out the sessions of the regulation."""
    op.lay_out_sessions(book, planned_sessions(regulation(), UNIT), AT)


def open_(book: Book, session_id: str) -> None:
    """Open a session with people in it."""
    op.set_session_people(book, session_id, "DV01", "DV02", "Đồng chí Lê Văn Khách", "Nhà văn hóa", DAY, AT)
    op.open_session(book, regulation(), session_id, AT)
    for one in MEMBERS:
        op.record_attendance(book, session_id, one.id, Attendance(present=True), AT)


def conclude(book: Book, session_id: str) -> None:
    """Conclude every item and close the session."""
    for item in season_of(book).session(session_id).items:
        op.start_item(book, session_id, item.key, AT)
        op.close_item(book, session_id, item.key, f"Đã xong {item.key}", AT)
    op.record_review(book, session_id, Review("DV03", done=True, proposed=Level.HTTNV, in_favour=3), AT)
    op.close_session(book, regulation(), session_id, "Hội nghị thống nhất.", AT)


def vote(book: Book) -> None:
    """A booth ballot from the decision to the closed box."""
    op.approve_ballot(book, BallotForm.BOOTH, "Chi bộ thống nhất bỏ phiếu trên máy.", ("DV03", "DV04"), AT)
    op.prepare_ballot(book, "hom-1.box", 1, AT)
    for state in (BallotState.OPEN, BallotState.SUSPENDED, BallotState.OPEN, BallotState.CLOSED):
        op.set_ballot_state(book, state, AT)


TALLIES = (Tally("DV01", (1, 2, 0, 0), 0), Tally("DV02", (0, 1, 1, 0), 1), Tally("chi_bo", (3, 0, 0, 0), 0))


def count(book: Book) -> None:
    """Write the count of the sample."""
    op.record_count(book, 4, 4, 3, 1, TALLIES, AT)


def until_branch_open(book: Book) -> None:
    """Hold the sessions of the groups and open the branch session."""
    with_sessions(book)
    for group in UNIT.groups:
        open_(book, f"to_dang:{group}")
        conclude(book, f"to_dang:{group}")
    open_(book, "chi_bo")


def whole_year(book: Book) -> None:
    """Everything up to the last session closed."""
    until_branch_open(book)
    vote(book)
    count(book)
    conclude(book, "chi_bo")
    for session in season_of(book).sessions:
        if session.id == "chi_uy":
            open_(book, "chi_uy")
            conclude(book, "chi_uy")
