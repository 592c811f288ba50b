"""What careful readers asked of reports, decisions, tables and the index: no paper knows more than its day."""

from dataclasses import replace
from datetime import date

import pytest

from forms import paper, words
from forms.document import Bars, Heading, Para, Table
from forms.dossier import working_papers
from forms.paper import Paper
from forms.paper_forms import RESIDENCE_SHEET, SUPPLEMENT
from meeting.comparison import Bar, Chart
from meeting.decision import DecidedBy, Decision
from meeting.level import Level
from meeting.remedy import Remedy
from meeting.season import Review, Season, Session, Structure
from tests.forms.seasons import dossier, facts, of_members, season, season_2016
from tests.forms.test_no_contradiction import final, one, said, with_votes

RULES = ("tuy-phuoc-2021", "quang-binh-2016", "lam-dong-2023")


def reviewed(of: Season, session_id: str, subject: str, review: Review | None) -> Season:
    """The season with that review in that session; without any where it is None."""

    def told(session: Session) -> Session:
        others = {key: found for key, found in session.reviews.items() if key != subject}
        mine = {} if review is None else {subject: review}
        return replace(session, reviews={**others, **mine}) if session.id == session_id else session

    return replace(of, sessions=tuple(map(told, of.sessions)))


@pytest.mark.parametrize("regulation", RULES)
def test_the_conditions_in_a_report_are_judged_as_of_the_proposal(regulation: str) -> None:
    of = season(regulation_id=regulation)
    of = with_votes(of, chi_bo=(of.ballot.valid, 0, 0, 0))
    finals = (final("chi_bo", Level.HTTNV), final("chi_uy", Level.HTXSNV), final("m002", Level.KHTNV))
    before, after = dossier(of), dossier(replace(of, decisions=finals))
    assert "Đối chiếu điều kiện" in said(one(before, "bao_cao_chi_bo"))
    for form in ("bao_cao_chi_bo", "bao_cao_chi_uy", "bao_cao_ket_qua"):
        assert one(after, form).data == one(before, form).data, form


def test_the_index_is_not_older_than_a_paper_it_lists() -> None:
    of = season()
    assert "ngày 05 tháng 12 năm 2023" in one(dossier(of), "muc_luc_ho_so").document.header.place_date
    decided = dossier(replace(of, decisions=(final("m002", Level.HTTNV),)))
    listing = one(decided, "muc_luc_ho_so")
    assert "ngày 10 tháng 01 năm 2024" in listing.document.header.place_date
    assert listing.document.header.place_date == one(decided, "bang_tong_hop").document.header.place_date
    assert paper.read(listing.data) == listing


def test_without_a_level_voted_the_proposal_that_is_recorded_stands_beside_the_superiors() -> None:
    of = season(structure=Structure.CHI_UY)
    of = with_votes(of, chi_uy=(0, 0, 0, 0))
    of = reviewed(of, "chi_uy", "chi_uy", Review("chi_uy", done=True, proposed=Level.HTTNV))
    of = replace(of, decisions=(final("chi_uy", Level.HTXSNV),))
    told = said(one(dossier(of), "bang_tong_hop"))
    assert (
        "chi ủy: Cấp trên quyết định mức: Hoàn thành xuất sắc nhiệm vụ, khác mức đề nghị (Hoàn thành tốt"
        in told
    )
    assert "khác mức đề nghị (chưa có mức)" in said(
        one(dossier(reviewed(of, "chi_uy", "chi_uy", None)), "bang_tong_hop")
    )


def test_the_outcome_does_not_pass_a_level_off_that_was_not_reached() -> None:
    of = with_votes(season(structure=Structure.CHI_UY), chi_uy=(4, 3, 3, 0))
    of = reviewed(of, "chi_uy", "chi_uy", Review("chi_uy", done=True, proposed=Level.HTTNV))
    told = said(one(dossier(of), "bao_cao_ket_qua"))
    assert "Không mức nào đủ số phiếu cần thiết; đề nghị mức: Hoàn thành tốt nhiệm vụ." in told
    reached = said(one(dossier(with_votes(of, chi_uy=(0, 10, 0, 0))), "bao_cao_ket_qua"))
    assert "đề nghị mức: Hoàn thành tốt" not in reached


