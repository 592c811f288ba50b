"""What was decided later stands in the summary table, what the meeting decided itself in its minutes, too."""

from dataclasses import replace
from datetime import date

from desktop.regulations import pack_hash, regulation_in_force
from forms import canon
from forms.document import Table
from forms.dossier import papers
from forms.paper import Paper, read
from meeting.amendment import Amendment
from meeting.decision import DecidedBy, Decision, DecisionKind
from meeting.judge import judge
from meeting.level import Level
from meeting.results import results_document
from meeting.season import CollectiveFacts, Grade, Season
from tests.forms.seasons import season

DAY = date(2023, 12, 6)
LETTER = Amendment("cap.rate", "25/100", "CV 12-CV/ĐUK", date(2023, 11, 3))
DECISIONS = (
    Decision("m005", Level.HTTNV, DecidedBy.MEETING, "Biểu quyết 11/11", DAY, "Hai mức bằng phiếu"),
    Decision("m005", Level.HTNV, DecidedBy.SUPERIOR, "QĐ 45-QĐ/ĐUK", DAY, kind=DecisionKind.FINAL),
    Decision("chi_bo", Level.HTXSNV, DecidedBy.SUPERIOR, "QĐ 46-QĐ/ĐUK", DAY, kind=DecisionKind.FINAL),
)


def printed(of: Season) -> dict[str, Paper]:
    regulation = regulation_in_force(of.regulation, of.overrides)
    verdict = judge(regulation, of)
    made = papers(of, verdict, regulation, results_document(of, verdict), pack_hash(of.regulation))
    return {paper.form.id: paper for paper in made}


def words_of(paper: Paper) -> str:
    return repr(paper.document)


def test_the_summary_says_what_was_decided_beside_what_the_votes_gave() -> None:
    summary = printed(replace(season(), decisions=DECISIONS))["bang_tong_hop"]
    told = words_of(summary)
    assert "Hội nghị quyết định đề nghị: Hoàn thành tốt nhiệm vụ (Biểu quyết 11/11, ngày 06/12/2023)" in told
    assert "Cấp trên quyết định mức: Hoàn thành nhiệm vụ, khác mức đề nghị (Hoàn thành tốt" in told
    assert "Chi bộ: Cấp trên quyết định mức: Hoàn thành xuất sắc nhiệm vụ, khác mức đề nghị" in told
    assert summary.facts.results["members"]["m005"]["level"] is None
    assert read(summary.data).data == summary.data


def test_what_proposes_stays_the_same_bytes_whatever_the_superior_decides() -> None:
    of = season()
    own, *finals = DECISIONS
    before, after = printed(replace(of, decisions=(own,))), printed(replace(of, decisions=DECISIONS))
    for form in ("bao_cao_ket_qua", "tong_hop_de_xuat", "bao_cao_chi_bo", "bao_cao_chi_uy"):
        assert after[form].data == before[form].data, form
        assert "QĐ 45" not in words_of(after[form]), form
    row = next(r for r in table_of(after["tong_hop_de_xuat"]) if r[1] == of.member("m005").name)
    assert row[-2:] == ("HTTNV", "Khác mức phiếu"), "the branch's proposal, not the superior's level"
    assert "ngày 06 tháng 12 năm 2023" in after["bang_tong_hop"].document.header.place_date
    assert "ngày 05 tháng 12 năm 2023" in printed(of)["bang_tong_hop"].document.header.place_date
    assert finals


def table_of(paper: Paper) -> list[tuple[str, ...]]:
    return [row.cells for block in paper.document.blocks if isinstance(block, Table) for row in block.rows]


def test_minutes_stay_the_same_bytes_whatever_is_decided_later() -> None:
    before, after = printed(season()), printed(replace(season(), decisions=DECISIONS))
    for form in ("bien_ban_to_dang", "bien_ban_chi_bo", "bien_ban_kiem_phieu", "bien_ban_chi_uy"):
        assert after[form].data == before[form].data
        assert "decisions" not in canon.parse(after[form].data)["results"]
    assert after["bang_tong_hop"].data != before["bang_tong_hop"].data


