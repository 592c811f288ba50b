"""The assistant: columns → rows → differences → taking over. Every step shows, and the user decides."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QStackedWidget, QWidget

from desktop.member_list import intake as steps
from desktop.member_list.intake import Intake
from desktop.ui.pages.member_list.columns import ColumnsStep
from desktop.ui.pages.member_list.differences import DifferencesStep
from desktop.ui.pages.member_list.done import DoneStep
from desktop.ui.pages.member_list.preview import PreviewStep
from desktop.ui.pages.page import Context
from desktop.ui.pages.pieces import button, column, row, words
from desktop.ui.shell.files import Files
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Dialog, Notice, NoticeKind

_COLUMNS, _PREVIEW, _DIFFERENCES, _DONE = range(4)
_VERBS: Final = ("Xem từng dòng", "Xem chỗ khác nhau", "Ghi vào sổ", "Đóng")
_GIVE_UP: Final = "Chưa ghi gì vào sổ. Bấm Esc lần nữa thì bỏ danh sách này."


class ImportAssistant(Dialog):
    """Four steps over one `Intake`; only the last one changes the book."""

    def __init__(self, parent: QWidget, context: Context, intake: Intake, files: Files) -> None:
        super().__init__(parent, "Nhập danh sách đảng viên", letters=128, lines=38)
        self.intake = intake
        self.notice = Notice()
        self.columns = ColumnsStep(self)
        self.preview = PreviewStep(self)
        self.differences = DifferencesStep(self)
        self.done_step = DoneStep(self, context, files)
        self.stack = QStackedWidget()
        self._title = words(role="title", wrap=False)
        self._lay_out()
        self.columns.show_intake(intake)
        self._go(_COLUMNS)

    def change(self, intake: Intake) -> None:
        """Take note of what the user chose in a step."""
        self.intake = intake
        self.notice.clear()
        self._label()

    def next(self) -> None:
        """Go on to the next step that has something to show; the third puts the people into the book."""
        at = self.stack.currentIndex()
        if at == _COLUMNS:
            self._read()
        elif at == _DONE:
            self.accept()
        elif at == _PREVIEW and self._to_choose():
            self._go(_DIFFERENCES)
        else:
            self._go(_DONE)

    def back(self) -> None:
        """Go back one step, or away."""
        at = self.stack.currentIndex()
        if at == _COLUMNS:
            self.reject()
        elif at == _DIFFERENCES or (at == _DONE and not self._to_choose()):
            self._go(_PREVIEW)
        else:
            self._go(at - 1)

    def reject(self) -> None:
        """Close; while rows were read and nothing was written, only when the user says so twice."""
        at = self.stack.currentIndex()
        if self.done_step.busy:
            return
        if at in {_COLUMNS, _DONE} or self.notice.text() == _GIVE_UP:
            super().reject()
            return
        self.notice.say(NoticeKind.WARNING, _GIVE_UP)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter means the button that has the focus, never another one."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            focus = QApplication.focusWidget()
            if isinstance(focus, QAbstractButton):
                focus.click()
            return
        super().keyPressEvent(event)

    def refresh_buttons(self) -> None:
        """Offer what can be done now."""
        self._label()

    def _read(self) -> None:
        if problem := self.intake.problem:
            self.notice.say(NoticeKind.ERROR, problem)
            return
        self.intake = steps.read(self.intake) if not self.intake.lines else self.intake
        if not self.intake.lines:
            self.notice.say(
                NoticeKind.WARNING,
                "Dưới dòng tiêu đề không có đảng viên nào. Đồng chí chọn lại dòng tiêu đề.",
            )
            return
        self._go(_PREVIEW)

    def _go(self, at: int) -> None:
        self.notice.clear()
        self.stack.setCurrentIndex(at)
        if at == _PREVIEW:
            self.preview.show_intake()
        elif at == _DIFFERENCES:
            self.differences.show_intake()
        elif at == _DONE:
            self.done_step.begin()
        self._label()
        step = (self.columns, self.preview, self.differences, self.done_step)[at]
        step.first.setFocus(Qt.FocusReason.TabFocusReason)

    def _to_choose(self) -> bool:
        return any(line.differences for line in self.intake.lines)

    def _label(self) -> None:
        at = self.stack.currentIndex()
        name = self.intake.file.name
        titles = (
            f"1  Các cột của tệp “{name}”",
            "2  Từng dòng của danh sách",
            "3  Những chỗ sổ và tệp ghi khác nhau",
            "4  Kết quả",
        )
        self._title.setText(titles[at])
        verb = _VERBS[_DIFFERENCES] if at == _PREVIEW and not self._to_choose() else _VERBS[at]
        self._next.setText(verb)
        self._next.setEnabled(not self.done_step.busy)
        self._back.setEnabled(not self.done_step.busy)
        self._back.setText("Xem lại từng dòng" if at == _DONE else "Quay lại")

    def _lay_out(self) -> None:
        for step in (self.columns, self.preview, self.differences, self.done_step):
            self.stack.addWidget(step)
        self._back = button("Quay lại", "back", self.back, "quiet")
        self._next = button("", "next", self.next, "primary")
        for each in (self._back, self._next):
            each.setAutoDefault(False)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.next)
        QShortcut(QKeySequence("Alt+Left"), self, self.back)
        hint = words("Ctrl + Enter: đi tiếp · Alt + ←: quay lại", "quiet", wrap=False)
        head = column(self._title, self.notice, spacing=SPACE.medium)
        self.fill(head, column(self.stack), row(self._back, hint, None, self._next))
