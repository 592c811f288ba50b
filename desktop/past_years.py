"""Use cases of the years before this one: levels entered by hand or from an earlier book, and awards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from db import operations
from db.reading import read_book
from db.store import load_season, load_settings
from desktop import reviews
from desktop.desk import Desk, DeskError
from desktop.regulations import regulation_in_force
from meeting.awards import AwardVerdict, judge_awards
from meeting.comparison import Chart, charts
from meeting.judge import judge
from meeting.level import Level
from meeting.next_year import remedied_words
from meeting.past import BRANCH, PastYear
from meeting.remedy import counted
from meeting.rerating import Rerating, replacement
from meeting.season import Member, OldFaults, Season, SessionState
from meeting.year_results import branch_level_now, levels_now, past_of

BASE: Final = "so-dang-vien-co-so"
OLD_FAULTS: Final = "khac_phuc_cu"
"""The part of a self-review on what became of last year's shortcomings."""
YEARS: Final = 5
"""How many earlier years the history shows."""


@dataclass(frozen=True, slots=True)
class PersonYears:
    """A member with the earlier years as entered, the newest first; None where nothing was entered.

    again: what replaced the result of each of these years later, and `now_again` that of this year.
    """

    number: int
    member: Member
    years: tuple[PastYear | None, ...]
    now: Level | None
    again: tuple[Rerating | None, ...]
    now_again: Rerating | None


def history(desk: Desk) -> tuple[PersonYears, ...]:
    """Every member in roll order with the level of this year and of the years before."""
    season, levels = desk.season, levels_now(desk.season, desk.verdict)
    known = {(one.member, one.year): one for one in season.past_years}
    span = earlier_years(season)
    return tuple(
        PersonYears(
            n,
            m,
            tuple(known.get((m.id, year)) for year in span),
            levels.get(m.id),
            tuple(replacement(season.reratings, m.id, year) for year in span),
            replacement(season.reratings, m.id, season.year),
        )
        for n, m in enumerate(season.members, 1)
    )


def earlier_years(season: Season) -> tuple[int, ...]:
    """The years that the history shows, the newest first."""
    return tuple(range(season.year - 1, season.year - 1 - YEARS, -1))


def years_of(desk: Desk, subject: str) -> tuple[PastYear | None, ...]:
    """The earlier years of one member, or of the branch ("chi_bo"), the newest first."""
    known = {one.year: one for one in desk.season.past_years if one.member == subject}
    return tuple(known.get(year) for year in earlier_years(desk.season))


def record_years(desk: Desk, years: Sequence[PastYear]) -> None:
    """Write down earlier years of members."""
    desk.changed(operations.record_past_years(desk.book, years, at=desk.clock()))


def clear_year(desk: Desk, member_id: str, year: int) -> None:
    """Take back what was entered for one year."""
    desk.changed(operations.clear_past_year(desk.book, member_id, year, at=desk.clock()))


def base_members(desk: Desk) -> int:
    """How many members the base organisation has, as entered; 0 if nobody has."""
    text = load_settings(desk.book).get(BASE, "")
    return int(text) if text.isdigit() else 0


def set_base_members(desk: Desk, count: int) -> None:
    """Write down how many members the base organisation has."""
    desk.changed(operations.set_setting(desk.book, BASE, str(count), at=desk.clock()))


def comparisons(desk: Desk) -> tuple[Chart, ...]:
    """Levels side by side, once this book holds any."""
    levels = levels_now(desk.season, desk.verdict)
    known = any(levels.values()) or desk.season.past_years
    return charts(desk.season, levels) if known else ()