def test_the_branch_minutes_say_what_the_meeting_itself_decided_on_its_day() -> None:
    of = season()
    day = of.session("chi_bo").day
    assert day is not None
    own = (
        Decision("m005", Level.HTTNV, DecidedBy.MEETING, "Biểu quyết 11/11", day, "Hai mức bằng phiếu"),
        Decision("chi_bo", None, DecidedBy.MEETING, "Biểu quyết 10/11", day),
    )
    others = (
        Decision("m001", Level.HTTNV, DecidedBy.SUPERIOR, "CV 3-CV/ĐU", day),
        Decision("m002", Level.HTTNV, DecidedBy.MEETING, "Biểu quyết lại", DAY),
        *DECISIONS[1:],
    )
    made = printed(replace(of, decisions=(*own, *others)))
    minutes = made["bien_ban_chi_bo"]
    told = words_of(minutes)
    assert "Quyết định của hội nghị sau khi kiểm phiếu:" in told
    name = of.member("m005").name
    assert (
        f"- Đồng chí {name}: Hội nghị quyết định đề nghị: Hoàn thành tốt nhiệm vụ (Biểu quyết 11/11" in told
    )
    assert "- Chi bộ: Hội nghị quyết định đề nghị: để nguyên kết quả, báo cáo cấp trên" in told
    assert minutes.facts.season.decisions == own
    assert "CV 3-CV/ĐU" not in told
    assert "Biểu quyết lại" not in told
    assert "QĐ 45" not in told
    assert read(minutes.data).data == minutes.data
    plain = printed(of)
    for form in ("bien_ban_to_dang", "bien_ban_kiem_phieu", "bien_ban_chi_uy"):
        assert made[form].data == plain[form].data


def test_the_report_tells_the_conditions_that_are_known() -> None:
    of = season()
    facts = CollectiveFacts("chi_bo", (Grade.TOT, Grade.TRUNG_BINH))
    made = printed(replace(of, collectives=(facts,)))
    report = made["bao_cao_chi_bo"]
    told = words_of(report)
    assert "Đối chiếu điều kiện của các mức:" in told
    assert "Chi bộ: theo số liệu đã có, cao nhất Hoàn thành tốt nhiệm vụ." in told
    assert (
        "- Tiêu chí về kết quả nhiệm vụ từ Xuất sắc, tiêu chí còn lại từ Tốt: Tốt, Trung bình; chưa đạt"
        in told
    )
    assert "chưa có số liệu (" not in told
    assert read(report.data).data == report.data
    other = made["bao_cao_chi_uy"]
    assert "Tiêu chí về kết quả nhiệm vụ từ Xuất sắc" not in words_of(other), "nobody graded the committee"
    plain = printed(of)
    assert made["bien_ban_chi_bo"].data == plain["bien_ban_chi_bo"].data, "no other paper carries them"
    assert made["bang_tong_hop"].data == plain["bang_tong_hop"].data


def test_letters_stand_in_the_arithmetic_and_in_the_summary() -> None:
    plain, changed = printed(season()), printed(replace(season(), overrides=(LETTER,)))
    told = words_of(changed["bang_tong_hop"])
    assert "25% của 9 là 2,25, được 2 (CV 12-CV/ĐUK, 03/11/2023)" in told
    assert "Áp dụng theo văn bản của cấp trên" in told
    assert "Chỉ tiêu mức cao nhất: Số Hoàn thành xuất sắc nhiệm vụ không quá 25% số" in told
    assert "Phạm vi tính chỉ tiêu" not in told, "the letter changed the rate alone"
    assert "Áp dụng theo văn bản của cấp trên" not in words_of(plain["bang_tong_hop"])
    assert "CV 12-CV/ĐUK" in words_of(changed["bien_ban_kiem_phieu"])
    assert changed["bien_ban_chi_bo"].facts.results["overrides"] == [
        {"key": "cap.rate", "value": "25/100", "paper": "CV 12-CV/ĐUK", "day": "2023-11-03"}
    ]
