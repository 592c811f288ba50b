"""Papers about one member beside the review form: which there are for whom, one made after another."""

from collections.abc import Iterator
from dataclasses import replace

from forms import paper, words
from forms.facts import Facts
from forms.member_trims import Trim, achievement_of, notice_of, plain_of, receipt_of, record_of, residence_of
from forms.paper import Paper
from forms.paper_forms import ACHIEVEMENT, NOTICE, QUARTER, RECEIPT, RESIDENCE_SHEET, SUPPLEMENT
from forms.skeleton import form_names
from forms.trims import now_of
from meeting.decision import DecisionKind, decision_on
from meeting.hand_in import RECORD, RESIDENCE
from meeting.level import Level
from meeting.regulation import Standing

_TRIMS = {
    RESIDENCE_SHEET: residence_of,
    SUPPLEMENT: record_of,
    RECEIPT: receipt_of,
    QUARTER: plain_of,
    NOTICE: notice_of,
    ACHIEVEMENT: achievement_of,
}
Planned = tuple[int, str, str]
"""The member's number, the member, the form."""


def planned(facts: Facts) -> tuple[Planned, ...]:
    """Return which papers there are; none before the branch meeting has a place in the agenda."""
    if facts.season.branch_session is None:
        return ()
    reviewed = [one.member for one in facts.judged.members if one.standing.standing is not Standing.NONE]
    return tuple((n, m, form) for n, m in enumerate(reviewed, 1) for form in _of(facts, m))


def _of(facts: Facts, member_id: str) -> Iterator[str]:
    asked, names = {one.paper for one in facts.given.asked}, form_names(facts.words.regulation)
    if RESIDENCE in asked:
        yield RESIDENCE_SHEET
    if RECORD in asked:
        yield SUPPLEMENT
    if any(one.member == member_id for one in facts.given.hand_ins):
        yield RECEIPT
    if names.quarter and names.kind_of(facts.season.member(member_id)) == "leader":
        yield QUARTER
    if decision_on(facts.season.decisions, member_id, DecisionKind.FINAL) is not None:
        yield NOTICE
    if now_of(facts, member_id) is Level.HTXSNV:
        yield ACHIEVEMENT


def mark_of(one: Planned) -> str:
    """Return the mark under which the paper's number stands in the book."""
    number, _, form_id = one
    return f"{paper.FORMS[form_id].code}{number:03d}"


def made(facts: Facts, one: Planned) -> tuple[str, Paper]:
    """Return the file name and the paper."""
    number, member_id, form_id = one
    branch, form = facts.season.branch_session, paper.FORMS[form_id]
    if branch is None:
        raise ValueError("a paper about a member needs the branch meeting")
    trim: Trim = _TRIMS[form_id](member_id)
    name = words.slug(facts.season.member(member_id).name)
    own, mark = trim(facts, branch.id), mark_of(one)
    numbers = tuple(each for each in facts.given.numbers if each.paper == mark)
    told = paper.write(form_id, branch.id, mark, replace(own, given=replace(own.given, numbers=numbers)))
    return f"{number:03d}-{form.file}-{name}.pdf", told
