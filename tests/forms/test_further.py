"""The further papers: what they say, when they are made, what they carry, that nothing is lost or stands alone."""

import hashlib
import json
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pikepdf
import pytest

from desktop.regulations import load_regulation, regulation_ids
from forms import signing
from forms.archive import ATTACHMENT
from forms.document import Para, Row, SignatureRow, Table, Ticks
from forms.dossier import working_papers
from forms.export import Exported
from forms.facts import Facts
from forms.further import personal
from forms.layout import load
from forms.paper import FORMS, Paper, read
from forms.paper_forms import ON_DEMAND
from forms.skeleton import form_names
from forms.verify import Verdict, verify_pdf
from meeting.ballot import Tally
from meeting.decision import DecidedBy, Decision
from meeting.level import Level
from meeting.season import (
    BallotState,
    Grade,
    Leader,
    OldFaults,
    Post,
    Professional,
    Season,
    SessionState,
    Structure,
    Tasks,
)
from tests.forms.seasons import DAY, disciplined, dossier, everything, facts, season, season_2016
from tests.forms.tools import pages_of, text_of

LONG_NAME = "Công Tằng Tôn Nữ Nguyễn Phúc Hoàng Yến Phương Thảo Uyên Vy Quỳnh Giao"


@pytest.fixture(scope="module")
def whole() -> tuple[Paper, ...]:
    return everything(season())


def one(papers: tuple[Paper, ...], form: str) -> Paper:
    return next(paper for paper in papers if paper.form.id == form)


def said(paper: Paper) -> str:
    return "\n".join(str(block) for block in paper.document.blocks)


def rows(paper: Paper, number: int = 0) -> tuple[Row, ...]:
    tables = [block for block in paper.document.blocks if isinstance(block, Table)]
    return tables[number].rows


def printed(paper: Paper, folder: Path) -> Path:
    path = folder / f"{paper.document_id}.pdf"
    path.write_bytes(paper.pdf())
    return path


def flat(text: str) -> str:
    return " ".join(text.split())


def review_form(of: Season, member_id: str) -> Paper:
    return next(p for _, p in personal(facts(of)) if p.facts.season.members[0].id == member_id)


def changed(of: Season, member_id: str, **facts_: object) -> Season:
    members = tuple(replace(m, **facts_) if m.id == member_id else m for m in of.members)  # type: ignore[arg-type]
    return replace(of, members=members)


# What is made when


def test_every_form_has_a_code_and_a_file_of_its_own() -> None:
    for names in ({form.code for form in FORMS.values()}, {form.file for form in FORMS.values()}):
        assert len(names) == len(FORMS)


def test_a_season_with_three_meetings_stays_under_twenty_papers(whole: tuple[Paper, ...]) -> None:
    assert len(dossier(season())) < 20
    assert dossier(season())[-1].form.id == "muc_luc_ho_so"
    assert {"ban_cham_diem", "quyet_dinh_xep_loai_lai"}.isdisjoint(p.form.id for p in whole)


def test_before_anything_is_closed_people_are_called_to_every_meeting() -> None:
    of = season()
    planned = tuple(replace(s, state=SessionState.PLANNED, reviews={}) for s in of.sessions)
    waiting = replace(of, sessions=planned, ballot=replace(of.ballot, state=BallotState.NONE, tallies=()))
    told = facts(waiting)
    assert [p.form.id for p in working_papers(told)] == ["giay_trieu_tap"] * len(of.sessions)
    assert dossier(waiting) == ()


def test_an_earlier_year_is_rated_again_only_where_someone_was_disciplined_for_it() -> None:
    made = everything(disciplined())
    again = one(made, "quyet_dinh_xep_loai_lai")
    assert [row.cells[1] for row in rows(again)] == ["K’Brễu"]
    assert "Mẫu số 3 của Hướng dẫn số 15-HD/BTCTU" in again.document.title.summary


