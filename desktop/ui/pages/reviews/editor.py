"""The parts of one review: the list of parts, the text of the chosen one, how many words it has."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.reviews import PersonReview
from desktop.ui.pages.autosave import TextField
from desktop.ui.pages.pieces import column, row, words
from desktop.ui.pages.reviews.rows import PARTS, PartRow
from desktop.ui.pages.roster import Roster
from meeting.review_form import word_count


class PartsEditor(QWidget):
    """`typed` when the user changed the text; `leaving` before another part is shown: keep it now."""

    typed = Signal()
    leaving = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.parts: Roster[PartRow] = Roster("Các phần của bản kiểm điểm", PARTS)
        self.parts.setObjectName("parts")
        self.text = TextField("Nội dung của phần đang chọn", "Gõ hoặc dán nội dung vào đây.")
        self.text.setObjectName("part-text")
        self._title, self._clause = words(role="heading"), words(role="quiet", wrap=False)
        self._count = words(role="quiet", wrap=False)
        self._shown: PartRow | None = None
        layout = row(self.parts, column(self._title, self.text, row(self._clause, None, self._count)))
        layout.setStretch(0, 5)
        layout.setStretch(1, 8)
        self.setLayout(layout)
        self.parts.chosen.connect(self._choose)
        self.text.typed.connect(self._typed)
        self.text.left.connect(self.leaving)

    @property
    def key(self) -> str:
        """The key of the part whose text is shown ("" for none)."""
        return "" if self._shown is None else self._shown.part.key

    def show_review(self, review: PersonReview, *, keep_text: bool) -> None:
        """Show a review; what is typed and not yet kept stays on the screen."""
        self.parts.set_rows([PartRow(part, review.texts.get(part.key, "")) for part in review.parts])
        self.text.setReadOnly(review.sealed)
        if not keep_text:
            self._show(self.parts.record())

    def _choose(self, chosen: PartRow | None) -> None:
        self.leaving.emit()
        self._show(self.parts.record() or chosen)

    def _show(self, shown: PartRow | None) -> None:
        self._shown = shown
        if shown is None:
            return
        self._title.setText(shown.part.name)
        self._clause.setText(shown.part.clause)
        self.text.setAccessibleName(shown.part.name)
        self.text.load(shown.text)
        self._say_words()

    def _typed(self) -> None:
        self._say_words()
        self.typed.emit()

    def _say_words(self) -> None:
        self._count.setText(f"{word_count(self.text.text())} từ")
