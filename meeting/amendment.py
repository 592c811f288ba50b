"""A superior's letter as the book keeps it: which value it sets, to what, and the paper's number and day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Amendment:
    """A value of the regulation that a superior's paper sets otherwise.

    `value` is text as `meeting.letters` writes it: "25/100", "6", "true", "2026-12-10", or a line of words.
    """

    key: str
    value: str
    paper: str
    day: date