def test_papers_come_in_the_order_of_the_list_of_the_regulation() -> None:
    for regulation_id in regulation_ids():
        regulation = load_regulation(regulation_id)
        of = season(regulation_id=regulation_id, structure=Structure.CHI_UY)
        asked = [item.form for item in regulation.dossier if item.form]
        assert set(asked) <= set(FORMS)
        made = [p.form.id for p in dossier(of) if p.form.id in asked]
        assert made == [form for form in asked if form in made]


@pytest.mark.parametrize("structure", [Structure.CHI_UY, Structure.BI_THU])
@pytest.mark.parametrize("regulation_id", regulation_ids())
def test_every_regulation_gives_papers_that_read_back(regulation_id: str, structure: Structure) -> None:
    for paper in everything(season(regulation_id=regulation_id, structure=structure)):
        assert read(paper.data) == paper
        assert isinstance(paper.document.blocks[-1], Para | Ticks)


# Lists


def test_the_list_of_those_not_rated_says_why_and_who_was_reviewed(whole: tuple[Paper, ...]) -> None:
    paper = one(whole, "danh_sach_chua_xep_loai")
    assert [row.cells[4:6] for row in rows(paper)] == [("", "X"), ("X", "X"), ("", "X")]
    assert all("mục 3." in row.cells[6] for row in rows(paper))
    assert rows(paper)[2].cells[3] == "01/09/2023"
    assert "kỳ họp gần nhất" in said(paper)


def test_the_disciplined_are_listed_with_the_form_and_nobody_else_carries_it() -> None:
    paper = one(dossier(disciplined()), "danh_sach_ky_luat")
    (line,) = [row.cells for row in rows(paper) if len(row.cells) > 1]
    assert line[1] == "K’Brễu"
    assert (line[4], line[7]) == ("Khiển trách", "Năm trước")
    for other in dossier(disciplined()):
        told = [m for m in other.facts.season.members if m.discipline]
        assert (len(told) == 1) is (other is not None and other.form.id == "danh_sach_ky_luat")


def proposed(paper: Paper) -> set[str]:
    """Whose proposed levels the data of a paper carry."""
    levels = {"self_level", "group_level", "committee_level"}
    told = json.loads(paper.data)["facts"]["season"]["members"]
    return {member["id"] for member in told if levels & set(member)}


def test_who_only_signs_or_is_called_brings_no_proposed_level(whole: tuple[Paper, ...]) -> None:
    """Control beside it: the paper that prints the proposals carries them."""
    for form in ("giay_trieu_tap", "ke_hoach_khac_phuc", "muc_luc_ho_so"):
        assert proposed(one(whole, form)) == set(), form
    assert len(proposed(one(whole, "tong_hop_de_xuat"))) > 1
    for _name, paper in islice(personal(facts(season())), 3):
        assert len(proposed(paper)) == 1


def test_a_member_and_a_branch_at_the_lowest_level_are_listed() -> None:
    of = season()
    valid = of.ballot.valid
    lowest = tuple(
        Tally(t.subject, (0, 0, 0, valid), 0) if t.subject in {"m002", "chi_bo"} else t
        for t in of.ballot.tallies
    )
    paper = one(dossier(replace(of, ballot=replace(of.ballot, tallies=lowest))), "danh_sach_ky_luat")
    found = [row.cells[1] for row in rows(paper) if len(row.cells) > 1]
    assert found == ["Chi bộ", "Trần Thị Bích Ngọc"]


def test_an_empty_list_says_so(whole: tuple[Paper, ...], tmp_path: Path) -> None:
    text = flat(text_of(printed(one(whole, "danh_sach_ky_luat"), tmp_path)))
    assert text.count("Không có.") == 2
    assert "không có tập thể, cá nhân nào" in text


def test_proposals_stand_side_by_side_and_a_decision_overrides_the_vote(whole: tuple[Paper, ...]) -> None:
    first = rows(one(whole, "tong_hop_de_xuat"))[0].cells
    assert first[4:10] == ("HTXSNV", "HTTNV", "HTTNV", "HTTNV", "", "HTXSNV")
    decided = Decision("m001", Level.HTTNV, DecidedBy.MEETING, "biểu quyết giơ tay", DAY)
    again = rows(one(dossier(replace(season(), decisions=(decided,))), "tong_hop_de_xuat"))[0].cells
    assert again[9:] == ("HTTNV", "Khác mức phiếu")


