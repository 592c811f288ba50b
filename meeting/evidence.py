"""What the book knows about one condition of an organisation's level: met, failed or unknown."""

from collections.abc import Mapping
from dataclasses import dataclass

from meeting.ask_words import DISCIPLINES, GRADES, smallest_score
from meeting.asks import (
    AnswerAsk,
    DisciplineAsk,
    GradesAsk,
    LevelAsk,
    MembersAsk,
    PeersAsk,
    ScoreAsk,
    TasksAsk,
)
from meeting.level import Level
from meeting.points import points_text
from meeting.regulation import OrganisationRule, Regulation
from meeting.season import Discipline, Post, Season, Tasks
from meeting.verdict import Outcome


@dataclass(frozen=True, slots=True)
class Evidence:
    """The season, the levels of those who are rated this year (None: not yet), those of the collectives."""

    season: Season
    members: tuple[Level | None, ...]
    levels: Mapping[str, Level | None]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, in words, and the numbers: `have` of `whole` where so many are `needed`."""

    outcome: Outcome
    text: str = ""
    have: int | None = None
    whole: int | None = None
    needed: int | None = None


NOTHING = Finding(Outcome.UNKNOWN)


def finding(regulation: Regulation, evidence: Evidence, rule: OrganisationRule) -> Finding:  # noqa: PLR0911
    """What is known of one condition."""
    ask, season = rule.ask, evidence.season
    match ask:
        case ScoreAsk():
            return _score(regulation, season, rule)
        case GradesAsk():
            return _grades(season, rule.subject, ask)
        case TasksAsk():
            return _tasks(season.collective(rule.subject).tasks, ask)
        case MembersAsk():
            return _members(evidence.members, ask)
        case PeersAsk():
            return _peers(regulation, season, ask)
        case LevelAsk():
            return _level(regulation, evidence, rule.level, ask)
        case DisciplineAsk():
            return _discipline(season, rule.subject, ask)
        case AnswerAsk():
            return _answer(season, rule.subject, ask)
        case _:
            return NOTHING


def _outcome(met: bool) -> Outcome:
    return Outcome.MET if met else Outcome.FAILED


def _score(regulation: Regulation, season: Season, rule: OrganisationRule) -> Finding:
    needed = smallest_score(regulation, rule)
    if regulation.score_sheet is not None:
        scores = season.unit.organisation_score
        total = sum(scores) * 100 if scores else None
    else:
        points = season.collective(rule.subject).points
        total = None if points is None else sum(points)
    if total is None:
        return Finding(Outcome.UNKNOWN, needed=needed)
    return Finding(_outcome(total >= needed), f"{points_text(total)} điểm", total, None, needed)


def _grades(season: Season, subject: str, ask: GradesAsk) -> Finding:
    grades = season.collective(subject).grades
    if not grades:
        return NOTHING
    tasks, *others = grades
    text = ", ".join(GRADES[grade] for grade in grades)
    met = tasks.reaches(ask.tasks) and all(grade.reaches(ask.others) for grade in others)
    return Finding(_outcome(met), text)


def _tasks(tasks: Tasks, ask: TasksAsk) -> Finding:
    if tasks.total == 0:
        return NOTHING
    late = tasks.done - tasks.on_time
    asked = (
        not ask.done_all or tasks.done >= tasks.total,
        not ask.on_time_all or tasks.on_time >= tasks.total,
        ask.late_at_most is None or late <= ask.late_at_most.floor_of(tasks.total),
        ask.beyond_at_least is None or tasks.beyond >= ask.beyond_at_least.smallest_at_least(tasks.total),
        ask.done_at_least is None or tasks.done >= ask.done_at_least.smallest_at_least(tasks.total),
    )
    text = (
        f"hoàn thành {tasks.done}/{tasks.total} nhiệm vụ, đúng hạn {tasks.on_time}, "
        f"vượt yêu cầu {tasks.beyond}"
    )
    return Finding(_outcome(all(asked)), text, tasks.done, tasks.total)


def _members(levels: tuple[Level | None, ...], ask: MembersAsk) -> Finding:
    whole, open_ = len(levels), levels.count(None)
    if whole == open_:
        return NOTHING
    waiting = f", {open_} đồng chí chưa có mức" if open_ else ""
    if ask.failed_at_most is not None:
        have, most = levels.count(Level.KHTNV), ask.failed_at_most.floor_of(whole)
        text = f"{have}/{whole} đồng chí, nhiều nhất {most}{waiting}"
        return Finding(_between(have + open_ <= most, have <= most), text, have, whole, most)
    reach, part = ask.reach, ask.at_least
    have = sum(1 for level in levels if level is not None and reach is not None and not reach.is_above(level))
    need = part.smallest_at_least(whole) if part is not None else whole
    text = f"{have}/{whole} đồng chí, cần {need}{waiting}"
    return Finding(_between(have >= need, have + open_ >= need), text, have, whole, need)


def _between(certain: bool, possible: bool) -> Outcome:
    """Met where it is certain, failed where it is not even possible, else unknown."""
    if certain:
        return Outcome.MET
    return Outcome.UNKNOWN if possible else Outcome.FAILED


def _peers(regulation: Regulation, season: Season, ask: PeersAsk) -> Finding:
    told = [peer for peer in season.collective("chi_bo").peers if peer.kind is ask.kind]
    if not told:
        return NOTHING
    here = [peer for peer in told if not peer.absent]
    open_ = sum(1 for peer in here if peer.level is None)
    rated = [f"{peer.name} {regulation.member_names[peer.level]}" for peer in here if peer.level is not None]
    text = ", ".join(rated + [f"{peer.name} chưa có kết quả" for peer in here if peer.level is None])
    if ask.reach is None:
        have = sum(1 for peer in here if peer.level is Level.KHTNV)
        outcome = _between(have + open_ < ask.failed_below, have < ask.failed_below)
        return Finding(outcome, text or "không có", have, len(here), ask.failed_below)
    have = sum(1 for peer in here if peer.level is not None and not ask.reach.is_above(peer.level))
    outcome = _between(have == len(here), have + open_ == len(here))
    return Finding(outcome, text or "không có", have, len(here), len(here))


def _level(regulation: Regulation, evidence: Evidence, own: Level, ask: LevelAsk) -> Finding:
    level = evidence.levels[ask.of]
    if level is None:
        return NOTHING
    return Finding(_outcome(not (ask.reach or own).is_above(level)), regulation.names_of(ask.of)[level])


def _discipline(season: Season, subject: str, ask: DisciplineAsk) -> Finding:
    forms = list(Discipline)
    committee = [m for m in season.members if m.post is not Post.NONE]
    found = [m for m in committee if forms.index(m.discipline) >= forms.index(ask.least)]
    if ask.scopes:
        found = [m for m in found if m.discipline_scope in ask.scopes]
    if not found:
        return Finding(Outcome.MET, "không có", 0)
    text = ", ".join(f"đồng chí {m.name} bị {DISCIPLINES[m.discipline]}" for m in found)
    return Finding(_excused(season, subject, ask.unless), text, len(found))


def _answer(season: Season, subject: str, ask: AnswerAsk) -> Finding:
    yes = season.collective(subject).answer(ask.question)
    if yes is None:
        return NOTHING
    text = "trả lời “có”" if yes else "trả lời “không”"
    if yes is ask.wanted:
        return Finding(Outcome.MET, text)
    return Finding(_excused(season, subject, ask.unless), text)


def _excused(season: Season, subject: str, unless: str) -> Outcome:
    """A condition that does not hold is excused by a "yes"; not known while nobody answered."""
    if not unless:
        return Outcome.FAILED
    excuse = season.collective(subject).answer(unless)
    return Outcome.UNKNOWN if excuse is None else _outcome(excuse)
