"""What the tables of the page say. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.ui.pages.fields.reading import day_text
from desktop.ui.widgets import Column
from meeting.remedy import Remedy, RemedyState

STATES: Final = {
    RemedyState.PLANNED: "chưa làm",
    RemedyState.DOING: "đang khắc phục",
    RemedyState.DONE: "đã khắc phục",
}
_SIGNS: Final = {RemedyState.PLANNED: "○", RemedyState.DOING: "◐", RemedyState.DONE: "✓"}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item of the plan with the name of whom it is about."""

    item: Remedy
    who: str
    late: bool

    @property
    def state(self) -> str:
        """How far it is, with the sign that the path uses."""
        if self.late:
            return f"! quá hạn, {STATES[self.item.state]}"
        return f"{_SIGNS[self.item.state]} {STATES[self.item.state]}"

    @property
    def told(self) -> str:
        """Everything about the item, for reading."""
        item = self.item
        done = f" ngày {day_text(item.done)}" if item.done else ""
        return (
            f"{self.who}: {item.shortcoming}\n"
            f"Biện pháp: {item.measure or 'chưa ghi'}. Người chịu trách nhiệm: {item.owner or 'chưa ghi'}. "
            f"Thời hạn: {day_text(item.due) or 'chưa ghi'}. {STATES[item.state].capitalize()}{done}."
        )


@dataclass(frozen=True, slots=True)
class LeftRow:
    """Who is left over, why, and what is to be done."""

    name: str
    why: str
    what: str


ITEMS: Final = (
    Column[ItemRow]("Đồng chí, tập thể", lambda r: r.who),
    Column[ItemRow](
        "Hạn chế, khuyết điểm", lambda r: r.item.shortcoming, is_name=True, hint=lambda r: r.item.shortcoming
    ),
    Column[ItemRow]("Phụ trách", lambda r: r.item.owner or "–"),
    Column[ItemRow]("Thời hạn", lambda r: day_text(r.item.due) or "–"),
    Column[ItemRow]("Kết quả", lambda r: r.state),
)

LEFT: Final = (
    Column[LeftRow]("Họ và tên", lambda r: r.name),
    Column[LeftRow]("Vì sao", lambda r: r.why, is_name=True, hint=lambda r: r.why),
)


def summary(rows: Sequence[ItemRow], today: date) -> str:
    """How many items are remedied and how many are late."""
    if not rows:
        return ""
    done = sum(row.item.state is RemedyState.DONE for row in rows)
    late = sum(row.item.late(today) for row in rows)
    return f"Đã khắc phục {done}/{len(rows)}" + (f"; {late} quá hạn" if late else "")
