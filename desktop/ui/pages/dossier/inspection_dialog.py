"""What an inspection notice says, so that the answer can be printed."""

from typing import Final

from PySide6.QtWidgets import QWidget

from desktop import inspection
from desktop.desk import Desk
from desktop.ui.pages.fields.dialog import CHECK_FIELDS, FormDialog
from desktop.ui.pages.fields.form import Form, Reading
from desktop.ui.pages.fields.reading import clean, day_text, read_day_or_none
from desktop.ui.pages.page import EXPECTED
from desktop.ui.pages.pieces import words
from forms.branch_paper import committee
from meeting.inspection import Inspection

_LEAD: Final = (
    "Ghi theo thông báo của cấp trên. Báo cáo trả lời nằm trong “Bản để sửa (Word, Excel)”, thư mục "
    "chuan-bi. Xóa trắng mọi ô thì bỏ báo cáo này."
)


class InspectionDialog(FormDialog):
    """Shows the notice; `keep` writes it or says what is not right."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        self._desk = desk
        told, fields = inspection.notice(desk), Form(columns=2)
        self.what = fields.line("notice", "Số, tên thông báo", "Ví dụ: Thông báo số 53-TB/ĐU")
        self.day = fields.day("day", "Ngày thông báo")
        hint = f"Ví dụ: Ủy ban Kiểm tra {committee(desk.season)}"
        self.issuer = fields.line("issuer", "Nơi ban hành", hint, span=2)
        self.contents = fields.lines("contents", "Nội dung kiểm tra", "Mỗi dòng một nội dung.", span=2)
        self.schedule = fields.line("schedule", "Thời gian, địa điểm làm việc")
        self.due = fields.day("due", "Hạn gửi báo cáo")
        self.attendees = fields.lines("attendees", "Thành phần làm việc", rows=2, span=2)
        super().__init__(parent, "Thông báo kiểm tra", fields, words(_LEAD, "quiet"))
        self._show(told)
        self.keep = self._keep

    def _show(self, told: Inspection) -> None:
        self.what.setText(told.notice)
        self.day.setText(day_text(told.day))
        self.issuer.setText(told.issuer)
        self.contents.setPlainText("\n".join(told.contents))
        self.schedule.setText(told.schedule)
        self.due.setText(day_text(told.due))
        self.attendees.setPlainText(told.attendees)

    def _keep(self) -> str:
        reading = Reading()
        told = Inspection(
            notice=clean(self.what.text()),
            issuer=clean(self.issuer.text()),
            day=reading.take("day", lambda: read_day_or_none(self.day.text()), None),
            contents=tuple(filter(None, map(clean, self.contents.toPlainText().splitlines()))),
            schedule=clean(self.schedule.text()),
            attendees=clean(self.attendees.toPlainText()),
            due=reading.take("due", lambda: read_day_or_none(self.due.text()), None),
        )
        if first := self.form.show_errors(reading.errors):
            self.form.focus(first)
            return CHECK_FIELDS
        try:
            inspection.keep(self._desk, told)
        except EXPECTED as error:
            return str(error)
        return ""
