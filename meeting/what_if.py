"""What more or fewer at the top level would mean for the cap; nothing is chosen, only reckoned.

The texts measure the cap on the number at HTTNV; some branches read "tốt trở lên", the top level included.
The literal reading counts; the other is shown where it would allow another number of places.
"""

from dataclasses import dataclass

from meeting.cap import allowed_places, rate_in_force
from meeting.level import Level
from meeting.ratio import Ratio
from meeting.regulation import Regulation
from meeting.season import Season, Status
from meeting.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Reading:
    """The cap by one reading of its base: `excellent` of `whole` against the rate, and the places."""

    name: str
    excellent: int
    whole: int
    rate: Ratio
    allowed: int

    @property
    def ok(self) -> bool:
        """True when no more stand at the top than the places."""
        return self.excellent <= self.allowed

    @property
    def sentence(self) -> str:
        """The comparison as it is written on a board: "3/14 > 20%, được 2, vượt 1"."""
        outcome = "trong giới hạn" if self.ok else f"vượt {self.excellent - self.allowed}"
        against = f" {self._sign} {self.rate}" if self.whole else ""
        compared = f"{self.excellent}/{self.whole}{against} ({self.name})"
        return f"{compared}: được {self.allowed}, {outcome}"

    @property
    def _sign(self) -> str:
        mine, limit = self.excellent * self.rate.denominator, self.rate.numerator * self.whole
        return ">" if mine > limit else "=" if mine == limit else "<"


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The cap if `change` more (or fewer) stood at the top: the literal reading first.

    `nearest` are those whom their votes bring nearest to the move, in roll order, all who are level with
    the last of them included: (member, votes for the top level).
    """

    change: int
    good: int
    readings: tuple[Reading, ...]
    nearest: tuple[tuple[str, int], ...]


def what_if(regulation: Regulation, season: Season, verdict: Verdict, excellent: int) -> WhatIf | None:
    """The cap if `excellent` stood at the top, moved from or to HTTNV; None where nobody is left to move."""
    change = excellent - verdict.cap.excellent
    good = verdict.cap.good - change
    if good < 0 or excellent < 0:
        return None
    literal = _reading(regulation, season, excellent, good, with_top=False)
    wide = _reading(regulation, season, excellent, good, with_top=True)
    readings = (literal,) if literal.allowed == wide.allowed else (literal, wide)
    return WhatIf(change, good, readings, _nearest(verdict, change))


def _reading(regulation: Regulation, season: Season, excellent: int, good: int, *, with_top: bool) -> Reading:
    rate, _ = rate_in_force(regulation, season)
    on_roll = sum(1 for m in season.members if m.status is not Status.TEMPORARY_HERE)
    name = regulation.member_names[Level.HTTNV]
    places = allowed_places(regulation.cap, rate, good, on_roll)
    if not with_top:
        return Reading(f"tính trên số {name}", excellent, good, rate, places)
    whole = good + excellent
    return Reading(f"nếu tính từ {name} trở lên", excellent, whole, rate, max(places, rate.floor_of(whole)))


def _nearest(verdict: Verdict, change: int) -> tuple[tuple[str, int], ...]:
    """Upwards those at HTTNV with the most votes for the top, downwards those at the top with the fewest."""
    place, sign = (Level.HTTNV, -1) if change > 0 else (Level.HTXSNV, 1)
    votes = {
        one.member: one.tally.votes(Level.HTXSNV)
        for one in verdict.rated
        if one.tally is not None and one.level is place
    }
    if not change:
        return ()
    order = sorted(sign * count for count in votes.values())
    last = order[min(abs(change), len(order)) - 1]
    return tuple((member, count) for member, count in votes.items() if sign * count <= last)
