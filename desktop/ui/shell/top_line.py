"""The line at the top: which branch, which year, which rules, and whether this is only a rehearsal."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desktop.desk import Desk
from desktop.ui.theme import SPACE, set_role


class TopLine(QFrame):
    """Always visible, because the wrong year's rules are the commonest mistake."""

    regulation_asked = Signal()

    def __init__(self, options: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "bar")
        self.badge = _badge()
        self.branch = QLabel()
        self.branch.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_role(self.branch, "heading")
        self.season = QLabel()
        self.regulation = QPushButton()
        self.regulation.setObjectName("regulation")
        self.regulation.clicked.connect(self.regulation_asked)
        set_role(self.regulation, "quiet")
        self._lay_out(options)

    def _lay_out(self, options: QPushButton) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.large, SPACE.small, SPACE.medium, SPACE.small)
        row.setSpacing(SPACE.medium)
        row.addWidget(self.badge)
        row.addWidget(self.branch, 1)
        row.addWidget(self.season)
        row.addWidget(self.regulation)
        row.addWidget(options)

    def show_desk(self, desk: Desk) -> None:
        """Say whose book is open."""
        self.badge.setVisible(desk.book.rehearsal)
        self.season.setVisible(desk.ready)
        self.regulation.setVisible(desk.ready)
        if not desk.ready:
            self.branch.setText("Sổ mới, chưa có thông tin chi bộ")
            return
        season, regulation = desk.season, desk.regulation
        self.branch.setText(season.unit.name)
        self.branch.setToolTip(f"{season.unit.superior} – {season.unit.name}")
        self.season.setText(f"Kỳ kiểm điểm {season.year}")
        letters = len(season.overrides)
        rules = f"{regulation.short} (+{letters} điểm cấp trên sửa)" if letters else regulation.short
        self.regulation.setText(rules)
        self.regulation.setAccessibleName(f"Xem quy định áp dụng: {rules}")
        self.regulation.setToolTip(regulation.title)


def _badge() -> QFrame:
    badge, text = QFrame(), QLabel("TẬP DƯỢT")
    text.setAccessibleName("Sổ tập dượt, không phải sổ thật")
    set_role(badge, "warning")
    row = QHBoxLayout(badge)
    row.setContentsMargins(SPACE.small, SPACE.hair, SPACE.small, SPACE.hair)
    row.addWidget(text)
    return badge
