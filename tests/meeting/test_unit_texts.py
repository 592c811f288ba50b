"""The texts about the branch have a length at which the papers still hold them."""

from dataclasses import replace

import pytest

from meeting.season import Form, Sector, Structure, Unit
from meeting.unit_texts import LONGEST_NAME, LONGEST_PLACE, too_long

UNIT = Unit(
    "Đảng bộ Sở Tư pháp", "Chi bộ Văn phòng", Form.TRUC_THUOC, Structure.TO_DANG, Sector.HANH_CHINH,
    place="Đà Lạt", groups=("Tổ đảng số 1", "Tổ đảng số 2"), cap_document="CV 12-CV/ĐU",
)  # fmt: skip


@pytest.mark.parametrize(
    ("key", "most"),
    [("superior", LONGEST_NAME), ("name", LONGEST_NAME), ("place", LONGEST_PLACE), ("cap_document", LONGEST_NAME)],
)  # fmt: skip
def test_the_longest_that_fits_is_taken_and_one_letter_more_is_named(key: str, most: int) -> None:
    assert too_long(replace(UNIT, **{key: "Ủ" * most})) == {}
    found = too_long(replace(UNIT, **{key: "Ủ" * (most + 1)}))
    assert list(found) == [key]
    assert f"dài {most + 1} ký tự, nhiều nhất {most}; đồng chí viết gọn lại" in found[key]


def test_the_longest_group_counts_and_a_branch_without_groups_has_none() -> None:
    groups = ("Tổ đảng số 1", "T" * (LONGEST_NAME + 5))
    assert "Tên tổ đảng dài 155 ký tự" in too_long(replace(UNIT, groups=groups))["groups"]
    assert too_long(replace(UNIT, groups=())) == {}
