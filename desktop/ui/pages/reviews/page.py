"""Bản kiểm điểm: everyone at the left with what was handed in, the parts of the chosen one at the right."""

from pathlib import Path

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from desktop import reviews
from desktop.preparation import update_member
from desktop.review_files import read_review
from desktop.reviews import PersonReview
from desktop.ui.pages.autosave import Autosave
from desktop.ui.pages.members.dialog import MemberDialog
from desktop.ui.pages.page import EXPECTED, Context, NextStep, Page
from desktop.ui.pages.pieces import button, column, row, words
from desktop.ui.pages.reviews.editor import PartsEditor
from desktop.ui.pages.reviews.rows import PEOPLE, facts
from desktop.ui.pages.reviews.taking import TakingDialog
from desktop.ui.pages.roster import Roster
from desktop.ui.shell.files import Files
from desktop.ui.theme import SPACE
from meeting.season import Member

_PEOPLE = 35
"""Letters of a long name and of the two columns beside it."""

_SEALED = "Đã kiểm điểm ở một hội nghị đã kết thúc: chỉ để đọc."


class ReviewsPage(Page):
    """Everything typed is kept a moment later; another person or part keeps it at once."""

    page_id = "ban-kiem-diem"
    title = "Bản kiểm điểm"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.files = Files()
        self.people: Roster[PersonReview] = Roster("Bản kiểm điểm của từng đồng chí", PEOPLE)
        self.people.setObjectName("review-people")
        self.people.setMinimumWidth(self.fontMetrics().averageCharWidth() * _PEOPLE)
        self.editor = PartsEditor()
        self.autosave = Autosave(self._keep, self)
        self.count = words(role="quiet", wrap=False)
        self.name, self.form, self.facts = words(role="heading"), words(role="quiet"), words()
        self.handed = button("Đã nộp", "hand-in", self._hand_in, "choice")
        self.handed.setCheckable(True)
        self.take = button("Lấy từ tệp Word…", "take-file", self.ask_file)
        self.figures = button("Mức, điểm, nhiệm vụ…", "figures", self.edit_figures)
        self._shown: PersonReview | None = None
        self._lay_out()
        self.people.chosen.connect(self._choose)
        self.editor.typed.connect(self.autosave.touch)
        self.editor.leaving.connect(self._flush)

    def reload(self) -> None:
        """Show the reviews as the book has them; what is being typed stays."""
        if not self.desk.ready:
            return
        rows = reviews.reviews(self.desk)
        self.people.set_rows(rows)
        asked = [one for one in rows if one.needed]
        done = sum(bool(one.handed_in) for one in asked)
        self.count.setText(f"Đã nộp {done}/{len(asked)}")
        self._show(self.people.record())

    def next_step(self) -> NextStep | None:
        """Go to the next one who has not handed in; when all have, to the papers before the meeting."""
        if not self.desk.ready or not self.desk.season.members:
            return NextStep("Sang đảng viên", lambda: self.context.navigate.emit("thanh-vien"))
        waiting = self._waiting()
        if waiting is None:
            return NextStep("Sang hồ sơ trước họp", lambda: self.context.navigate.emit("truoc-hop"))
        if self._shown is not None and not self._shown.handed_in and self._shown.needed:
            return NextStep("Đánh dấu đã nộp, sang đồng chí tiếp", self._hand_in_and_go)
        return NextStep("Sang đồng chí chưa nộp", lambda: self.people.choose_row(waiting))

    def leave(self) -> bool:
        """Bring what is typed into the book."""
        self._flush()
        return not self.autosave.dirty

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Keep what is typed when another page is shown."""
        self._flush()
        super().hideEvent(event)

    def ask_file(self) -> None:
        """Ask for the member's own file and show what is in it."""
        path = self.files.text_to_open(self, "Chọn bản kiểm điểm của đảng viên", "Xem nội dung")
        if path is not None:
            self.show_file(path)

    def show_file(self, path: Path) -> None:
        """Show what is in the file by part; it is kept only when the user says so."""
        review = self._shown
        if review is None or not self.leave():
            return
        try:
            found = read_review(path, tuple(p for p in review.parts if p.match))
        except EXPECTED as error:
            self.context.notice.emit("error", str(error))
            return
        if not found.texts:
            self.context.notice.emit(
                "warning",
                f"Không nhận ra mục nào của mẫu trong tệp “{path.name}”; đồng chí chép và dán từng phần.",
            )
            return
        member_id, texts = review.member.id, dict(found.texts)

        def keep() -> None:
            self.context.attempt(lambda: reviews.take_over(self.desk, member_id, texts))

        TakingDialog(self, path, review, found, keep).open()

    def edit_figures(self) -> None:
        """Show the facts of the year of the chosen member: own level, grades or points, tasks."""
        if self._shown is None:
            return
        desk, member = self.desk, self._shown.member
        dialog = MemberDialog(self, desk.regulation, desk.season.unit, member, member.id)

        def keep(changed: Member) -> str:
            try:
                update_member(desk, changed)
            except EXPECTED as error:
                return str(error)
            return ""

        dialog.keep = keep
        dialog.tabs.setCurrentIndex(dialog.tabs.count() - 1)
        dialog.open()

    def _flush(self) -> None:
        self.editor.text.commit()
        self.autosave.flush()

    def _keep(self) -> bool:
        if self._shown is None or not self.editor.key:
            return True
        member_id, part, text = self._shown.member.id, self.editor.key, self.editor.text.text()
        return self.context.attempt(lambda: reviews.write_part(self.desk, member_id, part, text))

    def _choose(self, chosen: PersonReview | None) -> None:
        self._flush()
        self._show(self.people.record() or chosen)

    def _show(self, review: PersonReview | None) -> None:
        same = review is not None and self._shown is not None and review.member.id == self._shown.member.id
        if self.autosave.dirty and not same:
            return
        self._shown = review
        for each in (self.handed, self.take, self.figures, self.editor):
            each.setEnabled(review is not None)
        if review is None:
            return
        self.name.setText(review.member.name)
        self.form.setText(_SEALED if review.sealed else f"{review.form.name}. {review.form.role}".strip(" ."))
        self.facts.setText(facts(review, self.desk.regulation.member_names))
        self.handed.setChecked(bool(review.handed_in))
        self.handed.setText(f"Đã nộp ngày {review.handed_in}" if review.handed_in else "Đã nộp")
        self.take.setEnabled(not review.sealed)
        self.editor.show_review(review, keep_text=self.autosave.dirty)

    def _hand_in(self) -> None:
        review = self._shown
        if review is None or not self.leave():
            return
        on = not review.handed_in
        if not self.context.attempt(lambda: reviews.hand_in(self.desk, review.member.id, handed_in=on)):
            self.handed.setChecked(bool(review.handed_in))

    def _hand_in_and_go(self) -> None:
        self._hand_in()
        waiting = self._waiting()
        if waiting is not None:
            self.people.choose_row(waiting)

    def _waiting(self) -> int | None:
        """The row of the next one, from the chosen one on, who has not handed in."""
        rows, at = reviews.reviews(self.desk), max(self.people.currentIndex().row(), 0)
        order = [*range(at, len(rows)), *range(at)]
        return next((n for n in order if rows[n].needed and not rows[n].handed_in), None)

    def _lay_out(self) -> None:
        tools = row(self.handed, self.take, self.figures, None, spacing=SPACE.small)
        right = column(self.name, self.form, self.facts, tools, self.editor)
        right.setStretch(4, 1)
        middle = row(self.people, right, spacing=SPACE.large)
        middle.setStretch(0, 3)
        middle.setStretch(1, 8)
        title = row(words(self.title, "title", wrap=False), None, self.count)
        whole = column(title, middle, spacing=SPACE.medium)
        whole.setStretch(1, 1)
        whole.setContentsMargins(SPACE.page, SPACE.large, SPACE.page, SPACE.medium)
        self.setLayout(whole)
