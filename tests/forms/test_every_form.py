"""Every form of the registry with what strains it: nothing overflows, nothing is lost, no signature stands alone.

A new form is covered by standing in the registry. What is looked at stands in `faults`; the controls below
make each fault once and see it. Both PDF/A validators read every form, the ballots, the control sheet and
the file that gathers notices.
"""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from pikepdf import pdfa

from desktop.regulations import regulation_ids
from forms import ballots, control, layout, render, sheet, table
from forms.ballots import Ballot, ballot_pdf
from forms.document import Column, Document, Para, Recipients, Row, Signature, SignatureRow, Table
from forms.layout import Layout
from forms.one_file import in_one
from forms.paper import FORMS
from meeting.ballot import Contest
from tests.forms import stress, test_ballots
from tests.forms.faults import faults, overprinted, struck
from tests.forms.sight import Sheets


def seen(document: Document, mark: Any = None) -> list[str]:
    """Print a document and return its faults."""
    mark = mark or stress.printed("so_sanh_muc", "names").mark
    return list(faults(document, Sheets(render.render(document, mark))))


def found(form: str, case: str, regulation: str = "") -> list[str]:
    paper = stress.printed(form, case, regulation)
    return seen(replace(paper.document, layout=stress.LAYOUTS[case]), paper.mark)


@pytest.mark.parametrize("case", stress.CASES)
@pytest.mark.parametrize("form", FORMS)
def test_a_form_stands_what_strains_it(form: str, case: str) -> None:
    assert found(form, case) == []


@pytest.mark.long
@pytest.mark.parametrize("case", stress.CASES)
@pytest.mark.parametrize("regulation", regulation_ids())
def test_under_every_regulation(regulation: str, case: str) -> None:
    told = {form: found(form, case, regulation) for form in stress.forms_under(regulation)}
    assert {form: one for form, one in told.items() if one} == {}


# Both validators


