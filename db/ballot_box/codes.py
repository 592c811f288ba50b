"""Codes on paper: twelve random digits and a check digit, for a teller or for one half of the resume code."""

import secrets
from typing import Final

from db.ballot_box.errors import WrongCode

RANDOM_DIGITS: Final = 12
LENGTH: Final = RANDOM_DIGITS + 1

# H. M. Damm's quasigroup of order 10: finds every single wrong digit and every swap of neighbours.
_DAMM: Final = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def check_digit(digits: str) -> str:
    """Return the digit that makes `digits` followed by it a sound code (Damm's method)."""
    state = 0
    for digit in digits:
        state = int(_DAMM[state][int(digit)])
    return str(state)


def make_code() -> str:
    """Return a new random code as it is shown once: ``1234-5678-9012-3``."""
    digits = f"{secrets.randbelow(10**RANDOM_DIGITS):0{RANDOM_DIGITS}d}"
    whole = digits + check_digit(digits)
    return "-".join((whole[:4], whole[4:8], whole[8:12], whole[12:]))


def make_codes(count: int) -> tuple[str, ...]:
    """Return `count` new codes, no two alike."""
    codes: set[str] = set()
    while len(codes) < count:
        codes.add(make_code())
    return tuple(codes)


def read_code(text: str) -> str:
    """Return the 13 digits of a typed code without spaces and dashes; WrongCode for a mistyped one."""
    digits = "".join(sign for sign in text if sign not in " -\u00a0\t")
    if len(digits) != LENGTH or not (digits.isascii() and digits.isdigit()):
        raise WrongCode(f"Mã phải có đúng {LENGTH} chữ số; xin đồng chí gõ lại theo tờ giấy đã ghi.")
    if check_digit(digits[:-1]) != digits[-1]:
        raise WrongCode("Mã vừa gõ có chữ số sai hoặc đảo chỗ; xin đồng chí xem lại tờ giấy và gõ lại.")
    return digits


def read_codes(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Read several typed codes; the WrongCode raised names the places of all mistyped ones."""
    digits, wrong = [], []
    for place, text in enumerate(texts):
        try:
            digits.append(read_code(text))
        except WrongCode:
            wrong.append(place)
    if wrong:
        places = ", ".join(str(place + 1) for place in wrong)
        raise WrongCode(
            f"Mã thứ {places} gõ chưa đúng; xin đồng chí xem lại tờ giấy và gõ lại.", tuple(wrong)
        )
    if len(set(digits)) != len(digits):
        raise WrongCode("Có hai mã trùng nhau; mỗi đồng chí xin gõ mã của riêng mình.")
    return tuple(digits)
