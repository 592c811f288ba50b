"""What an officer of the level above found when the papers of a branch were read side by side."""

from dataclasses import replace
from datetime import date

from forms.document import Signature
from forms.paper import Paper, read
from meeting.decision import DecidedBy, Decision, DecisionKind
from meeting.level import Level
from meeting.past import BRANCH, PastYear
from meeting.season import CollectiveFacts, Season, Status, Structure
from tests.forms.seasons import everything, in_points, season, with_papers

LATER = date(2024, 1, 10)


def above(subject: str, level: Level) -> Decision:
    return Decision(subject, level, DecidedBy.SUPERIOR, "QĐ 45-QĐ/ĐU", LATER, kind=DecisionKind.FINAL)


def printed(of: Season) -> dict[str, Paper]:
    made: dict[str, Paper] = {}
    for paper in everything(of):
        made.setdefault(paper.form.id, paper)
    return made


def told(paper: Paper) -> str:
    assert read(paper.data).document == paper.document
    return "\n".join(str(block) for block in paper.document.blocks)


def ticked(paper: Paper) -> list[Level | None]:
    boxes = (getattr(block, "chosen", None) for block in paper.document.blocks)
    return [chosen for chosen in boxes if isinstance(chosen, Level)]


def test_a_paper_is_not_dated_before_what_it_tells() -> None:
    before, after = printed(season()), printed(replace(season(), decisions=(above("m002", Level.HTTNV),)))
    for form in ("bang_tong_hop", "danh_sach_ky_luat"):
        assert before[form].document.header.place_date == "Đà Lạt, ngày 05 tháng 12 năm 2023"
        assert after[form].document.header.place_date == "Đà Lạt, ngày 10 tháng 01 năm 2024"
    for form in ("danh_sach_chua_xep_loai", "bao_cao_chi_bo", "bao_cao_ket_qua"):
        assert after[form].document.header.place_date == before[form].document.header.place_date


def test_the_report_counts_the_cap_on_the_levels_it_lists() -> None:
    plain = printed(season())
    assert "Tỷ lệ mức cao nhất:" in told(plain["bao_cao_ket_qua"])
    assert "sau quyết định của hội nghị" not in told(plain["bang_tong_hop"])
    decided = Decision("m005", Level.HTTNV, DecidedBy.MEETING, "Biểu quyết 11/11", season().meeting_day)
    made = printed(replace(season(), decisions=(decided,)))
    report, table = made["bao_cao_ket_qua"], told(made["bang_tong_hop"])
    assert "Hoàn thành tốt nhiệm vụ: 9 đồng chí" in told(plain["bao_cao_ket_qua"])
    assert "Hoàn thành tốt nhiệm vụ: 10 đồng chí" in told(report)
    assert "Hoàn thành tốt nhiệm vụ: 9 đồng chí" not in told(report)
    assert "Hoàn thành tốt nhiệm vụ: 9 đồng chí" in table
    assert "Hoàn thành tốt nhiệm vụ: 10 đồng chí" in table


def test_what_the_branch_proposed_stays_what_it_proposed() -> None:
    """The superior's own level stands in the superior's papers, never as the branch's proposal."""
    finals = (above("m001", Level.KHTNV), above(BRANCH, Level.KHTNV))
    made, plain = printed(replace(season(), decisions=finals)), printed(season())
    for form in ("ban_kiem_diem", "bao_cao_chi_bo", "tong_hop_de_xuat"):
        assert made[form].document.blocks == plain[form].document.blocks, form
    assert Level.KHTNV not in ticked(made["ban_kiem_diem"])
    assert "KHTNV" in told(made["quyet_dinh_cong_nhan"])


def test_a_decision_as_proposed_is_said_once() -> None:
    finals = (above("m002", Level.HTTNV), above("m003", Level.HTTNV), above("m006", Level.KHTNV))
    table = told(printed(replace(season(), decisions=finals))["bang_tong_hop"])
    assert "như đề nghị đối với 02 đồng chí (QĐ 45-QĐ/ĐU, ngày 10/01/2024)" in table
    assert table.count("QĐ 45-QĐ/ĐU") == 2
    assert "khác mức đề nghị" in table


