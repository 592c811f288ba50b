"""The four quality levels, from best to worst, and what a voter may put on a slip."""

from enum import StrEnum
from typing import Final


class Level(StrEnum):
    """A quality level; the codes are the field's own and are the same in every regulation."""

    HTXSNV = "HTXSNV"
    HTTNV = "HTTNV"
    HTNV = "HTNV"
    KHTNV = "KHTNV"

    @property
    def rank(self) -> int:
        """0 for the best level, 3 for the worst."""
        return LEVELS.index(self)

    def is_above(self, other: "Level") -> bool:
        """Tell whether this level is strictly better than `other`."""
        return self.rank < other.rank


LEVELS: Final = (Level.HTXSNV, Level.HTTNV, Level.HTNV, Level.KHTNV)

Mark = Level | None
"""What one slip says: a level, or None for a row left blank."""

Choice = int
"""A mark as a number on a slip: 0 is blank, 1 to 4 are the levels from best to worst."""


def choice_of(mark: Mark) -> Choice:
    """Return the number that stands for `mark` on a slip."""
    return 0 if mark is None else mark.rank + 1


def mark_of(choice: Choice) -> Mark:
    """Return the mark that the number on a slip stands for; ValueError outside 0..4."""
    if not 0 <= choice <= len(LEVELS):
        raise ValueError(f"choice {choice} is not on the ballot")
    return None if choice == 0 else LEVELS[choice - 1]
