"""Use case of a new year: a new book that begins with the unit, the roll and the levels of last year's."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db import operations
from db.reading import read_book
from db.store import load_season, load_settings
from desktop import past_years
from desktop.desk import Desk, DeskError
from desktop.preparation import add_member, set_up_unit
from desktop.regulations import sound_regulations
from meeting.next_year import roll_again, same_day_next_year, unit_again
from meeting.season import Season


@dataclass(frozen=True, slots=True)
class Begun:
    """What a new book took over: the year it is for, the members, and who was left out."""

    year: int
    members: int
    left_out: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What the user reads, with what is to be checked."""
        out = f" Không lấy: {', '.join(self.left_out)} (đã bị khai trừ)." if self.left_out else ""
        return (
            f"Đã lập sổ năm {self.year} với {self.members} đồng chí từ sổ năm trước.{out} Đồng chí xem lại "
            "quy định, ngày họp, chức vụ, ai mới chuyển đến, chuyển đi, sinh hoạt tạm thời."
        )


def begin(desk: Desk, path: Path, regulation: str = "", meeting_day: date | None = None) -> Begun:
    """Fill the new book of `desk` from the one at `path`, which is only read.

    Without `regulation` the one of that year, else the newest for the new year, else again last year's.
    DeskError where this book is in use already; BookError or DeskError where that one gives nothing.
    """
    if desk.ready:
        raise DeskError("Sổ này đã có thông tin chi bộ; xin tạo một sổ mới rồi lấy từ sổ năm trước.")
    with read_book(path) as book:
        last, settings = load_season(book), load_settings(book)
    if last is None:
        raise DeskError(f"Sổ “{path.name}” chưa có thông tin chi bộ nên không lấy được gì; xin chọn sổ khác.")
    if last.rehearsal and not desk.book.rehearsal:
        raise DeskError(f"Sổ “{path.name}” là sổ tập dượt nên không lấy vào sổ thật; xin chọn sổ khác.")
    day = meeting_day or same_day_next_year(last.meeting_day)
    rules = regulation or _regulation(last)
    set_up_unit(desk, unit_again(last.unit), rules, last.year + 1, day)
    roll = roll_again(last)
    for member in roll:
        add_member(desk, member)
    if base := settings.get(past_years.BASE):
        desk.changed(operations.set_setting(desk.book, past_years.BASE, base, at=desk.clock()))
    past_years.take_earlier(desk, past_years.look_at_earlier(desk, path))
    kept = {member.id for member in roll}
    return Begun(last.year + 1, len(roll), tuple(m.name for m in last.members if m.id not in kept))


def _regulation(last: Season) -> str:
    fit = [one.id for one in sound_regulations() if last.year + 1 in one.years]
    return last.regulation if last.regulation in fit or not fit else fit[0]