# Calls, plan, points, drafts


def test_a_call_names_who_votes_and_who_does_not(whole: tuple[Paper, ...]) -> None:
    calls = [p for p in whole if p.form.id == "giay_trieu_tap"]
    assert [p.session for p in calls] == ["to_dang:Tổ đảng số 1", "to_dang:Tổ đảng số 2", "chi_bo", "chi_uy"]
    branch = said(calls[2])
    assert "Đảng viên chính thức, được thảo luận và bỏ phiếu: 13 đồng chí" in branch
    assert "Tôn Nữ Hoàng Yến Phương Thảo Uyên Vy (đảng viên dự bị)" in branch
    assert "đồng chí Đinh Thị Hoa" in branch
    assert len(rows(calls[2])) == len(season().session("chi_bo").items)


def test_the_plan_names_each_shortcoming_once_with_its_owner(whole: tuple[Paper, ...]) -> None:
    paper = one(whole, "ke_hoach_khac_phuc")
    lines = [row.cells for row in rows(paper) if len(row.cells) > 1]
    assert [line[1].count("Có lúc chưa chủ động") for line in lines] == [1] * len(lines)
    assert lines[0][3] == "Nguyễn Văn An"
    assert "ngày 31 tháng 01 năm 2024 (mục 3.16, mục IV)" in said(paper)
    assert not any(review.strengths for s in paper.facts.season.sessions for review in s.reviews.values())


def test_the_points_of_the_branch_add_up_and_reach_a_level() -> None:
    paper = one(dossier(season_2016()), "ban_cham_diem")
    total = rows(paper)[-1].cells
    assert total[1:4] == ("Cộng", "100", "92")
    assert "92 điểm, đạt mức điểm của “Trong sạch, vững mạnh”" in said(paper)


def test_a_draft_for_the_superior_counts_the_levels_and_leaves_the_number_open(
    whole: tuple[Paper, ...],
) -> None:
    paper = one(whole, "quyet_dinh_cong_nhan")
    assert paper.document.header.number == "Số        -QĐ/ĐU"
    assert "Hoàn thành tốt nhiệm vụ: 09 đồng chí" in said(paper)
    assert len(rows(paper)) == 10
    assert paper.document.signatures.right.name == "……"


def test_only_the_excellent_are_proposed_with_their_merits() -> None:
    paper = one(everything(disciplined()), "to_trinh_khen_thuong")
    assert [row.cells[1] for row in rows(paper)] == ["Nguyễn Văn An"]
    assert rows(paper)[0].cells[4] == "Chiến sĩ thi đua cơ sở; Bằng khen cấp tỉnh"
    assert "Kính gửi:" in said(paper)
    new = everything(season(regulation_id="trung-uong-2025", structure=Structure.CHI_UY))
    assert "Kính trình:" in said(one(new, "to_trinh_khen_thuong"))


# The review forms


@pytest.mark.parametrize(
    ("regulation_id", "leader", "plain"),
    [
        ("quang-binh-2016", "", ""),
        ("tuy-phuoc-2021", "Mẫu 02", "Mẫu 02"),
        ("lam-dong-2023", "Mẫu số 04", "Mẫu số 03"),
        ("ha-tinh-2024", "Mẫu 02-HD KĐ.ĐG 2023 (2B)", "Mẫu 02-HD KĐ.ĐG 2023 (2A)"),
        ("bac-giang-2024", "Mẫu 2B-HD KĐ.ĐG 2023", "Mẫu 2A-HD KĐ.ĐG 2023"),
        ("trung-uong-2025", "Mẫu 2A-HD KĐ.ĐG 2025", "Mẫu 2B-HD KĐ.ĐG 2025"),
    ],
)
def test_2a_and_2b_change_places_in_2025(regulation_id: str, leader: str, plain: str) -> None:
    of = changed(season(regulation_id=regulation_id, structure=Structure.CHI_UY), "m007", leader=Leader.PHONG)
    assert leader in review_form(of, "m007").document.title.summary
    assert plain in review_form(of, "m008").document.title.summary
    assert form_names(regulation_id).personal["leader"].name == leader
    assert form_names(regulation_id).personal["plain"].name == plain


