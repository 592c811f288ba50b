"""What members wrote and what the plan holds stands on their papers, and on no other paper."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.reviews import FOLDER, review_form
from forms.document import Blank, Heading, Para, Row, Table
from forms.further import personal
from forms.paper import Paper, read
from forms.skeleton import form_names
from meeting.hand_in import HandIn, ReviewText
from meeting.remedy import Remedy, RemedyState
from meeting.season import Leader, Season, Structure
from tests.forms.seasons import FAULTS, STRENGTHS, everything, facts, season

OWN = "Tôi đã hoàn thành 7 việc.\n\n  Được khen một lần."
TEXTS = (
    ReviewText("m008", "nhiem_vu", OWN),
    ReviewText("m008", "nguyen_nhan", " "),
    ReviewText("m008", "phuong_huong", "Họp giao ban mỗi tuần."),
    ReviewText("m008", "y_kien", "Lời của cơ quan."),
    ReviewText("m008", "lanh_dao", "Lời của chức vụ cũ."),
    ReviewText("m009", "nhiem_vu", "Lời riêng của người khác."),
)
PLAN = (
    Remedy(1, "m008", "Chậm báo cáo", "Lập lịch", "Vũ Thị Kim Oanh", date(2024, 3, 31), RemedyState.DOING),
    Remedy(2, "chi_bo", "Ít sinh hoạt chuyên đề", "Mỗi quý một buổi"),
    Remedy(3, "m008", "Ghi chép sơ sài.", state=RemedyState.DONE, done=date(2024, 2, 1)),
)


def written(of: Season) -> Season:
    hand_ins = (HandIn("m009", "ban_kiem_diem", date(2023, 12, 1)),)
    return replace(of, review_texts=TEXTS, remedies=PLAN, hand_ins=hand_ins)


def review_of(of: Season, member_id: str) -> Paper:
    return next(p for _, p in personal(facts(of)) if p.facts.season.members[0].id == member_id)


def part(paper: Paper, title: str) -> list[Para | Blank]:
    """The paragraphs and ruled lines under one heading."""
    blocks = iter(paper.document.blocks)
    next(b for b in blocks if isinstance(b, Heading) and b.text.startswith(title))
    found: list[Para | Blank] = []
    for block in blocks:
        if isinstance(block, Heading):
            break
        if isinstance(block, Para | Blank):
            found.append(block)
    return found


def told(paper: Paper) -> str:
    return "\n".join(str(block) for block in paper.document.blocks)


def plan_rows(of: Season) -> Iterator[Row]:
    paper = next(p for p in everything(of) if p.form.id == "ke_hoach_khac_phuc")
    return (row for block in paper.document.blocks if isinstance(block, Table) for row in block.rows)


def test_what_the_member_wrote_stands_under_its_part_and_the_rest_is_ruled() -> None:
    paper = review_of(written(season()), "m008")
    first = part(paper, "I. ")
    texts = [b.text if isinstance(b, Para) else b.lines for b in first]
    at = texts.index("Tôi đã hoàn thành 7 việc.")
    assert texts[at - 1] == "Về thực hiện chức trách, nhiệm vụ được giao."
    assert texts[at + 1] == "Được khen một lần."
    assert [b.lines for b in first if isinstance(b, Blank)] == [4, 3]
    assert STRENGTHS not in texts
    assert [b.text for b in part(paper, "VI. ") if isinstance(b, Para)] == ["Họp giao ban mỗi tuần."]
    assert not any(isinstance(b, Blank) for b in part(paper, "VI. "))


def test_where_the_member_wrote_nothing_the_words_of_the_meeting_stay() -> None:
    paper = review_of(written(season()), "m008")
    assert FAULTS in [b.text for b in part(paper, "II. ") if isinstance(b, Para)]
    assert review_of(written(season()), "m010").data == review_of(season(), "m010").data


def test_a_form_holds_the_words_of_its_member_in_the_parts_that_it_prints() -> None:
    paper = review_of(written(season()), "m008")
    assert [w.part for w in paper.facts.given.written] == ["nhiem_vu", "nguyen_nhan", "phuong_huong"]
    assert "Lời" not in paper.data.decode()
    assert read(paper.data) == paper
    leader = replace(season().member("m008"), leader=Leader.PHONG)
    of = season()
    of = replace(of, members=tuple(leader if m.id == "m008" else m for m in of.members))
    assert "Lời của chức vụ cũ." in told(review_of(written(of), "m008"))


def test_no_other_paper_carries_what_was_written_before_or_planned_after() -> None:
    with_words, without = everything(written(season())), everything(season())
    own = {"ke_hoach_khac_phuc"}
    for one, bare in zip(with_words, without, strict=True):
        assert (one.data == bare.data) is (one.form.id not in own), one.form.id
    plan = next(p for p in with_words if p.form.id in own)
    assert json.loads(plan.data)["facts"]["given"].keys() == {"deadlines", "remedies"}
    assert read(plan.data) == plan


def test_data_made_before_papers_printed_the_texts_print_as_they_did() -> None:
    """Then the season of every paper held them, and no paper showed them."""
    plain = review_of(season(), "m008")
    old = replace(plain, facts=replace(plain.facts, season=written(plain.facts.season)))
    assert old.document == plain.document
    assert read(old.data) == old


def test_the_plan_prints_its_items_and_leaves_room_where_nothing_is_written() -> None:
    rows = [row.cells for row in plan_rows(written(season()))]
    assert rows[:3] == [
        ("Tập thể",),
        ("1", "Chi bộ:\nÍt sinh hoạt chuyên đề.", "Mỗi quý một buổi.", "", "", ""),
        ("Cá nhân",),
    ]
    own = [row[1:] for row in rows if len(row) > 1 and row[1].startswith("Đặng Xuân Trường")]
    assert own == [
        ("Đặng Xuân Trường:\nChậm báo cáo.", "Lập lịch.", "Vũ Thị Kim Oanh", "31/03/2024", "Đang khắc phục"),
        ("Đặng Xuân Trường:\nGhi chép sơ sài.", "", "", "", "Đã khắc phục ngày 01/02/2024"),
    ]
    assert [row[0] for row in rows[3:]] == [str(n) for n in range(1, len(rows) - 2)]


def test_whom_the_plan_does_not_name_keeps_the_shortcomings_of_the_reviews() -> None:
    rows = [row.cells for row in plan_rows(written(season()))]
    assert ("1", f"Nguyễn Văn An:\n{FAULTS}", "", "Nguyễn Văn An", "", "") in rows


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_part_of_the_self_review_has_its_place_in_the_form(path: Path) -> None:
    for regulation in tomllib.loads(path.read_text("utf-8"))["regulations"]:
        wanted = [(p.section, p.title, p.key) for p in review_form(regulation).parts]
        parts = form_names(regulation).review.parts
        assert [(p.title, i.text, i.key) for p in parts for i in p.items] == wanted


def test_an_unknown_regulation_prints_what_was_written() -> None:
    names = form_names("tinh-khac-2030")
    leader = replace(season(structure=Structure.CHI_UY).member("m008"), leader=Leader.PHONG)
    assert names.keys_of(leader) == {p.key for p in review_form("tinh-khac-2030").parts}
