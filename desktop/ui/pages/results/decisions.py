"""Ask for what was decided after the count: on one row, or the superior's decision on everyone at once."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.desk import Desk
from desktop.rules import (
    final_decisions,
    proposals,
    record_decision,
    record_finals,
)
from desktop.ui.pages.fields.choice import Choice
from desktop.ui.pages.fields.dialog import CHECK_FIELDS, FormDialog
from desktop.ui.pages.fields.form import Form, Reading
from desktop.ui.pages.fields.reading import clean, day_text, need_text, read_day
from desktop.ui.pages.page import EXPECTED
from desktop.ui.pages.pieces import words
from meeting.decision import DecidedBy, Decision, DecisionKind, decision_on, decision_sentence, proposed_level
from meeting.level import LEVELS, Level

UNITS = frozenset({"chi_bo", "chi_uy"})
_LEFT_OPEN = "Để nguyên kết quả, báo cáo cấp trên"
_NOT_YET = "Chưa có quyết định"
_WHY = (
    "Số phiếu và mức do phiếu bầu giữ nguyên. Quyết định ghi ở đây được in thêm vào bảng tổng hợp và "
    "kết quả nộp."
)
_WHY_FINAL = (
    "Nhập số, ngày quyết định; mỗi dòng đã chọn sẵn mức chi bộ đề nghị, đồng chí chỉ sửa dòng mà cấp trên "
    "quyết định khác."
)


def names_for(desk: Desk, subject: str) -> Mapping[Level, str]:
    """Return the names of the levels of a member or a collective."""
    return desk.regulation.names_of(subject)


def decided_lines(desk: Desk, subject: str, voted: Level | None) -> tuple[str, ...]:
    """Return each decision on the subject as a sentence."""
    decisions = desk.season.decisions
    proposed = proposed_level(decisions, subject, voted)
    found = (decision_on(decisions, subject, kind) for kind in DecisionKind)
    names = names_for(desk, subject)
    return tuple(decision_sentence(one, names, proposed) for one in found if one is not None)


class DecisionDialog(FormDialog):
    """What the meeting or the superior decided on one row, with the vote or the paper."""

    def __init__(self, parent: QWidget, desk: Desk, subject: str, name: str) -> None:
        self._desk, self._subject = desk, subject
        fields = Form(columns=2)
        levels = [(level, names_for(desk, subject)[level]) for level in LEVELS]
        self.level: Choice[Level | None] = fields.choice(
            "level", "Mức đề nghị", [*levels, (None, _LEFT_OPEN)]
        )
        bodies = [(DecidedBy.MEETING, "Hội nghị"), (DecidedBy.SUPERIOR, "Cấp trên")]
        self.by: Choice[DecidedBy] = fields.choice("by", "Nơi quyết định", bodies)
        self.paper = fields.line(
            "paper", "Kết quả biểu quyết hoặc số văn bản", "Ví dụ: biểu quyết 12/14; CV 12-CV/ĐU."
        )
        self.day = fields.day("day", "Ngày quyết định")
        self.reason = fields.lines("reason", "Lý do", rows=2, span=2)
        super().__init__(parent, f"Ghi quyết định: {name}", fields, words(_WHY, "quiet"))
        self._show()
        self.keep = self._keep

    def _show(self) -> None:
        season = self._desk.season
        known = decision_on(season.decisions, self._subject)
        self.day.setText(day_text(known.day if known else season.meeting_day))
        if known is not None:
            self.level.set_value(known.level)
            self.by.set_value(known.by)
            self.paper.setText(known.paper)
            self.reason.setPlainText(known.reason)
        else:
            voted = {subject: level for subject, _name, level in proposals(self._desk)}
            self.level.set_value(voted.get(self._subject))

    def _keep(self) -> str:
        reading = Reading()
        paper, day = _read_source(
            reading, "kết quả biểu quyết hoặc số văn bản", self.paper.text(), self.day.text()
        )
        if first := self.form.show_errors(reading.errors):
            self.form.focus(first)
            return CHECK_FIELDS
        reason = clean(self.reason.toPlainText())
        told = Decision(self._subject, self.level.value(), self.by.value(), paper, day, reason)
        try:
            record_decision(self._desk, told)
        except EXPECTED as error:
            return str(error)
        return ""


class FinalDialog(FormDialog):
    """The superior's decision: number, day, and a level for everyone who stood on the ballot."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        self._desk = desk
        fields = Form(columns=2)
        self.paper = fields.line("paper", "Số quyết định", "Ví dụ: QĐ 45-QĐ/ĐU.")
        self.day = fields.day("day", "Ngày quyết định")
        self.levels: dict[str, Choice[Level | None]] = {}
        for subject, name, proposed in proposals(desk):
            names = names_for(desk, subject)
            options = [(None, _NOT_YET), *((level, names[level]) for level in LEVELS)]
            said = names[proposed] if proposed else "chưa có mức"
            self.levels[subject] = fields.choice(f"level-{subject}", name, options, f"Đề nghị: {said}.")
        super().__init__(parent, "Quyết định của cấp trên", fields, words(_WHY_FINAL, "quiet"))
        self._show()
        self.keep = self._keep

    def _show(self) -> None:
        finals = {d.subject: d for d in self._desk.season.decisions if d.kind is DecisionKind.FINAL}
        for subject, _name, proposed in proposals(self._desk):
            known = finals.get(subject)
            level = known.level if known else None if finals else proposed
            self.levels[subject].set_value(level)
        if finals:
            first = next(iter(finals.values()))
            self.paper.setText(first.paper)
            self.day.setText(day_text(first.day))

    def _keep(self) -> str:
        reading = Reading()
        paper, day = _read_source(reading, "số quyết định", self.paper.text(), self.day.text())
        if first := self.form.show_errors(reading.errors):
            self.form.focus(first)
            return CHECK_FIELDS
        chosen = [(subject, level.value()) for subject, level in self.levels.items()]
        told = final_decisions([(subject, level) for subject, level in chosen if level], paper, day)
        try:
            record_finals(self._desk, told)
        except EXPECTED as error:
            return str(error)
        return ""


def _read_source(reading: Reading, what: str, paper: str, day: str) -> tuple[str, date]:
    """Read which vote or paper decided, and when."""
    text = reading.take("paper", lambda: need_text(paper, what), "")
    return text, reading.take("day", lambda: read_day(day), date.min)
