"""What was decided after the count stands in the summary table and nowhere in the minutes; letters stand in it."""

from dataclasses import replace
from datetime import date

from desktop.regulations import pack_hash, regulation_in_force
from forms import canon
from forms.dossier import papers
from forms.paper import Paper, read
from meeting.amendment import Amendment
from meeting.decision import DecidedBy, Decision, DecisionKind
from meeting.judge import judge
from meeting.level import Level
from meeting.results import results_document
from meeting.season import Season
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
    assert "Cấp trên quyết định xếp loại: Hoàn thành nhiệm vụ, khác mức đề nghị (Hoàn thành tốt" in told
    assert "Chi bộ: Cấp trên quyết định xếp loại: Hoàn thành xuất sắc nhiệm vụ, khác mức đề nghị" in told
    assert summary.facts.results["members"]["m005"]["level"] is None
    assert read(summary.data).data == summary.data


def test_minutes_stay_the_same_bytes_whatever_is_decided_later() -> None:
    before, after = printed(season()), printed(replace(season(), decisions=DECISIONS))
    for form in ("bien_ban_to_dang", "bien_ban_chi_bo", "bien_ban_kiem_phieu", "bien_ban_chi_uy"):
        assert after[form].data == before[form].data
        assert "decisions" not in canon.parse(after[form].data)["results"]
    assert after["bang_tong_hop"].data != before["bang_tong_hop"].data


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
