"""What the two tables of the page say. No Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.past_years import PersonYears
from desktop.ui.widgets import Column
from meeting.awards import Chain
from meeting.past import PastYear
from meeting.rerating import Rerating


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A member at the top level this year and how long that has been so."""

    name: str
    chain: Chain

    @property
    def state(self) -> str:
        """Whether the rule is fulfilled, by sign and word."""
        return "✓ đủ điều kiện" if self.chain.eligible else "– chưa đủ"


def year_words(year: PastYear | None, again: Rerating | None = None) -> str:
    """The level of one year with the awards it brought; of a result replaced later both levels."""
    if year is None:
        return "chưa nhập"
    if again is not None:
        return f"{again.new} (thay {again.old})"
    marks = ("*" if year.commended else "") + ("**" if year.awarded else "")
    return f"{year.level or 'không xếp loại'}{marks}"


def year_columns(year: int, span: Sequence[int]) -> tuple[Column[PersonYears], ...]:
    """The roll with a column a year, this year first."""
    return (
        Column[PersonYears]("STT", lambda r: str(r.number), sort=lambda r: r.number, is_number=True),
        Column[PersonYears]("Họ và tên", lambda r: r.member.name, is_name=True),
        Column[PersonYears](str(year), _now),
        *(Column[PersonYears](str(one), _cell(at), hint=_source(at)) for at, one in enumerate(span)),
    )


def _cell(at: int) -> Callable[[PersonYears], str]:
    return lambda row: year_words(row.years[at], row.again[at])


def _now(row: PersonYears) -> str:
    if row.now_again is not None:
        return f"{row.now_again.new} (thay {row.now_again.old})"
    return row.now or "–"


def _source(at: int) -> Callable[[PersonYears], str]:
    def told(row: PersonYears) -> str:
        year = row.years[at]
        return "" if year is None else year.source

    return told


CHAINS: Final = (
    Column[ChainRow]("Họ và tên", lambda r: r.name),
    Column[ChainRow]("Xét", lambda r: r.state),
    Column[ChainRow]("Năm liền", lambda r: str(r.chain.straight), is_number=True),
    Column[ChainRow]("Cách tính", lambda r: r.chain.sentence, is_name=True, hint=lambda r: r.chain.sentence),
)
