"""The page of one meeting: its head, four tabs, and the one next step."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import before, sessions
from desktop.ui.pages.leaves import Leaves
from desktop.ui.pages.page import Context, NextStep, Page
from desktop.ui.pages.session.closing import Closing
from desktop.ui.pages.session.head import SessionHead
from desktop.ui.pages.session.proceedings import Proceedings
from desktop.ui.pages.session.reviews import Reviews
from desktop.ui.pages.session.roll_call import RollCall
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Notice, NoticeKind, ask
from meeting.agenda import Refusal, next_session
from meeting.season import BallotState, ItemState, Session, SessionState


class _Tab(Protocol):
    @property
    def dirty(self) -> bool: ...

    def reload(self) -> None: ...

    def flush(self) -> None: ...


class SessionPage(Page):
    """One meeting from the roll call to its end; what is typed is kept by itself."""

    def __init__(self, context: Context, session_id: str, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.session_id = session_id
        self.page_id = f"hop:{session_id}"
        self.title = self._session().title
        self.roll_call = RollCall(context, session_id)
        self.head = SessionHead(context, session_id, self.roll_call.guests.text)
        self.roll_call.put_above(self.head.fields)
        self.proceedings = Proceedings(context, session_id)
        self.reviews = Reviews(context, session_id)
        self.closing = Closing(context, session_id)
        self.tabs, self.advice = Leaves("Các phần của hội nghị"), Notice()
        self._lay_out()
        guests = self.roll_call.guests
        guests.typed.connect(self.head.autosave.touch)
        guests.left.connect(self.head.autosave.flush)
        for tab in self._tabs():
            tab.reload()
        self.reload()
        self.reviews.go_to_work()
        self.proceedings.go_to_work()

    def reload(self) -> None:
        """Show the meeting as the book has it; what is being typed stays as it is."""
        self.head.reload()
        self._say_advice()
        if not self.head.autosave.dirty:
            self.roll_call.guests.load(self._session().guests)
        self._tabs()[self.tabs.currentIndex()].reload()

    def flush(self) -> None:
        """Keep everything that was typed; called when the page is left and before anything is concluded."""
        self.head.flush()
        for tab in self._tabs():
            tab.flush()

    def leave(self) -> bool:
        """Keep what was typed; False where that cannot be, after a notice that says why."""
        self.flush()
        return not self.head.autosave.dirty and not any(tab.dirty for tab in self._tabs())

    def first(self) -> QWidget | None:
        """The list of the leaf that is shown, where a key calls the roll or turns to an item."""
        lists: dict[QWidget, QWidget] = {
            self.roll_call: self.roll_call.roster,
            self.proceedings: self.proceedings.roster,
            self.reviews: self.reviews.roster,
        }
        leaf = self.tabs.currentWidget()
        return lists.get(leaf) if leaf is not None else None

    def next_step(self) -> NextStep | None:
        """Open the meeting, go through the agenda, hold the ballot, close the meeting."""
        session = self._session()
        if session.state is SessionState.PLANNED:
            return self._opening()
        if session.state is SessionState.CLOSED:
            return self._afterwards()
        if self.tabs.currentWidget() is self.reviews and self.reviews.leads():
            return NextStep("Kết luận, sang đồng chí tiếp", self.reviews.conclude_and_go_on)
        if sessions.is_branch(session) and self._ballot_is_next(session):
            return NextStep("Sang bỏ phiếu kín", lambda: self._leave_for("bo-phieu"))
        at_the_end = self.tabs.currentWidget() is self.closing
        if not at_the_end and (step := self._on_agenda(session)) is not None:
            return step
        refusal = sessions.why_not_close(self.desk, self.session_id)
        return NextStep("Kết thúc hội nghị", self._ask_close, _sentence(refusal))

    def _opening(self) -> NextStep:
        """Open the meeting; where a paper is due first, go to where it is ticked."""
        if held_up := sessions.held_up(self.desk, self.session_id):
            return NextStep("Sang hồ sơ trước họp", lambda: self._leave_for("truoc-hop"), hint=held_up)
        return NextStep("Mở hội nghị", self._open, _sentence(self._why_not_open()))

    def _afterwards(self) -> NextStep:
        """The meeting is closed: go to the next one, or to what was decided."""
        coming = next_session(self.desk.season)
        if coming is None:
            return NextStep("Sang kết quả xếp loại", lambda: self._leave_for("ket-qua"))
        return NextStep(f"Sang {coming.title}", lambda: self._leave_for(f"hop:{coming.id}"))

    def _on_agenda(self, session: Session) -> NextStep | None:
        """Begin or conclude the item whose turn it is; None once all are concluded."""
        numbered = list(enumerate(session.items, 1))
        running = [one for one in numbered if one[1].state is ItemState.RUNNING]
        waiting = [one for one in numbered if one[1].state is ItemState.PENDING]
        if not running and not waiting:
            return None
        if not running:
            return self._begin("Bắt đầu", waiting[0][0])
        number = running[0][0]
        if self.reviews.leads():
            return NextStep("Sang kiểm điểm", lambda: self.tabs.setCurrentWidget(self.reviews))
        if waiting:
            return self._begin(f"Xong nội dung {number}, sang", waiting[0][0])
        return NextStep(
            f"Kết luận nội dung {number}", lambda: self._turn_to(number, self.proceedings.conclude)
        )

    def _begin(self, verb: str, number: int) -> NextStep:
        """Begin an item; the one that runs is concluded by that."""
        return NextStep(f"{verb} nội dung {number}", lambda: self._turn_to(number, self.proceedings.begin))

    def _turn_to(self, number: int, act: Callable[[], None]) -> None:
        self.flush()
        self.tabs.setCurrentWidget(self.proceedings)
        self.proceedings.roster.choose_row(number - 1)
        act()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Keep what was typed when the user goes to another page or closes the window."""
        self.flush()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Show the newest state."""
        super().showEvent(event)
        self.reload()

    def _lay_out(self) -> None:
        for tab, name in (
            (self.roll_call, "&1  Điểm danh"),
            (self.proceedings, "&2  Diễn biến"),
            (self.reviews, "&3  Kiểm điểm"),
            (self.closing, "&4  Biên bản đang ghi"),
        ):
            self.tabs.addTab(tab, name)
        self.tabs.currentChanged.connect(self._to_tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.page, SPACE.medium, SPACE.page, SPACE.medium)
        column.setSpacing(SPACE.small)
        column.addWidget(self.head)
        column.addWidget(self.advice)
        column.addWidget(self.tabs, 1)

    def _say_advice(self) -> None:
        planned = self._session().state is SessionState.PLANNED
        if planned and (said := before.opening_advice(self.desk, self.session_id)):
            self.advice.say(NoticeKind.WARNING, said)
        else:
            self.advice.hide()

    def _to_tab(self, _at: int) -> None:
        self.flush()
        self.reload()
        self.context.changed.emit()  # another leaf, another next step

    def _tabs(self) -> tuple[_Tab, ...]:
        return (self.roll_call, self.proceedings, self.reviews, self.closing)

    def _session(self) -> Session:
        return self.desk.season.session(self.session_id)

    def _why_not_open(self) -> Refusal | None:
        refusal = sessions.why_not_open(self.desk, self.session_id)
        if refusal is not None:
            return refusal
        if not any(one.present for one in self._session().attendance.values()):
            return Refusal("Chưa điểm danh; đồng chí ghi ai có mặt trước khi mở hội nghị.", "")
        return None

    def _open(self) -> None:
        self.flush()
        if self.head.keep() and self.context.attempt(
            lambda: sessions.open_session(self.desk, self.session_id)
        ):
            self.proceedings.go_to_work()
            self.tabs.setCurrentWidget(self.proceedings)

    def _ballot_is_next(self, session: Session) -> bool:
        ballot = self.desk.season.ballot
        counted = ballot.session == session.id and ballot.state is BallotState.COUNTED
        done = {item.key for item in session.items if item.state is not ItemState.PENDING}
        return not counted and bool(done & {"to_kiem_phieu", "bo_phieu"})

    def _leave_for(self, page_id: str) -> None:
        self.flush()
        self.context.navigate.emit(page_id)

    def _ask_close(self) -> None:
        self.flush()
        text = self.closing.conclusion.text().strip()
        if not text:
            self.tabs.setCurrentWidget(self.closing)
            self.closing.conclusion.setFocus()
            self.context.notice.emit("warning", "Đồng chí ghi kết luận của hội nghị trước khi kết thúc.")
            return
        meaning = (
            "Sau khi kết thúc, biên bản của hội nghị này không sửa được nữa; đính chính là một văn bản mới."
        )
        ask(
            self,
            f"Kết thúc {self.title}?",
            meaning,
            "Kết thúc hội nghị",
            lambda: self._close(text),
            no="Họp tiếp",
        )

    def _close(self, text: str) -> None:
        self.context.attempt(lambda: sessions.close_session(self.desk, self.session_id, text))


def _sentence(refusal: Refusal | None) -> str:
    if refusal is None:
        return ""
    known = not refusal.clause or refusal.clause in refusal.sentence
    return refusal.sentence if known else f"{refusal.sentence} ({refusal.clause})"
