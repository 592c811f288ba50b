"""What a letter may change is named in words, typed in words, kept as text, and comes back the same."""

from datetime import date

import pytest

from desktop.regulations import load_regulation
from meeting.amendment import Amendment
from meeting.letters import (
    HINTS,
    Changeable,
    Kind,
    ValueTextError,
    amended,
    changeable,
    from_kept,
    kept,
    shown,
    typed,
)
from meeting.override import Override, OverrideError, Value, apply_overrides, override_keys
from meeting.ratio import Ratio
from meeting.regulation import Regulation
from tests.meeting.branch import PACKS

DAY = date(2026, 11, 3)
LETTER = "CV 12-CV/ĐU"


def values(pack: str) -> dict[str, Changeable]:
    return {one.key: one for one in changeable(load_regulation(pack))}


@pytest.mark.parametrize("pack", PACKS)
def test_every_value_has_its_words_and_no_other(pack: str) -> None:
    found = changeable(load_regulation(pack))
    assert tuple(one.key for one in found) == override_keys(load_regulation(pack))
    titles = [one.title for one in found]
    assert len(set(titles)) == len(titles)
    assert all(HINTS[one.kind] and one.shown for one in found)


@pytest.mark.parametrize("pack", PACKS)
def test_every_value_of_now_is_taken_back_as_it_is(pack: str) -> None:
    regulation = load_regulation(pack)
    for one in changeable(regulation):
        if one.now is None:
            assert one.shown == "không nêu"
            continue
        assert typed(one.kind, one.shown) == one.now if one.kind is not Kind.RATIO else True
        assert from_kept(one.kind, kept(one.now)) == one.now
        same = amended(regulation, [Amendment(one.key, kept(one.now), LETTER, DAY)])
        assert {v.key: v.shown for v in changeable(same)}[one.key].startswith(one.shown)


def test_without_a_rule_on_professional_ratings_it_is_not_offered() -> None:
    from dataclasses import replace

    bare = replace(load_regulation("lam-dong-2023"), professional=None)
    assert tuple(one.key for one in changeable(bare)) == override_keys(bare)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.RATIO, "25%", Ratio(25, 100)),
        (Kind.RATIO, " 25 % ", Ratio(25, 100)),
        (Kind.RATIO, "2/3", Ratio(2, 3)),
        (Kind.RATIO, "Trên 1/2", Ratio(1, 2)),
        (Kind.COUNT, "06", 6),
        (Kind.POINTS, "92,5", 9250),
        (Kind.POINTS, "92.05", 9205),
        (Kind.POINTS, "92", 9200),
        (Kind.FLAG, "Có", True),
        (Kind.FLAG, "không", False),
        (Kind.TEXT, "  Tính trong   đảng bộ ", "Tính trong đảng bộ"),
        (Kind.DAY, "1/12/2026", date(2026, 12, 1)),
        (Kind.DAY, "01.12.2026", date(2026, 12, 1)),
    ],
)
def test_what_is_typed(kind: Kind, text: str, value: Value) -> None:
    assert typed(kind, text) == value
    assert type(typed(kind, text)) is type(value)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.RATIO, "25"),
        (Kind.RATIO, "1/0"),
        (Kind.RATIO, "một phần tư"),
        (Kind.COUNT, "-1"),
        (Kind.COUNT, "٣"),
        (Kind.COUNT, ""),
        (Kind.POINTS, "9 điểm"),
        (Kind.FLAG, "chưa"),
        (Kind.DAY, "2026-12-01"),
        (Kind.DAY, "31/11/2026"),
    ],
)
def test_what_is_no_value_is_said_in_one_sentence(kind: Kind, text: str) -> None:
    with pytest.raises(ValueTextError) as caught:
        typed(kind, text)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("kind", "value", "people", "book"),
    [
        (Kind.RATIO, Ratio(25, 100), "25%", "25/100"),
        (Kind.RATIO, Ratio(2, 3), "2/3", "2/3"),
        (Kind.COUNT, 6, "6", "6"),
        (Kind.POINTS, 9250, "92,5", "9250"),
        (Kind.FLAG, True, "có", "true"),
        (Kind.FLAG, False, "không", "false"),
        (Kind.TEXT, "Trong đảng bộ", "Trong đảng bộ", "Trong đảng bộ"),
        (Kind.DAY, date(2026, 12, 1), "01/12/2026", "2026-12-01"),
    ],
)
def test_a_value_for_people_and_for_the_book(kind: Kind, value: Value, people: str, book: str) -> None:
    assert (shown(kind, value), kept(value)) == (people, book)
    assert from_kept(kind, book) == value


def test_letters_change_the_regulation_as_typed_values_do() -> None:
    pack = load_regulation("lam-dong-2023")
    by_text = amended(pack, [Amendment("cap.rate", "25/100", LETTER, DAY)])
    assert by_text == apply_overrides(pack, [Override("cap.rate", Ratio(25, 100), LETTER, DAY)])


def test_letters_that_only_fit_together() -> None:
    pack = load_regulation("trung-uong-2025")
    both = [
        Amendment("cap.rate", "30/100", LETTER, DAY),
        Amendment("cap.special.rate", "35/100", LETTER, DAY),
    ]
    assert amended(pack, both).cap.rate == Ratio(30, 100)
    with pytest.raises(OverrideError, match="không được thấp hơn tỷ lệ thường"):
        amended(pack, both[:1])


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("cap.rate", "hai mươi", "giá trị “hai mươi” không đọc được"),
        ("deadlines[3]", "31/12/2023", "không đọc được"),
        ("points.bands.HTNV", "5000", "không thay được giá trị này"),
    ],
)
def test_a_letter_of_the_book_that_does_not_fit(key: str, value: str, reason: str) -> None:
    pack: Regulation = load_regulation("lam-dong-2023")
    with pytest.raises(OverrideError) as caught:
        amended(pack, [Amendment(key, value, LETTER, DAY)])
    assert caught.value.key == key
    assert reason in caught.value.reason
