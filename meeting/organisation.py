"""Which levels the conditions of the regulation leave to the branch and its committee.

Every condition is met, failed, or not known: what nobody wrote down is never guessed. The level stays the
one that the vote and the superior give; where the conditions do not carry it, the verdict warns.
"""

from collections.abc import Iterable

from meeting.ask_words import COLLECTIVES, asked
from meeting.asks import LevelAsk, RestAsk
from meeting.decision import standing_level
from meeting.evidence import Evidence, Finding, finding
from meeting.level import LEVELS, Level
from meeting.regulation import OrganisationRule, Regulation
from meeting.season import Season, Structure
from meeting.verdict import Condition, OrganisationVerdict, Outcome, Verdict

SUBJECTS = ("chi_bo", "chi_uy")


def organisations(
    regulation: Regulation, season: Season, verdict: Verdict
) -> tuple[OrganisationVerdict, ...]:
    """The verdict on the branch and on its committee, for each that the regulation gives conditions."""
    evidence = _evidence(season, verdict)
    found = ((subject, _rules(regulation, season, subject)) for subject in SUBJECTS)
    return tuple(_judge(regulation, evidence, subject, rules) for subject, rules in found if rules)


def _evidence(season: Season, verdict: Verdict) -> Evidence:
    voted = {unit.subject: unit.level for unit in verdict.units}
    waiting = [v for v in verdict.members if v.rated or v.deferred]
    return Evidence(
        season,
        tuple(standing_level(season.decisions, v.member, v.level) for v in waiting),
        {subject: standing_level(season.decisions, subject, voted.get(subject)) for subject in SUBJECTS},
    )


def _rules(regulation: Regulation, season: Season, subject: str) -> list[OrganisationRule]:
    """The rules on the subject; none on a committee where the branch has none."""
    alone = season.unit.structure is Structure.BI_THU
    if alone and subject == "chi_uy":
        return []
    rules = [rule for rule in regulation.organisation if rule.subject == subject]
    return [r for r in rules if not (alone and isinstance(r.ask, LevelAsk) and r.ask.of == "chi_uy")]


def _judge(
    regulation: Regulation, evidence: Evidence, subject: str, rules: list[OrganisationRule]
) -> OrganisationVerdict:
    known = [(rule, _condition(regulation, rule, finding(regulation, evidence, rule))) for rule in rules]
    rest = _rest([one for _, one in known])
    told = [
        _condition(regulation, rule, rest) if isinstance(rule.ask, RestAsk) else one for rule, one in known
    ]
    conditions = tuple(sorted(told, key=lambda one: one.level.rank))
    highest = _highest(conditions)
    return OrganisationVerdict(
        subject,
        conditions,
        highest,
        _settled(conditions, highest),
        _sentence(regulation, subject, conditions, highest),
        _warning(regulation, subject, evidence.levels[subject], highest),
    )


def _condition(regulation: Regulation, rule: OrganisationRule, found: Finding) -> Condition:
    text = f"{asked(regulation, rule)}: {_ending(regulation, rule, found.outcome, found.text)}"
    return Condition(
        rule.level,
        found.outcome,
        rule.binding,
        found.have,
        found.whole,
        found.needed,
        f"{text} ({rule.source.cite}).",
        rule.source.clause,
    )


def _ending(regulation: Regulation, rule: OrganisationRule, outcome: Outcome, text: str) -> str:
    if outcome is Outcome.UNKNOWN:
        return f"{text}; chưa đủ số liệu" if text else "chưa có số liệu"
    words = "đạt" if outcome is Outcome.MET else "chưa đạt"
    if rule.level is Level.KHTNV and outcome is Outcome.FAILED:
        words = f"thuộc trường hợp {regulation.names_of(rule.subject)[Level.KHTNV]}"
    if not rule.binding:
        words += " (chỉ là căn cứ để xem xét)"
    return f"{text}; {words}" if text else words


def _rest(known: Iterable[Condition]) -> Finding:
    """Whoever reaches no better level is at KHTNV; not known while every better level left is not known."""
    hard = [one for one in known if one.binding]
    found = [{one.outcome for one in hard if one.level is level} for level in LEVELS[:-1]]
    if all(Outcome.FAILED in outcomes for outcomes in found):
        return Finding(Outcome.FAILED)
    sure = any(outcomes <= {Outcome.MET} for outcomes in found)
    return Finding(Outcome.MET if sure else Outcome.UNKNOWN)


def _highest(conditions: tuple[Condition, ...]) -> Level | None:
    """KHTNV where one of its conditions failed, else the best level of which none did; only binding ones."""
    failed = {one.level for one in conditions if one.binding and one.outcome is Outcome.FAILED}
    if Level.KHTNV in failed:
        return Level.KHTNV
    return next((level for level in LEVELS[:-1] if level not in failed), None)


def _settled(conditions: tuple[Condition, ...], highest: Level | None) -> bool:
    """Tell whether nothing that is still unknown can bring the level down."""
    if highest is Level.KHTNV:
        return True
    asks = [one for one in conditions if one.binding and one.level in {highest, Level.KHTNV}]
    return all(one.outcome is Outcome.MET for one in asks)


def _sentence(
    regulation: Regulation, subject: str, conditions: tuple[Condition, ...], highest: Level | None
) -> str:
    name = COLLECTIVES[subject]
    if highest is None:
        return f"{name}: không mức nào khớp đủ điều kiện theo câu chữ, cấp có thẩm quyền xem xét, quyết định."
    told = f"{name}: theo số liệu đã có, cao nhất {regulation.names_of(subject)[highest]}"
    open_ = sum(one.outcome is Outcome.UNKNOWN for one in conditions if one.level in {highest, Level.KHTNV})
    if highest is Level.KHTNV or not open_:
        return f"{told}."
    return f"{told}; còn {open_} điều kiện chưa có số liệu."


def _warning(regulation: Regulation, subject: str, level: Level | None, highest: Level | None) -> str:
    """What to say where the level that stands is above what the conditions leave; "" where it is not."""
    if level is None or (highest is not None and not level.is_above(highest)):
        return ""
    names = regulation.names_of(subject)
    left = "không mức nào khớp" if highest is None else f"cao nhất {names[highest]}"
    return (
        f"{COLLECTIVES[subject]} được đề nghị {names[level]}, nhưng theo điều kiện của quy "
        f"định thì {left}; hội nghị hoặc cấp trên xem xét, quyết định."
    )
