"""Keeps None, True, False and NotImplemented alive under PySide6 6.12.0, which wears them out.

Every call of it that returns one of them takes one reference too many. Up to Python 3.11 they are counted
like any object, and at zero the interpreter aborts ("deallocating None"): after some thousands of calls, in
the middle of a meeting. From 3.12 on they are immortal. PySide6 6.11 counts rightly;
tests/gui/test_lasting.py tells when this can go.
"""

import ctypes
import sys
from typing import Final

_ENOUGH: Final = 1 << 40
"""References to spare: a million calls a second for twelve days."""


def keep_constants() -> None:
    """Give the constants so many references that no life of the program uses them up; once is enough."""
    if sys.implementation.name != "cpython" or sys.version_info >= (3, 12):
        return
    for constant in (None, True, False, NotImplemented):
        if sys.getrefcount(constant) < _ENOUGH // 2:
            ctypes.c_ssize_t.from_address(id(constant)).value += _ENOUGH
