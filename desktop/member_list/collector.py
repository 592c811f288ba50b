"""The collector of circles, kept waiting while a list is taken apart."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_waiting() -> Iterator[None]:
    """Make very many small things at once; none holds itself, so to look for circles among them is in vain.

    It would take a fifth of the time of reading a list. Afterwards they count as old, not as new things that
    are to be looked at next.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
