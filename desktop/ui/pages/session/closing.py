"""Biên bản đang ghi: the minutes to be read, the conclusion of the meeting to be written."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop import sessions
from desktop.ui.pages.autosave import Autosave, TextField
from desktop.ui.pages.page import Context
from desktop.ui.pages.pieces import column, labelled, row, words
from desktop.ui.pages.session.minutes import minutes_so_far
from desktop.ui.theme import SPACE
from meeting.season import SessionState


class Closing(QWidget):
    """The minutes at the left; at the right the conclusion, and what is still missing before the end."""

    def __init__(self, context: Context, session_id: str) -> None:
        super().__init__()
        self._context, self._id = context, session_id
        self.minutes = QPlainTextEdit()
        self.minutes.setObjectName("minutes")
        self.minutes.setReadOnly(True)
        self.minutes.setTabChangesFocus(True)
        self.conclusion = TextField("Kết luận của hội nghị", "Kết luận, việc phải làm, người làm …")
        self.conclusion.setObjectName("conclusion-of-session")
        self.autosave = Autosave(self._keep, self)
        self._missing = words(role="quiet")
        right = column(
            labelled("Kết luận của hội nghị", self.conclusion), self._missing, spacing=SPACE.medium
        )
        layout = row(labelled("Biên bản đang ghi, chỉ để đọc", self.minutes), right, spacing=SPACE.large)
        layout.setContentsMargins(0, SPACE.medium, 0, 0)
        layout.setStretch(0, 6)
        layout.setStretch(1, 4)
        self.setLayout(layout)
        self.conclusion.typed.connect(self.autosave.touch)
        self.conclusion.left.connect(self.autosave.flush)

    def reload(self) -> None:
        """Show the minutes as the book has them."""
        desk = self._context.desk
        session = desk.season.session(self._id)
        text = minutes_so_far(desk, self._id)
        if self.minutes.toPlainText() != text:
            at = self.minutes.verticalScrollBar().value()
            self.minutes.setPlainText(text)
            self.minutes.verticalScrollBar().setValue(at)
        if not self.autosave.dirty:
            self.conclusion.load(session.conclusion or sessions.draft_conclusion(desk, self._id))
        self.conclusion.setReadOnly(session.state is SessionState.CLOSED)
        refusal = sessions.why_not_close(desk, self._id) if session.state is SessionState.OPEN else None
        self._missing.setText(refusal.sentence if refusal else "")

    @property
    def dirty(self) -> bool:
        """Tell whether something typed is not in the book."""
        return self.autosave.dirty

    def flush(self) -> None:
        """Keep what is typed."""
        self.conclusion.commit()
        self.autosave.flush()

    def _keep(self) -> bool:
        desk, text = self._context.desk, self.conclusion.text()
        return self._context.attempt(lambda: sessions.write_conclusion(desk, self._id, text))
