"""What every page is: it shows the book, offers one next step, and never writes by itself."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.ballot_box import BoxError
from db.errors import BookError
from db.operations import Changes
from desktop.desk import Desk, DeskError
from desktop.regulations import RegulationError
from forms.errors import FormsError

T = TypeVar("T")

EXPECTED = (BookError, BoxError, DeskError, FormsError, RegulationError)
"""Refusals that are part of the work: one sentence each, shown and nothing lost."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one obvious next step of a page: its verb and what it does.

    why_not: what is missing before it can be done. hint: why this comes first.
    """

    label: str
    action: Callable[[], None]
    why_not: str = ""
    hint: str = ""


class Context(QObject):
    """What the pages share: the open desk, four signals to the shell and one from it.

    sleeping: the machine is about to sleep; forget codes and marks. changed: the book changed, reload.
    navigate: go to a page id ("thanh-vien", "hop:chi_bo", "bo-phieu", "ket-qua", "ho-so" ...). notice: (kind,
    sentence) with kind "info", "warning" or "error". trying: what was told last is being tried again.
    """

    sleeping = Signal()
    changed = Signal()
    navigate = Signal(str)
    notice = Signal(str, str)
    trying = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        desk.on_change.append(self._on_change)

    def _on_change(self, _changes: Changes) -> None:
        self.changed.emit()

    def obtain(self, make: Callable[[], T]) -> T | None:
        """Return what is made; an expected refusal becomes a notice and None."""
        made: list[T] = []
        self.attempt(lambda: made.append(make()))
        return made[0] if made else None

    def attempt(self, action: Callable[[], object]) -> bool:
        """Do what the user asked; an expected refusal becomes a notice and False, nothing is lost."""
        try:
            action()
        except EXPECTED as error:
            logging.getLogger(__name__).info("refused: %s", type(error).__name__)
            self.notice.emit("error", str(error))
            return False
        return True


class Page(QWidget):
    """One page. `page_id` is its place on the path, `title` its Vietnamese name."""

    page_id = ""
    title = ""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context

    @property
    def desk(self) -> Desk:
        """The open desk."""
        return self.context.desk

    def reload(self) -> None:
        """Show the book as it is now; called when the page is shown and after every change."""

    def first(self) -> QWidget | None:
        """Where the keyboard begins; None: in the first field or list of the page."""
        return None

    def next_step(self) -> NextStep | None:
        """The page's one obvious next step, or None."""
        return None
