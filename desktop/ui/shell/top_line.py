"""The line at the top: which branch, which year, which rules, and whether this is only a rehearsal."""

from PySide6.QtCore import QEvent, Signal
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
        self._one_line: bool | None = None
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

    def event(self, event: QEvent) -> bool:
        """Choose one line or two whenever the width or what stands in the line has changed."""
        done = super().event(event)
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._fit()
        return done

    def _fit(self) -> None:
        wide, short = self._rules
        letters = self.regulation.fontMetrics()
        around = self.regulation.sizeHint().width() - letters.horizontalAdvance(self.regulation.text())
        name = self.branch.fontMetrics().horizontalAdvance(self.branch.text())
        others = [part for part in (self.badge, self.season, self._options) if not part.isHidden()]
        widths = [name, around + letters.horizontalAdvance(wide), *(p.sizeHint().width() for p in others)]
        one_line = sum(widths) + SPACE.medium * (len(widths) + 1) + SPACE.large <= self.width()
        self.regulation.setText(wide if one_line else short)
        if one_line is self._one_line:
            return  # setting it again would lay out again, for ever
        self._one_line = one_line
        self.branch.setWordWrap(not one_line)
        self._names.setDirection(_ACROSS if one_line else _DOWN)
        self._names.setSpacing(SPACE.medium if one_line else 0)
        edge = SPACE.small if one_line else 0  # two lines are high enough without it
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
