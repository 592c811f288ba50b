"""Use cases of the papers' numbers: what stands, what comes next in each kind, when the term began.

A paper without a number is printed with room for the pen; numbers given outside the program are entered
over the suggested ones, and the sequence goes on from them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db import operations
from db.store import load_documents, load_term
from desktop import drafts
from desktop.desk import Desk
from forms import dossier, each_member
from forms.facts import Facts
from forms.paper import FORMS, Paper
from meeting.numbering import PaperNumber, carried, next_number
from meeting.season import Season


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paper that carries a number; `free` is the next one of its kind, `signed` keeps the one it has."""

    paper: str
    form: str
    kind: str
    name: str
    number: int | None
    free: int
    signed: bool = False


def papers(desk: Desk) -> tuple[Numbered, ...]:
    """The papers that carry a number, kind by kind: of the dossier, to work on, and to members."""
    gathered = drafts.gather(desk)
    every = (*gathered.papers, *dossier.working_papers(gathered.facts), *_about_members(gathered.facts))
    made = [one for one in every if one.form.kind]
    given, term = desk.season.numbers, load_term(desk.book)
    known = {one.paper: one for one in given}
    signed = {document.form for document in load_documents(desk.book) if document.signed_by}

    def numbered(one: Paper) -> Numbered:
        kind, found = one.form.kind, known.get(one.document_id)
        number = found.number if found is not None and found.kind == kind else None
        kept = number is not None and one.form.id in signed
        free = next_number(given, kind, term)
        return Numbered(one.document_id, one.form.id, kind, one.document.name, number, free, kept)

    return tuple(sorted(map(numbered, made), key=lambda one: one.kind))


def _about_members(facts: Facts) -> Iterator[Paper]:
    for one in each_member.planned(facts):
        if FORMS[one[2]].kind:
            yield each_member.made(facts, one)[1]


def suggestions(shown: Sequence[Numbered], typed: Mapping[str, int | None]) -> dict[str, int]:
    """Number the papers that have none, in order, behind what the book and `typed` say of each kind."""
    last: Counter[str] = Counter()
    for one in shown:
        last[one.kind] = max(last[one.kind], one.free - 1, typed.get(one.paper) or 0)
    found = {}
    for one in shown:
        if typed.get(one.paper) is None:
            last[one.kind] += 1
            found[one.paper] = last[one.kind]
    return found


def term(desk: Desk) -> date | None:
    """The first day of the term, None while nobody said it."""
    return load_term(desk.book)


def set_term(desk: Desk, first_day: date | None) -> None:
    """Say when the term began: numbers given before that day count no more."""
    desk.changed(operations.set_term(desk.book, first_day, at=desk.clock()))


def go_on(desk: Desk, last: Season, first_day: date | None) -> None:
    """Go on from the numbers of last year's book, whose term began on `first_day`."""
    if first_day is not None:
        set_term(desk, first_day)
    if given := carried(last.numbers, first_day, last.year):
        desk.changed(operations.number_papers(desk.book, given, desk.clock()))


def number_papers(desk: Desk, wanted: Mapping[str, int | None]) -> None:
    """Give the papers these numbers, by their marks; None takes a number back. Refused says why not."""
    at = desk.clock()
    known = {one.paper: one for one in papers(desk)}
    given = [
        PaperNumber(paper, known[paper].form, known[paper].kind, number, at.date())
        for paper, number in wanted.items()
        if number is not None
    ]
    dropped = [paper for paper, number in wanted.items() if number is None]
    desk.changed(operations.number_papers(desk.book, given, at, dropped=dropped))
