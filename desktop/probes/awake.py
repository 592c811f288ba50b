"""Keeps the laptop from falling asleep; what it does is one class a system, none of which ever fails.

Asleep, a laptop may write its memory to the disk, and with it the keys of an open box.
"""

import sys
from typing import Protocol


class Awake(Protocol):
    """A wish to stay awake: held at most as long as the program lives, however it ends."""

    def hold(self) -> None:
        """Stay awake from now on; again is the same as once."""

    def let_go(self) -> None:
        """Sleep as usual; again is the same as once."""


class AsUsual:
    """For a system that is not known, and for programs without a window: nothing is asked for."""

    def hold(self) -> None:
        """Do nothing."""

    def let_go(self) -> None:
        """Do nothing."""


def awake() -> Awake:
    """What this system offers."""
    if sys.platform == "win32":
        from desktop.probes.windows import StateOfThread as Own
    elif sys.platform == "linux":
        from desktop.probes.linux import Inhibitor as Own
    else:
        return AsUsual()
    return Own()
