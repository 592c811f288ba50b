"""What of the facts each further paper carries: no more than it prints (`forms.facts` trims the minutes)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from forms import words
from forms.facts import Facts, as_proposed, bare, head_of, unrated, without_reviews
from forms.given import Given
from forms.skeleton import form_names
from meeting.agenda import attendees
from meeting.decision import standing_level
from meeting.judge import COLLECTIVES
from meeting.level import Level
from meeting.past import BRANCH
from meeting.regulation import Standing
from meeting.rerating import rerated_level
from meeting.season import (
    Ballot,
    CollectiveFacts,
    Discipline,
    Member,
    Post,
    Review,
    Season,
    Session,
    SessionKind,
    SessionState,
)
from meeting.verdict import Verdict

_SIGNERS = (Post.BI_THU, Post.PHO_BI_THU)


def signer_of(season: Season) -> Member | None:
    """The secretary, else a deputy: who signs for the branch."""
    return next((m for post in _SIGNERS for m in season.members if m.post is post), None)


def deputy_for(season: Season, member_id: str) -> Member | None:
    """The deputy secretary who chaired while this member was reviewed, else the only one there is."""
    chairs = {one.reviews[member_id].chair for one in season.sessions if member_id in one.reviews}
    deputies = [m for m in season.members if m.post is Post.PHO_BI_THU and m.id != member_id]
    only = deputies[0] if len(deputies) == 1 else None
    return next((m for m in deputies if m.id in chairs), only)


def level_of(season: Season, verdict: Verdict, subject: str) -> Level | None:
    """The level that stands: the superior's, else the one proposed, else the one voted."""
    return standing_level(season.decisions, subject, _voted(verdict, subject))


def now_of(facts: Facts, subject: str) -> Level | None:
    """The level that counts now: what replaced it later, where something did."""
    level = level_of(facts.season, facts.judged, subject)
    return rerated_level(facts.given.reratings, subject, facts.season.year, level)


def _voted(verdict: Verdict, subject: str) -> Level | None:
    units = (unit.level for unit in verdict.units if unit.subject == subject)
    return next((one.level for one in verdict.members if one.member == subject), next(units, None))


def for_invitation(facts: Facts, session_id: str) -> Facts:
    """One session with those who belong to it; nothing that happened in it."""
    season, session = facts.season, facts.season.session(session_id)
    members = tuple(unrated(m) for m in attendees(season, session))
    members += signers(season, members)
    due = {who: Review(who) for who in _due(facts, session)}
    asked = replace(session, attendance={}, reviews=due, conclusion="", opened=None, closed=None)
    return without_verdicts(facts, members, (asked,), Given())


def _due(facts: Facts, session: Session) -> list[str]:
    """Whom a supplementary meeting is for, before and after it: who was reviewed there or still waits."""
    if not session.supplementary:
        return []
    waiting = (one.member for one in facts.judged.members if one.standing.standing is Standing.DEFERRED)
    return sorted({*waiting, *(session.reviews.keys() - {"chi_bo", "chi_uy"})})


def for_numbers(facts: Facts, session_id: str) -> Facts:
    """All members with their verdicts, the votes and who was reviewed; no text of any review."""
    season = facts.season
    members = tuple(bare(m) for m in season.members)
    sessions = tuple(_skeleton(s) for s in season.sessions if _counts(s, session_id))
    return replace(facts, season=replace(season, members=members, sessions=sessions), given=Given())


def _counts(session: Session, session_id: str) -> bool:
    return session.id == session_id or bool(session.reviews or session.supplementary)


def for_proposals(facts: Facts, session_id: str) -> Facts:
    """The same, as the branch proposed it."""
    return _of_groups(facts, as_proposed(for_numbers(facts, session_id)))


def for_outcome(facts: Facts, session_id: str) -> Facts:
    """The same, with the cap on the levels that are proposed and what the collectives propose."""
    few, own = for_proposals(facts, session_id), _own_proposals(facts.season)
    sessions = tuple(
        replace(one, reviews={**one.reviews, **own}) if one.id == session_id else one
        for one in few.season.sessions
    )
    return replace(few, season=replace(few.season, sessions=sessions), given=Given(cap=facts.given.cap))


def for_summary(facts: Facts, session_id: str) -> Facts:
    """What prints the numbers of all members, with that cap and what the collectives propose."""
    few = without_reviews(facts, session_id)
    session = replace(few.season.session(session_id), reviews=_own_proposals(facts.season))
    few = replace(few, season=replace(few.season, sessions=(session,)), given=Given(cap=facts.given.cap))
    return _of_groups(facts, few)


