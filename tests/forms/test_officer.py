"""What an office that receives the dossier would send back: people, days, bodies and sums that do not agree."""

from dataclasses import replace
from datetime import timedelta

import pytest

from forms import fonts
from forms.branch_paper import committee
from forms.document import Para, Row, Signature, SignatureRow, Table
from forms.paper import Paper
from forms.paper_forms import SUPPLEMENT
from forms.text import named, wrap
from meeting.decision import DecidedBy, Decision
from meeting.level import Level
from meeting.season import Season
from tests.forms import seasons


def papers_of(of: Season, form: str) -> list[Paper]:
    return [one for one in seasons.everything(of) if one.form.id == form]


def rows(paper: Paper) -> list[Row]:
    return [row for block in paper.document.blocks if isinstance(block, Table) for row in block.rows]


def said(paper: Paper) -> str:
    return " ".join(f"{b.lead} {b.text}" for b in paper.document.blocks if isinstance(b, Para))


def test_the_extract_proposes_nothing_for_whom_the_group_did_not_review() -> None:
    extract = papers_of(seasons.season(), "trich_bien_ban")[0]
    left = next(row.cells for row in rows(extract) if row.cells[1] == "Lý Thị Sáu")
    assert left[2] == "Không kiểm điểm tại hội nghị này."
    assert left[5:] == ("–", "")
    assert all(row.cells[5] == "HTTNV" for row in rows(extract) if row.cells[1] != "Lý Thị Sáu")


def test_nobody_certifies_the_own_record() -> None:
    sheets = papers_of(seasons.season(), SUPPLEMENT)[:2]
    secretary, deputy = (one.document.signatures.left for one in sheets)
    assert secretary == Signature("T/M CHI ỦY (CHI BỘ)", "PHÓ BÍ THƯ", "Trần Thị Bích Ngọc")
    assert deputy == Signature("T/M CHI ỦY (CHI BỘ)", "BÍ THƯ", "Nguyễn Văn An")


@pytest.mark.parametrize(
    ("superior", "to"),
    [
        ("Đảng bộ Sở Tư pháp", "Đảng ủy Sở Tư pháp"),
        ("ĐẢNG BỘ THÀNH PHỐ HÀ TĨNH", "THÀNH ỦY HÀ TĨNH"),
        ("Đảng bộ huyện Tuy Phước", "Huyện ủy Tuy Phước"),
        ("Đảng bộ thị xã Phú Mỹ", "Thị ủy Phú Mỹ"),
        ("Đảng bộ Tỉnh đoàn Lâm Đồng", "Đảng ủy Tỉnh đoàn Lâm Đồng"),
        ("Đảng ủy xã Tiên Phong", "Đảng ủy xã Tiên Phong"),
    ],
)
def test_papers_go_to_the_committee_by_its_own_name(superior: str, to: str) -> None:
    of = seasons.season()
    assert committee(replace(of, unit=replace(of.unit, superior=superior))) == to


def test_above_a_grassroots_committee_the_standing_committee_decides() -> None:
    of = seasons.season()
    of = replace(of, unit=replace(of.unit, superior="Đảng bộ thành phố Hà Tĩnh"))
    [draft] = papers_of(of, "quyet_dinh_cong_nhan")
    document = draft.document
    assert document.header.body == "Thành ủy Hà Tĩnh"
    assert document.header.number == "Số        -QĐ/……"
    assert document.signatures.right.capacity == "T/M BAN THƯỜNG VỤ"
    assert "BAN THƯỜNG VỤ QUYẾT ĐỊNH" in repr(document.blocks)
    [own] = papers_of(seasons.season(), "quyet_dinh_cong_nhan")
    assert own.document.signatures.right.capacity == "T/M ĐẢNG ỦY"
    assert "BAN CHẤP HÀNH QUYẾT ĐỊNH" in repr(own.document.blocks)


def test_who_calls_is_who_signs() -> None:
    calls = papers_of(seasons.season(), "giay_trieu_tap")
    capacities = [one.document.signatures.right.capacity for one in calls]
    assert capacities == ["T/M CHI BỘ", "T/M CHI BỘ", "T/M CHI BỘ", "T/M CHI ỦY"]
    assert "Chi bộ trân trọng triệu tập các đồng chí dự hội nghị Tổ đảng số 1" in said(calls[0])
    assert "Chi ủy trân trọng triệu tập" in said(calls[-1])


