"""Kế hoạch khắc phục hạn chế, khuyết điểm after the review (KH/ĐUK Lâm Đồng 2023, mục 3.16; HD 43-HD/BTCTW).

The shortcomings come from the reviews; measures, people and dates are the branch's to fill in.
"""

from collections.abc import Iterator
from typing import Final

from forms import words
from forms.branch_paper import OWN_LAYOUT, foot, head, paper, small
from forms.document import Align, Block, Column, Document, Para, Row, Table, Title
from forms.facts import Facts
from meeting.regulation import Deadline
from meeting.season import Season

_COLUMNS: Final = (
    Column("TT", 10),
    Column("Hạn chế, khuyết điểm", 80, Align.LEFT),
    Column("Biện pháp khắc phục", 65, Align.LEFT),
    Column("Người chịu trách nhiệm", 38, Align.LEFT),
    Column("Thời hạn", 25),
    Column("Kết quả", 34),
)
_COLLECTIVES: Final = {"chi_bo": "Chi bộ", "chi_uy": "Tập thể chi ủy"}


def remedy_plan(facts: Facts, session_id: str) -> Document:
    """Return the plan with every shortcoming named in the reviews, once each."""
    season = facts.season
    blocks: list[Block] = [
        Para(
            f"Căn cứ kết quả kiểm điểm năm {season.year}, chi bộ xây dựng kế hoạch khắc phục hạn chế, khuyết "
            "điểm của tập thể và cá nhân như sau:"
        ),
        Table(_COLUMNS, tuple(_rows(season)), empty="Các hội nghị chưa ghi hạn chế, khuyết điểm nào."),
        *_due(facts.given.deadlines),
        small(f"Biện pháp, người chịu trách nhiệm, thời hạn do chi bộ ghi. {OWN_LAYOUT}"),
        Para(
            "Chi ủy (bí thư) phân công theo dõi, kiểm tra, đôn đốc việc thực hiện kế hoạch này và báo cáo "
            "chi bộ tại các kỳ sinh hoạt."
        ),
    ]
    title = Title("KẾ HOẠCH", f"khắc phục hạn chế, khuyết điểm sau kiểm điểm năm {season.year}")
    top = head(season, season.session(session_id), "KH", dated=False)
    name = "Kế hoạch khắc phục hạn chế, khuyết điểm"
    return paper(facts, name, top, title, blocks, foot(season), landscape=True)


def _due(deadlines: tuple[Deadline, ...]) -> list[Block]:
    """The date that the regulation sets for the plan, where it sets one."""
    found = [one for one in deadlines if "khắc phục" in one.what and one.day is not None]
    return [
        Para(f"{one.what}: trước {words.day(one.day)} ({one.source.cite}).", lead="Thời hạn:")
        for one in found
    ]


def _rows(season: Season) -> Iterator[Row]:
    told = dict(_told(season))
    collectives = [key for key in told if key in _COLLECTIVES]
    people = [m.id for m in season.members if m.id in told]
    if collectives:
        yield Row(("Tập thể",), bold=True)
    yield from _numbered(collectives, told, _COLLECTIVES)
    if people:
        yield Row(("Cá nhân",), bold=True)
    yield from _numbered(people, told, {m.id: m.name for m in season.members})


def _numbered(subjects: list[str], told: dict[str, str], names: dict[str, str]) -> Iterator[Row]:
    for number, subject in enumerate(subjects, 1):
        owner = "" if subject in _COLLECTIVES else names[subject]
        yield Row((str(number), f"{names[subject]}:\n{told[subject]}", "", owner, "", ""))


def _told(season: Season) -> Iterator[tuple[str, str]]:
    """Each subject with its shortcomings from all sessions; the same words are said once."""
    found: dict[str, list[str]] = {}
    for session in season.sessions:
        for subject, review in session.reviews.items():
            text = words.sentence(review.shortcomings)
            if text and text not in found.setdefault(subject, []):
                found[subject].append(text)
    for subject, texts in found.items():
        yield subject, "\n".join(texts)
