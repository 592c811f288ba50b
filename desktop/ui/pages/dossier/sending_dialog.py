"""That papers were handed in: which of them, on which day, to whom."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from desktop import dossier
from desktop.desk import Desk
from desktop.ui.pages.dossier.rows import Row
from desktop.ui.pages.fields.dialog import CHECK_FIELDS, FormDialog
from desktop.ui.pages.fields.form import Form, Reading
from desktop.ui.pages.fields.reading import day_text, need_text, read_day
from desktop.ui.pages.page import EXPECTED
from desktop.ui.pages.pieces import words

_LEAD: Final = (
    "Ghi lại việc đồng chí đã nộp; chương trình không tự gửi đi đâu. Điều đã ghi thì giữ nguyên; ghi nhầm "
    "thì đồng chí ghi thêm một lần nộp đúng, lần ghi sau cùng được hiện."
)


class SendingDialog(FormDialog):
    """Offers all signed papers, and the chosen one if signed; `keep` writes it down or says why not."""

    def __init__(self, parent: QWidget, desk: Desk, rows: Sequence[Row], chosen: Row | None) -> None:
        self._desk = desk
        signed = tuple(row.copy for row in rows if row.copy)
        hint = ""
        options = [(signed, f"Cả hồ sơ: {len(signed)} văn bản đã ký")]
        if chosen is not None and chosen.copy:
            options.append(((chosen.copy,), "Chỉ văn bản đang chọn"))
            hint = f"Đang chọn: {chosen.title}."
        fields = Form(columns=2)
        self.which = fields.choice("which", "Đã nộp", options, hint, span=2)
        self.day = fields.day("day", "Ngày nộp")
        self.recipient = fields.line("recipient", "Nơi nhận")
        super().__init__(parent, "Đánh dấu đã nộp", fields, words(_LEAD, "quiet"))
        self.day.setText(day_text(desk.clock().date()))
        self.recipient.setText(desk.season.unit.superior)
        self.keep = self._keep

    def _keep(self) -> str:
        reading = Reading()
        day = reading.take("day", lambda: read_day(self.day.text()), None)
        recipient = reading.take("recipient", lambda: need_text(self.recipient.text(), "nơi nhận"), "")
        if day is None or reading.errors:
            self.form.focus(self.form.show_errors(reading.errors))
            return CHECK_FIELDS
        try:
            dossier.record_sending(self._desk, self.which.value(), day, recipient)
        except EXPECTED as error:
            return str(error)
        return ""
