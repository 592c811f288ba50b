"""The regulation page: the superior's letters over it, its marks, and another regulation beside it."""

from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget

from desktop.desk import Desk
from desktop.ui.pages.fields.dialog import CHECK_FIELDS
from desktop.ui.pages.page import Context
from desktop.ui.pages.regulation.dialog import LetterDialog
from desktop.ui.pages.regulation.page import RegulationPage
from meeting.ratio import Ratio
from meeting.regulation import Sure

from .conftest import ROOM, Shell, Shot, finish_items
from .test_access import visit
from .test_results import count

LETTER = "CV 12-CV/ĐU"


def texts(page: RegulationPage) -> str:
    QApplication.processEvents()  # new cards are shown with the next event
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def press(shell: Shell, page: QWidget, name: str) -> None:
    QApplication.processEvents()
    shell.click(page, name)


def dialog_of(shell: Shell, page: RegulationPage) -> LetterDialog:
    press(shell, page, "add-letter")
    return page.findChildren(LetterDialog)[-1]


def fill(dialog: LetterDialog, key: str, value: str, *, paper: str = LETTER, day: str = "03/11/2025") -> None:
    dialog.choose(key)
    dialog.value.setText(value)
    dialog.paper.setText(paper)
    dialog.day.setText(day)


def write(shell: Shell, page: RegulationPage, key: str, value: str) -> None:
    dialog = dialog_of(shell, page)
    fill(dialog, key, value)
    shell.click(dialog, "keep")
    assert dialog.result() == QDialog.DialogCode.Accepted, dialog.notice.text()


def test_a_letter_changes_the_rules_and_names_its_paper(
    desk: Desk, shell: Shell, context: Context, shot: Shot
) -> None:
    page = shell.show(RegulationPage(context))
    assert "Chưa có." in texts(page)
    write(shell, page, "cap.rate", "25%")
    assert desk.regulation.cap.rate == Ratio(25, 100)
    assert desk.regulation.cap.source.sure is Sure.SUPERIOR
    assert "20% → 25%" in texts(page)
    assert f"{LETTER}, 03/11/2025" in texts(page)
    assert "1 điều theo văn bản của cấp trên" in page.count.text() or "2 điều" in page.count.text()
    assert shell.notices[-1][0] == "info"
    shot(page, "regulation-letter")
    page.search.setText(LETTER)
    shown = [line for line in page._rows if not line.parts[1].isHidden()]
    assert shown
    assert "Chỉ tiêu mức cao nhất" in {line.topic for line in shown}


def test_the_form_says_what_is_missing_and_what_cannot_be(
    desk: Desk, shell: Shell, context: Context, shot: Shot
) -> None:
    page = shell.show(RegulationPage(context))
    dialog = dialog_of(shell, page)
    visit(dialog)  # type: ignore[arg-type]
    dialog.choose("points.bands.HTXSNV")
    assert dialog.now.text() == "90"
    shell.click(dialog, "keep")
    assert dialog.notice.text() == CHECK_FIELDS
    assert [bool(dialog.form.error(key)) for key in ("value", "paper", "day")] == [True] * 3
    fill(dialog, "points.bands.HTXSNV", "chín mươi")
    shell.click(dialog, "keep")
    assert "gõ điểm bằng số" in dialog.form.error("value")
    fill(dialog, "points.bands.HTXSNV", "60")
    shell.click(dialog, "keep")
    assert "điểm tối thiểu phải giảm dần" in dialog.notice.text()
    shot(dialog, "regulation-dialog")
    dialog.reject()
    assert dialog.isVisible(), "asks once before what was typed is lost"
    dialog.reject()
    assert not dialog.isVisible()
    assert desk.season.overrides == ()