def _own_proposals(season: Season) -> dict[str, Review]:
    own = {key: words.own_proposal(season, key) for key in COLLECTIVES}
    return {key: Review(key, proposed=level) for key, level in own.items() if level is not None}


def _of_groups(facts: Facts, few: Facts) -> Facts:
    """A group proposes no level for whom it did not review: who was away is reviewed by the branch later."""
    season = facts.season
    held = [one for one in season.sessions if one.kind is SessionKind.TO_DANG]
    closed = [one for one in held if one.state is SessionState.CLOSED]

    def told(member: Member) -> Member:
        own = [one for one in closed if one.group == member.group]
        here = any(member.id in one.reviews and one.reviews[member.id].done for one in own)
        later = bool(own) and not here and season.reviewed(member.id)
        return replace(member, group_level=None) if later else member

    return replace(few, season=replace(few.season, members=tuple(map(told, few.season.members))))


def for_rerating(facts: Facts, session_id: str) -> Facts:
    """The same, with the results that were replaced or are proposed to be."""
    return replace(for_numbers(facts, session_id), given=Given(reratings=facts.given.reratings))


def for_discipline(facts: Facts, session_id: str) -> Facts:
    """The same, with the form of discipline of those who were disciplined."""
    few = for_numbers(facts, session_id)
    known = {m.id: m for m in facts.season.members if m.discipline is not Discipline.NONE}
    members = tuple(_disciplined(m, known.get(m.id)) for m in few.season.members)
    return replace(few, season=replace(few.season, members=members))


def _disciplined(member: Member, known: Member | None) -> Member:
    if known is None:
        return member
    return replace(member, discipline=known.discipline, discipline_scope=known.discipline_scope)


def for_awards(facts: Facts, session_id: str) -> Facts:
    """The numbers, with the merits of those at the top level."""
    few = for_numbers(facts, session_id)
    merits = {m.id: m.merits for m in facts.season.members}

    def told(member: Member) -> Member:
        top = now_of(facts, member.id) is Level.HTXSNV
        return replace(member, merits=merits[member.id]) if top else member

    few = replace(few, season=replace(few.season, members=tuple(map(told, few.season.members))))
    top = {m.id for m in facts.season.members if now_of(facts, m.id) is Level.HTXSNV} | {BRANCH}
    years = tuple(one for one in facts.given.years if one.member in top)
    return replace(few, given=replace(_replaced_now(facts), years=years))


def for_commendation(facts: Facts, session_id: str) -> Facts:
    """The numbers, with whose result of this year was replaced since."""
    return replace(for_numbers(facts, session_id), given=_replaced_now(facts))


def _replaced_now(facts: Facts) -> Given:
    """Which results of this year were replaced, and with what: no word of why."""
    now = (one for one in facts.given.reratings if one.year == facts.season.year)
    return Given(reratings=tuple(replace(one, paper="", reason="", clause="") for one in now))


def for_remedy(facts: Facts, session_id: str) -> Facts:
    """The shortcomings that the reviews name, the items of the plan, and the date by which a plan is due."""
    season = facts.season
    sessions = tuple(_shortcomings(s) for s in season.sessions if s.id == session_id or s.reviews)
    members = tuple(unrated(m) for m in season.members)
    given = Given(deadlines=facts.given.deadlines, remedies=facts.given.remedies)
    return without_verdicts(facts, members, sessions, given)


def for_report(facts: Facts, session_id: str) -> Facts:
    """What the sessions said of the collectives, and the level that stands."""
    season = facts.season
    sessions = tuple(_collective(s) for s in season.sessions if s.id == session_id or s.reviews)
    given = Given(points=facts.given.points)
    return without_verdicts(facts, signers(season), sessions, given, decided=True)


def for_committee_report(facts: Facts, session_id: str) -> Facts:
    """The report of the committee: its level by the vote."""
    return _with_level(facts, for_report(facts, session_id), "chi_uy")


def for_branch_report(facts: Facts, session_id: str) -> Facts:
    """The report of the branch: its level by the vote."""
    return _with_level(facts, for_report(facts, session_id), "chi_bo")


def _with_level(facts: Facts, few: Facts, subject: str) -> Facts:
    kept = as_proposed(facts).season
    level = level_of(kept, facts.judged, subject)
    told = [
        text
        for unit in facts.judged.units
        if unit.subject == subject
        for text in (unit.sentence, words.unit_decided(kept, unit, facts.words.names_of(subject)))
    ]
    sentence = " ".join(filter(None, told))
    few = replace(few, season=replace(few.season, decisions=()))
    own = tuple(one for one in facts.given.organisations if one.subject == subject)
    points = next((one.points for one in facts.given.collectives if one.subject == subject), None)
    scored = () if points is None else (CollectiveFacts(subject, points=points),)
    given = replace(few.given, voted=level, sentence=sentence, organisations=own, collectives=scored)
    return replace(few, given=given)


