"""Use cases of rating again: which results can be replaced, what the rules say, putting it on record."""

from dataclasses import replace

from db import operations
from desktop.desk import Desk, DeskError
from meeting.level import Level
from meeting.rerating import Rerating, rerating_sentence
from meeting.year_results import rerate_advice, result_of

COLLECTIVES = {"chi_bo": "Chi bộ", "chi_uy": "Tập thể chi ủy"}


def rerateable(desk: Desk, subject: str) -> tuple[tuple[int, Level], ...]:
    """The years whose result can be replaced, the newest first, each with the level that stands."""
    season = desk.season
    years = {season.year, *(one.year for one in season.past_years if one.member == subject)}
    found = ((year, result_of(season, subject, year)) for year in sorted(years, reverse=True))
    return tuple((year, level) for year, level in found if level is not None)


def advice(desk: Desk, year: int) -> str:
    """What the regulation says on replacing the result of that year, with its clause."""
    return rerate_advice(desk.regulation, desk.season, year)[0]


def record(desk: Desk, rerating: Rerating) -> None:
    """Put a re-rating on record with the clause of the regulation, where it has one."""
    paper, reason = " ".join(rerating.paper.split()), rerating.reason.strip()
    if not paper or not reason:
        raise DeskError("Xếp loại lại cần số văn bản (hoặc kết quả biểu quyết) và lý do.")
    clause = rerate_advice(desk.regulation, desk.season, rerating.year)[1]
    told = replace(rerating, paper=paper, reason=reason, clause=clause)
    desk.changed(operations.record_rerating(desk.book, told, at=desk.clock()))


def told(desk: Desk, subject: str) -> tuple[str, ...]:
    """Every re-rating of a member or collective as a sentence, the oldest first."""
    names = desk.regulation.names_of(subject)
    return tuple(rerating_sentence(one, names) for one in desk.season.reratings if one.subject == subject)
