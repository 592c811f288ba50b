"""The letters of the superior in force: what each sets, from what to what, by which paper."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from desktop.rules import Letter
from desktop.ui.pages.pieces import button, card, holder, row, words
from desktop.ui.theme import SPACE

_NONE = (
    "Chưa có. Khi cấp trên có công văn thay một giới hạn, tỷ lệ, thời hạn…, đồng chí ghi vào đây: "
    "giá trị mới, số và ngày văn bản."
)


def letters_card(
    letters: tuple[Letter, ...], add: Callable[[], object], withdraw: Callable[[Letter], None]
) -> QFrame:
    """Return the card with one line a letter; each can be taken back."""
    begin = button("Ghi văn bản của cấp trên…", "add-letter", add)
    head = row(words("Văn bản của cấp trên", "heading", wrap=False), None, begin)
    if not letters:
        return card(head, words(_NONE, "quiet"))
    return card(head, holder(_lines(letters, withdraw)), spacing=SPACE.medium)


def _lines(letters: tuple[Letter, ...], withdraw: Callable[[Letter], None]) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE.large)
    grid.setVerticalSpacing(SPACE.small)
    for at, share in enumerate((5, 4, 4, 0)):
        grid.setColumnStretch(at, share)
    for at, one in enumerate(letters):
        for place, part in enumerate(_parts(one, withdraw)):
            grid.addWidget(part, at, place, Qt.AlignmentFlag.AlignVCenter)
    return grid


def _parts(one: Letter, withdraw: Callable[[Letter], None]) -> tuple[QWidget, ...]:
    back = button("Thu hồi…", f"withdraw-{one.key}", lambda: withdraw(one), "quiet")
    back.setAccessibleName(f"Thu hồi: {one.title}")
    paper = f"{one.paper}, {one.day:%d/%m/%Y}"
    return words(one.title), words(f"{one.before} → {one.after}", "accent"), words(paper, "quiet"), back
