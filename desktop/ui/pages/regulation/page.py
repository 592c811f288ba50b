"""The regulation as the program knows it: every rule with its clause, its paper and how sure that is."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.pages.page import Context, NextStep, Page
from desktop.ui.pages.pieces import card, column, holder, words
from desktop.ui.theme import SPACE
from desktop.ui.widgets import fold
from meeting.describe import SURES, Rule, describe
from meeting.regulation import Regulation, Sure

_OWN: Final = (
    "Dòng ghi “đơn vị tự đặt” là chỗ văn bản không nêu: chi bộ tự quyết định, "
    "chương trình không bao giờ gọi đó là “theo quy định”."
)
_SHARES: Final = (3, 6, 4)


@dataclass(frozen=True, slots=True)
class Row:
    """One rule on the page: what is searched in, and what shows it."""

    rule: Rule
    searched: str
    topic: QLabel
    parts: tuple[QWidget, ...]


class RegulationPage(Page):
    """Read-only: the rules in the order of the season, searchable without diacritics."""

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
        self._shown: Regulation | None = None
        self._rows: list[Row] = []
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
        if not self.desk.ready or self.desk.regulation == self._shown:
            return
        regulation = self.desk.regulation
        self._shown = regulation
        self.heading.setText(regulation.title)
        self._fill(describe(regulation))
        self._filter()

    def next_step(self) -> NextStep | None:
        """Back to where the regulation is chosen."""
        return NextStep("Về trang đơn vị, quy định", lambda: self.context.navigate.emit("don-vi"))

    def _fill(self, found: tuple[Rule, ...]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.large)
        grid.setVerticalSpacing(SPACE.medium)
        for at, share in enumerate(_SHARES):
            grid.setColumnStretch(at, share)
        self._rows = [_row(grid, at, rule) for at, rule in enumerate(found)]
        self._list.addWidget(card(grid))
        self._list.addStretch(1)

    def _filter(self) -> None:
        needle = fold(self.search.text()).split()
        number, topic = 0, ""
        for row in self._rows:
            match = all(word in row.searched for word in needle)
            number += match
            for widget in row.parts:
                widget.setVisible(match)
            row.topic.setText(row.rule.topic if row.rule.topic != topic else "")
            topic = row.rule.topic if match else topic
        own = sum(_is_own(row.rule) for row in self._rows)
        total = f"{len(self._rows)} điều, trong đó {own} điều đơn vị tự đặt."
        self.count.setText(f"{number} điều khớp. {total}" if needle else f"{total} {_OWN}")

    def _lay_out(self) -> None:
        body = QWidget()
        body.setLayout(self._list)
        self._list.setContentsMargins(0, 0, SPACE.small, 0)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName("Các điều của quy định")
        scroll.setWidget(body)
        whole = column(self.heading, self.count, self.search, scroll, spacing=SPACE.medium)
        whole.setContentsMargins(SPACE.page, SPACE.large, SPACE.page, 0)
        self.setLayout(whole)


def _is_own(rule: Rule) -> bool:
    return rule.sure in {Sure.INFERRED, Sure.OWN}


def _row(grid: QGridLayout, at: int, rule: Rule) -> Row:
    own = _is_own(rule)
    clause = words(rule.cite, "accent" if own else "")
    origin = words("văn bản không nêu" if own else f"{rule.document}, {SURES[rule.sure]}", "quiet")
    source = holder(column(clause, origin, spacing=0))
    topic, text = words(rule.topic, "quiet"), words(rule.text)
    for place, widget in enumerate((topic, text, source)):
        grid.addWidget(widget, at, place, Qt.AlignmentFlag.AlignTop)
    searched = fold(f"{rule.topic} {rule.text} {rule.cite} {origin.text()}")
    return Row(rule, searched, topic, (topic, text, source))
