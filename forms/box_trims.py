"""What the opening and the closing record are given: who signs, and the box; no votes, no verdicts."""

from dataclasses import replace

from forms.facts import Facts, head_of, unrated
from meeting.season import Ballot, Session


def for_opening(facts: Facts, session_id: str) -> Facts:
    """Return the facts of the opening record: the box before anybody voted."""
    if facts.box is None:
        raise ValueError("this paper carries no box")
    return replace(_for_box(facts, session_id), box=replace(facts.box, closing=None))


def for_closing(facts: Facts, session_id: str) -> Facts:
    """Return the facts of the closing record: the box with its numbers."""
    return replace(_for_box(facts, session_id), box=facts.box)


def _for_box(facts: Facts, session_id: str) -> Facts:
    """Keep what the tellers' records print; it is the same before and after the meeting's end."""
    season, session = facts.season, facts.season.session(session_id)
    held = season.ballot
    ballot = Ballot(
        form=held.form, round=held.round, tellers=held.tellers, session=held.session, subjects=held.subjects
    )
    signers = {session.chair, *ballot.tellers}
    small = replace(
        season,
        unit=replace(season.unit, groups=(), organisation_score=()),
        members=tuple(unrated(m) for m in season.members if m.id in signers),
        sessions=(Session(session.id, session.kind, place=session.place, chair=session.chair),),
        ballot=ballot,
        earlier_ballots=(),
        overrides=(),
        decisions=(),
    )
    return Facts(small, None, facts.words, head_of(facts))
