"""What careful readers found in a dossier: rounds told apart, who is called, whose words stand where."""

from dataclasses import replace

import pytest

from desktop.regulations import load_regulation
from forms.document import Blank, Block, Document, Heading, Para, Row, Table
from forms.paper import Paper, read
from forms.text import bound
from meeting.decision import DecidedBy, Decision
from meeting.level import Level
from meeting.rounds import REVIEW_OF_WAITING, supplement
from meeting.season import (
    Attendance,
    BallotForm,
    Discipline,
    Form,
    Post,
    Review,
    Scope,
    Season,
    SessionState,
    Structure,
)
from tests.forms.seasons import FAULTS, dossier, everything, season
from tests.forms.test_further import changed, review_form, said
from tests.forms.test_officer import papers_of, supplemented


def table_row(paper: Paper, number: int, name: str) -> Row:
    tables = [block for block in paper.document.blocks if isinstance(block, Table)]
    return next(row for row in tables[number].rows if any(name in cell for cell in row.cells))


def two_rounds() -> Season:
    """A branch that voted again on one member in the same meeting, on paper."""
    of = supplemented()
    last = replace(of.ballot, session="chi_bo", form=BallotForm.PAPER)
    tallies = tuple(replace(one, by_level=(0, 9, 1, 0)) for one in last.tallies)
    return replace(of, sessions=of.sessions[:-1], ballot=replace(last, tallies=tallies))


def test_minutes_say_the_form_of_each_round() -> None:
    [minutes] = papers_of(two_rounds(), "bien_ban_chi_bo")
    told = [f"{b.lead} {b.text}" for b in minutes.document.blocks if isinstance(b, Para)]
    at = [told.index(text) for text in (
        "Hình thức: bỏ phiếu kín trên máy tính của chi bộ, không kết nối mạng.",
        "Hình thức: bỏ phiếu kín bằng phiếu giấy.",
    )]  # fmt: skip
    assert [told[one - 1].strip() for one in at] == ["Lần bỏ phiếu thứ 1:", "Lần bỏ phiếu thứ 2:"]
    [alone] = papers_of(season(), "bien_ban_chi_bo")
    assert said(alone).count("Hình thức:") == 1


def test_a_row_that_was_voted_again_says_so_and_the_first_result_stands_below() -> None:
    of = two_rounds()
    first = of.earlier_ballots[0].tally("m005")
    assert first is not None
    minutes, *_ = papers_of(of, "bien_ban_chi_bo")
    name = of.member("m005").name
    assert f"{name} (lần 2)" in table_row(minutes, 0, name).cells[1]
    assert "(lần" not in table_row(minutes, 0, of.member("m002").name).cells[1]
    words = " ".join(b.text for b in minutes.document.blocks if isinstance(b, Para))
    assert f"- Đồng chí {name}: lần 1 HTXSNV {first.by_level[0]:02d}, HTTNV {first.by_level[1]:02d}" in words
    for tally in papers_of(of, "bien_ban_kiem_phieu"):
        assert "(lần 2)" not in said(tally)
        assert "Kết quả các lần bỏ phiếu trước" not in said(tally)


def waiting() -> Season:
    """A branch whose groups reviewed their members and which planned a supplementary meeting for two."""
    of = season(regulation_id="tuy-phuoc-2021")
    branch = of.session("chi_bo")
    gone = {**branch.attendance, "m005": Attendance(present=False, accepted=True, reason="đi công tác")}
    sessions = tuple(
        replace(
            s,
            attendance=gone if s.id == "chi_bo" else s.attendance,
            reviews={who: one for who, one in s.reviews.items() if who != "m005"},
        )
        for s in of.sessions
    )
    told = replace(of, sessions=sessions)
    return replace(told, sessions=(*sessions, supplement(load_regulation(of.regulation), told)))


