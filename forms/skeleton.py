"""Names and skeletons of review forms as data: `resources/forms/*.toml`, one file a regulation.

Which form a member writes follows the regulation: 2A is for members without a post in 2023 and for leaders
in 2025 (HD 25-HD/BTCTW mục 2, HD 43-HD/BTCTW mục 2.1.b).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from forms.errors import FormsError
from meeting.points import leads
from meeting.season import Member, Post, Professional

_FOLDER: Final = Path(__file__).parent.parent / "resources" / "forms"
_OTHERS: Final = "mac-dinh"


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a form. `asks`: "grade", "grade_blank" or nothing; `tasks`: the grade of tasks.

    key: the part of the self-review that is written here (`resources/review_parts`). takes: the review's text
    that fills the part is what this point asks, so it stands under it.
    """

    text: str
    lines: int
    asks: str = ""
    leaders: bool = False
    tasks: bool = False
    key: str = ""
    takes: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part. `filled` names the text of the review that goes in; `faults`: last year's faults."""

    title: str
    items: tuple[Item, ...]
    filled: str = ""
    intro: str = ""
    faults: bool = False


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The parts of a form and the paper they were read in."""

    source: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class FormName:
    """The form's number ("" where the regulation gives none) and whom or what it is for."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class PageLimit:
    """How many pages a report of achievements may have, for a member and for a unit, and who says so."""

    member: int
    unit: int
    source: str


@dataclass(frozen=True, slots=True)
class FormNames:
    """Every form of one regulation; `note` says in small print what is not known of its layout.

    quarter: the number of the form on which leaders rate themselves each quarter, "" where there is none.
    """

    personal: Mapping[str, FormName]
    collective: Mapping[str, FormName]
    rerate: str
    source: str
    committee_leads: bool
    title: str
    note: str
    review: Skeleton
    report: Skeleton
    quarter: str = ""
    achievement: PageLimit | None = None

    def kind_of(self, member: Member) -> str:
        """Which form this member writes: "leader", "outside" the political system, or "plain"."""
        if leads(member) or (self.committee_leads and member.post is not Post.NONE):
            return "leader"
        outside = member.professional is Professional.NOT_EMPLOYED
        return "outside" if outside and "outside" in self.personal else "plain"

    def keys_of(self, member: Member) -> frozenset[str]:
        """The parts of the self-review that have a place in this member's form."""
        leader = self.kind_of(member) == "leader"
        items = (item for part in self.review.parts for item in part.items)
        return frozenset(item.key for item in items if item.key and (leader or not item.leaders))


@cache
def form_names(regulation: str) -> FormNames:
    """The forms of a regulation; those without a number where the program does not know the regulation."""
    known = (_FOLDER / f"{regulation}.toml").is_file() and not regulation.startswith("skeleton")
    name = regulation if known else _OTHERS
    data = _load(name)
    skeleton = _load(f"skeleton-{data['skeleton']}")
    try:
        return FormNames(
            personal={key: FormName(**value) for key, value in data["personal"].items()},
            collective={k: FormName(v["name"], v["title"]) for k, v in data["collective"].items()},
            rerate=data["rerate"],
            source=data["source"],
            committee_leads=data["committee_leads"],
            title=data["title"],
            note=data["note"],
            review=_skeleton(skeleton),
            report=_skeleton(skeleton["collective"]),
            quarter=data.get("quarter", ""),
            achievement=PageLimit(**data["achievement"]) if "achievement" in data else None,
        )
    except (KeyError, TypeError) as fault:
        raise FormsError(f"Tệp tên mẫu {name}: thừa hoặc thiếu mục {fault}.") from fault


@cache
def cited_form(paper: str, year: int) -> str:
    """The form of another document that a paper about a member follows; "" in years before there was one."""
    one = _load("cited")[paper]
    return str(one["form"]) if year >= one["since"] else ""


def _load(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as fault:
        raise FormsError(f"Tệp tên mẫu {name} hỏng hoặc thiếu: {fault}.") from fault


def _skeleton(data: Mapping[str, Any]) -> Skeleton:
    return Skeleton(data["source"], tuple(_part(part) for part in data["parts"]))


def _part(data: Mapping[str, Any]) -> Part:
    items = tuple(Item(**item) for item in data["items"])
    return Part(**{**data, "items": items})
