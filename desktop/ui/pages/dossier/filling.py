"""Quiet buttons under the papers: what people fill in themselves: numbers, a notice, own templates."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.desk import Desk
from desktop.ui.pages.dossier.inspection_dialog import InspectionDialog
from desktop.ui.pages.dossier.numbers_dialog import NumbersDialog
from desktop.ui.pages.dossier.template_dialog import TemplateDialog
from desktop.ui.pages.fields.dialog import FormDialog
from desktop.ui.pages.page import Context
from desktop.ui.pages.pieces import button, row
from desktop.ui.theme import SPACE

Opened = FormDialog | TemplateDialog
Opens = Callable[[QWidget, Desk], Opened]


class Filling(QWidget):
    """Opens one form at a time; none while `busy()`."""

    def __init__(self, context: Context, busy: Callable[[], bool]) -> None:
        super().__init__()
        self._context, self._busy = context, busy
        numbers = button("Số văn bản …", "numbers", lambda: self._open(NumbersDialog), "quiet")
        numbers.setToolTip("Số của biên bản, báo cáo, kế hoạch, tờ trình; in vào văn bản")
        notice = button("Thông báo kiểm tra …", "inspection", lambda: self._open(InspectionDialog), "quiet")
        notice.setToolTip("Ghi thông báo kiểm tra của cấp trên để lập báo cáo trả lời")
        own = button("Điền mẫu riêng …", "templates", lambda: self._open(TemplateDialog), "quiet")
        own.setToolTip("Biểu 6A–6F, BTH02, BTH03 và mẫu Excel, Word khác của cấp trên")
        inside = row(numbers, notice, own, None, spacing=SPACE.hair)
        inside.setContentsMargins(0, 0, 0, 0)
        self.setLayout(inside)

    def _open(self, form: Opens) -> None:
        dialogs = list[Opened]()
        if not self._busy() and self._context.attempt(lambda: dialogs.append(form(self, self._context.desk))):
            dialogs[0].begin()
