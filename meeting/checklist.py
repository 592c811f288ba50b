"""Which papers the regulation asks of each member before the meeting, and which of them are there.

Nothing here stops a meeting: what is missing is advice for the secretary.
"""

from dataclasses import dataclass, replace
from datetime import date

from meeting.hand_in import PROFESSIONAL, RECORD, RESIDENCE, REVIEW, TEMPORARY
from meeting.regulation import OWN_CHOICE, Regulation, Standing
from meeting.season import Attendance, Member, Professional, Review, Season, Session, SessionKind, Status
from meeting.standing import standing
from meeting.verdict import StandingVerdict


@dataclass(frozen=True, slots=True)
class Asked:
    """A kind of paper: its key, what people call it, and where it is asked for."""

    paper: str
    title: str
    cite: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of one member. `needed` is False where the rules ask the member for none."""

    asked: Asked
    needed: bool
    there: bool
    day: date | None = None

    @property
    def missing(self) -> bool:
        """Tell whether the paper is asked for and not there."""
        return self.needed and not self.there


def asked_papers(regulation: Regulation) -> tuple[Asked, ...]:
    """The papers that this regulation asks about members, in the order in which they are read."""
    found = [
        Asked(REVIEW, "Bản kiểm điểm", _cite(regulation, "kiểm điểm")),
        Asked(RESIDENCE, "Nhận xét nơi cư trú", _cite(regulation, "cư trú")),
        Asked(RECORD, "Phiếu bổ sung hồ sơ", _cite(regulation, "bổ sung")),
        Asked(PROFESSIONAL, "Xếp loại chuyên môn", _professional(regulation)),
        Asked(TEMPORARY, "Nhận xét nơi sinh hoạt tạm thời", _temporary(regulation)),
    ]
    return tuple(one for one in found if one.cite or one.paper in {REVIEW, PROFESSIONAL, TEMPORARY})


def _cite(regulation: Regulation, word: str) -> str:
    """Where the papers of a person are listed under this word; "" where they are not."""
    own = (item for item in regulation.dossier if item.part == "Cá nhân" and not item.optional)
    return next((item.source.cite for item in own if word in item.title), "")


def _professional(regulation: Regulation) -> str:
    rule = regulation.professional
    return OWN_CHOICE if rule is None else rule.source.cite


def _temporary(regulation: Regulation) -> str:
    rule = next((one for one in regulation.remarks if "tạm thời" in one.topic), None)
    return OWN_CHOICE if rule is None else rule.source.cite


def expected_standing(regulation: Regulation, season: Season, member: Member) -> StandingVerdict:
    """What will be done with the member if everyone comes to the branch meeting and is reviewed."""
    here, done = {member.id: Attendance(present=True)}, {member.id: Review(member.id, done=True)}
    branch = season.branch_session or Session("chi_bo", SessionKind.CHI_BO)
    held = replace(branch, attendance=here, reviews=done)
    return standing(regulation, replace(season, sessions=(held,)), member)


def papers_of(regulation: Regulation, season: Season, member: Member) -> tuple[Paper, ...]:
    """Every kind of paper for this member: asked for or not, there or not."""
    stands = expected_standing(regulation, season, member).standing
    days = {one.paper: one.day for one in season.hand_ins if one.member == member.id}
    return tuple(_paper(asked, member, stands, days.get(asked.paper)) for asked in asked_papers(regulation))


def _paper(asked: Asked, member: Member, stands: Standing, day: date | None) -> Paper:
    known = {
        RESIDENCE: bool(member.residence_comment.strip()),
        PROFESSIONAL: member.professional.level is not None,
    }
    return Paper(
        asked, _needed(asked.paper, member, stands), day is not None or known.get(asked.paper, False), day
    )


def _needed(paper: str, member: Member, stands: Standing) -> bool:
    if stands in {Standing.NONE, Standing.ELSEWHERE}:
        return False
    if paper == PROFESSIONAL:
        return member.professional is not Professional.NOT_EMPLOYED
    if paper == TEMPORARY:
        return member.status is Status.TEMPORARY_AWAY
    return True


def missing(regulation: Regulation, season: Season, paper: str) -> tuple[Member, ...]:
    """The members, in roll order, who are asked for this paper and have not handed it in."""
    return tuple(
        member
        for member in season.members
        if any(one.missing and one.asked.paper == paper for one in papers_of(regulation, season, member))
    )
