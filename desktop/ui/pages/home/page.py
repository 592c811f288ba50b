"""The start of the program: it asks for nothing, it offers."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.pages.pieces import button, column, row, words
from desktop.ui.theme import SPACE, set_role
from desktop.ui.widgets import Notice

_WELCOME: Final = (
    "Chương trình dẫn chi bộ đi từng bước của kỳ kiểm điểm cuối năm: chuẩn bị, hội nghị, "
    "bỏ phiếu kín trên máy này, kết quả và hồ sơ. Mọi thứ nằm trong một tệp sổ trên máy, không cần mạng."
)

_NO_BOOKS: Final = "Chưa có sổ nào. Sổ đã mở sẽ hiện ở đây để lần sau mở lại bằng một lần bấm."


class HomePage(QWidget):
    """Signals what was chosen; the shell does it."""

    open_asked = Signal()
    create_asked = Signal()
    sample_asked = Signal()
    year_asked = Signal()
    rehearsal_asked = Signal()
    recent_asked = Signal(Path)
    restore_asked = Signal()
    overdue_asked = Signal()

    def __init__(self, options: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = Notice()
        self.create_button = button("Tạo sổ mới…", "create", self.create_asked.emit, "primary")
        self._backups = words("", "quiet")
        self._overdue = words("", "accent")
        self.overdue_button = button("Xem và xóa…", "overdue", self.overdue_asked.emit)
        self.show_overdue("")
        self._books = QVBoxLayout()
        self._books.setSpacing(SPACE.small)
        self._lay_out(options)

    def show_books(self, books: Sequence[Path]) -> None:
        """Show the books opened lately, the last one first."""
        while (item := self._books.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        offers = [self._book(book) for book in books]
        for offer in offers:
            self._books.addWidget(offer)
            offer.show()  # at once, so that it can have the focus
        if not books:
            self._books.addWidget(words(_NO_BOOKS, "quiet"))
        (offers or [self.create_button])[0].setFocus()

    def show_backups(self, line: str) -> None:
        """Say in one sentence when the book opened last was backed up ("" for nothing to say)."""
        self._backups.setText(line)
        self._backups.setVisible(bool(line))

    def show_overdue(self, line: str) -> None:
        """Say in one sentence which book was kept long enough ("" for none)."""
        self._overdue.setText(line)
        for each in (self._overdue, self.overdue_button):
            each.setVisible(bool(line))

    def _book(self, book: Path) -> QPushButton:
        made = button("", "recent", lambda: self.recent_asked.emit(book))
        made.setAccessibleName(f"Mở sổ {book.stem}")
        made.setAccessibleDescription(str(book.parent))
        made.setToolTip(str(book))
        name, place = words(book.stem, wrap=False), _Elided(str(book.parent))
        set_role(place, "quiet")
        column = QVBoxLayout(made)
        column.setContentsMargins(SPACE.medium, SPACE.small, SPACE.medium, SPACE.small)
        column.setSpacing(0)
        for label in (name, place):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        made.setMinimumHeight(column.sizeHint().height() + SPACE.small)
        return made

    def _lay_out(self, options: QPushButton) -> None:
        title = words("Kiểm điểm, xếp loại chất lượng cuối năm", "title")
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(options, 0, Qt.AlignmentFlag.AlignTop)
        columns = QGridLayout()
        columns.setHorizontalSpacing(SPACE.large)
        columns.addWidget(self._work(), 0, 0)
        columns.addWidget(self._practice(), 1, 0)
        columns.addWidget(self._recent(), 0, 1, 2, 1)
        columns.setColumnStretch(0, 1)
        columns.setColumnStretch(1, 1)
        columns.setVerticalSpacing(SPACE.large)
        inner = column(head, words(_WELCOME), self.notice, columns, None, spacing=SPACE.large)
        inner.setContentsMargins(SPACE.page * 3, SPACE.page * 2, SPACE.page * 3, SPACE.page)
        self.setLayout(column(_scrolled(inner)))

    def _recent(self) -> QFrame:
        card, inside = _card("Sổ mở gần đây")
        inside.addLayout(self._books)
        inside.addStretch(1)
        inside.addWidget(self._overdue)
        inside.addWidget(self.overdue_button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _work(self) -> QFrame:
        card, inside = _card("Sổ của chi bộ")
        found = button("Mở sổ…", "open", self.open_asked.emit)
        grows = QSizePolicy.Policy.Minimum  # as high as its neighbour
        found.setSizePolicy(grows, grows)
        inside.addLayout(row(found, self.create_button))
        year = button("Lập sổ năm mới từ sổ năm trước…", "new-year", self.year_asked.emit)
        inside.addWidget(year)
        restore = button("Khôi phục từ bản sao lưu…", "restore-book", self.restore_asked.emit, "quiet")
        inside.addWidget(restore, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self._backups)
        return card

    def _practice(self) -> QFrame:
        card, inside = _card("Làm quen, tập dượt")
        inside.addWidget(button("Mở chi bộ mẫu", "sample", self.sample_asked.emit))
        inside.addWidget(words("Một chi bộ 24 đảng viên điền sẵn, để xem và thử mọi bước.", "quiet"))
        inside.addWidget(button("Tập dượt với sổ của chi bộ…", "rehearse", self.rehearsal_asked.emit))
        inside.addWidget(words("Lập một sổ tập từ danh sách của chi bộ; sổ thật không bị đụng đến.", "quiet"))
        return card


class _Elided(QLabel):
    """A line that gives way in the middle when there is no room."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._whole = text
        self.setMinimumWidth(1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideMiddle, self.width())
        self.setText(shown)


def _scrolled(inner: QVBoxLayout) -> QScrollArea:
    body, area = QWidget(), QScrollArea()
    body.setLayout(inner)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(body)
    return area


def _card(title: str) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    set_role(card, "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(SPACE.large, SPACE.large, SPACE.large, SPACE.large)
    column.setSpacing(SPACE.medium)
    column.addWidget(words(title, "heading"))
    return card, column
