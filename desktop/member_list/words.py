"""Comparing words as Vietnamese readers do: capitals, composition and the place of the tone do not matter."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from meeting.text import tidy

TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
"""The combining marks of the five tones."""
_BRACKETS: Final = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
_MARKS: Final = re.compile("[\u0300-\u0345]+")
"""The marks of nearly all letters; what else combines with a letter is rare."""
_NO_LETTER: Final = re.compile(r"[^a-z0-9]+")


def clean(text: str) -> str:
    """The text composed (NFC), on one line, single spaces, none around it."""
    return " ".join(tidy(text).split())


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The text without diacritics, capitals and punctuation: "Họ, tên *" and "ho ten" are the same."""
    plain = text.casefold()
    if not plain.isascii():
        plain = _MARKS.sub("", unicodedata.normalize("NFD", plain).replace("đ", "d"))
    if not plain.isascii():
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _NO_LETTER.sub(" ", plain).strip()


def fold_title(text: str) -> str:
    """The same for a title, without what stands in brackets."""
    return fold(_BRACKETS.sub(" ", text))


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """The name as it is compared: "Hoà" and "Hòa" are one, "Hòa" and "Hoa" are not."""
    return " ".join(_syllable_key(part) for part in unicodedata.normalize("NFD", name.casefold()).split())


def _syllable_key(syllable: str) -> str:
    rest = "".join(c for c in syllable if c not in TONES)
    return unicodedata.normalize("NFC", rest) + "".join(c for c in syllable if c in TONES)


def column_letters(column: int) -> str:
    """The name of a column in Excel: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
