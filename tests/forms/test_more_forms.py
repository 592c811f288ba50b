"""Papers beside the dossier: of each member, of the branch, for the superior; what they say and carry."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.regulations import load_regulation, regulation_ids
from forms import each_member
from forms.achievement import too_long
from forms.archive import page_count
from forms.document import Row, Table
from forms.dossier import working_papers
from forms.paper import FORMS, Paper, read
from forms.paper_forms import ACHIEVEMENT, QUARTER, RECEIPT, RESIDENCE_SHEET, SUPPLEMENT
from meeting.hand_in import RECORD, HandIn, ReviewText
from meeting.level import LEVELS
from meeting.season import Season, SessionState
from tests.forms.seasons import (
    DAY,
    NOTICE,
    decided_above,
    disciplined,
    dossier,
    everything,
    facts,
    in_points,
    of_members,
    registering,
    season,
    season_2016,
    with_papers,
)
from tests.forms.tools import text_of

SEASONS = (season, disciplined, season_2016, with_papers, in_points, registering, decided_above)


def flat(text: str) -> str:
    return " ".join(text.split())


def text(paper: Paper, folder: Path) -> str:
    path = folder / f"{paper.document_id}.pdf"
    path.write_bytes(paper.pdf())
    return flat(text_of(path))


def one(of: Season, form: str) -> Paper:
    return next(paper for paper in everything(of) if paper.form.id == form)


def of_member(of: Season, form: str, member: str) -> Paper:
    told = facts(of)
    wanted = next(p for p in each_member.planned(told) if p[1:] == (member, form))
    return each_member.made(told, wanted)[1]


def rows(paper: Paper) -> tuple[Row, ...]:
    return next(block for block in paper.document.blocks if isinstance(block, Table)).rows


def test_every_form_is_made_by_some_season_and_reads_back() -> None:
    made: dict[str, Paper] = {}
    for build in SEASONS:
        for paper in everything(build()):
            assert read(paper.data) == paper
            made[paper.form.id] = paper
    assert set(FORMS) - set(made) == {"bien_ban_mo_hom", "bien_ban_dong_hom"}, (
        "those are of test_ballot_records"
    )


def test_forms_of_a_list_are_all_known() -> None:
    for name in regulation_ids():
        assert {item.form for item in load_regulation(name).dossier if item.form} <= set(FORMS)


# Of each member


def test_the_sheet_for_the_residence_asks_or_prints_what_came(tmp_path: Path) -> None:
    of = season()
    asked = text(of_member(of, RESIDENCE_SHEET, "m005"), tmp_path)
    assert "Gương mẫu thực hiện nghĩa vụ công dân nơi cư trú" in asked
    assert "T/M CHI ỦY (CHI BỘ) NƠI CƯ TRÚ" in asked
    comment = "Gia đình gương mẫu, tham gia đầy đủ sinh hoạt nơi cư trú"
    members = tuple(replace(m, residence_comment=comment) if m.id == "m005" else m for m in of.members)
    told = text(of_member(replace(of, members=members), RESIDENCE_SHEET, "m005"), tmp_path)
    assert f"{comment}." in told
    assert "nghĩa vụ công dân" not in told


def test_a_receipt_names_what_came_and_what_did_not(tmp_path: Path) -> None:
    of = with_papers()
    told = {row.cells[1]: row.cells[3] for row in rows(of_member(of, RECEIPT, "m001"))}
    assert told["Nhận xét nơi cư trú"] == told["Phiếu bổ sung hồ sơ"] == f"{DAY:%d/%m/%Y}"
    assert told["Bản kiểm điểm"] == "chưa nhận"
    carried = json.loads(of_member(of, RECEIPT, "m002").data)["facts"]["given"]["hand_ins"]
    assert carried == [{"day": DAY.isoformat(), "member": "m002", "paper": RECORD}]
    assert [p[1] for p in each_member.planned(facts(of)) if p[2] == RECEIPT] == ["m001", "m002"]
    assert "01 bản" in text(of_member(of, RECEIPT, "m001"), tmp_path)


def test_the_supplement_has_room_for_every_change() -> None:
    paper = of_member(season(), SUPPLEMENT, "m005")
    assert len(rows(paper)) == 8
    assert all(row.cells[2] == "" for row in rows(paper))


def test_only_leaders_rate_themselves_by_quarter_and_only_where_the_regulation_asks() -> None:
    planned = each_member.planned(facts(in_points()))
    assert {p[1] for p in planned if p[2] == QUARTER} == {"m001"}
    assert "Mẫu 05-HD KĐ.ĐG 2025" in of_member(in_points(), QUARTER, "m001").document.title.summary
    assert not [p for p in each_member.planned(facts(season())) if p[2] == QUARTER]


def test_a_paper_about_one_member_carries_nobody_elses_and_no_discipline() -> None:
    of = with_papers()
    for paper in of_members(facts(of), 14):
        data = json.loads(paper.data)
        own = paper.facts.season.members[0].id
        signer = "m002" if own == "m001" else "m001"
        assert {m["id"] for m in data["facts"]["season"]["members"]} <= {own, signer}
        told = own == "m006" and paper.form.id == "phieu_bo_sung"
        assert ('"discipline"' in paper.data.decode()) is told, "only where the own form asks for it"
        assert all(set(s.reviews) <= {own} for s in paper.facts.season.sessions)
        assert paper.facts.verdict is None


def test_an_achievement_longer_than_allowed_is_said(tmp_path: Path) -> None:
    of = with_papers()
    paper = of_member(of, ACHIEVEMENT, "m001")
    assert "Chiến sĩ thi đua cơ sở; Bằng khen cấp tỉnh." in text(paper, tmp_path)
    assert too_long(facts(of), page_count(paper.pdf()), unit=False) == ""
    long = (ReviewText("m001", "pham_chat", "Hoàn thành vượt mức nhiệm vụ được giao.\n" * 120),)
    longer = of_member(replace(of, review_texts=long), ACHIEVEMENT, "m001")
    pages = page_count(longer.pdf())
    assert pages > 2
    assert "quá 02 trang theo KH/ĐUK Lâm Đồng 2023" in too_long(facts(of), pages, unit=False)
    assert too_long(facts(of), 3, unit=True) == ""
    assert "quá 03 trang" in too_long(facts(of), 4, unit=True)
    assert too_long(facts(in_points()), 9, unit=False) == "", "no source sets a limit there"


# Of the branch


def test_the_outcome_counts_every_member_once(tmp_path: Path) -> None:
    for build in SEASONS:
        of = build()
        paper = one(of, "bao_cao_ket_qua")
        counts = [int(row.cells[1]) for row in rows(paper)]
        rated = len(paper.facts.judged.rated)
        assert sum(counts[:-1]) == counts[-1] == rated
        assert len(counts) >= len(LEVELS) + 1
        assert f"Đảng viên không {paper.facts.words.verb}" in text(paper, tmp_path)


def test_the_answer_to_an_inspection_says_what_the_notice_asks(tmp_path: Path) -> None:
    told = text(one(with_papers(), "tra_loi_kiem_tra"), tmp_path)
    for part in (
        "Thông báo số 53-TB/ĐU ngày 07 tháng 11 năm 2023",
        *NOTICE.contents,
        NOTICE.schedule,
        NOTICE.attendees,
        "ngày 14 tháng 12 năm 2023",
        "- Ủy ban Kiểm tra Đảng ủy Sở Tư pháp",
    ):
        assert part in told
    assert "tra_loi_kiem_tra" not in {p.form.id for p in everything(season())}


def test_an_inspection_is_answered_before_any_meeting() -> None:
    of = with_papers()
    planned = tuple(replace(s, state=SessionState.PLANNED, reviews={}) for s in of.sessions)
    waiting = replace(of, sessions=planned, ballot=replace(season().ballot, state="none", tallies=()))
    assert "tra_loi_kiem_tra" in {p.form.id for p in working_papers(facts(waiting))}


def test_the_registration_is_for_the_next_year() -> None:
    paper = one(registering(), "ban_dang_ky")
    assert paper.document.title.summary.endswith(f"năm {registering().year + 1}")
    assert "ban_dang_ky" not in {p.form.id for p in dossier(registering())}


def test_opinions_on_the_collectives_are_gathered_and_nothing_else_is_carried() -> None:
    of = season()
    session = of.sessions[-1]
    said = replace(session.reviews["chi_bo"], opinions="Cần đổi mới sinh hoạt chuyên đề.")
    told = replace(session, reviews={**session.reviews, "chi_bo": said})
    paper = one(replace(of, sessions=(*of.sessions[:-1], told)), "tong_hop_gop_y")
    assert [row.cells[1:] for row in rows(paper)] == [("Chi bộ", "Cần đổi mới sinh hoạt chuyên đề.")]
    assert b"strengths" not in paper.data


def test_the_draft_award_decision_names_those_at_the_top_level() -> None:
    paper = one(with_papers(), "quyet_dinh_khen_thuong")
    assert "Nguyễn Văn An" in [row.cells[1] for row in rows(paper)]
    assert paper.document.header.number == "Số        -QĐ/ĐU"


@pytest.mark.parametrize("build", SEASONS)
def test_no_paper_carries_the_notice_or_hand_ins_unasked(build: object) -> None:
    of = replace(with_papers(), hand_ins=(HandIn("m003", RECORD, date(2023, 11, 1)),))
    for paper in (*dossier(of), *working_papers(facts(of))):
        given = json.loads(paper.data)["facts"].get("given", {})
        assert "hand_ins" not in given, paper.form.id
        assert ("inspection" in given) == (paper.form.id == "tra_loi_kiem_tra")
