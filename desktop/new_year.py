"""Use case of a new year: a new book that begins with the unit, roll, levels and numbers of last year's."""

from datetime import date
from pathlib import Path
from typing import Final

from db import operations
from db.reading import read_book
from db.store import load_season, load_settings, load_term
from desktop import numbering, past_years
from desktop.desk import Clock, Desk, DeskError, local_clock
from desktop.preparation import add_member, set_up_unit
from desktop.regulations import sound_regulations
from meeting.next_year import roll_again, same_day_next_year, unit_again
from meeting.season import Season

LOOK_OVER: Final = (
    "Đã lập sổ năm mới từ sổ năm trước; sổ cũ không thay đổi. Đồng chí xem lại quy định, ngày họp, chức vụ, "
    "ai mới chuyển đến, chuyển đi, sinh hoạt tạm thời. Số văn bản tính tiếp từ sổ năm trước; nếu đã qua đại "
    "hội, đồng chí ghi ngày bắt đầu nhiệm kỳ mới ở trang Hồ sơ."
)
"""What a user is told when a book has been begun."""


def make(last: Path, path: Path, *, clock: Clock = local_clock, passphrase: str = "") -> Desk:
    """Make the new year's book at `path` from last year's and open it; nothing stays where that fails.

    It holds the same people, so it has the passphrase of last year's book.
    """
    with read_book(last, passphrase) as book:
        rehearsal, known = book.rehearsal, book.passphrase
    desk = Desk.create(path, rehearsal=rehearsal, clock=clock, passphrase=known)
    try:
        begin(desk, last, passphrase=known)
    except BaseException:
        desk.close()
        path.unlink()
        raise
    return desk


def begin(
    desk: Desk, path: Path, regulation: str = "", meeting_day: date | None = None, passphrase: str = ""
) -> None:
    """Fill the new book of `desk` from the one at `path`, which is only read.

    Without `regulation` the one of that year, else the newest for the new year, else again last year's.
    DeskError where this book is in use already; BookError or DeskError where that one gives nothing.
    """
    if desk.ready:
        raise DeskError("Sổ này đã có thông tin chi bộ; xin tạo một sổ mới rồi lấy từ sổ năm trước.")
    with read_book(path, passphrase) as book:
        last, settings, term = load_season(book), load_settings(book), load_term(book)
    if last is None:
        raise DeskError(f"Sổ “{path.name}” chưa có thông tin chi bộ nên không lấy được gì; xin chọn sổ khác.")
    if last.rehearsal and not desk.book.rehearsal:
        raise DeskError(f"Sổ “{path.name}” là sổ tập dượt nên không lấy vào sổ thật; xin chọn sổ khác.")
    day = meeting_day or same_day_next_year(last.meeting_day)
    rules = regulation or _regulation(last)
    set_up_unit(desk, unit_again(last.unit), rules, last.year + 1, day)
    for member in roll_again(last):
        add_member(desk, member)
    if base := settings.get(past_years.BASE):
        desk.changed(operations.set_setting(desk.book, past_years.BASE, base, at=desk.clock()))
    numbering.go_on(desk, last, term)
    past_years.take_earlier(desk, past_years.look_at_earlier(desk, path, passphrase))


def _regulation(last: Season) -> str:
    fit = [one.id for one in sound_regulations() if last.year + 1 in one.years]
    return last.regulation if last.regulation in fit or not fit else fit[0]
