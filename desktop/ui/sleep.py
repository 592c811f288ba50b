"""Hears that the machine is about to sleep, and holds the sleep off until what must not outlast it is wiped.

Asleep or hibernated, a laptop may keep its memory on the disk, and with it the keys of an open box.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import wintypes
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Slot

from desktop.probes.awake import Awake
from desktop.probes.linux import DELAY, Inhibitor

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

SERVICE: Final = "org.freedesktop.login1"
PATH: Final = "/org/freedesktop/login1"
MANAGER: Final = "org.freedesktop.login1.Manager"

_POWER: Final = 0x0218  # WM_POWERBROADCAST
_SUSPEND: Final = 4  # PBT_APMSUSPEND: sleep or hibernation, about two seconds ahead

Wipe = Callable[[], None]


class Logind(QObject):
    """Linux: the signal PrepareForSleep of logind, which waits while anybody holds a lock that delays."""

    def __init__(self, wipe: Wipe, bus: "QDBusConnection", lock: Awake) -> None:
        super().__init__()
        self._wipe, self._lock = wipe, lock
        slot: Any = SLOT("prepare(bool)")  # a string, whatever the stubs say of it
        if bus.connect(SERVICE, PATH, MANAGER, "PrepareForSleep", self, slot):
            lock.hold()

    @Slot(bool)
    def prepare(self, begins: bool) -> None:
        """Before the sleep: wipe, then let the machine go. After it: delay the next one."""
        if not begins:
            self._lock.hold()
            return
        try:
            self._wipe()
        finally:
            self._lock.let_go()


class PowerBroadcast(QAbstractNativeEventFilter):
    """Windows: WM_POWERBROADCAST, sent to every window; the machine waits until it was answered."""

    def __init__(self, wipe: Wipe) -> None:
        super().__init__()
        self._wipe = wipe

    def nativeEventFilter(  # noqa: N802
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        """Wipe at PBT_APMSUSPEND; every message goes its way."""
        if kind == b"windows_generic_MSG":
            told = wintypes.MSG.from_address(int(message))
            if (told.message, told.wParam) == (_POWER, _SUSPEND):
                self._wipe()
        return False, 0


@contextmanager
def told_of_sleep(application: QCoreApplication, wipe: Wipe) -> Iterator[None]:
    """Within it `wipe` is called before the machine sleeps, on the systems that tell of it."""
    if sys.platform == "linux":
        from PySide6.QtDBus import QDBusConnection

        lock = Inhibitor(DELAY)
        listener = Logind(wipe, QDBusConnection.systemBus(), lock)
        yield
        listener.deleteLater()
        lock.let_go()
    elif sys.platform == "win32":
        told = PowerBroadcast(wipe)
        application.installNativeEventFilter(told)
        yield
        application.removeNativeEventFilter(told)
    else:
        yield