def test_a_yes_or_no_is_chosen(desk: Desk, shell: Shell, context: Context) -> None:
    page = shell.show(RegulationPage(context))
    dialog = dialog_of(shell, page)
    fill(dialog, "professional.binding", "")
    assert dialog.flag.isVisible()
    assert not dialog.value.isVisible()
    assert desk.regulation.professional is not None
    before = desk.regulation.professional.binding
    dialog.flag.set_value("không" if before else "có")
    shell.click(dialog, "keep")
    assert desk.regulation.professional.binding is not before


def test_a_letter_is_taken_back(desk: Desk, shell: Shell, context: Context) -> None:
    page = shell.show(RegulationPage(context))
    write(shell, page, "cap.rate", "25%")
    press(shell, page, "withdraw-cap.rate")
    question = next(d for d in page.findChildren(QDialog) if d.isVisible())
    assert "trở về như quy định (20%)" in question.accessibleDescription()
    shell.click(question, "yes")
    assert desk.season.overrides == ()
    assert "20% → 25%" not in texts(page)


def test_a_letter_that_another_needs_stays(desk: Desk, shell: Shell, context: Context) -> None:
    page = shell.show(RegulationPage(context))
    write(shell, page, "cap.special.rate", "35%")
    write(shell, page, "cap.rate", "30%")
    press(shell, page, "withdraw-cap.special.rate")
    question = next(d for d in page.findChildren(QDialog) if d.isVisible())
    shell.click(question, "yes")
    assert shell.notices[-1][0] == "error"
    assert "tỷ lệ được nâng không được thấp hơn" in shell.notices[-1][1]
    assert len(desk.season.overrides) == 2


def test_after_a_meeting_is_closed_the_user_is_warned(desk: Desk, shell: Shell, context: Context) -> None:
    from db import operations

    count(desk)
    finish_items(desk, "chi_bo")
    desk.changed(
        operations.close_session(desk.book, desk.regulation, "chi_bo", "Thống nhất.", at=desk.clock())
    )
    page = shell.show(RegulationPage(context))
    dialog = dialog_of(shell, page)
    assert "đã kết thúc theo quy định cũ" in "".join(label.text() for label in dialog.findChildren(QLabel))
    before = desk.verdict.cap.allowed
    fill(dialog, "cap.rate", "25%")
    shell.click(dialog, "keep")
    assert desk.verdict.cap.rate == Ratio(25, 100)
    assert desk.verdict.cap.allowed >= before
    press(shell, page, "withdraw-cap.rate")
    question = next(d for d in page.findChildren(QDialog) if d.isVisible() and d is not dialog)
    back = question.findChild(QPushButton, "no")
    assert back is not None
    assert back.hasFocus() or back.isDefault()


def test_another_regulation_side_by_side(shell: Shell, context: Context, shot: Shot) -> None:
    page = shell.show(RegulationPage(context))
    page.other.set_value("lam-dong-2023")
    page.other.chosen.emit()
    assert "điều khác nhau" in page.count.text()
    assert "KH/ĐUK Lâm Đồng 2023" in texts(page)
    shot(page, "regulation-compare")
    everything = len(page._rows)
    page.search.setText("chi tieu")
    assert 0 < sum(not line.parts[1].isHidden() for line in page._rows) < everything
    visit(page)
    least = page.minimumSizeHint()
    assert least.width() <= ROOM[0]
    assert least.height() <= ROOM[1]


def test_the_regulation_beside_itself_before_the_letters(shell: Shell, context: Context) -> None:
    page = shell.show(RegulationPage(context))
    write(shell, page, "new_member.months", "3")
    page.other.set_value("trung-uong-2025")
    page.other.chosen.emit()
    (only,) = page._rows
    assert only.topic == "Mới kết nạp"
    assert "3 tháng" in texts(page)
    assert "6 tháng" in texts(page)


def test_a_book_without_a_unit_shows_nothing(
    tmp_path: object, shell: Shell, context: Context, desk: Desk
) -> None:
    desk.book.connection.execute("DELETE FROM unit")
    desk._season = None
    page = shell.show(RegulationPage(context))
    assert page._rows == ()
