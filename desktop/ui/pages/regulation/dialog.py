"""Ask for a superior's letter: which value, the new one, the paper's number and day."""

from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.desk import Desk
from desktop.rules import changeable_values, record_letter, why_careful
from desktop.ui.pages.fields.dialog import CHECK_FIELDS, FormDialog
from desktop.ui.pages.fields.form import Form, Reading
from desktop.ui.pages.fields.reading import FieldError, need_text, read_day
from desktop.ui.pages.page import EXPECTED
from desktop.ui.pages.pieces import words
from desktop.ui.widgets import Notice, NoticeKind
from meeting.letters import HINTS, NO, YES, Kind, ValueTextError, typed

TITLE = "Ghi văn bản của cấp trên"
_WHY = (
    "Nhập giá trị mà văn bản của cấp trên thay cho quy định. Mọi phép tính, biên bản và kết quả dùng giá trị "
    "mới, ghi rõ số và ngày văn bản."
)


class LetterDialog(FormDialog):
    """One value; `keep` records it."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        self._desk = desk
        self._values = {one.key: one for one in changeable_values(desk)}
        fields = Form(columns=2)
        titles = [(key, one.title) for key, one in self._values.items()]
        self.which = fields.choice("which", "Giá trị được thay", titles, span=2)
        self.now = words()
        fields.add("now", "Hiện nay", self.now)
        self.value = fields.line("value", "Giá trị mới")
        self.flag = fields.choice("flag", "Giá trị mới", [(YES, "Có"), (NO, "Không")])
        self.paper = fields.line("paper", "Số văn bản", "Ví dụ: CV 12-CV/ĐU.")
        self.day = fields.day("day", "Ngày văn bản")
        warning = Notice()
        super().__init__(parent, TITLE, fields, words(_WHY, "quiet"), warning)
        if why := why_careful(desk):
            warning.say(NoticeKind.WARNING, why)
        self.which.chosen.connect(self.show_value)
        self.show_value()
        self.keep = self._keep

    def choose(self, key: str) -> None:
        """Begin with this value."""
        self.which.set_value(key)
        self.show_value()

    def show_value(self) -> None:
        """Say what the chosen value is now and how a new one is typed."""
        chosen = self._values[self.which.value()]
        self.now.setText(chosen.shown)
        is_flag = chosen.kind is Kind.FLAG
        self.form.set_shown("value", shown=not is_flag)
        self.form.set_shown("flag", shown=is_flag)
        self.value.setPlaceholderText(HINTS[chosen.kind])
        self.which.setToolTip(chosen.title)

    def _keep(self) -> str:
        reading, kind = Reading(), self._values[self.which.value()].kind
        text = self.flag.value() if kind is Kind.FLAG else self.value.text()
        reading.take("value", lambda: _checked(kind, text), "")
        paper = reading.take("paper", lambda: need_text(self.paper.text(), "số văn bản của cấp trên"), "")
        day = reading.take("day", lambda: read_day(self.day.text()), date.min)
        if first := self.form.show_errors(reading.errors):
            self.form.focus(first)
            return CHECK_FIELDS
        try:
            record_letter(self._desk, self.which.value(), text, paper, day)
        except EXPECTED as error:
            return str(error)
        return ""


def _checked(kind: Kind, text: str) -> str:
    try:
        typed(kind, need_text(text, "giá trị mới"))
    except ValueTextError as error:
        raise FieldError(str(error)) from error
    return text
