import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import pdfa

from forms import canon
from forms.archive import archive, check
from forms.dossier import file_names
from forms.errors import FormsError
from forms.export import Exported
from forms.paper import REVISION, Paper, RevisionError, read
from meeting.season import BallotState, SessionState
from tests.forms.seasons import dossier, season
from tests.forms.tools import pages_of, run, text_of

ROOT = Path(__file__).parent.parent.parent


def show(paper: Paper, folder: Path) -> Path:
    path = folder / f"{paper.document_id}.pdf"
    path.write_bytes(paper.pdf())
    return path


def by_form(papers: tuple[Paper, ...], form: str) -> Paper:
    return next(paper for paper in papers if paper.form.id == form)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_dossier_is_in_order_and_its_names_have_no_diacritics(papers: tuple[Paper, ...]) -> None:
    assert file_names(papers) == (
        "01-bao-cao-kiem-diem-chi-bo.pdf",
        "02-bao-cao-ket-qua.pdf",
        "03-bao-cao-kiem-diem-chi-uy.pdf",
        "04-bang-tong-hop-xep-loai-dang-vien.pdf",
        "05-tong-hop-de-xuat-cua-cac-chu-the.pdf",
        "06-danh-sach-chua-xep-loai.pdf",
        "07-danh-sach-ky-luat.pdf",
        "08-bien-ban-hop-to-dang-so-1.pdf",
        "09-trich-bien-ban-hop-to-dang-so-1.pdf",
        "10-bien-ban-hop-to-dang-so-2.pdf",
        "11-trich-bien-ban-hop-to-dang-so-2.pdf",
        "12-bien-ban-hoi-nghi-chi-bo.pdf",
        "13-bien-ban-kiem-phieu.pdf",
        "14-bien-ban-hoi-nghi-chi-uy.pdf",
        "15-muc-luc-ho-so.pdf",
    )


def test_only_what_is_done_is_printed() -> None:
    running = season()
    sessions = tuple(replace(s, state=SessionState.OPEN) if s.id == "chi_bo" else s for s in running.sessions)
    half = replace(
        running, sessions=sessions, ballot=replace(running.ballot, state=BallotState.OPEN, tallies=())
    )
    assert {paper.form.id for paper in dossier(half)} == {
        "bien_ban_to_dang",
        "trich_bien_ban",
        "bien_ban_chi_uy",
    }


