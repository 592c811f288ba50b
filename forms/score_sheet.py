"""Bản tự chấm điểm of the organisation, 100 points (KH 57-KH/ĐUVP Quảng Bình 2016, mục II.B.1).

The plan's own annex was not to be read: groups and most points are those of its text.
"""

from typing import Final

from forms import words
from forms.branch_paper import foot, head, paper, small
from forms.document import Align, Block, Column, Document, LevelBoxes, Para, Row, Table, Title
from forms.facts import Facts
from meeting.level import LEVELS, Level
from meeting.regulation import ScoreSheet

_COLUMNS: Final = (
    Column("TT", 10),
    Column("Nội dung", 85, Align.LEFT),
    Column("Điểm tối đa", 22),
    Column("Chi bộ tự chấm", 24),
    Column("Cấp trên chấm", 24),
)


def score_sheet(facts: Facts, session_id: str) -> Document:
    """Return the points by group, their sum and the level that the sum reaches."""
    season, sheet = facts.season, facts.given.score_sheet
    if sheet is None:
        raise ValueError("the regulation has no score sheet")
    scores = season.unit.organisation_score
    total = sum(scores)
    reached = level_of_points(sheet, total) if scores else None
    names = facts.words.unit_names
    blocks: list[Block] = [
        Table(_COLUMNS, tuple(_rows(sheet, scores))),
        Para(f"{_bands(facts, sheet)} ({sheet.source.cite}).", lead="Khung điểm:"),
        Para(f"{_reached(total, words.named(names, reached))}.", lead="Tổng điểm tự chấm:")
        if scores
        else Para("chưa ghi.", lead="Tổng điểm tự chấm:"),
        LevelBoxes(tuple((level, names[level]) for level in LEVELS), reached),
        small(
            "Điểm là một điều kiện; mức của chi bộ còn theo các điều kiện khác của quy định. Nhóm và điểm "
            "tối đa lấy theo phần lời của kế hoạch; chưa đối chiếu được với biểu điểm chi tiết kèm theo."
        ),
        Para("Chi bộ chịu trách nhiệm về số điểm tự chấm nêu trên."),
    ]
    title = Title("BẢN TỰ CHẤM ĐIỂM", f"chất lượng chi bộ năm {season.year}")
    top = head(season, season.session(session_id))
    return paper(facts, "Bản tự chấm điểm chất lượng chi bộ", top, title, blocks, foot(season))


def level_of_points(sheet: ScoreSheet, total: int) -> Level:
    """The level whose smallest total is reached."""
    return next((level for level in LEVELS if total >= sheet.bands[level]), Level.KHTNV)


def _rows(sheet: ScoreSheet, scores: tuple[int, ...]) -> list[Row]:
    own = [str(score) for score in scores] + [""] * (len(sheet.groups) - len(scores))
    rows = [
        Row((str(number), name, str(most), score, ""))
        for number, ((name, most), score) in enumerate(zip(sheet.groups, own, strict=False), 1)
    ]
    most = str(sum(points for _, points in sheet.groups))
    rows.append(Row(("", "Cộng", most, str(sum(scores)) if scores else "", ""), bold=True))
    return rows


def _bands(facts: Facts, sheet: ScoreSheet) -> str:
    parts = []
    for level in LEVELS:
        name = facts.words.unit_names[level]
        if level is Level.KHTNV:
            parts.append(f"{name} dưới {sheet.bands[Level.HTNV]} điểm")
        else:
            parts.append(f"{name} từ {sheet.bands[level]} điểm")
    return "; ".join(parts)


def _reached(total: int, name: str) -> str:
    return f"{total} điểm, đạt mức điểm của “{name}”"
