"""From typed text to values; FieldError is the sentence that stands under the field. No Qt."""

import re
from datetime import date
from typing import Final

from meeting.text import tidy


class FieldError(ValueError):
    """What is not right about a field, as one Vietnamese sentence."""


_PARTS: Final = re.compile(r"([0-9]{1,2})[\s/.\-]([0-9]{1,2})[\s/.\-]([0-9]{4})")
_RUN: Final = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_POINTS: Final = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))?")
_EARLIEST: Final = 1900


def clean(text: str) -> str:
    """The text without spaces around it, composed (NFC)."""
    return tidy(text).strip()


def need_text(text: str, what: str) -> str:
    """A text that may not be empty; `what` names it in the sentence."""
    found = " ".join(clean(text).split())
    if not found:
        raise FieldError(f"Đồng chí điền {what}.")
    return found


def day_text(day: date | None) -> str:
    """A day as people write it: 05/12/2026; "" for none."""
    return "" if day is None else f"{day:%d/%m/%Y}"


def read_day(text: str) -> date:
    """A day typed as dd/mm/yyyy, with / . - or spaces, or as eight digits."""
    typed = clean(text)
    match = _PARTS.fullmatch(typed) or _RUN.fullmatch(typed)
    if match is None:
        raise FieldError("Đồng chí gõ ngày theo dạng ngày/tháng/năm, ví dụ 05/12/2026.")
    day, month, year = (int(part) for part in match.groups())
    if year < _EARLIEST:
        raise FieldError(f"Năm {year} không đúng; đồng chí gõ đủ bốn chữ số của năm.")
    try:
        return date(year, month, day)
    except ValueError:
        raise FieldError(f"Không có ngày {day:02d}/{month:02d}/{year} trên lịch.") from None


def read_day_or_none(text: str) -> date | None:
    """The same for a day that may be left empty."""
    return read_day(text) if clean(text) else None


def read_count(text: str, most: int = 999) -> int:
    """A whole number; empty is 0."""
    typed = clean(text)
    if not typed:
        return 0
    if not (typed.isascii() and typed.isdigit()):
        raise FieldError("Đồng chí gõ một số nguyên, ví dụ 12.")
    if int(typed) > most:
        raise FieldError(f"Số này không được quá {most}.")
    return int(typed)


def read_points(text: str, most: int) -> int:
    """Points with at most two decimals, as hundredths; `most` is in whole points."""
    match = _POINTS.fullmatch(clean(text))
    if match is None:
        raise FieldError("Đồng chí gõ điểm bằng số, có thể lẻ đến hai chữ số, ví dụ 26,5.")
    whole, part = match.groups()
    hundredths = int(whole) * 100 + int((part or "0").ljust(2, "0"))
    if hundredths > most * 100:
        raise FieldError(f"Điểm nhóm này không được quá {most}.")
    return hundredths
