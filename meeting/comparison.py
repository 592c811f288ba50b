"""Levels side by side: this year and earlier ones, by group, by kind of member. Levels alone, never votes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from meeting.level import LEVELS, Level
from meeting.season import Leader, Member, Post, Season
from meeting.year_results import past_of


@dataclass(frozen=True, slots=True)
class Bar:
    """How many people of one year, group or kind stand at each level, best first, and how many at none."""

    label: str
    counts: tuple[int, int, int, int]
    none: int

    @property
    def parts(self) -> tuple[int, ...]:
        """The five numbers: four levels, then who has none."""
        return (*self.counts, self.none)

    @property
    def total(self) -> int:
        """How many people the bar stands for."""
        return sum(self.parts)


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under one title."""

    title: str
    bars: tuple[Bar, ...]


def charts(season: Season, levels: Mapping[str, Level | None]) -> tuple[Chart, ...]:
    """The comparisons there is something to compare for; earlier years count who is on the roll today."""
    found = (
        Chart("Mức xếp loại các năm", tuple(_by_year(season, levels))),
        Chart(f"Năm {season.year} theo tổ đảng", _by(season, levels, _group)),
        Chart(f"Năm {season.year} theo đối tượng", _by(season, levels, _kind)),
    )
    return tuple(chart for chart in found if len(chart.bars) > 1)


def _by_year(season: Season, levels: Mapping[str, Level | None]) -> Iterable[Bar]:
    past = [past_of(season, member.id) for member in season.members]
    for year in sorted({year for one in past for year in one}):
        yield _bar(str(year), (one[year].level for one in past if year in one))
    yield _bar(str(season.year), (levels.get(member.id) for member in season.members))


def _by(
    season: Season, levels: Mapping[str, Level | None], label: Callable[[Member], str]
) -> tuple[Bar, ...]:
    found: dict[str, list[Level | None]] = {}
    for member in season.members:
        found.setdefault(label(member), []).append(levels.get(member.id))
    return tuple(_bar(name, found[name]) for name in sorted(found))


def _group(member: Member) -> str:
    return member.group or "Không thuộc tổ"


def _kind(member: Member) -> str:
    if member.official is None:
        return "Đảng viên dự bị"
    if member.post is not Post.NONE:
        return "Bí thư, chi ủy viên"
    return "Lãnh đạo, quản lý" if member.leader is not Leader.NONE else "Đảng viên khác"


def _bar(label: str, levels: Iterable[Level | None]) -> Bar:
    told = list(levels)
    first, second, third, fourth = (told.count(level) for level in LEVELS)
    return Bar(label, (first, second, third, fourth), told.count(None))
