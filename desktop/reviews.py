"""Use cases of the self-reviews: the form of the regulation, what each member wrote, a member's own file."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from db import operations
from desktop.desk import Desk
from forms.skeleton import FormName, form_names
from meeting.checklist import expected_standing
from meeting.hand_in import REVIEW
from meeting.regulation import Standing
from meeting.review_form import BESIDE, Progress, ReviewForm, ReviewPart, progress, texts_of
from meeting.season import Member, SessionState

FOLDER: Final = Path(__file__).resolve().parent.parent / "resources" / "review_parts"
_USUAL: Final = "points"


@dataclass(frozen=True, slots=True)
class PersonReview:
    """A member with the form to write, what is written, and whether it was handed in."""

    number: int
    member: Member
    form: FormName
    parts: tuple[ReviewPart, ...]
    texts: dict[str, str]
    handed_in: str
    needed: bool
    sealed: bool
    progress: Progress


@cache
def review_form(regulation_id: str) -> ReviewForm:
    """The form of a regulation; that of the newest one where the program knows no other."""
    forms = [_read(path) for path in sorted(FOLDER.glob("*.toml"))]
    own = (form for form in forms if regulation_id in form.regulations)
    return next(own, _read(FOLDER / f"{_USUAL}.toml"))


@cache
def _read(path: Path) -> ReviewForm:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return ReviewForm(data["source"], tuple(data["regulations"]), tuple(map(_part, data["parts"])))


def _part(data: dict[str, Any]) -> ReviewPart:
    return ReviewPart(**{**data, "match": tuple(data["match"])})


def reviews(desk: Desk) -> tuple[PersonReview, ...]:
    """Every member in roll order."""
    return tuple(_person(desk, number, member) for number, member in enumerate(desk.season.members, 1))


def _person(desk: Desk, number: int, member: Member) -> PersonReview:
    season, names = desk.season, form_names(desk.season.regulation)
    kind = names.kind_of(member)
    parts = review_form(season.regulation).parts_for(leader=kind == "leader")
    texts = texts_of(season.review_texts, member.id)
    days = (one.day for one in season.hand_ins if one.member == member.id and one.paper == REVIEW)
    stands = expected_standing(desk.regulation, season, member).standing
    return PersonReview(
        number,
        member,
        names.personal.get(kind, FormName("", "")),
        (*parts, *BESIDE),
        texts,
        next((f"{day:%d/%m/%Y}" for day in days), ""),
        stands not in {Standing.NONE, Standing.ELSEWHERE},
        is_sealed(desk, member.id),
        progress(parts, texts),
    )


def is_sealed(desk: Desk, member_id: str) -> bool:
    """Tell whether the review was held in a session that is closed, so that it is never edited again."""
    closed = (s for s in desk.season.sessions if s.state is SessionState.CLOSED)
    return any(member_id in s.reviews and s.reviews[member_id].done for s in closed)


def write_part(desk: Desk, member_id: str, part: str, text: str) -> None:
    """Keep one part as it is typed."""
    desk.changed(operations.write_review_part(desk.book, member_id, part, text, at=desk.clock()))


def take_over(desk: Desk, member_id: str, texts: dict[str, str]) -> None:
    """Keep the parts that were read from the member's own file."""
    desk.changed(operations.write_review_parts(desk.book, member_id, texts, at=desk.clock()))


def hand_in(desk: Desk, member_id: str, *, handed_in: bool) -> None:
    """Write down that the review was handed in today, or that it was not."""
    at = desk.clock()
    if handed_in:
        desk.changed(operations.hand_in_review(desk.book, member_id, at.date(), at=at))
    else:
        desk.changed(operations.take_back_review(desk.book, member_id, at=at))
