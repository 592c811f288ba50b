"""Asking for the file of a list."""

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

_LISTS: Final = "Danh sách (*.xlsx *.xlsm *.xls *.ods *.csv *.txt)"
_ALL: Final = "Mọi tệp (*)"
_XLSX: Final = "Excel (*.xlsx)"


class ListFiles:
    """The dialogs for lists; tests give another one."""

    def to_open(self, parent: QWidget) -> Path | None:
        """Ask which list; None when the user goes back."""
        dialog = _dialog(parent, "Chọn danh sách đảng viên", "Mở danh sách", [_LISTS, _ALL])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return _chosen(dialog)

    def to_write(self, parent: QWidget, name: str) -> Path | None:
        """Ask where a list goes; None when the user goes back."""
        dialog = _dialog(parent, "Xuất danh sách ra Excel", "Ghi tệp", [_XLSX])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Ghi tệp")
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(name)
        return _chosen(dialog)


def _dialog(parent: QWidget, title: str, verb: str, filters: list[str]) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(Path.home()))
    dialog.setNameFilters(filters)
    for label, text in (
        (QFileDialog.DialogLabel.Accept, verb),
        (QFileDialog.DialogLabel.Reject, "Quay lại"),
        (QFileDialog.DialogLabel.FileName, "Tên tệp:"),
        (QFileDialog.DialogLabel.FileType, "Loại tệp:"),
        (QFileDialog.DialogLabel.LookIn, "Thư mục:"),
    ):
        dialog.setLabelText(label, text)
    return dialog


def _chosen(dialog: QFileDialog) -> Path | None:
    accepted = bool(dialog.exec())
    names = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(names[0]) if accepted and names else None
