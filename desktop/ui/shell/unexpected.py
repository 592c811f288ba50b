"""What nobody foresaw: logged without personal data, told in one polite sentence, and the program goes on."""

import logging
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final

SENTENCE: Final = (
    "Có một việc chương trình chưa làm được. Những gì đã ghi vào sổ vẫn còn nguyên; "
    "đồng chí thử lại, nếu vẫn thế thì đóng chương trình rồi mở lại."
)


@contextmanager
def caught_by(tell: Callable[[str], None]) -> Iterator[None]:
    """While this lasts, an error that reaches nobody is logged and told through `tell`."""
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, Exception):
            before(kind, error, trace)
            return
        logging.getLogger(__name__).error("%s", where(kind, trace))
        tell(SENTENCE)

    sys.excepthook = hook
    try:
        yield
    finally:
        sys.excepthook = before


def where(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The kind of the error and the places it passed; never its words, which may name people."""
    places = (f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(trace))
    return f"{kind.__name__} at {' > '.join(places)}"
