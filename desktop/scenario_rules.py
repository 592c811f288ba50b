"""The keys of a scenario on facts of the collectives, a superior's letters and decisions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from meeting.amendment import Amendment
from meeting.decision import DecidedBy, Decision, DecisionKind
from meeting.letters import Kind, ValueTextError, amended, changeable, kept, typed
from meeting.level import Level
from meeting.override import OverrideError
from meeting.pack_organisation import SUBJECTS
from meeting.reader import Reader
from meeting.regulation import Regulation
from meeting.season import Answer, CollectiveFacts, Grade, Peer, PeerKind, Tasks

Named = TypeVar("Named")

_BY: Final = {"hoi_nghi": DecidedBy.MEETING, "cap_tren": DecidedBy.SUPERIOR}
_KINDS: Final = {"de_nghi": DecisionKind.PROPOSAL, "chinh_thuc": DecisionKind.FINAL}


@dataclass(frozen=True, slots=True)
class Letter:
    """A superior's letter as the scenario tells it: `text` is the value as a person types it."""

    text: str
    amendment: Amendment


def read_letters(r: Reader, pack: Regulation) -> tuple[tuple[Letter, ...], Regulation]:
    """The letters in order, and the regulation as they leave it; each must be possible after those before."""
    kinds = {value.key: value.kind for value in changeable(pack)}
    letters = r.each("overrides", lambda inner: _letter(inner, kinds))
    keys = [one.amendment.key for one in letters]
    regulation = pack
    for number, key in enumerate(keys, 1):
        if key in keys[: number - 1]:
            raise r.fail(f"overrides[{number}].key", f"“{key}” đã nêu ở một văn bản khác")
        try:
            regulation = amended(pack, [one.amendment for one in letters[:number]])
        except OverrideError as error:
            raise r.fail(f"overrides[{number}].value", error.reason) from error
    return letters, regulation


def _letter(r: Reader, kinds: Mapping[str, Kind]) -> Letter:
    key, text = r.take("key", str), r.take("value", str)
    if key not in kinds:
        raise r.fail("key", f"không có “{key}”; chỉ có: {', '.join(kinds)}")
    try:
        value = kept(typed(kinds[key], text))
    except ValueTextError as error:
        raise r.fail("value", str(error).rstrip(".")) from error
    return Letter(text, Amendment(key, value, _paper(r), r.take("day", date)))


def read_decisions(r: Reader, subjects: Iterable[str]) -> tuple[Decision, ...]:
    """What was decided after the count, on people and collectives that the scenario knows."""
    known = {*subjects, *SUBJECTS}
    decisions = r.each("decisions", _decision)
    seen: set[tuple[str, DecisionKind]] = set()
    for number, one in enumerate(decisions, 1):
        if one.subject not in known:
            raise r.fail(f"decisions[{number}].subject", f"không có “{one.subject}” trong kịch bản")
        if (one.subject, one.kind) in seen:
            raise r.fail(f"decisions[{number}].subject", f"đã có quyết định loại này về “{one.subject}”")
        seen.add((one.subject, one.kind))
    return decisions


def _decision(r: Reader) -> Decision:
    subject, text = r.take("subject", str), r.take("level", str, "")
    if text and text not in Level.__members__:
        raise r.fail("level", f"mức “{text}” không có trong: {', '.join(Level)}")
    kind = _named(r, "kind", _KINDS, "de_nghi")
    by = _named(r, "by", _BY, "cap_tren" if kind is DecisionKind.FINAL else "hoi_nghi")
    if kind is DecisionKind.FINAL and (not text or by is not DecidedBy.SUPERIOR):
        raise r.fail("kind", "mức chính thức phải nêu mức và do cấp trên quyết định")
    level = Level(text) if text else None
    return Decision(subject, level, by, _paper(r), r.take("day", date), r.take("reason", str, ""), kind)


def _paper(r: Reader) -> str:
    text = r.take("paper", str).strip()
    if not text:
        raise r.fail("paper", "cần số văn bản hoặc kết quả biểu quyết")
    return text


def _named(r: Reader, key: str, values: Mapping[str, Named], usual: str) -> Named:
    text = r.take(key, str, usual)
    if text not in values:
        raise r.fail(key, f"giá trị “{text}” không có trong: {', '.join(values)}")
    return values[text]


def read_collectives(
    r: Reader,
    regulation: Regulation,
    points: Callable[[Reader], tuple[int, int] | None],
    tasks: Callable[[Reader], Tasks],
) -> tuple[CollectiveFacts, ...]:
    """What the scenario knows of the branch and of its committee; answers only to questions of the pack."""
    table = r.table("collectives") if r.has("collectives") else None
    if table is None:
        return ()
    facts = tuple(
        table.read(subject, _facts_of(regulation, subject, points, tasks))
        for subject in SUBJECTS
        if table.has(subject)
    )
    table.done()
    return facts


def _facts_of(
    regulation: Regulation,
    subject: str,
    points: Callable[[Reader], tuple[int, int] | None],
    tasks: Callable[[Reader], Tasks],
) -> Callable[[Reader], CollectiveFacts]:
    def read(r: Reader) -> CollectiveFacts:
        return CollectiveFacts(
            subject,
            r.enums("grades", Grade),
            points(r),
            r.read_or_none("tasks", tasks) or Tasks(),
            r.each("peers", _peer),
            r.read_or_none("answers", lambda inner: _answers(inner, regulation, subject)) or (),
        )

    return read


def _peer(r: Reader) -> Peer:
    text = r.take("level", str, "")
    if text and text not in Level.__members__:
        raise r.fail("level", f"mức “{text}” không có trong: {', '.join(Level)}")
    level = Level(text) if text else None
    return Peer(r.take("name", str), r.enum("kind", PeerKind), level, r.flag("absent", default=False))


def _answers(r: Reader, regulation: Regulation, subject: str) -> tuple[Answer, ...]:
    keys = [one.key for one in regulation.questions if one.subject == subject]
    return tuple(Answer(key, r.take(key, bool)) for key in keys if r.has(key))
