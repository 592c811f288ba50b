"""Kiểm điểm: the list at the left, one review at the right; the next step concludes it and goes on."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop import sessions
from desktop.ui.pages.autosave import Autosave
from desktop.ui.pages.page import Context
from desktop.ui.pages.pieces import button, column, row, words
from desktop.ui.pages.roster import Roster
from desktop.ui.pages.session.review_form import ReviewForm
from desktop.ui.pages.session.subjects import COLLECTIVE_NAMES, Subject, subjects_of
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Column
from meeting.season import ItemState, Review, Session, SessionState

_COLLECTIVES = "kiem_diem_tap_the"
"""The item of the agenda under which collectives are reviewed."""
_ITEMS = frozenset({"kiem_diem", _COLLECTIVES})
"""Items of the agenda that are held on this leaf."""

COLUMNS = (
    Column[Subject]("Họ và tên", lambda r: r.name, is_name=True, hint=lambda r: r.caption),
    Column[Subject]("Kiểm điểm", lambda r: r.state),
)


class Reviews(QWidget):
    """Keeps every review as it is typed; the chair is the deputy while the chair is under review."""

    def __init__(self, context: Context, session_id: str) -> None:
        super().__init__()
        self._context, self._id = context, session_id
        self.roster: Roster[Subject] = Roster("Thứ tự kiểm điểm", COLUMNS)
        self.roster.setObjectName("reviews")
        self.form = ReviewForm()
        self.autosave = Autosave(self._keep, self)
        self._progress = words(role="quiet")
        self.conclude = button("Kết luận", "conclude", self.conclude_and_go_on)
        self.reopen = button("Đã kết luận: ghi tiếp bản này", "reopen", self._reopen)
        layout = row(column(self._progress, self.roster), self.form, spacing=SPACE.large)
        layout.setContentsMargins(0, SPACE.medium, 0, 0)
        layout.setStretch(0, 3)
        layout.setStretch(1, 8)
        self.setLayout(layout)
        self.form.side.addWidget(self.conclude)
        self.form.side.addWidget(self.reopen)
        self.roster.chosen.connect(self._chosen)
        self.form.typed.connect(self.autosave.touch)
        self.form.left.connect(self.autosave.flush)

    def reload(self) -> None:
        """Show the reviews as the book has them."""
        people = subjects_of(self._context.desk, self._session())
        self.roster.set_rows(people)
        done = sum(one.review.done for one in people)
        self._progress.setText(f"Đã kết luận {done}/{len(people)}")
        self._show(self.roster.record())

    @property
    def dirty(self) -> bool:
        """Tell whether something typed is not in the book."""
        return self.autosave.dirty

    def flush(self) -> None:
        """Keep what is typed."""
        self.form.commit()
        self.autosave.flush()

    def go_to_work(self) -> None:
        """Choose the first who is here and not concluded."""
        people = subjects_of(self._context.desk, self._session())
        wanted = next((n for n, one in enumerate(people) if one.here and not one.review.done), 0)
        self.roster.choose_row(wanted)

    def waiting(self, item: str) -> bool:
        """Tell whether this item of the agenda still waits for somebody who is here.

        The branch hears what the groups concluded; there only those wait whom no group has reviewed.
        """
        session, desk = self._session(), self._context.desk
        heard = sessions.reviewed_by_groups(desk) if sessions.is_branch(session) else frozenset()
        return any(
            one.here and not one.review.done and one.id not in heard
            for one in subjects_of(desk, session)
            if (one.id in COLLECTIVE_NAMES) is (item == _COLLECTIVES)
        )

    def leads(self) -> bool:
        """Tell whether the next review is the next step: its item is running and somebody waits."""
        items = self._session().items
        running = (item.key for item in items if item.state is ItemState.RUNNING)
        return any(key in _ITEMS and self.waiting(key) for key in running)

    def _session(self) -> Session:
        return self._context.desk.season.session(self._id)

    def _chosen(self, subject: Subject | None) -> None:
        self.flush()
        self._show(subject)

    def _show(self, subject: Subject | None) -> None:
        if subject is None or (self.autosave.dirty and self.form.review().member == subject.id):
            return
        session = self._session()
        self.form.show_subject(subject, self._chair_line(subject))
        is_open = session.state is SessionState.OPEN
        self.form.lock(session.state is SessionState.CLOSED, hands=is_open)
        self.conclude.setEnabled(is_open)
        self.conclude.setVisible(not subject.review.done and not self.leads())
        self.reopen.setVisible(is_open and subject.review.done)

    def _chair(self, subject_id: str) -> str:
        if subject_id in COLLECTIVE_NAMES:
            return self._session().chair or sessions.suggested_people(self._context.desk, self._id)[0]
        return sessions.chair_during(self._context.desk, self._id, subject_id)

    def _chair_line(self, subject: Subject) -> str:
        chair = subject.review.chair or self._chair(subject.id)
        if not chair:
            return ""
        desk = self._context.desk
        usual = desk.season.session(self._id).chair or sessions.suggested_people(desk, self._id)[0]
        name = desk.season.member(chair).name
        if chair == usual:
            return ""
        cite = desk.regulation.chairing.source.cite
        return f"Chủ trì thay trong lúc kiểm điểm người chủ trì: đồng chí {name} ({cite})"

    def _keep(self) -> bool:
        review = self.form.review()
        review = replace(review, chair=self._chair(review.member))
        return self._record(replace(review, in_favour=None) if not self._is_open() else review)

    def _record(self, review: Review) -> bool:
        desk = self._context.desk
        return self._context.attempt(lambda: sessions.record_review(desk, self._id, review))

    def _is_open(self) -> bool:
        return self._session().state is SessionState.OPEN

    def conclude_and_go_on(self) -> None:
        """Conclude the review on the screen and show the next one that waits."""
        self.flush()
        review = self.form.review()
        if self._record(replace(review, done=True, chair=self._chair(review.member))):
            self._go_on()

    def _go_on(self) -> None:
        people, at = subjects_of(self._context.desk, self._session()), self.roster.currentIndex().row()
        order = [*range(at + 1, len(people)), *range(at)]
        wanted = next((n for n in order if people[n].here and not people[n].review.done), None)
        if wanted is None:
            self._context.notice.emit("info", "Đã kết luận với tất cả các đồng chí có mặt.")
            return
        self.roster.choose_row(wanted)
        self.form.texts["strengths"].setFocus(Qt.FocusReason.TabFocusReason)

    def _reopen(self) -> None:
        self.flush()
        self._record(replace(self.form.review(), done=False))
