"""Báo cáo kết quả: what review and rating came to, for the superior (HD 43-HD/BTCTW; seeds of 2016 to 2024).

Composite of what the plans ask to be reported: counts by level, the cap with its arithmetic, who stands at
the highest and the lowest level, who is not rated; no source gives its layout.
"""

from typing import Final

from forms import words
from forms.branch_minutes import not_rated
from forms.branch_paper import OWN_LAYOUT, foot, head, paper, small
from forms.count_part import UNITS, cap, cap_now, unsettled
from forms.document import Align, Block, Column, Document, Heading, Para, Row, Table, Title
from forms.facts import Facts
from forms.trims import level_of
from meeting.level import LEVELS, Level
from meeting.season import Season, Session

_LEVELS: Final = (
    Column("Mức xếp loại", 90, Align.LEFT),
    Column("Số đảng viên", 35),
    Column("Tỷ lệ", 40),
)


def outcome(facts: Facts, session_id: str) -> Document:
    """Return the report on the outcome of the season."""
    season, verb = facts.season, facts.words.verb
    held = season.session(session_id)
    blocks: list[Block] = [
        Para(f"Thực hiện {facts.words.title}, chi bộ báo cáo kết quả như sau:"),
        Heading("I. TÌNH HÌNH TỔ CHỨC KIỂM ĐIỂM"),
        *_held(facts, held),
        Heading(f"II. KẾT QUẢ ĐÁNH GIÁ, {verb.upper()} TẬP THỂ"),
        *_units(facts),
        Heading(f"III. KẾT QUẢ ĐÁNH GIÁ, {verb.upper()} ĐẢNG VIÊN"),
        Table(_LEVELS, tuple(_levels(facts))),
        *_people(facts, Level.HTXSNV),
        *_people(facts, Level.KHTNV),
        *unsettled(facts, decided=True),
        *(cap_now(facts) or cap(facts)),
        *not_rated(facts),
        small(OWN_LAYOUT),
        Para("Chi bộ báo cáo và đề nghị cấp ủy cấp trên xem xét, quyết định."),
    ]
    title = Title("BÁO CÁO", f"kết quả kiểm điểm, đánh giá, {verb} chất lượng năm {season.year}")
    name = "Báo cáo kết quả kiểm điểm, xếp loại"
    return paper(facts, name, head(season, held, "BC"), title, blocks, foot(season))


def _held(facts: Facts, held: Session) -> list[Block]:
    season = facts.season
    reviewed = sum(1 for m in season.members if season.reviewed(m.id))
    later = (one for one in season.sessions if one.supplementary and one.closed)
    return [
        *(_meeting(season, one) for one in (held, *later)),
        Para(f"Số đảng viên đã kiểm điểm: {words.count(reviewed)} đồng chí."),
    ]


def _meeting(season: Season, held: Session) -> Para:
    present = sum(1 for mark in held.attendance.values() if mark.present)
    return Para(
        f"{held.title} họp {words.day(held.day or season.meeting_day)}; "
        f"có mặt {words.count(present)}/{words.count(len(season.members))} đồng chí."
    )


def _units(facts: Facts) -> list[Block]:
    season, told_as = facts.season, facts.words.names_of
    blocks: list[Block] = []
    for one in facts.judged.units:
        names = told_as(one.subject)
        told = (one.sentence, words.not_reached(season, one, names), words.unit_decided(season, one, names))
        if text := " ".join(filter(None, told)):
            blocks.append(Para(text, lead=f"- {UNITS.get(one.subject, one.subject)}:"))
    return blocks or [Para(f"Hội nghị không bỏ phiếu {facts.words.verb} tập thể.")]


def _levels(facts: Facts) -> list[Row]:
    levels = [level_of(facts.season, facts.judged, one.member) for one in facts.judged.rated]
    rows = [_level_row(facts.words.member_names[level], levels.count(level), len(levels)) for level in LEVELS]
    if None in levels:
        rows.append(_level_row("Chưa có mức đủ số phiếu", levels.count(None), len(levels)))
    all_of_them = (str(len(levels)), words.percent(len(levels), len(levels)))
    return [*rows, Row((f"Tổng số thuộc diện {facts.words.verb}", *all_of_them), bold=True)]


def _level_row(name: str, number: int, whole: int) -> Row:
    return Row((name, str(number), words.percent(number, whole)))


def _people(facts: Facts, level: Level) -> list[Block]:
    season = facts.season
    found = [one.member for one in facts.judged.rated if level_of(season, facts.judged, one.member) is level]
    names = words.people(map(season.member, found)) or "không có"
    return [Para(f"{names}.", lead=f"- {facts.words.member_names[level]}:")]
