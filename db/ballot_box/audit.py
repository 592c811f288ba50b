"""The log of a box: which steps were taken, never who voted, when, or what.

A record has one of the kinds below with exactly the fields its kind allows; nothing else can be written.
Its body is padded to 512 bytes, so that no length tells anything, and each link hashes the one before it.
Times are cut to the minute.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from db.ballot_box.canonical import from_bytes, to_bytes
from db.ballot_box.errors import BoxDamaged
from db.ballot_box.keys import digest
from db.ballot_box.state import SuspendReason, VoidReason

BODY: Final = 512
MOST_RECORDS: Final = 10_000

_HASH: Final = "hash"
_WORDS: Final = {
    "suspend_reason": frozenset(SuspendReason),
    "void_reason": frozenset(VoidReason),
    "what": frozenset({"bundle", "key"}),
    "why": frozenset({"display", "remote"}),
}

KINDS: Final[Mapping[str, Mapping[str, str]]] = {
    "prepared": {
        "manifest": _HASH, "members": "int", "contests": "int", "tellers": "int", "needed": "int",
        "sqlite": "version", "pynacl": "version",
    },
    "codes_proven": {},
    "codes_failed": {"tellers": "ints"},
    "resume_proven": {},
    "zero_check": {},
    "test_deck": {"ballots": "int"},
    "opened": {"present": "int"},
    "suspended": {"reason": "suspend_reason", "n": "int"},
    "interrupted": {"n": "int", "rolled_back": "bool"},
    "resumed": {"n": "int"},
    "resume_replaced": {},
    "wrong_code": {},
    "present_set": {"present": "int"},
    "contest_voided": {"contest": "int", "confirmations": "int"},
    "voting_refused": {"reason": "why"},
    "closed": {"n": "int", "box": _HASH, "started": "int?", "cancelled": "int?", "confirmations": "int"},
    "resume_destroyed": {},
    "counted": {"result": _HASH, "invalid": "int"},
    "count_repeated": {},
    "count_failed": {},
    "exported": {"item": "what"},
    "sealed": {},
    "void": {"reason": "void_reason", "n": "int", "confirmations": "int"},
}  # fmt: skip

WHILE_LOCKED: Final = frozenset(
    {"interrupted", "wrong_code", "codes_proven", "codes_failed", "voting_refused"}
)
"""Kinds that may stand after the link the envelope was last bound to."""


@dataclass(frozen=True, slots=True)
class Record:
    """One step in the log. at: local minute as ``YYYY-MM-DDTHH:MM``. details: the fields of its kind."""

    kind: str
    at: str
    clock_went_back: bool
    details: Mapping[str, Any]

    def to_body(self) -> bytes:
        """Write the record as 512 bytes; ValueError for anything the allow-list does not know."""
        _check(self.kind, self.details)
        body = to_bytes({"kind": self.kind, "at": self.at, "back": self.clock_went_back, **self.details})
        if len(body) > BODY:
            raise ValueError("record too long")
        return body.ljust(BODY, b"\0")


def record(kind: str, now: datetime, last: str, **details: Any) -> Record:
    """Make a record at the minute of `now`; `last` is the minute of the record before it, or ""."""
    at = now.strftime("%Y-%m-%dT%H:%M")
    return Record(kind, at, at < last, details)


def read_record(body: bytes) -> Record:
    """Read the 512 bytes of a record; ValueError for anything the allow-list does not know."""
    fields = from_bytes(body.rstrip(b"\0"))
    kind, at, back = fields.pop("kind"), fields.pop("at"), fields.pop("back")
    if not isinstance(kind, str) or not isinstance(back, bool):
        raise ValueError("not a record")  # noqa: TRY004 -- one kind of error for hostile bytes
    if datetime.strptime(at, "%Y-%m-%dT%H:%M").strftime("%Y-%m-%dT%H:%M") != at:  # noqa: DTZ007 -- a local minute
        raise ValueError("not a minute")
    made = Record(kind, at, back, fields)
    if made.to_body() != body:
        raise ValueError("not a record")
    return made


def link(previous: bytes, body: bytes) -> bytes:
    """The next link of the chain."""
    return digest("chibo-audit", previous, body)


def links(first: bytes, bodies: Iterable[bytes]) -> tuple[bytes, ...]:
    """All links of a chain whose anchor is `first` (the manifest's hash)."""
    made = []
    for body in bodies:
        first = link(first, body)
        made.append(first)
    return tuple(made)


def read_log(bodies: Sequence[bytes]) -> tuple[Record, ...]:
    """Read a whole log; BoxDamaged where a record is not one of ours or the first one is not `prepared`."""
    try:
        log = tuple(read_record(body) for body in bodies)
    except (ValueError, KeyError, TypeError) as error:
        raise BoxDamaged("Nhật ký của hòm phiếu không đọc được; tệp đã bị sửa từ bên ngoài.") from error
    if not log or [one.kind for one in log].count("prepared") != 1 or log[0].kind != "prepared":
        raise BoxDamaged("Nhật ký của hòm phiếu thiếu phần đầu; tệp đã bị sửa từ bên ngoài.")
    return log


def _check(kind: str, details: Mapping[str, Any]) -> None:
    allowed = KINDS.get(kind)
    if allowed is None or not set(details) <= set(allowed):
        raise ValueError(f"the log does not take {kind} with {sorted(details)}")
    for name, rule in allowed.items():
        if name not in details and not rule.endswith("?"):
            raise ValueError(f"{kind} lacks {name}")
        if name in details and not _fits(rule.removesuffix("?"), details[name]):
            raise ValueError(f"{kind}.{name} is not {rule}")


def _fits(rule: str, value: Any) -> bool:
    if rule in _WORDS:
        return isinstance(value, str) and value in _WORDS[rule]
    return {
        "int": lambda: type(value) is int and 0 <= value < 1 << 31,
        "bool": lambda: type(value) is bool,
        "ints": lambda: isinstance(value, list) and all(_fits("int", one) for one in value),
        _HASH: lambda: isinstance(value, str) and len(value) == 64 and set(value) <= set("0123456789abcdef"),  # noqa: PLR2004 -- 32 bytes in hex
        "version": lambda: isinstance(value, str) and len(value) <= 16 and set(value) <= set("0123456789."),  # noqa: PLR2004 -- 12.34.56
    }[rule]()
