"""Rehearsals of one year or several in a row: each book begins with the one before, as a real one does."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from desktop import past_years, remedies, reratings
from desktop.desk import Desk
from desktop.rehearsal import MeetingClock, play, prepare
from desktop.scenario import Scenario
from meeting.remedy import counted
from meeting.results import Json, results_document
from meeting.year_results import levels_now

LAST_YEAR: Final = "nam-truoc"
"""The folder of the books of earlier years."""


def rehearse(scenario: Scenario, folder: Path) -> Desk:
    """Play the years one after another, each book beginning with the one before; returns the last, open."""
    last = None
    if scenario.previous is not None:
        with rehearse(scenario.previous, folder / LAST_YEAR) as before:
            last = before.book.path
    folder.mkdir(parents=True, exist_ok=True)
    path, clock = folder / f"{scenario.name}.chibo", MeetingClock(scenario)
    desk = Desk.create(path, rehearsal=True, clock=clock)
    try:
        prepare(desk, scenario, last)
        play(desk, scenario)
        conclude(desk, scenario)
    except BaseException:
        desk.close()
        raise
    return desk


def conclude(desk: Desk, scenario: Scenario) -> None:
    """What comes after the decision from above: the plan, results replaced later."""
    around = scenario.around
    if around.remedies:
        remedies.add_remedies(desk, around.remedies)
    for one in around.reratings:
        reratings.record(desk, one)


def outcome(desk: Desk, documents: Iterable[Mapping[str, str]] = ()) -> Json:
    """The results document with what the years around say: awards, remedies, results replaced later."""
    season, awards = desk.season, past_years.awards(desk)
    levels = levels_now(season, desk.verdict)
    return {
        **results_document(season, desk.verdict, documents),
        "levels_now": {member: level.value if level else None for member, level in levels.items()},
        "awards": {
            "quota": awards.quota,
            "candidates": list(awards.candidates),
            "sentence": awards.sentence,
            "chains": {
                one.member: {"straight": one.straight, "eligible": one.eligible, "sentence": one.sentence}
                for one in awards.chains
            },
            "branch": {
                "straight": awards.branch.straight if awards.branch else 0,
                "eligible": awards.branch is not None and awards.branch.eligible,
                "sentence": awards.branch_sentence,
            },
        },
        "old_faults": {m.id: [m.old_faults.fixed, m.old_faults.named] for m in season.members},
        "remedies": {m.id: list(reversed(counted(season.remedies, m.id))) for m in season.members},
        "not_yet_rated": [one.member for one in remedies.not_yet_rated(desk)],
        "reratings": [
            {"subject": o.subject, "year": o.year, "old": o.old.value, "new": o.new.value, "clause": o.clause}
            for o in season.reratings
        ],
    }
