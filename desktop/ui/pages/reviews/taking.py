"""What was read from a member's own file, shown before it goes into the book."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.reviews import PersonReview
from desktop.ui.pages.pieces import button, column, row, words
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Dialog, Notice, NoticeKind, fold
from meeting.review_form import word_count
from meeting.review_lines import Placed


class TakingDialog(Dialog):
    """Every part as it would be kept; nothing is kept before the verb is pressed."""

    def __init__(
        self, parent: QWidget, path: Path, review: PersonReview, found: Placed, on_yes: Callable[[], None]
    ) -> None:
        super().__init__(parent, "Lấy nội dung từ tệp của đảng viên", letters=84, lines=30)
        self.notice, self.preview = Notice(), QPlainTextEdit(_preview(review, found))
        self.preview.setReadOnly(True)
        self.preview.setAccessibleName("Nội dung đọc được, theo từng phần")
        self.preview.setTabChangesFocus(True)
        self.yes = button("Đưa vào sổ", "yes", self.accept, "primary")
        self.accepted.connect(on_yes)
        if warning := _warning(review, found):
            self.notice.say(NoticeKind.WARNING, warning)
        back = button("Quay lại", "no", self.reject, "quiet")
        head = column(
            words(f"Đồng chí {review.member.name}", "title"),
            words(f"Đọc từ tệp “{path.name}”: {_sum(review, found)}"),
            self.notice,
            spacing=SPACE.medium,
        )
        self.fill(head, self.preview, row(back, None, self.yes))
        self.yes.setFocus()


def _sum(review: PersonReview, found: Placed) -> str:
    count = sum(map(word_count, found.texts.values()))
    parts = sum(part.key in found.texts for part in review.parts)
    return f"{parts} phần, {count} từ; {len(found.left)} dòng không thuộc phần nào thì không đưa vào."


def _warning(review: PersonReview, found: Placed) -> str:
    told = []
    if found.name and fold(found.name) != fold(review.member.name):
        told.append(f"Tệp ghi họ tên “{found.name}”, không phải đồng chí {review.member.name}.")
    replaced = [part.name for part in review.parts if _differs(review, found, part.key)]
    if replaced:
        told.append(f"Nội dung đã có trong sổ của {len(replaced)} phần sẽ được thay bằng nội dung của tệp.")
    return " ".join(told)


def _differs(review: PersonReview, found: Placed, key: str) -> bool:
    return key in found.texts and bool(review.texts.get(key)) and review.texts[key] != found.texts[key]


def _preview(review: PersonReview, found: Placed) -> str:
    blocks = [f"■ {part.name}\n{found.texts[part.key]}" for part in review.parts if part.key in found.texts]
    if found.left:
        blocks.append("□ Không đưa vào sổ\n" + "\n".join(found.left))
    return "\n\n".join(blocks)
