"""Which papers a season has, in their order, numbered."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from forms import further, paper, words
from forms.box_facts import BoxFacts
from forms.facts import Facts, before_superior, gather, words_of
from forms.given import Made, given_of
from forms.paper import Paper
from forms.paper_forms import CALL, INDEX, REVIEWS, place
from meeting.cap import judge_cap
from meeting.decision import proposed_level
from meeting.judge import judge
from meeting.organisation import organisations
from meeting.regulation import Regulation
from meeting.results import results_document
from meeting.rounds import as_of
from meeting.season import Ballot, Season, Session, SessionKind, SessionState
from meeting.verdict import CapVerdict, Verdict
from meeting.voters import voters

OF_THE_BOX = frozenset({"bien_ban_mo_hom", "bien_ban_dong_hom"})
"""Papers that carry the box; no other does."""

OF_A_ROUND = OF_THE_BOX | {"bien_ban_kiem_phieu"}
"""Papers about one round of the ballot."""


def papers(
    season: Season,
    verdict: Verdict,
    regulation: Regulation,
    results: Mapping[str, Any],
    pack: str,
    boxes: Mapping[int, BoxFacts] | None = None,
) -> tuple[Paper, ...]:
    """Return the papers of what is done: closed meetings, counted ballots. `pack`: SHA-256 of the pack.

    boxes: what the ballot box of each round says of itself; a round that is not there had none, or it is not
    at hand.
    """
    facts, known = facts_of(season, verdict, regulation, results, pack), boxes or {}
    planned = _in_order([*_planned(season, known), *further.further(facts)], facts)
    rounds = {
        ballot.round: replace(_at_round(facts, ballot, regulation, pack), box=known.get(ballot.round))
        for ballot in season.counted_ballots
    }
    made = _numbered(planned, facts, rounds)
    return (*made, _index(made, facts)) if further.finished(season) else made


def working_papers(facts: Facts) -> tuple[Paper, ...]:
    """Return the papers that people finish themselves; they are no part of the signed dossier."""
    return _numbered(further.working(facts), facts, {})


def reviews(facts: Facts) -> Iterator[tuple[str, Paper]]:
    """Yield each member's review with its file name in the dossier; none before the branch has decided."""
    if further.finished(facts.season) is not None:
        yield from ((f"{REVIEWS}/{name}", one) for name, one in further.personal(facts))


def facts_of(
    season: Season, verdict: Verdict, regulation: Regulation, results: Mapping[str, Any], pack: str
) -> Facts:
    """Return everything that the papers of a season are printed from."""
    spoken = words_of(regulation, season.unit.form, pack)
    given = replace(
        given_of(regulation),
        cap=_cap_now(season, verdict, regulation),
        organisations=organisations(regulation, before_superior(season), verdict),
    )
    return gather(season, verdict, spoken, results, given)


def _cap_now(season: Season, verdict: Verdict, regulation: Regulation) -> CapVerdict | None:
    """The cap on the levels that the meeting decided to propose; None where these are the ones voted."""
    levels = {one.member: proposed_level(season.decisions, one.member, one.level) for one in verdict.members}
    cap = judge_cap(regulation, season, levels)
    return None if cap == verdict.cap else cap


def _at_round(facts: Facts, ballot: Ballot, regulation: Regulation, pack: str) -> Facts:
    """The facts as they were when this round was counted; all facts where no other round followed."""
    then = as_of(facts.season, ballot)
    if then == facts.season and not ballot.subjects:
        return facts
    verdict = judge(regulation, then)
    told = facts_of(then, verdict, regulation, results_document(then, verdict), pack)
    room = voters(regulation, then, ballot) if ballot.subjects else None
    return replace(told, room=room, given=facts.given)


def _in_order(planned: list[further.Planned], facts: Facts) -> list[further.Planned]:
    """Sort by the regulation's list; papers that it does not name stand beside those they go with."""
    asked = tuple(item.form for item in facts.given.dossier)
    return sorted(planned, key=lambda one: place(one[0], asked))


def _numbered(
    planned: Iterable[further.Planned], facts: Facts, rounds: Mapping[int, Facts]
) -> tuple[Paper, ...]:
    counts: dict[str, int] = {}
    made = []
    for form_id, session, number in planned:
        counts[form_id] = counts.get(form_id, 0) + 1
        document_id = f"{paper.FORMS[form_id].code}{counts[form_id]:02d}"
        told = rounds[number] if number else facts
        shown = told if form_id in OF_THE_BOX else replace(told, box=None)
        made.append(paper.write(form_id, session, document_id, shown))
    return tuple(made)


def _index(made: tuple[Paper, ...], facts: Facts) -> Paper:
    """The last paper: what the dossier holds."""
    files = tuple(Made(name, one.form.id) for name, one in zip(file_names(made), made, strict=True))
    told = replace(facts, given=replace(facts.given, made=files, reviews=len(further.reviewed(facts))))
    branch = facts.season.branch_session
    if branch is None:
        raise ValueError("an index needs the branch meeting")
    return paper.write(INDEX, branch.id, f"{paper.FORMS[INDEX].code}01", told)


def _planned(season: Season, boxes: Mapping[int, BoxFacts]) -> Iterator[further.Planned]:
    for session in season.sessions:
        if session.state is not SessionState.CLOSED:
            continue
        if session.kind is SessionKind.TO_DANG:
            yield further.Planned("bien_ban_to_dang", session.id)
            yield further.Planned("trich_bien_ban", session.id)
        elif session.kind is SessionKind.CHI_BO:
            yield from _of_the_branch(season, session, boxes)
        else:
            yield further.Planned("bien_ban_chi_uy", session.id)
    branch = further.finished(season)
    if branch is not None:
        yield further.Planned("bang_tong_hop", branch.id)


def _of_the_branch(
    season: Season, session: Session, boxes: Mapping[int, BoxFacts]
) -> Iterator[further.Planned]:
    """The minutes of a branch meeting as of its last count, then the papers of each of its rounds."""
    held = [ballot.round for ballot in season.counted_ballots if ballot.session == session.id]
    yield further.Planned("bien_ban_chi_bo", session.id, held[-1] if held else 0)
    for number in held:
        if number in boxes:
            yield further.Planned("bien_ban_mo_hom", session.id, number)
            yield further.Planned("bien_ban_dong_hom", session.id, number)
        yield further.Planned("bien_ban_kiem_phieu", session.id, number)


def file_names(made: tuple[Paper, ...]) -> tuple[str, ...]:
    """Return the file name of each paper: number, kind, the group where there is one; no diacritics."""
    return tuple(f"{number:02d}-{_stem(one)}.pdf" for number, one in enumerate(made, 1))


def _stem(one: Paper) -> str:
    """The kind; a group's name behind it, which meeting a call is for, which round or meeting came later."""
    season = one.facts.season
    session = season.session(one.session)
    which = session.group or (session.kind.value.replace("_", "-") if one.form.id == CALL else "")
    again = f"bo-sung-{session.supplementary}" if session.supplementary else ""
    if one.form.id in OF_A_ROUND and season.ballot.subjects:
        again = f"lan-{season.ballot.round}"
    return "-".join(part for part in (one.form.file, words.slug(which), again) if part)
