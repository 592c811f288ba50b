"""A step that two tellers confirm, each by name."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLayout, QWidget

from desktop.ui.pages.pieces import button, column, row, words
from desktop.ui.theme import SPACE

NEEDED = 2
_LETTERS = 60
_SHARE = 0.9


class Confirmations(QWidget):
    """One box to tick for each teller."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.boxes = [QCheckBox(f"{name} xác nhận") for name in names]
        for number, box in enumerate(self.boxes, 1):
            box.setObjectName(f"confirm-{number}")
        self.setLayout(column(*self.boxes))

    def count(self) -> int:
        """Return how many have confirmed."""
        return sum(box.isChecked() for box in self.boxes)


class TwoTellers(QDialog):
    """Asks over the page; `on_yes(confirmations)` once two have confirmed and the verb is pressed.

    asked: a field for what else must be said.
    """

    def __init__(
        self,
        parent: QWidget,
        question: str,
        meaning: str,
        verb: str,
        names: Sequence[str],
        on_yes: Callable[[int], None],
        asked: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(question)
        self._confirmed = Confirmations(names)
        self._yes = button(verb, "yes", self._accept, "danger")
        back = button("Quay lại", "no", self.reject, "quiet")
        self._on_yes = on_yes
        text = words(meaning)
        inside = column(
            words(question, "heading"),
            text,
            *([asked] if asked else []),
            self._confirmed,
            row(back, None, self._yes),
            spacing=SPACE.large,
        )
        inside.setContentsMargins(SPACE.page, SPACE.large, SPACE.page, SPACE.large)
        self.setLayout(inside)
        self._take_room(inside, parent.window().width())
        for box in self._confirmed.boxes:
            box.toggled.connect(lambda _on: self._show())
        self._show()
        self.open()

    def _take_room(self, inside: QLayout, around: int) -> None:
        """A readable width, and the height that all of the text needs at it; Qt alone stops at two thirds."""
        self.ensurePolished()
        wanted = self.fontMetrics().averageCharWidth() * _LETTERS
        width = min(wanted, round(around * _SHARE))
        self.resize(width, inside.totalHeightForWidth(width))
        self.setMinimumSize(self.size())

    def _show(self) -> None:
        self._yes.setEnabled(self._confirmed.count() >= NEEDED)

    def _accept(self) -> None:
        count = self._confirmed.count()
        self.accept()
        self._on_yes(count)
