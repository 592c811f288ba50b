"""The votes of a scenario: rows of marks, of the first round and of those after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from meeting.ballot import Question, Tally
from meeting.reader import Reader

MARKS: Final = dict(zip("-XTHK", range(5), strict=True))
"""What a character of a row of votes means as a choice on a slip: blank, then the levels."""

YES_NO: Final = dict(zip("-DK", range(3), strict=True))
"""The same where the ballot asks for a yes or no to the top level: blank, yes, no."""

QUESTIONS: Final = {"": Question.LEVELS, "dong_y": Question.TOP}

Rows = Mapping[str, tuple[int, ...]]
"""Votes: for each subject a row of choices, the same ballot in the same place in each row."""


@dataclass(frozen=True, slots=True)
class FurtherRound:
    """A round of the ballot after the first: in the branch meeting itself, or in a supplementary one.

    absent: who is not in the room; the others of the branch are, those who were waited for included.
    """

    supplementary: bool
    reason: str
    invalid: int
    votes: Rows
    unit_votes: Rows
    absent: frozenset[str] = frozenset()
    question: Question = Question.LEVELS

    @property
    def valid(self) -> int:
        """Number of valid ballots."""
        return valid_in(self.votes, self.unit_votes)


def valid_in(votes: Rows, unit_votes: Rows) -> int:
    """Number of valid ballots that these rows are."""
    rows = [*votes.values(), *unit_votes.values()]
    return len(rows[0]) if rows else 0


def tally_of(subject: str, row: tuple[int, ...], question: Question = Question.LEVELS) -> Tally:
    """The count of one row of choices."""
    blank, first, second, third, fourth = (row.count(choice) for choice in range(5))
    if question is Question.TOP:
        return Tally(subject, (first, 0, 0, 0), blank, second)
    return Tally(subject, (first, second, third, fourth), blank)


def read_ballot(r: Reader, marks: Mapping[str, int] = MARKS) -> tuple[int, Rows, Rows]:
    """Read the number of invalid ballots, the votes on members, the votes on collectives."""
    invalid = r.count("invalid", 0)
    votes = _rows(r, "votes", marks)
    unit_votes = _rows(r, "unit_votes", marks)
    for subject in unit_votes:
        if subject not in {"chi_bo", "chi_uy"}:
            raise r.fail(f"unit_votes.{subject}", "chỉ có chi_bo và chi_uy")
    rows = {f"votes.{one}": row for one, row in votes.items()}
    rows |= {f"unit_votes.{one}": row for one, row in unit_votes.items()}
    _refuse_uneven(r, {key: len(row) for key, row in rows.items()})
    return invalid, votes, unit_votes


def _refuse_uneven(r: Reader, lengths: Mapping[str, int]) -> None:
    """Refuse a row that is not as long as most are: every character is a valid ballot."""
    usual = max(lengths.values(), key=list(lengths.values()).count, default=0)
    for key, length in lengths.items():
        if length != usual:
            raise r.fail(key, f"có {length} ký tự, các dòng khác {usual}; mỗi ký tự là một phiếu hợp lệ")


def _rows(r: Reader, key: str, marks: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    table: Mapping[str, object] = r.take(key, dict, {})
    rows: dict[str, tuple[int, ...]] = {}
    allowed = ", ".join(mark for mark in marks if mark != "-")
    for subject, text in table.items():
        if not isinstance(text, str) or not set(text) <= set(marks):
            raise r.fail(f"{key}.{subject}", f"chỉ dùng các ký tự {allowed} và -")
        rows[subject] = tuple(marks[mark] for mark in text)
    return rows


def read_rounds(r: Reader, known: set[str]) -> tuple[FurtherRound, ...]:
    """Read the rounds after the first, those of the branch meeting itself before supplementary ones."""
    rounds = r.each("rounds", _further) if r.has("rounds") else ()
    for number, one in enumerate(rounds, 1):
        for key, named in (("votes", set(one.votes)), ("absent", set(one.absent))):
            if named - known:
                raise r.fail(f"rounds[{number}].{key}", f"không có đảng viên mang mã {min(named - known)}")
    if any(before.supplementary and not one.supplementary for before, one in pairwise(rounds)):
        raise r.fail("rounds", "vòng chi_bo phải đứng trước vòng bo_sung")
    return rounds


def _further(r: Reader) -> FurtherRound:
    meeting, reason = r.take("meeting", str), r.take("reason", str).strip()
    if meeting not in {"chi_bo", "bo_sung"}:
        raise r.fail("meeting", "cần chi_bo (bỏ phiếu lại ngay trong hội nghị) hoặc bo_sung (họp bổ sung)")
    if not reason:
        raise r.fail("reason", "không được để trống")
    absent: list[object] = r.take("absent", list, [])
    asked = r.take("question", str, "")
    if asked not in QUESTIONS:
        raise r.fail("question", "chỉ có dong_y (đồng ý hay không đồng ý mức cao nhất); bỏ trống là bốn mức")
    question = QUESTIONS[asked]
    invalid, votes, unit_votes = read_ballot(r, MARKS if question is Question.LEVELS else YES_NO)
    if not votes and not unit_votes:
        raise r.fail("votes", "vòng bỏ phiếu lại cần ít nhất một dòng phiếu")
    return FurtherRound(
        meeting == "bo_sung",
        reason,
        invalid,
        votes,
        unit_votes,
        frozenset(str(one) for one in absent),
        question,
    )
