"""Work on all cores: one function over many things, the outcomes in the order of the things.

Processes and no threads, for printing is Python from end to end. They are started fresh ("spawn", the only
way on Windows), get their things one by one and end with the work; what is not in hand is not in memory.
"""

import os
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Final, TypeVar

from forms.errors import FormsError

T = TypeVar("T")
R = TypeVar("R")

ENOUGH: Final = 60
"""From so many papers on further processes are started; an estimate, for a start takes a second or two."""
_MOST: Final = 4
"""Processes at most: each holds its own libraries and fonts, some 100 MB."""
_AHEAD: Final = 3
"""Things given to each process beforehand, so that none waits."""


def processes(things: int) -> int:
    """Return how many processes work on so many things; 1 is the program itself."""
    return 1 if things < ENOUGH else min(_MOST, os.cpu_count() or 1)


def each(work: Callable[[T], R], things: Sequence[T]) -> Generator[R, None, None]:
    """Yield `work(thing)` of each thing in order. `work` is a function of a module, or a partial of one.

    What `work` raises is raised here. Whoever stops early closes the iterator: the rest is not begun.
    """
    number = processes(len(things))
    if number == 1:
        yield from map(work, things)
        return
    with ProcessPoolExecutor(number, mp_context=get_context("spawn")) as pool:
        try:
            yield from _in_order(pool, work, things, number * _AHEAD)
        except BrokenProcessPool as fault:
            raise FormsError(
                "Một tiến trình in văn bản dừng giữa chừng, có thể vì máy thiếu bộ nhớ; đề nghị đóng bớt "
                "chương trình khác rồi làm lại."
            ) from fault
        finally:
            pool.shutdown(cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor, work: Callable[[T], R], things: Sequence[T], ahead: int
) -> Generator[R, None, None]:
    waiting: deque[Future[R]] = deque()
    for thing in things:
        waiting.append(pool.submit(work, thing))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
