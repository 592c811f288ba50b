"""What was said about one member or collective: four texts, a level, a show of hands."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSpinBox, QWidget

from desktop.ui.pages.autosave import TextField
from desktop.ui.pages.pieces import column, labelled, row, words
from desktop.ui.pages.session.subjects import Subject
from desktop.ui.theme import SPACE
from desktop.ui.widgets import LevelPicker
from meeting.season import Review

_TEXTS = (
    ("strengths", "Ưu điểm"),
    ("shortcomings", "Hạn chế, khuyết điểm"),
    ("opinions", "Ý kiến góp ý"),
    ("conclusion", "Kết luận của người chủ trì"),
)
_NO_HANDS = -1
_LEVEL_WIDTH = 31
"""Letters of the longest level, in bold, with its sign and the edges of the button."""


class ReviewForm(QWidget):
    """Shows one review; `typed` when the user changed it, `left` when a text loses the focus.

    `side` is the column at the right, where the owner puts its buttons.
    """

    typed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.texts = {key: TextField(title) for key, title in _TEXTS}
        self.level = LevelPicker("Mức đề nghị")
        self.hands = QSpinBox()
        self._name, self._caption = words(role="heading", wrap=False), words(role="quiet")
        self._facts, self._bars, self._chair = words(), words(role="quiet"), words(role="accent")
        self.side = column()
        self._review = Review("")
        self._lay_out()
        self._connect()

    def show_subject(self, subject: Subject, chair_line: str) -> None:
        """Show who it is, what is known, who chairs; the texts too."""
        self._name.setText(subject.name)
        self._caption.setText(subject.caption)
        self._tell(self._facts, subject.facts[0] if subject.facts else "")
        self._tell(self._bars, "\n".join(subject.facts[1:]))
        self._tell(self._chair, chair_line)
        self._review = subject.review
        for key, _title in _TEXTS:
            self.texts[key].load(getattr(subject.review, key))
        self.level.set_level(subject.review.proposed)
        blocker = QSignalBlocker(self.hands)
        hands = subject.review.in_favour
        self.hands.setValue(_NO_HANDS if hands is None else hands)
        blocker.unblock()

    def review(self) -> Review:
        """Return the review as it stands on the screen."""
        hands = self.hands.value()
        return replace(
            self._review,
            strengths=self.texts["strengths"].text(),
            shortcomings=self.texts["shortcomings"].text(),
            opinions=self.texts["opinions"].text(),
            conclusion=self.texts["conclusion"].text(),
            proposed=self.level.level(),
            in_favour=None if hands == _NO_HANDS else hands,
        )

    def commit(self) -> None:
        """Take over a letter that is still being composed."""
        for text in self.texts.values():
            text.commit()

    def lock(self, locked: bool, *, hands: bool) -> None:
        """Let nothing be changed once the meeting is closed; hands are counted only while it is open."""
        for text in self.texts.values():
            text.setReadOnly(locked)
        self.level.setEnabled(not locked)
        self.hands.setEnabled(hands)

    @staticmethod
    def _tell(label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _lay_out(self) -> None:
        texts = QGridLayout()
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(SPACE.small)
        for place, (key, title) in enumerate(_TEXTS):
            self.texts[key].setObjectName(key)
            texts.addLayout(labelled(title, self.texts[key]), place // 2, place % 2)
        who = row(self._name, self._caption)
        who.setStretch(1, 1)
        left = column(who, self._facts, self._bars, self._chair)
        left.addLayout(texts, 1)
        self._fill_side()
        outer = row(left, self.side, spacing=SPACE.large)
        outer.setStretch(0, 1)
        self.setLayout(outer)

    def _fill_side(self) -> None:
        self.hands.setObjectName("hands")
        self.hands.setAccessibleName("Số đồng chí giơ tay tán thành")
        self.hands.setRange(_NO_HANDS, 999)
        self.hands.setSpecialValueText("chưa ghi")
        self.level.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LEVEL_WIDTH)
        hands = words("Giơ tay &tán thành", "quiet", wrap=False)
        hands.setBuddy(self.hands)
        self.side.addWidget(words("Mức đề nghị (phím 1 – 4)", "quiet", wrap=False))
        self.side.addWidget(self.level)
        self.side.addLayout(row(hands, self.hands))
        self.side.addStretch(1)

    def _connect(self) -> None:
        for text in self.texts.values():
            text.typed.connect(self.typed)
            text.left.connect(self.left)
        self.level.level_changed.connect(lambda _level: self.typed.emit())
        self.hands.valueChanged.connect(lambda _value: self.typed.emit())
