"""The results as rows: every member in roll order, then the collectives."""

from dataclasses import dataclass
from typing import TypedDict

from desktop import reratings
from desktop.desk import Desk
from desktop.ui.pages.results.decisions import decided_lines
from desktop.ui.pages.results.flags import flag_of
from desktop.ui.widgets import VoteBar
from meeting.ballot import Tally
from meeting.decision import DecisionKind, decision_on
from meeting.level import LEVELS, Level
from meeting.rerating import replacement
from meeting.verdict import MemberVerdict, UnitVerdict
from meeting.voters import voters

_UNITS = {"chi_bo": "Chi bộ", "chi_uy": "Tập thể chi ủy"}
_NONE = "Không đủ phiếu"


class _Decided(TypedDict):
    subject: str
    decided: tuple[str, ...]
    outcome: str
    cancelled: str
    stands: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table, and what the pane beside it says about it."""

    number: str
    name: str
    level: str
    short: str
    bar: VoteBar | None
    lines: tuple[str, ...]
    flags: tuple[str, ...] = ()
    needs_care: bool = False
    subject: str = ""
    decided: tuple[str, ...] = ()
    outcome: str = ""
    cancelled: str = ""
    """The level that a re-rating cancelled, and in `stands` the one that replaced it."""
    stands: str = ""

    @property
    def note(self) -> str:
        """What the last column says: what was decided, else what to look at."""
        if self.outcome:
            return f"✓ {self.outcome}"
        return f"! {self.short}" if self.needs_care else self.short


def result_rows(desk: Desk) -> tuple[Row, ...]:
    """Make the rows of the counted ballot."""
    verdict = desk.verdict
    members = [_member_row(desk, number, one) for number, one in enumerate(verdict.members, 1)]
    return (*members, *(_unit_row(desk, unit) for unit in verdict.units if unit.tally is not None))


def _member_row(desk: Desk, number: int, verdict: MemberVerdict) -> Row:
    name = desk.season.member(verdict.member).name
    if verdict.tally is None:
        sentence = verdict.standing.sentence
        return Row(str(number), name, "Không xếp loại", "", None, (sentence,), _flags(verdict.flags))
    names = desk.regulation.member_names
    lines = (
        verdict.sentence,
        _votes(verdict.tally, verdict.needed, [names[level] for level in LEVELS]),
        f"Cơ sở tính: {verdict.base} đảng viên chính thức. {_voters(desk, verdict.member)}",
        *_again(desk, verdict.member),
        *(ceiling.sentence for ceiling in verdict.ceilings),
    )
    short = "; ".join(flag_of(code).short for code in verdict.flags)
    level = _level(verdict.level)
    bar = _bar(verdict.tally, verdict.needed, verdict.level, verdict.base)
    return Row(
        str(number),
        name,
        level,
        short,
        bar,
        lines,
        _flags(verdict.flags),
        bool(verdict.flags),
        **_decided(desk, verdict.member, verdict.level),
    )


def _voters(desk: Desk, subject: str) -> str:
    return voters(desk.regulation, desk.season, desk.season.ballot_of(subject)).sentence


def _again(desk: Desk, subject: str) -> tuple[str, ...]:
    """Which round the result is of, where another one held the subject too, or the meeting was another."""
    ballot = desk.season.ballot_of(subject)
    if ballot is None or not ballot.subjects:
        return ()
    return (f"Kết quả của lần bỏ phiếu thứ {ballot.round}. Lý do bỏ phiếu: {ballot.reason}",)


def _decided(desk: Desk, subject: str, voted: Level | None) -> _Decided:
    lines = decided_lines(desk, subject, voted)
    final = decision_on(desk.season.decisions, subject, DecisionKind.FINAL)
    proposal = decision_on(desk.season.decisions, subject)
    outcome = f"Chính thức {_code(final.level)}" if final else ""
    if proposal and not final:
        outcome = f"Đề nghị {_code(proposal.level)}" if proposal.level else "Báo cáo nguyên kết quả"
    again = replacement(desk.season.reratings, subject, desk.season.year)
    if again:
        outcome = f"Xếp lại {again.new}, hủy {again.old}"
    return {
        "subject": subject,
        "decided": (*lines, *reratings.told(desk, subject)),
        "outcome": outcome,
        "cancelled": _code(again.old) if again else "",
        "stands": _code(again.new) if again else "",
    }


def _code(level: Level | None) -> str:
    return level.value if level else ""


def _unit_row(desk: Desk, verdict: UnitVerdict) -> Row:
    tally = verdict.tally or Tally(verdict.subject, (0, 0, 0, 0), 0)
    names = [desk.regulation.names_of(verdict.subject)[level] for level in LEVELS]
    found = next((one for one in desk.verdict.organisations if one.subject == verdict.subject), None)
    conditions = (found.warning, found.sentence) if found else ()
    again = _again(desk, verdict.subject)
    lines = (verdict.sentence, _votes(tally, verdict.needed, names), *again, *conditions)
    bar = _bar(tally, verdict.needed, verdict.level, verdict.base or desk.verdict.voters.base)
    short = "" if verdict.level else flag_of("no-majority").short
    flags = () if verdict.level else _flags(("no-majority",))
    return Row(
        "",
        _UNITS[verdict.subject],
        _level(verdict.level),
        short,
        bar,
        lines,
        flags,
        not verdict.level,
        **_decided(desk, verdict.subject, verdict.level),
    )


def _votes(tally: Tally, needed: tuple[int, int, int, int], names: list[str]) -> str:
    counted = zip(names, tally.by_level, needed, strict=True)
    lines = [f"{name}: {votes} phiếu (cần từ {need})" for name, votes, need in counted]
    noes = [f"Không đồng ý mức cao nhất: {tally.against} phiếu"] if tally.against else []
    return "\n".join((*lines, *noes, f"Để trống: {tally.blank} phiếu"))


def _bar(tally: Tally, needed: tuple[int, int, int, int], level: Level | None, base: int) -> VoteBar:
    best = level.rank if level is not None else tally.by_level.index(max(tally.by_level))
    return VoteBar(tally.by_level, tally.blank, base, needed[best])


def _flags(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(flag_of(code).sentence for code in codes)


def _level(level: Level | None) -> str:
    return level.value if level is not None else _NONE
