"""What is known of the branch and its committee: entered in a window, judged beside the results."""

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from desktop.desk import Desk
from desktop.preparation import record_collective, set_up_unit
from desktop.ui.pages.collective.dialog import CollectiveDialog
from desktop.ui.pages.fields.dialog import CHECK_FIELDS
from desktop.ui.pages.page import Context
from desktop.ui.pages.results import ResultsPage
from desktop.ui.pages.unit.page import UnitPage
from meeting.level import Level
from meeting.season import Answer, CollectiveFacts, Grade, Peer, PeerKind, Tasks

from .conftest import Shell, Shot
from .test_results import count

KNOWN = CollectiveFacts(
    "chi_bo",
    points=(2800, 6200),
    tasks=Tasks(10, 10, 10, 3),
    answers=(Answer("chi_bo_khac_phuc", yes=True), Answer("chi_bo_ket_luan", yes=False)),
)


def under(desk: Desk, regulation: str) -> None:
    """Put the branch under another regulation."""
    season = desk.season
    set_up_unit(desk, season.unit, regulation, season.year, season.meeting_day)


def dialog_of(page: ResultsPage | UnitPage) -> CollectiveDialog:
    QApplication.processEvents()
    return page.findChildren(CollectiveDialog)[-1]


def test_facts_are_entered_and_the_verdict_follows(
    desk: Desk, shell: Shell, context: Context, shot: Shot
) -> None:
    count(desk)
    page = shell.show(ResultsPage(context))
    page.pane.setCurrentIndex(2)
    QApplication.processEvents()
    assert "chưa có số liệu" in page.conditions.conditions["chi_bo"].text()
    shell.click(page, "facts-chi_bo")
    dialog = dialog_of(page)
    for line, text in zip(dialog.fields.points, ("28", "62"), strict=True):
        line.setText(text)
    for line, text in zip(dialog.fields.tasks, ("10", "10", "10", "3"), strict=True):
        line.setText(text)
    dialog.fields.answers["chi_bo_khac_phuc"].set_value(True)
    dialog.fields.answers["chi_bo_ket_luan"].set_value(False)
    shot(dialog, "collective-dialog")
    shell.click(dialog, "keep")
    assert dialog.result() == QDialog.DialogCode.Accepted, dialog.notice.text()
    assert desk.season.collective("chi_bo") == KNOWN
    told = page.conditions.conditions["chi_bo"].text()
    assert "✓  Từ 90 điểm trở lên: 90 điểm; đạt (QĐ 366-QĐ/TW, Điều 11.1.1)." in told
    assert "?  Không thuộc trường hợp “có thành viên bị kết luận suy thoái" in told
    assert page.conditions.told["chi_bo"].text().endswith("còn 2 điều kiện chưa có số liệu.")
    shot(page, "results-conditions")


def test_what_the_book_knows_comes_back_and_stays(desk: Desk, shell: Shell, context: Context) -> None:
    under(desk, "tuy-phuoc-2021")
    facts = CollectiveFacts(
        "chi_bo",
        (Grade.TOT, Grade.TRUNG_BINH),
        (100, 200),
        Tasks(8, 7, 6, 1),
        (
            Peer("Hội Khuyến học", PeerKind.DOAN_THE, Level.HTNV),
            Peer("Mặt trận Tổ quốc", PeerKind.DOAN_THE, Level.HTTNV),
            Peer("Công đoàn", PeerKind.DOAN_THE, absent=True),
            Peer("Đoàn Thanh niên", PeerKind.DOAN_THE),
        ),
        (Answer("cau_khac", yes=True), Answer("bi_ky_luat", yes=False)),
    )
    record_collective(desk, facts, (1, 2))
    page = shell.show(UnitPage(context))
    shell.click(page, "facts-chi_bo")
    dialog = dialog_of(page)
    shell.click(dialog, "keep")
    assert dialog.result() == QDialog.DialogCode.Accepted, dialog.notice.text()
    assert desk.season.collective("chi_bo") == facts
    assert desk.season.unit.organisation_score == (1, 2)


def test_the_score_sheet_of_2016(desk: Desk, shell: Shell, context: Context, shot: Shot) -> None:
    under(desk, "quang-binh-2016")
    page = shell.show(UnitPage(context))
    shot(page, "unit-facts")
    assert page.facts["chi_uy"].isHidden()
    shell.click(page, "facts-chi_bo")
    dialog = dialog_of(page)
    dialog.fields.score[0].setText("41")
    shell.click(dialog, "keep")
    assert dialog.notice.text() == CHECK_FIELDS
    assert "không được quá 40" in dialog.form.error("score-0")
    assert "đủ điểm" in dialog.form.error("score-4")
    for line, text in zip(dialog.fields.score, ("38", "19", "14", "14", "9"), strict=True):
        line.setText(text)
    shot(dialog, "collective-score")
    shell.click(dialog, "keep")
    assert desk.season.unit.organisation_score == (38, 19, 14, 14, 9)


@pytest.mark.parametrize(
    ("numbers", "key"),
    [(("5", "6", "", ""), "tasks-1"), (("5", "4", "5", ""), "tasks-2"), (("5", "4", "4", "5"), "tasks-3")],
)
def test_tasks_that_do_not_add_up(
    desk: Desk, shell: Shell, context: Context, numbers: tuple[str, ...], key: str
) -> None:
    page = shell.show(UnitPage(context))
    shell.click(page, "facts-chi_uy")
    dialog = dialog_of(page)
    for line, text in zip(dialog.fields.tasks, numbers, strict=True):
        line.setText(text)
    shell.click(dialog, "keep")
    assert dialog.form.error(key)
    assert desk.season.collectives == ()


def test_half_of_the_grades_or_points_is_not_enough(desk: Desk, shell: Shell, context: Context) -> None:
    page = shell.show(UnitPage(context))
    shell.click(page, "facts-chi_bo")
    dialog = dialog_of(page)
    dialog.fields.points[0].setText("28")
    shell.click(dialog, "keep")
    assert dialog.form.error("points-tasks")
    dialog.close()
    under(desk, "lam-dong-2023")
    context.changed.emit()
    shell.click(page, "facts-chi_bo")
    dialog = dialog_of(page)
    dialog.fields.grades[0].set_value(Grade.TOT)
    shell.click(dialog, "keep")
    assert dialog.form.error("grade-others")


def test_the_warning_stands_beside_a_vote_above_the_conditions(
    desk: Desk, shell: Shell, context: Context
) -> None:
    count(desk)
    record_collective(desk, CollectiveFacts("chi_bo", points=(2000, 2000)), ())
    page = shell.show(ResultsPage(context))
    rows = page.roster.people
    branch = next(rows.record(at) for at in range(rows.rowCount()) if rows.record(at).name == "Chi bộ")
    page.pane.setCurrentIndex(2)
    warned = page.conditions.warnings["chi_bo"].text()
    assert "Chi bộ được đề nghị" in warned
    assert warned in branch.lines
