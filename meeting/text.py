"""Text at the border of the program: what nobody sees is taken away, what turns or breaks a line is named."""

import re
import unicodedata
from typing import Final

_BREAKS: Final = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_TURNS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that let a part of a line be read in another order than it is stored."""


def tidy(text: str) -> str:
    """The text composed (NFC), lines ended by a line feed, every space plain, without signs of no width.

    Signs that are not harmless stay where they are: `odd_sign` names them.
    """
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", _BREAKS.sub("\n", text))
    return composed if composed.isprintable() else unicodedata.normalize("NFC", "".join(map(_sign, composed)))


def _sign(sign: str) -> str:
    if sign.isspace():
        return sign if sign == "\n" else " "
    return "" if unicodedata.category(sign) == "Cf" and sign not in _TURNS else sign


def odd_sign(text: str) -> str:
    """The first sign that no text may hold, as "U+202E": it turns the line around, or is no letter at all.

    "" for none; ends of lines are none.
    """
    if text.isprintable():
        return ""
    return next((f"U+{ord(sign):04X}" for sign in text if _is_odd(sign)), "")


def _is_odd(sign: str) -> bool:
    return sign in _TURNS or (sign != "\n" and unicodedata.category(sign) in {"Cc", "Cs"})


def why_odd(sign: str) -> str:
    """Why the sign cannot be taken, as the end of a sentence."""
    turns = chr(int(sign.removeprefix("U+"), 16)) in _TURNS
    what = "đảo chiều chữ" if turns else "điều khiển"
    return f"có ký tự {what} không nhìn thấy ({sign}); đồng chí xóa chỗ ấy rồi gõ lại"


def shown(text: str, most: int = 60) -> str:
    """The beginning of the text without such signs, to be quoted in a sentence."""
    kept = "".join(sign for sign in text if not _is_odd(sign))
    return " ".join(kept.split())[:most]
