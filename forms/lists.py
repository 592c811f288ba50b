"""Lists of members: not yet reviewed or rated; KHTNV and disciplined; proposals of all who propose.

Layouts in use: lists of a university's Party committee (mẫu 6 and mẫu 11); the list of KHTNV and disciplined
is asked for by KH/ĐUK Lâm Đồng 2023, mục V.3, item 5, without a layout.
"""

from collections.abc import Iterator
from typing import Final

from forms import words
from forms.branch_paper import OWN_LAYOUT, foot, head, paper, small
from forms.count_part import UNITS
from forms.document import Align, Block, Column, Document, Para, Row, Table, Title
from forms.facts import Facts
from forms.proposers import proposed, proposers
from forms.trims import level_of
from meeting.level import Level
from meeting.regulation import Standing
from meeting.season import Discipline, Member, Scope
from meeting.verdict import MemberVerdict

_WAITING: Final = (
    Column("TT", 10),
    Column("Họ và tên", 50, Align.LEFT),
    Column("Mã số", 24),
    Column("Ngày kết nạp", 26),
    Column("Chưa kiểm điểm", 24),
    Column("Chưa đánh giá, xếp loại", 28),
    Column("Lý do, căn cứ", 90, Align.LEFT),
)


def not_yet_rated(facts: Facts, session_id: str) -> Document:
    """Return the list of members who are not reviewed or not rated, each with the reason and clause."""
    season, verdict = facts.season, facts.judged
    left = [one for one in verdict.members if not one.rated]
    rows = tuple(_waiting_row(facts, number, one) for number, one in enumerate(left, 1))
    deferred = [season.member(one.member) for one in left if one.standing.standing is Standing.DEFERRED]
    blocks: list[Block] = [Table(_WAITING, rows, empty="Không có đảng viên chưa kiểm điểm, chưa xếp loại.")]
    if deferred:
        blocks.append(
            Para(
                f"{words.upper_first(words.people(deferred))} được xem xét tại kỳ họp gần nhất; "
                "kết quả được báo cáo bổ sung."
            )
        )
    blocks.append(Para(f"Danh sách này có {words.count(len(left))} đồng chí."))
    what = f"đảng viên chưa kiểm điểm, chưa đánh giá, {facts.words.verb} chất lượng năm {season.year}"
    session = season.session(session_id)
    name = "Danh sách đảng viên chưa kiểm điểm, chưa xếp loại"
    return paper(
        facts, name, head(season, session), Title("DANH SÁCH", what), blocks, foot(season), landscape=True
    )


def _waiting_row(facts: Facts, number: int, one: MemberVerdict) -> Row:
    member = facts.season.member(one.member)
    reviewed = facts.season.reviewed(member.id)
    return Row(
        (
            str(number),
            member.name,
            "",
            f"{member.admitted:%d/%m/%Y}",
            "" if reviewed else "X",
            "X",
            one.standing.sentence,
        )
    )


_DISCIPLINED: Final = (
    Column("TT", 10),
    Column("Tập thể, họ và tên", 45, Align.LEFT),
    Column("Chức vụ, đơn vị", 38, Align.LEFT),
    Column("Mức xếp loại", 24),
    Column("Hình thức kỷ luật", 26),
    Column("Số, ngày quyết định", 28),
    Column("Nội dung vi phạm", 40, Align.LEFT),
    Column("Thời điểm vi phạm", 30, Align.LEFT),
    Column("Ghi chú", 22, Align.LEFT),
)
DISCIPLINES: Final = {
    Discipline.NONE: "",
    Discipline.KHIEN_TRACH: "Khiển trách",
    Discipline.CANH_CAO: "Cảnh cáo",
    Discipline.CACH_CHUC: "Cách chức",
    Discipline.KHAI_TRU: "Khai trừ",
}
_WHEN: Final = {
    Scope.DUTY_HERE_THIS_YEAR: "Trong năm",
    Scope.EARLIER_YEAR: "Năm trước",
}
"""When the fault happened, as far as the book says it; else where or of what kind it was is a remark."""

_REMARKS: Final = {
    Scope.OTHER_UNIT: "Ở đơn vị cũ",
    Scope.NOT_DUTY: "Không do thực hiện nhiệm vụ",
}