def accepted(pdf: bytes) -> None:
    """Assert that both validators take it for PDF/A-3b."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        first = pdfa.check(opened, "3b")
    second = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_A_3B)
    assert first.verdict == "pass", first
    assert second.is_compliant, [failure.message for failure in second.failures]


@pytest.mark.parametrize("form", FORMS)
def test_both_validators_accept_every_form(form: str) -> None:
    accepted(stress.printed(form, "names").pdf())


def test_both_validators_accept_what_is_no_form(tmp_path: Path) -> None:
    for kind in Ballot:
        accepted(ballot_pdf(test_ballots.paper(), kind, "hd05-2026"))
    files = control.listed({"01-bien-ban.pdf": b"1", "02-bao-cao.pdf": b"2"})
    accepted(control.ControlSheet("so", "Chi bộ", 2026, "hd05-2026", rehearsal=True, files=files).pdf())
    paths = [tmp_path / f"{form}.pdf" for form in ("thong_bao_ket_qua", "phieu_bo_sung")]
    for path in paths:
        path.write_bytes(stress.printed(path.stem, "names").pdf())
    accepted(in_one(paths, "Hai văn bản"))


def test_pages_as_reportlab_leaves_them_are_refused() -> None:
    paper = stress.printed("phieu_bo_sung", "names")
    with pytest.raises(AssertionError):
        accepted(render.render(paper.document, paper.mark))


# Ballots


@pytest.mark.parametrize("kind", Ballot)
def test_a_ballot_of_many_with_long_names(kind: Ballot) -> None:
    whole = test_ballots.paper()
    many = tuple(
        Contest(n, f"m{n}", stress.WORD if n == 1 else stress.NAME, "Bí thư, Trưởng phòng")
        for n in range(stress.MANY)
    )
    paper = replace(whole, unit=stress.UNIT, contests=many)
    sheets = Sheets(ballot_pdf(paper, kind, "hd36-2018"))
    assert [*struck(sheets), *overprinted(sheets)] == []
    head = "".join(f"TT Họ và tên, chức vụ {' '.join(ballots.columns_of(paper, kind))}".split())
    for number, text in enumerate(sheets.texts[1:], 2):
        assert text.startswith(f"Tờ{number}{head}") == ("Bíthư" in text), number
    assert "".join(sheets.texts).count("".join(stress.NAME.split())) == stress.MANY - 1
    right = layout.load("hd36-2018").page.right
    for words in sheets.words:
        assert min(w.left for w in words) >= right - 0.5
        assert max(w.right for w in words) <= sheets.size[0] - right + 0.5


# Controls: each fault made once


ROWS = Table(
    (Column("Tên", 40), Column("Mức", 60)),
    tuple(Row((f"Đồng chí {n}", "Hoàn thành tốt nhiệm vụ")) for n in range(80)),
)
FOOT = SignatureRow(Recipients(("Đảng ủy",)), Signature("T/M CHI BỘ", "BÍ THƯ", "Nguyễn Văn An"))


def document(*blocks: Any) -> Document:
    plain = stress.printed("so_sanh_muc", "names").document
    return replace(plain, blocks=(*blocks, Para("Hết.")), signatures=FOOT, layout="hd36-2018")


def test_the_control_itself_has_no_fault() -> None:
    assert seen(document(ROWS)) == []


def test_a_cell_too_narrow_for_its_text_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "fit", lambda text, *_args, **_how: text)
    narrow = replace(ROWS, columns=(Column("Tên", 5), Column("Mức", 95)))
    assert any("goes through" in fault for fault in seen(document(narrow)))
    wide = Table((Column("Tên", 100),), (Row(("Hoàn thành tốt nhiệm vụ " * 9,)),))
    assert any("beside the text block" in fault for fault in seen(document(wide)))


def test_a_head_that_is_not_repeated_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def once(*args: Any) -> Any:
        flow = table.table(*args)
        flow.repeatRows = 0
        return flow

    monkeypatch.setattr(render, "table", once)
    assert any("without its head" in fault for fault in seen(document(ROWS)))


def test_a_table_that_stays_open_at_the_end_of_a_page_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    long = Table(ROWS.columns, (Row(("Đồng chí", "Hoàn thành tốt nhiệm vụ. " * 400)),))
    assert seen(document(long)) == []
    monkeypatch.setattr(table.Ruled, "onSplit", lambda *_: None)
    assert any("not closed" in fault for fault in seen(document(long)))


def test_signatures_that_stand_alone_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [document(*(Para(f"Dòng {n}.") for n in range(lines))) for lines in range(18, 30)]
    assert [fault for one in texts for fault in seen(one)] == []
    monkeypatch.setattr(render, "_KEPT_LINES", 0)
    assert any("stands alone" in fault for one in texts for fault in seen(one))


def test_a_letter_that_is_not_the_datas_is_seen() -> None:
    sheets = Sheets(
        render.render(document(Para("Đồng chí Hoà.")), stress.printed("so_sanh_muc", "names").mark)
    )
    assert any("the pages say" in fault for fault in faults(document(Para("Đồng chí Hòa.")), sheets))


def _moved(pack: Layout, **page_: float) -> Layout:
    return replace(pack, page=replace(pack.page, **page_))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda pack: _moved(pack, left=28.0), "beside the text block"),
        (lambda pack: _moved(pack, bottom=14.0), "below the text block"),
        (lambda pack: _moved(pack, top=17.0), "in the upper margin"),
        (lambda pack: _moved(pack, number_from_edge=13.0), "mm from the edge"),
    ],
    ids=["left", "bottom", "top", "number"],
)
def test_pages_that_miss_the_measures_are_seen(
    wrong: Callable[[Layout], Layout], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = layout.load("hd36-2018")
    monkeypatch.setattr(render, "load", lambda _: wrong(pack))
    assert any(told in fault for fault in seen(document(*(Para(f"Dòng {n}.") for n in range(60)))))


def test_pages_without_numbers_and_a_rule_of_another_length_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet.PaperCanvas, "_page_number", lambda *_: None)
    assert any("has no number" in fault for fault in seen(document(ROWS)))
    monkeypatch.setattr("forms.blocks.PARTY", "ĐẢNG CỘNG SẢN VIỆT NAM MẾN YÊU")
    assert any("the rule reaches" in fault for fault in seen(document(ROWS)))
