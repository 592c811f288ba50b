"""The QR code on every page: what it says and its drawing as plain rectangles.

Alphanumeric mode, error level M (ISO/IEC 18004); up to 90 characters are version 4, 33 × 33 modules,
which reads well from 22 mm. Only capitals, digits and `$%*+-./: ` are used.
"""

import base64
import hashlib
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

PREFIX: Final = "CB1"
QUIET: Final = 4
_VERSION: Final = 4
_DARK: Final = re.compile(rb"\0+")
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


def matrix(text: str) -> tuple[bytes, ...]:
    """Return the rows of the code for `text`, a byte a module, 0 where it is dark, without the quiet zone.

    Version 4 or the next that fits.
    """
    picture = memoryview(_code(text).to_image(scale=1, add_quiet_zones=False))
    modules, side = picture.tobytes(), math.isqrt(picture.nbytes)
    return tuple(modules[start : start + side] for start in range(0, len(modules), side))


def _code(text: str) -> Any:
    import zxingcpp

    kind = zxingcpp.BarcodeFormat.QRCode
    try:
        return zxingcpp.create_barcode(text, kind, ec_level="M", version=_VERSION)
    except ValueError:  # too long for it
        return zxingcpp.create_barcode(text, kind, ec_level="M")


def draw(canvas: Any, text: str, left: float, bottom: float, size: float) -> None:
    """Draw the code into a square of `size` points including the quiet zone, one path for the page.

    A module is one unit of a scale of its own, so that every number of the path is small and whole.
    """
    rows = matrix(text)
    unit = size / (len(rows) + 2 * QUIET)
    canvas.saveState()
    canvas.translate(left + QUIET * unit, bottom + QUIET * unit)
    canvas.scale(unit, unit)
    canvas.setFillGray(0)
    canvas.addLiteral(" ".join(_rectangles(rows)) + " f")
    canvas.restoreState()


def _rectangles(rows: tuple[bytes, ...]) -> Iterator[str]:
    """Yield the dark stretches of each row (ISO 32000-1, table 59, operator re), the first row on top."""
    for up, row in zip(range(len(rows) - 1, -1, -1), rows, strict=True):
        for dark in _DARK.finditer(row):
            yield f"{dark.start()} {up} {dark.end() - dark.start()} 1 re"
