"""What introduces stays with what follows, wherever the page ends; names of two who sign stand level."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pikepdf
import pytest

from forms.document import (
    Blank,
    Block,
    Column,
    Document,
    Header,
    Heading,
    LevelBoxes,
    Para,
    Recipients,
    Row,
    Signature,
    SignatureRow,
    Table,
    Title,
)
from forms.qr import PaperMark
from forms.render import render
from meeting.decision import DecidedBy, Decision, DecisionKind
from meeting.level import Level
from meeting.season import Season, Structure
from tests.forms import seasons
from tests.forms.tools import pages_of, text_of

MARK = PaperMark("CB", "ABCDEFGH", 2026, "CB01", bytes(32))
ROWS = Table((Column("Tên", 50), Column("Mức", 50)), (Row(("Hàng đầu\ntiên\ncủa bảng", "HTTNV")),) * 3)
BOXES = LevelBoxes(tuple((level, f"Ô {level.value}") for level in Level), None)
END = (Para("Bố cục riêng.", small=True), Para("Đề nghị cấp trên xem xét."))
FINE = tuple(product(range(20, 29), range(0, 8, 2)))
"""Lines above, and how many of them are narrow: the page ends at every height, six points apart."""
THREE = f"- Đồng chí, dòng thứ nhất {'để nguyên kết quả ' * 10}."
MORE = tuple(Para(f"Nội dung sau {n}.") for n in range(12))
FOOT = SignatureRow(Recipients(("Đảng ủy",)), Signature("T/M CHI BỘ", "BÍ THƯ", "Nguyễn Văn An"))

CASES: dict[str, tuple[tuple[Block, ...], str, str]] = {
    "heading-table": ((Heading("5. CÔNG BỐ"), ROWS, *END), "5. CÔNG BỐ", "Hàng đầu"),
    "colon-table": ((Para("Kết quả như sau:"), ROWS, *END), "như sau:", "Hàng đầu"),
    "colon-last-words": (
        (Para("Mức cao nhất:", italic=True), Para("- Điều kiện thứ nhất."), *END),
        "Mức cao nhất:",
        "- Điều kiện",
    ),
    "heading-lead-boxes": (
        (Heading("TỰ ĐÁNH GIÁ"), Para("", lead="Chi bộ đề nghị mức:"), BOXES, *END),
        "TỰ ĐÁNH GIÁ",
        "Ô HTTNV",
    ),
}

AMONG: dict[str, tuple[tuple[Block, ...], str, str]] = {
    "heading-lead-lines": (
        (Heading("A. CƠ QUAN"), Para("", lead="Nhận xét của người quản lý:"), Blank(2), *MORE, *END),
        "A. CƠ QUAN",
        "người quản lý:",
    ),
    "heading-lead-text": (
        (Heading("5. XẾP LOẠI"), Para("", lead="- Chi bộ:"), Para("Ưu điểm thứ nhất."), *MORE, *END),
        "- Chi bộ:",
        "Ưu điểm thứ nhất",
    ),
    "item-of-the-agenda": (
        (
            Heading("II. NỘI DUNG"),
            Heading("5. XẾP LOẠI", level=2),
            Para("", lead="- Chi bộ:"),
            Para(THREE),
            *MORE,
            *END,
        ),
        "5. XẾP LOẠI",
        "dòng thứ nhất",
    ),
    "point-of-a-review": (
        (Heading("II. HẠN CHẾ"), Para("Hạn chế, khuyết điểm.", lead="1."), Para(THREE), *MORE, *END),
        "II. HẠN CHẾ",
        "dòng thứ nhất",
    ),
    "colon-three-lines": (
        (Para("", lead="Quyết định của hội nghị:"), Para(THREE), *MORE, *END),
        "của hội nghị:",
        "dòng thứ nhất",
    ),
}
"""The same in the middle of a long text."""


def paper(blocks: tuple[Block, ...], above: int, foot: SignatureRow = FOOT, narrow: int = 0) -> Document:
    return Document(
        name="Báo cáo",
        header=Header("Đảng bộ xã", "Chi bộ xóm"),
        title=Title("BÁO CÁO", "thử"),
        blocks=(*(Para(f"Dòng {n}.", small=n < narrow) for n in range(above)), *blocks),
        signatures=foot,
        layout="hd36-2018",
    )


def pages(blocks: tuple[Block, ...], above: int, folder: Path, narrow: int = 0) -> list[str]:
    path = folder / f"{above}.pdf"
    path.write_bytes(render(paper(blocks, above, narrow=narrow), MARK))
    return pages_of(path)


def holding(found: list[str], words: str) -> int:
    return next(number for number, page in enumerate(found) if words in page)


@pytest.mark.parametrize("case", CASES)
def test_what_introduces_stays_with_what_follows(case: str, tmp_path: Path) -> None:
    blocks, above, below = CASES[case]
    places = set()
    for lines in range(8, 36):
        found = pages(blocks, lines, tmp_path)
        assert holding(found, above) == holding(found, below), lines
        assert "xem xét" in found[holding(found, "Nguyễn Văn An")], lines
        places.add(holding(found, above))
    assert places == {0, 1}  # the end of the page wandered through


@pytest.mark.parametrize("case", AMONG)
def test_words_one_under_another_stay_with_what_follows(case: str, tmp_path: Path) -> None:
    blocks, above, below = AMONG[case]
    places = set()
    for lines, narrow in FINE:
        found = pages(blocks, lines, tmp_path, narrow)
        assert holding(found, above) == holding(found, below), (lines, narrow)
        places.add(holding(found, above))
    assert places == {0, 1}


def dotted(path: Path) -> list[int]:
    """How many dotted lines each page has."""
    with pikepdf.open(path) as pdf:
        steps = ([op for args, op in pikepdf.parse_content_stream(page) if str(op) == "d" and len(args[0])]
                 for page in pdf.pages)  # fmt: skip
        return [len(found) for found in steps]


def test_the_dotted_lines_of_a_blank_go_to_the_page_of_the_signatures_together(tmp_path: Path) -> None:
    blocks = (Heading("II. DANH HIỆU"), Blank(2), Heading("III. ĐỀ NGHỊ"), *END)
    places = set()
    for lines in range(8, 36):
        found = pages(blocks, lines, tmp_path)
        counted = dotted(tmp_path / f"{lines}.pdf")
        assert max(counted) == 2, (lines, counted)
        assert counted.index(2) == holding(found, "II. DANH"), lines
        places.add(counted.index(2))
    assert places == {0, 1}


def test_plain_words_may_stay_behind(tmp_path: Path) -> None:
    """The control: without a colon the words do end a page."""
    blocks = (Para("Kết quả."), ROWS, *END)
    found = [pages(blocks, lines, tmp_path) for lines in range(8, 36)]
    assert any(holding(one, "Kết quả.") < holding(one, "Hàng đầu") for one in found)


def test_both_names_stand_level(tmp_path: Path) -> None:
    foot = SignatureRow(
        Signature("T/M CHI ỦY (CHI BỘ)", "BÍ THƯ", "Nguyễn Văn An"), Signature("NGƯỜI KHAI", "", "Lê Hữu Đức")
    )
    path = tmp_path / "names.pdf"
    path.write_bytes(render(paper(END, 2, foot), MARK))
    line = next(one for one in text_of(path, "-layout").splitlines() if "Nguyễn Văn An" in one)
    assert "Lê Hữu Đức" in line


def own_words(document: Document) -> Iterator[str]:
    """What the program itself writes: headings, leads, heads of tables, the name, the title."""
    yield from (document.name, document.title.summary)
    for block in document.blocks:
        match block:
            case Heading(text=text):
                yield text
            case Para(text=text, lead=lead):
                yield from (text, lead)
            case Table(columns=columns, rows=rows, empty=empty):
                yield from (empty, *(c.title for c in columns), *(cell for row in rows for cell in row.cells))


def saying(of: Season, verb: str) -> set[str]:
    return {
        p.form.id for p in seasons.everything(of) if any(verb in t.lower() for t in own_words(p.document))
    }


def with_decisions(of: Season) -> Season:
    """The season with a decision of the meeting and one of the superior, which differs from the vote."""
    told = tuple(
        Decision("m002", Level.HTNV, by, "BB 01-BB/CB", of.meeting_day, "Bằng phiếu", kind=kind)
        for by, kind in (
            (DecidedBy.MEETING, DecisionKind.PROPOSAL),
            (DecidedBy.SUPERIOR, DecisionKind.FINAL),
        )
    )
    return replace(of, decisions=told)


def test_papers_of_2016_say_phan_loai_and_later_ones_xep_loai() -> None:
    assert saying(seasons.season_2016(), "xếp loại") == set()
    assert saying(with_decisions(seasons.season_2016()), "xếp loại") == set()
    assert len(saying(seasons.season_2016(), "phân loại")) > 10
    assert len(saying(seasons.with_papers(), "xếp loại")) > 10


def test_a_level_nobody_set_leaves_the_boxes_to_the_pen() -> None:
    of = seasons.season_2016()
    unset = replace(of, sessions=tuple(replace(s, reviews={}) for s in of.sessions), ballot=replace(of.ballot, tallies=()))  # fmt: skip
    told = [block for one in seasons.everything(unset) for block in one.document.blocks]
    asked = [b for b in told if isinstance(b, Para) and b.lead.endswith("đề nghị mức:")]
    assert asked
    assert {b.text for b in asked} == {""}


def test_a_branch_without_groups_lacks_no_minutes_of_groups() -> None:
    of = seasons.season(structure=Structure.CHI_UY)
    index = next(p for p in seasons.dossier(of) if p.form.id == "muc_luc_ho_so").document
    rows = [row.cells for b in index.blocks if isinstance(b, Table) for row in b.rows]
    assert [r[2] for r in rows if "tổ đảng" in r[1 if len(r) > 1 else 0]] == ["không có tổ đảng"]


@pytest.mark.parametrize(
    ("regulation_id", "form"),
    [
        ("ha-tinh-2024", "bao_cao_chi_uy"),
        ("tuy-phuoc-2021", "bao_cao_chi_uy"),
        ("bac-giang-2024", "bao_cao_ket_qua"),
    ],
)
def test_a_report_that_is_there_does_not_lack_in_the_index(regulation_id: str, form: str) -> None:
    """One Mẫu 01 serves branch and committee; the report on the outcome is the one Bắc Giang asks for."""
    of = seasons.season(regulation_id=regulation_id, structure=Structure.CHI_UY)
    silent = tuple(t for t in of.ballot.tallies if t.subject != "chi_bo")
    quiet = tuple(
        replace(s, reviews={k: r for k, r in s.reviews.items() if k != "chi_bo"}) for s in of.sessions
    )
    made = seasons.dossier(replace(of, sessions=quiet, ballot=replace(of.ballot, tallies=silent)))
    assert "bao_cao_chi_bo" not in {p.form.id for p in made}
    index = made[-1].document
    rows = [row.cells for b in index.blocks if isinstance(b, Table) for row in b.rows if len(row.cells) > 1]
    file = next(p.form.file for p in made if p.form.id == form)
    assert [r[2] for r in rows if len(r) == 4 and r[3].endswith(f"-{file}.pdf")] == ["có"]
