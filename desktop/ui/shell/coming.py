"""What stands in for a page that this build of the program does not bring: it teaches what belongs there."""

from typing import Final

from PySide6.QtWidgets import QWidget

from desktop.ui.pages.page import Context, Page
from desktop.ui.pages.pieces import column, words
from desktop.ui.theme import SPACE

_WORDS: Final = {
    "bo-phieu": (
        "Bỏ phiếu kín",
        "Chuẩn bị hòm phiếu, bỏ phiếu từng người trên máy này, đóng hòm và kiểm phiếu.",
    ),
    "ket-qua": (
        "Xếp loại",
        "Kết quả từng đồng chí với số phiếu, số cần đạt, điều kiện và chỉ tiêu xuất sắc.",
    ),
    "ho-so": ("Hồ sơ nộp", "Mọi văn bản của kỳ kiểm điểm: xem, ký số, xuất và đóng gói nộp cấp trên."),
}
_SESSION: Final = ("Hội nghị", "Điểm danh, chương trình từng nội dung, kiểm điểm từng đồng chí và biên bản.")


class ComingPage(Page):
    """A heading and one sentence."""

    def __init__(self, context: Context, page_id: str, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.page_id = page_id
        self.title, what = _WORDS.get(page_id, _SESSION)
        more = "Bản chương trình này chưa có trang ấy; những trang khác vẫn dùng được."
        whole = column(
            words(self.title, "title"), words(what), words(more, "quiet"), None, spacing=SPACE.medium
        )
        whole.setContentsMargins(SPACE.page, SPACE.large, SPACE.page, SPACE.large)
        self.setLayout(whole)
