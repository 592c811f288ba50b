"""Whose book it is, and by which rules."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.preparation import set_up_unit
from desktop.regulations import load_regulation
from desktop.ui.pages.collective.dialog import CollectiveDialog, asked_about
from desktop.ui.pages.page import Context, NextStep, Page
from desktop.ui.pages.pieces import button, card, column, row, words
from desktop.ui.pages.unit.form import ONCE, Setup, UnitForm, fresh, of_season, wrong_year
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Notice, NoticeKind
from meeting.season import SessionState

FACTS = {"chi_bo": "Số liệu xét mức chi bộ", "chi_uy": "Số liệu xét mức chi ủy"}
_LOCKED = (
    "Hội nghị đã khai mạc nên loại chi bộ, cơ cấu, tổ đảng, quy định và năm giữ nguyên như khi khai mạc; "
    "những ô còn sáng vẫn sửa được."
)
_BEGIN = (
    "Đồng chí ghi tên chi bộ và cấp ủy cấp trên, chọn quy định của cấp ủy mình, đúng năm, rồi bấm “Lưu "
    "thông tin chi bộ”. Điều nào chưa biết thì để sau; trang này sửa được đến khi hội nghị đầu tiên khai mạc."
)
_HERE = "Thông tin chi bộ chưa ghi vào sổ; đồng chí xem những ô có dòng chữ đỏ bên dưới."
_LEFT = "Trang “Đơn vị, quy định” còn ô chưa đúng nên chưa ghi vào sổ; đồng chí quay lại trang ấy để sửa."


class UnitPage(Page):
    """Keeps what is typed until it is right; leaving the page keeps it in the book as well."""

    page_id = "don-vi"
    title = "Đơn vị, quy định"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.form = UnitForm()
        self.warning, self.locked = Notice(), words(role="quiet")
        self.facts = {
            subject: button(f"{short}…", f"facts-{subject}", partial(self.ask_facts, subject))
            for subject, short in FACTS.items()
        }
        self._shown: Setup | None = None
        self._content: tuple[object, ...] = ()
        self._lay_out()
        self.form.look.clicked.connect(lambda: self.context.navigate.emit("quy-dinh"))
        for part in (self.form.branch, self.form.season):
            part.edited.connect(self._advise)

    def reload(self) -> None:
        """Show the book, unless something typed is not in it yet."""
        if self._shown is None or not self._dirty():
            self._shown = self._in_book()
            self.form.show(self._shown)
            self._content = self.form.content()
        fixed = self._fixed()
        self.form.lock(fixed, _LOCKED)
        told = _LOCKED if fixed else "" if self.desk.ready else _BEGIN
        self.locked.setText(told)
        self.locked.setVisible(bool(told))
        self._advise()

    def next_step(self) -> NextStep | None:
        """Put what is typed into the book, then go to the people."""
        verb = "Sang danh sách đảng viên" if self.desk.ready else "Lưu thông tin chi bộ"
        return NextStep(verb, self._save_and_go_on)

    def leave(self) -> bool:
        """Keep what was typed in the book; False where it is not right yet."""
        return not self._dirty() or self.save(_LEFT)

    def save(self, refusal: str = _HERE) -> bool:
        """Put what is typed into the book; False, with each field saying why, where it is not right yet."""
        setup, errors = self.form.read(self._shown or self._in_book())
        self.form.show_errors(errors)
        if errors:
            self.context.notice.emit("error", refusal)
            return False
        parts = (setup.unit, setup.regulation, setup.year, setup.meeting_day)
        if not self.context.attempt(lambda: set_up_unit(self.desk, *parts)):
            return False
        self._shown, self._content = setup, self.form.content()
        return True

    def _save_and_go_on(self) -> None:
        changed = not self.desk.ready or self._dirty()
        if changed and not self.save():
            return
        self.context.navigate.emit("thanh-vien")
        if changed:
            self.context.notice.emit("info", "Đã ghi thông tin chi bộ vào sổ.")

    def ask_facts(self, subject: str) -> None:
        """Ask for what is known of the branch or its committee, once the unit is in the book."""
        if self.save():
            CollectiveDialog(self, self.desk, subject).begin()

    def _fixed(self) -> tuple[str, ...]:
        sessions = self.desk.season.sessions if self.desk.ready else ()
        if all(session.state is SessionState.PLANNED for session in sessions):
            return ()
        branch = self.desk.season.branch_session
        over = branch is not None and branch.state is SessionState.CLOSED
        return (*ONCE, "meeting_day") if over else ONCE

    def _in_book(self) -> Setup:
        return of_season(self.desk.season) if self.desk.ready else fresh(self.desk.clock().date())

    def _dirty(self) -> bool:
        return self._shown is not None and self.form.content() != self._content

    def _advise(self) -> None:
        form = self.form
        regulation = load_regulation(form.regulation.value())
        form.follow(regulation)
        for subject, asking in self.facts.items():
            known = asked_about(regulation, form.structure.value(), subject)
            asking.setVisible(self.desk.ready and known)
        year = form.year.text().strip()
        warning = wrong_year(regulation.id, int(year)) if year.isascii() and year.isdigit() else ""
        if warning:
            self.warning.say(NoticeKind.WARNING, warning)
        else:
            self.warning.clear()

    def _lay_out(self) -> None:
        left = card(words("Chi bộ", "heading"), self.form.branch, None, spacing=SPACE.medium)
        asks = row(*self.facts.values(), None)
        rules = card(words("Kỳ kiểm điểm", "heading"), self.form.season, asks, None, spacing=SPACE.medium)
        cards = row(spacing=SPACE.large)
        cards.addWidget(left, 1)
        cards.addWidget(rules, 1)
        inside = column(
            words("Đơn vị, quy định", "title"), self.locked, self.warning, cards, None, spacing=SPACE.medium
        )
        inside.setContentsMargins(SPACE.page, SPACE.large, SPACE.page, SPACE.large)
        body = QWidget()
        body.setLayout(inside)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        whole = column(scroll)
        self.setLayout(whole)
