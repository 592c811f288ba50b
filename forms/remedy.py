"""Kế hoạch khắc phục hạn chế, khuyết điểm after the review (KH/ĐUK Lâm Đồng 2023, mục 3.16; HD 43-HD/BTCTW).

What the plan in the book holds is printed; of whom it holds nothing, the shortcomings come from the reviews,
and measures, people and dates are the branch's to fill in.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from forms import words
from forms.branch_paper import OWN_LAYOUT, foot, head, paper, small
from forms.document import Align, Block, Column, Document, Para, Row, Table, Title
from forms.facts import Facts
from meeting.regulation import Deadline
from meeting.remedy import Remedy, RemedyState
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
_STATES: Final = {
    RemedyState.PLANNED: "",
    RemedyState.DOING: "Đang khắc phục",
    RemedyState.DONE: "Đã khắc phục",
}
"""Nothing is said of what nobody has begun: the cell stays open."""

_Line = tuple[str, str, str, str, str]
"""The cells of a row behind its number."""


def remedy_plan(facts: Facts, session_id: str) -> Document:
    """Return the plan: its items, and once each the shortcomings of those for whom it has none yet."""
    season = facts.season
    blocks: list[Block] = [
        Para(
            f"Căn cứ kết quả kiểm điểm năm {season.year}, chi bộ xây dựng kế hoạch khắc phục hạn chế, khuyết "
            "điểm của tập thể và cá nhân như sau:"
        ),
        Table(
            _COLUMNS,
            tuple(_rows(season, facts.given.remedies)),
            empty="Các hội nghị chưa ghi hạn chế, khuyết điểm nào.",
        ),
        *_due(facts.given.deadlines),
        small(f"Ô để trống: chi bộ ghi. {OWN_LAYOUT}"),
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


def _rows(season: Season, remedies: Iterable[Remedy]) -> Iterator[Row]:
    names = {**_COLLECTIVES, **{m.id: m.name for m in season.members}}
    lines = _lines(season, remedies, names)
    collectives = [line for key in _COLLECTIVES for line in lines.get(key, ())]
    people = [line for m in season.members for line in lines.get(m.id, ())]
    for title, found in (("Tập thể", collectives), ("Cá nhân", people)):
        if found:
            yield Row((title,), bold=True)
        for number, line in enumerate(found, 1):
            yield Row((str(number), *line))


def _lines(season: Season, remedies: Iterable[Remedy], names: Mapping[str, str]) -> dict[str, list[_Line]]:
    """The rows of each subject: the items of the plan, else the shortcomings with room to write."""
    planned: dict[str, list[_Line]] = {}
    for one in remedies:
        planned.setdefault(one.subject, []).append(_planned(one, names.get(one.subject, "")))
    told = {
        subject: [
            (f"{names[subject]}:\n{text}", "", "" if subject in _COLLECTIVES else names[subject], "", "")
        ]
        for subject, text in _told(season)
        if subject in names
    }
    return {**told, **planned}


def _planned(one: Remedy, name: str) -> _Line:
    due = "" if one.due is None else f"{one.due:%d/%m/%Y}"
    done = "" if one.done is None else f" ngày {one.done:%d/%m/%Y}"
    state = f"{_STATES[one.state]}{done}" if _STATES[one.state] else ""
    return f"{name}:\n{words.sentence(one.shortcoming)}", words.sentence(one.measure), one.owner, due, state


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
