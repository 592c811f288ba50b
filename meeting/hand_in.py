"""A paper that a member hands in before the meeting, and the day it came."""

from dataclasses import dataclass
from datetime import date
from typing import Final

REVIEW: Final = "ban_kiem_diem"
RESIDENCE: Final = "cu_tru"
TEMPORARY: Final = "noi_tam_thoi"
RECORD: Final = "bo_sung_ho_so"
PROFESSIONAL: Final = "chuyen_mon"


@dataclass(frozen=True, slots=True)
class HandIn:
    """`paper` is one of the keys above; who has not handed it in has no record."""

    member: str
    paper: str
    day: date


@dataclass(frozen=True, slots=True)
class ReviewText:
    """What a member wrote in one part of the self-review; `part` is a key of the form's parts."""

    member: str
    part: str
    text: str
