"""Running text, read and broken into lines once: the labels of a form are the same on all members' papers."""

from copy import copy
from functools import lru_cache
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

_LABEL: Final = 400
"""Letters of a text at most that is remembered; people's own words come once."""
_REMEMBERED: Final = 1024


def running(text: str, look: ParagraphStyle) -> Paragraph:
    """Return a paragraph of marked-up text; a style (`blocks.style`) is known by being the same object."""
    return copy(_read(text, look)) if len(text) <= _LABEL else Paragraph(text, look)


@lru_cache(maxsize=_REMEMBERED)
def _read(text: str, look: ParagraphStyle) -> "_Label":
    return _Label(text, look)


class _Label(Paragraph):  # type: ignore[misc]
    """A paragraph whose copies share how it breaks at each width; none of them changes that."""

    frags: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parsed = self.frags
        self._broken: dict[tuple[float, ...], tuple[Any, Any]] | None = {}

    def breakLines(self, width: list[float]) -> Any:  # noqa: N802
        """Return the lines; those of a width are found once."""
        self.frags = self._parsed
        if self._broken is None:
            return super().breakLines(width)
        known = self._broken.get(tuple(width))
        if known is None:
            known = self._broken[tuple(width)] = super().breakLines(width), self.frags
        lines, self.frags = known
        return lines

    def split(self, width: float, height: float) -> list[Any]:
        """Divide over two pages; reportlab writes into the lines then, so they must be its own."""
        self._broken = None
        self.wrap(width, height)
        parts: list[Any] = super().split(width, height)
        return parts
