"""Word and Excel copies, opened with other people's readers and compared with the document."""

from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from forms.document import Document, Heading, Para, Table
from forms.docx import DRAFT, to_docx
from forms.layout import MM, load
from forms.paper import Paper
from forms.xlsx import tables_of, to_xlsx
from tests.forms.seasons import disciplined, dossier, everything, season, season_2016

FORMULA = '=HYPERLINK("http://a")'


@pytest.fixture(scope="module")
def documents() -> tuple[Document, ...]:
    """The first paper of every form."""
    made = (*everything(disciplined()), *dossier(season_2016()))
    return tuple({paper.form.id: paper.document for paper in reversed(made)}.values())


@cache
def opened(document: Document) -> Any:
    return docx.Document(BytesIO(to_docx(document)))


def paragraphs(made: Any) -> list[str]:
    return [paragraph.text for paragraph in made.paragraphs]


def cells_of(table: Any) -> list[list[str]]:
    """The rows of a Word table; a cell that reaches over several is named once."""
    found = []
    for row in table.rows:
        unlike: list[Any] = []
        for cell in row.cells:
            if not unlike or cell._tc is not unlike[-1]._tc:
                unlike.append(cell)
        found.append([cell.text for cell in unlike])
    return found


def test_every_text_stands_in_the_word_copy(documents: tuple[Document, ...]) -> None:
    for document in documents:
        told = "\n".join(paragraphs(opened(document)))
        for block in document.blocks:
            if isinstance(block, Heading):
                assert block.text in told
            if isinstance(block, Para):
                assert block.lead in told
                assert all(line in told for line in block.text.split("\n"))


def test_every_row_stands_in_the_word_copy(documents: tuple[Document, ...]) -> None:
    for document in documents:
        bodies = [table for table in opened(document).tables if table.style.name == "Table Grid"]
        tables = tables_of(document)
        assert len(bodies) == len(tables)
        for body, block in zip(bodies, tables, strict=True):
            head = 2 if any(column.group for column in block.columns) else 1
            wanted = [list(row.cells) for row in block.rows] or [[block.empty]]
            assert cells_of(body)[head:] == wanted


def test_signatures_and_head_stand_in_columns(documents: tuple[Document, ...]) -> None:
    for document in documents:
        made = opened(document)
        plain = [table for table in made.tables if table.style.name != "Table Grid"]
        head, foot = plain[0].rows[0].cells, plain[-1].rows[0].cells
        assert document.header.body.upper() in head[0].text
        assert "ĐẢNG CỘNG SẢN VIỆT NAM" in head[1].text
        assert document.signatures.right.name in foot[1].text
        assert document.signatures.right.capacity.upper() in foot[1].text


def test_a_copy_says_on_every_page_that_it_is_a_draft_and_carries_no_picture(
    documents: tuple[Document, ...],
) -> None:
    for document in documents:
        made = opened(document)
        section = made.sections[0]
        assert DRAFT in section.footer.paragraphs[0].text
        assert DRAFT in section.first_page_footer.paragraphs[0].text
        assert not made.inline_shapes
    assert "TẬP DƯỢT" in opened(replace(documents[0], rehearsal=True)).sections[0].footer.paragraphs[0].text


def test_a_copy_has_the_measures_of_the_layout(documents: tuple[Document, ...]) -> None:
    for document in (documents[0], next(d for d in documents if d.landscape)):
        section, page = opened(document).sections[0], load(document.layout).page
        assert round(section.left_margin.mm) == page.left
        assert round(section.right_margin.mm) == page.right
        assert (section.orientation is WD_ORIENT.LANDSCAPE) is document.landscape
        wide = page.height if document.landscape else page.width
        assert round(section.page_width.mm) == wide
    assert opened(documents[0]).styles["Normal"].font.name == "Times New Roman"