def for_score(facts: Facts, session_id: str) -> Facts:
    """The points of the organisation and the sheet they are measured by."""
    season = facts.season
    session = empty(season.session(session_id))
    few = without_verdicts(facts, signers(season), (session,), Given(score_sheet=facts.given.score_sheet))
    unit = replace(few.season.unit, organisation_score=season.unit.organisation_score)
    return replace(few, season=replace(few.season, unit=unit))


def for_index(facts: Facts, session_id: str) -> Facts:
    """The list of the dossier, the files that were made, and the day of the latest."""
    session = empty(facts.season.session(session_id))
    given = Given(
        dossier=facts.given.dossier,
        made=facts.given.made,
        reviews=facts.given.reviews,
        day=_last_day(facts.season),
    )
    return without_verdicts(facts, signers(facts.season), (session,), given)


def _last_day(season: Season) -> date | None:
    """The latest day of a meeting held or of a decision: by these the papers are dated."""
    held = (one.day for one in season.sessions if one.state is SessionState.CLOSED and one.day is not None)
    return max((*held, *(one.day for one in season.decisions)), default=None)


def for_member(member_id: str) -> Callable[[Facts, str], Facts]:
    """The facts of one member's review form: everything about that member, nothing about another."""

    def trim(facts: Facts, session_id: str) -> Facts:
        season = facts.season
        member = season.member(member_id)
        others = tuple(m for m in signers(season) if m.id != member_id)
        deputy = deputy_for(season, member_id)
        if deputy is not None and not others:
            others = (unrated(deputy),)
        wanted = (s for s in season.sessions if s.id == session_id or member_id in s.reviews)
        sessions = tuple(only(s, member_id) for s in wanted)
        one = facts.judged.member(member_id)
        asked = form_names(facts.words.regulation).keys_of(member)
        kept = as_proposed(facts).season
        told = one.sentence if one.tally else one.standing.sentence
        given = Given(
            points=facts.given.points,
            voted=level_of(kept, facts.judged, member_id),
            sentence=" ".join(filter(None, (told, words.decided(kept, one, facts.words.member_names)))),
            written=tuple(w for w in facts.given.written if w.member == member_id and w.part in asked),
        )
        return without_verdicts(facts, (member, *others), sessions, given)

    return trim


def as_given(facts: Facts, _session_id: str) -> Facts:
    """The facts as they are: whoever made the paper has trimmed them."""
    return facts


def without_verdicts(
    facts: Facts,
    members: tuple[Member, ...],
    sessions: tuple[Session, ...],
    given: Given,
    *,
    decided: bool = False,
) -> Facts:
    """Facts of a paper that prints no verdicts."""
    season = facts.season
    small = replace(
        season,
        unit=replace(season.unit, organisation_score=()),
        members=members,
        sessions=sessions,
        ballot=Ballot(),
        earlier_ballots=(),
        overrides=(),
        decisions=season.decisions if decided else (),
    )
    return Facts(small, None, facts.words, head_of(facts), given)


def signers(season: Season, known: tuple[Member, ...] = ()) -> tuple[Member, ...]:
    """Return who signs for the branch, unless among the `known`."""
    signer = signer_of(season)
    if signer is None or any(m.id == signer.id for m in known):
        return ()
    return (unrated(signer),)


def empty(session: Session) -> Session:
    """Return the session without what happened in it."""
    return replace(session, items=(), attendance={}, reviews={}, conclusion="", guests="")


def _skeleton(session: Session) -> Session:
    done = {key: Review(key, done=True) for key, found in session.reviews.items() if found.done}
    return replace(empty(session), attendance=session.attendance, reviews=done)


def _shortcomings(session: Session) -> Session:
    found = {
        key: Review(key, done=one.done, shortcomings=one.shortcomings)
        for key, one in session.reviews.items()
        if one.shortcomings.strip()
    }
    return replace(empty(session), reviews=found)


def _collective(session: Session) -> Session:
    found = {key: one for key, one in session.reviews.items() if key in {"chi_bo", "chi_uy"}}
    return replace(empty(session), reviews=found)


def only(session: Session, member_id: str) -> Session:
    """Return the session with the review of one member alone."""
    found = {key: one for key, one in session.reviews.items() if key == member_id}
    return replace(empty(session), reviews=found)
