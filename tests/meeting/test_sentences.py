"""The sentences that carry the arithmetic say the numbers that decided."""

from dataclasses import replace

import pytest

from desktop.scenario import read_scenario
from meeting.level import Level
from meeting.points import points_text
from meeting.remedy import Remedy, RemedyState, counted
from meeting.season import Grade, OldFaults, SessionKind, SessionState, Status, Tasks
from meeting.unrated import left_over
from tests.meeting.branch import SCENARIOS, held, member, verdict_of

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


def test_a_score_gives_its_reason_its_clause_and_whether_it_binds() -> None:
    (found,) = verdict_of(PACK, member(1, points=(2000, 2900))).ceilings
    assert (found.level, found.reason, found.binding) == (Level.KHTNV, "score", True)
    assert found.clause == "QĐ 366-QĐ/TW, Điều 10, Điều 11.1"


def test_where_no_level_fits_the_sentence_says_who_decides() -> None:
    found = verdict_of(PACK, member(1, points=(2000, 4500), tasks=Tasks(10, 9, 9, 0))).ceilings[-1]
    assert found.level is None
    assert found.sentence == (
        "Hoàn thành 9/10 nhiệm vụ, đúng hạn 9, vượt yêu cầu 0: không mức nào khớp đủ điều kiện theo câu chữ, "
        "cấp có thẩm quyền xem xét, quyết định (QĐ 366-QĐ/TW, Điều 11.3)."
    )


@pytest.mark.parametrize(
    ("grades", "said"),
    [
        ((Grade.TOT, Grade.TOT), "Hoàn thành tốt nhiệm vụ (mục II.B.2.3.a)"),
        ((Grade.TRUNG_BINH, Grade.TOT), "Hoàn thành nhiệm vụ (mục II.B.2.3.b)"),
        ((Grade.XUAT_SAC, Grade.KEM), "Không hoàn thành nhiệm vụ (mục II.B.2.3.c)"),
    ],
)
def test_grades_name_the_level_and_the_rule_that_bars_the_next(grades: tuple[Grade, ...], said: str) -> None:
    (found,) = verdict_of("tuy-phuoc-2021", member(1, grades=grades)).ceilings
    assert found.sentence == f"Kết quả các tiêu chí tự đánh giá chỉ đạt tới {said}."


def test_the_division_of_the_places_says_class_part_and_places() -> None:
    """Nine at HTTNV give 20% of 9 = 1 place; half of one place is none."""
    scenario = read_scenario(SCENARIOS / "lam-dong-2023-meeting-settles-a-tie.toml")
    _, verdict = held(scenario)
    quota = verdict.cap.subquotas[0]
    rule = scenario.regulation.subquotas[0]
    assert (quota.name, quota.part) == (rule.name, rule.part)
    assert (
        quota.sentence == f"{rule.name}: 0 đồng chí; không quá {rule.part} của 1 chỉ tiêu, tức 0 (mục 3.12)."
    )


def test_a_standing_names_its_clause() -> None:
    stands = verdict_of(PACK, member(1, status=Status.EXEMPT)).standing
    assert stands.clause == "QĐ 366-QĐ/TW, Điều 5.2.1"


@pytest.mark.parametrize(("hundredths", "text"), [(9000, "90"), (8995, "89,95"), (8950, "89,5"), (5, "0,05")])
def test_points_as_people_write_them(hundredths: int, text: str) -> None:
    assert points_text(hundredths) == text


def test_who_is_left_over_after_the_branch_meeting() -> None:
    """The scenario has one absent member and one whom no level carried: both are left, nobody else."""
    scenario = read_scenario(SCENARIOS / "lam-dong-2023-three-groups.toml")
    told, verdict = held(scenario)
    assert left_over(scenario.regulation, told, verdict) == ()
    closed = replace(
        told,
        sessions=tuple(
            replace(s, state=SessionState.CLOSED) if s.kind is SessionKind.CHI_BO else s
            for s in told.sessions
        ),
    )
    left = left_over(scenario.regulation, closed, verdict)
    assert [one.member for one in left] == ["m10", "m23"]
    assert "mục 3.4" in left[1].what


def test_two_of_three_remedied() -> None:
    items = [
        Remedy(n, "m01", "…", state=state)
        for n, state in enumerate([RemedyState.DONE] * 2 + [RemedyState.DOING])
    ]
    assert counted([*items, Remedy(9, "m02", "…")], "m01") == (3, 2)
