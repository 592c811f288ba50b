"""The sentences that carry the arithmetic say the numbers that decided."""

import pytest

from meeting.points import points_text
from meeting.season import OldFaults, Tasks
from tests.meeting.branch import member, verdict_of

PACK = "trung-uong-2025"


def sentences(**facts: object) -> str:
    return " ".join(c.sentence for c in verdict_of(PACK, member(1, **facts)).ceilings)


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ((2950, 6045), "89,95 điểm, dưới 90 điểm của mức Hoàn thành xuất sắc nhiệm vụ"),
        ((2000, 4000), "60 điểm, dưới 70 điểm của mức Hoàn thành tốt nhiệm vụ"),
        ((2000, 2900), "49 điểm, dưới 50 điểm của mức Hoàn thành nhiệm vụ"),
    ],
)
def test_a_score_names_the_next_better_level(points: tuple[int, int], said: str) -> None:
    assert said in sentences(points=points)


def test_old_faults_are_told_only_where_some_were_named() -> None:
    tasks = Tasks(10, 10, 10, 3)
    told = sentences(points=(3000, 6500), tasks=tasks, old_faults=OldFaults(named=2, fixed=1))
    assert "đã khắc phục 1/2 hạn chế" in told
    assert "khắc phục" not in sentences(points=(3000, 6500), tasks=Tasks(10, 10, 10, 2))


def test_tasks_that_were_not_recorded_are_said_to_be_missing() -> None:
    assert "Chưa ghi số nhiệm vụ được giao trong năm" in sentences(points=(3000, 6500))


@pytest.mark.parametrize(("hundredths", "text"), [(9000, "90"), (8995, "89,95"), (8950, "89,5"), (5, "0,05")])
def test_points_as_people_write_them(hundredths: int, text: str) -> None:
    assert points_text(hundredths) == text
