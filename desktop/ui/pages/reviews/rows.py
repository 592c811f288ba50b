"""What the two lists of the page say. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from desktop.reviews import PersonReview
from desktop.ui.widgets import Column
from meeting.level import Level
from meeting.points import points_text
from meeting.review_form import ReviewPart, word_count


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of the form and what the member wrote in it."""

    part: ReviewPart
    text: str

    @property
    def state(self) -> str:
        """How many words, or a sign that nothing is written."""
        words = word_count(self.text)
        return f"{words} từ" if words else "–"


def handed_in_words(row: PersonReview) -> str:
    """Whether the review was handed in."""
    if row.handed_in:
        return f"✓ {row.handed_in[:5]}"
    return "chưa nộp" if row.needed else "–"


PEOPLE: Final = (
    Column[PersonReview]("Họ và tên", lambda r: r.member.name, is_name=True, hint=lambda r: r.member.job),
    Column[PersonReview]("Nộp", handed_in_words, hint=lambda r: r.handed_in),
    Column[PersonReview]("Phần", lambda r: f"{r.progress.written}/{r.progress.parts}", is_number=True),
)

PARTS: Final = (
    Column[PartRow]("Phần", lambda r: _short(r.part), is_name=True, hint=lambda r: r.part.name),
    Column[PartRow]("Đã viết", lambda r: r.state, is_number=True),
)


def _short(part: ReviewPart) -> str:
    number = part.section.partition(". ")[0] if ". " in part.section else "+"
    return f"{number} · {part.short}"


def facts(row: PersonReview, level_names: Mapping[Level, str]) -> str:
    """What is known about the member in figures: own level, grades or points, tasks, old faults."""
    member = row.member
    told = [f"Tự nhận: {level_names[member.self_level] if member.self_level else 'chưa có'}"]
    if member.points is not None:
        common, tasks = member.points
        told.append(f"điểm {points_text(common)} + {points_text(tasks)} = {points_text(common + tasks)}")
    if member.grades:
        told.append(f"{len(member.grades)} tiêu chí đã tự chấm")
    if member.tasks.total:
        told.append(f"nhiệm vụ {member.tasks.done}/{member.tasks.total}")
    if member.old_faults.named:
        told.append(f"khuyết điểm kỳ trước đã khắc phục {member.old_faults.fixed}/{member.old_faults.named}")
    return "; ".join(told) + "."
