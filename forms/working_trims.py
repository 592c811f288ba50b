"""What of the facts the working papers of the branch carry: no more than each prints."""

from dataclasses import replace

from forms.facts import Facts
from forms.given import Given
from forms.member_trims import finals, praised
from forms.trims import empty, level_of, signers, without_verdicts
from meeting.past import BRANCH
from meeting.season import Review, Session


def for_inspection(facts: Facts, session_id: str) -> Facts:
    """Who signs, and the notice."""
    return _branch(facts, session_id, Given(inspection=facts.given.inspection))


def for_registration(facts: Facts, session_id: str) -> Facts:
    """Who signs."""
    return _branch(facts, session_id, Given())


def for_opinions(facts: Facts, session_id: str) -> Facts:
    """What the meetings said of the collectives."""
    told = tuple(_said(s) for s in facts.season.sessions if s.id == session_id or s.reviews)
    few = _branch(facts, session_id, Given())
    return replace(few, season=replace(few.season, sessions=told))


def for_branch_achievement(facts: Facts, session_id: str) -> Facts:
    """The strengths of the branch that the meetings named, and its level."""
    years = tuple(one for one in facts.given.years if one.member == BRANCH)
    given = Given(voted=level_of(facts.season, facts.judged, "chi_bo"), years=years)
    told = tuple(
        praised(s, "chi_bo") for s in facts.season.sessions if s.id == session_id or "chi_bo" in s.reviews
    )
    few = _branch(facts, session_id, given)
    decisions = finals(facts.season, "chi_bo")
    return replace(few, season=replace(few.season, sessions=told, decisions=decisions))


def _said(session: Session) -> Session:
    found = {
        key: Review(key, done=one.done, opinions=one.opinions)
        for key, one in session.reviews.items()
        if key in {"chi_bo", "chi_uy"}
    }
    return replace(empty(session), reviews=found)


def _branch(facts: Facts, session_id: str, given: Given) -> Facts:
    session = empty(facts.season.session(session_id))
    return without_verdicts(facts, signers(facts.season), (session,), given)


def for_comparison(facts: Facts, session_id: str) -> Facts:
    """Who signs, and the numbers of the comparisons; nobody's own level."""
    return _branch(facts, session_id, Given(charts=facts.given.charts))
