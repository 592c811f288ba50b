"""What stands on a ballot: the frozen definition that drives the voter's screen and the box."""

from dataclasses import dataclass
from enum import StrEnum

from meeting.level import Level


class Question(StrEnum):
    """What a ballot asks of each row: which level, or yes or no to the top level (on paper only)."""

    LEVELS = "levels"
    TOP = "top"


@dataclass(frozen=True, slots=True)
class Option:
    """One of the levels a voter may choose, with its full Vietnamese name."""

    level: Level
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A level that a binding rule bars for this subject, and the sentence that says why (with its clause).

    It is shown to the voter; the choice stays open, because only the meeting and the superior decide.
    """

    level: Level
    reason: str


@dataclass(frozen=True, slots=True)
class Contest:
    """One row of the ballot: a member (subject = member id) or a collective ("chi_bo", "chi_uy")."""

    number: int
    subject: str
    title: str
    caption: str
    notes: tuple[str, ...] = ()
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class BallotPaper:
    """A whole ballot: its heading, the options every contest offers, and the contests in order."""

    title: str
    unit: str
    year: int
    round: int
    rehearsal: bool
    options: tuple[Option, ...]
    contests: tuple[Contest, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """The count of one contest; its parts add up to the number of valid ballots.

    against: noes where the ballot asked for a yes or no to the top level; the yeses are its votes.
    """

    subject: str
    by_level: tuple[int, int, int, int]
    blank: int
    against: int = 0

    @property
    def total(self) -> int:
        """Number of slips counted."""
        return sum(self.by_level) + self.blank + self.against

    def votes(self, level: Level) -> int:
        """Votes that `level` received."""
        return self.by_level[level.rank]

    def answers(self, question: Question) -> bool:
        """Tell whether these are answers to this question: levels alone, or yes and no alone."""
        return not (self.against if question is Question.LEVELS else any(self.by_level[1:]))
