"""Ask for what is known of the branch or its committee; a field left open stays unknown."""

from typing import Final

from PySide6.QtWidgets import QWidget

from desktop.desk import Desk
from desktop.preparation import record_collective
from desktop.ui.pages.collective.fields import CollectiveFields
from desktop.ui.pages.fields.dialog import CHECK_FIELDS, FormDialog
from desktop.ui.pages.fields.form import Form, Reading
from desktop.ui.pages.page import EXPECTED
from desktop.ui.pages.pieces import words
from meeting.regulation import Regulation
from meeting.season import Structure

TITLES: Final = {"chi_bo": "Số liệu xét mức của chi bộ", "chi_uy": "Số liệu xét mức của tập thể chi ủy"}
_WHY: Final = (
    "Chương trình đối chiếu với điều kiện từng mức của quy định. Ô nào để trống thì điều kiện ấy là “chưa có "
    "số liệu”, chương trình không suy đoán; mức vẫn do phiếu và cấp trên quyết định."
)


def asked_about(regulation: Regulation, structure: Structure, subject: str) -> bool:
    """Tell whether the regulation gives conditions for this collective of this branch."""
    if subject == "chi_uy" and structure is Structure.BI_THU:
        return False
    return any(rule.subject == subject for rule in regulation.organisation)


class CollectiveDialog(FormDialog):
    """The facts of one collective."""

    def __init__(self, parent: QWidget, desk: Desk, subject: str) -> None:
        self._desk, self._subject = desk, subject
        fields = Form(columns=4)
        self.fields = CollectiveFields(fields, desk.regulation, subject)
        super().__init__(parent, TITLES[subject], fields, words(_WHY, "quiet"))
        self.fields.show(desk.season.collective(subject), desk.season.unit.organisation_score)
        self.keep = self._keep

    def _keep(self) -> str:
        reading, season = Reading(), self._desk.season
        facts = self.fields.read(reading, season.collective(self._subject))
        score = season.unit.organisation_score
        if self._subject == "chi_bo":
            score = self.fields.read_score(reading, score)
        if first := self.form.show_errors(reading.errors):
            self.form.focus(first)
            return CHECK_FIELDS
        try:
            record_collective(self._desk, facts, score)
        except EXPECTED as error:
            return str(error)
        return ""