def test_a_supplementary_meeting_names_whom_it_reviews() -> None:
    of = waiting()
    name = "; đồng chí ".join(of.member(who).name for who in ("m004", "m005"))
    first, *_ = papers_of(of, "giay_trieu_tap")
    call = papers_of(of, "giay_trieu_tap")[-1]
    assert "dự hội nghị bổ sung kiểm điểm" in said(call)
    assert f"Được kiểm điểm tại hội nghị: đồng chí {name}." in said(call)
    assert REVIEW_OF_WAITING in said(call)
    assert "không kiểm điểm lại" not in said(call)
    assert "Được kiểm điểm tại hội nghị" not in said(first)
    held = replace(
        of.sessions[-1],
        reviews={who: Review(who, done=True, shortcomings=FAULTS) for who in ("m004", "m005")},
        state=SessionState.CLOSED,
        attendance={m.id: Attendance(present=True) for m in of.members},
    )
    after = replace(of, sessions=(*of.sessions[:-1], held))
    assert f"Được kiểm điểm tại hội nghị: đồng chí {name}." in said(papers_of(after, "giay_trieu_tap")[-1])
    assert FAULTS not in papers_of(after, "giay_trieu_tap")[-1].data.decode()
    assert "Chi bộ tổ chức hội nghị bổ sung kiểm điểm" in said(papers_of(after, "bien_ban_chi_bo")[-1])
    assert "tổ chức hội nghị kiểm điểm" in said(papers_of(after, "bien_ban_chi_bo")[0])


@pytest.mark.parametrize("regulation", ["lam-dong-2023", "quang-binh-2016", "trung-uong-2025"])
def test_shortcomings_stand_under_the_words_that_ask_for_them(regulation: str) -> None:
    of = season(regulation_id=regulation, structure=Structure.CHI_UY)
    sheet = review_form(of, "m002")
    report = next(p for p in everything(of) if p.form.id == "bao_cao_chi_bo")
    for paper in (sheet, report):
        blocks = paper.document.blocks
        at = next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.text.startswith("II. "))
        asked = blocks[at + 1]
        assert isinstance(asked, Para)
        assert asked.lead == "1."
    blocks = sheet.document.blocks
    at = next(n for n, b in enumerate(blocks) if isinstance(b, Para) and b.text == FAULTS)
    asked, cause, ruled = blocks[at - 1], blocks[at + 1], blocks[at + 2]
    assert isinstance(asked, Para)
    assert asked.text.lower().endswith("khuyết điểm.")
    assert isinstance(cause, Para)
    assert cause.lead == "2."
    assert isinstance(ruled, Blank)


def test_the_word_on_the_layout_comes_after_the_last_signature() -> None:
    document = review_form(season(), "m002").document
    assert document.note is not None
    assert document.note.text
    assert document.note not in document.blocks


@pytest.mark.parametrize(
    ("form", "structure", "capacity"),
    [
        (Form.TRUC_THUOC, Structure.TO_DANG, "T/M ĐẢNG ỦY (CHI ỦY CƠ SỞ)"),
        (Form.CO_SO, Structure.CHI_UY, "T/M CHI ỦY CƠ SỞ"),
        (Form.CO_SO, Structure.BI_THU, "T/M CHI BỘ CƠ SỞ"),
    ],
)
def test_a_grassroots_branch_has_no_dang_uy_of_its_own(
    form: Form, structure: Structure, capacity: str
) -> None:
    of = season(structure=structure)
    of = replace(of, unit=replace(of.unit, form=form))
    assert review_form(of, "m002").document.signatures.right.capacity == capacity


def branch_signature(document: Document) -> Block:
    rows = [b for b in document.blocks if "T/M CHI ỦY (CHI BỘ)" in str(b)]
    return rows[-1]


def test_the_deputy_who_chaired_signs_for_the_branch_on_the_secretarys_review() -> None:
    of = season()
    assert of.member("m002").name in str(branch_signature(review_form(of, "m001").document)), "the only one"
    of = replace(
        of,
        members=tuple(replace(m, post=Post.PHO_BI_THU) if m.id == "m003" else m for m in of.members),
    )
    open_ = branch_signature(review_form(of, "m001").document)
    assert "PHÓ BÍ THƯ" not in str(open_), "one of two, and neither chaired"
    sessions = tuple(
        replace(s, reviews={w: replace(r, chair="m002") if w == "m001" else r for w, r in s.reviews.items()})
        for s in of.sessions
    )
    sheet = review_form(replace(of, sessions=sessions), "m001")
    row = str(branch_signature(sheet.document))
    assert "PHÓ BÍ THƯ" in row
    assert of.member("m002").name in row
    assert read(sheet.data).data == sheet.data
    assert of.member("m002").post is Post.PHO_BI_THU


