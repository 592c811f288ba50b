"""Ask the system to keep a window out of screen snapshots; only Windows can, and it is no guarantee.

Some Windows take a snapshot of the screen every few seconds and keep it: codes and marks must not be on it.
"""

import ctypes
from typing import Any

from PySide6.QtWidgets import QWidget

_EXCLUDE_FROM_CAPTURE = 0x11  # WDA_EXCLUDEFROMCAPTURE, Windows 10 version 2004 and newer
_NONE = 0x0  # WDA_NONE
_MONITOR = 0x01  # WDA_MONITOR, older Windows: the window is black in snapshots


def hide_from_capture(window: QWidget) -> bool:
    """Keep `window` out of screen snapshots where the system can; tell whether it said yes."""
    return _ask(window, _EXCLUDE_FROM_CAPTURE) or _ask(window, _MONITOR)


def allow_capture(window: QWidget) -> bool:
    """Let `window` be in screen snapshots again; tell whether the system said yes."""
    return _ask(window, _NONE)


def _ask(window: QWidget, affinity: int) -> bool:
    windll: Any = getattr(ctypes, "windll", None)  # only Windows has it
    return windll is not None and bool(windll.user32.SetWindowDisplayAffinity(int(window.winId()), affinity))
