"""When the program falls over, its memory, and in it the keys of a box, is not written to the disk."""

import ctypes
import sys
from contextlib import suppress
from typing import Any, Final

QUIET: Final = 0x3  # SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX
NO_HEAP: Final = 0x1  # WER_FAULT_REPORTING_FLAG_NOHEAP


def no_dumps() -> None:
    """Ask for it; a system that refuses is left as it is."""
    if sys.platform == "win32":
        no_reports(ctypes.windll.kernel32)
    else:
        no_cores()


def no_reports(kernel: Any) -> None:
    """Windows: no report with a heap in it."""
    kernel.SetErrorMode(QUIET)
    kernel.WerSetFlags(NO_HEAP)


def no_cores() -> None:
    """Unix: core files of no size (setrlimit(2)); systemd-coredump keeps to it as well."""
    import resource

    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
