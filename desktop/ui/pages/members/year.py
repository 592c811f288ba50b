"""The third leaf: what happened this year that a rule looks at."""

from typing import Any, Final

from desktop import wording
from desktop.ui.pages.fields.form import Form, Reading
from desktop.ui.pages.fields.reading import clean, read_count
from meeting.paper import MERIT_NAMES
from meeting.regulation import Regulation
from meeting.season import Discipline, Member, OldFaults, Tasks

_MONTHS: Final = 12


class YearLeaf:
    """Professional rating, illness, discipline, tasks, old shortcomings, merits, comment of the residence."""

    title = "3  Năm nay"

    def __init__(self, regulation: Regulation) -> None:
        self.form = form = Form(4)
        self.professional = form.choice(
            "professional", "Xếp loại cán bộ, công chức, viên chức", wording.PROFESSIONALS.items(), span=2
        )
        self.discipline = form.choice("discipline", "Kỷ luật trong năm", wording.DISCIPLINES.items(), span=2)
        self.scope = form.choice("discipline_scope", "Vi phạm bị kỷ luật", wording.SCOPES.items(), span=4)
        self.total = form.line("tasks", "Nhiệm vụ giao")
        self.done = form.line("tasks_done", "Đã hoàn thành")
        self.on_time = form.line("tasks_on_time", "Đúng hạn")
        self.beyond = form.line("tasks_beyond", "Vượt yêu cầu")
        self.named = form.line("old_faults", "Hạn chế kỳ trước")
        self.fixed = form.line("old_fixed", "Đã khắc phục")
        self.sick = form.line("sick_months", "Số tháng nghỉ ốm")
        self.maternity = form.tick("maternity", "Nghỉ thai sản", beside=True)
        lifting = regulation.professional.lifted_by if regulation.professional else ()
        self.ticks = {
            merit: form.tick(f"merit-{merit}", f"Đạt {MERIT_NAMES.get(merit, merit)}", span=2)
            for merit in lifting
        }
        self.merits = form.lines("merits", "Khen thưởng khác", "Mỗi dòng một hình thức.", rows=2, span=2)
        self.residence = form.lines("residence_comment", "Nhận xét của nơi cư trú", rows=2, span=2)
        self.note = form.line("note", "Ghi chú", span=4)
        form.edited.connect(self._fit)
        self._fit()

    def show(self, member: Member) -> None:
        """Show the facts of a person on the roll."""
        self.professional.set_value(member.professional)
        self.discipline.set_value(member.discipline)
        self.scope.set_value(member.discipline_scope)
        for field, number in (
            (self.total, member.tasks.total),
            (self.done, member.tasks.done),
            (self.on_time, member.tasks.on_time),
            (self.beyond, member.tasks.beyond),
            (self.named, member.old_faults.named),
            (self.fixed, member.old_faults.fixed),
            (self.sick, member.sick_months),
        ):
            field.setText(str(number) if number else "")
        self.maternity.setChecked(member.maternity)
        for merit, tick in self.ticks.items():
            tick.setChecked(merit in member.merits)
        self.merits.setPlainText("\n".join(merit for merit in member.merits if merit not in self.ticks))
        self.residence.setPlainText(member.residence_comment)
        self.note.setText(member.note)
        self._fit()

    def read(self, reading: Reading) -> dict[str, Any]:
        """The facts as typed."""
        others = (clean(line) for line in self.merits.toPlainText().splitlines())
        ticked = (merit for merit, tick in self.ticks.items() if tick.isChecked())
        return {
            "professional": self.professional.value(),
            "discipline": self.discipline.value(),
            "discipline_scope": self.scope.value(),
            "tasks": self._tasks(reading),
            "old_faults": self._old_faults(reading),
            "sick_months": reading.take("sick_months", lambda: read_count(self.sick.text(), _MONTHS), 0),
            "maternity": self.maternity.isChecked(),
            "merits": (*ticked, *(each for each in others if each)),
            "residence_comment": clean(self.residence.toPlainText()),
            "note": clean(self.note.text()),
        }

    def _tasks(self, reading: Reading) -> Tasks:
        total = reading.take("tasks", lambda: read_count(self.total.text()), 0)
        done = reading.take("tasks_done", lambda: read_count(self.done.text()), 0)
        on_time = reading.take("tasks_on_time", lambda: read_count(self.on_time.text()), 0)
        beyond = reading.take("tasks_beyond", lambda: read_count(self.beyond.text()), 0)
        reading.refuse("tasks_done", "Không quá số được giao.", when=done > total)
        reading.refuse("tasks_on_time", "Không quá số đã hoàn thành.", when=on_time > done)
        reading.refuse("tasks_beyond", "Không quá số đã hoàn thành.", when=beyond > done)
        return Tasks(total, done, on_time, beyond)

    def _old_faults(self, reading: Reading) -> OldFaults:
        named = reading.take("old_faults", lambda: read_count(self.named.text()), 0)
        fixed = reading.take("old_fixed", lambda: read_count(self.fixed.text()), 0)
        reading.refuse("old_fixed", "Không quá số hạn chế đã nêu.", when=fixed > named)
        return OldFaults(named, fixed)

    def _fit(self) -> None:
        self.form.set_shown("discipline_scope", shown=self.discipline.value() is not Discipline.NONE)
