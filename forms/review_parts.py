"""The numbered parts of a review form, filled with what the season holds and ruled where it holds nothing."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from forms import words
from forms.document import Blank, Block, Heading, Para, Ticks
from forms.skeleton import Item, Part
from meeting.level import LEVELS, Level
from meeting.points import points_text
from meeting.season import Grade, OldFaults, Review, Season

_GRADES: Final = {
    Grade.XUAT_SAC: "Xuất sắc",
    Grade.TOT: "Tốt",
    Grade.TRUNG_BINH: "Trung bình",
    Grade.KEM: "Kém",
}
ROOM: Final = "…………"
_FEWER: Final = 2
"""Ruled lines left under a point where the meeting's words already stand above it."""


def scored(most: tuple[int, int], own: tuple[int, int] | None) -> list[Block]:
    """Return the points of both groups and their sum beside the most there are; open where none are known."""
    told = [ROOM] * 3 if own is None else [points_text(one) for one in (*own, sum(own))]
    common, tasks = most
    return [
        Para(f"{told[0]}/{common} điểm.", lead="I. Nhóm tiêu chí chung:"),
        Para(f"{told[1]}/{tasks} điểm.", lead="II. Nhóm tiêu chí về kết quả thực hiện nhiệm vụ:"),
        Para(f"{told[2]}/{common + tasks} điểm.", lead="Tổng điểm:"),
    ]


def texts(season: Season, subject: str, field: str) -> list[str]:
    """Return what the sessions wrote down about a subject, in their order, the same words once."""
    reviews = (session.reviews.get(subject, Review(subject)) for session in season.sessions)
    found = (words.sentence(str(getattr(review, field))) for review in reviews)
    return list(dict.fromkeys(text for text in found if text))


def parts(
    all_parts: Sequence[Part], season: Season, subject: str, marks: Mapping[str, Sequence[Grade | None]],
    *, leader: bool, faults: OldFaults | None = None, written: Mapping[str, str] | None = None,
) -> list[Block]:  # fmt: skip
    """Return the parts in order. `marks`: grades of "tasks" and of the "others" in the form's order.

    written: the member's own words by the key of the item; where there are any in a part, the meeting's notes
    on it stay out.
    """
    own = written or {}
    others = iter(marks.get("others", ()))
    tasks = iter(marks.get("tasks", ()))
    blocks: list[Block] = []
    for part in all_parts:
        shown = [item for item in part.items if leader or not item.leaders]
        mine = any(item.key in own for item in shown)
        told = texts(season, subject, part.filled) if part.filled and not mine else []
        blocks.append(Heading(part.title))
        taken = any(item.takes for item in shown)
        blocks += [Para(text) for text in told if not taken]
        blocks += _faults(part, faults)
        for number, item in enumerate(shown, 1):
            grade = next(tasks if item.tasks else others, None) if item.asks == "grade" else None
            at = number if len(shown) > 1 else 0
            text = "\n".join(told) if item.takes and told else own.get(item.key, "")
            blocks += _item(item, at, grade, text, told=bool(told))
    return blocks


def _faults(part: Part, faults: OldFaults | None) -> Iterator[Block]:
    if part.intro:
        yield Para(part.intro, italic=True)
    if part.faults and faults is not None and faults.named:
        yield Para(f"Đã khắc phục {faults.fixed}/{faults.named} hạn chế, khuyết điểm được chỉ ra.")


def _item(item: Item, number: int, grade: Grade | None, own: str, *, told: bool) -> Iterator[Block]:
    if item.text:
        yield Para(f"{item.text}.", lead=f"{number}." if number else "")
    lines = [line for line in map(str.strip, own.splitlines()) if line]
    yield from map(Para, lines)
    if not lines:
        yield Blank(min(item.lines, _FEWER) if told else item.lines)
    if item.asks:
        yield Para("Tự đánh giá về cấp độ thực hiện:", italic=True)
        yield grade_boxes(grade)


def grade_boxes(grade: Grade | None) -> Ticks:
    """Return the four grades side by side."""
    return Ticks(tuple(_GRADES.values()), None if grade is None else list(_GRADES).index(grade))


def level_boxes(names: Mapping[Level, str], level: Level | None) -> Ticks:
    """Return the four levels side by side."""
    return Ticks(tuple(names[one] for one in LEVELS), None if level is None else level.rank)


def said(season: Season, subject: str, field: str, lead: str, lines: int = 2) -> list[Block]:
    """Return what was written down, or ruled lines under the same words."""
    found = texts(season, subject, field)
    if found:
        return [Para(" ".join(found), lead=lead)]
    return [Para("", lead=lead), Blank(lines)]
