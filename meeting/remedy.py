"""What the review found wanting, what is done about it, by whom and until when (remedy plan).

KH/ĐUK Lâm Đồng 2023, mục 3.16; Thành ủy Hà Tĩnh 2024, mục 10: a written plan right after the review.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RemedyState(StrEnum):
    """How far a shortcoming is remedied."""

    PLANNED = "planned"
    DOING = "doing"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Remedy:
    """One shortcoming of a member, or of "chi_uy" or "chi_bo"; `owner` is who answers for it, in words."""

    id: int
    subject: str
    shortcoming: str
    measure: str = ""
    owner: str = ""
    due: date | None = None
    state: RemedyState = RemedyState.PLANNED
    done: date | None = None

    def late(self, today: date) -> bool:
        """Tell whether the date has passed and it is not remedied."""
        return self.state is not RemedyState.DONE and self.due is not None and self.due < today


def counted(remedies: Iterable[Remedy], subject: str) -> tuple[int, int]:
    """How many shortcomings of one subject were named, and how many of them are remedied ("2 of 3")."""
    own = [one for one in remedies if one.subject == subject]
    return len(own), sum(one.state is RemedyState.DONE for one in own)