def test_two_processes_give_the_same_bytes(papers: tuple[Paper, ...]) -> None:
    script = (
        "import hashlib; from tests.forms.seasons import dossier, season;"
        "print(*(hashlib.sha256(p.pdf()).hexdigest() for p in dossier(season())[10:13]))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.decode().split() == [hashlib.sha256(p.pdf()).hexdigest() for p in papers[10:13]]


@pytest.mark.parametrize("place", range(14))
def test_pages_come_back_from_the_attached_data_alone(papers: tuple[Paper, ...], place: int) -> None:
    again = read(papers[place].data)
    assert again == papers[place]
    assert again.pdf() == papers[place].pdf()


def test_the_numbers_of_the_results_stand_on_the_pages(papers: tuple[Paper, ...], tmp_path: Path) -> None:
    tally = by_form(papers, "bien_ban_kiem_phieu")
    text = flat(text_of(show(tally, tmp_path), "-layout"))
    results = tally.facts.results
    assert f"phát ra: {results['ballots']['issued']} phiếu" in text
    assert f"hợp lệ: {results['ballots']['valid']} phiếu" in text
    assert flat(results["cap"]["sentence"]) in flat(text_of(show(tally, tmp_path)))
    assert flat(results["voters"]["sentence"]) in flat(text_of(show(tally, tmp_path)))
    assert "mỗi mức trên 1/2 (đơn vị tự đặt), tức từ 6 phiếu" in text


def test_pdfdetach_gives_the_data_back(tally: Paper, tally_pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "kp.pdf").write_bytes(tally_pdf)
    run("pdfdetach", "-saveall", "-o", tmp_path, tmp_path / "kp.pdf")
    attached = (tmp_path / "du-lieu.json").read_bytes()
    assert attached == tally.data
    assert canon.canonical(json.loads(attached)) == attached
    assert json.loads(attached)["results"] == tally.facts.results


def test_papers_are_pdf_a_3b_in_vietnamese_with_title_and_bookmarks(tally_pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "kp.pdf"
    path.write_bytes(tally_pdf)
    with pikepdf.open(path) as pdf:
        assert pdf.Root.Lang == "vi-VN"
        assert pdf.Root.AF[0].AFRelationship == "/Data"
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root][:2] == [
                "I. TỔ KIỂM PHIẾU",
                "II. THÀNH PHẦN VÀ HÌNH THỨC BỎ PHIẾU",
            ]
        assert pdfa.check(pdf, "3b").verdict == "pass"
    assert "BIÊN BẢN kiểm phiếu" in run("pdfinfo", path)
    assert "no" not in {line.split()[-5] for line in run("pdffonts", path).splitlines()[2:]}


def test_what_is_not_pdf_a_is_refused(tally_pdf: bytes) -> None:
    check(tally_pdf)
    with pikepdf.open(BytesIO(tally_pdf)) as pdf:
        del pdf.Root["/OutputIntents"]
        out = BytesIO()
        pdf.save(out)
    with pytest.raises(FormsError, match=r"PDF/A-3b .*ISO_19005_3"):
        check(out.getvalue())


def test_a_second_validator_finds_every_signed_paper_pdf_a_3b(exported: Exported) -> None:
    import page

    for path in sorted(exported.folder.glob("*.pdf")):
        report = page.validate_pdf_bytes(path.read_bytes(), profile=page.ValidationProfile.PDF_A_3B)
        assert report.is_compliant, (path.name, [failure.message for failure in report.failures])


@pytest.mark.parametrize("number", [10599, 10689])
def test_no_stream_ends_in_a_carriage_return(number: int) -> None:
    """The last byte of packed data is a checksum: some of these data end in one."""
    data = json.dumps({"n": number}).encode()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        out = BytesIO()
        pdf.save(out)
    assert b"\r\nendstream" not in archive(out.getvalue(), data, "thử")


def test_a_group_paper_holds_that_group_alone(papers: tuple[Paper, ...]) -> None:
    data = json.loads(by_form(papers, "bien_ban_to_dang").data)
    assert {m["group"] for m in data["facts"]["season"]["members"]} == {"Tổ đảng số 1"}
    assert data["facts"]["verdict"] is None
    assert "members" not in data["results"]


def test_no_paper_carries_health_or_discipline_of_the_roll(papers: tuple[Paper, ...]) -> None:
    for paper in papers:
        for member in paper.facts.season.members:
            assert (member.sick_months, member.maternity, member.discipline, member.points) == (
                0,
                False,
                "",
                None,
            )


def test_a_rehearsal_says_so_on_every_page(tmp_path: Path) -> None:
    for paper in dossier(season(rehearsal=True)):
        pages = pages_of(show(paper, tmp_path))
        assert all("TẬP DƯỢT" in page and "không có giá trị" in page for page in pages)
        assert json.loads(paper.data)["rehearsal"] is True


def test_a_real_paper_never_says_rehearsal(tally_pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "kp.pdf").write_bytes(tally_pdf)
    assert "TẬP DƯỢT" not in text_of(tmp_path / "kp.pdf")


def test_empty_lists_are_said_not_left_blank(tmp_path: Path) -> None:
    empty = replace(season(), members=season().members[-2:])
    paper = by_form(dossier(empty), "bien_ban_kiem_phieu")
    text = flat(text_of(show(paper, tmp_path)))
    assert "Không có đảng viên thuộc diện xếp loại." in text


def test_data_of_another_program_are_refused(tally: Paper) -> None:
    value = json.loads(tally.data)
    with pytest.raises(RevisionError):
        read(canon.canonical({**value, "revision": REVISION + 1}))
    for change in ({"format": "x"}, {"form": "la"}, {"session": 3}, {"facts": {}}):
        with pytest.raises(canon.CanonError):
            read(canon.canonical({**value, **change}))
    with pytest.raises(canon.CanonError):
        read(tally.data + b" ")


def test_a_sign_outside_the_typeface_stops_the_paper(tmp_path: Path) -> None:
    base = season()
    members = (replace(base.members[0], name="Nguyễn 😀 An"), *base.members[1:])
    with pytest.raises(FormsError, match="không có ký tự"):
        by_form(dossier(replace(base, members=members)), "bang_tong_hop").pdf()
