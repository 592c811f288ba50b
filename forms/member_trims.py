"""What of the facts a paper about one member carries: that member, who signs, and what this form prints."""

from collections.abc import Callable
from dataclasses import replace

from forms.facts import Facts, bare, unrated
from forms.given import Given
from forms.skeleton import form_names
from forms.trims import deputy_for, empty, level_of, signers, without_verdicts
from meeting.decision import Decision, DecisionKind, decision_on
from meeting.rerating import replacement
from meeting.season import Member, Review, Season, Session

Trim = Callable[[Facts, str], Facts]


def residence_of(member_id: str) -> Trim:
    """The member with what the residence said."""

    def trim(facts: Facts, session_id: str) -> Facts:
        member = facts.season.member(member_id)
        return _one(
            facts, session_id, replace(bare(member), residence_comment=member.residence_comment), Given()
        )

    return trim


def plain_of(member_id: str) -> Trim:
    """The member, and the most points where the regulation counts them."""

    def trim(facts: Facts, session_id: str) -> Facts:
        given = Given(points=facts.given.points)
        return _one(facts, session_id, bare(facts.season.member(member_id)), given)

    return trim


def record_of(member_id: str) -> Trim:
    """The member with the awards and the discipline of the year."""

    def trim(facts: Facts, session_id: str) -> Facts:
        member = facts.season.member(member_id)
        own = replace(bare(member), merits=member.merits, discipline=member.discipline)
        return _one(facts, session_id, own, Given())

    return trim


def receipt_of(member_id: str) -> Trim:
    """The member with what was asked and what came."""

    def trim(facts: Facts, session_id: str) -> Facts:
        came = tuple(one for one in facts.given.hand_ins if one.member == member_id)
        given = Given(asked=facts.given.asked, hand_ins=came)
        return _one(facts, session_id, bare(facts.season.member(member_id)), given)

    return trim


def achievement_of(member_id: str) -> Trim:
    """The member with merits, level and what stands in the review under strengths."""

    def trim(facts: Facts, session_id: str) -> Facts:
        season = facts.season
        member = season.member(member_id)
        keys = _strengths(facts)
        given = Given(
            voted=level_of(season, facts.judged, member_id),
            years=tuple(one for one in facts.given.years if one.member == member_id),
            written=tuple(w for w in facts.given.written if w.member == member_id and w.part in keys),
        )
        few = _one(facts, session_id, replace(bare(member), merits=member.merits), given)
        told = tuple(
            praised(s, member_id) for s in season.sessions if s.id == session_id or member_id in s.reviews
        )
        return replace(few, season=replace(few.season, sessions=told, decisions=finals(season, member_id)))

    return trim


def notice_of(member_id: str) -> Trim:
    """The member with the decision from above and what replaced it later."""

    def trim(facts: Facts, session_id: str) -> Facts:
        season = facts.season
        again = replacement(facts.given.reratings, member_id, season.year)
        given = Given(reratings=() if again is None else (again,))
        few = _one(facts, session_id, bare(season.member(member_id)), given)
        members = tuple(map(unrated, few.season.members))
        decisions = finals(season, member_id)
        return replace(few, season=replace(few.season, members=members, decisions=decisions))

    return trim


def finals(season: Season, subject: str) -> tuple[Decision, ...]:
    """Return the superior's decision on the subject, where there is one."""
    found = decision_on(season.decisions, subject, DecisionKind.FINAL)
    return () if found is None else (found,)


def _strengths(facts: Facts) -> frozenset[str]:
    parts = form_names(facts.words.regulation).review.parts
    return frozenset(item.key for part in parts if part.filled == "strengths" for item in part.items)


def praised(session: Session, subject: str) -> Session:
    """Return the session with the strengths of one subject alone."""
    found = {
        key: Review(key, done=one.done, strengths=one.strengths)
        for key, one in session.reviews.items()
        if key == subject
    }
    return replace(empty(session), reviews=found)


def _one(facts: Facts, session_id: str, member: Member, given: Given) -> Facts:
    season = facts.season
    session = empty(season.session(session_id))
    signing = signers(season)
    if any(m.id == member.id for m in signing):  # nobody signs for others under the own paper
        deputy = deputy_for(season, member.id)
        signing = () if deputy is None else (unrated(deputy),)
    members = (member, *signing)
    return without_verdicts(facts, members, (session,), given)
