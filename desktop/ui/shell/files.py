"""Asking the user for a file, in Vietnamese, the same way everywhere."""

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

SUFFIX: Final = ".chibo"
_BOOKS: Final = f"Sổ chi bộ (*{SUFFIX})"
_LISTS: Final = "Danh sách (*.xlsx *.xlsm *.xls *.ods *.csv *.txt)"
_ALL: Final = "Mọi tệp (*)"
_XLSX: Final = "Excel (*.xlsx)"


class Files:
    """The dialogs for books, lists, texts and folders; tests give the window another one."""

    def book_to_open(self, parent: QWidget, title: str, verb: str) -> Path | None:
        """Ask which book; None when the user goes back."""
        return self.file_to_open(parent, title, verb, _BOOKS)

    def new_book(self, parent: QWidget, title: str, verb: str, name: str) -> Path | None:
        """Ask where the new book goes; None when the user goes back."""
        dialog = _saving(_dialog(parent, title, verb), verb, name)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        return _chosen(dialog)

    def file_to_open(self, parent: QWidget, title: str, verb: str, *kinds: str) -> Path | None:
        """Ask for a file of these kinds; None when the user goes back."""
        dialog = _dialog(parent, title, verb, *kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return _chosen(dialog)

    def list_to_open(self, parent: QWidget) -> Path | None:
        """Ask which list of people; None when the user goes back."""
        return self.file_to_open(parent, "Chọn danh sách đảng viên", "Mở danh sách", _LISTS, _ALL)

    def list_to_write(self, parent: QWidget, name: str) -> Path | None:
        """Ask where a list of people goes; None when the user goes back."""
        verb = "Ghi tệp"
        dialog = _saving(_dialog(parent, "Xuất danh sách ra Excel", verb, _XLSX), verb, name)
        dialog.setDefaultSuffix("xlsx")
        return _chosen(dialog)

    def text_to_open(self, parent: QWidget, title: str, verb: str) -> Path | None:
        """Ask for a Word file; None when the user goes back."""
        return self.file_to_open(parent, title, verb, "Tệp Word (*.docx)")

    def page_to_write(self, parent: QWidget, title: str, verb: str, name: str) -> Path | None:
        """Ask where a page goes that any browser opens; None when the user goes back."""
        dialog = _saving(_dialog(parent, title, verb, "Trang web (*.html)"), verb, name)
        dialog.setDefaultSuffix("html")
        return _chosen(dialog)

    def folder(self, parent: QWidget, title: str, verb: str, start: Path) -> Path | None:
        """Ask for a folder; None when the user goes back."""
        dialog = _dialog(parent, title, verb, start=start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.FileName, "Thư mục:")
        return _chosen(dialog)


def _dialog(parent: QWidget, title: str, verb: str, *filters: str, start: Path | None = None) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(start or Path.home()))
    dialog.setNameFilters(filters or (_BOOKS,))
    dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
    for label, text in (
        (QFileDialog.DialogLabel.Accept, verb),
        (QFileDialog.DialogLabel.Reject, "Quay lại"),
        (QFileDialog.DialogLabel.FileName, "Tên tệp:"),
        (QFileDialog.DialogLabel.FileType, "Loại tệp:"),
        (QFileDialog.DialogLabel.LookIn, "Thư mục:"),
    ):
        dialog.setLabelText(label, text)
    return dialog


def _saving(dialog: QFileDialog, verb: str, name: str) -> QFileDialog:
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, verb)
    dialog.selectFile(name)
    return dialog


def _chosen(dialog: QFileDialog) -> Path | None:
    accepted = bool(dialog.exec())
    names = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(names[0]) if accepted and names else None
