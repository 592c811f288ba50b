"""The numbers of the papers on the page of the dossier: suggested, entered, refused, kept when signed."""

from datetime import date

import pytest

from db import operations
from desktop import dossier, numbering
from desktop.desk import Desk
from desktop.ui.pages.dossier import DossierPage
from desktop.ui.pages.dossier.numbers_dialog import NumbersDialog
from desktop.ui.pages.page import Context

from .conftest import Shell, Shot, finish_items
from .test_results import count


@pytest.fixture
def page(desk: Desk, shell: Shell, context: Context) -> DossierPage:
    count(desk)
    finish_items(desk, "chi_bo")
    desk.changed(
        operations.close_session(desk.book, desk.regulation, "chi_bo", "Thống nhất.", at=desk.clock())
    )
    return shell.show(DossierPage(context))


def opened(shell: Shell, page: DossierPage) -> NumbersDialog:
    shell.choose(page, "numbers")
    return page.findChildren(NumbersDialog)[-1]


def printed(desk: Desk, mark: str) -> str | None:
    made = dossier.collect(desk).papers
    return next(one.document.header.number for one in made if one.document_id == mark)


def test_suggested_numbers_follow_what_was_given_outside(
    desk: Desk, page: DossierPage, shell: Shell, shot: Shot
) -> None:
    assert printed(desk, "CB01") == "Số        -BB/CB"
    dialog = opened(shell, page)
    marks = [one.paper for one in numbering.papers(desk) if one.kind == "BB"]
    dialog.numbers[marks[0]].setText("15")
    assert dialog.numbers[marks[1]].placeholderText() == "Gợi ý: 16"
    shot(dialog, "dossier-numbers")
    shell.click(dialog, "keep")
    again = opened(shell, page)
    assert again.numbers[marks[0]].text() == "15"
    assert again.numbers[marks[1]].placeholderText() == "Gợi ý: 16"
    shell.click(again, "fill-numbers")
    shell.click(again, "keep")
    assert printed(desk, marks[0]) == "Số 15-BB/CB"
    assert printed(desk, marks[1]) == "Số 16-BB/CB"


def test_a_number_given_twice_is_refused_and_nothing_is_lost(
    desk: Desk, page: DossierPage, shell: Shell
) -> None:
    dialog = opened(shell, page)
    first, second = [one.paper for one in numbering.papers(desk) if one.kind == "BB"][:2]
    for mark in (first, second):
        dialog.numbers[mark].setText("3")
    shell.click(dialog, "keep")
    assert "03-BB đã ghi cho một văn bản khác" in dialog.notice.text()
    assert dialog.isVisible()
    assert desk.season.numbers == ()
    dialog.numbers[second].setText("ba")
    shell.click(dialog, "keep")
    assert "số nguyên" in dialog.form.error(second)


def test_the_term_is_kept_and_a_signed_paper_keeps_its_number(
    desk: Desk, page: DossierPage, shell: Shell
) -> None:
    dialog = opened(shell, page)
    dialog.term.setText("01/06/2025")
    dialog.numbers["CB01"].setText("4")
    shell.click(dialog, "keep")
    assert numbering.term(desk) == date(2025, 6, 1)
    signed = operations.Document("cb.pdf", "bien_ban_chi_bo", "a" * 64, ("Chi bộ",))
    desk.changed(operations.record_documents(desk.book, (signed,), at=desk.clock()))
    again = opened(shell, page)
    assert not again.numbers["CB01"].isEnabled()
    again.numbers["CB01"].setText("5")
    again.term.setText("32/01/2025")
    shell.click(again, "keep")
    assert "Không có ngày 32/01/2025" in again.form.error("term")
    again.term.setText("")
    shell.click(again, "keep")
    assert printed(desk, "CB01") == "Số 04-BB/CB"
    assert numbering.term(desk) is None
