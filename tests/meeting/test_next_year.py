"""What lasts into the next year: the roll and the unit without the year's own facts, words on old shortcomings."""

from dataclasses import replace
from datetime import date

import pytest

from meeting.level import Level
from meeting.next_year import remedied_words, roll_again, same_day_next_year, unit_again
from meeting.remedy import Remedy, RemedyState
from meeting.season import (
    Discipline,
    Grade,
    Leader,
    OldFaults,
    Post,
    Professional,
    Scope,
    Status,
    Tasks,
)

from .test_before import member, season


def test_posts_groups_and_status_last_and_the_facts_of_the_year_do_not() -> None:
    one = replace(
        member(1),
        post=Post.BI_THU,
        leader=Leader.PHONG,
        leader_since=date(2024, 3, 1),
        head_newly_arrived=True,
        status=Status.TEMPORARY_HERE,
        professional=Professional.HTTNV,
        sick_months=4,
        discipline=Discipline.KHIEN_TRACH,
        self_level=Level.HTTNV,
        points=(2000, 5000),
        merits=("bang_khen",),
    )
    [again] = roll_again(season(date(2025, 12, 5), one))
    assert (again.post, again.leader, again.leader_since) == (one.post, one.leader, one.leader_since)
    assert (again.status, again.professional) == (Status.TEMPORARY_HERE, Professional.UNKNOWN)
    assert (again.sick_months, again.discipline, again.self_level) == (0, Discipline.NONE, None)
    assert (again.points, again.merits, again.head_newly_arrived) == (None, (), False)


def test_nothing_else_of_the_year_lasts() -> None:
    """Every fact of the year set: what comes back is the member as new, without any of them."""
    new = replace(member(1), professional=Professional.UNKNOWN)
    old = replace(
        new,
        professional=Professional.HTTNV,
        maternity=True,
        discipline_scope=Scope.NOT_DUTY,
        self_level=Level.HTTNV,
        group_level=Level.HTTNV,
        committee_level=Level.HTTNV,
        grades=(Grade.TOT, Grade.TOT),
        tasks=Tasks(10, 9, 8, 1),
        old_faults=OldFaults(2, 1),
        residence_comment="Gương mẫu.",
    )
    assert roll_again(season(date(2025, 12, 5), old)) == (new,)


def test_who_is_not_employed_stays_so_and_who_was_expelled_is_gone() -> None:
    retired = replace(member(1), professional=Professional.NOT_EMPLOYED)
    gone = replace(member(2), discipline=Discipline.KHAI_TRU)
    [again] = roll_again(season(date(2025, 12, 5), retired, gone))
    assert (again.id, again.professional) == ("m1", Professional.NOT_EMPLOYED)


def test_the_unit_waits_for_its_new_level_and_paper() -> None:
    unit = season(date(2025, 12, 5), member(1)).unit
    told = replace(unit, unit_level=Level.HTTNV, cap_document="12-CV", organisation_score=(1,))
    assert unit_again(told) == replace(unit, unit_level=None, cap_document="", organisation_score=())


@pytest.mark.parametrize(
    ("day", "then"),
    [(date(2025, 12, 5), date(2026, 12, 5)), (date(2024, 2, 29), date(2025, 2, 28))],
)
def test_the_day_of_the_meeting_a_year_later(day: date, then: date) -> None:
    assert same_day_next_year(day) == then


def test_what_became_of_the_shortcomings() -> None:
    done = Remedy(1, "m1", "Chậm báo cáo.", state=RemedyState.DONE, done=date(2026, 3, 1))
    late = Remedy(4, "m1", "Chưa học Nghị quyết Đại hội X.", state=RemedyState.DOING)
    plan = (done, Remedy(2, "m1", "Ít phát biểu"), Remedy(3, "m2", "Khác"), late)
    assert remedied_words(plan, "m1", 2025) == (
        "Kỳ kiểm điểm năm 2025 chỉ ra 3 hạn chế, khuyết điểm; đã khắc phục 1/3.\n"
        "- Chậm báo cáo: đã khắc phục (ngày 01/03/2026).\n"
        "- Ít phát biểu: chưa khắc phục.\n"
        "- Chưa học Nghị quyết Đại hội X: đang khắc phục."
    )
    assert remedied_words(plan, "m3", 2025) == ""
