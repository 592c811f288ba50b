"""Work beside the window: a function in a thread, its outcome back in the window's thread.

The function gets data, never a connection or a widget. It calls `report(done, total, words)` now and then;
when the user has cancelled, that call raises `Cancelled` and the function simply ends.
"""

from collections.abc import Callable
from threading import Event
from typing import Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, Signal

T = TypeVar("T")


class Cancelled(Exception):  # noqa: N818 - it is a wish, not an error
    """The user wants no more of it."""


class Report(Protocol):
    """How a function tells how far it is."""

    def __call__(self, done: int, total: int, words: str = "") -> None:
        """Say that `done` of `total` is done; raises Cancelled when the user has cancelled."""


class Job(QObject):
    """A piece of work under way. `progressed(done, total, words)`, then `ended` exactly once.

    Everything is signalled in the thread of the window. A cancelled job calls neither of its callbacks.
    """

    progressed = Signal(int, int, str)
    ended = Signal()
    _succeeded = Signal(object)
    _failed = Signal(object)
    _stopped = Signal()

    def __init__(self, on_done: Callable[[object], None], on_error: Callable[[Exception], None]) -> None:
        super().__init__(QCoreApplication.instance())
        self._on_done, self._on_error = on_done, on_error
        self._wish = Event()
        self._succeeded.connect(self._done)
        self._failed.connect(self._error)
        self._stopped.connect(self._end)

    def cancel(self) -> None:
        """Ask the work to stop at its next report; its outcome is dropped even if it comes first."""
        self._wish.set()

    @property
    def is_cancelled(self) -> bool:
        """Tell whether `cancel` was called."""
        return self._wish.is_set()

    def report(self, done: int, total: int, words: str = "") -> None:
        """Pass on how far the work is; called by the work."""
        if self._wish.is_set():
            raise Cancelled
        self.progressed.emit(done, total, words)

    def run(self, work: Callable[[Report], object]) -> None:
        """Do the work; called in the other thread."""
        try:
            outcome = work(self.report)
        except Cancelled:
            self._stopped.emit()
        except Exception as error:  # noqa: BLE001 - the window decides what to say about it
            self._failed.emit(error)
        else:
            self._succeeded.emit(outcome)

    def _done(self, outcome: object) -> None:
        if not self.is_cancelled:
            self._on_done(outcome)
        self._end()

    def _error(self, error: Exception) -> None:
        if not self.is_cancelled:
            self._on_error(error)
        self._end()

    def _end(self) -> None:
        self.ended.emit()
        self.deleteLater()


class _Errand(QRunnable):
    """Carries a job into the pool."""

    def __init__(self, job: Job, work: Callable[[Report], object]) -> None:
        super().__init__()
        self._job, self._work = job, work

    def run(self) -> None:
        self._job.run(self._work)


def run_in_background(
    work: Callable[[Report], T],
    on_done: Callable[[T], None],
    on_error: Callable[[Exception], None],
    progress: Callable[[int, int, str], None] | None = None,
    *,
    owner: QObject | None = None,
    pool: QThreadPool | None = None,
) -> Job:
    """Run `work` beside the window and call back in the window's thread; `owner` dying cancels it."""
    job = Job(on_done, on_error)  # type: ignore[arg-type]  # a signal carries any object
    if progress is not None:
        job.progressed.connect(progress)
    if owner is not None:
        owner.destroyed.connect(job.cancel)
    (pool or QThreadPool.globalInstance()).start(_Errand(job, work))
    return job
