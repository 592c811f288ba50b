"""Whom a meeting reviews, in order, and what is known of each before anybody speaks."""

from dataclasses import dataclass, field

from desktop import sessions
from desktop.desk import Desk
from meeting.level import Level
from meeting.paper import post_name
from meeting.season import Member, Professional, Review, Season, Session, SessionKind

COLLECTIVE_NAMES = {"chi_uy": "Tập thể chi ủy", "chi_bo": "Chi bộ"}


@dataclass(frozen=True, slots=True)
class Subject:
    """One member or collective to be reviewed, with the review as it stands."""

    id: str
    name: str
    caption: str
    review: Review
    here: bool = True
    facts: tuple[str, ...] = field(default=())

    @property
    def state(self) -> str:
        """How far the review is, as a sign with a word."""
        if self.review.done:
            return "✓ Đã kết luận"
        if not self.here:
            return "Vắng"
        begun = self.review.opinions or self.review.strengths or self.review.shortcomings
        return "◐ Đang ghi" if begun or self.review.conclusion else "○ Chưa"


def subjects_of(desk: Desk, session: Session) -> tuple[Subject, ...]:
    """The collectives that the agenda asks for, then the members in roll order."""
    members = [_member(desk, session, member_id) for member_id in sessions.review_order(desk, session)]
    return (*(_collective(session, one) for one in _collectives(session)), *members)


def _collectives(session: Session) -> tuple[str, ...]:
    keys = {item.key for item in session.items}
    committee = session.kind is SessionKind.CHI_UY
    wanted = (("chi_uy", committee), ("chi_bo", "xep_loai_chi_bo" in keys or committee))
    return tuple(subject for subject, asked in wanted if asked)


def _collective(session: Session, subject: str) -> Subject:
    review = session.reviews.get(subject, Review(subject))
    return Subject(subject, COLLECTIVE_NAMES[subject], "Kiểm điểm tập thể, đề nghị mức xếp loại", review)


def _member(desk: Desk, session: Session, member_id: str) -> Subject:
    season = desk.season
    member = season.member(member_id)
    attendance = session.attendance.get(member_id)
    return Subject(
        id=member_id,
        name=member.name,
        caption=post_name(member),
        review=session.reviews.get(member_id, Review(member_id)),
        here=attendance is None or attendance.present,
        facts=_facts(desk, season, member),
    )


def _facts(desk: Desk, season: Season, member: Member) -> tuple[str, ...]:
    proposals = [f"Tự nhận {_code(member.self_level)}"]
    if season.unit.groups:
        proposals.append(f"tổ đề nghị {_code(member.group_level or _proposed(season, member.id))}")
    comment = "đã có" if member.residence_comment else "chưa có"
    known = (
        *proposals,
        f"chi ủy đề nghị {_code(member.committee_level)}",
        f"chuyên môn {_professional(member)}",
        f"nhận xét nơi cư trú {comment}",
    )
    bars = [c.sentence for c in desk.verdict.member(member.id).ceilings]
    return (" · ".join(known), *bars)


def _code(level: Level | None) -> str:
    return level.value if level else "–"


def _professional(member: Member) -> str:
    if member.professional.level is not None:
        return member.professional.level.value
    return "không có" if member.professional is Professional.NOT_EMPLOYED else "chưa có"


def _proposed(season: Season, member_id: str) -> Level | None:
    """What the member's group proposed in its own meeting."""
    groups = [s for s in season.sessions if s.kind is SessionKind.TO_DANG]
    return next((s.reviews[member_id].proposed for s in groups if member_id in s.reviews), None)
