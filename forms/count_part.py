"""The count of a ballot on paper: numbers of slips, the table of votes, base and cap with their arithmetic.

Nothing is computed here but percentages: numbers, sentences and clauses come from the verdicts.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from forms import words
from forms.document import Align, Block, Column, Para, Row, Table
from forms.facts import Facts
from meeting.ballot import Question, Tally
from meeting.decision import DecisionKind, decision_on, standing_level
from meeting.level import LEVELS, Level
from meeting.season import Ballot, BallotForm, Season
from meeting.verdict import CapVerdict, MemberVerdict, UnitVerdict, Verdict

COLUMNS: Final = (
    Column("TT", 9),
    Column("Họ và tên, chức vụ", 47, Align.LEFT),
    *(Column(one.value, 18 if one.rank else 20, group="Số phiếu và tỷ lệ") for one in LEVELS),
    Column("Để trống", 14, group="Số phiếu và tỷ lệ"),
    Column("Mức đạt", 20),
)
YES_NO: Final = (
    Column("TT", 9),
    Column("Họ và tên, chức vụ", 43, Align.LEFT),
    Column("Đồng ý", 26, group="Mức cao nhất: số phiếu và tỷ lệ"),
    Column("Không đồng ý", 33, group="Mức cao nhất: số phiếu và tỷ lệ"),
    Column("Để trống", 26, group="Mức cao nhất: số phiếu và tỷ lệ"),
    Column("Mức đạt", 28),
)
UNITS: Final = {"chi_bo": "Chi bộ", "chi_uy": "Tập thể chi ủy"}
FORMS: Final = {
    BallotForm.BOOTH: "bỏ phiếu kín trên máy tính của chi bộ, không kết nối mạng",
    BallotForm.PAPER: "bỏ phiếu kín bằng phiếu giấy",
}


def slips(ballot: Ballot) -> list[Block]:
    """Return the numbers of slips: issued, collected, valid, invalid."""
    missing = ballot.issued - ballot.collected
    lines: list[Block] = [
        Para(f"- Số phiếu phát ra: {words.count(ballot.issued)} phiếu."),
        Para(f"- Số phiếu thu về: {words.count(ballot.collected)} phiếu."),
        Para(f"- Số phiếu hợp lệ: {words.count(ballot.valid)} phiếu."),
        Para(f"- Số phiếu không hợp lệ: {words.count(ballot.invalid)} phiếu."),
    ]
    if missing:
        lines.append(Para(f"- Số phiếu phát ra không thu về: {words.count(missing)} phiếu."))
    return lines


def votes(facts: Facts, subjects: Collection[str] = ()) -> list[Block]:
    """Return the table of votes with the base, the numbers needed and the remarks under it.

    subjects: those a further round was about; all where none are named.
    """
    verdict = facts.judged
    notes = [words.NOTES.get(code, code) for code in verdict.notes]
    yes_no = bool(subjects) and all(asked_top(facts.season, subject) for subject in subjects)
    return [
        Table(YES_NO if yes_no else COLUMNS, tuple(_rows(facts, verdict, subjects, yes_no=yes_no))),
        *([] if yes_no else noes(facts, subjects)),
        *_before(facts, subjects),
        *base(facts, subjects),
        Para(
            "Tỷ lệ phần trăm tính trên số đảng viên được tính. HTXSNV, HTTNV, HTNV, KHTNV: "
            "hoàn thành xuất sắc, hoàn thành tốt, hoàn thành, không hoàn thành nhiệm vụ."
            f"{_of_the_branch(facts, subjects)}",
            small=True,
            italic=True,
        ),
        *(Para(f"{text}") for text in notes),
        *unsettled(facts, subjects),
    ]


def _of_the_branch(facts: Facts, subjects: Collection[str]) -> str:
    """Say what the codes of the levels mean of the branch, where its levels have names of their own."""
    members, own = facts.words.member_names, facts.words.unit_names
    counted = any(u.subject == "chi_bo" and u.tally is not None for u in facts.judged.units)
    told = [f"{level.value} là {own[level]}" for level in LEVELS if own[level] != members[level]]
    if not told or not counted or (subjects and "chi_bo" not in subjects):
        return ""
    return f" Đối với chi bộ: {'; '.join(told)}."


def asked_top(season: Season, subject: str) -> bool:
    """Tell whether the count that stands for this subject is of yes and no to the top level."""
    ballot = season.ballot_of(subject)
    return ballot is not None and ballot.question is Question.TOP


def _subjects(facts: Facts, subjects: Collection[str]) -> list[str]:
    """Return whose votes the table shows, in its order."""
    units = (u.subject for u in facts.judged.units if u.tally is not None)
    return [*(one.member for one in on_ballot(facts, subjects)),
            *(one for one in units if not subjects or one in subjects)]  # fmt: skip


def _again(facts: Facts, subjects: Collection[str]) -> dict[str, Ballot]:
    """Return the round of each row that was counted later than the first round of the table."""
    found = {one: facts.season.ballot_of(one) for one in _subjects(facts, subjects)}
    held = {one: ballot for one, ballot in found.items() if ballot is not None}
    first = min((ballot.round for ballot in held.values()), default=0)
    return {one: ballot for one, ballot in held.items() if ballot.round > first}


def _before(facts: Facts, subjects: Collection[str]) -> list[Block]:
    """Return what the earlier rounds gave to those whose row shows a later one."""
    lines: list[Block] = []
    for subject, last in _again(facts, subjects).items():
        for ballot in facts.season.counted_ballots:
            tally = ballot.tally(subject)
            if tally is not None and ballot.round < last.round:
                lines.append(Para(f"- {subject_name(facts.season, subject)}: {_counted(ballot, tally)}."))
    return [Para("", lead="Kết quả các lần bỏ phiếu trước:"), *lines] if lines else []


def _counted(ballot: Ballot, tally: Tally) -> str:
    if ballot.question is Question.TOP:
        return f"lần {ballot.round} {yes_and_no(tally)}"
    levels = (f"{level.value} {words.count(tally.by_level[level.rank])}" for level in LEVELS)
    return f"lần {ballot.round} {', '.join(levels)}, để trống {words.count(tally.blank)} phiếu"


def subject_name(season: Season, subject: str) -> str:
    """Return "Đồng chí A", or the name of the collective."""
    return UNITS.get(subject) or f"Đồng chí {season.member(subject).name}"


def noes(facts: Facts, subjects: Collection[str] = ()) -> list[Block]:
    """Return the noes of those among others whom a later round asked for a yes or no to the top level."""
    season, verdict = facts.season, facts.judged
    counted = [(one.member, one.tally) for one in on_ballot(facts, subjects)]
    counted += [(u.subject, u.tally) for u in verdict.units if not subjects or u.subject in subjects]
    return [
        Para(
            f"- {subject_name(season, subject)}: bỏ phiếu đồng ý hay không "
            f"đồng ý mức cao nhất; {yes_and_no(tally)}."
        )
        for subject, tally in counted
        if tally is not None and asked_top(season, subject)
    ]


def yes_and_no(tally: Tally) -> str:
    """Return the three numbers of a vote for or against the top level, in words."""
    agreed, against, blank = (words.count(n) for n in (tally.by_level[0], tally.against, tally.blank))
    return f"đồng ý {agreed}, không đồng ý {against}, để trống {blank} phiếu"


def base(facts: Facts, subjects: Collection[str] = ()) -> list[Block]:
    """Return the base of the thresholds, and for each level the part and the smallest number that passes."""
    blocks: list[Block] = [Para(facts.voters.sentence, lead="Số đảng viên được tính:")]
    first = next(iter(on_ballot(facts, subjects)), None)
    if first is not None:
        blocks.append(Para(_needed(facts, first), lead="Số phiếu cần đạt:"))
    return blocks


def _needed(facts: Facts, one: MemberVerdict) -> str:
    """Say the threshold once where it is the same for all levels."""
    rules = [f"{facts.words.thresholds[level]}, tức từ {one.needed[level.rank]} phiếu" for level in LEVELS]
    if len(set(rules)) == 1:
        return f"mỗi mức {rules[0]}."
    return "; ".join(f"{level.value} {rule}" for level, rule in zip(LEVELS, rules, strict=True)) + "."


def on_ballot(facts: Facts, subjects: Collection[str]) -> tuple[MemberVerdict, ...]:
    """The members who stood on the ballot: all who are rated, in a further round those it was about."""
    return tuple(one for one in facts.judged.rated if not subjects or one.member in subjects)


def _rows(facts: Facts, verdict: Verdict, subjects: Collection[str], *, yes_no: bool) -> list[Row]:
    rows = []
    again = _again(facts, subjects)
    for number, one in enumerate(on_ballot(facts, subjects), 1):
        member = facts.season.member(one.member)
        name = words.with_post(replace(member, name=_marked(member.name, again.get(one.member))))
        rows.append(
            Row(
                (
                    str(number),
                    name,
                    *_told(facts, one.member, one.tally, one.base, yes_no),
                    words.code(one.level),
                )
            )
        )
    counted = [u for u in verdict.units if u.tally is not None and (not subjects or u.subject in subjects)]
    if not rows and not subjects:
        rows.append(Row(("Không có đảng viên thuộc diện xếp loại.",)))
    if counted:
        rows.append(Row(("Tập thể",), bold=True))
    for number, unit in enumerate(counted, 1):
        rows.append(
            _unit_row(
                facts,
                number,
                unit,
                verdict.voters.base if unit.base is None else unit.base,
                again.get(unit.subject),
                yes_no=yes_no,
            )
        )
    return rows


def _marked(name: str, again: Ballot | None) -> str:
    """Return the name with the round that its row tells of, where that is a later one than the others'."""
    return name if again is None else f"{name} (lần {again.round})"