def test_a_level_decided_after_the_vote_is_given_its_reason() -> None:
    own = Decision("m002", Level.HTNV, DecidedBy.MEETING, "Biểu quyết 11/11", season().meeting_day, "Lý do A")
    of = replace(season(), decisions=(own,))
    told = said(review_form(of, "m002"))
    assert "Hội nghị quyết định đề nghị: Hoàn thành nhiệm vụ (Biểu quyết 11/11" in told
    assert "Hội nghị quyết định" not in said(review_form(of, "m003"))
    unit = replace(own, subject="chi_bo")
    [report] = papers_of(replace(season(), decisions=(unit,)), "bao_cao_chi_bo")
    assert "Hội nghị quyết định đề nghị: Hoàn thành nhiệm vụ" in said(report)


def test_no_post_is_said_with_a_capital() -> None:
    told = said(review_form(season(), "m006"))
    assert "text='Không', lead='Chức vụ Đảng:'" in told


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("có mặt 12; vắng mặt 0.", "có mặt\u00a012; vắng\u00a0mặt\u00a00."),
        ("đúng hạn: 3; vượt yêu cầu: 0.", "đúng hạn:\u00a03; vượt yêu\u00a0cầu:\u00a00."),
        ("năm 2023 là năm đầu.", "năm 2023 là năm đầu."),
        ("0.", "0."),
    ],
)
def test_a_number_at_the_end_stays_with_its_word(text: str, kept: str) -> None:
    assert bound(text) == kept


def test_when_a_fault_happened_and_where_are_told_apart() -> None:
    cells = {}
    for scope in Scope:
        of = changed(season(), "m006", discipline=Discipline.CANH_CAO, discipline_scope=scope)
        [paper] = papers_of(of, "danh_sach_ky_luat")
        cells[scope] = table_row(paper, 0, of.member("m006").name).cells[-2:]
    assert cells == {
        Scope.DUTY_HERE_THIS_YEAR: ("Trong năm", ""),
        Scope.OTHER_UNIT: ("", "Ở đơn vị cũ"),
        Scope.EARLIER_YEAR: ("Năm trước", ""),
        Scope.NOT_DUTY: ("", "Không do thực hiện nhiệm vụ"),
    }


def test_the_supplement_of_the_record_holds_what_the_book_knows() -> None:
    of = changed(season(), "m001", discipline=Discipline.KHIEN_TRACH, merits=("bang_khen",))
    sheets = {p.facts.season.members[0].id: p for p in everything(of) if p.form.id == "phieu_bo_sung"}
    assert table_row(sheets["m001"], 0, "Kỷ luật trong năm").cells[2] == "Khiển trách"
    assert table_row(sheets["m001"], 0, "Khen thưởng trong năm").cells[2] == "Bằng khen"
    assert table_row(sheets["m002"], 0, "Kỷ luật trong năm").cells[2] == ""
    assert read(sheets["m001"].data).data == sheets["m001"].data


def test_only_those_who_were_put_off_are_looked_at_again() -> None:
    of = waiting()
    [paper] = papers_of(replace(of, sessions=of.sessions[:-1]), "danh_sach_chua_xep_loai")
    [line] = [b.text for b in paper.document.blocks if isinstance(b, Para) and "kỳ họp gần nhất" in b.text]
    names = "; đồng chí ".join(of.member(who).name for who in ("m004", "m005"))
    assert line.startswith(f"Đồng chí {names} được xem xét tại kỳ họp gần nhất")
    assert len(_rows(paper)) > line.count("đồng chí ") + 1


def test_an_extract_gives_no_level_to_whom_nobody_rates() -> None:
    of = season()
    left = {m.id for m in of.members} - {t.subject for t in of.ballot.tallies}
    away = [m for m in of.members if m.id in left and m.id != "m004"]
    assert away
    assert all(m.self_level for m in away)
    extracts = [p for p in dossier(of) if p.form.id == "trich_bien_ban"]
    for member in away:
        [row] = [row for one in extracts for row in _rows(one) if row.cells[1] == member.name]
        assert row.cells[4] == "–"


def _rows(paper: Paper) -> tuple[Row, ...]:
    [table] = [block for block in paper.document.blocks if isinstance(block, Table)]
    return table.rows