def awards(desk: Desk) -> AwardVerdict:
    """Who may be proposed for the award for several years in a row."""
    levels = {**levels_now(desk.season, desk.verdict), BRANCH: branch_level_now(desk.season, desk.verdict)}
    return judge_awards(desk.regulation, desk.season, levels, base_members(desk))


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier book says about the people of this one: levels, remedies, and whom it does not know.

    older: what that book knows of the years before its own. told: what became of the shortcomings it
    named, in words for the next review.
    """

    file: str
    year: int
    years: tuple[PastYear, ...]
    faults: dict[str, OldFaults]
    unknown: tuple[str, ...]
    older: tuple[PastYear, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)


def look_at_earlier(desk: Desk, path: Path, passphrase: str = "") -> Earlier:
    """Read an earlier book; nothing is written. BookError or DeskError where it gives nothing.

    Without a passphrase the one of the open book is tried: books of one branch often have the same.
    """
    with read_book(path, passphrase or desk.book.passphrase) as book:
        season = load_season(book)
    here = desk.season
    if season is None or season.year >= here.year:
        raise DeskError(f"Sổ “{path.name}” không phải sổ của một năm trước năm {here.year}; xin chọn lại.")
    if season.rehearsal and not here.rehearsal:
        raise DeskError(f"Sổ “{path.name}” là sổ tập dượt nên không lấy kết quả vào sổ thật.")
    verdict = judge(regulation_in_force(season.regulation, season.overrides), season)
    levels, known = levels_now(season, verdict), {_who(member): member.id for member in season.members}
    pairs = [(m.id, known[_who(m)]) for m in here.members if _who(m) in known]
    own = branch_level_now(season, verdict)
    branch = season.branch_session
    held = branch is not None and branch.state is SessionState.CLOSED
    source = f"Sổ {season.year} ({path.name})"
    last_year = season.year == here.year - 1
    return Earlier(
        path.name,
        season.year,
        tuple(
            PastYear(new, season.year, level, source=f"{source}{_again(season, old, season.year)}")
            for new, old, level in (
                *((new, old, levels.get(old)) for new, old in pairs),
                (BRANCH, BRANCH, own),
            )
            if level is not None or (held and new != BRANCH)  # what was not held says nothing about anyone
        ),
        _faults(season, pairs) if last_year else {},
        tuple(member.name for member in here.members if _who(member) not in known),
        tuple(
            replace(one, member=new, source=f"{one.source or source}{_again(season, old, one.year)}")
            for new, old in (*pairs, (BRANCH, BRANCH))
            for one in past_of(season, old).values()
        ),
        {new: text for new, old in pairs if (text := _told(season, old))} if last_year else {},
    )


def _again(season: Season, member: str, year: int) -> str:
    """The words behind the source of a level that replaced another one."""
    found = replacement(season.reratings, member, year)
    return f"; xếp loại lại, thay {found.old}" if found else ""


def _told(season: Season, member: str) -> str:
    return remedied_words(season.remedies, member, season.year)


def _who(member: Member) -> tuple[str, date]:
    return " ".join(member.name.casefold().split()), member.born


def _faults(season: Season, pairs: Sequence[tuple[str, str]]) -> dict[str, OldFaults]:
    counts = {new: counted(season.remedies, old) for new, old in pairs}
    return {new: OldFaults(named, fixed) for new, (named, fixed) in counts.items() if named}


def take_earlier(desk: Desk, earlier: Earlier) -> None:
    """Keep the levels and how many of last year's shortcomings are remedied; what was entered stays.

    The review of a member who has not written about last year's shortcomings begins with what became of them.
    """
    kept = {(one.member, one.year): one for one in desk.season.past_years}
    fresh = [
        replace(one, commended=old.commended, awarded=old.awarded)
        if (old := kept.get((one.member, one.year)))
        else one
        for one in earlier.years
    ]
    fresh += [one for one in earlier.older if (one.member, one.year) not in kept]
    if fresh:
        record_years(desk, fresh)
    if earlier.faults:
        desk.changed(operations.set_old_faults(desk.book, earlier.faults, at=desk.clock()))
    for person in reviews.reviews(desk):
        text = earlier.told.get(person.member.id, "")
        asked = OLD_FAULTS in {part.key for part in person.parts}
        if text and asked and not person.sealed and not person.texts.get(OLD_FAULTS):
            reviews.write_part(desk, person.member.id, OLD_FAULTS, text)
