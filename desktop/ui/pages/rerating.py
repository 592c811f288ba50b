"""Ask for a re-rating: which year, the new level, who decided, by which paper, why."""

from PySide6.QtWidgets import QWidget

from desktop import reratings
from desktop.desk import Desk
from desktop.ui.pages.fields.choice import Choice
from desktop.ui.pages.fields.dialog import CHECK_FIELDS, FormDialog
from desktop.ui.pages.fields.form import Form, Reading
from desktop.ui.pages.fields.reading import clean, day_text, need_text, read_day
from desktop.ui.pages.page import EXPECTED
from desktop.ui.pages.pieces import words
from meeting.decision import DecidedBy, DecisionKind
from meeting.level import LEVELS, Level
from meeting.rerating import Rerating

_WHY = (
    "Kết quả cũ bị hủy nhưng vẫn nằm trong sổ bên cạnh kết quả mới. Đã ghi thì không sửa, không xóa được: "
    "nếu ghi nhầm, đồng chí ghi thêm một lần xếp loại lại."
)
_KINDS = (
    (DecisionKind.FINAL, "Quyết định xếp loại lại"),
    (DecisionKind.PROPOSAL, "Chi bộ đề nghị, chờ quyết định"),
)


class RerateDialog(FormDialog):
    """One re-rating of one member or collective; what the regulation says stands above the fields."""

    def __init__(self, parent: QWidget, desk: Desk, subject: str, name: str) -> None:
        self._desk, self._subject = desk, subject
        known = reratings.rerateable(desk, subject)
        names = desk.regulation.names_of(subject)
        fields = Form(columns=2)
        self.year: Choice[int] = fields.choice(
            "year", "Năm xếp loại lại", [(year, f"Năm {year}: {names[level]}") for year, level in known]
        )
        self.level: Choice[Level] = fields.choice("level", "Mức mới", [(one, names[one]) for one in LEVELS])
        self.kind: Choice[DecisionKind] = fields.choice("kind", "Ghi việc gì", _KINDS)
        bodies = [(DecidedBy.SUPERIOR, "Cấp trên"), (DecidedBy.MEETING, "Hội nghị")]
        self.by: Choice[DecidedBy] = fields.choice("by", "Nơi quyết định", bodies)
        self.paper = fields.line(
            "paper", "Số văn bản hoặc kết quả biểu quyết", "Ví dụ: QĐ 12-QĐ/ĐU; biểu quyết 12/14."
        )
        self.day = fields.day("day", "Ngày quyết định")
        self.reason = fields.lines("reason", "Lý do", rows=2, span=2)
        self.rule = words(role="quiet")
        super().__init__(parent, f"Xếp loại lại: {name}", fields, self.rule, words(_WHY, "quiet"))
        self.day.setText(day_text(desk.clock().date()))
        self.level.set_value(LEVELS[-1])
        self.year.chosen.connect(self._show_rule)
        self._show_rule()
        self.keep = self._keep

    def _show_rule(self) -> None:
        self.rule.setText(reratings.advice(self._desk, self.year.value()))

    def _keep(self) -> str:
        reading = Reading()
        paper = reading.take("paper", lambda: need_text(self.paper.text(), "số văn bản hoặc biểu quyết"), "")
        day = reading.take("day", lambda: read_day(self.day.text()), self._desk.clock().date())
        reason = reading.take("reason", lambda: need_text(clean(self.reason.toPlainText()), "lý do"), "")
        if first := self.form.show_errors(reading.errors):
            self.form.focus(first)
            return CHECK_FIELDS
        level = self.level.value()
        asked = (self.kind.value(), self.by.value(), paper, day, reason)
        told = Rerating(0, self._subject, self.year.value(), level, level, *asked)
        try:
            reratings.record(self._desk, told)
        except EXPECTED as error:
            return str(error)
        return ""
