"""Working days around Tết and 2/9, deadlines counted back, and whose papers are missing: worked examples."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.calendar_vn import calendar_around
from desktop.regulations import load_regulation, regulation_ids
from meeting.checklist import asked_papers, expected_standing, missing, papers_of
from meeting.dues import DueState, dues, holds_up, meeting_day, why_held_up
from meeting.hand_in import PROFESSIONAL, RECORD, RESIDENCE, REVIEW, TEMPORARY, HandIn
from meeting.regulation import Standing
from meeting.season import (
    Form,
    Member,
    Professional,
    Season,
    Sector,
    Session,
    SessionKind,
    Status,
    Structure,
    Unit,
)
from meeting.workdays import Calendar, days_back, skipped, working_days_back

UNIT = Unit("Đảng ủy", "Chi bộ", Form.TRUC_THUOC, Structure.CHI_UY, Sector.HANH_CHINH)
BORN, ADMITTED = date(1975, 1, 1), date(2005, 5, 19)


@pytest.mark.parametrize(
    ("meeting", "count", "expected"),
    [
        ("2025-12-05", 3, "2025-12-02"),  # Friday: Thursday, Wednesday, Tuesday
        ("2025-12-08", 3, "2025-12-03"),  # Monday: over the weekend
        ("2025-12-06", 1, "2025-12-05"),  # Saturday itself is not counted
        ("2025-12-05", 0, "2025-12-05"),
        ("2026-02-24", 3, "2026-02-12"),  # Tết Bính Ngọ: 16 to 20 February are days off
        ("2027-02-11", 3, "2027-02-01"),  # Tết Đinh Mùi: from Thursday 4 to Wednesday 10 February
        ("2025-09-04", 3, "2025-08-28"),  # 1 and 2 September are off
        ("2026-09-03", 3, "2026-08-26"),  # so is 31 August, in exchange for Saturday 22 August
        ("2026-08-24", 1, "2026-08-22"),  # on which people work
        ("2026-01-02", 1, "2025-12-31"),  # New Year's Day, over the year's end
    ],
)
def test_working_days_are_counted_back(meeting: str, count: int, expected: str) -> None:
    day = date.fromisoformat(meeting)
    found = working_days_back(day, count, calendar_around(day.year))
    assert found == date.fromisoformat(expected)


def test_days_that_are_skipped_are_named() -> None:
    calendar = calendar_around(2025)
    days = skipped(date(2025, 8, 29), date(2025, 9, 4), calendar)
    assert days == (date(2025, 8, 30), date(2025, 8, 31), date(2025, 9, 1), date(2025, 9, 2))
    assert days_back(date(2025, 1, 2), 2) == date(2024, 12, 31)


def test_without_holidays_only_the_weekend_is_free() -> None:
    assert working_days_back(date(2026, 9, 3), 3, Calendar()) == date(2026, 8, 31)
    assert working_days_back(date.min, 3, Calendar()) == date.min


def season(day: date, *members: Member, pack: str = "trung-uong-2025") -> Season:
    return Season("B", pack, day.year, day, UNIT, members)


def test_the_draft_goes_out_three_working_days_before() -> None:
    pack = load_regulation("trung-uong-2025")
    day = date(2026, 9, 3)
    [due] = dues(pack, season(day), calendar_around(2026), date(2026, 8, 20), {})
    assert (due.day, due.left, due.state) == (date(2026, 8, 26), 6, DueState.NEAR)
    assert due.counted == "3 ngày làm việc trước hội nghị 03/09, không tính ngày nghỉ lễ 31/08, 01/09, 02/09"
    assert due.cite == "HD 43-HD/BTCTW, mục 2.1.a"


def test_calendar_days_and_fixed_days_stand_in_order() -> None:
    pack = load_regulation("lam-dong-2023")
    found = dues(pack, season(date(2023, 12, 11), pack=pack.id), Calendar(), date(2023, 12, 1), {})
    assert [due.day for due in found] == [
        date(2023, 11, 24),
        date(2023, 12, 9),
        date(2023, 12, 14),
        date(2023, 12, 17),
        date(2024, 1, 30),
    ]
    assert [due.state.value for due in found] == ["late", "ahead", "ahead", "ahead", "ahead"]
    assert found[1].counted == "2 ngày trước hội nghị 11/12"
    assert found[0].left == -7
    assert found[0].counted == "văn bản ghi trước ngày 25/11"
    assert found[1].what == "Gửi dự thảo báo cáo và bản kiểm điểm cho Tổ công tác"
    assert found[1].cite == "mục V.3"


def test_a_paper_due_on_the_day_of_the_meeting() -> None:
    pack = load_regulation("lam-dong-2023")
    rule = next(one for one in pack.deadlines if one.days_before)
    pack = replace(pack, deadlines=(replace(rule, days_before=0),))
    [due] = dues(pack, season(date(2023, 12, 11)), Calendar(), date(2023, 12, 11), {})
    assert (due.day, due.left) == (date(2023, 12, 11), 0)


def test_what_was_done_is_no_longer_late() -> None:
    pack = load_regulation("trung-uong-2025")
    done = {pack.deadlines[0].what: date(2025, 12, 1)}
    [due] = dues(pack, season(date(2025, 12, 5)), Calendar(), date(2025, 12, 9), done)
    assert (due.state, due.done) == (DueState.DONE, date(2025, 12, 1))


def test_only_the_branch_meeting_waits_for_a_binding_item() -> None:
    pack, day = load_regulation("trung-uong-2025"), date(2025, 12, 5)
    branch = Session("chi_bo", SessionKind.CHI_BO)
    open_yet = dues(pack, season(day), Calendar(), day, {})
    due = holds_up(open_yet, branch)
    assert due is not None
    assert due.who == pack.deadlines[0].who
    assert why_held_up(due) == (
        f"Chưa ghi nhận việc “{due.what}” (hạn {due.day:%d/%m/%Y}, {due.cite}) nên chưa mở được hội nghị; "
        "đồng chí đánh dấu đã làm ở trang “Hồ sơ trước họp”."
    )
    assert holds_up(open_yet, Session("chi_uy", SessionKind.CHI_UY)) is None
    assert holds_up(open_yet, replace(branch, id="chi_bo:2")) is None
    assert holds_up(dues(pack, season(day), Calendar(), day, {due.what: day}), branch) is None
    assert holds_up([replace(due, binding=False)], branch) is None


@pytest.mark.parametrize(
    ("today", "state"), [("11-24", "ahead"), ("11-25", "near"), ("12-02", "near"), ("12-03", "late")]
)
def test_a_week_before_it_is_near_and_the_last_day_itself_is_in_time(today: str, state: str) -> None:
    """The draft goes out on 2 December at the latest."""
    pack = load_regulation("trung-uong-2025")
    [due] = dues(pack, season(date(2025, 12, 5)), Calendar(), date.fromisoformat(f"2025-{today}"), {})
    assert due.state == state


def test_days_count_from_the_day_of_the_branch_meeting() -> None:
    one = season(date(2025, 12, 5))
    branch = Session("chi_bo", SessionKind.CHI_BO, day=date(2025, 12, 12))
    assert meeting_day(one) == date(2025, 12, 5)
    assert meeting_day(replace(one, sessions=(branch,))) == date(2025, 12, 12)
    assert meeting_day(replace(one, sessions=(replace(branch, day=None),))) == date(2025, 12, 5)


def member(number: int, **facts: object) -> Member:
    plain = {"id": f"m{number}", "name": f"Người {number}", "born": BORN, "admitted": ADMITTED}
    return Member(**{**plain, **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize("pack_id", regulation_ids())
def test_every_regulation_asks_for_the_review_with_its_clause(pack_id: str) -> None:
    asked = asked_papers(load_regulation(pack_id))
    assert asked[0].paper == REVIEW
    keys = [one.paper for one in asked]
    assert keys[-2:] == [PROFESSIONAL, TEMPORARY]
    assert all(one.cite for one in asked[1:])


@pytest.mark.parametrize(
    ("pack_id", "expected"),
    [
        (
            "lam-dong-2023",
            [
                (REVIEW, "Bản kiểm điểm", "mục V.3"),
                (RESIDENCE, "Nhận xét nơi cư trú", "mục V.3"),
                (RECORD, "Phiếu bổ sung hồ sơ", "mục V.3"),
                (PROFESSIONAL, "Xếp loại chuyên môn", "mục 3.5"),
                (TEMPORARY, "Nhận xét nơi sinh hoạt tạm thời", "mục 3.8"),
            ],
        ),
        (  # its dossier lists papers of the collective alone
            "bac-giang-2024",
            [
                (REVIEW, "Bản kiểm điểm", ""),
                (PROFESSIONAL, "Xếp loại chuyên môn", "QĐ 124-QĐ/TW, Điều 11"),
                (TEMPORARY, "Nhận xét nơi sinh hoạt tạm thời", "đơn vị tự đặt"),
            ],
        ),
    ],
)
def test_the_papers_by_name_and_place(pack_id: str, expected: list[tuple[str, str, str]]) -> None:
    found = asked_papers(load_regulation(pack_id))
    assert [(one.paper, one.title, one.cite) for one in found] == expected


def test_where_the_professional_rating_is_no_rule_it_is_the_units_own_paper() -> None:
    pack = replace(load_regulation("lam-dong-2023"), professional=None)
    assert asked_papers(pack)[3].cite == "đơn vị tự đặt"


def test_which_papers_the_dossiers_name() -> None:
    named = {pack: {one.paper for one in asked_papers(load_regulation(pack))} for pack in regulation_ids()}
    assert {pack for pack, papers in named.items() if RESIDENCE in papers} == {
        "trung-uong-2025",
        "ha-tinh-2024",
        "lam-dong-2023",
        "quang-binh-2016",
    }
    assert {pack for pack, papers in named.items() if RECORD in papers} == {
        "ha-tinh-2024",
        "lam-dong-2023",
        "quang-binh-2016",
    }


def test_who_is_asked_for_what() -> None:
    pack = load_regulation("trung-uong-2025")
    people = (
        member(1, professional=Professional.UNKNOWN),
        member(2, residence_comment="Gương mẫu.", professional=Professional.HTTNV),
        member(3, status=Status.EXEMPT),
        member(4, status=Status.TEMPORARY_HERE),
        member(5, status=Status.TEMPORARY_AWAY),
        member(6, admitted=date(2025, 9, 1)),
    )
    one = replace(season(date(2025, 12, 5), *people), hand_ins=(HandIn("m1", REVIEW, date(2025, 12, 1)),))
    assert expected_standing(pack, one, people[0]).standing is Standing.RATED
    lacking = {
        paper: [m.id for m in missing(pack, one, paper)]
        for paper in (REVIEW, RESIDENCE, PROFESSIONAL, TEMPORARY)
    }
    assert lacking == {
        REVIEW: ["m2", "m5"],
        RESIDENCE: ["m1", "m5"],
        PROFESSIONAL: ["m1"],
        TEMPORARY: ["m5"],
    }
    review = papers_of(pack, one, people[0])[0]
    assert (review.there, review.day, review.missing) == (True, date(2025, 12, 1), False)
    assert [paper.there for paper in papers_of(pack, one, people[1])] == [False, True, True, False]


def test_deadlines_stand_by_their_day_however_the_pack_lists_them() -> None:
    pack = load_regulation("lam-dong-2023")
    turned = replace(pack, deadlines=pack.deadlines[::-1])
    one, today = season(date(2023, 12, 11), pack=pack.id), date(2023, 12, 1)
    found = [[due.day for due in dues(each, one, Calendar(), today, {})] for each in (pack, turned)]
    assert found[0] == found[1] == sorted(found[0])
