"""Break texts into lines that fit: at spaces, and inside a word only when it is wider than the line."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from forms import fonts

_NUMBER: Final = re.compile(r" (?=\d{1,3}[.;](?: |$))")
_LAST_NUMBER: Final = re.compile(r" (?=\S+\u00a0\d{1,3}\.$)")
_SIGNS: Final = r"[,:;] | (?=và )"
_CUTS: Final = "-/"
_AND: Final = "và"
_TWO: Final = 2
_NEAR: Final = 3
"""A line broken behind a sign is at most so many times as long as the other."""


def bound(text: str) -> str:
    """Return the text with a number that ends a part held by its word, by two words where it ends all."""
    return _LAST_NUMBER.sub("\u00a0", _NUMBER.sub("\u00a0", text))


def wrap(text: str, font: str, size: float, width: float) -> list[str]:
    """Return the lines of `text`, none wider than `width` points; an empty text has no line."""
    lines: list[str] = []
    for part in fonts.clean(text).split("\n"):
        lines += _wrap_part(part, font, size, width)
    return lines


@lru_cache(maxsize=fonts.REMEMBERED)
def balanced(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    """Return as few lines as fit, all of about one length: a heading never ends in a single word."""
    lines = wrap(text, font, size, width)
    narrow = width
    while narrow > size:
        closer = wrap(text, font, size, narrow - size / 2)
        if len(closer) != len(lines) or any(fonts.width(line, font, size) > narrow for line in closer):
            break
        lines, narrow = closer, narrow - size / 2
    return tuple(lines)


def named(text: str, font: str, size: float, width: float) -> list[str]:
    """Return the lines of a name: none is a single word at the end, none ends in "và"."""
    lines = [line.split() for line in wrap(text, font, size, width)]
    for above, below in pairwise(lines):
        alone = below is lines[-1] and len(below) == 1 and len(above) > _TWO
        down = [above[-1], *below]
        if (alone or above[-1].lower() == _AND) and fonts.width(" ".join(down), font, size) <= width:
            above.pop()
            below.insert(0, down[0])
    return [" ".join(line) for line in lines]


def phrased(text: str, font: str, size: float, width: float) -> list[str]:
    """Return the lines of a title; a part that takes two is broken at a comma or "và" that is near."""
    lines: list[str] = []
    for part in fonts.clean(text).split("\n"):
        even = balanced(part, font, size, width)
        lines += _at_a_sign(part, font, size, width) if len(even) == _TWO else even
    return lines


def _at_a_sign(part: str, font: str, size: float, width: float) -> tuple[str, ...]:
    """Return two lines broken behind one of `_SIGNS`, of nearly one length; as `balanced` has them if not."""
    found = []
    for at in (one.end() for one in re.finditer(_SIGNS, part)):
        pair = part[:at].strip(), part[at:].strip()
        short, long = sorted(fonts.width(line, font, size) for line in pair)
        if long <= width and short * _NEAR >= long:
            found.append((long, pair))
    return min(found)[1] if found else balanced(part, font, size, width)


@lru_cache(maxsize=fonts.REMEMBERED)
def _wrap_part(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if fonts.width(longer, font, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _chop(word, font, size, width)
        lines += whole
    return (*lines, line) if line else tuple(lines)


def _chop(word: str, font: str, size: float, width: float) -> list[str]:
    """Cut a word that is wider than the line into pieces that are not, behind a hyphen if it can."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and fonts.width(pieces[-1] + sign, font, size) > width:
            at = 1 + max(pieces[-1].rfind(mark) for mark in _CUTS)
            at = at if 2 * at > len(pieces[-1]) else len(pieces[-1])
            pieces[-1:] = [pieces[-1][:at], pieces[-1][at:]]
        pieces[-1] += sign
    return pieces
