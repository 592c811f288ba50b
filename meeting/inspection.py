"""A notice that the superior's inspection committee sent: what it asks, when it comes, what is due when.

TB 53-TB/ĐU and TB 01-TB/TKTr of 2016 (Quảng Bình) name these parts.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Inspection:
    """`notice` is its number in words, `contents` what is inspected; `due` the day the report is due."""

    notice: str = ""
    issuer: str = ""
    day: date | None = None
    contents: tuple[str, ...] = ()
    schedule: str = ""
    attendees: str = ""
    due: date | None = None
