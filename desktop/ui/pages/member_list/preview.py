"""The second step: every row, what is wrong with it, whether the book has the person, what to do."""

from typing import Final

from desktop.member_list import intake as steps
from desktop.member_list.days import day_text
from desktop.member_list.differences import Action, Line, Match
from desktop.member_list.fields import Field
from desktop.member_list.records import Weight
from desktop.ui.pages.fields.choice import Choice
from desktop.ui.pages.member_list.row_dialog import RowDialog
from desktop.ui.pages.member_list.step import Assistant, Step
from desktop.ui.pages.pieces import button, card, column, labelled, row, words
from desktop.ui.pages.roster import Roster
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Column

_MATCHES: Final = {Match.NEW: "mới", Match.SAME: "đã có", Match.DOUBT: "cần hỏi"}
_ACTIONS: Final = {
    Action.ADD: "thêm",
    Action.UPDATE: "đối chiếu",
    Action.LEAVE: "không lấy",
    Action.ASK: "chờ trả lời",
}
_WEIGHTS: Final = {Weight.WRONG: "sai", Weight.MISSING: "thiếu", Weight.NOTE: "lưu ý"}
_Choice = tuple[Action, str]


def _cell(field: Field) -> Column[Line]:
    return Column[Line](_SHORT[field], lambda line: line.row.texts.get(field, "–"))


_SHORT: Final = {Field.BORN: "Sinh", Field.ADMITTED: "Vào Đảng", Field.OFFICIAL: "Chính thức"}


def _needs(line: Line) -> str:
    """How many problems of each weight, the gravest first."""
    if line.action is Action.LEAVE:
        return "–"
    counts = {weight: sum(p.weight is weight for p in line.row.problems) for weight in Weight}
    parts = [f"{number} {_WEIGHTS[weight]}" for weight, number in counts.items() if number]
    sign = "! " if line.why_not else ""
    return sign + (", ".join(parts) or ("hỏi" if sign else "✓ đạt"))


_COLUMNS: Final = (
    Column[Line]("Dòng", lambda line: str(line.row.number), is_number=True),
    Column[Line]("Họ và tên", lambda line: line.row.name or "(chưa có tên)", is_name=True),
    *(_cell(field) for field in _SHORT),
    Column[Line]("Trong sổ", lambda line: _MATCHES[line.match]),
    Column[Line]("Sẽ làm", lambda line: _ACTIONS[line.action]),
    Column[Line]("Cần xem", _needs),
)


class PreviewStep(Step):
    """The table; under it the chosen row: its problems, what to do with it, the way to complete it."""

    def __init__(self, assistant: Assistant) -> None:
        super().__init__(assistant)
        self.roster: Roster[Line] = Roster("Các dòng của danh sách", _COLUMNS)
        self.roster.setObjectName("list-rows")
        self.only = button("Chỉ xem dòng chưa ghi được", "only-wrong", self._filter, "choice")
        self.only.setCheckable(True)
        self.count, self.left_out = words(), words(role="quiet")
        self.who, self.what = words(role="heading"), words()
        self.action: Choice[_Choice] = Choice([((Action.LEAVE, ""), "")])
        self.action.setObjectName("row-action")
        self.edit_button = button("Sửa dòng này…", "edit-row", self.edit)
        self.first = self.roster
        self._lay_out()
        self.roster.chosen.connect(self._show)
        self.roster.opened.connect(lambda _line: self.edit())
        self.action.chosen.connect(self._act)

    def show_intake(self) -> None:
        """Show all rows, or those that cannot go into the book yet."""
        lines = self.intake.lines
        shown = [line for line in lines if line.why_not] if self.only.isChecked() else lines
        self.roster.set_rows(shown)
        self.count.setText(steps.summary(self.intake))
        left_out = steps.left_out_sentence(self.intake)
        self.left_out.setText(left_out)
        self.left_out.setVisible(bool(left_out))
        self._show(self.roster.record() if shown else None)

    def edit(self) -> None:
        """Complete or correct the chosen row."""
        line = self.roster.record()
        if line is not None:
            RowDialog(self, self.intake, line.row, self._complete).open()

    def _complete(self, number: int, texts: dict[Field, str]) -> None:
        self.assistant.change(steps.with_row(self.intake, number, texts))
        self.show_intake()
        self.roster.setFocus()

    def _filter(self) -> None:
        self.show_intake()

    def _show(self, line: Line | None) -> None:
        for each in (self.edit_button, self.action):
            each.setEnabled(line is not None)
        if line is None:
            self.who.setText("")
            self.what.setText("Không còn dòng nào chưa ghi được." if self.only.isChecked() else "")
            return
        self.who.setText(f"Dòng {line.row.number}: {line.row.name or '(chưa có tên)'}")
        self.what.setText(_said(line))
        self.action.set_options(_options(line))
        self.action.set_value(_current(line))

    def _act(self) -> None:
        line = self.roster.record()
        if line is None:
            return
        action, member_id = self.action.value()
        chosen = line.left() if action is Action.LEAVE else line.added() if action is Action.ADD else line
        if action is Action.UPDATE:
            chosen = line.updating(next(m for m in line.candidates if m.id == member_id))
        self.assistant.change(steps.with_line(self.intake, chosen))
        self.show_intake()

    def _lay_out(self) -> None:
        under = row(labelled("Việc sẽ làm với dòng này", self.action), self.edit_button, spacing=SPACE.large)
        under.setStretch(0, 1)
        top = row(self.count, self.only, spacing=SPACE.large)
        top.setStretch(0, 1)
        inside = column(
            top,
            self.left_out,
            self.roster,
            card(self.who, self.what, under),
            spacing=SPACE.medium,
        )
        inside.setStretch(2, 1)
        self.setLayout(inside)


def _said(line: Line) -> str:
    """Everything that is to be said about a row."""
    said = [f"• {problem}" for problem in line.row.problems]
    if line.match is Match.DOUBT:
        names = ", ".join(f"{m.name} (sinh {day_text(m.born)})" for m in line.candidates)
        said.insert(0, f"• Sổ đã có {names}. Có phải cùng một người không? Đồng chí chọn ở dưới.")
    return "\n".join(said) or "Không có gì phải xem."


def _options(line: Line) -> list[tuple[_Choice, str]]:
    known = [
        ((Action.UPDATE, m.id), f"Là đồng chí {m.name}, sinh {day_text(m.born)}, đã có trong sổ")
        for m in line.candidates
    ]
    ask = [((Action.ASK, ""), "Chưa chọn")] if line.match is Match.DOUBT else []
    return [*ask, *known, ((Action.ADD, ""), "Thêm người mới"), ((Action.LEAVE, ""), "Không lấy dòng này")]


def _current(line: Line) -> _Choice:
    return line.action, line.member.id if line.action is Action.UPDATE and line.member else ""
