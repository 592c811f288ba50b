"""Keeps None alive: PySide6 6.12.0 takes one reference to it too many in every call that returns nothing.

Up to Python 3.11 None is counted like any object, and at zero the interpreter aborts ("deallocating None"):
after some thousands of calls of Qt, in the middle of a meeting. From 3.12 on None is immortal. PySide6 6.11
counts rightly; tests/gui/test_lasting_none.py tells when this can go.
"""

import ctypes
import sys
from typing import Final

_ENOUGH: Final = 1 << 40
"""References to spare: a million calls a second for twelve days."""


def keep_none() -> None:
    """Give None so many references that no life of the program uses them up; once is enough."""
    counted = sys.implementation.name == "cpython" and sys.version_info < (3, 12)
    if counted and sys.getrefcount(None) < _ENOUGH // 2:
        ctypes.c_ssize_t.from_address(id(None)).value += _ENOUGH
