"""Looks into the content of an .ods before the reader does: whole, and no cell far away from the others.

OpenDocument writes alike cells and rows once, with how often they are repeated; a reader that believes every
number, or waits for an end that never comes, would not come back.
"""

from collections.abc import Callable
from typing import Final
from xml.parsers import expat

from desktop.member_list.errors import DAMAGED, MOST_COLUMNS, MOST_ROWS, TOO_LARGE, ListError

_ROWS, _COLUMNS, _SPACES = "table:number-rows-repeated", "table:number-columns-repeated", "text:c"
_CELLS: Final = frozenset({"table:table-cell", "table:covered-table-cell"})
_FILLED: Final = ("office:value-type", "office:value", "office:string-value", "office:date-value",
                  "office:time-value", "office:boolean-value", "table:formula")  # fmt: skip
_MOST_SPACES: Final = 1000


def check_ods(content: bytes) -> None:
    """ListError for what is damaged or spreads its cells too far."""
    _parse(content, _Extent().start)


def check_whole(content: bytes) -> None:
    """ListError for what is not whole XML: behind a broken mark texts of two cells run together."""
    _parse(content, None)


def _parse(content: bytes, start: Callable[[str, dict[str, str]], None] | None) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat takes no name here
    except (expat.ExpatError, ValueError) as error:
        raise ListError(DAMAGED) from error


class _Extent:
    """Counts rows and columns up to the cells that hold something."""

    def __init__(self) -> None:
        self._rows = self._columns = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of the beginning of an element; what is repeated but empty does not count by itself."""
        if name == "table:table":
            self._rows = 0
        elif name == "table:table-row":
            self._rows += int(attributes.get(_ROWS, "1"))
            self._columns = 0
        elif name in _CELLS:
            self._columns += int(attributes.get(_COLUMNS, "1"))
            filled = any(each in attributes for each in _FILLED)
            if filled and (self._columns > MOST_COLUMNS or self._rows > MOST_ROWS):
                raise ListError(TOO_LARGE)
        elif _SPACES in attributes and int(attributes[_SPACES]) > _MOST_SPACES:
            raise ListError(DAMAGED)
