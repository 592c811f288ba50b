"""Papers about one member beside the review: residence comment, supplement of the record, receipt, quarter.

No source read gives their layout (QĐ 213-QĐ/TW; Mẫu 3-HSĐV of HD 12-HD/BTCTW 2022; Mẫu 05 of HD 43-HD/BTCTW):
each says so in small print. The first member of the facts is the one the paper is about.
"""

from dataclasses import replace
from typing import Final

from forms import words
from forms.branch_paper import OWN_LAYOUT, addressed, head, paper, sign_for, small
from forms.document import (
    Align,
    Blank,
    Block,
    Column,
    Document,
    Heading,
    Para,
    Row,
    Signature,
    SignatureRow,
    Table,
    Ticks,
    Title,
)
from forms.facts import Facts
from forms.lists import DISCIPLINES
from forms.review_parts import level_boxes
from forms.skeleton import cited_form, form_names
from meeting.hand_in import RECORD, RESIDENCE, REVIEW
from meeting.paper import merits_of
from meeting.season import Member

ROOM: Final = "…………"
_LINES: Final = 2
_ASKED_OF_RESIDENCE: Final = (
    "Giữ mối liên hệ với chi ủy, chi bộ và nhân dân nơi cư trú",
    "Gương mẫu thực hiện nghĩa vụ công dân nơi cư trú",
    "Ý kiến khác",
)
_KEPT: Final = ("Thường xuyên", "Chưa thường xuyên", "Không giữ mối liên hệ")
_SUPPLEMENT: Final = (
    Column("TT", 10),
    Column("Nội dung", 65, Align.LEFT),
    Column("Thay đổi trong năm (không thay đổi ghi “K”)", 90, Align.LEFT),
)
_REWARDS: Final = "Khen thưởng trong năm"
_DISCIPLINE: Final = "Kỷ luật trong năm"
_CHANGES: Final = (
    "Nơi thường trú, nơi tạm trú",
    "Nghề nghiệp, đơn vị công tác",
    "Chức vụ Đảng, chính quyền, đoàn thể",
    "Trình độ học vấn, chuyên môn, lý luận chính trị, ngoại ngữ, tin học",
    _REWARDS,
    _DISCIPLINE,
    "Hoàn cảnh gia đình, kinh tế",
    "Quan hệ gia đình ở trong nước, nước ngoài",
)
_BY_THE_MEMBER: Final = frozenset({REVIEW, RESIDENCE, RECORD})
_RECEIVED: Final = (
    Column("TT", 10),
    Column("Giấy tờ", 60, Align.LEFT),
    Column("Căn cứ", 60, Align.LEFT),
    Column("Ngày nhận", 35),
)


def person(member: Member) -> list[Block]:
    """Return who the paper is about."""
    official = "dự bị" if member.official is None else f"{member.official:%d/%m/%Y}"
    return [
        Para(f"{member.name}; ngày sinh: {member.born:%d/%m/%Y}.", lead="Họ và tên:"),
        Para(f"{member.admitted:%d/%m/%Y}; chính thức: {official}.", lead="Ngày vào Đảng:"),
        Para(f"{words.post_of(member)}.", lead="Chức vụ, đơn vị:"),
    ]


def residence_comment(facts: Facts, session_id: str) -> Document:
    """Return the sheet for the branch where the member lives, with its comment where the book holds one."""
    season = facts.season
    member = season.members[0]
    told = words.sentence(member.residence_comment)
    asked: list[Block] = [Para(told)] if told else _questions()
    blocks: list[Block] = [
        addressed(f"Chi ủy (chi bộ) nơi cư trú {ROOM}{ROOM}"),
        Para(
            f"{season.unit.name} đề nghị chi ủy (chi bộ) nơi cư trú cho nhận xét đối với đồng chí có tên sau "
            f"đây để làm căn cứ kiểm điểm, đánh giá, {facts.words.verb} chất lượng năm {season.year}."
        ),
        *person(member)[::2],
        Para(f"{ROOM}{ROOM}{ROOM}", lead="Nơi cư trú:"),
        Heading("NHẬN XÉT CỦA CHI ỦY (CHI BỘ) NƠI CƯ TRÚ"),
        *asked,
        Para("Mức độ giữ mối liên hệ với nơi cư trú:"),
        Ticks(_KEPT),
        small(_layout("residence", season.year)),
    ]
    what = f"đảng viên nơi cư trú năm {season.year}"
    top = replace(
        head(season, season.session(session_id), dated=False), place_date=f"{words.BLANK}, {words.day(None)}"
    )
    end = SignatureRow(None, Signature("T/M CHI ỦY (CHI BỘ) NƠI CƯ TRÚ", "BÍ THƯ", ROOM))
    name = f"Phiếu nhận xét nơi cư trú: {member.name}"
    return paper(facts, name, top, Title("PHIẾU NHẬN XÉT", what), blocks, end)


