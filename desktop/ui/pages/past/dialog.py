"""The earlier years of one member, or of the branch, entered by hand."""

from dataclasses import dataclass, replace

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop import past_years
from desktop.desk import Desk
from desktop.ui.pages.fields.choice import Choice
from desktop.ui.pages.fields.dialog import FormDialog
from desktop.ui.pages.fields.form import Form
from desktop.ui.pages.page import EXPECTED
from desktop.ui.pages.pieces import words
from desktop.wording import level_options
from meeting.level import Level
from meeting.past import BRANCH, PastYear

_WHY = (
    "Ghi mức theo quyết định của cấp có thẩm quyền từng năm. “Giấy khen”: giấy khen của cấp ủy cơ sở cho năm "
    "đó; “khen nhiều năm”: năm được cấp trên khen về nhiều năm liền."
)
_BY_HAND = "nhập tay"
_NOT_ENTERED = "?"
"""Stands for a year of which nothing is known, beside None: not rated that year."""

Entered = Level | str | None


@dataclass(frozen=True, slots=True)
class _YearFields:
    year: int
    level: Choice[Entered]
    commended: QCheckBox
    awarded: QCheckBox


class YearsDialog(FormDialog):
    """Five years, one below the other; a year left as “chưa nhập” is not written."""

    def __init__(self, parent: QWidget, desk: Desk, subject: str, name: str) -> None:
        self._desk, self._subject, self._years = desk, subject, past_years.years_of(desk, subject)
        fields = Form(columns=3)
        rules = desk.regulation
        names = level_options(rules.unit_names if subject == BRANCH else rules.member_names, "Không xếp loại")
        options: list[tuple[Entered, str]] = [(_NOT_ENTERED, "Chưa nhập"), *names]
        span = past_years.earlier_years(desk.season)
        self.rows = [self._row(fields, year, options) for year in span]
        super().__init__(parent, f"Các năm trước của {name}", fields, words(_WHY, "quiet"))
        for row, known in zip(self.rows, self._years, strict=True):
            row.level.set_value(_NOT_ENTERED)
            if known is not None:
                row.level.set_value(known.level)
                row.commended.setChecked(known.commended)
                row.awarded.setChecked(known.awarded)
        self.keep = self._keep

    @staticmethod
    def _row(fields: Form, year: int, options: list[tuple[Entered, str]]) -> _YearFields:
        level: Choice[Entered] = fields.choice(f"level-{year}", f"Năm {year}", options)
        commended = fields.tick(f"commended-{year}", "Giấy khen", beside=True)
        awarded = fields.tick(f"awarded-{year}", "Khen nhiều năm", beside=True)
        commended.setAccessibleName(f"Năm {year}: giấy khen của cấp ủy cơ sở")
        awarded.setAccessibleName(f"Năm {year}: được khen nhiều năm liền")
        return _YearFields(year, level, commended, awarded)

    def _keep(self) -> str:
        wanted = {row.year: self._typed(row) for row in self.rows}
        known = {one.year: one for one in self._years if one is not None}
        fresh = [one for year, one in wanted.items() if one is not None and one != known.get(year)]
        gone = [year for year in known if wanted.get(year) is None]
        try:
            if fresh:
                past_years.record_years(self._desk, fresh)
            for year in gone:
                past_years.clear_year(self._desk, self._subject, year)
        except EXPECTED as error:
            return str(error)
        return ""

    def _typed(self, row: _YearFields) -> PastYear | None:
        """The year as it stands in the fields; what is as it was keeps its source."""
        value = row.level.value()
        if value == _NOT_ENTERED:
            return None
        level = value if isinstance(value, Level) else None
        commended, awarded = row.commended.isChecked(), row.awarded.isChecked()
        known = next((one for one in self._years if one is not None and one.year == row.year), None)
        if known is not None and known.level == level:
            return replace(known, commended=commended, awarded=awarded)
        return PastYear(self._subject, row.year, level, commended, awarded, _BY_HAND)
