"""Start the windows."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

import platformdirs
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from desktop.probes.awake import awake
from desktop.probes.dumps import no_dumps
from desktop.regulations import wrong_packs
from desktop.ui.shell.preferences import usual_place
from desktop.ui.shell.qt_words import QtWords
from desktop.ui.shell.unexpected import caught_by
from desktop.ui.shell.window import Shell
from desktop.ui.sleep import told_of_sleep

_ROOMY = 1600


def run_app(book: Path | None, *, sample: bool) -> int:
    """Show the program, with `book` or the sample branch open if so asked, until it is closed."""
    no_dumps()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    vietnamese = QtWords(app)
    app.installTranslator(vietnamese)
    data = platformdirs.user_data_path("chibo", appauthor=False)
    shell = Shell(usual_place(), data / "mau", awake=awake())
    caught = caught_by(lambda sentence: shell.tell("error", sentence))
    with _log_kept(), caught, told_of_sleep(app, shell.before_sleep):
        _show(shell)
        for sentence in wrong_packs()[:1]:
            shell.tell("error", f"{sentence} Các quy định khác vẫn dùng được.")
        if sample:
            shell.open_sample()
        elif book is not None:
            shell.open_book(book)
        return app.exec()


def _show(shell: Shell) -> None:
    """Fill a small screen; leave room around on a large one."""
    room = shell.screen().availableSize()
    if room.width() < _ROOMY:
        shell.resize(room)
        shell.showMaximized()
    else:
        shell.resize(room * 3 / 4)
        shell.show()


@contextmanager
def _log_kept() -> Iterator[None]:
    """Keep the last notes of the program for whoever helps; a disk that takes none is no trouble."""
    folder = platformdirs.user_log_path("chibo", appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / "chibo.log", maxBytes=200_000, backupCount=1, encoding="utf-8")
    except OSError:
        yield
        return
    # The day and no more: a line of a log must never tell when somebody was at the screen.
    form = "%(asctime)s %(levelname)s %(name)s %(message)s"
    handler.setFormatter(logging.Formatter(form, datefmt="%d/%m/%Y"))
    log = logging.getLogger("desktop")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.removeHandler(handler)
        handler.close()
