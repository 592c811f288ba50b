"""What a paper is printed from: the season, the verdicts, the regulation's words and the results document.

A paper carries its facts as attached data, so each gets only what it prints: a group's minutes hold that
group alone, and no member's record holds health, discipline or scores that no page prints.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from forms.box_facts import BoxFacts
from forms.given import Given
from meeting.agenda import attendees
from meeting.comparison import charts
from meeting.decision import DecidedBy, Decision, DecisionKind
from meeting.describe import describe
from meeting.level import LEVELS, Level
from meeting.past import PastYear
from meeting.regulation import Regulation, Standing, Sure
from meeting.results import decisions_told
from meeting.season import (
    Ballot,
    Discipline,
    Form,
    Member,
    OldFaults,
    Professional,
    Scope,
    Season,
    Session,
    SessionKind,
    Tasks,
)
from meeting.verdict import Verdict, Voters
from meeting.year_results import levels_now, past_of

HEAD: Final = ("format", "book", "rehearsal", "regulation", "year", "meeting_day", "unit_name")
"""The keys of the results document that every paper carries."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the regulation gives to the papers: its names for things, its layout, the digest of its pack.

    `letters` are the rules that a superior's paper set, each as a sentence with the paper.
    """

    regulation: str
    title: str
    short: str
    verb: str
    layout: str
    pack: str
    member_names: Mapping[Level, str]
    unit_names: Mapping[Level, str]
    committee_names: Mapping[Level, str]
    thresholds: Mapping[Level, str]
    letters: tuple[str, ...] = ()

    def names_of(self, subject: str) -> Mapping[Level, str]:
        """The names of the levels of a member or a collective."""
        return {"chi_bo": self.unit_names, "chi_uy": self.committee_names}.get(subject, self.member_names)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a form is a function of; `given` is what the regulation asks of the further papers.

    number: the paper's number in its kind; None leaves room for the pen.
    room: who voted in a further round, in a paper about it; None where it is the first round's voters.
    """

    season: Season
    verdict: Verdict | None
    words: Words
    results: Mapping[str, Any]
    given: Given = field(default_factory=Given)
    box: BoxFacts | None = None
    number: int | None = None
    room: Voters | None = None

    @property
    def voters(self) -> Voters:
        """Who voted in the round that the paper is about."""
        return self.judged.voters if self.room is None else self.room

    @property
    def judged(self) -> Verdict:
        """The verdicts; ValueError in a paper that carries none."""
        if self.verdict is None:
            raise ValueError("this paper carries no verdicts")
        return self.verdict


def words_of(regulation: Regulation, form: Form, pack: str) -> Words:
    """Return the words of a regulation for branches of a form; `pack` is the SHA-256 of its file."""
    rules = {level: regulation.threshold(level, form) for level in LEVELS}
    return Words(
        regulation=regulation.id,
        title=regulation.title,
        short=regulation.short,
        verb=regulation.verb,
        layout=regulation.layout,
        pack=pack,
        member_names=dict(regulation.member_names),
        unit_names=dict(regulation.unit_names),
        committee_names=dict(regulation.committee_names),
        thresholds={level: f"trên {rule.part_text} ({rule.source.cite})" for level, rule in rules.items()},
        letters=tuple(
            f"{rule.topic}: {rule.text.rstrip('.')} ({rule.cite})."
            for rule in describe(regulation)
            if rule.sure is Sure.SUPERIOR
        ),
    )


def gather(
    season: Season, verdict: Verdict, words: Words, results: Mapping[str, Any], given: Given | None = None
) -> Facts:
    """Return the facts of a whole dossier; the list of its own documents stays out of the results.

    What was written before and after the meeting moves from the season to `given`, of which every paper takes
    what it prints: so no paper carries it unasked, and data made before papers printed it stay as they were.
    """
    kept = {key: value for key, value in results.items() if key not in {"documents", "organisation"}}
    told = replace(
        given or Given(),
        written=season.review_texts,
        remedies=season.remedies,
        numbers=season.numbers,
        reratings=season.reratings,
        charts=charts(season, levels_now(season, verdict)),
        hand_ins=season.hand_ins,
        inspection=season.inspection,
        paper_entries=season.paper_entries,
        years=_years(season),
        collectives=season.collectives,
    )
    meeting = replace(
        season,
        hand_ins=(),
        review_texts=(),
        remedies=(),
        past_years=(),
        numbers=(),
        reratings=(),
        collectives=(),
        inspection=None,
        paper_entries=(),
    )
    return Facts(meeting, replace(verdict, organisations=()), words, kept, told)


def _years(season: Season) -> tuple[PastYear, ...]:
    """The earlier years of all with the levels that stand now, in their order."""
    known = dict.fromkeys(one.member for one in season.past_years)
    return tuple(past for member in known for _, past in sorted(past_of(season, member).items()))


