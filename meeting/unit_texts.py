"""How long the texts about the branch may be: they stand in the head of every paper, in a narrow column."""

from collections.abc import Mapping
from typing import Final

from meeting.season import Unit

LONGEST_NAME: Final = 150
LONGEST_PLACE: Final = 60
"""In letters, spaces counted. No guideline sets them: longer ones leave no room for the paper itself."""

_LIMITS: Final[Mapping[str, tuple[str, int]]] = {
    "superior": ("Tên cấp ủy cấp trên", LONGEST_NAME),
    "name": ("Tên chi bộ", LONGEST_NAME),
    "place": ("Địa danh", LONGEST_PLACE),
    "groups": ("Tên tổ đảng", LONGEST_NAME),
    "cap_document": ("Văn bản cho phép tỷ lệ cao hơn", LONGEST_NAME),
}


def too_long(unit: Unit) -> dict[str, str]:
    """By field of the unit: one sentence on each text that is too long; nothing where all fit."""
    return {
        key: f"{what} dài {longest} ký tự, nhiều nhất {most}; đồng chí viết gọn lại để đặt vừa văn bản."
        for key, (what, most) in _LIMITS.items()
        if (longest := _longest(unit, key)) > most
    }


def _longest(unit: Unit, key: str) -> int:
    value = getattr(unit, key)
    return max(map(len, (value,) if isinstance(value, str) else value), default=0)
