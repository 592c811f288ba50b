"""The end of a paper: its last lines, what they stand under, and the signatures, never alone on a page."""

from math import ceil
from typing import Final

from reportlab.platypus import Flowable, KeepTogether, PageBreak
from reportlab.platypus import Table as FlowTable
from reportlab.platypus.flowables import _listWrapOn

from forms.table import least_end

_FORCED: Final = 0xFFFFFF
"""A height that no page has: the builder then asks `split`, as it does of KeepTogether."""

_EASE: Final = 0.01
_TWO: Final = 2


class Ending(Flowable):  # type: ignore[misc]
    """A long text or table, the words that introduce it, the last lines of the paper and its signatures.

    All stays as it is where it fits. Where the signatures need a new page, the end of the table or text goes
    there with them: at least `wanted` points of it.
    """

    def __init__(
        self,
        above: list[Flowable],
        body: Flowable,
        foot: list[Flowable],
        wanted: float,
        *,
        moved: bool = False,
    ) -> None:
        super().__init__()
        self._above, self._body, self._foot = above, body, foot
        self._wanted, self._moved = wanted, moved

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Ask for a split."""
        return width, _FORCED

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the parts in their order, with a new page where one is needed."""
        whole = [*self._above, self._body, KeepTogether(self._foot)]
        if self._high([*self._above, self._body, *self._foot], width) <= height:
            return whole
        body = self._high([self._body], width)
        above = self._high([*self._above, self._body], width) - body
        self._body.wrapOn(self.canv, width, _FORCED)
        room = min(height - above, body - self._end())
        parts = self._body.splitOn(self.canv, width, room) if room > 0 else []
        if len(parts) == _TWO:
            rest = Ending([], parts[1], self._foot, self._wanted, moved=True)
            return [*self._above, parts[0], PageBreak(), rest]
        if self._moved:
            return whole
        again = Ending(self._above, self._body, self._foot, self._wanted, moved=True)
        return [PageBreak(), again]

    def _high(self, parts: list[Flowable], width: float) -> float:
        return float(_listWrapOn(parts, width, self.canv)[1])

    def _end(self) -> float:
        """Return how much of the body's foot goes on, in points: whole lines or rows."""
        if isinstance(self._body, FlowTable):
            return least_end(self._body, self._wanted) - _EASE
        leading = self._body.style.leading
        return float(ceil(self._wanted / leading) * leading - _EASE)
