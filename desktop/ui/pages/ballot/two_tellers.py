"""A step that two tellers confirm, each by name."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.ui.pages.pieces import button, column, row, words
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Dialog

NEEDED = 2
_LETTERS = 60


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


class TwoTellers(Dialog):
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
        super().__init__(parent, question, letters=_LETTERS)
        self._confirmed = Confirmations(names)
        self._yes = button(verb, "yes", self._accept, "danger")
        back = button("Quay lại", "no", self.reject, "quiet")
        self._on_yes = on_yes
        parts = [words(meaning), *([asked] if asked else []), self._confirmed]
        head, foot = column(words(question, "heading")), row(back, None, self._yes)
        self.fill(head, column(*parts, spacing=SPACE.large), foot)
        for box in self._confirmed.boxes:
            box.toggled.connect(lambda _on: self._show())
        self._show()
        self.open()

    def _show(self) -> None:
        self._yes.setEnabled(self._confirmed.count() >= NEEDED)

    def _accept(self) -> None:
        count = self._confirmed.count()
        self.accept()
        self._on_yes(count)
