"""One line of the table of members, and what the rules say about the person this year. No Qt."""

from dataclasses import dataclass

from desktop.desk import Desk
from desktop.wording import STANDINGS
from meeting.checklist import expected_standing
from meeting.regulation import Regulation, Standing
from meeting.season import Member, Season, SessionState
from meeting.standing import standing
from meeting.verdict import MemberVerdict, StandingVerdict


@dataclass(frozen=True, slots=True)
class Row:
    """A member with the place on the roll, the standing in words, and what bars a level."""

    number: int
    member: Member
    standing: str
    reason: str
    ceilings: tuple[str, ...]

    @property
    def rated(self) -> bool:
        """Tell whether the member is to be rated this year."""
        return self.standing == STANDINGS[Standing.RATED]

    @property
    def words(self) -> str:
        """The reason of the standing; for who is rated also what bars a level."""
        return " ".join((self.reason, *self.ceilings)) if self.rated else self.reason


def rows(desk: Desk) -> tuple[Row, ...]:
    """All members in roll order."""
    season, regulation, verdict = desk.season, desk.regulation, desk.verdict
    return tuple(
        _row(number, member, _stands(regulation, season, member), verdict.member(member.id))
        for number, member in enumerate(season.members, 1)
    )


def _row(number: int, member: Member, stands: StandingVerdict, verdict: MemberVerdict) -> Row:
    ceilings = tuple(ceiling.sentence for ceiling in verdict.ceilings)
    return Row(number, member, STANDINGS[stands.standing], stands.sentence, ceilings)


def _stands(regulation: Regulation, season: Season, member: Member) -> StandingVerdict:
    """What is done with the member; before the branch meeting ends, as if everyone came and was reviewed."""
    branch = season.branch_session
    over = branch is not None and branch.state is SessionState.CLOSED
    return standing(regulation, season, member) if over else expected_standing(regulation, season, member)
