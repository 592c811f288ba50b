"""Break texts into lines that fit: at spaces, and inside a word only when it is wider than the line."""

from functools import lru_cache

from forms import fonts


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
    """Cut a word that is wider than the line into pieces that are not."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and fonts.width(pieces[-1] + sign, font, size) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces
