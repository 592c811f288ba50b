"""Typed text becomes a value, or one sentence says what is not right."""

from datetime import date

import pytest

from desktop.ui.pages.fields.reading import FieldError, need_text, read_count, read_day, read_points


@pytest.mark.parametrize(
    "text", ["5/12/2026", "05/12/2026", "5-12-2026", "5.12.2026", "05122026", " 5 12 2026 "]
)
def test_days_as_people_type_them(text: str) -> None:
    assert read_day(text) == date(2026, 12, 5)


@pytest.mark.parametrize(
    "text", ["", "5/12/26", "2026-12-05", "31/11/2026", "0/1/2026", "1/1/0026", "٥/12/2026"]
)
def test_days_that_are_none(text: str) -> None:
    with pytest.raises(FieldError):
        read_day(text)


@pytest.mark.parametrize(
    ("text", "value"), [("26", 2600), ("26,5", 2650), ("26.25", 2625), ("0", 0), ("30", 3000)]
)
def test_points(text: str, value: int) -> None:
    assert read_points(text, 30) == value


@pytest.mark.parametrize("text", ["", "30,01", "26,555", "-1", "x", "1e3"])
def test_points_that_are_none(text: str) -> None:
    with pytest.raises(FieldError):
        read_points(text, 30)


def test_counts() -> None:
    assert (read_count(""), read_count(" 12 ")) == (0, 12)
    for text in ("-1", "1,5", "x", "1000", "²"):
        with pytest.raises(FieldError):
            read_count(text)


def test_text_is_composed_and_trimmed() -> None:
    assert need_text("  Nguyễn   Văn A ", "tên") == "Nguyễn Văn A"
    with pytest.raises(FieldError, match="Đồng chí điền tên"):
        need_text(" ", "tên")