def _unit_row(
    facts: Facts, number: int, unit: UnitVerdict, base: int, again: Ballot | None, *, yes_no: bool
) -> Row:
    name = _marked(UNITS.get(unit.subject, unit.subject), again)
    cells = _told(facts, unit.subject, unit.tally, base, yes_no)
    return Row((str(number), name, *cells, words.code(unit.level)))


def _told(facts: Facts, subject: str, tally: Tally | None, base: int, yes_no: bool) -> tuple[str, ...]:
    """Return the votes of a row; whoever was asked for a yes or no among others got none for other levels."""
    cells = _votes(tally, base, yes_no=yes_no)
    if yes_no or not asked_top(facts.season, subject):
        return cells
    return (cells[0], *["–"] * (len(LEVELS) - 1), cells[-1])


def _votes(tally: Tally | None, base: int, *, yes_no: bool) -> tuple[str, ...]:
    if tally is None:
        return ("",) * (len(LEVELS) + 1)
    numbers = (tally.by_level[0], tally.against) if yes_no else tally.by_level
    cells = (f"{votes}\n{words.percent(votes, base)}" for votes in numbers)
    return (*cells, str(tally.blank))


def unsettled(facts: Facts, subjects: Collection[str] = (), *, decided: bool = False) -> list[Block]:
    """Return the members whose count has a flag, each with its arithmetic and the reason.

    decided: with what was decided on them after the count.
    """
    found = [one for one in on_ballot(facts, subjects) if one.flags]
    if not found:
        return []
    lines = [
        Para(
            f"- Đồng chí {facts.season.member(one.member).name}: {one.sentence} "
            f"{words.remarks(one, facts.words.verb, facts.season if decided else None)} "
            f"{_after(facts, one) if decided else ''}".strip()
        )
        for one in found
    ]
    return [Para("", lead="Trường hợp cần lưu ý:"), *lines]