@pytest.mark.parametrize(("regulation_id", "same"), [("ha-tinh-2024", False), ("bac-giang-2024", False),
                                                     ("lam-dong-2023", True), ("quang-binh-2016", True)])  # fmt: skip
def test_a_post_in_the_party_alone_makes_a_leader_only_where_the_plan_says_so(
    regulation_id: str, *, same: bool
) -> None:
    """KH/ĐUK Lâm Đồng 2023, mục II.2 gives each committee member Mẫu số 04; the letters of 2024 do not."""
    of = season(regulation_id=regulation_id, structure=Structure.CHI_UY)
    deputy = next(m for m in of.members if m.post is Post.PHO_BI_THU and m.leader is Leader.NONE)
    assert (form_names(regulation_id).kind_of(deputy) == "leader") is same


def test_who_works_outside_the_political_system_writes_2c_in_2025() -> None:
    of = season(regulation_id="trung-uong-2025", structure=Structure.CHI_UY)
    of = changed(of, "m008", professional=Professional.NOT_EMPLOYED)
    assert "Mẫu 2C-HD KĐ.ĐG 2025" in review_form(of, "m008").document.title.summary


def test_an_unknown_regulation_gives_forms_without_a_number() -> None:
    assert form_names("tinh-khac-2030").personal["plain"].name == ""
    assert form_names("skeleton-grades").personal["plain"].name == ""


def test_grades_tick_the_boxes_that_they_belong_to() -> None:
    of = changed(season(), "m008", grades=(Grade.XUAT_SAC, Grade.TOT), old_faults=OldFaults(3, 2))
    paper = review_form(of, "m008")
    grades = [b.chosen for b in paper.document.blocks if isinstance(b, Ticks) and b.names[0] == "Xuất sắc"]
    assert grades == [1, 0, None]
    assert "Đã khắc phục 2/3 hạn chế" in said(paper)


def test_points_and_tasks_are_printed_where_the_regulation_counts_them() -> None:
    of = season(regulation_id="trung-uong-2025", structure=Structure.CHI_UY)
    of = changed(of, "m008", points=(2850, 6400), tasks=Tasks(10, 10, 9, 5))
    text = said(review_form(of, "m008"))
    assert all(part in text for part in ("28,5/30 điểm", "64/70 điểm", "92,5/100 điểm"))
    assert "được giao trong năm: 10; hoàn thành: 10; đúng hạn: 9; vượt yêu cầu: 5" in text
    assert "…………/30 điểm" in said(review_form(of, "m009"))


def test_a_form_holds_its_own_member_and_nothing_of_another() -> None:
    paper = review_form(disciplined(), "m008")
    data = json.loads(paper.data)
    assert [m["id"] for m in data["facts"]["season"]["members"]] == ["m008", "m001"]
    assert {key for s in paper.facts.season.sessions for key in s.reviews} == {"m008"}
    assert data["facts"]["verdict"] is None
    assert "members" not in data["results"]


def test_the_level_of_the_vote_and_the_names_stand_in_the_tail() -> None:
    paper = review_form(season(), "m008")
    signatures = [b.right for b in paper.document.blocks if isinstance(b, SignatureRow)]
    assert [s.name for s in signatures] == ["Đặng Xuân Trường", "…………", "Nguyễn Văn An"]
    levels = [b.chosen for b in paper.document.blocks if isinstance(b, Ticks) and len(b.names[0]) > 10]
    assert levels == [None, 1, 1, 1, None]
    secretary = [
        b.right for b in review_form(season(), "m001").document.blocks if isinstance(b, SignatureRow)
    ]
    assert (secretary[-1].post, secretary[-1].name) == ("PHÓ BÍ THƯ", "Trần Thị Bích Ngọc")


