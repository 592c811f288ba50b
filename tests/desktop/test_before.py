"""One reminder when a book is opened, and only when there is something to be reminded of."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from desktop import before, preparation
from desktop.desk import Desk
from meeting.hand_in import REVIEW
from meeting.season import Form, Member, Sector, Structure, Unit

UNIT = Unit("Đảng ủy", "Chi bộ", Form.TRUC_THUOC, Structure.BI_THU, Sector.HANH_CHINH)


class Clock:
    now = datetime.fromisoformat("2025-11-10T08:00")

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    with Desk.create(tmp_path / "so.chibo", clock=clock) as made:
        assert before.reminder(made) == ("", "")
        preparation.set_up_unit(made, UNIT, "trung-uong-2025", 2025, date(2025, 12, 5))
        preparation.add_member(made, Member("m1", "Lê Thị An", date(1980, 1, 1), date(2005, 1, 1)))
        yield made


@pytest.mark.parametrize(
    ("day", "kind", "words"),
    [
        ("2025-11-10", "", ""),
        ("2025-11-28", "info", "còn 4 ngày (02/12/2025, HD 43-HD/BTCTW, mục 2.1.a); 1 đồng chí chưa nộp"),
        ("2025-12-02", "info", "hạn là hôm nay"),
        ("2025-12-04", "warning", "đã quá hạn 2 ngày"),
    ],
)
def test_the_reminder_follows_the_day(desk: Desk, clock: Clock, day: str, kind: str, words: str) -> None:
    clock.now = datetime.fromisoformat(f"{day}T08:00")
    found, sentence = before.reminder(desk)
    assert found == kind
    assert words in sentence


def test_the_meeting_itself_reminds_of_reviews(desk: Desk, clock: Clock) -> None:
    clock.now = datetime.fromisoformat("2025-12-01T08:00")
    [due] = before.deadlines(desk)
    before.mark_done(desk, due, done=True)
    assert before.reminder(desk) == (
        "info",
        "1 đồng chí chưa nộp bản kiểm điểm. Xem trang “Hồ sơ trước họp”.",
    )
    before.receive(desk, "m1", REVIEW)
    assert before.reminder(desk) == ("", "")
    before.give_back(desk, "m1", REVIEW)
    assert before.reminder(desk)[0] == "info"
