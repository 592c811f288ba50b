"""The line at the top: which branch, which year, which rules, and whether this is only a rehearsal."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.desk import Desk
from desktop.ui.theme import SPACE, set_role

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class TopLine(QFrame):
    """Always visible, because the wrong year's rules are the commonest mistake.

    One line while there is room; else the year goes below the name, the name takes the lines it needs, and
    the letters from above are only counted. Nothing is cut.
    """

    regulation_asked = Signal()

    def __init__(self, options: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rules, self._options, self._names = ("", ""), options, QBoxLayout(_ACROSS)
        self._row = QHBoxLayout(self)
        set_role(self, "bar")
        self.badge = _badge()
        self.branch = QLabel()
        set_role(self.branch, "heading")
        self.season = QLabel()
        self.regulation = QPushButton()
        self.regulation.setObjectName("regulation")
        self.regulation.clicked.connect(self.regulation_asked)
        set_role(self.regulation, "quiet")
        self._lay_out()

    def _lay_out(self) -> None:
        row = self._row
        row.setSpacing(SPACE.medium)
        row.addWidget(self.badge)
        self._names.addWidget(self.branch, 1)
        self._names.addWidget(self.season)
        row.addLayout(self._names, 1)
        row.addWidget(self.regulation)
        row.addWidget(self._options)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Choose one line or two for the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Choose again when the text size changes."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        wide, short = self._rules
        self.branch.setWordWrap(False)
        self.regulation.setText(wide)
        whole = [self.badge, self.branch, self.season, self.regulation, self._options]
        shown = [part.sizeHint().width() for part in whole if not part.isHidden()]
        fits = sum(shown) + SPACE.medium * len(shown) + SPACE.large <= self.width()
        self.branch.setWordWrap(not fits)
        self.regulation.setText(wide if fits else short)
        self._names.setDirection(_ACROSS if fits else _DOWN)
        self._names.setSpacing(SPACE.medium if fits else 0)
        edge = SPACE.small if fits else 0  # two lines are high enough without it
        self._row.setContentsMargins(SPACE.large, edge, SPACE.medium, edge)

    def show_desk(self, desk: Desk) -> None:
        """Say whose book is open."""
        self.badge.setVisible(desk.book.rehearsal)
        self.season.setVisible(desk.ready)
        self.regulation.setVisible(desk.ready)
        if not desk.ready:
            self.branch.setText("Sổ mới, chưa có thông tin chi bộ")
            self._fit()
            return
        season, regulation = desk.season, desk.regulation
        self.branch.setText(season.unit.name)
        self.branch.setToolTip(f"{season.unit.superior} – {season.unit.name}")
        self.season.setText(f"Kỳ kiểm điểm {season.year}")
        letters = len(season.overrides)
        rules = f"{regulation.short} (+{letters} điểm cấp trên sửa)" if letters else regulation.short
        self._rules = rules, f"{regulation.short} (+{letters})" if letters else regulation.short
        self.regulation.setAccessibleName(f"Xem quy định áp dụng: {rules}")
        self.regulation.setToolTip(f"{regulation.title}: {rules}")
        self._fit()


def _badge() -> QFrame:
    badge, text = QFrame(), QLabel("TẬP DƯỢT")
    text.setAccessibleName("Sổ tập dượt, không phải sổ thật")
    set_role(badge, "warning")
    row = QHBoxLayout(badge)
    row.setContentsMargins(SPACE.small, SPACE.hair, SPACE.small, SPACE.hair)
    row.addWidget(text)
    return badge
