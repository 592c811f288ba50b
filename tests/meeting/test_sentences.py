"""The sentences that carry the arithmetic say the numbers that decided."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.regulations import load_regulation
from desktop.scenario import read_scenario
from meeting.judge import judge
from meeting.level import Level
from meeting.points import points_text
from meeting.remedy import Remedy, RemedyState, counted
from meeting.season import (
    Attendance,
    Discipline,
    Grade,
    Leader,
    OldFaults,
    Professional,
    SessionKind,
    SessionState,
    Status,
    Tasks,
)
from meeting.unrated import left_over
from tests.meeting.branch import SCENARIOS, held, member, season, verdict_of

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
    assert "vượt yêu cầu 3, đã khắc phục 1/2 hạn chế: không đủ điều kiện mức Hoàn thành xuất sắc" in told
    assert "khắc phục" not in sentences(points=(3000, 6500), tasks=Tasks(10, 10, 10, 2))


def test_tasks_that_were_not_recorded_are_said_to_be_missing() -> None:
    told = sentences(points=(3000, 6500))
    assert told.startswith("Chưa ghi số nhiệm vụ được giao trong năm: không mức nào")
    # no rule can hold: what bars the best of the levels is named
    assert told.endswith("(QĐ 366-QĐ/TW, Điều 11.1.3, 11.1.4).")


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


def test_tasks_so_badly_done_that_the_level_is_the_lowest() -> None:
    """Of ten tasks six are not done, more than half: KHTNV by Điều 11.4, and no other ceiling beside it."""
    (found,) = verdict_of(PACK, member(1, tasks=Tasks(10, 4, 4, 0))).ceilings
    assert (found.level, found.reason, found.clause) == (Level.KHTNV, "conditions", "QĐ 366-QĐ/TW, Điều 11.4")
    assert found.sentence == (
        "Hoàn thành 4/10 nhiệm vụ, đúng hạn 4, vượt yêu cầu 0: Không hoàn thành nhiệm vụ "
        "(QĐ 366-QĐ/TW, Điều 11.4)."
    )


def test_a_single_task_can_be_too_much_not_done() -> None:
    assert verdict_of(PACK, member(1, tasks=Tasks(1, 0, 0, 0))).facts_level is Level.KHTNV
    assert verdict_of(PACK, member(1, tasks=Tasks(1, 1, 1, 0))).facts_level is Level.HTTNV


@pytest.mark.parametrize(
    ("facts", "level", "reason", "said"),
    [
        (
            {"professional": Professional.HTNV},
            Level.HTNV,
            "professional",
            "Xếp loại cán bộ, công chức, viên chức: Hoàn thành nhiệm vụ (mục II.B.2.3).",
        ),
        (
            {"sick_months": 3},
            Level.HTNV,
            "sick",
            "Nghỉ ốm 3 tháng trong năm (từ 3 tháng): không quá Hoàn thành nhiệm vụ (mục II.B.6).",
        ),
        (
            {"discipline": Discipline.CANH_CAO},
            Level.KHTNV,
            "discipline",
            "Bị thi hành kỷ luật trong năm (mục II.B.2.3.d).",
        ),
    ],
)
def test_a_single_fact_gives_its_level_its_reason_and_its_clause(
    facts: dict[str, object], level: Level, reason: str, said: str
) -> None:
    (found,) = verdict_of("tuy-phuoc-2021", member(1, **facts)).ceilings
    assert (found.level, found.reason, found.binding, found.sentence) == (level, reason, True, said)
    assert f"({found.clause})." in said


@pytest.mark.parametrize(
    ("pack", "ceiling", "cite"),
    [
        # never above the unit
        ("tuy-phuoc-2021", "Hoàn thành nhiệm vụ", "mục II.B.4"),
        # at the top only if the unit is
        ("ha-tinh-2024", "Hoàn thành tốt nhiệm vụ", "mục 11 (4)"),
    ],
)
def test_the_ceiling_of_a_head_names_the_level_of_the_unit(pack: str, ceiling: str, cite: str) -> None:
    (found,) = verdict_of(pack, member(1, head=True), unit_level=Level.HTNV).ceilings
    assert (found.reason, found.clause) == ("head", cite)
    assert found.sentence == (
        "Người đứng đầu: đơn vị do đồng chí đứng đầu được xếp loại Hoàn thành nhiệm vụ, "
        f"nên không quá {ceiling} ({cite})."
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


@pytest.mark.parametrize(
    ("facts", "reviewed", "said", "clause"),
    [
        (
            {"status": Status.SUSPENDED},
            True,
            "Bị đình chỉ sinh hoạt đảng: không kiểm điểm, không xếp loại (mục 3.7).",
            "3.7",
        ),
        (
            {"admitted": date(2026, 10, 1), "official": None},
            True,
            "Mới kết nạp chưa đủ 6 tháng: không kiểm điểm, không xếp loại (mục 3.7).",
            "3.7",
        ),
        (
            {},
            False,
            "Vắng mặt hoặc chưa hoàn thành kiểm điểm: xếp loại trong thời gian sớm nhất (mục 3.4).",
            "3.4",
        ),
        (
            {"leader": Leader.PHONG, "leader_since": date(2026, 10, 1)},
            True,
            "Được bổ nhiệm chức vụ lãnh đạo, quản lý chưa đủ 6 tháng: kiểm điểm, không xếp loại (mục 3.6).",
            "3.6",
        ),
        ({}, True, "Được kiểm điểm và xếp loại tại chi bộ.", ""),
    ],
)
def test_a_standing_says_why_and_by_which_clause(
    facts: dict[str, object], reviewed: bool, said: str, clause: str
) -> None:
    waits = frozenset() if reviewed else frozenset({"m01"})
    found = verdict_of("lam-dong-2023", member(1, **facts), not_reviewed=waits)
    assert (found.standing.sentence, found.standing.clause) == (said, clause)
    assert found.sentence == said


def test_only_the_branch_meeting_and_a_concluded_review_make_a_rating() -> None:
    """Who sat in the committee alone did not come; a review that was begun is not done."""
    regulation = load_regulation(PACK)
    told = season(regulation, (member(1), member(2)))
    branch = told.session("chi_bo")
    committee = replace(told.session("chi_uy"), attendance=branch.attendance)
    away = replace(branch, attendance={"m02": Attendance(present=True)})
    begun = replace(branch, reviews={m: replace(r, done=m != "m01") for m, r in branch.reviews.items()})
    for first in (away, begun):
        verdict = judge(regulation, replace(told, sessions=(first, committee)))
        assert [v.standing.standing.value for v in verdict.members] == ["deferred", "rated"]


def test_who_came_although_excused_counts() -> None:
    regulation = load_regulation(PACK)
    both = {"m01": Attendance(present=True, accepted=True)}
    who = judge(regulation, season(regulation, (member(1), member(2)), attendance=both)).voters
    assert (who.base, who.excluded) == (2, ())


def test_grades_are_looked_at_from_the_best_level_down_however_the_pack_lists_them() -> None:
    regulation = load_regulation("tuy-phuoc-2021")
    one = member(1, grades=(Grade.TRUNG_BINH, Grade.TOT))
    turned = replace(regulation, grades=regulation.grades[::-1])
    found = [judge(r, season(r, (one,))).member("m01").ceilings for r in (regulation, turned)]
    assert found[0] == found[1] != ()


def test_the_base_of_the_vote_names_every_reason_and_its_number() -> None:
    """Eight official members and one on probation; five of the eight are off the base, one reason twice."""
    regulation = load_regulation("lam-dong-2023")
    people = (
        member(1),
        member(2, status=Status.TEMPORARY_AWAY),
        member(3, status=Status.SUSPENDED),
        member(4, status=Status.EXEMPT),
        member(5),
        member(6, status=Status.EXEMPT),
        member(7),
        member(8, status=Status.SUSPENDED),
        member(9, official=None),
    )
    room = {"m04": Attendance(), "m05": Attendance(accepted=True), "m07": Attendance()}
    who = judge(regulation, season(regulation, people, attendance=room)).voters
    assert (who.official, who.base, who.voting) == (8, 3, ("m01", "m06"))
    assert who.clause == "QĐ 294-QĐ/TW, mục 9.3.2"
    assert who.sentence == (
        "8 đảng viên chính thức, trừ 1 sinh hoạt tạm thời nơi khác; trừ 2 đình chỉ sinh hoạt đảng; "
        "trừ 1 miễn công tác và sinh hoạt đảng, không dự họp; trừ 1 vắng mặt có lý do chính đáng: "
        "còn 3 (đơn vị tự đặt)."
    )


def test_a_count_uses_the_names_of_members_for_members_and_of_collectives_for_collectives() -> None:
    """In 2016 a branch is "Trong sạch, vững mạnh", a member "Hoàn thành xuất sắc nhiệm vụ"."""
    regulation = load_regulation("quang-binh-2016")
    told = season(regulation, (member(1), member(2), member(3)), votes={"m01": "XXX", "chi_bo": "XXX"})
    verdict = judge(regulation, told)
    assert verdict.member("m01").sentence.startswith("Hoàn thành xuất sắc nhiệm vụ: 3 phiếu/3 ")
    assert verdict.units[0].sentence.startswith("Trong sạch, vững mạnh: 3 phiếu/3 ")
    # more than two thirds of three are three, more than half of them two
    assert verdict.units[0].needed == verdict.member("m01").needed == (3, 2, 2, 2)


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
