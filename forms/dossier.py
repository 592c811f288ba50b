"""Which papers a season has, in their order, numbered."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from forms import further, paper, words
from forms.box_facts import BoxFacts
from forms.facts import Facts, gather, words_of
from forms.given import Made, given_of
from forms.paper import Paper
from forms.paper_forms import CALL, INDEX, place
from meeting.regulation import Regulation
from meeting.season import BallotState, Season, SessionKind, SessionState
from meeting.verdict import Verdict

OF_THE_BOX = frozenset({"bien_ban_mo_hom", "bien_ban_dong_hom"})
"""Papers that carry the box; no other does."""


def papers(
    season: Season,
    verdict: Verdict,
    regulation: Regulation,
    results: Mapping[str, Any],
    pack: str,
    box: BoxFacts | None = None,
) -> tuple[Paper, ...]:
    """Return the papers of what is done: closed meetings, a counted ballot. `pack`: SHA-256 of the pack.

    box: what the ballot box says of itself; None where it is not at hand, or the vote was on paper.
    """
    facts = facts_of(season, verdict, regulation, results, pack)
    with_box = replace(facts, box=box)
    planned = _in_order([*_planned(season, box), *further.further(facts)], facts)
    made = _numbered(planned, facts, with_box)
    return (*made, _index(made, facts)) if further.finished(season) else made


def working_papers(facts: Facts) -> tuple[Paper, ...]:
    """Return the papers that people finish themselves; they are no part of the signed dossier."""
    return _numbered(list(further.working(facts)), facts, facts)


def facts_of(
    season: Season, verdict: Verdict, regulation: Regulation, results: Mapping[str, Any], pack: str
) -> Facts:
    """Return everything that the papers of a season are printed from."""
    spoken = words_of(regulation, season.unit.form, pack)
    return gather(season, verdict, spoken, results, given_of(regulation))


def _in_order(planned: list[further.Planned], facts: Facts) -> list[further.Planned]:
    """Sort by the regulation's list; papers that it does not name stand beside those they go with."""
    asked = tuple(item.form for item in facts.given.dossier)
    return sorted(planned, key=lambda one: place(one[0], asked))


def _numbered(planned: list[further.Planned], facts: Facts, with_box: Facts) -> tuple[Paper, ...]:
    counts: dict[str, int] = {}
    made = []
    for form_id, session in planned:
        counts[form_id] = counts.get(form_id, 0) + 1
        document_id = f"{paper.FORMS[form_id].code}{counts[form_id]:02d}"
        made.append(paper.write(form_id, session, document_id, with_box if form_id in OF_THE_BOX else facts))
    return tuple(made)


def _index(made: tuple[Paper, ...], facts: Facts) -> Paper:
    """The last paper: what the dossier holds."""
    files = tuple(Made(name, one.form.id) for name, one in zip(file_names(made), made, strict=True))
    told = replace(facts, given=replace(facts.given, made=files))
    branch = facts.season.branch_session
    if branch is None:
        raise ValueError("an index needs the branch meeting")
    return paper.write(INDEX, branch.id, f"{paper.FORMS[INDEX].code}01", told)


def _planned(season: Season, box: BoxFacts | None) -> Iterator[tuple[str, str]]:
    counted = season.ballot.state is BallotState.COUNTED
    for session in season.sessions:
        if session.state is not SessionState.CLOSED:
            continue
        if session.kind is SessionKind.TO_DANG:
            yield "bien_ban_to_dang", session.id
            yield "trich_bien_ban", session.id
        elif session.kind is SessionKind.CHI_BO:
            yield "bien_ban_chi_bo", session.id
            if counted and box is not None:
                yield "bien_ban_mo_hom", session.id
                yield "bien_ban_dong_hom", session.id
            if counted:
                yield "bien_ban_kiem_phieu", session.id
        else:
            yield "bien_ban_chi_uy", session.id
    branch = season.branch_session
    if branch is not None and branch.state is SessionState.CLOSED and counted:
        yield "bang_tong_hop", branch.id


def file_names(made: tuple[Paper, ...]) -> tuple[str, ...]:
    """Return the file name of each paper: number, kind, the group where there is one; no diacritics."""
    return tuple(f"{number:02d}-{_stem(one)}.pdf" for number, one in enumerate(made, 1))


def _stem(one: Paper) -> str:
    """The kind; a group's name behind it, and in a call to a meeting which meeting it is."""
    session = one.facts.season.session(one.session)
    which = session.group or (session.kind.value.replace("_", "-") if one.form.id == CALL else "")
    return f"{one.form.file}-{words.slug(which)}" if which else one.form.file
