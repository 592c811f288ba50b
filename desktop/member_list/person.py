"""What one row says about a person, and what is wrong with which cell. Nothing is invented."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final

from desktop.member_list.days import Found, read_day
from desktop.member_list.fields import KEPT, Field, wordings
from desktop.member_list.records import Problem, Row, Setting, Weight
from desktop.member_list.words import clean, fold
from meeting.text import odd_sign, shown, why_odd

ADULT: Final = 18
_LONGEST_NAME: Final = 80
PROBATION: Final = frozenset({"du bi", "chua", "chua chinh thuc", "con du bi", "dang vien du bi", "db"})
"""What a cell for the official day says of a person on probation, folded."""
_IDENTIFIER: Final = 12
_LONG_AGO: Final = 2 * 366
_LIKE_A_NAME: Final = re.compile(r"[^\W\d_]+(?:[ \-'’.]+[^\W\d_]+)*\.?")
_NOT_IN_FILE: Final = (
    "tệp không có cột này; đồng chí ghi ngày chính thức, hoặc ghi “dự bị” nếu đồng chí ấy còn dự bị."
)
_TOO_LONG: Final = (
    "ô trống mà ngày vào Đảng đã lâu; đồng chí ghi ngày chính thức, hoặc ghi “dự bị” nếu còn dự bị."
)
_BRACKET: Final = re.compile(r"^(.*?)\s*[(\[](.*)[)\]]$")
_CLOSING: Final = frozenset({")", "]"})
_MEANS_OFFICIAL: Final = re.compile(r"^(?:chính thức|ct)\s*:?\s*(\S.*)$", re.IGNORECASE)

# Bound once: to look a member of an enumeration up takes longer than to take a text out of a row.
_NAME, _BORN, _ADMITTED, _OFFICIAL = Field.NAME, Field.BORN, Field.ADMITTED, Field.OFFICIAL
_GROUP: Final = Field.GROUP


def read_row(number: int, texts: Mapping[Field, str], known: Setting) -> Row:
    """Read one row from the texts of its fields; called again when the user has completed them."""
    odd = {} if "".join(texts.values()).isprintable() else _odd_signs(texts)
    readable = {**texts, **{each: shown(texts[each]) for each in odd}} if odd else texts
    reading = _Reading(number, readable, known)
    reading.name()
    reading.days()
    reading.group()
    for each, text in readable.items():
        if each in _BY_ITSELF:
            _BY_ITSELF[each](reading, each, text)
    for each, sign in odd.items():
        reading.facts.pop(each, None)
        reading.say(each, Weight.WRONG if each in KEPT else Weight.NOTE, f"{why_odd(sign)}.")
    return Row(number, texts, reading.facts, reading.partial, tuple(reading.problems))


class _Reading:
    """One row being read."""

    __slots__ = ("_known", "_number", "_texts", "facts", "partial", "problems")

    def __init__(self, number: int, texts: Mapping[Field, str], known: Setting) -> None:
        self._number, self._texts, self._known = number, texts, known
        self.facts: dict[str, Any] = {}
        self.partial: dict[Field, Found] = {}
        self.problems: list[Problem] = []

    def say(self, each: Field, weight: Weight, sentence: str) -> None:
        self.problems.append(Problem(each, weight, sentence, self._known.cell(each, self._number)))

    def name(self) -> None:
        text = self._texts.get(_NAME, "")
        if not text:
            self.say(_NAME, Weight.MISSING, "chưa có họ và tên.")
        elif len(text) > _LONGEST_NAME or not _LIKE_A_NAME.fullmatch(text):
            self.say(_NAME, Weight.WRONG, f"“{text[:_LONGEST_NAME]}” không giống họ tên người.")
        else:
            self.facts["name"] = text

    def days(self) -> None:
        admitted, official = _split_admission(self._texts)
        born = self._day(_BORN, self._texts.get(_BORN, ""))
        joined = self._day(_ADMITTED, admitted)
        confirmed = self._official(official, joined)
        self._in_order(born, joined, confirmed)

    def group(self) -> None:
        text = self._texts.get(_GROUP)
        if not text:
            return
        group = self._known.groups.get(fold(text))
        if group is not None:
            self.facts["group"] = group
        elif self._known.groups:
            self.say(
                _GROUP,
                Weight.WRONG,
                f"chi bộ chưa khai báo “{text}”; đồng chí chọn tổ khác hoặc để trống.",
            )
        else:
            self.say(_GROUP, Weight.NOTE, f"chi bộ không chia tổ nên không lấy “{text}”.")

    def identifier(self, each: Field, text: str) -> None:
        if not are_identifiers((text,)):
            sentence = f"“{text}” không đủ {_IDENTIFIER} chữ số; có lẽ mất số 0 ở đầu."
            self.say(each, Weight.NOTE, sentence)

    def free(self, each: Field, text: str) -> None:
        self.facts[each] = text

    def choice(self, each: Field, text: str) -> None:
        value = wordings(each).get(fold(text))
        if value is None:
            self.say(each, Weight.WRONG, f"chương trình không hiểu “{text}”; đồng chí chọn lại cho đúng.")
        else:
            self.facts[each] = value

    def _day(self, each: Field, text: str) -> date | None:
        if not text:
            self.say(each, Weight.MISSING, "chưa có; đồng chí bổ sung.")
            return None
        return self._found_day(each, text, read_day(text))

    def _found_day(self, each: Field, text: str, found: Found) -> date | None:
        if found.day is not None and found.day <= self._known.today:
            self.facts[each] = found.day
            if found.note:
                self.say(each, Weight.NOTE, found.note)
            return found.day
        if found.wrong:
            self.say(each, Weight.WRONG, f"“{text}” – {found.wrong[0].lower()}{found.wrong[1:]}")
        elif found.partial:
            what = "tháng và năm" if found.month else "năm"
            self.partial[each] = found
            self.say(each, Weight.MISSING, f"“{text}” mới có {what}; đồng chí bổ sung đủ ngày tháng năm.")
        else:
            self.say(each, Weight.WRONG, f"“{text}” sau ngày hôm nay; đồng chí xem lại.")
        return None

    def _official(self, text: str, joined: date | None) -> date | None:
        if text and (text[0].isdigit() or fold(text) not in PROBATION):
            return self._day(_OFFICIAL, text)
        if text:
            self.facts["official"] = None
        elif _OFFICIAL not in self._known.letters:
            self.say(_OFFICIAL, Weight.MISSING, _NOT_IN_FILE)
        elif joined is not None and (self._known.today - joined).days > _LONG_AGO:
            self.say(_OFFICIAL, Weight.MISSING, _TOO_LONG)
        elif joined is not None:
            self.facts["official"] = None
            self.say(_OFFICIAL, Weight.NOTE, "ô trống: hiểu là đảng viên dự bị.")
        return None

    def _in_order(self, born: date | None, joined: date | None, confirmed: date | None) -> None:
        if born and joined and joined <= born:
            self.say(_ADMITTED, Weight.WRONG, "ngày vào Đảng phải sau ngày sinh.")
        elif born and joined and (joined.year - born.year) < ADULT:
            self.say(_ADMITTED, Weight.NOTE, f"khi vào Đảng chưa đủ {ADULT} tuổi; đồng chí xem lại.")
        if joined and confirmed and confirmed < joined:
            self.say(_OFFICIAL, Weight.WRONG, "ngày chính thức không thể trước ngày vào Đảng.")


_BY_ITSELF: Final = {
    **dict.fromkeys((Field.POST, Field.STATUS, Field.PROFESSIONAL), _Reading.choice),
    **dict.fromkeys((Field.JOB, Field.NOTE), _Reading.free),
    **dict.fromkeys((Field.CARD, Field.CITIZEN), _Reading.identifier),
}
"""How a field is read whose cell says everything by itself."""


def _odd_signs(texts: Mapping[Field, str]) -> dict[Field, str]:
    return {each: sign for each, text in texts.items() if (sign := odd_sign(text))}


def are_plain_names(texts: Collection[str]) -> bool:
    """Tell whether texts, empty ones aside, are letters and spaces alone, as most names are."""
    letters = "".join(texts).replace(" ", "")
    return letters.isalpha() and max(map(len, texts)) <= _LONGEST_NAME


def are_identifiers(texts: Collection[str]) -> bool:
    """Tell whether texts, empty ones aside, can be the numbers of cards or of citizens."""
    digits = "".join(texts)
    return digits.isascii() and digits.isdigit() and set(map(len, texts)) <= {0, _IDENTIFIER}


def _split_admission(texts: Mapping[Field, str]) -> tuple[str, str]:
    """The texts for both days; one cell may hold both: "19/5/2018 (chính thức 19/5/2019)", "… (dự bị)"."""
    admitted, official = texts.get(_ADMITTED, ""), texts.get(_OFFICIAL, "")
    match = None if official or admitted[-1:] not in _CLOSING else _BRACKET.match(admitted)
    if match is None:
        return admitted, official
    if fold(match[2]) in PROBATION:
        return clean(match[1]), "dự bị"
    if named := _MEANS_OFFICIAL.match(match[2]):
        return clean(match[1]), clean(named[1])
    return admitted, official
