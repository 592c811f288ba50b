"""Use cases after the meeting: what is to be remedied, fed from the reviews, and who is left over."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from db import operations
from desktop.desk import Desk
from meeting.remedy import Remedy, RemedyState
from meeting.season import Season
from meeting.unrated import LeftOver, left_over

_COLLECTIVES: Final = {"chi_bo": "Chi bộ", "chi_uy": "Tập thể chi ủy"}
_BULLET: Final = re.compile(r"^\s*(?:[-–•+*]|\(?\d{1,2}[.)])\s*")


def subjects(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Who may have something to remedy: the collectives, then everyone in roll order."""
    return (*_COLLECTIVES.items(), *((member.id, member.name) for member in desk.season.members))


def subject_name(season: Season, subject: str) -> str:
    """The name of a member or collective."""
    return _COLLECTIVES.get(subject) or season.member(subject).name


def suggested(desk: Desk) -> tuple[Remedy, ...]:
    """The shortcomings that the reviews name and the plan does not have yet, line by line."""
    season = desk.season
    known = {(one.subject, one.shortcoming.casefold()) for one in season.remedies}
    found: dict[tuple[str, str], Remedy] = {}
    for subject, line in _shortcomings(season):
        key = (subject, line.casefold())
        if key not in known and key not in found:
            owner = "" if subject in _COLLECTIVES else subject_name(season, subject)
            found[key] = Remedy(0, subject, line, owner=owner)
    return tuple(found.values())


def _shortcomings(season: Season) -> Iterator[tuple[str, str]]:
    """What the meetings wrote down; where they wrote nothing about a member, what the member wrote."""
    told: set[str] = set()
    for session in season.sessions:
        for subject, review in session.reviews.items():
            for line in _lines(review.shortcomings):
                told.add(subject)
                yield subject, line
    for text in season.review_texts:
        if text.part == "han_che" and text.member not in told:
            for line in _lines(text.text):
                yield text.member, line


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        said = " ".join(_BULLET.sub("", line).split())
        if said and said.casefold().strip(" .") not in {"không", "không có"}:
            yield said


def add_remedies(desk: Desk, remedies: Sequence[Remedy]) -> None:
    """Put items into the plan."""
    desk.changed(operations.add_remedies(desk.book, remedies, at=desk.clock()))


def update_remedy(desk: Desk, remedy: Remedy) -> None:
    """Change an item of the plan."""
    desk.changed(operations.update_remedy(desk.book, remedy, at=desk.clock()))


def set_remedied(desk: Desk, remedy: Remedy, state: RemedyState) -> None:
    """Say how far an item is; what is done is done today."""
    done = desk.clock().date() if state is RemedyState.DONE else None
    update_remedy(desk, replace(remedy, state=state, done=done))


def drop_remedy(desk: Desk, remedy: Remedy) -> None:
    """Take an item off the plan."""
    desk.changed(operations.drop_remedy(desk.book, remedy.id, at=desk.clock()))


def not_yet_rated(desk: Desk) -> tuple[LeftOver, ...]:
    """Who is left after the branch meeting, with what is to be done."""
    return left_over(desk.regulation, desk.season, desk.verdict)
