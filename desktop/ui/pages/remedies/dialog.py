"""One item of the remedy plan."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop import remedies
from desktop.desk import Desk
from desktop.ui.pages.fields.dialog import CHECK_FIELDS, FormDialog
from desktop.ui.pages.fields.form import Form, Reading
from desktop.ui.pages.fields.reading import clean, day_text, need_text, read_day_or_none
from desktop.ui.pages.page import EXPECTED
from desktop.ui.pages.remedies.rows import STATES
from meeting.remedy import Remedy, RemedyState


class RemedyDialog(FormDialog):
    """A new item, or the one that is there."""

    def __init__(self, parent: QWidget, desk: Desk, item: Remedy | None) -> None:
        self._desk, self._item = desk, item
        fields = Form(columns=2)
        self.subject = fields.choice("subject", "Của ai", remedies.subjects(desk))
        self.owner = fields.line("owner", "Người chịu trách nhiệm")
        self.shortcoming = fields.lines("shortcoming", "Hạn chế, khuyết điểm", rows=2, span=2)
        self.measure = fields.lines("measure", "Biện pháp khắc phục", rows=3, span=2)
        self.due = fields.day("due", "Thời hạn", "Để trống nếu chưa định.")
        self.state = fields.choice("state", "Kết quả", [(state, words) for state, words in STATES.items()])
        self.done_day = fields.day("done", "Ngày khắc phục xong", "Để trống thì ghi ngày hôm nay.")
        title = "Mục cần khắc phục" if item is None else "Sửa mục cần khắc phục"
        super().__init__(parent, title, fields)
        self.state.chosen.connect(self._show_done)
        if item is not None:
            self._show(item)
        self._show_done()
        self.keep = self._keep

    def _show(self, item: Remedy) -> None:
        self.subject.set_value(item.subject)
        self.owner.setText(item.owner)
        self.shortcoming.setPlainText(item.shortcoming)
        self.measure.setPlainText(item.measure)
        self.due.setText(day_text(item.due))
        self.state.set_value(item.state)
        self.done_day.setText(day_text(item.done))

    def _show_done(self) -> None:
        self.form.set_shown("done", shown=self.state.value() is RemedyState.DONE)

    def _keep(self) -> str:
        item, errors = self._read()
        if first := self.form.show_errors(errors):
            self.form.focus(first)
            return CHECK_FIELDS
        try:
            if self._item is None:
                remedies.add_remedies(self._desk, (item,))
            else:
                remedies.update_remedy(self._desk, item)
        except EXPECTED as error:
            return str(error)
        return ""

    def _read(self) -> tuple[Remedy, dict[str, str]]:
        reading = Reading()
        is_done = self.state.value() is RemedyState.DONE
        done = reading.take("done", lambda: read_day_or_none(self.done_day.text()), None) if is_done else None
        item = replace(
            self._item or Remedy(0, "", ""),
            subject=self.subject.value(),
            owner=clean(self.owner.text()),
            shortcoming=reading.take(
                "shortcoming", lambda: need_text(self.shortcoming.toPlainText(), "hạn chế, khuyết điểm"), ""
            ),
            measure=clean(self.measure.toPlainText()),
            due=reading.take("due", lambda: read_day_or_none(self.due.text()), None),
            state=self.state.value(),
            done=(done or self._today()) if is_done else None,
        )
        return item, reading.errors

    def _today(self) -> date:
        return self._desk.clock().date()
