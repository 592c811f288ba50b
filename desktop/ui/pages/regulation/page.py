"""The regulation as the program knows it: every rule with its clause, its paper and how sure that is.

Above it the letters of the superior that change it; beside it, where asked, another regulation.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.regulations import load_regulation, sound_regulations
from desktop.rules import Letter, letters, why_careful, withdraw_letter
from desktop.ui.pages.fields.choice import Choice
from desktop.ui.pages.page import Context, NextStep, Page
from desktop.ui.pages.pieces import card, column, row, words
from desktop.ui.pages.regulation.dialog import LetterDialog
from desktop.ui.pages.regulation.letters import letters_card
from desktop.ui.pages.regulation.lines import OWN, Line, difference_lines, rule_lines, told_apart
from desktop.ui.theme import SPACE
from desktop.ui.widgets import ask, fold
from meeting.describe import Rule, describe, differences
from meeting.regulation import Regulation, Sure

_OWN: Final = (
    "Dòng ghi “đơn vị tự đặt” là chỗ văn bản không nêu: chi bộ tự quyết định, "
    "chương trình không bao giờ gọi đó là “theo quy định”."
)
_SIDES: Final = "Bên trái là quy định của sổ này, bên phải là quy định được so sánh."
_ALONE: Final = ""
_UNCHANGED: Final = "Nguyên văn, trước khi cấp trên sửa"
_BACK: Final = "Giá trị trở về như quy định ({}). Lịch sử của sổ vẫn giữ việc đã ghi và thu hồi văn bản này."


class RegulationPage(Page):
    """The rules in the order of the season, searchable without diacritics, and what changes them."""

    page_id = "quy-dinh"
    title = "Quy định áp dụng"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.heading, self.count = words(role="title"), words(role="quiet")
        self.search = QLineEdit()
        self.search.setPlaceholderText("Tìm trong quy định, không cần gõ dấu")
        self.search.setAccessibleName("Tìm trong quy định")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._filter())
        self.other: Choice[str] = Choice([(_ALONE, "Không so sánh")])
        self.other.setAccessibleName("So sánh với quy định khác")
        self.other.chosen.connect(self._fill)
        self._shown: tuple[object, ...] = ()
        self._rules: tuple[Rule, ...] = ()
        self._rows: Sequence[Line] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE.medium)
        self._lay_out()
        QShortcut(
            QKeySequence("Ctrl+F"),
            self,
            self.search.setFocus,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )

    def reload(self) -> None:
        """Show the regulation that the book follows."""
        if not self.desk.ready:
            return
        shown = (self.desk.regulation, self.desk.season.overrides)
        if shown == self._shown:
            return
        self._shown = shown
        self._rules = describe(self.desk.regulation)
        self.heading.setText(self.desk.regulation.title)
        self.other.set_options(_others(self.desk.regulation, changed=bool(self.desk.season.overrides)))
        self._fill()

    def next_step(self) -> NextStep | None:
        """Back to where the regulation is chosen."""
        return NextStep("Về trang đơn vị, quy định", lambda: self.context.navigate.emit("don-vi"))

    def add_letter(self) -> LetterDialog:
        """Ask for a superior's letter."""
        dialog = LetterDialog(self, self.desk)
        dialog.accepted.connect(
            lambda: self.context.notice.emit(
                "info", "Đã ghi văn bản của cấp trên; kết quả tính theo giá trị mới."
            )
        )
        dialog.begin()
        return dialog

    def withdraw(self, letter: Letter) -> None:
        """Ask before a letter is taken back."""
        careful = why_careful(self.desk)
        meaning = " ".join(part for part in (careful, _BACK.format(letter.before)) if part)
        question = f"Thu hồi {letter.paper} về “{letter.title}”?"
        ask(self, question, meaning, "Thu hồi", lambda: self._withdraw(letter), danger=bool(careful))

    def _withdraw(self, letter: Letter) -> None:
        self.context.attempt(lambda: withdraw_letter(self.desk, letter.key))

    def _fill(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for part in self._cards():
            self._list.addWidget(part)
        self._list.addStretch(1)
        self._filter()

    def _cards(self) -> Iterator[QFrame]:
        other = self.other.value()
        if other == _ALONE:
            yield letters_card(letters(self.desk), self.add_letter, self.withdraw)
            grid, self._rows = rule_lines(self._rules)
        else:
            against = load_regulation(other)
            found = told_apart(differences(self.desk.regulation, against))
            name = _UNCHANGED if other == self.desk.regulation.id else against.short
            grid, self._rows = difference_lines(self.desk.regulation.short, name, found)
        yield card(grid)

    def _filter(self) -> None:
        needle = fold(self.search.text()).split()
        number, topic = 0, ""
        for line in self._rows:
            match = all(word in line.searched for word in needle)
            number += match
            for widget in line.parts:
                widget.setVisible(match)
            line.label.setText(line.topic if line.topic != topic else "")
            topic = line.topic if match else topic
        total = self._total()
        why = _OWN if self.other.value() == _ALONE else _SIDES
        self.count.setText(f"{number} điều khớp. {total}" if needle else f"{total} {why}")

    def _total(self) -> str:
        if self.other.value() != _ALONE:
            return f"{len(self._rows)} điều khác nhau."
        own = sum(rule.sure in OWN for rule in self._rules)
        superior = sum(rule.sure is Sure.SUPERIOR for rule in self._rules)
        by_letter = f", {superior} điều theo văn bản của cấp trên" if superior else ""
        return f"{len(self._rows)} điều, trong đó {own} điều đơn vị tự đặt{by_letter}."

    def _lay_out(self) -> None:
        body = QWidget()
        body.setLayout(self._list)
        self._list.setContentsMargins(0, 0, SPACE.small, 0)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName("Các điều của quy định")
        scroll.setWidget(body)
        tools = row(spacing=SPACE.medium)
        tools.addWidget(self.search, 3)
        tools.addWidget(words("So sánh với", "quiet", wrap=False))
        tools.addWidget(self.other, 2)
        whole = column(self.heading, self.count, tools, scroll, spacing=SPACE.medium)
        whole.setContentsMargins(SPACE.page, SPACE.large, SPACE.page, 0)
        self.setLayout(whole)


def _others(regulation: Regulation, *, changed: bool) -> list[tuple[str, str]]:
    """What the regulation may be compared with: nothing, itself before the letters, every other pack."""
    packs = [pack for pack in sound_regulations() if pack.id != regulation.id]
    own = [(regulation.id, _UNCHANGED)] if changed else []
    return [(_ALONE, "Không so sánh"), *own, *((pack.id, pack.short) for pack in packs)]
