"""Mục lục hồ sơ: every item of the regulation's list, and the files that were made with their SHA-256."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from forms import words
from forms.branch_paper import foot, head, paper, small
from forms.document import Align, Block, Column, Document, Para, Row, Table, Title
from forms.facts import Facts
from forms.given import Made
from forms.paper_forms import ON_DEMAND, PERSONAL, PREPARED, REVIEWS, belongs
from meeting.regulation import DossierItem
from meeting.season import Structure

_LIST: Final = (
    Column("Mục", 14),
    Column("Văn bản", 118, Align.LEFT),
    Column("Tình trạng", 40),
    Column("Tệp", 80, Align.LEFT),
)
_FILES: Final = (
    Column("TT", 10),
    Column("Tệp", 98, Align.LEFT),
    Column("SHA-256", 144, Align.LEFT),
)
_OF: Final = {
    "bien_ban_to_dang": (frozenset({Structure.TO_DANG}), "không có tổ đảng"),
    "bien_ban_chi_uy": (frozenset({Structure.TO_DANG, Structure.CHI_UY}), "không có chi ủy"),
    "bao_cao_chi_uy": (frozenset({Structure.TO_DANG, Structure.CHI_UY}), "không có chi ủy"),
}
"""Which branches have the body that a form is of, and what the index says where they have not."""

_LATER: Final = "ghi khi xuất hồ sơ"


def index(facts: Facts, session_id: str) -> Document:
    """Return the index of the dossier."""
    season, made = facts.season, facts.given.made
    files = tuple(Row((str(number), one.file, one.sha256 or _LATER)) for number, one in enumerate(made, 1))
    blocks: list[Block] = [
        Para("", lead="1. Danh mục hồ sơ theo quy định áp dụng"),
        Table(_LIST, tuple(_items(facts)), empty="Quy định không nêu danh mục hồ sơ."),
        Para("", lead="2. Các tệp chương trình đã lập và ký"),
        Table(_FILES, files, empty="Chưa có tệp nào."),
        small(
            "Có: tệp nằm trong gói nộp. Thiếu: chương trình lập được nhưng chưa đủ dữ liệu. Nộp kèm: đơn vị "
            "tự chuẩn bị. SHA-256 là dấu kiểm tra của tệp đã ký; mục lục này không tự ghi dấu của chính nó."
        ),
        Para(f"Hồ sơ có {words.count(len(made))} tệp{_reviews(facts.given.reviews)}, chưa kể mục lục này."),
    ]
    title = Title("MỤC LỤC HỒ SƠ", f"kiểm điểm, đánh giá, {facts.words.verb} chất lượng năm {season.year}")
    top = head(season, season.session(session_id), since=facts.given.day)
    return paper(facts, "Mục lục hồ sơ", top, title, blocks, foot(season), landscape=True)


def _reviews(number: int) -> str:
    """Say where the reviews of the members are; the control sheet names each with its SHA-256."""
    if not number:
        return ""
    return (
        f" và {words.count(number)} bản kiểm điểm cá nhân trong thư mục {REVIEWS} (SHA-256 của từng bản ghi "
        "ở phiếu kiểm soát)"
    )


def _items(facts: Facts) -> list[Row]:
    rows: list[Row] = []
    part = ""
    asked = tuple(item.form for item in facts.given.dossier)
    for item in facts.given.dossier:
        if item.part != part:
            rows.append(Row((item.part,), bold=True))
            part = item.part
        files = [one.file for one in facts.given.made if item.form and belongs(one.form, item.form, asked)]
        if item.form == PERSONAL and facts.given.reviews:
            files = [f"thư mục {REVIEWS}: {words.count(facts.given.reviews)} tệp"]
        title = f"{item.title} ({item.source.cite})"
        there = _needless(facts, item) or state(item, made=bool(files))
        rows.append(Row((item.number, title, there, "\n".join(files))))
    return rows


def _needless(facts: Facts, item: DossierItem) -> str:
    """Say that the branch has no groups or no committee, where the item is theirs; "" where it has."""
    having, said = _OF.get(item.form, (frozenset(Structure), ""))
    return "" if facts.season.unit.structure in having else said


def state(item: DossierItem, *, made: bool) -> str:
    """Say whether the file is there, is lacking, or is the unit's own."""
    if made:
        return "có"
    if item.form and item.form not in ON_DEMAND | PREPARED:
        return "thiếu"
    return "nộp kèm, nếu có" if item.optional else "nộp kèm"


def with_sums(facts: Facts, sums: Mapping[str, str]) -> Facts:
    """Return the facts of the index with the SHA-256 of each signed file."""
    made = tuple(Made(one.file, one.form, sums.get(one.file, "")) for one in facts.given.made)
    return replace(facts, given=replace(facts.given, made=made))
