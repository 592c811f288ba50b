"""Which papers a season has, in their order, numbered."""

from collections.abc import Iterator, Mapping
from typing import Any

from forms import paper, words
from forms.facts import gather, words_of
from forms.paper import Paper
from meeting.regulation import Regulation
from meeting.season import BallotState, Season, SessionKind, SessionState
from meeting.verdict import Verdict


def papers(
    season: Season, verdict: Verdict, regulation: Regulation, results: Mapping[str, Any], pack: str
) -> tuple[Paper, ...]:
    """Return the papers of what is done: closed meetings, a counted ballot. `pack`: SHA-256 of the pack."""
    facts = gather(season, verdict, words_of(regulation, season.unit.form, pack), results)
    counts: dict[str, int] = {}
    made = []
    for form_id, session in _planned(season):
        counts[form_id] = counts.get(form_id, 0) + 1
        document_id = f"{paper.FORMS[form_id].code}{counts[form_id]:02d}"
        made.append(paper.write(form_id, session, document_id, facts))
    return tuple(made)


def _planned(season: Season) -> Iterator[tuple[str, str]]:
    counted = season.ballot.state is BallotState.COUNTED
    for session in season.sessions:
        if session.state is not SessionState.CLOSED:
            continue
        if session.kind is SessionKind.TO_DANG:
            yield "bien_ban_to_dang", session.id
            yield "trich_bien_ban", session.id
        elif session.kind is SessionKind.CHI_BO:
            yield "bien_ban_chi_bo", session.id
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
    group = one.facts.season.session(one.session).group
    return f"{one.form.file}-{words.slug(group)}" if group else one.form.file
