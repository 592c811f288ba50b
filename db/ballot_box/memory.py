"""The keys that lie in memory between two ballots: kept out of the swap file, overwritten when done with.

PyNaCl takes keys as `bytes` and nothing else, so it is these objects that are locked and overwritten. What a
call copies on its way is out of reach, and lasts until its memory is used again. All is best effort: a system
that refuses to lock is not argued with. What this is worth: docs/decisions/ballot-box.md.
"""

import ctypes
import sys
from collections.abc import Callable
from functools import cache
from typing import Final

_HEAD: Final = bytes.__basicsize__ - 1
"""CPython keeps the content of `bytes` right behind the object's head; the one more is a zero at the end."""


def pin(*secrets: bytes) -> None:
    """Ask the system never to write the pages of these secrets to its swap file; hibernation still does."""
    for secret in secrets:
        _lock_pages()(ctypes.c_void_p(id(secret)), ctypes.c_size_t(sys.getsizeof(secret)))


def erase(*secrets: bytes) -> None:
    """Overwrite secrets with zeros, where they lie; the caller is their only owner and uses them no more."""
    for secret in secrets:
        if len(secret) > 1:  # Python shares empty bytes and single ones
            ctypes.memset(id(secret) + _HEAD, 0, len(secret))


@cache
def _lock_pages() -> Callable[[ctypes.c_void_p, ctypes.c_size_t], object]:
    if sys.platform == "win32":
        return ctypes.windll.kernel32.VirtualLock
    mlock: Callable[[ctypes.c_void_p, ctypes.c_size_t], object] = ctypes.CDLL(None).mlock
    return mlock