def failed_or_disciplined(facts: Facts, session_id: str) -> Document:
    """Return the collectives and members at KHTNV or disciplined; what the book does not hold stays open."""
    season = facts.season
    units = [unit.subject for unit in facts.judged.units if _failed(facts, unit.subject)]
    people = [m for m in season.members if _listed(facts, m)]
    rows: list[Row] = [Row(("I. Tập thể",), bold=True)]
    rows += [_unit_row(number, subject) for number, subject in enumerate(units, 1)] or [Row(("Không có.",))]
    rows.append(Row(("II. Cá nhân",), bold=True))
    rows += [_person_row(facts, number, m) for number, m in enumerate(people, 1)] or [Row(("Không có.",))]
    blocks: list[Block] = [
        Table(_DISCIPLINED, tuple(rows)),
        small(f"Ô để trống: chi bộ ghi tay theo quyết định kỷ luật. {OWN_LAYOUT}"),
        Para(_counted((len(units), "tập thể"), (len(people), "cá nhân"))),
    ]
    what = f"tập thể, cá nhân không hoàn thành nhiệm vụ và bị xử lý kỷ luật năm {season.year}"
    name = "Danh sách không hoàn thành nhiệm vụ, bị kỷ luật"
    top = head(season, season.session(session_id), decided=True)
    return paper(facts, name, top, Title("DANH SÁCH", what), blocks, foot(season), landscape=True)


def _counted(*found: tuple[int, str]) -> str:
    told = ", ".join(f"{words.count(number)} {what}" for number, what in found if number)
    return f"Danh sách này có {told}." if told else "Danh sách này không có tập thể, cá nhân nào."


def _failed(facts: Facts, subject: str) -> bool:
    return level_of(facts.season, facts.judged, subject) is Level.KHTNV


def _listed(facts: Facts, member: Member) -> bool:
    return member.discipline is not Discipline.NONE or _failed(facts, member.id)


def _unit_row(number: int, subject: str) -> Row:
    return Row((str(number), UNITS.get(subject, subject), "", Level.KHTNV.value, "", "", "", "", ""))


def _person_row(facts: Facts, number: int, member: Member) -> Row:
    disciplined = member.discipline is not Discipline.NONE
    return Row(
        (
            str(number),
            member.name,
            words.post_of(member),
            words.code(level_of(facts.season, facts.judged, member.id)),
            DISCIPLINES[member.discipline],
            "",
            "",
            _WHEN.get(member.discipline_scope, "") if disciplined else "",
            _REMARKS.get(member.discipline_scope, "") if disciplined else "",
        )
    )


def anyone_failed(facts: Facts) -> bool:
    """Tell whether the list of KHTNV and disciplined has a line."""
    units = any(_failed(facts, unit.subject) for unit in facts.judged.units)
    return units or any(_listed(facts, m) for m in facts.season.members)


_WHO: Final = (
    Column("TT", 10),
    Column("Họ và tên", 46, Align.LEFT),
    Column("Mã số", 20),
    Column("Chức vụ đảng, chính quyền, đoàn thể", 46, Align.LEFT),
)
_NOTES: Final = Column("Ghi chú", 26, Align.LEFT)


def proposals(facts: Facts, session_id: str) -> Document:
    """Return the levels that member, agency, group, committee and branch propose, side by side."""
    season = facts.season
    rows = tuple(_proposal_rows(facts))
    names = (*proposers(season.unit.structure), "Đoàn thể", "Chi bộ")
    group = "Mức đề xuất của các chủ thể"
    levels = (Column(f"({n}) {name}", 22, group=group) for n, name in enumerate(names, 1))
    blocks: list[Block] = [
        Table((*_WHO, *levels, _NOTES), rows, empty="Không có đảng viên thuộc diện xếp loại."),
        small(
            "HTXSNV, HTTNV, HTNV, KHTNV: hoàn thành xuất sắc, hoàn thành tốt, hoàn thành, không hoàn thành "
            f"nhiệm vụ. Cột ({len(names)}): mức chi bộ đề nghị sau khi bỏ phiếu. Cột để trống: chi bộ ghi "
            "tay, nếu có."
        ),
        Para(f"Tổng số: {words.count(len(rows))} đảng viên."),
    ]
    what = f"đề xuất mức chất lượng đảng viên của các chủ thể năm {season.year}"
    name = "Tổng hợp đề xuất mức chất lượng của các chủ thể"
    top = head(season, season.session(session_id))
    return paper(facts, name, top, Title("TỔNG HỢP", what), blocks, foot(season), landscape=True)


def _proposal_rows(facts: Facts) -> Iterator[Row]:
    season, verdict = facts.season, facts.judged
    for number, one in enumerate(verdict.rated, 1):
        member = season.member(one.member)
        post = words.post_of(member)
        yield Row(
            (
                str(number),
                member.name,
                "",
                "" if post == words.PLAIN_MEMBER else post,
                *proposed(season.unit.structure, member),
                "",
                words.code(level_of(season, verdict, member.id)),
                "Khác mức phiếu" if level_of(season, verdict, member.id) is not one.level else "",
            )
        )
