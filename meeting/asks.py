"""What a level asks of an organisation: one small record for each kind of condition.

Under the lowest level the same records say what must hold lest the organisation falls to it.
"""

from dataclasses import dataclass

from meeting.level import Level
from meeting.ratio import Ratio
from meeting.season import Discipline, Grade, PeerKind, Scope


@dataclass(frozen=True, slots=True)
class ScoreAsk:
    """The organisation's own points reach the smallest total of the level (lest KHTNV: of HTNV)."""


@dataclass(frozen=True, slots=True)
class GradesAsk:
    """Grades: at least `tasks` for the criteria on results, `others` for the rest."""

    tasks: Grade
    others: Grade


@dataclass(frozen=True, slots=True)
class TasksAsk:
    """The year's tasks of the organisation; parts are of the number of tasks, None asks nothing."""

    done_all: bool
    on_time_all: bool
    late_at_most: Ratio | None
    beyond_at_least: Ratio | None
    done_at_least: Ratio | None


@dataclass(frozen=True, slots=True)
class MembersAsk:
    """Levels of the members: a part `at_least` at `reach` or better, or a part `failed_at_most` at KHTNV."""

    reach: Level | None
    at_least: Ratio | None
    failed_at_most: Ratio | None


@dataclass(frozen=True, slots=True)
class PeersAsk:
    """Ratings of bodies of the same level: all at `reach` or better, or fewer than `failed_below` KHTNV."""

    kind: PeerKind
    reach: Level | None
    failed_below: int


@dataclass(frozen=True, slots=True)
class LevelAsk:
    """The level of the other collective, `of`: `reach` or better; None: no lower than the level itself."""

    of: str
    reach: Level | None


@dataclass(frozen=True, slots=True)
class DisciplineAsk:
    """No member of the committee was disciplined: form `least` or worse, for a fault of `scopes` (none: any).

    unless: the question whose "yes" excuses it ("" for none).
    """

    least: Discipline
    scopes: tuple[Scope, ...]
    unless: str


@dataclass(frozen=True, slots=True)
class AnswerAsk:
    """The answer to a question is `wanted`; a "yes" to the question `unless` excuses another answer."""

    question: str
    wanted: bool
    unless: str


@dataclass(frozen=True, slots=True)
class RestAsk:
    """Some better level is reached: whoever reaches none is at KHTNV."""


Ask = ScoreAsk | GradesAsk | TasksAsk | MembersAsk | PeersAsk | LevelAsk | DisciplineAsk | AnswerAsk | RestAsk
