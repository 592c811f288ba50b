"""What the ballot box says of itself on the opening and the closing record, and its codes for people."""

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Final

_LETTERS: Final = 25
_GROUP: Final = 5


@dataclass(frozen=True, slots=True)
class Closing:
    """The box when it was closed. `box` and `head` are hashes in hex: of the closed slips, of the log.

    started, cancelled: turns in the booth; None where the program was started anew in between. torn: the
    meeting declared that both halves of the code that opens the box again were torn up.
    """

    at: datetime
    n: int
    present: int
    box: str
    head: str
    confirmations: int
    started: int | None = None
    cancelled: int | None = None
    torn: bool = False


@dataclass(frozen=True, slots=True)
class BoxFacts:
    """The box before it was opened. `manifest`, `parent`: hashes in hex, of this box, of the one it replaces.

    parent_counted: that box was counted, and this one votes again on some rows; else it was given up.
    listed: voters on its roll; present: those a ballot was issued to; test_deck: slips tried in a box apart.
    """

    manifest: str
    contests: int
    listed: int
    present: int
    tellers: int
    needed: int
    test_deck: int
    parent: str = ""
    parent_counted: bool = False
    opened: datetime | None = None
    closing: Closing | None = None


def short_code(digest: str) -> str:
    """Return 25 letters and digits (125 bits) that stand for a hash in hex, in groups to be read aloud."""
    text = base64.b32encode(bytes.fromhex(digest)).decode("ascii")[:_LETTERS]
    return "-".join(text[at : at + _GROUP] for at in range(0, _LETTERS, _GROUP))


def whole_code(digest: str) -> str:
    """Return a hash in hex as a QR code says it: base32 without padding."""
    return base64.b32encode(bytes.fromhex(digest)).decode("ascii").rstrip("=")