def test_those_without_a_level_are_not_counted_as_rated() -> None:
    [outcome], [summary] = (papers_of(seasons.season(), f) for f in ("bao_cao_ket_qua", "bang_tong_hop"))
    assert any("Chưa có mức đủ số phiếu" in row.cells for row in rows(outcome))
    assert any("Tổng số thuộc diện xếp loại" in row.cells for row in rows(outcome))
    assert "thuộc diện xếp loại: 11 đồng chí" in said(summary)


def supplemented() -> Season:
    """A branch that held a supplementary meeting, on one member, on the same day."""
    of = seasons.season()
    branch = of.session("chi_bo")
    later = replace(branch, id="chi_bo:2", reviews={}, day=branch.day and branch.day + timedelta(days=3))
    first = of.ballot
    again = replace(
        first,
        round=2,
        session="chi_bo:2",
        subjects=("m005",),
        reason="Vắng mặt",
        tallies=tuple(t for t in first.tallies if t.subject == "m005"),
    )
    return replace(of, sessions=(*of.sessions, later), ballot=again, earlier_ballots=(first,))


def test_the_report_tells_of_every_meeting() -> None:
    [outcome] = papers_of(supplemented(), "bao_cao_ket_qua")
    assert "Hội nghị chi bộ họp ngày 05 tháng 12 năm 2023" in said(outcome)
    assert "Hội nghị chi bộ bổ sung họp ngày 08 tháng 12 năm 2023" in said(outcome)


def test_a_decision_stands_in_the_minutes_of_the_meeting_that_voted() -> None:
    of = supplemented()
    branch = of.session("chi_bo")
    same = tuple(replace(s, day=branch.day) if s.id == "chi_bo:2" else s for s in of.sessions)
    decisions = tuple(
        Decision(who, Level.HTTNV, DecidedBy.MEETING, "Biểu quyết", of.meeting_day)
        for who in ("m001", "m005")
    )
    assert branch.day == of.meeting_day
    first, later = papers_of(replace(of, sessions=same, decisions=decisions), "bien_ban_chi_bo")
    assert "m001" in {d.subject for d in first.facts.season.decisions}
    assert [d.subject for d in later.facts.season.decisions] == ["m005"]


def test_several_rounds_of_a_meeting_are_numbered_from_the_first() -> None:
    of = supplemented()
    here = replace(of.ballot, session="chi_bo")
    [minutes] = papers_of(replace(of, sessions=of.sessions[:-1], ballot=here), "bien_ban_chi_bo")
    assert "Lần bỏ phiếu thứ 1:" in said(minutes)
    assert "Lần bỏ phiếu thứ 2:" in said(minutes)
    [alone] = papers_of(seasons.season(), "bien_ban_chi_bo")
    assert "Lần bỏ phiếu thứ" not in said(alone)


def test_the_head_leaves_no_syllable_of_a_name_alone_and_else_fills_its_lines() -> None:
    alone = "Chi bộ Trường Tiểu học Bắc Hà"
    assert wrap(alone.upper(), fonts.BOLD, 14, 230)[-1] == "HÀ"
    assert named(alone.upper(), fonts.BOLD, 14, 230) == ["CHI BỘ TRƯỜNG TIỂU HỌC", "BẮC HÀ"]
    two = "Đảng bộ Công ty cổ phần May Bắc Giang"
    assert named(two.upper(), fonts.UPRIGHT, 14, 240) == ["ĐẢNG BỘ CÔNG TY CỔ PHẦN MAY", "BẮC GIANG"]


def test_minutes_name_a_clause_only_where_one_asks() -> None:
    [minutes] = papers_of(seasons.season(), "bien_ban_chi_bo")
    headings = [b.text for b in minutes.document.blocks if type(b).__name__ == "Heading"]
    assert any("(mục II.2.1" in text for text in headings)
    assert not any("đơn vị tự đặt" in text for text in headings)
    assert isinstance(minutes.document.signatures, SignatureRow)