def head_of(facts: Facts) -> dict[str, Any]:
    """Return the head of the results, which every paper carries."""
    return {key: facts.results[key] for key in HEAD if key in facts.results}


def bare(member: Member) -> Member:
    """Return the member without what no paper prints."""
    return replace(
        member,
        sick_months=0,
        maternity=False,
        discipline=Discipline.NONE,
        discipline_scope=Scope.DUTY_HERE_THIS_YEAR,
        grades=(),
        points=None,
        tasks=Tasks(),
        old_faults=OldFaults(),
        merits=(),
        residence_comment="",
        note="",
    )


def unrated(member: Member) -> Member:
    """Return the member without any proposed level or rating at work, as somebody who only signs."""
    return replace(
        bare(member),
        professional=Professional.NOT_EMPLOYED,
        self_level=None,
        group_level=None,
        committee_level=None,
    )


def for_group(facts: Facts, session_id: str) -> Facts:
    """Return the facts of one group's meeting: its members and its session, no ballot, no verdicts."""
    season, session = facts.season, facts.season.session(session_id)
    own = {m.id for m in attendees(season, session)} | {session.chair, session.secretary}
    members = tuple(_to_rate(facts, bare(m)) for m in season.members if m.id in own)
    unit = replace(season.unit, groups=(session.group,), organisation_score=())
    small = replace(
        season,
        unit=unit,
        members=members,
        sessions=(session,),
        ballot=Ballot(),
        earlier_ballots=(),
        overrides=(),
        decisions=(),
    )
    return Facts(small, None, facts.words, head_of(facts))


def _to_rate(facts: Facts, member: Member) -> Member:
    """The member without any proposed level, where nobody rates here who proposes one."""
    rated = facts.judged.member(member.id).standing.standing in {Standing.RATED, Standing.DEFERRED}
    return member if rated else replace(member, self_level=None, group_level=None, committee_level=None)


def for_session(facts: Facts, session_id: str) -> Facts:
    """Return the facts of a paper about one session: of the decisions those that the session itself made."""
    session = facts.season.session(session_id)
    own = tuple(one for one in facts.season.decisions if _decided_in(facts.season, session, one))
    few = _with_sessions(facts, (session,))
    if not own:
        return _undecided(few)
    results = {**few.results, "decisions": decisions_told(own)}
    return replace(few, season=replace(few.season, decisions=own), results=results)


def as_proposed(facts: Facts) -> Facts:
    """Return the facts without what the superior decided in the end, of which a proposal knows nothing."""
    season = before_superior(facts.season)
    results = {**facts.results, "decisions": decisions_told(season.decisions)}
    return replace(facts, season=season, results=results)


def before_superior(season: Season) -> Season:
    """Return the season as the branch proposes it: without what the superior decided in the end."""
    kept = tuple(one for one in season.decisions if one.kind is DecisionKind.PROPOSAL)
    return replace(season, decisions=kept)


def made_by(session: Session, decision: Decision) -> bool:
    """Tell whether the decision is the branch meeting's own: made by the meeting, on its day."""
    here = session.kind is SessionKind.CHI_BO and decision.by is DecidedBy.MEETING
    return here and decision.kind is DecisionKind.PROPOSAL and decision.day == session.day


def _decided_in(season: Season, session: Session, decision: Decision) -> bool:
    """Tell whether this meeting, and no other of the same day, voted last on whom it decided."""
    ballot = season.ballot_of(decision.subject)
    return made_by(session, decision) and (ballot is None or ballot.session == session.id)


def for_tally(facts: Facts, session_id: str) -> Facts:
    """Return the facts of the tellers' minutes: numbers, who entered them, and nothing decided on them."""
    few = _undecided(without_reviews(facts, session_id))
    own = tuple(one for one in facts.given.paper_entries if one.round == facts.season.ballot.round)
    return replace(few, given=replace(few.given, paper_entries=own))


def _undecided(facts: Facts) -> Facts:
    results = {key: value for key, value in facts.results.items() if key != "decisions"}
    return replace(facts, season=replace(facts.season, decisions=()), results=results)


def without_reviews(facts: Facts, session_id: str) -> Facts:
    """Return the facts of a paper that prints numbers only: no reviews, no notes of the meeting."""
    session = replace(facts.season.session(session_id), items=(), reviews={}, conclusion="")
    return _with_sessions(facts, (session,))


def _with_sessions(facts: Facts, sessions: tuple[Session, ...]) -> Facts:
    members = tuple(bare(m) for m in facts.season.members)
    season = replace(facts.season, members=members, sessions=sessions)
    return replace(facts, season=season, given=Given())
