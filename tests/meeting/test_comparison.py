"""Levels side by side: counted by year, group and kind; a result replaced counts as what replaced it."""

from dataclasses import replace
from datetime import date

from meeting.comparison import Bar, charts
from meeting.level import Level
from meeting.past import PastYear
from meeting.season import Leader, Post

from .test_before import member, season
from .test_rerating import rerating

TOP, GOOD, PLAIN, FAILED = Level
OFFICIAL = date(2010, 5, 19)


def test_years_groups_and_kinds() -> None:
    people = (
        replace(member(1), group="Tổ 1", post=Post.BI_THU, official=OFFICIAL),
        replace(member(2), group="Tổ 1", leader=Leader.PHONG, official=OFFICIAL),
        replace(member(3), group="Tổ 2", official=None),
        replace(member(4), official=OFFICIAL),
    )
    past = (PastYear("m1", 2022, TOP), PastYear("m2", 2022, None), PastYear("m3", 2021, GOOD))
    of = replace(season(date(2023, 12, 5), *people), past_years=past, reratings=(rerating(),))
    years, groups, kinds = charts(of, {"m1": TOP, "m2": GOOD, "m3": PLAIN})
    assert years.bars == (
        Bar("2021", (0, 1, 0, 0), 0),
        Bar("2022", (0, 0, 0, 1), 1),
        Bar("2023", (1, 1, 1, 0), 1),
    )
    assert [(bar.label, bar.total) for bar in groups.bars] == [
        ("Không thuộc tổ", 1),
        ("Tổ 1", 2),
        ("Tổ 2", 1),
    ]
    assert {bar.label: bar.counts for bar in kinds.bars} == {
        "Bí thư, chi ủy viên": (1, 0, 0, 0),
        "Lãnh đạo, quản lý": (0, 1, 0, 0),
        "Đảng viên dự bị": (0, 0, 1, 0),
        "Đảng viên khác": (0, 0, 0, 0),
    }


def test_what_has_one_bar_is_no_comparison() -> None:
    assert charts(season(date(2023, 12, 5), member(1), member(2)), {"m1": TOP}) == ()
