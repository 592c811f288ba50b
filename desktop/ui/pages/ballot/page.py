"""The page of the secret ballot: it shows the one screen that is due, and says where on the way it is."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from db.ballot_box import BoxError
from desktop.ui.booth import Booth
from desktop.ui.pages.ballot.booth_door import BoothMaker
from desktop.ui.pages.ballot.broken import BrokenStep
from desktop.ui.pages.ballot.close import CloseStep
from desktop.ui.pages.ballot.codes import CodesStep
from desktop.ui.pages.ballot.count import CountStep, DoneStep, WaitingStep
from desktop.ui.pages.ballot.decision import DecisionStep
from desktop.ui.pages.ballot.paper_entry import PaperStep
from desktop.ui.pages.ballot.prepare import PrepareStep
from desktop.ui.pages.ballot.rehearse import OpenStep, RehearseStep
from desktop.ui.pages.ballot.stage import NAMES, PLACES, Memory, Stage, stage_of
from desktop.ui.pages.ballot.step import Step
from desktop.ui.pages.ballot.unlock import PausedStep, UnlockStep
from desktop.ui.pages.ballot.voting_step import VotingStep
from desktop.ui.pages.page import Context, NextStep, Page
from desktop.ui.pages.pieces import row, words
from desktop.ui.theme import SPACE, set_role

_STEPS: dict[Stage, Callable[[Context, Memory], Step]] = {
    Stage.WAITING: WaitingStep,
    Stage.DECISION: DecisionStep,
    Stage.PREPARE: PrepareStep,
    Stage.PAPER: PaperStep,
    Stage.CODES: CodesStep,
    Stage.UNLOCK: UnlockStep,
    Stage.REHEARSE: RehearseStep,
    Stage.OPEN: OpenStep,
    Stage.PAUSED: PausedStep,
    Stage.CLOSE: CloseStep,
    Stage.COUNT: CountStep,
    Stage.DONE: DoneStep,
    Stage.BROKEN: BrokenStep,
}

_BOX_ONLY = range(1, len(NAMES) - 1)
"""What paper ballots have no need of."""


class BallotPage(Page):
    """Every reload asks the book and the box where they stand; the screen follows."""

    page_id = "bo-phieu"
    title = "Bỏ phiếu kín"

    def __init__(self, context: Context, parent: QWidget | None = None, *, booth: BoothMaker = Booth) -> None:
        super().__init__(context, parent)
        self._booth = booth
        self.memory = Memory()
        self.stage: Stage | None = None
        self.step: Step | None = None
        self._before: Step | None = None  # alive while one of its own buttons brought us here
        self._names = [QLabel() for _name in NAMES]
        self._way = row(*self._names, None, spacing=SPACE.large)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE.page, SPACE.large, SPACE.page, SPACE.medium)
        self._column.setSpacing(SPACE.medium)
        self._column.addWidget(words(self.title, "title", wrap=False))
        self._column.addLayout(self._way)

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
            self.step.setFocus()
            self.step.focusNextChild()

    def _show_way(self, place: int) -> None:
        for number, (label, name) in enumerate(zip(self._names, NAMES, strict=True)):
            sign = "✓" if number < place else str(number + 1)
            label.setText(f"{sign} {name}")
            set_role(label, "accent" if number == place else "quiet")
            label.setHidden(self.stage is Stage.PAPER and number in _BOX_ONLY)
