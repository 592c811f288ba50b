"""The one quiet button for what concerns the program, not the season: text size, light, help, backups."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.ui.shell.preferences import SCALES, Preferences
from desktop.ui.theme import set_role


class OptionsButton(QPushButton):
    """Opens the menu by mouse, Space or Alt+C."""

    scale_chosen = Signal(float)
    dark_chosen = Signal(bool)
    help_asked = Signal()
    close_asked = Signal()
    backup_asked = Signal()
    backup_folder_asked = Signal()
    restore_asked = Signal()
    passphrase_asked = Signal()
    undo_asked = Signal()
    keeping_asked = Signal()

    def __init__(self, preferences: Preferences, *, in_book: bool, parent: QWidget | None = None) -> None:
        super().__init__("Tùy &chọn", parent)
        self.setObjectName("options")
        self.setAccessibleName("Tùy chọn: cỡ chữ, giao diện, trợ giúp, sao lưu")
        set_role(self, "quiet")
        menu = QMenu(self)
        self._add_scales(menu, preferences)
        menu.addSeparator()
        dark = menu.addAction("Giao diện &tối")
        dark.setCheckable(True)
        dark.setChecked(preferences.dark)
        dark.toggled.connect(self.dark_chosen)
        if in_book:
            menu.addAction("&Hoàn tác bước vừa nhập…\tCtrl+Z").triggered.connect(self.undo_asked)
        menu.addAction("Trợ &giúp\tF1").triggered.connect(self.help_asked)
        self._add_care(menu, in_book=in_book)
        if in_book:
            menu.addSeparator()
            menu.addAction("Đóng &sổ này, về trang mở đầu").triggered.connect(self.close_asked)
        self.setMenu(menu)

    def _add_care(self, menu: QMenu, *, in_book: bool) -> None:
        menu.addSeparator()
        if in_book:
            menu.addAction("Sao &lưu sổ ngay").triggered.connect(self.backup_asked)
            menu.addAction("&Mật khẩu của sổ…").triggered.connect(self.passphrase_asked)
        menu.addAction("&Nơi để bản sao lưu…").triggered.connect(self.backup_folder_asked)
        menu.addAction("Thời hạn lư&u sổ…").triggered.connect(self.keeping_asked)
        menu.addAction("&Khôi phục từ bản sao lưu…").triggered.connect(self.restore_asked)

    def _add_scales(self, menu: QMenu, preferences: Preferences) -> None:
        group = QActionGroup(menu)
        for scale in SCALES:
            action = QAction(f"Cỡ chữ {_marked(round(scale * 100))}%", menu)
            action.setCheckable(True)
            action.setChecked(scale == preferences.scale)
            action.triggered.connect(lambda _checked=False, scale=scale: self.scale_chosen.emit(scale))
            group.addAction(action)
            menu.addAction(action)


def _marked(percent: int) -> str:
    """The number with its second digit as the key, for the first is the same in all of them."""
    return f"{percent // 100}&{percent % 100:02d}"
