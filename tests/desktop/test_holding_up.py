"""A binding item of the preparation holds the branch meeting up and is named; advice only warns."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from desktop import before, preparation, sessions
from desktop.desk import Desk, DeskError
from desktop.regulations import load_regulation, regulation_ids
from meeting.season import Form, Member, Sector, SessionState, Structure, Unit

PACKS = tuple(regulation_ids())
BINDING = {
    "quang-binh-2016": "Gửi báo cáo của tập thể cho các thành viên",
    "tuy-phuoc-2021": "Gửi dự thảo báo cáo kiểm điểm cho người dự hội nghị",
    "trung-uong-2025": "Gửi dự thảo báo cáo kiểm điểm cho người dự hội nghị",
}


def unit(structure: Structure) -> Unit:
    return Unit("Đảng ủy", "Chi bộ", Form.TRUC_THUOC, structure, Sector.HANH_CHINH)


def desk_of(path: Path, pack: str, meeting: date, now: str, structure: Structure = Structure.BI_THU) -> Desk:
    made = Desk.create(path / "so.chibo", clock=lambda: datetime.fromisoformat(now))
    preparation.set_up_unit(made, unit(structure), pack, meeting.year, meeting)
    preparation.add_member(made, Member("m1", "Lê Thị An", date(1980, 1, 1), date(2005, 1, 1)))
    return made


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_of(tmp_path, "trung-uong-2025", date(2025, 12, 5), "2025-12-05T08:00") as made:
        yield made


def test_the_meeting_does_not_open_before_the_draft_went_out(desk: Desk) -> None:
    refusal = sessions.why_not_open(desk, "chi_bo")
    assert refusal is not None
    assert refusal.sentence == (
        "Chưa ghi nhận việc “Gửi dự thảo báo cáo kiểm điểm cho người dự hội nghị” "
        "(hạn 02/12/2025, HD 43-HD/BTCTW, mục 2.1.a) nên chưa mở được hội nghị; "
        "đồng chí đánh dấu đã làm ở trang “Hồ sơ trước họp”."
    )
    with pytest.raises(DeskError, match="Gửi dự thảo báo cáo kiểm điểm"):
        sessions.open_session(desk, "chi_bo")
    assert desk.season.session("chi_bo").state is SessionState.PLANNED
    [due] = before.deadlines(desk)
    before.mark_done(desk, due, done=True)
    assert sessions.why_not_open(desk, "chi_bo") is None
    sessions.open_session(desk, "chi_bo")
    assert desk.season.session("chi_bo").state is SessionState.OPEN


def test_what_is_marked_as_not_done_again_holds_it_up_again(desk: Desk) -> None:
    before.mark_binding_done(desk, "chi_bo")
    [due] = before.deadlines(desk)
    before.mark_done(desk, due, done=False)
    assert before.holding_up(desk, "chi_bo") is not None


@pytest.mark.parametrize("pack", PACKS)
def test_only_what_a_document_demands_in_full_text_is_binding(pack: str) -> None:
    found = {rule.what for rule in load_regulation(pack).deadlines if rule.binding}
    assert found == {BINDING[pack]} - {""} if pack in BINDING else not found


@pytest.mark.parametrize("pack", sorted(set(PACKS) - set(BINDING)))
def test_advice_warns_and_the_meeting_opens(tmp_path: Path, pack: str) -> None:
    year = 2023 if "2023" in pack else 2024
    with desk_of(tmp_path, pack, date(year, 12, 20), f"{year}-12-20T08:00") as desk:
        said = before.opening_advice(desk, "chi_bo")
        assert said.startswith("Chưa ghi nhận “")
        assert said.endswith("1 đồng chí chưa nộp bản kiểm điểm; chỉ nhắc, không ngăn mở hội nghị.")
        sessions.open_session(desk, "chi_bo")
        assert desk.season.session("chi_bo").state is SessionState.OPEN


def test_groups_and_the_committee_wait_for_nothing_of_the_branch(tmp_path: Path) -> None:
    when = date(2025, 12, 5)
    with desk_of(tmp_path, "trung-uong-2025", when, "2025-12-05T08:00", Structure.CHI_UY) as desk:
        others = [each.id for each in desk.season.sessions if each.id != "chi_bo"]
        assert others
        assert all(before.holding_up(desk, each) is None for each in others)
        assert all(before.opening_advice(desk, each) == "" for each in others)