def _after(facts: Facts, one: MemberVerdict) -> str:
    return words.decided(facts.season, one, facts.words.member_names, agreed=False)


def to_weigh(facts: Facts, members: Collection[str]) -> list[Block]:
    """Return a note for the drafter on those of `members` whose level stands above the rules' ceiling.

    Nothing of whom the superior has decided on: that it weighed.
    """
    found = [one for one in facts.judged.rated if one.member in members and _above(facts, one)]
    return [
        Para(
            f"Lưu ý khi trình: đồng chí {facts.season.member(one.member).name}: "
            f"{words.remarks(one, facts.words.verb)}",
            small=True,
            italic=True,
            indent=False,
        )
        for one in found
    ]


def _above(facts: Facts, one: MemberVerdict) -> bool:
    decisions, most = facts.season.decisions, one.facts_level
    level = standing_level(decisions, one.member, one.level)
    over = level is not None and most is not None and level.is_above(most)
    return over and "conflict" in one.flags and decision_on(decisions, one.member, DecisionKind.FINAL) is None


def cap(facts: Facts) -> list[Block]:
    """Return the cap on the top level with its arithmetic, and the shares of leaders."""
    return _cap(facts.judged.cap, "Tỷ lệ mức cao nhất:")


def cap_now(facts: Facts) -> list[Block]:
    """Return the same on the levels that were decided on after the vote, where these are others."""
    now = facts.given.cap
    return [] if now is None else _cap(now, "Tỷ lệ mức cao nhất sau quyết định của hội nghị:")


def _cap(found: CapVerdict, lead: str) -> list[Block]:
    kept = "Bảo đảm tỷ lệ." if found.ok else "Vượt tỷ lệ cho phép; đề nghị cấp trên xem xét."
    return [
        Para(f"{found.sentence} {kept}", lead=lead),
        *(Para(f"- {quota.sentence}") for quota in found.subquotas),
    ]


def totals(facts: Facts) -> Para:
    """Return how many members stand at each level."""
    verdict = facts.judged
    names = facts.words.member_names
    parts = [f"{names[level]}: {words.count(_held(verdict, level))} đồng chí" for level in LEVELS]
    without = sum(1 for one in verdict.rated if one.level is None)
    if without:
        parts.append(f"chưa có mức nào đủ số phiếu: {words.count(without)} đồng chí")
    return Para("; ".join(parts) + ".", lead="Tổng hợp:")


def _held(verdict: Verdict, level: Level) -> int:
    return sum(1 for one in verdict.rated if one.level is level)
