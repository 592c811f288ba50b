"""The QR code on every page: what it says and its drawing as plain rectangles.

Alphanumeric mode, error level M (ISO/IEC 18004); up to 90 characters are version 4, 33 × 33 modules,
which reads well from 22 mm. Only capitals, digits and `$%*+-./: ` are used.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

PREFIX: Final = "CB1"
QUIET: Final = 4
_VERSION: Final = 4
_TEXT: Final = re.compile(
    r"CB1:(?P<form>[A-Z0-9]{2,4}):(?P<book>[A-Z2-7]{8}):(?P<season>\d{4}):(?P<document>[A-Z0-9./-]{1,12})"
    r":(?P<page>\d{1,4})/(?P<pages>\d{1,4}):(?P<digest>[A-Z2-7]{52})"
)


def base32(data: bytes) -> str:
    """Return `data` in base32 without padding (RFC 4648)."""
    return base64.b32encode(data).decode("ascii").rstrip("=")


def book_code(book: str) -> str:
    """Return eight characters that stand for a book in QR codes and captions."""
    return base32(hashlib.sha256(book.encode()).digest())[:8]


@dataclass(frozen=True, slots=True)
class PaperMark:
    """What the QR codes of one paper say beside the page number; `digest` is of the attached data."""

    form: str
    book: str
    season: int
    document: str
    digest: bytes

    def text(self, page: int, pages: int) -> str:
        """Return the text of the code on one page."""
        return (
            f"{PREFIX}:{self.form}:{self.book}:{self.season:04d}:{self.document}"
            f":{page}/{pages}:{base32(self.digest)}"
        )


def parse(text: str) -> tuple[PaperMark, int, int] | None:
    """Read a code back as (mark, page, pages); None if it is not one of ours."""
    found = _TEXT.fullmatch(text)
    if found is None:
        return None
    digest = base64.b32decode(found["digest"] + "====")
    mark = PaperMark(found["form"], found["book"], int(found["season"]), found["document"], digest)
    return mark, int(found["page"]), int(found["pages"])


@lru_cache(maxsize=512)
def matrix(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the modules of the code for `text`, without the quiet zone; version 4 or the next that fits."""
    picture = memoryview(_code(text).to_image(scale=1, add_quiet_zones=False))
    rows, columns = map(range, picture.shape or ())
    return tuple(tuple(not picture[down, across] for across in columns) for down in rows)


def _code(text: str) -> Any:
    import zxingcpp

    kind = zxingcpp.BarcodeFormat.QRCode
    try:
        return zxingcpp.create_barcode(text, kind, ec_level="M", version=_VERSION)
    except ValueError:  # too long for it
        return zxingcpp.create_barcode(text, kind, ec_level="M")


def draw(canvas: Any, text: str, left: float, bottom: float, size: float) -> None:
    """Draw the code into a square of `size` points including the quiet zone, one path for the page."""
    modules = matrix(text)
    unit = size / (len(modules) + 2 * QUIET)
    top = bottom + size - QUIET * unit
    path = canvas.beginPath()
    for down, row in enumerate(modules):
        for start, length in _runs(row):
            path.rect(left + (QUIET + start) * unit, top - (down + 1) * unit, length * unit, unit)
    canvas.saveState()
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return the dark stretches of a row as (start, length)."""
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((place, 1))
    return runs