def test_forms_come_one_at_a_time_and_each_has_a_file_of_its_own() -> None:
    told = facts(season(300))
    made = personal(told)
    first = next(made)
    assert first[0] == "001-ban-kiem-diem-nguyen-van-an.pdf"
    assert len(list(personal(told))) == 298
    names = [first[0], *(name for name, _ in islice(made, 40))]
    assert len(set(names)) == 41


# The index


def test_the_index_says_what_is_there_what_lacks_and_what_is_added(whole: tuple[Paper, ...]) -> None:
    paper = one(whole, "muc_luc_ho_so")
    found = {row.cells[1].split(" (")[0]: row.cells[2] for row in rows(paper) if len(row.cells) > 1}
    assert found["Bảng tổng hợp kết quả đánh giá, xếp loại đảng viên"] == "có"
    assert found["Bản kiểm điểm cá nhân"] == "có"
    where = {row.cells[1].split(" (")[0]: row.cells[3] for row in rows(paper) if len(row.cells) > 1}
    assert where["Bản kiểm điểm cá nhân"] == "thư mục kiem-diem: 12 tệp"
    assert "và 12 bản kiểm điểm cá nhân trong thư mục kiem-diem" in paper.document.blocks[-1].text
    assert found["Văn bản gợi ý kiểm điểm của cấp có thẩm quyền"] == "nộp kèm, nếu có"
    assert [row.cells[2] for row in rows(paper, 1)] == ["ghi khi xuất hồ sơ"] * 14
    lacking = one(dossier(replace(season_2016(), unit=season().unit)), "muc_luc_ho_so")
    states = {row.cells[0]: row.cells[2] for row in rows(lacking) if len(row.cells) > 1}
    assert states["8"] == "thiếu"
    assert "ban_kiem_diem" in ON_DEMAND


def test_the_exported_index_names_the_sum_of_every_signed_file(exported: Exported) -> None:
    path = next(exported.folder.glob("*-muc-luc-ho-so.pdf"))
    with pikepdf.open(path) as pdf:
        facts_ = json.loads(pdf.attachments[ATTACHMENT].get_file().read_bytes())["facts"]
    made = {one["file"]: one["sha256"] for one in facts_["given"]["made"]}
    found = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in exported.folder.glob("[0-9]*.pdf")}
    assert made == {name: digest for name, digest in found.items() if name != path.name}
    text = flat(text_of(path)).replace(" ", "")
    assert all(digest in text for digest in made.values())


# How they look


def test_no_group_stands_alone_at_the_foot_of_a_page(tmp_path: Path) -> None:
    base = season()
    for number in (21, 23, 25, 27):
        paper = one(dossier(replace(base, members=season(number).members, ballot=season(number).ballot,
                                    sessions=season(number).sessions)), "bien_ban_kiem_phieu")  # fmt: skip
        for page in pages_of(printed(paper, tmp_path)):
            lines = [line.strip() for line in page.splitlines() if line.strip()]
            text = [line for line in lines if not line.startswith(("Biên bản", "SHA-256"))]
            assert text[-1] != "Tập thể"


def test_a_further_paper_can_be_signed_and_verified(
    whole: tuple[Paper, ...], signer: signing.KeySigner
) -> None:
    for form in ("danh_sach_ky_luat", "bao_cao_chi_uy", "ban_kiem_diem", "muc_luc_ho_so"):
        verdict = verify_pdf("a.pdf", signing.sign_pdf(one(whole, form).pdf(), signer, ""))
        assert verdict.verdict is Verdict.GOOD, verdict.sentence


def test_layouts_and_signers_are_those_of_the_branch(whole: tuple[Paper, ...]) -> None:
    assert load(whole[0].document.layout).id == "hd36-2018"
    deputy = changed(season(), "m001", post=Post.NONE)
    sign = one(dossier(deputy), "tong_hop_de_xuat").document.signatures.right
    assert (sign.post, sign.name) == ("PHÓ BÍ THƯ", "Trần Thị Bích Ngọc")
    assert isinstance(facts(deputy), Facts)
