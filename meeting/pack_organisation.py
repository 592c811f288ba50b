"""The keys of a regulation pack on the levels of the branch and its committee."""

from collections.abc import Callable, Mapping
from typing import Final

from meeting.asks import (
    AnswerAsk,
    Ask,
    DisciplineAsk,
    GradesAsk,
    LevelAsk,
    MembersAsk,
    PeersAsk,
    RestAsk,
    ScoreAsk,
    TasksAsk,
)
from meeting.level import Level
from meeting.reader import Reader
from meeting.regulation import OrganisationRule, Question
from meeting.season import Discipline, Grade, PeerKind, Scope

SUBJECTS: Final = ("chi_bo", "chi_uy")


def question(r: Reader) -> Question:
    """A question that only people can answer."""
    return Question(r.take("key", str), _subject(r, "subject"), r.take("text", str))


def organisation_rule(r: Reader) -> OrganisationRule:
    """One condition of a level; exactly one key says what is asked."""
    subject, level = _subject(r, "subject"), r.enum("level", Level)
    named = [key for key in _ASKS if r.has(key)]
    if len(named) != 1:
        raise r.fail("level", f"cần đúng một điều kiện trong: {', '.join(_ASKS)}")
    ask = _ASKS[named[0]](r, named[0])
    return OrganisationRule(subject, level, ask, r.flag("binding", default=True), r.source())


def _subject(r: Reader, key: str) -> str:
    text = r.take(key, str)
    if text not in SUBJECTS:
        raise r.fail(key, f"giá trị “{text}” không có trong: {', '.join(SUBJECTS)}")
    return text


def _level(r: Reader, key: str) -> Level | None:
    return r.enum(key, Level) if r.has(key) else None


def _grades(r: Reader) -> Ask:
    return GradesAsk(r.enum("tasks", Grade), r.enum("others", Grade))


def _tasks(r: Reader) -> Ask:
    return TasksAsk(
        r.flag("done_all", default=False),
        r.flag("on_time_all", default=False),
        r.ratio_or_none("late_at_most"),
        r.ratio_or_none("beyond_at_least"),
        r.ratio_or_none("done_at_least"),
    )


def _members(r: Reader) -> Ask:
    return MembersAsk(_level(r, "reach"), r.ratio_or_none("at_least"), r.ratio_or_none("failed_at_most"))


def _peers(r: Reader) -> Ask:
    return PeersAsk(r.enum("kind", PeerKind), _level(r, "reach"), r.count("failed_below", 0))


def _collective(r: Reader) -> Ask:
    return LevelAsk(_subject(r, "of"), _level(r, "reach"))


def _discipline(r: Reader) -> Ask:
    least = r.enum("least", Discipline, Discipline.KHIEN_TRACH)
    return DisciplineAsk(least, r.enums("scopes", Scope), r.take("unless", str, ""))


def _answer(r: Reader) -> Ask:
    return AnswerAsk(r.take("question", str), r.flag("wanted", default=False), r.take("unless", str, ""))


def _table(read: Callable[[Reader], Ask]) -> Callable[[Reader, str], Ask]:
    return lambda r, key: r.read(key, read)


def _switch(ask: Ask) -> Callable[[Reader, str], Ask]:
    def taken(r: Reader, key: str) -> Ask:
        if not r.take(key, bool):
            raise r.fail(key, "chỉ ghi khi đúng (true)")
        return ask

    return taken


_ASKS: Final[Mapping[str, Callable[[Reader, str], Ask]]] = {
    "score": _switch(ScoreAsk()),
    "grades": _table(_grades),
    "tasks": _table(_tasks),
    "members": _table(_members),
    "peers": _table(_peers),
    "collective": _table(_collective),
    "discipline": _table(_discipline),
    "answer": _table(_answer),
    "rest": _switch(RestAsk()),
}
