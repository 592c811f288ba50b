"""What the user decided, done one person at a time: each wholly or not at all, and said so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from db.errors import Refused
from desktop.desk import Desk
from desktop.member_list.differences import Action, Line, member_from
from desktop.preparation import add_member, new_batch, new_member_id, update_member


class Done(StrEnum):
    """What became of a row; the value is what the user reads."""

    ADDED = "Đã thêm"
    UPDATED = "Đã sửa theo tệp"
    KEPT = "Giữ như trong sổ"
    LEFT = "Không lấy"
    REFUSED = "Chưa ghi được"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row and what became of it; `why` where it was refused."""

    number: int
    name: str
    done: Done
    why: str = ""


def take_over(desk: Desk, lines: Iterable[Line]) -> Iterator[Outcome]:
    """Put the rows into the book one after another; a damaged or full disk ends it with its own error.

    The whole list is one batch: it can be taken back at once.
    """
    batch = new_batch(desk)
    for line in lines:
        yield _take(desk, line, batch)


def _take(desk: Desk, line: Line, batch: int) -> Outcome:
    row = line.row
    if line.action is Action.LEAVE:
        return Outcome(row.number, row.name, Done.LEFT)
    if why := line.why_not:
        return Outcome(row.number, row.name, Done.REFUSED, why)
    if not line.changes:
        return Outcome(row.number, row.name, Done.KEPT)
    try:
        if line.action is Action.ADD:
            add_member(desk, member_from(line, new_member_id(desk)), batch)
            return Outcome(row.number, row.name, Done.ADDED)
        update_member(desk, member_from(line, ""), batch)
    except Refused as refusal:
        return Outcome(row.number, row.name, Done.REFUSED, str(refusal))
    return Outcome(row.number, row.name, Done.UPDATED)


def counted(outcomes: Iterable[Outcome]) -> str:
    """How many rows went which way, in one sentence."""
    all_done = [each.done for each in outcomes]
    parts = [f"{each.value.lower()} {number}" for each in Done if (number := all_done.count(each))]
    return f"{'; '.join(parts)[:1].upper()}{'; '.join(parts)[1:]}." if parts else "Tệp không có ai."
