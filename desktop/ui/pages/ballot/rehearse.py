"""(c) Everyone retypes what is on their paper, one after another; then the box itself is proven."""

from functools import partial
from itertools import pairwise

from PySide6.QtWidgets import QWidget

from db.ballot_box import read_code
from desktop import voting
from desktop.ui.pages.ballot.code_field import CodeField, code_fields, take_codes
from desktop.ui.pages.ballot.holders import Holder, holders
from desktop.ui.pages.ballot.stage import Memory
from desktop.ui.pages.ballot.start_over import StartOver
from desktop.ui.pages.ballot.step import Step, waiting
from desktop.ui.pages.page import Context, NextStep
from desktop.ui.pages.pieces import card, column, holder, row

_FIRST = (
    "Mỗi đồng chí gõ lại những gì đã chép, để chắc chắn đã chép đúng. Sau đó máy kiểm tra hòm rỗng và "
    "kiểm thử một bộ phiếu mẫu."
)
_OTHERS = "Các đồng chí khác xin không nhìn màn hình."


class RehearseStep(Step):
    """One person at a time, in the order in which codes were handed out; what is typed stays in memory."""

    def __init__(self, context: Context, memory: Memory) -> None:
        super().__init__(context, memory)
        self._holders = holders(self.desk.season, voting.box_of(self.desk).manifest.tellers)
        self._typed: list[list[str]] = []
        self.fields: list[CodeField] = []
        self._asked = self._before = QWidget()  # the one before is alive while its own Enter brought us here
        self._room = column(self._asked)
        self.fill(self._room)
        self._ask()
        self._over = StartOver(context, memory)
        self.fill(row(self._over, None), None)

    def next_step(self) -> NextStep | None:
        """Take the codes of this person; after the last, prove them all and the box."""
        last = len(self._typed) + 1 >= len(self._holders)
        return NextStep("Thử mã và kiểm tra hòm" if last else "Gõ xong, mời đồng chí tiếp", self._next)

    def let_go(self) -> None:
        """Forget what was typed."""
        self._typed.clear()
        take_codes(self.fields)

    def _ask(self) -> None:
        whose: Holder = self._holders[len(self._typed)]
        self.say(f"Thử mã: mời {whose.whom}", _OTHERS if self._typed else _FIRST)
        self.fields, fields = code_fields(whose.meanings, self._next)
        old, self._asked = self._asked, holder(column(card(fields)))
        self._room.replaceWidget(old, self._asked)
        old.setParent(None)
        old.deleteLater()
        self._before = old
        self._asked.show()  # now, not when the event loop comes to it: Tab passes over what is not shown yet
        if self.isVisible():
            self.fields[0].setFocus()

    def _ask_again(self) -> None:
        """Ask the next person; Tab goes from the new fields to the button below, which is older."""
        self._ask()
        for one, other in pairwise((*self.fields, self._over)):
            QWidget.setTabOrder(one, other)

    def _next(self) -> None:
        self.context.trying.emit()  # Enter in a field: the next person is not told what the last one mistyped
        for field in self.fields:
            if not self.context.attempt(partial(read_code, field.text())):
                field.forget()
                field.setFocus()
                return
        self._typed.append(take_codes(self.fields))
        if len(self._typed) == len(self._holders):
            self._rehearse()
        else:
            self._ask_again()
        self.go_on()

    def _rehearse(self) -> None:
        codes, halves = self._sorted()
        self._typed.clear()
        with waiting():
            done = self.context.attempt(lambda: voting.rehearse_codes(self.desk, codes, halves))
        if not done:
            self._ask_again()

    def _sorted(self) -> tuple[list[str], list[str]]:
        """The codes and the two halves, each in its own order."""
        codes: dict[int, str] = {}
        halves: dict[int, str] = {}
        for whose, typed in zip(self._holders, self._typed, strict=True):
            codes.update(zip(whose.codes, typed, strict=False))
            halves.update(zip(whose.halves, typed[len(whose.codes) :], strict=True))
        return [codes[place] for place in sorted(codes)], [halves[place] for place in sorted(halves)]
