"""The third step: where book and list differ, one line a field; the book's stays unless chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from desktop.member_list import intake as steps
from desktop.member_list.differences import Difference, Line
from desktop.member_list.fields import TITLES
from desktop.member_list.intake import Intake
from desktop.ui.pages.member_list.step import Assistant, Step
from desktop.ui.pages.pieces import button, column, row, words
from desktop.ui.pages.roster import Roster
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Column

_LEAD: Final = (
    "Sổ giữ nguyên những gì đang ghi, trừ chỗ đồng chí chọn lấy theo tệp. Chọn một dòng rồi bấm phím cách "
    "để đổi."
)


@dataclass(frozen=True, slots=True)
class Item:
    """One difference of one person."""

    line: Line
    difference: Difference

    @property
    def taken(self) -> bool:
        """Tell whether the list's value goes into the book."""
        return self.difference.field in self.line.taken

    @property
    def choice(self) -> str:
        """What is done, in words."""
        if self.difference.why_not:
            return "giữ như sổ (tệp không đủ)"
        return "✓ lấy theo tệp" if self.taken else "giữ như sổ"


_COLUMNS: Final = (
    Column[Item]("Họ và tên", lambda item: item.line.row.name, is_name=True),
    Column[Item]("Thông tin", lambda item: TITLES[item.difference.field]),
    Column[Item]("Sổ ghi", lambda item: item.difference.book or "trống"),
    Column[Item]("Tệp ghi", lambda item: item.difference.listed, hint=lambda item: item.difference.why_not),
    Column[Item]("Sẽ ghi", lambda item: item.choice),
)


class DifferencesStep(Step):
    """The table with the space bar, and two buttons for all lines at once."""

    def __init__(self, assistant: Assistant) -> None:
        super().__init__(assistant)
        self.roster: Roster[Item] = Roster("Những chỗ khác nhau", _COLUMNS, ("space",))
        self.roster.setObjectName("differences")
        self.count = words(role="quiet", wrap=False)
        self.first = self.roster
        all_buttons = row(
            button("Đổi dòng này", "toggle", self._toggle_chosen),
            button("Lấy tất cả theo tệp", "take-all", lambda: self._all(taken=True)),
            button("Giữ tất cả như sổ", "keep-all", lambda: self._all(taken=False)),
            None,
            self.count,
        )
        inside = column(words(_LEAD), self.roster, all_buttons, spacing=SPACE.medium)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.roster.pressed_key.connect(lambda item, _key: self._toggle(item))
        self.roster.opened.connect(self._toggle)

    def show_intake(self) -> None:
        """Show every difference."""
        items = tuple(_items(self.intake))
        self.roster.set_rows(items)
        self.count.setText(
            f"{len(items)} chỗ khác nhau, {sum(item.taken for item in items)} chỗ lấy theo tệp"
        )

    def _toggle_chosen(self) -> None:
        if (item := self.roster.record()) is not None:
            self._toggle(item)

    def _toggle(self, item: Item) -> None:
        line = next(each for each in self.intake.lines if each.row.number == item.line.row.number)
        chosen = line.taking(line.taken ^ {item.difference.field})
        self._change(steps.with_line(self.intake, chosen))

    def _all(self, *, taken: bool) -> None:
        intake = self.intake
        for line in intake.lines:
            fields = frozenset(each.field for each in line.differences) if taken else frozenset()
            intake = steps.with_line(intake, line.taking(fields)) if line.differences else intake
        self._change(intake)

    def _change(self, intake: Intake) -> None:
        self.assistant.change(intake)
        self.show_intake()


def _items(intake: Intake) -> Iterator[Item]:
    return (Item(line, difference) for line in intake.lines for difference in line.differences)
