"""One person's facts of the year, on four leaves; nothing typed is lost while something is not right."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.ui.pages.fields.form import Form
from desktop.ui.pages.leaves import Leaves
from desktop.ui.pages.members.form import MemberForm
from desktop.ui.pages.pieces import button, column, row, words
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Dialog, Notice, NoticeKind
from meeting.regulation import Regulation
from meeting.season import Member, Unit


class MemberDialog(Dialog):
    """`keep(member)` puts the person into the book and returns "", or the sentence that says why not.

    another: asks for the next new person at once, so that a whole list is typed without the mouse.
    """

    def __init__(
        self, parent: QWidget, regulation: Regulation, unit: Unit, member: Member | None, member_id: str
    ) -> None:
        title = f"Đồng chí {member.name}" if member else "Thêm đảng viên"
        super().__init__(parent, title, letters=92, lines=33)
        self.keep: Callable[[Member], str] = lambda _member: ""
        self.another: Callable[[], None] | None = None
        self.form = MemberForm(regulation, unit, member, member_id)
        self.notice = Notice()
        self.tabs = Leaves("Các phần thông tin")
        self._lay_out(title, new=member is None)
        self._start = self.form.typed()
        self.form.first.setFocus()

    def save(self) -> None:
        """Put the person into the book, or go to the first field that is not right."""
        member, errors = self.form.read()
        self.notice.clear()
        wrong = [(at, leaf.show_errors(errors)) for at, (_, leaf) in enumerate(self.form.leaves)]
        self._mark(wrong)
        first = next(((at, key) for at, key in wrong if key), None)
        if first is not None:
            self.notice.say(
                NoticeKind.ERROR, "Chưa ghi vào sổ; đồng chí xem những ô có dòng chữ đỏ bên dưới."
            )
            self.tabs.setCurrentIndex(first[0])
            self.form.leaves[first[0]][1].focus(first[1])
            return
        if refusal := self.keep(member):
            self.notice.say(NoticeKind.ERROR, refusal)
            return
        self._start = self.form.typed()
        self.accept()

    def save_and_add(self) -> None:
        """Put the person into the book, then ask for the next one."""
        self.save()
        if self.result() == self.DialogCode.Accepted and self.another is not None:
            self.another()

    def reject(self) -> None:
        """Close; what was typed and not kept is given up only when the user says so."""
        if self.form.typed() == self._start or self.notice.text() == _GIVE_UP:
            super().reject()
            return
        self.notice.say(NoticeKind.WARNING, _GIVE_UP)

    def _mark(self, wrong: list[tuple[int, str]]) -> None:
        for at, key in wrong:
            title = self.form.leaves[at][0]
            self.tabs.setTabText(at, f"{title}  (!)" if key else title)

    def _lay_out(self, title: str, *, new: bool) -> None:
        for number, (name, leaf) in enumerate(self.form.leaves, 1):
            self.tabs.addTab(_scrolled(leaf), name)
            QShortcut(
                QKeySequence(f"Ctrl+{number}"), self, lambda at=number - 1: self.tabs.setCurrentIndex(at)
            )
        back = button("Quay lại", "back", self.reject, "quiet")
        keep = button("Ghi vào sổ", "keep", self.save, "primary")
        keep.setDefault(True)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save)
        more = button("Ghi và thêm đồng chí nữa", "keep-and-add", self.save_and_add)
        if not new:
            more.hide()
        hint = words("Ctrl + 1 … 4: chuyển phần", "quiet", wrap=False)
        head = column(words(title, "title"), self.notice, spacing=SPACE.medium)
        self.fill(head, self.tabs, row(back, hint, None, more, keep))


_GIVE_UP = "Những điều vừa sửa chưa ghi vào sổ. Bấm “Quay lại” lần nữa thì bỏ, bấm “Ghi vào sổ” thì giữ."


def _scrolled(leaf: Form) -> QScrollArea:
    leaf.layout().setContentsMargins(SPACE.large, SPACE.medium, SPACE.large, SPACE.medium)  # type: ignore[union-attr]
    body = QWidget()
    body.setLayout(column(leaf, None))
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(body)
    return area
