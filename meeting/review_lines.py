"""The lines of a member's own file put under the parts of the form; nothing is invented, nothing is lost.

A line begins a part when it is marked as a heading (a number, bold, capitals) and starts with the part's
words, in the order of the form. Whatever stands under no part is told, not guessed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from meeting.review_form import ReviewPart
from meeting.text import tidy

_MARK: Final = re.compile(r"\s*(?:\(?([IVX]{1,4}|\d{1,2}(?:\.\d{1,2})*|[a-zđA-H])[.)\-–/:]+)\s*")
_ROMAN: Final = re.compile(r"[IVX]+")
_END: Final = re.compile(
    r"(người tự kiểm điểm|người tự phê bình|tự nhận (mức|xếp)|tự đánh giá, xếp loại|tự xếp loại|"
    r"đánh giá, nhận xét của|nhận xét, đánh giá của|nhận xét của chi|b\. tự đánh giá)"
)
_NAME: Final = re.compile(
    r"họ (?:và )?tên(?: khai sinh)?\s*:?\s*([^;:\n]{2,60}?)\s*(?:[;,.…]|ngày sinh|sinh ngày|$)"
)
_LONGEST: Final = 250
"""A longer line is no heading."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a file; `marked`: set in bold, numbered or styled as a heading by the file itself."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """Texts by part, the lines that belong to none, and the name that the file gives its writer ("" none)."""

    texts: dict[str, str] = field(default_factory=dict)
    left: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Heading:
    """Where a heading leads: a part or none, its place in the form, and text on the same line."""

    part: ReviewPart | None
    place: int
    rest: str = ""


def place(lines: Sequence[Line], parts: Sequence[ReviewPart]) -> Placed:
    """Put the lines of a file under the parts of the form."""
    texts: dict[str, list[str]] = {}
    left: list[str] = []
    at, part, ended = -1, None, False
    for line in lines:
        text = " ".join(tidy(line.text).split())
        if not any(letter.isalnum() for letter in text):
            continue  # an empty line, or the dots of a form that was not filled in
        ended = ended or (at >= 0 and _is_end(text, line))
        heading = None if ended else _heading(line, text, parts, at)
        if heading is not None:
            at, part, text = heading.place, heading.part, heading.rest
        if not text:
            continue
        if part is None or ended:
            left.append(text)
        else:
            texts.setdefault(part.key, []).append(text)
    return Placed({key: "\n".join(said) for key, said in texts.items()}, tuple(left), _name(left))


def _is_end(text: str, line: Line) -> bool:
    mark = _MARK.match(text)
    looks = line.marked or mark is not None or text.isupper()
    return looks and _END.match(text[mark.end() if mark else 0 :].casefold()) is not None


def _heading(line: Line, text: str, parts: Sequence[ReviewPart], at: int) -> _Heading | None:
    mark = _MARK.match(text)
    words = text[mark.end() :] if mark else text
    if len(words) > _LONGEST or not (mark or line.marked or words.isupper()):
        return None
    folded = words.casefold()
    roman = mark is not None and _ROMAN.fullmatch(mark[1]) is not None
    if roman or words.isupper():
        return _section(words, folded, parts, at)
    return _part(words, folded, parts, at) or (None if mark else _section(words, folded, parts, at))


def _section(words: str, folded: str, parts: Sequence[ReviewPart], at: int) -> _Heading | None:
    for number, part in enumerate(parts):
        first = number == 0 or parts[number - 1].section != part.section
        if number <= at or not first:
            continue
        name = re.split(r"[,;(]", part.section.partition(". ")[2])[0].strip().casefold()
        starts = (name, *(part.match if part.whole else ()))
        if folded.startswith(starts):
            if part.whole:
                rest = _rest(words, part.section.partition(". ")[2])
                return _Heading(part, number if not part.title else number - 1, rest)
            return _Heading(None, number - 1)
    return None


def _part(words: str, folded: str, parts: Sequence[ReviewPart], at: int) -> _Heading | None:
    for number, part in enumerate(parts):
        if number > at and folded.startswith(part.match):
            return _Heading(part, number, _rest(words, part.name))
    return None


def _rest(words: str, known: str) -> str:
    """The text that goes on behind the words of a heading, on the same line."""
    if words.casefold().startswith(known.casefold()):
        tail = words[len(known) :]
    elif ":" in words:
        tail = words.partition(":")[2]
    else:
        tail = words.partition(". ")[2]
    return tail.lstrip(" :;.…–-").rstrip(" …")


def _name(left: Sequence[str]) -> str:
    for text in left:
        found = _NAME.search(text.casefold())
        if found:
            return (
                text[found.start(1) : found.end(1)].strip(" .…") if len(text) == len(text.casefold()) else ""
            )
    return ""
