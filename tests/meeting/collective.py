"""What is known of a branch or its committee, and one condition of its verdict."""

from dataclasses import replace
from typing import Any

from desktop.regulations import load_regulation
from meeting.judge import judge
from meeting.level import Level
from meeting.season import Answer, CollectiveFacts, Season
from meeting.verdict import Condition, OrganisationVerdict
from tests.meeting.branch import roll, season


def told(pack: str, marks: str = "TTTTT", *, votes: dict[str, str] | None = None, **facts: Any) -> Season:
    """A branch with one member for each mark, rated so by everyone."""
    people = roll(len(marks))
    rows = {m.id: mark * len(marks) for m, mark in zip(people, marks, strict=True)}
    rows |= {subject: mark * len(marks) for subject, mark in (votes or {}).items()}
    return season(load_regulation(pack), people, votes=rows, **facts)


def known(one: Season, subject: str = "chi_bo", **facts: Any) -> Season:
    """The season with these facts of a collective."""
    answers = tuple(Answer(key, yes) for key, yes in facts.pop("answers", {}).items())
    rest = tuple(each for each in one.collectives if each.subject != subject)
    return replace(one, collectives=(*rest, CollectiveFacts(subject, answers=answers, **facts)))


def verdict(one: Season, subject: str = "chi_bo") -> OrganisationVerdict:
    """The verdict on a collective."""
    judged = judge(load_regulation(one.regulation), one)
    return next(each for each in judged.organisations if each.subject == subject)


def condition(one: Season, level: Level, words: str, subject: str = "chi_bo") -> Condition:
    """The one condition of a level whose sentence begins with these words."""
    found = [c for c in verdict(one, subject).conditions if c.level is level and c.sentence.startswith(words)]
    assert len(found) == 1, [c.sentence for c in verdict(one, subject).conditions if c.level is level]
    return found[0]
