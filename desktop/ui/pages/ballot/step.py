"""What every screen of the ballot is: a title, a sentence that explains, its parts, its next step."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.desk import Desk
from desktop.ui.pages.ballot.stage import Memory
from desktop.ui.pages.page import Context, NextStep
from desktop.ui.pages.pieces import Part, column, words
from desktop.ui.theme import SPACE


class Step(QWidget):
    """One screen. It never keeps a code longer than the screen is shown."""

    def __init__(self, context: Context, memory: Memory) -> None:
        super().__init__()
        self.context, self.memory = context, memory
        self.heading, self.lead = words(role="heading"), words()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE.medium)
        self._column.addWidget(self.heading)
        self._column.addWidget(self.lead)

    @property
    def desk(self) -> Desk:
        """The open desk."""
        return self.context.desk

    def event(self, event: QEvent) -> bool:
        """Ask for the least height that wrapped text needs at this width and text size."""
        done = super().event(event)
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self.setMinimumHeight(max(0, self._column.totalMinimumHeightForWidth(self.width())))
        return done

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """No: Qt would ask for the height that lists would like to have, not for the least."""
        return False

    def reload(self) -> None:
        """Show the newest state."""

    def let_go(self) -> None:
        """Another screen takes the place of this one."""

    def next_step(self) -> NextStep | None:
        """The one next step of this screen."""
        return None

    def say(self, heading: str, lead: str = "") -> None:
        """Set the title and the sentence that explains."""
        self.heading.setText(heading)
        self.lead.setText(lead)
        self.lead.setVisible(bool(lead))

    def fill(self, *parts: Part, stretch: int = 0) -> None:
        """Put the parts of the screen below the sentence."""
        self._column.addLayout(column(*parts, spacing=SPACE.medium), stretch)

    def go_on(self) -> None:
        """Let the page choose its screen anew."""
        self.context.changed.emit()


@contextmanager
def waiting() -> Iterator[None]:
    """Show that the machine works for some seconds, as it does when it stretches codes."""
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()
