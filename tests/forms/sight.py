"""What stands where on printed pages, read from the PDF alone with poppler and pikepdf, in millimetres."""

import re
import subprocess
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from io import BytesIO

import pikepdf

from tests.forms.tools import mm

Line = tuple[float, float, float, float]
"""Left, top, right, bottom of a drawn line."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Sheets:
    """The pages of a PDF."""

    pdf: bytes

    @cached_property
    def words(self) -> tuple[tuple[Word, ...], ...]:
        """The words of each page."""
        told = _poppler(self.pdf, "-bbox")
        return tuple(tuple(map(_word, _WORD.findall(page))) for page in told.split("<page ")[1:])

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The text of each page in the order it was printed, without spaces."""
        return tuple("".join(page.split()) for page in _poppler(self.pdf, "-raw").split("\f")[:-1])

    @cached_property
    def lines(self) -> tuple[tuple[Line, ...], ...]:
        """The straight upright and level lines of each page."""
        with pikepdf.open(BytesIO(self.pdf)) as pdf:
            return tuple(tuple(_lines(page)) for page in pdf.pages)

    @cached_property
    def size(self) -> tuple[float, float]:
        """Width and height of the paper."""
        with pikepdf.open(BytesIO(self.pdf)) as pdf:
            _, _, wide, high = (float(one) for one in pdf.pages[0].MediaBox)
            return mm(wide), mm(high)


_WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', re.DOTALL
)


def _word(found: tuple[str, ...]) -> Word:
    left, top, right, bottom, text = found
    return Word(unescape(text), *(mm(float(one)) for one in (left, top, right, bottom)))


def _poppler(pdf: bytes, option: str) -> str:
    return subprocess.run(
        ["pdftotext", option, "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def _lines(page: pikepdf.Page) -> list[Line]:
    high = float(page.MediaBox[3])
    found, saved, moved, start = [], [], (0.0, 0.0), (0.0, 0.0)
    for operands, operator in pikepdf.parse_content_stream(page, "q Q cm m l"):
        name = str(operator)
        if name == "q":
            saved.append(moved)
        elif name == "Q":
            moved = saved.pop()
        elif name == "cm":
            moved = (moved[0] + float(operands[4]), moved[1] + float(operands[5]))
        else:
            at = (moved[0] + float(operands[0]), moved[1] + float(operands[1]))
            if name == "l" and (abs(at[0] - start[0]) < 0.01 or abs(at[1] - start[1]) < 0.01):
                xs, ys = sorted((at[0], start[0])), sorted((high - at[1], high - start[1]))
                found.append((mm(xs[0]), mm(ys[0]), mm(xs[1]), mm(ys[1])))
            start = at
    return found
