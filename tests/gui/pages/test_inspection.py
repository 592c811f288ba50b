"""An inspection notice is entered on the page of the dossier, and the answer to it is among the working papers."""

from datetime import date

from PySide6.QtWidgets import QLabel

from desktop import drafts, inspection
from desktop.desk import Desk
from desktop.ui.pages.dossier import DossierPage
from desktop.ui.pages.dossier.inspection_dialog import InspectionDialog
from desktop.ui.pages.page import Context
from forms.branch_paper import committee
from forms.dossier import working_papers
from meeting.inspection import Inspection

from .conftest import Shell, Shot


def opened(shell: Shell, page: DossierPage) -> InspectionDialog:
    shell.choose(page, "inspection")
    return page.findChildren(InspectionDialog)[-1]


def answers(desk: Desk) -> list[str]:
    made = working_papers(drafts.gather(desk).facts)
    return [str(one.document.blocks) for one in made if one.form.id == "tra_loi_kiem_tra"]


def test_a_notice_is_kept_printed_and_taken_back(
    desk: Desk, shell: Shell, context: Context, shot: Shot
) -> None:
    page = shell.show(DossierPage(context))
    assert answers(desk) == []
    dialog = opened(shell, page)
    assert dialog.attendees.toPlainText().startswith("đồng chí Nguyễn Văn Hòa; đồng chí Trần Đình Bảo")
    hints = [label.text() for label in dialog.findChildren(QLabel)]
    assert f"Ví dụ: Ủy ban Kiểm tra {committee(desk.season)}" in hints
    dialog.what.setText("Thông báo số 53-TB/ĐU")
    dialog.contents.setPlainText("Quy chế làm việc\n\n  Thu, nộp đảng phí ")
    dialog.due.setText("14/13/2025")
    shell.click(dialog, "keep")
    assert "Không có ngày 14/13/2025" in dialog.form.error("due")
    dialog.due.setText("14/12/2025")
    shot(dialog, "dossier-inspection")
    shell.click(dialog, "keep")
    kept = desk.season.inspection
    assert kept is not None
    assert (kept.contents, kept.due) == (("Quy chế làm việc", "Thu, nộp đảng phí"), date(2025, 12, 14))
    (answer,) = answers(desk)
    assert "Thông báo số 53-TB/ĐU" in answer
    again = opened(shell, page)
    assert again.contents.toPlainText() == "Quy chế làm việc\nThu, nộp đảng phí"
    for field in (again.what, again.due):
        field.setText("")
    for box in (again.contents, again.attendees):
        box.setPlainText("")
    shell.click(again, "keep")
    assert desk.season.inspection is None
    assert answers(desk) == []
    inspection.keep(desk, Inspection())
    assert desk.season.inspection is None
