"""What the rules say about a season, each verdict with the numbers it used and its clause."""

from dataclasses import dataclass
from enum import StrEnum

from meeting.ballot import Tally
from meeting.level import Level
from meeting.ratio import Ratio
from meeting.regulation import Standing


@dataclass(frozen=True, slots=True)
class StandingVerdict:
    """What is done with a member this year, and the sentence with the clause that says so."""

    standing: Standing
    sentence: str
    clause: str


@dataclass(frozen=True, slots=True)
class Voters:
    """Who counts: official members, the base of the thresholds, voters in the room.

    `excluded` names each member taken off the base with the reason in words.
    """

    official: int
    base: int
    present: int
    voting: tuple[str, ...]
    excluded: tuple[tuple[str, str], ...]
    sentence: str
    clause: str


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A rule that bars levels: the highest level it leaves (None: no level fits literally)."""

    level: Level | None
    reason: str
    binding: bool
    clause: str
    sentence: str


@dataclass(frozen=True, slots=True)
class MemberVerdict:
    """Everything the rules say about one member. `needed` follows the order of the levels."""

    member: str
    standing: StandingVerdict
    ceilings: tuple[Ceiling, ...]
    facts_level: Level | None
    base: int
    needed: tuple[int, int, int, int]
    tally: Tally | None
    level: Level | None
    flags: tuple[str, ...]
    sentence: str

    @property
    def rated(self) -> bool:
        """True for members who stand on the ballot."""
        return self.standing.standing is Standing.RATED

    @property
    def deferred(self) -> bool:
        """True for members who are rated later this year."""
        return self.standing.standing is Standing.DEFERRED


@dataclass(frozen=True, slots=True)
class SubQuotaVerdict:
    """Places at the top level that one class of leaders holds and may hold."""

    name: str
    part: Ratio
    held: int
    allowed: int
    holders: tuple[str, ...]
    sentence: str

    @property
    def ok(self) -> bool:
        """True when the class holds no more than its places."""
        return self.held <= self.allowed


@dataclass(frozen=True, slots=True)
class CapVerdict:
    """The cap on the top level with its arithmetic."""

    rate: Ratio
    good: int
    excellent: int
    allowed: int
    subquotas: tuple[SubQuotaVerdict, ...]
    sentence: str
    clause: str

    @property
    def ok(self) -> bool:
        """True when no more stand at the top level than the cap allows."""
        return self.excellent <= self.allowed


@dataclass(frozen=True, slots=True)
class UnitVerdict:
    """The vote on a collective ("chi_bo" or "chi_uy"). `base`: where it is not that of the first round."""

    subject: str
    needed: tuple[int, int, int, int]
    tally: Tally | None
    level: Level | None
    sentence: str
    base: int | None = None


class Outcome(StrEnum):
    """What is known of a condition."""

    MET = "met"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of an organisation's level: `have` of `whole` where `needed` are asked, None: no count.

    Under KHTNV a condition that failed means that the organisation falls to it. Points are hundredths.
    """

    level: Level
    outcome: Outcome
    binding: bool
    have: int | None
    whole: int | None
    needed: int | None
    sentence: str
    clause: str


@dataclass(frozen=True, slots=True)
class OrganisationVerdict:
    """What the conditions leave to a collective, the best level first.

    highest: the best level that no known fact bars (None: none fits literally); settled: nothing that is
    still unknown can bring it down; warning: the level that stands is above it ("" where it is not).
    """

    subject: str
    conditions: tuple[Condition, ...]
    highest: Level | None
    settled: bool
    sentence: str
    warning: str

    def count(self, level: Level, outcome: Outcome) -> int:
        """How many conditions of a level came out so."""
        return sum(1 for one in self.conditions if one.level is level and one.outcome is outcome)


@dataclass(frozen=True, slots=True)
class Verdict:
    """All verdicts on a season. `notes` are codes of things a reader must know."""

    voters: Voters
    members: tuple[MemberVerdict, ...]
    units: tuple[UnitVerdict, ...]
    cap: CapVerdict
    notes: tuple[str, ...]
    organisations: tuple[OrganisationVerdict, ...] = ()

    def member(self, member_id: str) -> MemberVerdict:
        """Return the verdict on one member; KeyError if there is none."""
        for verdict in self.members:
            if verdict.member == member_id:
                return verdict
        raise KeyError(member_id)

    @property
    def rated(self) -> tuple[MemberVerdict, ...]:
        """The members who stand on the ballot, in roll order."""
        return tuple(v for v in self.members if v.rated)
