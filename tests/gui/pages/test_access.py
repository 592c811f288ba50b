"""Every control can be reached by keyboard and has a name that a screen reader can say."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollBar, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.ui.pages.dossier import DossierPage
from desktop.ui.pages.page import Context, Page
from desktop.ui.pages.results import ResultsPage
from desktop.ui.pages.session import SessionPage

from .conftest import Shell, open_branch, review_all
from .test_ballot import begin
from .test_results import count

_INNER = {"qt_spinbox_lineedit", "qt_calendar_calendarview"}


def controls(page: QWidget) -> Iterator[QWidget]:
    """Yield what the keyboard can reach on the page."""
    for widget in page.findChildren(QWidget):
        reachable = (
            widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and widget.isVisible()
        )
        if reachable and widget.objectName() not in _INNER and not isinstance(widget, QScrollBar | QTabBar):
            yield widget


def nameless(page: QWidget) -> list[str]:
    """Return the controls without a name."""
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in controls(page)
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]


def unreachable(page: QWidget) -> set[str]:
    """Return the controls that Tab does not come to; what lies in a list is reached by its arrows."""
    first = page.nextInFocusChain()
    seen, at = set(), first
    while at is not None:
        seen.add(at)
        at = at.nextInFocusChain()
        if at is first:
            break
    return {
        f"{type(widget).__name__} {widget.objectName()}" for widget in controls(page) if widget not in seen
    }


def visit(page: Page) -> None:
    QApplication.processEvents()
    assert nameless(page) == []
    assert unreachable(page) == set()


def test_the_meeting(desk: Desk, shell: Shell, context: Context) -> None:
    open_branch(desk)
    page = shell.show(SessionPage(context, "chi_bo"))
    for at in range(page.tabs.count()):
        page.tabs.setCurrentIndex(at)
        visit(page)


def test_the_ballot(desk: Desk, qtbot: QtBot, shell: Shell, context: Context) -> None:
    open_branch(desk)
    review_all(desk)
    ceremony = begin(qtbot, shell, context)
    visit(ceremony.page)
    ceremony.prepare()
    visit(ceremony.page)
    ceremony.rehearse()
    shell.step(ceremony.page)
    visit(ceremony.page)
    shell.click(ceremony.page, "go-to-close")
    visit(ceremony.page)


def test_paper_entry(desk: Desk, qtbot: QtBot, shell: Shell, context: Context) -> None:
    open_branch(desk)
    review_all(desk)
    ceremony = begin(qtbot, shell, context)
    shell.click(ceremony.page, "form-paper")
    shell.step(ceremony.page)
    visit(ceremony.page)


def test_results_and_dossier(desk: Desk, shell: Shell, context: Context) -> None:
    visit(shell.show(ResultsPage(context)))
    count(desk)
    visit(shell.show(ResultsPage(context)))
    visit(shell.show(DossierPage(context)))


@pytest.mark.parametrize("named", [True, False])
def test_a_nameless_control_would_be_found(qtbot: QtBot, named: bool) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    field = QLineEdit(page)
    if named:
        field.setAccessibleName("Tên")
    page.show()
    assert nameless(page) == ([] if named else ["QLineEdit "])
