"""The numbers of the papers: one field a paper, the next number beside it, the first day of the term."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop import numbering
from desktop.desk import Desk
from desktop.ui.pages.fields.dialog import CHECK_FIELDS, FormDialog
from desktop.ui.pages.fields.form import Form, Reading
from desktop.ui.pages.fields.reading import FieldError, day_text, read_count, read_day_or_none
from desktop.ui.pages.page import EXPECTED
from desktop.ui.pages.pieces import button, holder, row, words
from forms.words import count
from meeting.numbering import HIGHEST

_LEAD: Final = (
    "Số văn bản chạy riêng theo từng loại trong cả nhiệm kỳ. Ô để trống thì in chỗ trống để ghi tay. Số đã "
    "ghi ở ngoài chương trình: đồng chí gõ đè lên số gợi ý, các số sau tính tiếp từ đó."
)
_TERM: Final = "Số tính từ 01 kể từ ngày này. Để trống nếu chưa qua đại hội nào kể từ khi lập sổ."
_SIGNED: Final = "Văn bản đã ký nên giữ nguyên số."


class NumbersDialog(FormDialog):
    """Shows what each paper has; `keep` writes all of them or says why not."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        self._desk, self._papers = desk, numbering.papers(desk)
        fields = Form(columns=2)
        self.term = fields.day("term", "Ngày bắt đầu nhiệm kỳ", _TERM)
        self.term.setText(day_text(numbering.term(desk)))
        fill = button("Điền các số gợi ý", "fill-numbers", self._fill)
        fields.add("fill", " ", holder(row(fill, None)))
        self.numbers: dict[str, QLineEdit] = {}
        for one in self._papers:
            line = fields.line(one.paper, f"{one.name} ({one.kind})", _SIGNED if one.signed else "")
            line.setText("" if one.number is None else count(one.number))
            line.setEnabled(not one.signed)
            self.numbers[one.paper] = line
        super().__init__(parent, "Số văn bản", fields, words(_LEAD, "quiet"))
        self.keep = self._keep
        self._suggest()
        for line in self.numbers.values():
            line.textChanged.connect(self._suggest)

    def _suggest(self) -> None:
        for paper, number in self._suggestions().items():
            self.numbers[paper].setPlaceholderText(f"Gợi ý: {count(number)}")

    def _suggestions(self) -> dict[str, int]:
        typed = {paper: _typed(line.text()) for paper, line in self.numbers.items()}
        return numbering.suggestions(self._papers, typed)

    def _fill(self) -> None:
        for paper, number in self._suggestions().items():
            if not self.numbers[paper].text().strip():
                self.numbers[paper].setText(count(number))

    def _keep(self) -> str:
        reading = Reading()
        first_day = reading.take("term", lambda: read_day_or_none(self.term.text()), None)
        wanted = {
            paper: reading.take(paper, partial(_number, line.text()), None)
            for paper, line in self.numbers.items()
            if line.isEnabled()
        }
        if first := self.form.show_errors(reading.errors):
            self.form.focus(first)
            return CHECK_FIELDS
        try:
            if first_day != numbering.term(self._desk):
                numbering.set_term(self._desk, first_day)
            numbering.number_papers(self._desk, wanted)
        except EXPECTED as error:
            return str(error)
        return ""


def _number(text: str) -> int | None:
    return read_count(text, HIGHEST) or None


def _typed(text: str) -> int | None:
    """The number in a field while it is being typed; None where there is none yet."""
    try:
        return _number(text)
    except FieldError:
        return None
