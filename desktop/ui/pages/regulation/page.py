"""The regulation as the program knows it: every rule with its clause, its paper and how sure that is."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.pages.page import Context, NextStep, Page
from desktop.ui.pages.pieces import card, column, words
from desktop.ui.pages.regulation.rules import Rule, rules
from desktop.ui.theme import SPACE
from desktop.ui.widgets import fold

_OWN: Final = (
    "Dòng ghi “đơn vị tự đặt” là chỗ văn bản không nêu: chi bộ tự quyết định, "
    "chương trình không bao giờ gọi đó là “theo quy định”."
)


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
        self._shown = ""
        self._rows: list[tuple[str, Rule, tuple[QWidget, ...]]] = []
        self._parts: dict[str, QWidget] = {}
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
        if not self.desk.ready or self.desk.season.regulation == self._shown:
            return
        regulation = self.desk.regulation
        self._shown = regulation.id
        self.heading.setText(regulation.title)
        self._fill(rules(regulation))
        self._filter()

    def next_step(self) -> NextStep | None:
        """Back to where the regulation is chosen."""
        return NextStep("Về trang đơn vị, quy định", lambda: self.context.navigate.emit("don-vi"))

    def _fill(self, found: tuple[Rule, ...]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._rows, self._parts = [], {}
        for part in dict.fromkeys(rule.part for rule in found):
            self._parts[part] = self._card(part, [rule for rule in found if rule.part == part])
            self._list.addWidget(self._parts[part])
        self._list.addStretch(1)

    def _card(self, part: str, found: list[Rule]) -> QWidget:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.large)
        grid.setVerticalSpacing(SPACE.medium)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 1)
        for at, rule in enumerate(found):
            sentence, source = words(rule.sentence), _source(rule)
            grid.addWidget(sentence, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(source, at, 1, Qt.AlignmentFlag.AlignTop)
            searched = fold(f"{part} {rule.sentence} {rule.clause} {rule.origin}")
            self._rows.append((searched, rule, (sentence, source)))
        return card(words(part, "heading"), grid, spacing=SPACE.medium)

    def _filter(self) -> None:
        needle = fold(self.search.text()).split()
        kept = set[str]()
        number = 0
        for searched, rule, parts in self._rows:
            match = all(word in searched for word in needle)
            number += match
            kept |= {rule.part} if match else set()
            for widget in parts:
                widget.setVisible(match)
        for part, whole in self._parts.items():
            whole.setVisible(part in kept)
        own = sum(rule.own for _, rule, _ in self._rows)
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


def _source(rule: Rule) -> QWidget:
    clause = words(rule.clause, "accent" if rule.own else "")
    return _stacked(clause, words(rule.origin, "quiet"))


def _stacked(*parts: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(*parts, spacing=0))
    return made