def _layout(paper_: str, year: int) -> str:
    form = cited_form(paper_, year)
    return f"Bố cục do chương trình đề xuất; chưa đối chiếu được với {form}." if form else OWN_LAYOUT


def _questions() -> list[Block]:
    blocks: list[Block] = []
    for number, text in enumerate(_ASKED_OF_RESIDENCE, 1):
        blocks += [Para(f"{text}:", lead=f"{number}."), Blank(_LINES)]
    return [*blocks[:-1], Blank(1)]


def supplement(facts: Facts, session_id: str) -> Document:
    """Return the sheet on which the member says what of the record changed, as far as the book knows."""
    season = facts.season
    member = season.members[0]
    known = {_REWARDS: merits_of(member), _DISCIPLINE: DISCIPLINES[member.discipline]}
    rows = tuple(Row((str(number), text, known.get(text, ""))) for number, text in enumerate(_CHANGES, 1))
    blocks: list[Block] = [
        *person(member),
        Para("", lead="Nội dung bổ sung:"),
        Table(_SUPPLEMENT, rows),
        small(_layout("supplement", season.year)),
        Para("Tôi cam đoan những nội dung bổ sung trên đây là đúng sự thật."),
    ]
    title = Title("PHIẾU BỔ SUNG", f"hồ sơ đảng viên năm {season.year}")
    top = head(season, season.session(session_id), dated=False)
    end = SignatureRow(sign_for(season, member), Signature("NGƯỜI KHAI", "", member.name))
    return paper(facts, f"Phiếu bổ sung hồ sơ: {member.name}", top, title, blocks, end)


def receipt(facts: Facts, session_id: str) -> Document:
    """Return the receipt for what the member handed in, and what is still to come."""
    season, given = facts.season, facts.given
    member = season.members[0]
    days = {one.paper: f"{one.day:%d/%m/%Y}" for one in given.hand_ins}
    listed = [one for one in given.asked if one.paper in _BY_THE_MEMBER or one.paper in days]
    rows = tuple(
        Row((str(number), one.title, one.cite, days.get(one.paper, "chưa nhận")))
        for number, one in enumerate(listed, 1)
    )
    blocks: list[Block] = [
        Para(f"{season.unit.name} đã tiếp nhận của đồng chí có tên sau đây:"),
        *person(member),
        Table(_RECEIVED, rows, empty="Quy định không nêu giấy tờ nào phải nộp."),
        small("Bố cục do chương trình đề xuất. Phiếu lập thành 02 bản, người nộp giữ 01 bản."),
        Para(f"Số giấy tờ đã nhận: {words.count(sum(one.paper in days for one in listed))}."),
    ]
    title = Title("PHIẾU TIẾP NHẬN", f"giấy tờ kiểm điểm, bổ sung hồ sơ đảng viên năm {season.year}")
    top = head(season, season.session(session_id), dated=False)
    end = SignatureRow(Signature("NGƯỜI NỘP", "", member.name), Signature("NGƯỜI NHẬN", "", ROOM))
    return paper(facts, f"Phiếu tiếp nhận: {member.name}", top, title, blocks, end)


def quarter(facts: Facts, session_id: str) -> Document:
    """Return the self-rating of a leader for a quarter or the year (Mẫu 05 of HD 43-HD/BTCTW)."""
    season = facts.season
    member, label = season.members[0], form_names(facts.words.regulation).quarter
    blocks: list[Block] = [
        *person(member),
        Heading("I. TỰ CHẤM ĐIỂM"),
        *_points(facts),
        Heading("II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ"),
        Blank(6),
        Heading("III. TỰ XẾP LOẠI"),
        level_boxes(facts.words.member_names, None),
        SignatureRow(None, Signature("NGƯỜI TỰ ĐÁNH GIÁ", "", member.name)),
        Heading("XÁC NHẬN CỦA CHI BỘ"),
        Blank(2),
        small("Bố cục do chương trình đề xuất; chưa đối chiếu được với nguyên văn mẫu này."),
        Para("Chi bộ xác nhận mức tự đánh giá, xếp loại nêu trên."),
    ]
    title = Title("BẢN TỰ ĐÁNH GIÁ, XẾP LOẠI", f"của cá nhân quý {words.BLANK} năm {season.year}\n({label})")
    top = head(season, season.session(session_id), dated=False)
    end = SignatureRow(None, sign_for(season, member, "T/M CHI BỘ"))
    return paper(facts, f"Bản tự đánh giá quý: {member.name}", top, title, blocks, end)


def _points(facts: Facts) -> list[Block]:
    most = facts.given.points
    if most is None:
        return [Blank(2)]
    common, tasks = most
    return [
        Para(f"{ROOM}/{common} điểm.", lead="1. Nhóm tiêu chí chung:"),
        Para(f"{ROOM}/{tasks} điểm.", lead="2. Nhóm tiêu chí về kết quả thực hiện nhiệm vụ:"),
        Para(f"{ROOM}/{common + tasks} điểm.", lead="Tổng điểm:"),
    ]
