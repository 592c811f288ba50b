"""An open book on the screen: top line, path, notice, the page, its next step."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.pages.page import Context, NextStep, Page
from desktop.ui.shell import registry
from desktop.ui.shell.path import path_of
from desktop.ui.shell.top_line import TopLine
from desktop.ui.theme import SPACE
from desktop.ui.widgets import NextStepBar, Notice, NoticeKind, StepRail
from meeting.agenda import next_session
from meeting.season import SessionState

_RAIL_CHARACTERS = 29
_RAIL_SHARE = 4
# The path paints itself in the colours of what it stands on, so it must stand on something.
_RAIL_GROUND = "QListView#StepRail { background: palette(window); }"


@runtime_checkable
class Leavable(Protocol):
    """A page that may hold something typed and not yet in the book."""

    def leave(self) -> bool:
        """Bring it into the book; False (and a notice) where that cannot be."""


class Workspace(QWidget):
    """Shows one page at a time; pages live as long as the book is open, so nothing typed is lost."""

    def __init__(self, context: Context, options: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._pages: dict[str, QScrollArea] = {}
        self.top = TopLine(options)
        self.rail = StepRail()
        self.notice = Notice()
        self.stack = QStackedWidget()
        self.bar = NextStepBar()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()
        self.refresh()
        self.go(self._first())

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        frame = self.stack.currentWidget()
        shown = frame.widget() if isinstance(frame, QScrollArea) else None
        return shown if isinstance(shown, Page) else None

    def go(self, page_id: str) -> None:
        """Show the page with this id; the page before it first brings what was typed into the book."""
        before = self.page
        if not registry.knows(page_id) or (before is not None and before.page_id == page_id):
            return
        self.notice.clear()
        self.leave()
        focused = self.window().focusWidget()
        goes_along = before is not None and focused is not None and before.isAncestorOf(focused)
        if page_id not in self._pages:
            self._pages[page_id] = _framed(registry.make_page(self.context, page_id))
            self.stack.addWidget(self._pages[page_id])
        self.stack.setCurrentWidget(self._pages[page_id])
        self.refresh()
        self.rail.select(page_id)
        if goes_along:
            self._enter_page()
        elif focused is not None and focused.isVisible():
            focused.setFocus()  # arrows in the path go on, whatever the new page does

    def begin(self) -> None:
        """Give the focus to the path; in a new book to the first field, for there is nothing else yet."""
        if self.context.desk.ready:
            self.rail.setFocus()
        else:
            self._enter_page()

    def leave(self) -> bool:
        """Let the shown page bring into the book what was typed; False where that cannot be."""
        page = self.page
        return page.leave() if isinstance(page, Leavable) else True

    def put_away(self) -> None:
        """Show nothing any more: the book is about to be closed."""
        self.hide()
        self._later.stop()
        self._later.blockSignals(True)  # noqa: FBT003 - Qt's own way

    def refresh(self) -> None:
        """Show the book as it is now."""
        self._later.stop()
        self.context.attempt(self._refresh)

    def say(self, kind: str, sentence: str) -> None:
        """Show one sentence above the page."""
        self.notice.say(NoticeKind(kind), sentence)

    def _refresh(self) -> None:
        self.top.show_desk(self.context.desk)
        self.rail.set_steps(path_of(self.context.desk))
        page = self.page
        if page is not None:
            page.reload()
            self._show_step(page.next_step())

    def _show_step(self, step: NextStep | None) -> None:
        if step is None:
            self.bar.clear()
        else:
            self.bar.set_step(step.label, step.hint, blocked=step.why_not)
        self.bar.setVisible(step is not None)

    def _do_step(self) -> None:
        page = self.page
        step = page.next_step() if page is not None else None
        if step is None or step.why_not:
            return
        self.notice.clear()
        self.context.attempt(step.action)

    def _first(self) -> str:
        desk = self.context.desk
        if not desk.ready:
            return "don-vi"
        current = next_session(desk.season)
        begun = any(session.state is not SessionState.PLANNED for session in desk.season.sessions)
        if not begun:
            return "thanh-vien"
        return f"{registry.SESSION}{current.id}" if current else "ket-qua"

    def _connect(self) -> None:
        self.context.changed.connect(self._later.start)
        self.context.navigate.connect(self.go)
        self.context.notice.connect(self.say)
        self.context.trying.connect(self.notice.clear)
        self.rail.step_chosen.connect(self.go)
        self.rail.activated.connect(lambda _index: self._enter_page())
        self.top.regulation_asked.connect(lambda: self.go("quy-dinh"))
        self.bar.triggered.connect(self._do_step)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._do_step)
        for number in range(1, 10):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, lambda number=number: self._go_to_step(number))

    def _go_to_step(self, number: int) -> None:
        steps = path_of(self.context.desk)
        if number <= len(steps) and not steps[number - 1].locked:
            self.go(steps[number - 1].key)
            self._enter_page()

    def _enter_page(self) -> None:
        page = self.page
        if page is None:
            return
        first = page.first()
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
            return
        page.setFocus(Qt.FocusReason.TabFocusReason)
        page.focusNextChild()
        focused = self.window().focusWidget()  # also while a dialog that just closed still has the keyboard
        if focused is None or not page.isAncestorOf(focused):  # a page with nothing to type or choose
            button = self.bar.button
            (button if button.isVisible() and button.isEnabled() else self.rail).setFocus()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Keep the path as wide as its words when the text size changes."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit_rail()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave the page its room when the window is small."""
        super().resizeEvent(event)
        self._fit_rail()

    def _fit_rail(self) -> None:
        words = self.fontMetrics().averageCharWidth() * _RAIL_CHARACTERS + 2 * SPACE.medium
        self.rail.setFixedWidth(min(words, self.width() // _RAIL_SHARE))

    def _lay_out(self) -> None:
        self.rail.setStyleSheet(_RAIL_GROUND)
        self._fit_rail()
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(_padded(self.notice))
        right.addWidget(self.stack, 1)
        right.addWidget(self.bar)
        middle = QHBoxLayout()
        middle.setContentsMargins(SPACE.small, SPACE.small, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(middle, 1)


def _framed(page: Page) -> QScrollArea:
    """The page in a frame that scrolls where a small screen or a large text leaves it too little room."""
    frame = QScrollArea()
    frame.setWidgetResizable(True)
    frame.setFrameShape(QScrollArea.Shape.NoFrame)
    frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    frame.setAccessibleName(page.title)
    frame.setWidget(page)
    return frame


def _padded(notice: Notice) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(SPACE.page, SPACE.medium, SPACE.page, 0)
    row.addWidget(notice)
    return row
