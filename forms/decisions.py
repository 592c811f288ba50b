"""Drafts for the superior: recognising the levels, rating again (Mẫu số 3, HD 15-HD/BTCTU; Mẫu 03 of 2025).

The branch only prepares them. Recognition follows a university committee's mẫu 7; the body of the re-rating
form was not to be read.
"""

from collections.abc import Collection
from typing import Final

from forms import words
from forms.awards import excellent
from forms.branch_paper import AREAS, OWN_LAYOUT, committee, paper, small
from forms.count_part import UNITS, to_weigh
from forms.document import (
    Align,
    Block,
    Column,
    Document,
    Header,
    Heading,
    Para,
    Recipients,
    Row,
    Signature,
    SignatureRow,
    Table,
    Title,
)
from forms.facts import Facts
from forms.skeleton import form_names
from forms.trims import level_of
from meeting.level import LEVELS
from meeting.rerating import Rerating
from meeting.verdict import MemberVerdict

RERATE: Final = "rerate-earlier-year"
"""The flag of a member whose earlier year is to be rated again."""

_DRAFT: Final = "Dự thảo, trình cấp ủy có thẩm quyền xem xét, quyết định"
_BOUND: Final = "các đảng viên có tên trên chịu trách nhiệm thi hành Quyết định này."
_RECOGNISED: Final = (
    Column("TT", 10),
    Column("Họ và tên", 55, Align.LEFT),
    Column("Mã số", 25),
    Column("Chức vụ, đơn vị", 45, Align.LEFT),
    Column("Mức xếp loại", 30),
)
_AGAIN: Final = (
    Column("TT", 9),
    Column("Họ và tên", 36, Align.LEFT),
    Column("Năm xếp loại lại", 17),
    Column("Mức cũ; số, ngày quyết định", 30, Align.LEFT),
    Column("Mức mới", 20),
    Column("Lý do", 53, Align.LEFT),
)

_COMMENDED: Final = (
    Column("TT", 10),
    Column("Họ và tên", 55, Align.LEFT),
    Column("Mã số", 25),
    Column("Chức vụ, đơn vị", 45, Align.LEFT),
    Column("Hình thức", 30),
)


def recognition(facts: Facts, _session_id: str) -> Document:
    """Return the draft decision that recognises the levels, with the list."""
    season, verdict = facts.season, facts.judged
    given = [one for one in verdict.rated if level_of(season, verdict, one.member) is not None]
    what = f"công nhận kết quả đánh giá, {facts.words.verb} chất lượng năm {season.year}"
    blocks: list[Block] = [
        *_grounds(facts, OWN_LAYOUT, [one.member for one in given]),
        Para(
            f"Công nhận kết quả đánh giá, {facts.words.verb} chất lượng năm {season.year} của "
            f"{words.count(len(given))} đảng viên thuộc {season.unit.name} (danh sách dưới đây)"
            f"{_units(facts)}.",
            lead="Điều 1.",
        ),
        Table(_RECOGNISED, tuple(_recognised(facts, given)), empty="Chưa có đảng viên nào có mức xếp loại."),
        Para(_totals(facts, given)),
        Para(f"{season.unit.name} và {_BOUND}", lead="Điều 2."),
        Para("Quyết định này có hiệu lực kể từ ngày ký.", lead="Điều 3."),
    ]
    return _decision(facts, "Dự thảo quyết định công nhận xếp loại", what, blocks)


def _units(facts: Facts) -> str:
    """The levels of the organisation and of its committee, where they have one."""
    levels = {subject: level_of(facts.season, facts.judged, subject) for subject in UNITS}
    return "".join(
        f"; {UNITS[subject].lower()} được {facts.words.verb} {facts.words.names_of(subject)[level]}"
        for subject, level in levels.items()
        if level is not None
    )


def _recognised(facts: Facts, given: list[MemberVerdict]) -> list[Row]:
    rows = []
    for number, one in enumerate(given, 1):
        member = facts.season.member(one.member)
        level = level_of(facts.season, facts.judged, member.id)
        rows.append(Row((str(number), member.name, "", words.post_of(member), words.code(level))))
    return rows


def _totals(facts: Facts, given: list[MemberVerdict]) -> str:
    levels = [level_of(facts.season, facts.judged, one.member) for one in given]
    names = facts.words.member_names
    return "; ".join(f"{names[one]}: {words.count(levels.count(one))} đồng chí" for one in LEVELS) + "."


def to_rerate(facts: Facts) -> list[MemberVerdict]:
    """Return the members whose earlier year is to be looked at again and of whom nothing is on record yet."""
    recorded = {one.subject for one in facts.given.reratings}
    return [one for one in facts.judged.members if RERATE in one.flags and one.member not in recorded]


