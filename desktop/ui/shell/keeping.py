"""How long books are kept, and the deletion of one that was kept long enough: typed, never by itself."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from db.engine import spelled
from desktop import retention
from desktop.retention import Overdue
from desktop.ui.pages.book_passphrase import say_what_is_wrong
from desktop.ui.pages.pieces import button, column, labelled, row, words
from desktop.ui.theme import SPACE
from desktop.ui.widgets import Dialog

_MOST: Final = 100
_NAMED: Final = 8
_ABOUT: Final = (
    "Chương trình không tự đặt thời hạn: đồng chí đặt theo quy định lưu trữ của cấp trên. Hết thời hạn, "
    "trang mở đầu nêu sổ nào đã quá hạn và những gì sẽ bị xóa; đồng chí xem, gõ xác nhận thì mới xóa."
)


class KeepingDialog(Dialog):
    """`on_yes(years)` with the number of years after the season; 0 for no limit."""

    def __init__(self, parent: QWidget, years: int, on_yes: Callable[[int], None]) -> None:
        super().__init__(parent, "Thời hạn lưu sổ")
        self.years = QSpinBox()
        self.years.setObjectName("years")
        self.years.setRange(0, _MOST)
        self.years.setSpecialValueText("chưa đặt, không nhắc xóa")
        self.years.setSuffix(" năm")
        self.years.setValue(years)
        self.accepted.connect(lambda: on_yes(self.years.value()))
        yes = button("Ghi", "yes", self.accept, "primary")
        yes.setDefault(True)
        asked = labelled("Giữ sổ thêm bao nhiêu năm sau năm kiểm điểm", self.years)
        self.fill(
            column(words("Thời hạn lưu sổ", "heading")),
            column(words(_ABOUT), asked, spacing=SPACE.medium),
            row(button("Quay lại", "no", self.reject, "quiet"), None, yes),
        )
        self.open()
        self.years.setFocus()


class DeleteDialog(Dialog):
    """Names what goes; deletes when the words are typed. `on_yes()` returns what is wrong, "" for done."""

    def __init__(self, parent: QWidget, one: Overdue, on_yes: Callable[[], str]) -> None:
        super().__init__(parent, f"Xóa sổ của kỳ kiểm điểm {one.year}?")
        self._one, self._do = one, on_yes
        self.typed = QLineEdit()
        self.typed.setObjectName("typed")
        self.wrong = words(role="accent")
        self.wrong.hide()
        self.yes = button("Xóa hẳn", "yes", self._accept, "danger")
        back = button("Quay lại", "no", self.reject, "quiet")
        back.setDefault(True)
        what = (
            words(f"Sẽ xóa {one.files} tệp ở “{one.book.parent}” và nơi để bản sao lưu:"),
            words("\n".join(_named(one)), "quiet"),
            words(retention.NOT_REACHED),
            labelled(f"Gõ “{one.typed}” để xác nhận", self.typed),
            self.wrong,
        )
        head = column(words(self.windowTitle(), "heading"))
        self.fill(head, column(*what, spacing=SPACE.medium), row(back, None, self.yes))
        self.open()
        self.typed.setFocus()

    def _accept(self) -> None:
        said = " ".join(spelled(self.typed.text()).upper().split())
        asked = f"Đồng chí gõ đúng “{self._one.typed}” thì mới xóa."
        if wrong := self._do() if said == self._one.typed else asked:
            say_what_is_wrong(self, self.wrong, wrong)
        else:
            self.accept()


def _named(one: Overdue) -> list[str]:
    names = [f"• {path.name}{' (cả thư mục)' if path.is_dir() else ''}" for path in reversed(one.belongings)]
    more = [f"• … và {len(names) - _NAMED} tệp khác"] if len(names) > _NAMED else []
    return names[:_NAMED] + more
