"""What people fill in themselves: numbers of the papers, a notice of inspection, own templates."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.desk import Desk
from desktop.ui.pages.dossier.inspection_dialog import InspectionDialog
from desktop.ui.pages.dossier.numbers_dialog import NumbersDialog
from desktop.ui.pages.dossier.template_dialog import TemplateDialog
from desktop.ui.pages.dossier.work import Work
from desktop.ui.pages.fields.dialog import FormDialog

Opens = Callable[[QWidget, Desk], FormDialog | TemplateDialog]


class Filling:
    """Opens one form at a time over the page, none while something is under way."""

    def __init__(self, page: QWidget, work: Work) -> None:
        self._page, self._work = page, work

    def ask_numbers(self) -> None:
        """The numbers of the papers."""
        self._open(NumbersDialog)

    def ask_inspection(self) -> None:
        """What a notice of inspection says."""
        self._open(InspectionDialog)

    def ask_template(self) -> None:
        """A template to fill."""
        self._open(TemplateDialog)

    def _open(self, form: Opens) -> None:
        if self._work.job is not None:
            return
        dialog = self._work.context.obtain(lambda: form(self._page, self._work.desk))
        if dialog is not None:
            dialog.begin()