def rerating(facts: Facts, _session_id: str) -> Document:
    """Return the draft decision that cancels an earlier level and gives another."""
    cells = [_again(facts, one) for one in facts.given.reratings]
    cells += [_to_fill(facts, one.member) for one in to_rerate(facts)]
    rows = tuple(Row((str(number), *found)) for number, found in enumerate(cells, 1))
    label = form_names(facts.words.regulation).rerate
    what = f"đánh giá, {facts.words.verb} lại chất lượng đảng viên" + (f"\n({label})" if label else "")
    blocks: list[Block] = [
        *_grounds(facts, f"Năm, mức cũ, mức mới do cấp có thẩm quyền ghi. {OWN_LAYOUT}"),
        Para(
            f"Hủy bỏ kết quả {facts.words.verb} cũ và công nhận kết quả {facts.words.verb} mới đối với:",
            lead="Điều 1.",
        ),
        Table(_AGAIN, rows, empty="Không có trường hợp phải xếp loại lại."),
        Para("Hủy bỏ danh hiệu thi đua, hình thức khen thưởng gắn với kết quả cũ (nếu có).", lead="Điều 2."),
        Para(f"{facts.season.unit.name} và {_BOUND}", lead="Điều 3."),
    ]
    return _decision(facts, "Dự thảo quyết định xếp loại lại", what, blocks)


def _again(facts: Facts, one: Rerating) -> tuple[str, ...]:
    """A re-rating on record: what it cancels, what it gives, by which paper and clause."""
    name = UNITS.get(one.subject) or facts.season.member(one.subject).name
    source = f"{one.paper.strip().rstrip('.')}, ngày {one.day:%d/%m/%Y}"
    cited = "; ".join(part for part in (source, one.clause) if part)
    return (
        name,
        str(one.year),
        one.old.value,
        one.new.value,
        f"{one.reason.strip().rstrip('.')} ({cited}).",
    )


def _to_fill(facts: Facts, member_id: str) -> tuple[str, ...]:
    reason = words.of_year(facts.words.verb, words.FLAGS[RERATE])
    return facts.season.member(member_id).name, "", "", "", reason


def commendation(facts: Facts, _session_id: str) -> Document:
    """Return the draft decision to commend those at the top level; whom, the superior chooses."""
    people = excellent(facts)
    rows = tuple(Row((str(n), m.name, "", words.post_of(m), "")) for n, m in enumerate(people, 1))
    blocks: list[Block] = [
        *_grounds(
            facts,
            f"Người được khen, hình thức, mức thưởng do cấp có thẩm quyền ghi. {OWN_LAYOUT}",
            [m.id for m in people],
        ),
        Para(f"Khen thưởng các đảng viên có tên sau đây năm {facts.season.year}:", lead="Điều 1."),
        Table(_COMMENDED, rows, empty="Không có đảng viên được đề nghị."),
        Para("Mức thưởng kèm theo thực hiện theo quy định hiện hành.", lead="Điều 2."),
        Para(f"{facts.season.unit.name} và {_BOUND}", lead="Điều 3."),
    ]
    return _decision(facts, "Dự thảo quyết định khen thưởng", "khen thưởng đảng viên", blocks)


def _grounds(facts: Facts, note: str, members: Collection[str] = ()) -> list[Block]:
    return [
        Para(_DRAFT, italic=True, align=Align.CENTRE),
        small(note),
        *to_weigh(facts, members),
        Para("- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;"),
        Para(f"- Căn cứ {facts.words.title};"),
        Para(f"- Xét đề nghị của {facts.season.unit.name},"),
        Heading(f"{_signer(facts)[0]} QUYẾT ĐỊNH"),
    ]


def _signer(facts: Facts) -> tuple[str, str, str, str]:
    """Who decides, in whose name it is signed, where it is kept, the code of the body in the number.

    Above Đảng ủy it is the standing committee; the codes in use there differ, so they stay open.
    """
    above = " ".join(committee(facts.season).split()[:2]).capitalize()
    if above in AREAS.values():
        return "BAN THƯỜNG VỤ", "T/M BAN THƯỜNG VỤ", f"Lưu {above}", words.BLANK
    return "BAN CHẤP HÀNH", "T/M ĐẢNG ỦY", "Lưu Đảng ủy", "ĐU"


def _decision(facts: Facts, name: str, what: str, blocks: list[Block]) -> Document:
    """The superior's own head and signature: number, names and day stay open."""
    unit, (_, capacity, keep, code) = facts.season.unit, _signer(facts)
    top = Header(
        words.BLANK,
        committee(facts.season),
        number=words.number_line("QĐ", body=code),
        place_date=f"{words.BLANK}, {words.day(None)}",
    )
    recipients = Recipients((unit.name, "Các đảng viên có tên trong danh sách"), keep=keep)
    end = SignatureRow(recipients, Signature(capacity, "BÍ THƯ", words.BLANK))
    return paper(facts, name, top, Title("QUYẾT ĐỊNH", what), blocks, end)
