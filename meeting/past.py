"""What a member, or the branch itself, was rated in an earlier year."""

from dataclasses import dataclass

from meeting.level import Level

BRANCH = "chi_bo"
"""The branch itself among those who have earlier years."""


@dataclass(frozen=True, slots=True)
class PastYear:
    """The level of one year; None where the member ("chi_bo": the branch) was not rated.

    commended: the base committee's giấy khen for that year. awarded: the award for several years in a row
    given in that year by the superior. source: the paper, or the book it was taken from.
    """

    member: str
    year: int
    level: Level | None
    commended: bool = False
    awarded: bool = False
    source: str = ""