def test_the_draft_recognises_the_branch_and_its_committee() -> None:
    of = season_2016()
    valid = of.ballot.valid
    of = with_votes(of, chi_bo=(valid, 0, 0, 0), chi_uy=(0, valid, 0, 0))
    told = said(one(working_papers(facts(of)), "quyet_dinh_cong_nhan"))
    assert "; chi bộ được phân loại Trong sạch, vững mạnh" in told
    assert "; tập thể chi ủy được phân loại Hoàn thành tốt nhiệm vụ." in told
    nobody = replace(of, ballot=replace(of.ballot, tallies=()))
    assert "được phân loại" not in said(one(working_papers(facts(nobody)), "quyet_dinh_cong_nhan"))


def head_too_high() -> Season:
    of = season()
    return with_votes(of, m001=(of.ballot.valid, 0, 0, 0))


def test_the_outcome_names_who_has_no_level_and_whose_is_above_the_rules() -> None:
    of = head_too_high()
    told = said(one(dossier(of), "bao_cao_ket_qua"))
    tie, head = of.member("m005").name, of.member("m001").name
    assert "Trường hợp cần lưu ý:" in told
    tied = next(line for line in told.splitlines() if line.startswith(f"- Đồng chí {tie}:"))
    assert "báo cáo nguyên kết quả. Có các mức bằng phiếu nhau." in tied
    high = next(line for line in told.splitlines() if line.startswith(f"- Đồng chí {head}:"))
    assert "Người đứng đầu" in high
    assert "cao hơn mức tối đa theo quy định; đề nghị cấp trên xem xét." in high
    chosen = Decision("m005", Level.HTTNV, DecidedBy.MEETING, "Biểu quyết 11/11", date(2023, 12, 5))
    decided = said(one(dossier(replace(of, decisions=(chosen,))), "bao_cao_ket_qua"))
    assert "Hội nghị quyết định đề nghị: Hoàn thành tốt nhiệm vụ (Biểu quyết 11/11" in decided
    assert "báo cáo nguyên kết quả" not in decided, "what the meeting settled is not open too"
    left_open = replace(of, decisions=(replace(chosen, level=None),))
    assert "báo cáo nguyên kết quả" in said(one(dossier(left_open), "bao_cao_ket_qua"))
    settled = said(one(dossier(replace(of, decisions=(chosen,))), "bang_tong_hop"))
    assert "báo cáo nguyên kết quả" not in settled


def test_drafts_tell_whose_level_the_superior_has_to_weigh() -> None:
    of = head_too_high()
    drafts = ("to_trinh_khen_thuong", "quyet_dinh_khen_thuong", "quyet_dinh_cong_nhan")
    note = f"Lưu ý khi trình: đồng chí {of.member('m001').name}:"
    settled = replace(of, decisions=(final("m001", Level.HTXSNV),))
    lowered = Decision("m001", Level.HTTNV, DecidedBy.MEETING, "Biểu quyết 11/11", date(2023, 12, 5))
    for form in drafts:
        assert note in said(one(working_papers(facts(of)), form)), form
        assert "Lưu ý khi trình" not in said(one(working_papers(facts(settled)), form)), form
    left = one(working_papers(facts(replace(of, decisions=(lowered,)))), "quyet_dinh_cong_nhan")
    assert "Lưu ý khi trình" not in said(left)


def row_of(told: Paper, name: str) -> tuple[str, ...]:
    tables = [block for block in told.document.blocks if isinstance(block, Table)]
    return next(row.cells for table in tables for row in table.rows if any(name in c for c in row.cells))