def test_points_of_the_collective_stand_in_its_report() -> None:
    plain, scored = in_points(), CollectiveFacts(BRANCH, points=(2850, 6400))
    assert "…………/30 điểm" in told(printed(plain)["bao_cao_chi_bo"])
    made = printed(replace(plain, collectives=(scored,)))
    assert "28,5/30 điểm" in told(made["bao_cao_chi_bo"])
    assert "92,5/100 điểm" in told(made["bao_cao_chi_bo"])
    assert "…………/30 điểm" in told(made["bao_cao_chi_uy"]), "nobody scored the committee"


def test_both_letters_of_the_form_of_2025_are_there() -> None:
    made = printed(in_points())
    for form in ("ban_kiem_diem", "bao_cao_chi_bo", "bao_cao_chi_uy"):
        text = told(made[form])
        assert text.index("A. ") < text.index("B. TỰ ĐÁNH GIÁ"), form


def test_the_years_before_stand_in_the_papers_for_an_award() -> None:
    years = tuple(
        PastYear(who, year, Level.HTXSNV, commended=True, source=f"QĐ {year - 2000}-QĐ/ĐU")
        for who in ("m001", BRANCH)
        for year in range(2019, 2023)
    )
    broken = replace(years[1], level=Level.HTTNV)
    made = printed(replace(with_papers(), past_years=(*years, replace(years[0], member="m002"))))
    proposal = told(made["to_trinh_khen_thuong"])
    assert proposal.count("05 năm liền HTXSNV (2019–2023)") == 2
    for form in ("bao_cao_thanh_tich", "thanh_tich_chi_bo"):
        text = told(made[form])
        assert "giấy khen năm".capitalize() in text
        assert all(f"QĐ {year - 2000}-QĐ/ĐU" in text for year in range(2019, 2023))
        assert {one.member for one in made[form].facts.given.years} <= {"m001", BRANCH}
    fewer = printed(replace(with_papers(), past_years=(years[0], broken, *years[2:])))
    assert "03 năm liền HTXSNV (2021–2023)" in told(fewer["to_trinh_khen_thuong"])
    assert "năm liền" not in told(printed(with_papers())["to_trinh_khen_thuong"])


def test_who_is_here_only_for_a_time_is_told_apart_in_the_minutes() -> None:
    of = season()
    guest = replace(of.members[5], status=Status.TEMPORARY_HERE)
    members = (*of.members[:5], guest, *of.members[6:])
    minutes = told(printed(replace(of, members=members))["bien_ban_chi_bo"])
    assert "trong đó 01 sinh hoạt tạm thời tại đây; dự bị" in minutes
    assert "tạm thời tại đây" not in told(printed(of)["bien_ban_chi_bo"])


def test_the_secretary_does_not_confirm_the_own_sheet() -> None:
    for member, name in (("m001", "Trần Thị Bích Ngọc"), ("m002", "Nguyễn Văn An")):
        sheets = [p for p in everything(season()) if p.form.id == "phieu_bo_sung"]
        sheet = next(p for p in sheets if p.facts.season.members[0].id == member)
        confirmed = sheet.document.signatures.left
        assert isinstance(confirmed, Signature)
        assert confirmed.name.strip("…") == name


def test_the_index_misses_no_paper_of_a_body_that_is_not_there() -> None:
    alone = told(printed(season(structure=Structure.BI_THU))["muc_luc_ho_so"])
    assert alone.count("không có chi ủy") == 2
    assert alone.count("không có tổ đảng") == 1
    assert "thiếu" not in alone
    assert "không có chi ủy" not in told(printed(season())["muc_luc_ho_so"])


def test_the_secretary_does_not_confirm_the_own_quarter() -> None:
    [own] = [p for p in everything(in_points()) if p.form.id == "ban_tu_danh_gia_quy"]
    assert own.facts.season.members[0].id == "m001"
    assert own.document.signatures.right.name == "Trần Thị Bích Ngọc"
