"""What the window offers to care for the data: a backup now, where backups go, a book put back."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from desktop import care
from desktop.care import Look
from desktop.desk import Desk
from desktop.ui.pages.page import EXPECTED
from desktop.ui.pages.pieces import button, column, row, words
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Dialog, ask

_NAMED = 4


def line_about(book: Path | None, chosen: str) -> str:
    """What the start says about backups of the book opened last; "" where there is no book yet."""
    if book is None:
        return ""
    found = care.newest(book, chosen)
    if found is None:
        return f"Sổ {book.stem} chưa có bản sao lưu; khi đóng sổ, chương trình tự sao lưu."
    return f"Sổ {book.stem} được sao lưu lần cuối ngày {found.made:%d/%m/%Y, %H:%M}."


def backed_up(desk: Desk, chosen: str) -> tuple[str, str]:
    """Back up the open book now; (kind, sentence) of the notice about it.

    Where the chosen folder cannot take it (a stick that is not there), the copy goes beside the book.
    """
    try:
        return "info", _done(care.back_up(desk, care.folder_for(desk.book.path, chosen)))
    except EXPECTED as error:
        if not chosen:
            return "error", f"Chưa sao lưu được: {error}"
        return _beside(desk, str(error))


def _beside(desk: Desk, why: str) -> tuple[str, str]:
    try:
        made = care.back_up(desk, care.folder_beside(desk.book.path))
    except EXPECTED as error:
        return "error", f"Chưa sao lưu được: {error}"
    return "warning", f"Nơi đã chọn chưa dùng được: {why} {_done(made)}"


def _done(made: Path) -> str:
    return f"Đã sao lưu vào “{made.parent.name}” với tên “{made.name}”. {care.NOT_IN_IT}"


def ask_about_copies(parent: QWidget, copies: Sequence[Path], on_yes: Callable[[], None]) -> QDialog:
    """Name the copies of a protected book that anybody can read, and offer to remove them."""
    shown = [f"“{path.parent.name}/{path.name}”" for path in copies[:_NAMED]]
    more = f" và {len(copies) - _NAMED} bản khác" if len(copies) > _NAMED else ""
    meaning = (
        f"Chương trình thấy {len(copies)} bản sao làm trước khi có mật khẩu, ai nhặt được cũng đọc được: "
        f"{', '.join(shown)}{more}. Xóa rồi thì không lấy lại được; sổ và bản sao lưu vừa làm vẫn còn. "
        "Bản đã chép sang USB hay máy khác thì đồng chí tự tìm và xóa."
    )
    verb = f"Xóa {len(copies)} bản sao"
    return ask(parent, "Xóa các bản sao không có mật khẩu?", meaning, verb, on_yes, no="Để lại", danger=True)


class RestoreDialog(Dialog):
    """Shows what stands in a backup and what stands at its place; restores only when the verb is pressed.

    `on_restore(place)` does it; `ask_place()` asks for another place and returns None for going back.
    """

    def __init__(
        self,
        parent: QWidget,
        found: Look,
        about: Callable[[Path], str],
        ask_place: Callable[[], Path | None],
        on_restore: Callable[[Path], None],
    ) -> None:
        super().__init__(parent, "Khôi phục từ bản sao lưu")
        self._place, self._about, self._ask, self._do = found.place, about, ask_place, on_restore
        self.place, self.kept = words(), words()
        self.other = button("Chọn chỗ khác…", "other-place", self._choose)
        self.yes = button("Khôi phục", "restore", self._restore, "primary")
        self._lay_out(found)
        self._show_place()
        self.yes.setFocus()

    def _choose(self) -> None:
        if (chosen := self._ask()) is not None:
            self._place = chosen
            self._show_place()

    def _restore(self) -> None:
        self.accept()
        self._do(self._place)

    def _show_place(self) -> None:
        self.place.setText(f"Sổ được đặt ở: {self._place}")
        about = self._about(self._place)
        self.kept.setText(about)
        self.kept.setVisible(bool(about))
        if self.isVisible():
            self.fit()
        self.setAccessibleDescription(f"{self.place.text()}. {about}")

    def _lay_out(self, found: Look) -> None:
        back = button("Quay lại", "no", self.reject, "quiet")
        body = column(
            words(found.inside.path.name, "quiet"),
            _table(found),
            self.place,
            self.kept,
            words(care.NOT_IN_IT, "quiet"),
            spacing=SPACE.medium,
        )
        head = column(words("Trong bản sao lưu này", "title"))
        self.fill(head, body, row(back, self.other, None, self.yes))


def _table(found: Look) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE.large)
    grid.setVerticalSpacing(SPACE.hair)
    grid.setColumnStretch(1, 1)
    for number, (title, value) in enumerate(found.lines):
        name, text = words(title, "quiet", wrap=False), words(value)
        text.setAccessibleName(f"{title}: {value}")
        grid.addWidget(name, number, 0)
        grid.addWidget(text, number, 1)
    table.setAccessibleName("; ".join(f"{title}: {value}" for title, value in found.lines))
    return table