def test_a_group_proposes_nothing_for_whom_it_did_not_review() -> None:
    of = season()
    absent = of.member("m008")
    group = next(one.id for one in of.sessions if one.group == absent.group)
    of = reviewed(of, "chi_bo", absent.id, Review(absent.id, done=True))
    made, later = dossier(of), dossier(reviewed(of, group, absent.id, None))
    for form in ("bang_tong_hop", "tong_hop_de_xuat"):
        here, gone = row_of(one(made, form), absent.name), row_of(one(later, form), absent.name)
        assert "–" in gone, form
        assert sum(a != b for a, b in zip(here, gone, strict=True)) == 1, form
    other = of.member("m006").name
    assert row_of(one(later, "bang_tong_hop"), other) == row_of(one(made, "bang_tong_hop"), other)


def compared(*charts: Chart) -> Paper:
    told = facts(season())
    given = replace(told.given, charts=charts)
    return one(working_papers(replace(told, given=given)), "so_sanh_muc")


def test_a_comparison_says_only_what_it_shows() -> None:
    kinds = Chart("Năm 2023 theo đối tượng", (Bar("A", (1, 0, 0, 0), 0), Bar("B", (1, 0, 0, 0), 0)))
    years = Chart("Mức xếp loại các năm", (Bar("2022", (1, 0, 0, 0), 0), Bar("2023", (1, 0, 0, 0), 0)))
    alone, both = compared(kinds), compared(years, kinds)
    for words_ in ("năm trước", "từng năm"):
        assert words_ not in said(alone)
        assert words_ in said(both)
    titles = [[b.text for b in told.document.blocks if isinstance(b, Heading)] for told in (alone, both)]
    assert titles[0] == ["NĂM 2023 THEO ĐỐI TƯỢNG"]
    assert [title[:3] for title in titles[1]] == ["1. ", "2. "]
    assert all(isinstance(told.document.blocks[1], Bars) for told in (alone, both))


def test_an_achievement_says_whether_the_level_is_proposed_or_decided() -> None:
    of = season()
    of = with_votes(of, chi_bo=(of.ballot.valid, 0, 0, 0), m001=(of.ballot.valid, 0, 0, 0))
    decided = replace(of, decisions=(final("chi_bo", Level.HTXSNV), final("m001", Level.HTXSNV)))
    for told, wanted in ((of, "Mức chi bộ đề nghị năm 2023:"), (decided, "Mức xếp loại năm 2023:")):
        assert wanted in said(one(working_papers(facts(told)), "thanh_tich_chi_bo"))
        assert wanted in said(one(of_members(facts(told)), "bao_cao_thanh_tich"))


def test_the_plan_begins_with_the_branch() -> None:
    of = reviewed(season(), "chi_bo", "chi_uy", Review("chi_uy", done=True, shortcomings="Chi ủy chậm."))
    of = replace(of, remedies=(Remedy(1, "chi_bo", "Chi bộ chậm.", "Họp đúng hạn."),))
    told = one(working_papers(facts(of)), "ke_hoach_khac_phuc")
    text = said(told)
    assert text.index("Chi bộ chậm") < text.index("Chi ủy chậm")
    assert "do chi bộ ghi" not in text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("QĐ 60-QĐ/ĐU", "Quyết định số 60-QĐ/ĐU"),
        ("QĐ số 60-QĐ/ĐU", "Quyết định số 60-QĐ/ĐU"),
        ("Quyết định số 60-QĐ/ĐU", "Quyết định số 60-QĐ/ĐU"),
        ("CV 12-CV/ĐU", "CV 12-CV/ĐU"),
    ],
)
def test_running_text_names_a_decision_in_words(typed: str, told: str) -> None:
    assert words.cited(typed) == told


@pytest.mark.parametrize(("form", "cite"), [(RESIDENCE_SHEET, "213-QĐ/TW"), (SUPPLEMENT, "12-HD/BTCTW")])
def test_a_paper_cites_nothing_that_came_later(form: str, cite: str) -> None:
    for year, there in ((2016, False), (2023, True)):
        of = replace(season(), year=year)
        blocks = one(of_members(facts(of)), form).document.blocks
        notes = [block.text for block in blocks if isinstance(block, Para) and block.small]
        assert any(cite in text for text in notes) is there
        assert any("Bố cục do chương trình đề xuất" in text for text in notes)
