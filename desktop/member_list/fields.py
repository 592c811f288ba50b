"""The fields that a list can fill, and the words for them.

Which titles and wordings mean which field and value is data: resources/member_list.
"""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from desktop.member_list.words import fold, fold_title
from meeting.season import Post, Professional, Status

FOLDER: Final = Path(__file__).resolve().parents[2] / "resources" / "member_list"


class Field(StrEnum):
    """A field of a list; the value is its key in the data."""

    NAME = "name"
    FAMILY = "family"
    GIVEN = "given"
    BORN = "born"
    ADMITTED = "admitted"
    OFFICIAL = "official"
    GROUP = "group"
    POST = "post"
    JOB = "job"
    STATUS = "status"
    PROFESSIONAL = "professional"
    NOTE = "note"
    CARD = "card"
    CITIZEN = "citizen"


TITLES: Final = {
    Field.NAME: "Họ và tên",
    Field.FAMILY: "Họ và chữ đệm (tên ở cột khác)",
    Field.GIVEN: "Tên (họ ở cột khác)",
    Field.BORN: "Ngày sinh",
    Field.ADMITTED: "Ngày vào Đảng (kết nạp)",
    Field.OFFICIAL: "Ngày chính thức",
    Field.GROUP: "Tổ đảng",
    Field.POST: "Chức vụ trong chi bộ",
    Field.JOB: "Chức vụ, công việc chuyên môn",
    Field.STATUS: "Tình trạng sinh hoạt đảng",
    Field.PROFESSIONAL: "Xếp loại chuyên môn",
    Field.NOTE: "Ghi chú",
    Field.CARD: "Số thẻ Đảng (chỉ để đối chiếu)",
    Field.CITIZEN: "Số định danh (chỉ để đối chiếu)",
}
"""What the user reads."""

KEPT: Final = (
    Field.NAME,
    Field.BORN,
    Field.ADMITTED,
    Field.OFFICIAL,
    Field.GROUP,
    Field.POST,
    Field.JOB,
    Field.STATUS,
    Field.PROFESSIONAL,
    Field.NOTE,
)
"""The fields that the book keeps, in the order of an exported list."""

_CODES: Final[dict[Field, dict[str, Post | Status | Professional]]] = {
    Field.POST: {"none": Post.NONE, **{each.value: each for each in Post if each is not Post.NONE}},
    Field.STATUS: {each.value: each for each in Status},
    Field.PROFESSIONAL: {
        "none": Professional.NOT_EMPLOYED,
        "unknown": Professional.UNKNOWN,
        **{each.value: each for each in Professional if each.value.isalpha()},
    },
}


@cache
def aliases() -> Mapping[str, Field]:
    """The field of every known title, folded."""
    table = _read("headers.toml")
    return {
        key: Field(field) for field, titles in table.items() for title in titles for key in (fold(title),)
    }


@cache
def wordings(field: Field) -> Mapping[str, Any]:
    """The value of every known wording of a field with a fixed choice, folded."""
    table = _read("values.toml")[field.value]
    return {fold(text): value for code, value in _CODES[field].items() for text in table[code]}


@cache
def words_for(field: Field) -> Mapping[Any, str]:
    """The wording of every value of a field with a fixed choice."""
    table = _read("values.toml")[field.value]
    return {value: table[code][0] for code, value in _CODES[field].items()}


def title_in_lists(field: Field) -> str:
    """The title of a field in an exported list."""
    return str(_read("headers.toml")[field.value][0])


def field_of(title: str) -> Field | None:
    """The field that a title names, if it is known; with or without what stands in brackets."""
    known = aliases()
    return known.get(fold(title)) or known.get(fold_title(title))


def names_people(text: str) -> bool:
    """Tell whether a text under the titles is the title of the names again, as on every page of a list."""
    return text[:1] in {"H", "h"} and field_of(text) is Field.NAME


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