def test_every_row_stands_in_the_workbook(documents: tuple[Document, ...]) -> None:
    for document in documents:
        tables = tables_of(document)
        if not tables:
            continue
        book = CalamineWorkbook.from_filelike(BytesIO(to_xlsx(document)))
        assert len(book.sheet_names) == len(tables)
        for name, block in zip(book.sheet_names, tables, strict=True):
            rows = book.get_sheet_by_name(name).to_python()
            head = 5 if any(column.group for column in block.columns) else 4
            assert DRAFT in str(rows[1][0])
            for found, row in zip(rows[head:], block.rows, strict=bool(block.rows)):
                assert tuple(_plain(cell) for cell in found[: len(row.cells)]) == row.cells


def _plain(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) else str(cell)


def test_numbers_are_numbers_and_nothing_is_a_formula() -> None:
    of = season()
    members = tuple(replace(m, name=FORMULA) if m.id == "m002" else m for m in of.members)
    paper = one(dossier(replace(of, members=members)), "tong_hop_de_xuat")
    rows = CalamineWorkbook.from_filelike(BytesIO(to_xlsx(paper.document))).get_sheet_by_index(0).to_python()
    assert rows[6][:2] == [2.0, FORMULA]


def one(papers: tuple[Paper, ...], form: str) -> Paper:
    return next(paper for paper in papers if paper.form.id == form)


def test_an_empty_table_says_so_in_both() -> None:
    document = one(dossier(season()), "bien_ban_kiem_phieu").document
    table = replace(tables_of(document)[0], rows=(), empty="Không có.")
    empty = replace(document, blocks=(table, Para("Hết.")))
    assert cells_of(next(t for t in opened(empty).tables if t.style.name == "Table Grid"))[-1] == [
        "Không có."
    ]
    rows = CalamineWorkbook.from_filelike(BytesIO(to_xlsx(empty))).get_sheet_by_index(0).to_python()
    assert rows[-1][0] == "Không có."
    with pytest.raises(ValueError, match="no table"):
        to_xlsx(replace(document, blocks=(Para("Hết."),)))


def test_300_rows_are_all_there_and_the_head_is_repeated() -> None:
    document = one(dossier(season(300)), "tong_hop_de_xuat").document
    body = next(t for t in opened(document).tables if t.style.name == "Table Grid")
    block = next(b for b in document.blocks if isinstance(b, Table))
    assert len(body._tbl.tr_lst) == len(block.rows) + 2
    assert all(tr.xpath("./w:trPr/w:tblHeader") for tr in body._tbl.tr_lst[:2])


def test_signatures_stay_with_the_last_words_and_rows_are_high_enough(
    documents: tuple[Document, ...],
) -> None:
    for document in documents:
        last = -1 if document.note is None else -2
        assert opened(document).paragraphs[last].paragraph_format.keep_with_next
        for table in opened(document).tables:
            if table.style.name == "Table Grid":
                assert table._tbl.tblPr.xpath("./w:tblCellMar/w:left/@w:w") == ["40"]
    long = "Hạn chế kéo dài nhiều dòng trong một ô hẹp. " * 12
    document = one(dossier(season()), "tong_hop_de_xuat").document
    block = tables_of(document)[0]
    wide = replace(block.rows[0], cells=(*block.rows[0].cells[:-1], long))
    changed = replace(document, blocks=(replace(block, rows=(wide, *block.rows[1:])), Para("Hết.")))
    sheet = load_workbook(BytesIO(to_xlsx(changed))).active
    assert sheet.row_dimensions[6].height > 15 * 15
    assert (sheet.row_dimensions[7].height or 15) < 60


def test_a_dotted_line_is_one_line_of_the_word_copy(documents: tuple[Document, ...]) -> None:
    for document in documents:
        layout = load(document.layout)
        page = layout.page
        wide = page.height if document.landscape else page.width
        room = (wide - page.left - page.right) * MM
        dotted = [text for text in paragraphs(opened(document)) if text and not text.strip("…")]
        assert all(len(text) * layout.sizes.text <= room for text in dotted)
