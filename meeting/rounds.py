"""Rounds of the ballot after the first: a new vote on some, and supplementary meetings for those who waited.

What a later round counts takes the place of the earlier count of the same subjects; both stay in the record.
"""

from dataclasses import dataclass, replace

from meeting.agenda import Refusal
from meeting.ballot import Tally
from meeting.judge import COLLECTIVES, judge
from meeting.level import Level
from meeting.regulation import Regulation, Standing
from meeting.season import AgendaItem, Ballot, BallotState, Season, Session, SessionKind, SessionState
from meeting.verdict import Verdict

IN_SUPPLEMENT = ("khai_mac", "kiem_diem", "to_kiem_phieu", "bo_phieu", "cong_bo", "ket_luan")
"""Items of the branch meeting that a supplementary one repeats: what concerns single members."""

REVIEW_OF_WAITING = (
    "Kiểm điểm đảng viên vắng mặt hoặc chưa được kiểm điểm ở hội nghị trước; "
    "chi bộ góp ý, người chủ trì kết luận"
)
"""The title of its review: in full, whatever groups and branch divide among them in the branch meeting."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A subject that a further round may put to the vote: why one would, and whether it is proposed."""

    subject: str
    why: str
    proposed: bool


def as_of(season: Season, ballot: Ballot) -> Season:
    """The season as it was when this round was counted: no later round, no later meeting of the branch."""
    earlier = tuple(one for one in season.earlier_ballots if one.round < ballot.round)
    held = [s.id for s in season.sessions if s.kind is SessionKind.CHI_BO]
    later = set(held[held.index(ballot.session) + 1 :]) if ballot.session in held else set()
    sessions = tuple(_in_room(s, ballot) for s in season.sessions if s.id not in later)
    return replace(season, ballot=ballot, earlier_ballots=earlier, sessions=sessions)


def _in_room(session: Session, ballot: Ballot) -> Session:
    here = session.id == ballot.session and ballot.room
    return replace(session, attendance=ballot.room) if here else session


def voting_meeting(season: Season) -> Session | None:
    """The branch meeting in which a vote may be held now: the one that is open."""
    branch = (s for s in season.sessions if s.kind is SessionKind.CHI_BO)
    return next((s for s in branch if s.state is SessionState.OPEN), None)


def may_vote_again(season: Season) -> bool:
    """Tell whether a further round may be decided now: in an open meeting, after the first was counted."""
    settled = season.ballot.state in {BallotState.COUNTED, BallotState.VOID}
    return settled and season.counted and voting_meeting(season) is not None


def choices(season: Season, verdict: Verdict) -> tuple[Choice, ...]:
    """Whom a further round may put to the vote, in roll order, then the collectives that were voted on."""
    members = [Choice(v.member, _why(v.tally, v.level), v.level is None) for v in verdict.rated]
    voted = {unit.subject: unit for unit in verdict.units if unit.tally is not None}
    units = [
        Choice(subject, _why(voted[subject].tally, voted[subject].level), voted[subject].level is None)
        for subject in COLLECTIVES
        if subject in voted
    ]
    return (*members, *units) if season.counted else ()


def _why(tally: Tally | None, level: Level | None) -> str:
    if tally is None:
        return "chưa được bỏ phiếu"
    return "chưa có mức nào đủ số phiếu" if level is None else ""


def for_the_top(season: Season) -> frozenset[str]:
    """Whom a yes or no to the top level is about: whoever anybody proposed for it, and the collectives."""
    proposed = (
        member.id
        for member in season.members
        if Level.HTXSNV in {member.self_level, member.group_level, member.committee_level}
    )
    return frozenset((*proposed, *COLLECTIVES))


def waiting_for_supplement(season: Season, verdict: Verdict) -> tuple[str, ...]:
    """Members whom a supplementary meeting is for: they still wait after the branch meeting was closed."""
    branch = season.branch_session
    if branch is None or branch.state is not SessionState.CLOSED:
        return ()
    return tuple(v.member for v in verdict.members if v.standing.standing is Standing.DEFERRED)


def may_supplement(regulation: Regulation, season: Season) -> Refusal | None:
    """Why no supplementary branch meeting may be planned now, or None when one may."""
    clause = regulation.absent.source.clause
    branch = season.branch_session
    if branch is None or branch.state is not SessionState.CLOSED:
        return Refusal("Hội nghị bổ sung chỉ lập sau khi hội nghị chi bộ đã kết thúc.", clause)
    again = [s for s in season.sessions if s.supplementary]
    if again and again[-1].state is not SessionState.CLOSED:
        return Refusal(f"{again[-1].title} chưa kết thúc; đồng chí kết thúc hội nghị này trước.", clause)
    if not waiting_for_supplement(season, judge(regulation, season)):
        return Refusal("Không còn đảng viên nào chờ kiểm điểm, xếp loại ở hội nghị bổ sung.", clause)
    return None


def reviewed_in(regulation: Regulation, season: Season, session: Session) -> tuple[str, ...]:
    """Whom a supplementary meeting reviews: those who would still wait without it."""
    before = replace(season, sessions=tuple(s for s in season.sessions if s.id != session.id))
    verdict = judge(regulation, before)
    return tuple(v.member for v in verdict.members if v.standing.standing is Standing.DEFERRED)


def supplement(regulation: Regulation, season: Season) -> Session:
    """The next supplementary branch meeting as planned: its id and its agenda."""
    held = sum(s.kind is SessionKind.CHI_BO for s in season.sessions)
    structure = season.unit.structure
    items = tuple(
        AgendaItem(item.key, REVIEW_OF_WAITING, regulation.absent.source.cite)
        if item.key == "kiem_diem"
        else AgendaItem(item.key, item.title, item.source.cite)
        for item in regulation.items
        if item.session is SessionKind.CHI_BO
        and item.key in IN_SUPPLEMENT
        and (not item.structures or structure in item.structures)
    )
    return Session(f"{SessionKind.CHI_BO.value}:{held + 1}", SessionKind.CHI_BO, items=items)
