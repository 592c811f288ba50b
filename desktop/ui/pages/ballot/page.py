"""The page of the secret ballot: it shows the one screen that is due, and says where on the way it is."""

from collections.abc import Callable

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.ballot_box import BoxError
from desktop.ui.booth import Booth
from desktop.ui.booth.capture import allow_capture, hide_from_capture
from desktop.ui.pages.ballot.booth_door import BoothMaker
from desktop.ui.pages.ballot.broken import BrokenStep
from desktop.ui.pages.ballot.close import CloseStep
from desktop.ui.pages.ballot.codes import CodesStep
from desktop.ui.pages.ballot.count import ClosedStep, CountStep, DoneStep, WaitingStep
from desktop.ui.pages.ballot.decision import DecisionStep
from desktop.ui.pages.ballot.further import FurtherStep
from desktop.ui.pages.ballot.opening import OpenStep
from desktop.ui.pages.ballot.paper_entry import PaperStep
from desktop.ui.pages.ballot.prepare import PrepareStep
from desktop.ui.pages.ballot.rehearse import RehearseStep
from desktop.ui.pages.ballot.stage import NAMES, PLACES, Memory, Stage, stage_of
from desktop.ui.pages.ballot.step import Step
from desktop.ui.pages.ballot.unlock import PausedStep, UnlockStep
from desktop.ui.pages.ballot.voting_step import VotingStep
from desktop.ui.pages.ballot.way import Way
from desktop.ui.pages.page import Context, NextStep, Page
from desktop.ui.pages.pieces import row, words
from desktop.ui.theme import SPACE

_STEPS: dict[Stage, Callable[[Context, Memory], Step]] = {
    Stage.WAITING: WaitingStep,
    Stage.FURTHER: FurtherStep,
    Stage.DECISION: DecisionStep,
    Stage.PREPARE: PrepareStep,
    Stage.PAPER: PaperStep,
    Stage.CODES: CodesStep,
    Stage.UNLOCK: UnlockStep,
    Stage.REHEARSE: RehearseStep,
    Stage.OPEN: OpenStep,
    Stage.PAUSED: PausedStep,
    Stage.CLOSE: CloseStep,
    Stage.CLOSED: ClosedStep,
    Stage.COUNT: CountStep,
    Stage.DONE: DoneStep,
    Stage.BROKEN: BrokenStep,
}

_WITH_CODES = frozenset({Stage.CODES, Stage.REHEARSE, Stage.UNLOCK, Stage.COUNT})
"""Screens on which a code is shown or typed: no snapshot of the screen is to have them."""

_ON_PAPER = (NAMES[0], NAMES[-1])
"""What paper ballots have need of."""


class BallotPage(Page):
    """Every reload asks the book and the box where they stand; the screen follows."""

    page_id = "bo-phieu"
    title = "Bỏ phiếu kín"

    def __init__(self, context: Context, parent: QWidget | None = None, *, booth: BoothMaker = Booth) -> None:
        super().__init__(context, parent)
        self._booth = booth
        context.sleeping.connect(self._before_sleep)
        self.memory = Memory()
        self.stage: Stage | None = None
        self.step: Step | None = None
        self._before: Step | None = None  # alive while one of its own buttons brought us here
        self._way = Way(NAMES)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE.page, SPACE.medium, SPACE.page, SPACE.medium)
        self._column.setSpacing(SPACE.medium)
        self._column.addLayout(row(words(self.title, "title", wrap=False), self._way, spacing=SPACE.large))

    def reload(self) -> None:
        """Show the screen that is due."""
        try:
            stage = stage_of(self.desk, self.memory)
        except BoxError as error:
            self.context.notice.emit("error", str(error))
            return
        if stage is self.stage and self.step is not None:
            self.step.reload()
        else:
            self._swap(stage)

    def next_step(self) -> NextStep | None:
        """The next step of the screen."""
        return self.step.next_step() if self.step is not None else None

    def _before_sleep(self) -> None:
        """End the turn in the booth and forget what was typed; the next reload builds the screen anew."""
        self.memory.before_sleep()
        if self.step is not None:
            self.step.let_go()
        self.stage = None

    def _swap(self, stage: Stage) -> None:
        old, self.stage = self.step, stage
        if old is not None:
            old.let_go()
            self._column.removeWidget(old)
            old.setParent(None)
            old.deleteLater()
            self._before = old
        if stage is Stage.VOTING:
            self.step = VotingStep(self.context, self.memory, self._booth)
        else:
            self.step = _STEPS[stage](self.context, self.memory)
        self._column.addWidget(self.step, 1)
        self.step.show()
        self._show_way(PLACES.get(stage, -1))
        if self.isVisible():
            self._shield()
            self.step.setFocus()
            self.step.focusNextChild()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Keep a screen with codes out of snapshots from the first moment."""
        super().showEvent(event)
        self._shield()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Another page of the window has no codes."""
        super().hideEvent(event)
        allow_capture(self.window())

    def _shield(self) -> None:
        if self.stage in _WITH_CODES:
            hide_from_capture(self.window())
        else:
            allow_capture(self.window())

    def _show_way(self, place: int) -> None:
        on_paper = self.stage is Stage.PAPER
        self._way.show_place(1 if on_paper else place, _ON_PAPER if on_paper else NAMES)
