"""Ask the system to keep a window out of screen snapshots; only Windows can, and it is no guarantee."""

import ctypes
from typing import Any

from PySide6.QtWidgets import QWidget

_EXCLUDE_FROM_CAPTURE = 0x11  # WDA_EXCLUDEFROMCAPTURE, Windows 10 version 2004 and newer
_MONITOR = 0x01  # WDA_MONITOR, older Windows: the window is black in snapshots


def hide_from_capture(window: QWidget) -> bool:
    """Keep `window` out of screen snapshots where the system can; tell whether it said yes."""
    windll: Any = getattr(ctypes, "windll", None)  # only Windows has it
    if windll is None:
        return False
    set_affinity = windll.user32.SetWindowDisplayAffinity
    handle = int(window.winId())
    return bool(set_affinity(handle, _EXCLUDE_FROM_CAPTURE) or set_affinity(handle, _MONITOR))
