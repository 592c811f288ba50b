"""Every window built once and grabbed: a part of the self-check, also in the frozen program."""

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from desktop.desk import Desk
from desktop.ui.booth import Booth
from desktop.ui.shell import registry
from desktop.ui.shell.help import Guide
from desktop.ui.shell.window import Shell
from desktop.ui.sleep import told_of_sleep
from desktop.voting import paper_now

_SIZE = (1366, 768)


class WindowError(Exception):
    """A window could not be shown."""


def grab_windows(folder: Path) -> None:
    """Show the start, every page of the rehearsed book in `folder` and the booth, and save their pictures."""
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication.instance() or QApplication(sys.argv[:1])
    pictures = folder / "man-hinh"
    pictures.mkdir()
    book = next((folder / "tap-duot").glob("*.chibo"))
    _grab_booth(book, pictures)
    _grab(Guide(), pictures / "huong-dan.png")
    shell = Shell(folder / "tuy-chon.json", folder / "mau")
    shell.resize(*_SIZE)
    shell.show()
    _grab(shell, pictures / "mo-dau.png")
    if not shell.open_book(book) or shell.workspace is None:
        raise WindowError("không mở được sổ vừa tập dượt")
    sessions = [f"{registry.SESSION}{s.id}" for s in shell.workspace.context.desk.season.sessions]
    for number, page_id in enumerate([*registry.PAGES, *sessions]):
        shell.workspace.go(page_id)
        app.processEvents()
        _grab(shell, pictures / f"trang-{number:02d}.png")
    with told_of_sleep(app, shell.before_sleep):  # finds its own part of Qt
        app.processEvents()
    shell.close()


def has_display() -> bool:
    """Tell whether a window can be shown here."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _grab_booth(book: Path, pictures: Path) -> None:
    with Desk.open(book) as desk:
        booth = Booth(paper_now(desk))
    booth.invite("…")
    _grab(booth, pictures / "bo-phieu.png")
    booth.leave()


def _grab(widget: QWidget, target: Path) -> None:
    if widget.grab().isNull() or not widget.grab().save(str(target)):
        raise WindowError(f"không chụp được {target.name}")
