"""The fourth leaf: what the member claims, what group and committee propose, grades or points."""

from typing import Any, Final

from PySide6.QtWidgets import QLineEdit

from desktop import wording
from desktop.ui.pages.fields.choice import Choice
from desktop.ui.pages.fields.form import Form, Reading
from desktop.ui.pages.fields.reading import FieldError, clean, read_points
from desktop.ui.pages.pieces import words
from meeting.points import points_text
from meeting.regulation import PointsFrame, Regulation
from meeting.season import Grade, Member, Structure, Unit

_USUAL_GRADES: Final = 2


class ResultLeaf:
    """Levels by three hands; grades where the regulation grades, points with their sum where it counts."""

    title = "4  Tự nhận và đề nghị"

    def __init__(self, regulation: Regulation, unit: Unit, member: Member | None) -> None:
        self.form = form = Form(2)
        levels = wording.level_options(regulation.member_names, "Chưa có")
        self.own = form.choice("self_level", "Mức tự nhận", levels, span=2)
        self.group = form.choice("group_level", "Mức tổ đảng đề nghị", levels, span=2)
        self.committee = form.choice("committee_level", "Mức chi ủy đề nghị", levels, span=2)
        form.set_shown("group_level", shown=unit.structure is Structure.TO_DANG)
        form.set_shown("committee_level", shown=unit.structure is not Structure.BI_THU)
        self._frame = regulation.points
        held = len(member.grades) if member else 0
        self.grades = self._grade_fields(held) if regulation.grades or held else ()
        self.points: tuple[QLineEdit, ...] = (
            self._point_fields(regulation.points) if regulation.points else ()
        )
        self.sum = words()
        if self.points:
            form.add("sum", "Tổng điểm", self.sum, span=2)
            form.edited.connect(self._add_up)
            self._add_up()

    def show(self, member: Member) -> None:
        """Show the facts of a person on the roll."""
        self.own.set_value(member.self_level)
        self.group.set_value(member.group_level)
        self.committee.set_value(member.committee_level)
        for field, grade in zip(self.grades, member.grades, strict=False):
            field.set_value(grade)
        for line, points in zip(self.points, member.points or (), strict=False):
            line.setText(points_text(points))
        if self.points:
            self._add_up()

    def read(self, reading: Reading) -> dict[str, Any]:
        """The facts as typed; what this regulation does not ask for stays as it was."""
        facts: dict[str, Any] = {
            "self_level": self.own.value(),
            "group_level": self.group.value(),
            "committee_level": self.committee.value(),
        }
        if self.grades:
            facts["grades"] = self._read_grades(reading)
        if self.points and self._frame is not None:
            facts["points"] = self._read_points(reading, self._frame)
        return facts

    def _grade_fields(self, held: int) -> tuple[Choice[Grade | None], ...]:
        options: list[tuple[Grade | None, str]] = [(None, "Chưa đánh giá"), *wording.GRADES.items()]
        names = ["Kết quả thực hiện nhiệm vụ", "Các tiêu chí khác"]
        names += [f"Tiêu chí khác, thứ {number}" for number in range(2, held)]
        return tuple(
            self.form.choice(f"grade-{at}", name, options)
            for at, name in enumerate(names[: max(held, _USUAL_GRADES)])
        )

    def _point_fields(self, frame: PointsFrame) -> tuple[QLineEdit, QLineEdit]:
        return (
            self.form.line("points-common", f"Điểm nhóm tiêu chí chung (tối đa {frame.common_max})"),
            self.form.line("points-tasks", f"Điểm kết quả nhiệm vụ (tối đa {frame.tasks_max})"),
        )

    def _read_grades(self, reading: Reading) -> tuple[Grade, ...]:
        found = [field.value() for field in self.grades]
        given = tuple(grade for grade in found if grade is not None)
        for at, grade in enumerate(found):
            reading.refuse(f"grade-{at}", "Đồng chí chọn mức cho tiêu chí này.", when=given and grade is None)
        return given

    def _read_points(self, reading: Reading, frame: PointsFrame) -> tuple[int, int] | None:
        common, tasks = self.points
        if not clean(common.text()) and not clean(tasks.text()):
            return None
        return (
            reading.take("points-common", lambda: read_points(common.text(), frame.common_max), 0),
            reading.take("points-tasks", lambda: read_points(tasks.text(), frame.tasks_max), 0),
        )

    def _add_up(self) -> None:
        if self._frame is None:
            return
        total = 0
        for field, most in zip(self.points, (self._frame.common_max, self._frame.tasks_max), strict=True):
            try:
                total += read_points(field.text(), most)
            except FieldError:
                self.sum.setText("chờ đủ hai nhóm điểm")
                return
        self.sum.setText(f"{points_text(total)} / {self._frame.common_max + self._frame.tasks_max}")
