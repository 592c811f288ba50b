"""Small records that only the book knows: what changed, papers made, the history."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Changes:
    """What an operation changed, so that pages know what to reload.

    `kinds` are among unit, members, sessions, attendance, reviews, ballot, documents, overrides, decisions,
    hand_ins, review_texts, remedies, past_years, branch_years, paper_numbers, paper_data, sendings,
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
class PaperData:
    """What an exported copy was printed from: `sha256` is the copy's, `paper` its mark ("CB01").

    data: SHA-256 of its canonical data without that of the regulation pack, which stands in `pack` (None in
    a copy of an older program). revision: of the pages, for data of another one cannot be compared.
    """

    sha256: str
    paper: str
    data: str
    revision: int
    pack: str | None = None


@dataclass(frozen=True, slots=True)
class Sending:
    """A copy, by its SHA-256, was handed in on a day; a correction is one more of these."""

    sha256: str
    day: date
    recipient: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One record of the history; `facts` are the rows it touched, `body` is the text the chain binds."""

    sequence: int
    at: datetime
    operation: str
    who: str
    facts: tuple[dict[str, Any], ...]
    body: str
