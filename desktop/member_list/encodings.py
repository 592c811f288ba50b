"""Vietnamese that was written before Unicode: TCVN3 (fonts .VnTime), VNI (fonts VNI-Times), Windows-1258.

Old fonts draw Vietnamese over Western letters: "Hä vµ tªn" and "Hoï vaø teân" are both "Họ và tên". A CSV
file holds the bytes, an Excel cell the letters of the same numbers, so one conversion of text serves both.
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from desktop.member_list.words import TONES


class Script(StrEnum):
    """How the letters of a file stand for Vietnamese; the value is what the user reads."""

    UNICODE = "Unicode"
    TCVN3 = "TCVN3 (ABC, phông .VnTime)"
    VNI = "VNI (phông VNI-Times)"
    CP1258 = "Windows-1258"


_TCVN3_CODES: Final = (
    "\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xb5\xb6\xb7\xb8\xb9\xbb\xbc\xbd\xbe\xc6\xc7\xc8\xc9"
    "\xca\xcb\xcc\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xdc\xdd\xde\xdf\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9"
    "\xea\xeb\xec\xed\xee\xef\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe"
)
_TCVN3_LETTERS: Final = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
TCVN3: Final = dict(zip(_TCVN3_CODES, _TCVN3_LETTERS, strict=True))
_TCVN3_TABLE: Final = str.maketrans(TCVN3)

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = TONES
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_VNI_MARKS: Final = {
    "ø": _GRAVE, "ù": _ACUTE, "õ": _TILDE, "û": _HOOK, "ï": _DOT,
    "â": _CIRCUMFLEX, "à": _CIRCUMFLEX + _GRAVE, "á": _CIRCUMFLEX + _ACUTE, "ã": _CIRCUMFLEX + _TILDE,
    "å": _CIRCUMFLEX + _HOOK, "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE, "è": _BREVE + _GRAVE, "é": _BREVE + _ACUTE, "ü": _BREVE + _TILDE,
    "ú": _BREVE + _HOOK, "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_ALONE: Final = {"ñ": "đ", "ô": "ơ", "ö": "ư", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_pairs() -> dict[str, str]:
    """Every letter that VNI writes with two codes."""
    pairs = {}
    for base in ("a", "e", "o", "u", "y", "ô", "ö"):
        letter = _VNI_ALONE.get(base, base)
        for code, marks in _VNI_MARKS.items():
            made = unicodedata.normalize("NFC", letter + marks)
            if len(made) == 1 and made.isalpha():
                pairs[base + code] = made
    upper = {
        code[0].upper() + second: made.upper()
        for code, made in pairs.items()
        for second in (code[1], code[1].upper())
    }
    return {**pairs, **upper}


VNI: Final = {
    **_VNI_ALONE,
    **{code.upper(): letter.upper() for code, letter in _VNI_ALONE.items()},
    **_vni_pairs(),
}
_VNI_CODES: Final = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
_WESTERN: Final = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
"""Quotes and dashes that stand in a file beside the letters of an old font."""
_BEYOND_OLD_FONTS: Final = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0-\u01b0\u1ea0-\u1ef9]"
)
_SCREAMING: Final = re.compile(r"[A-Z]{2}")
_SMALL: Final = re.compile(r"[a-z]")


def convert(text: str, script: Script) -> str:
    """The text in Unicode; a text that already holds letters of Unicode alone stays as it is."""
    if script is Script.UNICODE or text.isascii() or _BEYOND_OLD_FONTS.search(text):
        return text
    if script is Script.CP1258:
        raw = text.encode("latin-1", "replace").decode("cp1258", "replace")
        return unicodedata.normalize("NFC", raw)
    text = text.translate(_WESTERN)
    if script is Script.TCVN3:
        return _capitals(text, text.translate(_TCVN3_TABLE))
    return _VNI_CODES.sub(lambda found: VNI[found.group()], text)


def _capitals(text: str, made: str) -> str:
    """The fonts with capitals (.VnTimeH) draw small codes as capitals: "NGUYÔN" is meant as "NGUYỄN"."""
    return made.upper() if _SCREAMING.search(text) and not _SMALL.search(text) else made


_ONSETS: Final = "ngh|ng|nh|gh|gi|ch|kh|ph|qu|th|tr|[bcdđghklmnprstvx]"
_RIMES: Final = (
    "(?:oa|oă|oe|uâ|uê|uy|uyê|iê|yê|uô|ươ|oo|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnpt])|"
    "iêu|yêu|oai|oay|oao|oeo|uây|uôi|uya|uyu|ươi|ươu|"
    "ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oa|oe|oi|ôi|ơi|ua|uê|ui|uơ|uy|ưa|ưi|ưu|[aeêioôơuưy]"
)
_SYLLABLE: Final = re.compile(f"(?:{_ONSETS})?(?:{_RIMES})")
_WORD: Final = re.compile(r"[^\s\d,.;:/()\[\]\"“”'’\-–_*&+]+")


def is_syllable(word: str) -> bool:
    """Tell whether a word could be one Vietnamese syllable with at most one tone, in sensible capitals."""
    if not (word.islower() or word.isupper() or word[1:].islower() or word.istitle()):
        return False
    apart = unicodedata.normalize("NFD", word.lower())
    if sum(c in TONES for c in apart) > 1:
        return False
    return bool(
        _SYLLABLE.fullmatch(unicodedata.normalize("NFC", "".join(c for c in apart if c not in TONES)))
    )


def find_script(texts: Iterable[str], *, bytes_only: bool = False) -> Script:
    """The script in which most words with foreign letters are Vietnamese; Unicode where all are alike.

    `bytes_only`: the texts were bytes of an unknown code, which Unicode is not.
    """
    words = tuple({word for text in texts if not text.isascii() for word in _words(text)})
    able = (
        (Script.CP1258, Script.TCVN3, Script.VNI)
        if bytes_only
        else (Script.UNICODE, Script.TCVN3, Script.VNI)
    )
    fits = {}
    for script in able:
        fits[script] = sum(_fits(word, script) for word in words)
        if fits[script] == len(words):  # no other can have more
            break
    return max(fits, key=fits.__getitem__)


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not word.isascii()]


def _fits(word: str, script: Script) -> bool:
    made = convert(word, script)
    return is_syllable(made) and (script is Script.UNICODE or made != word)
