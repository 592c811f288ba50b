"""Báo cáo kiểm điểm tập thể of the committee and of the branch (Mẫu 01; in Lâm Đồng Mẫu số 01, 02).

A skeleton: filled with what the committee's meeting wrote down, ruled where it wrote nothing.
"""

from typing import Final

from forms import words
from forms.branch_paper import foot, head, paper, small
from forms.document import Block, Document, Heading, Para, Title
from forms.facts import Facts
from forms.review_parts import level_boxes, parts, said, scored
from forms.skeleton import form_names
from meeting.level import LEVELS, Level
from meeting.verdict import Outcome

_WHO: Final = {"chi_bo": "Chi bộ", "chi_uy": "Tập thể chi ủy"}
_CAPACITY: Final = {"chi_bo": "T/M CHI BỘ", "chi_uy": "T/M CHI ỦY"}


def committee_report(facts: Facts, session_id: str) -> Document:
    """Return the review report of the committee."""
    return _report(facts, session_id, "chi_uy")


def branch_report(facts: Facts, session_id: str) -> Document:
    """Return the review report of the branch."""
    return _report(facts, session_id, "chi_bo")


def _report(facts: Facts, session_id: str, subject: str) -> Document:
    season = facts.season
    names = form_names(facts.words.regulation)
    form = names.collective[subject]
    about = f"{form.role} năm {season.year}" + (f"\n({form.name})" if form.name else "")
    blocks: list[Block] = [
        Para(f"Thực hiện {facts.words.title}, {_WHO[subject].lower()} báo cáo như sau:"),
        *([Heading("A. KIỂM ĐIỂM")] if facts.given.points else []),
        *parts(names.report.parts, season, subject, {}, leader=True),
        *said(season, subject, "opinions", "Ý kiến góp ý tại hội nghị:"),
        *said(season, subject, "conclusion", "Kết luận của hội nghị:"),
        *_level(facts, subject),
        small(f"Bố cục theo {names.report.source}."),
        Para(f"Trên đây là báo cáo của {_WHO[subject].lower()}, đề nghị cấp ủy cấp trên xem xét."),
    ]
    name = f"Báo cáo kiểm điểm {_WHO[subject].lower()}"
    top = head(season, season.session(session_id), "BC")
    end = foot(season, capacity=_CAPACITY[subject])
    return paper(facts, name, top, Title("BÁO CÁO", about), blocks, end)


def _level(facts: Facts, subject: str) -> list[Block]:
    """Points where the regulation counts them, left open while nobody gave any, and the level by the vote."""
    blocks: list[Block] = [Heading(f"{'B. ' if facts.given.points else ''}TỰ ĐÁNH GIÁ, XẾP LOẠI")]
    if facts.given.points:
        blocks += scored(facts.given.points, next((one.points for one in facts.given.collectives), None))
    if facts.given.sentence:
        blocks.append(Para(facts.given.sentence, lead="Kết quả bỏ phiếu:"))
    proposed = facts.given.voted or words.own_proposal(facts.season, subject)
    names = facts.words.names_of(subject)
    blocks.append(Para(words.to_tick(names, proposed), lead=f"{_WHO[subject]} đề nghị mức:"))
    blocks.append(level_boxes(names, proposed))
    return [*blocks, *_conditions(facts)]


def _conditions(facts: Facts) -> list[Block]:
    """What the conditions of the regulation leave, and those of them that are known, with the clause."""
    blocks: list[Block] = []
    for one in facts.given.organisations:
        known = [each for each in one.conditions if each.outcome is not Outcome.UNKNOWN]
        if not known:
            continue
        told = f"{one.sentence} {one.warning}".strip()
        blocks.append(Para(told, lead="Đối chiếu điều kiện của các mức:"))
        for level in LEVELS:
            found = [each for each in known if each.level is level]
            if found:
                blocks.append(
                    Para(f"{_heading(level)} {facts.words.names_of(one.subject)[level]}:", italic=True)
                )
            blocks += [Para(f"- {each.sentence}") for each in found]
    return blocks


def _heading(level: Level) -> str:
    return "Không thuộc trường hợp" if level is Level.KHTNV else "Mức"
