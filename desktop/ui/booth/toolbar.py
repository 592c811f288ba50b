"""The bars of the booth: what this is and how it looks above, the steps below."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.booth.look import SIZE_NAMES, Look
from desktop.ui.booth.parts import button, column, words
from meeting.ballot import BallotPaper

Action = Callable[[], None]


class TopBar(QWidget):
    """Title of the ballot, text size, contrast, one by one or as a list, marks read aloud or not."""

    def __init__(
        self, paper: BallotPaper, larger: Action, contrast: Action, mode: Action, aloud: Action
    ) -> None:
        super().__init__()
        drill = " · TẬP DƯỢT" if paper.rehearsal else ""
        again = f" · lần {paper.round}" if paper.round > 1 else ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words(f"{paper.title}{again}{drill}", "booth-title"), 1)
        self._mode = button("", mode, role="tool")
        self._size = button("", larger, role="tool")
        self._contrast = button("", contrast, role="tool")
        self._aloud = button("", aloud, role="tool")
        for tool in (self._mode, self._size, self._contrast, self._aloud):
            row.addWidget(tool, 0, Qt.AlignmentFlag.AlignTop)

    def show_look(self, look: Look, *, grid: bool) -> None:
        """Name the present look on the buttons that change it."""
        for tool, text in (
            (self._size, SIZE_NAMES[look.size]),
            (self._contrast, look.colours.name),
            (self._mode, "Xem từng người" if grid else "Xem cả danh sách"),
        ):
            tool.setText(text)
            tool.setAccessibleName(text)
        self._aloud.setText("Đọc to: bật" if look.aloud else "Đọc to: tắt")
        self._aloud.setAccessibleName(
            f"Trình đọc màn hình nói cả mức đã chọn: {'đang bật' if look.aloud else 'đang tắt'}"
        )

    def show_tools(self, shown: bool, *, mode: bool) -> None:
        """Offer the tools only while there is something to read."""
        self._size.setVisible(shown)
        self._contrast.setVisible(shown)
        self._aloud.setVisible(shown)
        self._mode.setVisible(mode)


class BottomBar(QWidget):
    """Back, review, forward; casting on the review page; a call for the tellers; one sentence if needed."""

    def __init__(self, *, back: Action, forward: Action, review: Action, cast: Action, help_: Action) -> None:
        super().__init__()
        self._sentence = words(name="Thông báo")
        self._sentence.hide()
        self._back = button("◀  Trước", back, "Trước")
        self._review = button("Xem lại phiếu", review)
        self.forward = button("Tiếp  ▶", forward, "Tiếp")
        self.cast = button("Bỏ phiếu", cast)
        self._help = button("Gọi tổ kiểm phiếu", help_, role="tool")
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._back)
        row.addWidget(self._help)
        row.addStretch(1)
        for made in (self._review, self.forward, self.cast):
            row.addWidget(made)
        rows = column(self)
        rows.addWidget(self._sentence)
        rows.addWidget(inner)

    def say(self, sentence: str) -> None:
        """Show one sentence above the buttons, or none."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def show_steps(self, *, marking: bool, reviewing: bool, grid: bool) -> None:
        """Show the steps that belong to the page."""
        self._back.setVisible(reviewing or (marking and not grid))
        self._review.setVisible(marking)
        self.forward.setVisible(marking and not grid)
        self.cast.setVisible(reviewing)

    def show_help(self, shown: bool) -> None:
        """Offer the call for the tellers."""
        self._help.setVisible(shown)

    def enable_back(self, *, possible: bool) -> None:
        """Switch the way back off on the first contest."""
        self._back.setEnabled(possible)
