"""What a scenario tells of the years around its meeting: levels before, decision, plan and re-ratings after.

Every key is optional. Members are named by their id, collectives "chi_bo" and "chi_uy".
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from meeting.decision import DecidedBy, DecisionKind
from meeting.level import LEVELS, Level
from meeting.past import BRANCH, PastYear
from meeting.reader import Reader
from meeting.remedy import Remedy, RemedyState
from meeting.rerating import Rerating

_COLLECTIVES: Final = frozenset({"chi_bo", "chi_uy"})


@dataclass(frozen=True, slots=True)
class Around:
    """Everything that happens before and after the meeting itself."""

    base_members: int = 0
    past_years: tuple[PastYear, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    reratings: tuple[Rerating, ...] = ()


def read_around(r: Reader, year: int, members: Collection[str]) -> Around:
    """Take the keys of the years around from the table of a scenario."""
    subjects = {*members, *_COLLECTIVES}
    found = Around(
        base_members=r.count("base_members", 0),
        past_years=r.each("past_years", _past_year),
        remedies=r.each("remedies", _remedy),
        reratings=r.each("reratings", _rerating),
    )
    for number, past in enumerate(found.past_years, 1):
        _known(r, f"past_years[{number}].member", past.member, {*members, BRANCH})
        if past.year >= year:
            raise r.fail(f"past_years[{number}].year", f"phải là một năm trước năm {year}")
    for number, one in enumerate(found.remedies, 1):
        _known(r, f"remedies[{number}].subject", one.subject, subjects)
    for number, again in enumerate(found.reratings, 1):
        _known(r, f"reratings[{number}].subject", again.subject, subjects)
    return found


def _known(r: Reader, key: str, subject: str, known: Collection[str]) -> None:
    if subject not in known:
        raise r.fail(key, f"không có “{subject}” trong kịch bản")


def level_at(r: Reader, key: str) -> Level:
    """The level at `key`, which must be one of the four."""
    text = r.take(key, str)
    if text not in Level.__members__:
        raise r.fail(key, f"mức “{text}” không có trong: {', '.join(LEVELS)}")
    return Level(text)


def _text(r: Reader, key: str) -> str:
    text = r.take(key, str).strip()
    if not text:
        raise r.fail(key, "không được để trống")
    return text


def _past_year(r: Reader) -> PastYear:
    return PastYear(
        member=_text(r, "member"),
        year=r.count("year"),
        level=level_at(r, "level") if r.has("level") else None,
        commended=r.flag("commended", default=False),
        awarded=r.flag("awarded", default=False),
        source=r.take("source", str, "kịch bản"),
    )


def _remedy(r: Reader) -> Remedy:
    subject, shortcoming = _text(r, "subject"), _text(r, "shortcoming")
    measure, owner = r.take("measure", str, ""), r.take("owner", str, "")
    due, done = r.day("due"), r.day("done")
    state = r.enum("state", RemedyState, RemedyState.DONE if done else RemedyState.PLANNED)
    if (state is RemedyState.DONE) is (done is None):
        raise r.fail("done", "đã khắc phục thì phải có ngày khắc phục xong, chưa thì không")
    return Remedy(0, subject, shortcoming, measure, owner, due, state, done)


def _rerating(r: Reader) -> Rerating:
    new = level_at(r, "level")
    return Rerating(
        0,
        _text(r, "subject"),
        r.count("year"),
        new,
        new,
        r.enum("kind", DecisionKind, DecisionKind.FINAL),
        DecidedBy.SUPERIOR,
        _text(r, "paper"),
        r.take("day", date),
        _text(r, "reason"),
    )
