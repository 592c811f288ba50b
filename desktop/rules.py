"""Use cases of the rules in force: letters of the superior over the pack, and decisions after the count."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from db import operations
from desktop.desk import Desk, DeskError
from desktop.regulations import load_regulation
from meeting.amendment import Amendment
from meeting.decision import DecidedBy, Decision, DecisionKind, proposed_level
from meeting.letters import Changeable, ValueTextError, amended, changeable, from_kept, kept, shown, typed
from meeting.level import Level
from meeting.override import OverrideError
from meeting.season import SessionState

_NO_VALUE = "Sổ này không có giá trị ấy để sửa; đồng chí chọn lại."


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in force as people read it: what it sets, from what to what, and by which paper."""

    key: str
    title: str
    before: str
    after: str
    paper: str
    day: date


def changeable_values(desk: Desk) -> tuple[Changeable, ...]:
    """What a letter may set, each with its value now."""
    return changeable(desk.regulation)


def letters(desk: Desk) -> tuple[Letter, ...]:
    """The letters in force, in the order of the pack."""
    pack = changeable(load_regulation(desk.season.regulation))
    by_key = {one.key: one for one in desk.season.overrides}
    return tuple(_letter(value, by_key[value.key]) for value in pack if value.key in by_key)


def _letter(value: Changeable, one: Amendment) -> Letter:
    after = shown(value.kind, from_kept(value.kind, one.value))
    return Letter(one.key, value.title, value.shown, after, one.paper, one.day)


def record_letter(desk: Desk, key: str, text: str, paper: str, day: date) -> None:
    """Set a value as a superior's letter says; DeskError where the value or the whole cannot be."""
    value = _value(desk, key)
    try:
        told = typed(value.kind, text)
    except ValueTextError as error:
        raise DeskError(str(error)) from error
    one = Amendment(key, kept(told), " ".join(paper.split()), day)
    others = tuple(each for each in desk.season.overrides if each.key != key)
    _must_fit(desk, value.title, (*others, one))
    desk.changed(operations.set_override(desk.book, one, at=desk.clock()))


def withdraw_letter(desk: Desk, key: str) -> None:
    """Go back to the value of the regulation; DeskError where the letters that stay need it."""
    rest = tuple(each for each in desk.season.overrides if each.key != key)
    _must_fit(desk, _value(desk, key).title, rest)
    desk.changed(operations.clear_override(desk.book, key, at=desk.clock()))


def _value(desk: Desk, key: str) -> Changeable:
    found = next((one for one in changeable_values(desk) if one.key == key), None)
    if found is None:
        raise DeskError(_NO_VALUE)
    return found


def _must_fit(desk: Desk, title: str, letters_then: Sequence[Amendment]) -> None:
    try:
        amended(load_regulation(desk.season.regulation), letters_then)
    except OverrideError as error:
        raise DeskError(f"Chưa ghi được “{title}”: {error.reason}.") from error


def why_careful(desk: Desk) -> str:
    """What changing the rules now means, once a session that used them is closed; "" before that."""
    closed = [session.title for session in desk.season.sessions if session.state is SessionState.CLOSED]
    if not closed:
        return ""
    return (
        f"{', '.join(closed)} đã kết thúc theo quy định cũ. Nếu thay đổi, mọi kết quả được tính lại, "
        "lịch sử của sổ ghi rõ việc đó; văn bản đã xuất cần xuất và ký lại."
    )


def can_decide(desk: Desk) -> bool:
    """Tell whether decisions may be recorded: once the ballot is counted."""
    return desk.ready and desk.season.counted


def record_decision(desk: Desk, decision: Decision) -> None:
    """Write down what the meeting or the superior decided on one subject."""
    record_decisions(desk, (decision,))


def record_decisions(desk: Desk, decisions: Sequence[Decision]) -> None:
    """Write down several decisions of one paper, all or none."""
    tidy = tuple(
        replace(one, paper=" ".join(one.paper.split()), reason=one.reason.strip()) for one in decisions
    )
    if any(not one.paper for one in tidy):
        raise DeskError("Cần ghi số văn bản hoặc kết quả biểu quyết của quyết định.")
    desk.changed(operations.record_decisions(desk.book, tidy, at=desk.clock()))


def record_finals(desk: Desk, finals: Sequence[Decision]) -> None:
    """Write down the superior's decision as it now is: what it says no more is taken back."""
    if not finals:
        raise DeskError("Quyết định của cấp trên phải nêu mức của ít nhất một đồng chí, tập thể.")
    record_decisions(desk, finals)
    named = {one.subject for one in finals}
    for one in desk.season.decisions:
        if one.kind is DecisionKind.FINAL and one.subject not in named:
            take_back_decision(desk, one.subject, one.kind)


def take_back_decision(desk: Desk, subject: str, kind: DecisionKind) -> None:
    """Take back a decision that was entered by mistake."""
    desk.changed(operations.clear_decision(desk.book, subject, kind, at=desk.clock()))


def final_decisions(levels: Sequence[tuple[str, Level]], paper: str, day: date) -> tuple[Decision, ...]:
    """The superior's decision on many subjects as records, to be written down at once."""
    return tuple(
        Decision(subject, level, DecidedBy.SUPERIOR, paper, day, kind=DecisionKind.FINAL)
        for subject, level in levels
    )


def proposals(desk: Desk) -> tuple[tuple[str, str, Level | None], ...]:
    """Everyone who stood on the ballot, then the collectives: subject, name, the level proposed."""
    season, verdict = desk.season, desk.verdict
    members = [
        (v.member, season.member(v.member).name, proposed_level(season.decisions, v.member, v.level))
        for v in verdict.rated
        if v.tally is not None
    ]
    names = {"chi_bo": season.unit.name, "chi_uy": "Tập thể chi ủy"}
    units = [
        (u.subject, names[u.subject], proposed_level(season.decisions, u.subject, u.level))
        for u in verdict.units
        if u.tally is not None
    ]
    return (*members, *units)
