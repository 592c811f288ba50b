"""Working papers that people finish: inspection reply, registration for next year, opinions gathered."""

from typing import Final

from forms import words
from forms.branch_paper import OWN_LAYOUT, addressed, foot, head, paper, small
from forms.count_part import UNITS
from forms.document import Align, Blank, Block, Column, Document, Heading, Para, Row, Table, Ticks, Title
from forms.facts import Facts
from forms.review_parts import texts
from meeting.inspection import Inspection
from meeting.level import LEVELS

_OPINIONS: Final = (
    Column("TT", 10),
    Column("Tập thể", 40, Align.LEFT),
    Column("Ý kiến góp ý, đánh giá", 115, Align.LEFT),
)
_REGISTERED: Final = (
    "Chỉ tiêu, nhiệm vụ chính trị",
    "Công tác xây dựng Đảng; giáo dục chính trị, tư tưởng",
    "Công tác kiểm tra, giám sát; kỷ luật đảng",
    "Công tác đảng viên: kết nạp, bồi dưỡng, quản lý",
    "Lãnh đạo các đoàn thể",
)


def inspection_reply(facts: Facts, session_id: str) -> Document:
    """Return the report that answers an inspection notice: contents, schedule, who attends, when it is due.

    TB 53-TB/ĐU and TB 01-TB/TKTr (Quảng Bình 2016) say what such a notice asks for.
    """
    season, asked = facts.season, facts.given.inspection or Inspection()
    day = f" {words.day(asked.day)}" if asked.day else ""
    notice = asked.notice or f"Thông báo số {words.BLANK}"
    blocks: list[Block] = [
        addressed(asked.issuer or words.BLANK),
        Para(f"Thực hiện {notice}{day}, {season.unit.name} báo cáo các nội dung được kiểm tra như sau:"),
        Heading("I. NỘI DUNG BÁO CÁO"),
        *_contents(asked),
        Heading("II. LỊCH VÀ THÀNH PHẦN LÀM VIỆC"),
        Para(words.sentence(asked.schedule) or words.BLANK, lead="1. Thời gian, địa điểm:"),
        Para(words.sentence(asked.attendees) or words.BLANK, lead="2. Thành phần làm việc:"),
        Para(f"{words.day(asked.due)}.", lead="3. Hạn gửi báo cáo:"),
        Heading("III. TỰ ĐÁNH GIÁ, KIẾN NGHỊ"),
        Blank(3),
        small(OWN_LAYOUT),
        Para("Chi bộ báo cáo và chuẩn bị hồ sơ, tài liệu để làm việc theo lịch."),
    ]
    top = head(season, season.session(session_id), "BC", dated=False)
    title = Title("BÁO CÁO", "các nội dung kiểm tra theo thông báo kiểm tra")
    recipients = (asked.issuer,) if asked.issuer else ("Tổ kiểm tra (để báo cáo)",)
    return paper(facts, "Báo cáo theo thông báo kiểm tra", top, title, blocks, foot(season, recipients))


def _contents(asked: Inspection) -> list[Block]:
    blocks: list[Block] = []
    for number, text in enumerate(asked.contents or ("",), 1):
        blocks += [Para(words.sentence(text) or words.BLANK, lead=f"{number}."), Blank(4)]
    return blocks


def registration(facts: Facts, session_id: str) -> Document:
    """Return the branch's registration for the next year (CV 1054-CV/ĐUK Bắc Giang 2024, mục 3)."""
    season = facts.season
    blocks: list[Block] = [
        Para(f"{season.unit.name} đăng ký phấn đấu xây dựng chi bộ năm {season.year + 1} đạt mức:"),
        Ticks(tuple(facts.words.unit_names[level] for level in LEVELS[:2])),
        Para("", lead="Các nội dung phấn đấu:"),
    ]
    for number, text in enumerate(_REGISTERED, 1):
        blocks += [Para(f"{text}:", lead=f"{number}."), Blank(1)]
    blocks += [small(OWN_LAYOUT), Para("Đề nghị cấp ủy cấp trên xem xét, ghi nhận.")]
    top = head(season, season.session(session_id), dated=False)
    title = Title("BẢN ĐĂNG KÝ", f"xây dựng tổ chức cơ sở đảng năm {season.year + 1}")
    return paper(facts, "Bản đăng ký xây dựng tổ chức đảng", top, title, blocks, foot(season))


def opinions(facts: Facts, session_id: str) -> Document:
    """Return what the meetings said of the collectives (KH/ĐUK Lâm Đồng 2023, mục V.3, item 7)."""
    season = facts.season
    found = [(UNITS[subject], texts(season, subject, "opinions")) for subject in UNITS]
    rows = [Row((name, "\n".join(told))) for name, told in found if told]
    numbered = tuple(Row((str(number), *row.cells)) for number, row in enumerate(rows, 1))
    blocks: list[Block] = [
        Table(_OPINIONS, numbered, empty="Các hội nghị chưa ghi ý kiến góp ý đối với tập thể."),
        Para("", lead="Ý kiến của các tổ chức, cá nhân liên quan:"),
        Blank(6),
        small(OWN_LAYOUT),
        Para("Trên đây là tổng hợp ý kiến góp ý, đánh giá; báo cáo cấp ủy cấp trên xem xét."),
    ]
    top = head(season, season.session(session_id), dated=False)
    what = f"ý kiến góp ý, đánh giá, {facts.words.verb} chất lượng năm {season.year}"
    return paper(facts, "Tổng hợp ý kiến góp ý", top, Title("BẢN TỔNG HỢP", what), blocks, foot(season))
