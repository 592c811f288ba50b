"""Who is left after the branch meeting: not reviewed, or reviewed and without a level yet."""

from dataclasses import dataclass

from meeting.decision import proposed_level
from meeting.regulation import Regulation, Standing
from meeting.season import Season, SessionState
from meeting.verdict import MemberVerdict, Verdict


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A member for whom something is still to be done: why, and what."""

    member: str
    why: str
    what: str


def left_over(regulation: Regulation, season: Season, verdict: Verdict) -> tuple[LeftOver, ...]:
    """The members in roll order; none before the branch meeting is closed, for all are still to come."""
    branch = season.branch_session
    if branch is None or branch.state is not SessionState.CLOSED:
        return ()
    found = (_left(regulation, season, one) for one in verdict.members)
    return tuple(one for one in found if one is not None)


def _left(regulation: Regulation, season: Season, one: MemberVerdict) -> LeftOver | None:
    if one.standing.standing is Standing.DEFERRED:
        what = "Kiểm điểm, xếp loại ở một hội nghị bổ sung sớm nhất; ghi biên bản riêng"
        return LeftOver(one.member, one.standing.sentence, f"{what} ({regulation.absent.source.cite}).")
    level = proposed_level(season.decisions, one.member, one.level)
    if one.rated and level is None:
        return LeftOver(
            one.member, one.sentence, "Ghi quyết định của hội nghị hoặc của cấp trên ở trang Xếp loại."
        )
    return None
