"""Days as lists have them: whole, only month and year, only the year. Nothing is filled in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from desktop.member_list.words import fold

_EARLIEST: Final = 1900
_TIME: Final = re.compile(r"[T ]0?0:00(?::00(?:\.0+)?)?$")
_USUAL: Final = re.compile(r"^[0-9]{2}/[0-9]{2}/(?:19|20)[0-9]{2}$", re.MULTILINE)
_ALL_USUAL: Final = re.compile(r"(?:[0-9]{2}/[0-9]{2}/(?:19|20)[0-9]{2}\n)*+")
_TURNED: Final = ((0, 6), (1, 7), (2, 8), (3, 9), (5, 3), (6, 4), (8, 0), (9, 1))
"""Where each letter of yyyy-mm-dd stands in dd/mm/yyyy."""
_DAY: Final = re.compile(r"([0-9]{1,2})\s*[/.\-\s]\s*([0-9]{1,2})\s*[/.\-\s]\s*([0-9]{4})")
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_RUN: Final = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_MONTH: Final = re.compile(r"(?:tháng\s*)?([0-9]{1,2})\s*[/.\-]\s*([0-9]{4})", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?:năm\s*)?([0-9]{4})", re.IGNORECASE)
_IN_WORDS: Final = re.compile(r"ngay ([0-9]{1,2}) thang ([0-9]{1,2}) nam ([0-9]{4})")
_SHORT_YEAR: Final = re.compile(r"[0-9]{1,2}\s*[/.\-]\s*[0-9]{1,2}\s*[/.\-]\s*[0-9]{1,3}")
_SERIAL: Final = re.compile(r"[0-9]{5}")
_FIRST_SERIAL, _LAST_SERIAL = 3654, 73050  # 1910 to 2099
_EPOCH: Final = date(1899, 12, 30)
FORM: Final = "Đồng chí ghi ngày theo dạng ngày/tháng/năm, ví dụ 05/12/1980."


@dataclass(frozen=True, slots=True)
class Found:
    """What a cell says of a day: the day, or only its year (and month), or why it is none."""

    day: date | None = None
    year: int = 0
    month: int = 0
    wrong: str = ""
    note: str = ""

    @property
    def partial(self) -> bool:
        """Tell whether only the year, or the month and the year, are known."""
        return self.day is None and self.year > 0

    def covers(self, day: date) -> bool:
        """Tell whether `day` lies in the year (and month) that the cell gives."""
        return self.year == day.year and self.month in {0, day.month}


def usual_days(texts: Sequence[str]) -> Sequence[date | None]:
    """The days of texts like 05/12/1980, which most cells are; None for any other text."""
    filled = list(filter(None, texts))
    lines = "\n".join((*filled, ""))
    usual = filled if _ALL_USUAL.fullmatch(lines) else _USUAL.findall(lines)
    try:
        days: Sequence[date | None] = list(map(date.fromisoformat, _turned(usual)))
    except ValueError:  # at least one is on no calendar
        days = [read_day(text).day for text in usual]
    if len(usual) == len(filled):
        each = iter(days)
        return [next(each) if text else None for text in texts]
    return list(map(dict(zip(usual, days, strict=True)).get, texts))


def _turned(usual: Sequence[str]) -> Sequence[str]:
    """1980-12-05 for 05/12/1980, all at once: in the joined text each letter stands at equal distances."""
    letters, turned = "\n".join(usual).encode(), bytearray(b"yyyy-mm-dd\n" * len(usual))
    for place, found in _TURNED:
        turned[place :: len("yyyy-mm-dd\n")] = letters[found :: len("dd/mm/yyyy\n")]
    return turned.decode().split()


@lru_cache(maxsize=1024)
def read_day(text: str) -> Found:
    """Read a text that is not empty."""
    typed = _TIME.sub("", text)
    match = _DAY.fullmatch(typed) or _RUN.fullmatch(typed)
    if match:
        return _whole(int(match[3]), int(match[2]), int(match[1]))
    if match := _ISO.fullmatch(typed):
        return _whole(int(match[1]), int(match[2]), int(match[3]))
    if match := _IN_WORDS.fullmatch(fold(typed)):
        return _whole(int(match[3]), int(match[2]), int(match[1]))
    return _less(typed)


def _less(typed: str) -> Found:
    if match := _MONTH.fullmatch(typed):
        return _partial(int(match[2]), int(match[1]))
    if match := _YEAR.fullmatch(typed):
        return _partial(int(match[1]), 0)
    if _SERIAL.fullmatch(typed) and _FIRST_SERIAL <= int(typed) <= _LAST_SERIAL:
        day = _EPOCH + timedelta(days=int(typed))
        return Found(day, day.year, day.month, note=f"Ô ghi số {typed} của Excel, đọc là {day_text(day)}.")
    if _SHORT_YEAR.fullmatch(typed):
        return Found(wrong="Năm thiếu chữ số; đồng chí ghi đủ bốn chữ số của năm.")
    return Found(wrong=FORM)


def _whole(year: int, month: int, day: int) -> Found:
    if year < _EARLIEST:
        return Found(wrong=f"Năm {year} không đúng; đồng chí ghi đủ bốn chữ số của năm.")
    try:
        return Found(date(year, month, day), year, month)
    except ValueError:
        return Found(wrong=f"Không có ngày {day:02d}/{month:02d}/{year} trên lịch.")


def _partial(year: int, month: int) -> Found:
    if year < _EARLIEST:
        return Found(wrong=f"Năm {year} không đúng; đồng chí ghi đủ bốn chữ số của năm.")
    if month > 12:  # noqa: PLR2004
        return Found(wrong=f"Không có tháng {month}; {FORM[0].lower()}{FORM[1:]}")
    return Found(year=year, month=month)


def day_text(day: date | None) -> str:
    """A day as people write it; "" for none."""
    return "" if day is None else f"{day.day:02d}/{day.month:02d}/{day.year:04d}"
