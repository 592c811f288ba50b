"""Small records that only the book knows: what changed, papers made, the history."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Changes:
    """What an operation changed, so that pages know what to reload.

    `kinds` are among unit, members, sessions, attendance, reviews, ballot, documents, overrides, decisions,
    hand_ins, review_texts, remedies, past_years, paper_numbers,
    reratings, collectives, inspection, settings;
    empty when everything was already so. `sequence` is the number of the newest record of the history.
    """

    kinds: frozenset[str]
    sequence: int


@dataclass(frozen=True, slots=True)
class Document:
    """A paper that was made: file name, code of the form, SHA-256 in hexadecimal, who signed it, in order."""

    file: str
    form: str
    sha256: str
    signed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One record of the history; `facts` are the rows it touched, `body` is the text the chain binds."""

    sequence: int
    at: datetime
    operation: str
    who: str
    facts: tuple[dict[str, Any], ...]
    body: str
